"""Every act leaves exactly these events."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from tests.factories import drafts, incoming
from tests.factories.province import Office, office
from tests.support.attempts import events_of
from vanthu.ground.journal.models import Entry
from vanthu.office.documents.actions import void_number
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions
from vanthu.office.drafting.actions import RouteChoice, Text
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.handling.actions import Receiver
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
Act = Callable[[Office, Document], object]
DAY = date(2026, 11, 20)


def add(place: Office, document: Document) -> object:
    return actions.add_version(
        place.specialist, document_id=document.pk, text=Text(body="Bản khác")
    )


def paper(place: Office, document: Document) -> object:
    return actions.record_paper_signature(
        place.clerk, document_id=document.pk, blob=drafts.blob(), name="scan.txt", signed_on=DAY
    )


CASES: dict[str, tuple[Callable[..., Document], Act, list[str]]] = {
    "a version": (drafts.draft, add, ["version-added"]),
    "submitting": (
        drafts.draft,
        lambda p, d: actions.submit(p.specialist, document_id=d.pk),
        ["sent-for-content"],
    ),
    "choosing the route": (
        drafts.draft,
        lambda p, d: actions.choose_route(
            p.specialist, document_id=d.pk, route=RouteChoice(signer_post=p.deputy.post_id)
        ),
        [],
    ),
    "the content": (
        drafts.submitted,
        lambda p, d: actions.approve_content(p.head, document_id=d.pk),
        ["content-approved"],
    ),
    "the format": (
        drafts.content_approved,
        lambda p, d: actions.approve_format(p.chief, document_id=d.pk),
        ["format-approved"],
    ),
    "the signer": (
        drafts.format_approved,
        lambda p, d: actions.approve_signing(p.leader, document_id=d.pk, version=1),
        ["file-attached", "signing-approved"],
    ),
    "a signature on paper": (
        drafts.format_approved,
        paper,
        ["file-attached", "file-attached", "paper-signed"],
    ),
    "a scan afterwards": (drafts.numbered, paper, ["file-attached", "paper-signed"]),
    "a change after approval": (drafts.approved, add, ["version-added"]),
    "a return": (
        drafts.content_approved,
        lambda p, d: actions.return_draft(p.chief, document_id=d.pk, reason="Sai thể thức"),
        ["draft-returned"],
    ),
    "taking back": (
        drafts.submitted,
        lambda p, d: actions.recall_draft(p.specialist, document_id=d.pk),
        ["draft-recalled"],
    ),
    "cancelling": (
        drafts.draft,
        lambda p, d: actions.cancel(p.specialist, document_id=d.pk, reason="Thôi"),
        ["draft-cancelled"],
    ),
    "numbering": (
        drafts.approved,
        lambda p, d: actions.give_number(p.clerk, document_id=d.pk),
        ["file-attached", "file-replaced", "number-given"],
    ),
    "issuing": (
        drafts.numbered,
        lambda p, d: actions.issue(p.clerk, document_id=d.pk),
        ["document-issued", "packets-sent"],
    ),
    "recalling": (
        drafts.issued,
        lambda p, d: actions.recall_issued(p.leader, document_id=d.pk, reason="Sai"),
        ["document-recalled", "recall-ordered"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_events_of_an_act(case: str) -> None:
    make, act, expected = CASES[case]
    place = office()
    document = make(place)
    assert events_of(lambda: act(place, document)) == expected


def test_events_of_beginning() -> None:
    place = office()
    assert events_of(lambda: drafts.draft(place)) == ["draft-created", "version-added"]
    question = incoming.registered(place)
    begun = events_of(lambda: actions.answer(place.leader, incoming_id=question.pk))
    assert begun == ["documents-related", "draft-created"]


def test_events_of_an_internal_document() -> None:
    place = office()
    to = [Receiver(unit_id=place.headquarters.pk)]
    document = drafts.numbered(place, direction="internal", addressees=to)
    issuing = events_of(lambda: actions.issue(place.clerk, document_id=document.pk))
    assert issuing == ["document-issued"]
    reading = events_of(lambda: actions.mark_read(place.chief, document_id=document.pk))
    assert reading == ["internal-read"]
    setting = drafts.draft(place, direction="internal", addressees=to)
    act = events_of(
        lambda: actions.set_addressees(place.specialist, document_id=setting.pk, addressees=to)
    )
    assert act == ["addressees-set"]


def test_an_approval_names_version_and_hash_in_the_journal() -> None:
    place = office()
    document = drafts.approved(place)
    entry = Entry.objects.get(name="signing-approved", object_id=document.pk)
    assert entry.person_id == place.leader.person_id
    newest = DraftVersion.objects.get(document=document)
    assert json.loads(entry.data) == {"version": 1, "digest": newest.digest}


def test_a_void_number_sends_the_document_back_to_be_numbered() -> None:
    place = office()
    document = drafts.numbered(place)
    void_number(place.clerk, number_id=document.number_row_id or 0, reason="Nhầm sổ")
    assert BoxItem.objects.get(document=document).box == Box.TO_NUMBER
    actions.give_number(place.clerk, document_id=document.pk)
