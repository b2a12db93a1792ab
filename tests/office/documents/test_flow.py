"""An incoming document from receipt to the register, an outgoing one from draft to issue."""

from datetime import date

import pytest

from tests.factories.province import office
from vanthu.office.documents import actions, queries
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.fields import IncomingFields, OutgoingFields
from vanthu.office.documents.models import Document

pytestmark = pytest.mark.django_db

LETTER = IncomingFields(
    reference="05/TTr-SNV",
    issued_on=date(2026, 11, 20),
    issuer_name="Sở Nội vụ",
    subject="Về việc bổ nhiệm công chức",
    type_code="to-trinh",
)


def test_incoming_document_gets_the_next_arrival_number() -> None:
    """Received, then registered: 1, 2, ... in the year."""
    place = office()
    for number in (1, 2):
        document = actions.receive_incoming(place.clerk, fields=LETTER)
        assert document.state == DocumentState.RECEIVED
        assert (document.number, document.symbol) == ("05", "TTr-SNV")
        registered = actions.register_incoming(
            place.clerk, document_id=document.pk, accept_duplicate=True
        )
        stored = Document.objects.get(pk=document.pk)
        assert registered.arrival_number == stored.arrival_number == number
        assert stored.state == DocumentState.REGISTERED
        assert stored.arrived_on == place.clerk.today
        assert queries.find_visible(place.leader, document.pk) == stored


def test_draft_to_issue() -> None:
    """A draft gets number, symbol, date and identifier when approved, and is issued."""
    place = office(code="H61.77")
    fields = OutgoingFields(type_code="quyet-dinh", subject="Về việc khen thưởng")
    draft = actions.create_draft(place.specialist, direction="outgoing", fields=fields)
    Document.objects.filter(pk=draft.pk).update(state=DocumentState.APPROVED)
    numbered = actions.give_number(place.clerk, document_id=draft.pk)
    assert numbered.reference == "01/QĐ-UBND"
    assert numbered.identifier == "H61.77.2026.01.QĐ-UBND"
    assert numbered.issued_on == place.clerk.today
    issued = actions.mark_issued(place.clerk, document_id=draft.pk)
    assert issued.state == DocumentState.ISSUED
