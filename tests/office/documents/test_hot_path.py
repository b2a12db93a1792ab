"""What the registering of a document costs: statements counted, each with its reason."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.province import Office, office
from vanthu.office.documents import actions
from vanthu.office.documents.fields import IncomingFields

pytestmark = pytest.mark.django_db

LETTER = IncomingFields(
    reference="15/QĐ-SNV",
    issued_on=date(2026, 11, 5),
    issuer_name="Sở Nội vụ",
    subject="Về việc bổ nhiệm",
)
# In order: the first words of each statement and why it is there.
REGISTER = (
    ("SELECT d.*", "the document, the series open on the day and the first twin, in one"),
    ("WITH next AS|INSERT INTO documents_counter", "the number; PostgreSQL with its witness"),
    ("|INSERT INTO documents_documentnumber", "SQLite: the witness apart"),
    ("UPDATE documents_document", "the step, guarded by the state"),
    ("INSERT INTO documents_grant", "leaders see it"),
    ('UPDATE "handling_boxitem"', "from the box 'to register' to 'to present'"),
    ('INSERT INTO "handling_movement"', "the path of the document"),
    ("SELECT d.id", "the fields for the index; the text of the files stays in it"),
    ("UPDATE search_document|UPDATE search_fts", "the index"),
    ("WITH head AS|INSERT INTO journal_head", "the journal; PostgreSQL in one"),
    ("|INSERT INTO journal_entry", "SQLite: the entry apart"),
)


def statements(place: Office) -> list[str]:
    """The statements of one registration, without BEGIN, COMMIT and savepoints."""
    document = actions.receive_incoming(place.clerk, fields=LETTER)
    with CaptureQueriesContext(connection) as asked:
        actions.register_incoming(place.clerk, document_id=document.pk)
    every = [query["sql"].removeprefix("1 times: ") for query in asked.captured_queries]
    return [sql for sql in every if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]


@pytest.mark.postgres
def test_registering_costs_nine_statements_on_postgresql() -> None:
    """Nothing is asked twice; each statement has its reason in REGISTER."""
    expected = [first.split("|")[0] for first, _why in REGISTER if first.split("|")[0]]
    found = statements(office())
    assert len(found) == len(expected) == 9
    for sql, first in zip(found, expected, strict=True):
        assert sql.startswith(first)


@pytest.mark.sqlite
def test_registering_on_sqlite_costs_the_two_split_ones_more() -> None:
    """SQLite has no writing in WITH: witness and journal entry are statements of their own."""
    found = statements(office())
    expected = [first.split("|")[-1] for first, _why in REGISTER]
    assert len(found) == len(expected) == 11
    for sql, first in zip(found, expected, strict=True):
        assert sql.startswith(first)
