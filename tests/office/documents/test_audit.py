"""The audit of a register finds what SQL did behind the system's back (Q-031)."""

from datetime import date

import pytest
from django.db import connection

from tests.factories.province import Office, office
from vanthu.office.documents import actions, queries
from vanthu.office.documents.fields import IncomingFields
from vanthu.office.documents.models import Document
from vanthu.office.documents.queries import Audit
from vanthu.office.documents.registers import RegisterPeriod

pytestmark = pytest.mark.django_db


def five(place: Office) -> tuple[RegisterPeriod, list[Document]]:
    """Five registered documents and their period."""
    found = []
    for number in range(1, 6):
        fields = IncomingFields(
            reference=f"{number}/BC-STC",
            issued_on=date(2026, 11, 1),
            issuer_name="Sở Tài chính",
            subject="Báo cáo",
        )
        document = actions.receive_incoming(place.clerk, fields=fields)
        found.append(actions.register_incoming(place.clerk, document_id=document.pk))
    return RegisterPeriod.objects.get(register=place.incoming, label="2026"), found


def run(*statements: str) -> None:
    """What someone with the database's password could do."""
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def after(*statements: str) -> Audit:
    """The audit of five registered documents after the statements."""
    place = office()
    period, documents = five(place)
    third, last = documents[2], documents[4]
    values = {
        "third": third.pk,
        "third_number": third.number_row_id,
        "last": last.pk,
        "last_number": last.number_row_id,
        "period": period.pk,
    }
    run(*(statement.format(**values) for statement in statements))
    return queries.audit(period.pk)


DELETE = (
    "DELETE FROM documents_grant WHERE document_id = {%s}",
    "DELETE FROM handling_movement WHERE document_id = {%s}",
    "DELETE FROM handling_boxitem WHERE document_id = {%s}",
    "DELETE FROM documents_document WHERE id = {%s}",
)


def deletion(name: str) -> list[str]:
    """A document removed with everything that refers to it."""
    return [statement.replace("%s", name) for statement in DELETE]


def test_an_untouched_register_is_sound() -> None:
    """Five numbers, nothing to report."""
    found = after()
    assert found.sound
    assert found.last == 5


def test_a_deleted_document_leaves_its_number_without_one() -> None:
    """The witness stays behind."""
    assert after(*deletion("third")).without_document == ["03"]


def test_a_document_deleted_with_its_number_leaves_a_gap() -> None:
    """In the middle of the register."""
    number = "DELETE FROM documents_documentnumber WHERE id = {third_number}"
    assert after(*deletion("third"), number).gaps == [3]


def test_the_last_document_cannot_vanish_with_number_and_counter() -> None:
    """Set back the counter too: the journal still knows."""
    found = after(
        *deletion("last"),
        "DELETE FROM documents_documentnumber WHERE id = {last_number}",
        "UPDATE documents_counter SET last = 4 WHERE period_id = {period}",
    )
    assert (found.gaps, found.last) == ([5], 5)


def test_a_changed_number_shows_as_altered_and_doubled() -> None:
    """The document differs from its witness, and two show the same."""
    found = after("UPDATE documents_document SET arrival_number = 2 WHERE id = {third}")
    assert found.duplicates == ["02"]
    assert [line.split()[0] for line in found.altered] == ["02"]


def test_a_document_cut_from_its_witness_is_found() -> None:
    """The number has no document, the document no witness."""
    found = after("UPDATE documents_document SET number_row_id = NULL WHERE id = {third}")
    assert found.without_document == ["03"]
    assert len(found.altered) == 1


def test_a_document_and_its_witness_changed_together_differ_from_the_journal() -> None:
    """Number 3 becomes number 9 everywhere but in the journal."""
    found = after(
        "UPDATE documents_documentnumber SET number = 9 WHERE id = {third_number}",
        "UPDATE documents_document SET arrival_number = 9 WHERE id = {third}",
    )
    assert 3 in found.gaps
    assert [line.split()[0] for line in found.altered] == ["09"]
    assert not found.sound
