"""Does any verb that handling offers, so that tests can try them all or walk at random."""

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.factories import incoming as make
from tests.factories.province import Office
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.models import Document
from vanthu.office.handling import actions
from vanthu.office.handling.actions import Receiver
from vanthu.office.handling.choices import Verb
from vanthu.office.handling.models import Assignment
from vanthu.office.handling.queries import Possibility


def do(office: Office, actor: Actor, document_id: int, offer: Possibility) -> None:
    """Do what was offered, with arguments that fit the state."""
    of_document: dict[str, Callable[[], object]] = {
        Verb.PRESENT: lambda: actions.present(
            actor, document_id=document_id, to_post_id=make.post(office, "deputy")
        ),
        Verb.RETURN_PRESENTED: lambda: actions.return_presented(
            actor, document_id=document_id, reason="Lý do"
        ),
        Verb.RECALL_PRESENTED: lambda: actions.recall_presented(
            actor, document_id=document_id, reason="Lý do"
        ),
        Verb.OPINE: lambda: actions.direct_only_opinion(
            actor, document_id=document_id, text="Ý kiến", to_post_id=_next_leader(office, offer)
        ),
        Verb.DIRECT: lambda: actions.direct(
            actor, document_id=document_id, text="Ý kiến", **_direction(office, document_id)
        ),
        Verb.HAND_OVER: lambda: actions.hand_over(actor, document_id=document_id),
        Verb.FINISH_DOCUMENT: lambda: actions.finish_document(
            actor, document_id=document_id, result="Lưu"
        ),
        Verb.MARK_KNOWN: lambda: actions.mark_known(actor, document_id=document_id),
    }
    if offer.verb in of_document:
        of_document[offer.verb]()
    elif offer.assignment_id is not None:
        _do_assignment(office, actor, offer.assignment_id, offer.verb)


def _next_leader(office: Office, offer: Possibility) -> int | None:
    state = Document.objects.latest("pk").state
    return make.post(office, "deputy") if state in ("registered", "presented") else None


def _direction(office: Office, document_id: int) -> dict[str, Any]:
    """A lead where none is at work, else one more to inform."""
    roles = Assignment.objects.filter(
        document=document_id, parent=None, role="lead", state__in=("given", "accepted")
    )
    if roles.exists():
        return {"informs": [make.to_post(office, "deputy")]}
    return {"lead": make.to_office(office)}


def _do_assignment(office: Office, actor: Actor, number: int, verb: str) -> None:
    inside = Assignment.objects.get(pk=number).parent_id is not None
    elsewhere = make.to_post(office, "deputy_head") if inside else make.to_office(office)
    later = date(2026, 12, 10)
    of_assignment: dict[str, dict[str, Any]] = {
        Verb.ACCEPT: {},
        Verb.ASSIGN: _assigning(office, number),
        Verb.REPORT: {"progress": 50, "text": "Đang làm"},
        Verb.FINISH: {"result": "Xong"},
        Verb.FORWARD: {"to": elsewhere, "reason": "Lý do"},
        Verb.RETURN: {"reason": "Lý do"},
        Verb.RECALL: {"reason": "Lý do"},
        Verb.REASSIGN: {"to": elsewhere, "reason": "Lý do"},
        Verb.EXTEND: {"due_on": date(2026, 11, 30) if inside else later, "reason": "Lý do"},
        Verb.ASK_EXTENSION: {"due_on": date(2026, 11, 30) if inside else later, "reason": "Lý do"},
        Verb.GRANT_EXTENSION: {},
        Verb.REFUSE_EXTENSION: {"reason": "Lý do"},
    }
    name = "return_" if verb == Verb.RETURN else verb.replace("-", "_")
    getattr(actions, name)(actor, assignment_id=number, **of_assignment[verb])


def _assigning(office: Office, number: int) -> dict[str, list[Receiver] | Receiver]:
    led = Assignment.objects.filter(
        parent=number, role="lead", state__in=("given", "accepted")
    ).exists()
    someone = make.to_post(office, "deputy_head")
    return {"supports": [someone]} if led else {"lead": someone}
