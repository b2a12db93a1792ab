"""Every verb, state and person: what the buttons say is what the actions do, word for word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.factories import drafts, esigning, incoming
from tests.factories.province import Office, office
from tests.support.attempts import refusal_of
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.errors import DocumentNotFound
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions, queries
from vanthu.office.drafting.actions import Text
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.errors import NotADraft
from vanthu.office.drafting.permissions import VERBS
from vanthu.office.handling.actions import Receiver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]

S, V = DocumentState, Verb
MAKERS: dict[DocumentState, Callable[..., Document]] = {
    S.DRAFTING: drafts.draft,
    S.CONTENT_REVIEW: drafts.submitted,
    S.FORMAT_REVIEW: drafts.content_approved,
    S.LEADER_REVIEW: drafts.format_approved,
    S.APPROVED: drafts.approved,
    S.NUMBERED: drafts.numbered,
    S.ISSUED: drafts.issued,
    S.RECALLED: drafts.recalled,
    S.CANCELLED: drafts.cancelled,
}
# Who may do what in which state; nobody else may do anything.
ALLOWED: dict[DocumentState, dict[str, set[Verb]]] = {
    S.DRAFTING: {"specialist": {V.ADD_VERSION, V.CONSULT, V.SUBMIT, V.CANCEL}},
    S.CONTENT_REVIEW: {
        "specialist": {V.RECALL_DRAFT, V.CANCEL},
        "head": {V.ADD_VERSION, V.APPROVE_CONTENT, V.RETURN_DRAFT},
    },
    S.FORMAT_REVIEW: {
        "specialist": {V.RECALL_DRAFT, V.CANCEL},
        "chief": {V.ADD_VERSION, V.APPROVE_FORMAT, V.RETURN_DRAFT},
    },
    S.LEADER_REVIEW: {
        "specialist": {V.RECALL_DRAFT, V.CANCEL},
        "leader": {V.ADD_VERSION, V.APPROVE_SIGNING, V.SIGN, V.RETURN_DRAFT},
        "clerk": {V.RECORD_PAPER_SIGNATURE},
    },
    S.APPROVED: {
        "specialist": {V.ADD_VERSION, V.CANCEL},
        "leader": {V.ADD_VERSION, V.RETURN_DRAFT},
        "clerk": {V.ADD_VERSION, V.RETURN_DRAFT, V.GIVE_NUMBER, V.RECORD_PAPER_SIGNATURE},
    },
    S.NUMBERED: {"clerk": {V.ISSUE, V.RECORD_PAPER_SIGNATURE}},
    S.ISSUED: {
        "leader": {V.RECALL_ISSUED},
        "deputy": {V.RECALL_ISSUED},
        "chief": {V.RECALL_ISSUED},
    },
    S.RECALLED: {},
    S.CANCELLED: {},
}


def acts_of(actor: Actor, document: Document) -> dict[Verb, Callable[[], object]]:
    """Each verb as this person would do it."""
    number = document.pk
    scan = drafts.blob("bản quét đã ký")
    return {
        V.ADD_VERSION: lambda: actions.add_version(
            actor, document_id=number, text=Text(body="Nội dung đã sửa")
        ),
        V.CONSULT: lambda: actions.consult(
            actor,
            document_id=number,
            receivers=[Receiver(post_id=actor.post_id)],
            due_on=actor.today,
        ),
        V.SUBMIT: lambda: actions.submit(actor, document_id=number),
        V.APPROVE_CONTENT: lambda: actions.approve_content(actor, document_id=number),
        V.APPROVE_FORMAT: lambda: actions.approve_format(actor, document_id=number),
        V.APPROVE_SIGNING: lambda: actions.approve_signing(actor, document_id=number, version=1),
        V.RECORD_PAPER_SIGNATURE: lambda: actions.record_paper_signature(
            actor, document_id=number, blob=scan, name="ky.txt", signed_on=date(2026, 11, 23)
        ),
        V.SIGN: lambda: actions.begin_signing(actor, document_id=number, version=1),
        V.SEAL: lambda: actions.begin_sealing(actor, document_id=number),
        V.RETURN_DRAFT: lambda: actions.return_draft(actor, document_id=number, reason="Sai"),
        V.RECALL_DRAFT: lambda: actions.recall_draft(actor, document_id=number),
        V.CANCEL: lambda: actions.cancel(actor, document_id=number, reason="Thôi"),
        V.GIVE_NUMBER: lambda: actions.give_number(actor, document_id=number),
        V.ISSUE: lambda: actions.issue(actor, document_id=number),
        V.RECALL_ISSUED: lambda: actions.recall_issued(actor, document_id=number, reason="Sai"),
    }


@pytest.mark.parametrize("state", MAKERS)
def test_who_may_do_what(state: DocumentState) -> None:
    place = office()
    esigning.equip(place)
    document = MAKERS[state](place)
    assert document.state == state
    for who, actor in place.staff.items():
        done = {verb: refusal_of(act) for verb, act in acts_of(actor, document).items()}
        allowed = {verb for verb, sentence in done.items() if not sentence}
        assert allowed == ALLOWED[state].get(who, set()), who
        assert _said(actor, document) == done, who


def _said(actor: Actor, document: Document) -> dict[Verb, str]:
    """What the tool bar says; for whom the document does not exist, every verb says so."""
    try:
        return {Verb(row.verb): row.reason for row in queries.possible(actor, document.pk)}
    except DocumentNotFound as hidden:
        return dict.fromkeys(VERBS, hidden.sentence)


@pytest.mark.parametrize("state", MAKERS)
def test_nobody_of_another_agency_sees_or_does_anything(state: DocumentState) -> None:
    document, other = MAKERS[state](office()), office()
    for actor in other.staff.values():
        sentences = {refusal_of(act) for act in acts_of(actor, document).values()}
        assert sentences == {DocumentNotFound.default_sentence}


def test_an_incoming_document_is_answered_not_drafted() -> None:
    place = office()
    document = incoming.registered(place)
    for sentence in (refusal_of(act) for act in acts_of(place.clerk, document).values()):
        assert sentence.startswith(NotADraft.default_sentence.split("{", maxsplit=1)[0])
    (answer,) = queries.possible(place.leader, document.pk)
    assert (answer.verb, answer.allowed) == (V.ANSWER.value, True)


@pytest.mark.parametrize("make", [incoming.received, drafts.draft])
def test_what_cannot_be_answered_says_why(make: Callable[[Office], Document]) -> None:
    place = office()
    document = make(place)
    actor = place.clerk if make is incoming.received else place.specialist
    sentence = refusal_of(lambda: actions.answer(actor, incoming_id=document.pk))
    assert sentence
    if make is incoming.received:
        assert queries.possible_answer(actor, document.pk).reason == sentence


def test_a_delegate_acts_from_the_seat_of_the_giver() -> None:
    place = office()
    document = drafts.format_approved(place)
    own_seat = place.deputy
    seeing = replace(own_seat, keys=(*own_seat.keys, *place.leader.keys))
    said = {row.verb: row.reason for row in queries.possible(seeing, document.pk)}
    assert "xử lý thay" in said[V.APPROVE_SIGNING.value]
