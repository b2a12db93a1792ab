"""An issued document is corrected by a letter, which both agencies see beside it (D-06, Q-077)."""

import pytest

from tests.factories import drafts, exchange
from tests.factories.province import Office, office
from vanthu.faces.web.remarks import remarks
from vanthu.office.documents.choices import DocumentState, RelationKind
from vanthu.office.documents.errors import NotIssued
from vanthu.office.documents.models import Document, Relation
from vanthu.office.drafting import actions as drafting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


def correction(sender: Office, old: Document) -> Document:
    """The letter, drafted, approved, numbered and issued."""
    draft = drafting.correct_by_letter(
        sender.specialist,
        document_id=old.pk,
        route=drafts.route(sender),
        text=drafting.Text(body="Sửa “Điều 5” thành “Điều 6”."),
    )
    return drafts.issue(sender, draft)


def test_the_letter_is_filled_in_and_goes_to_the_same_recipients() -> None:
    sender, receiver = office(), office()
    old = exchange.sent(sender, receiver)
    letter = correction(sender, old)
    assert letter.type_id == "cong-van"
    assert letter.subject == f"V/v đính chính Kế hoạch số {old.reference} ngày 23/11/2026"
    assert list(letter.recipients.values_list("agency_id", flat=True)) == [receiver.id]
    assert Relation.objects.filter(source=letter, target=old, kind=RelationKind.CORRECTS).exists()
    assert drafts.fresh(old).state == DocumentState.ISSUED, "the corrected one stays as it is"


def test_both_agencies_see_it_beside_the_corrected_one() -> None:
    sender, receiver = office(), office()
    old = exchange.sent(sender, receiver)
    came = exchange.registered(old, receiver)
    letter = correction(sender, old)
    exchange.carry()
    arrived = exchange.arrival(letter, receiver)
    assert Relation.objects.filter(source=arrived, target=came, kind=RelationKind.CORRECTS).exists()
    for actor, document in ((sender.clerk, old), (receiver.clerk, came)):
        (strip,) = remarks(actor, drafts.fresh(document))
        assert strip["title"] == "Đã được đính chính"
        assert letter.reference in strip["text"]


def test_a_draft_of_a_correction_is_not_announced_and_needs_an_issued_one() -> None:
    sender, receiver = office(), office()
    old = exchange.sent(sender, receiver)
    drafting.correct_by_letter(sender.specialist, document_id=old.pk)
    assert remarks(sender.specialist, old) == []
    with pytest.raises(NotIssued):
        drafting.correct_by_letter(sender.specialist, document_id=drafts.numbered(sender).pk)
