"""The document before its direction, and its end as a whole."""

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause, Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.access.rules import rights_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.queries import post_names
from vanthu.office.documents.actions import grant, move, revoke
from vanthu.office.handling.actions.steps import close, end_document, require_reason
from vanthu.office.handling.case import Case, load, open_case
from vanthu.office.handling.choices import Act, Verb
from vanthu.office.handling.errors import BadReceiver
from vanthu.office.handling.events import (
    DocumentPresented,
    HandlingWithdrawn,
    PresentationReturned,
)
from vanthu.office.handling.history import record
from vanthu.office.handling.models import Movement
from vanthu.office.handling.permissions import check
from vanthu.office.handling.receivers import Receiver, resolve
from vanthu.office.handling.rules import OPEN, ends_with_whole


@action
def present(actor: Actor, *, document_id: int, to_post_id: int, note: str = "") -> Movement:
    """Put a registered document before a leader; while presented, pass it to another leader.

    Decree 30 Art. 23.1. Raises NotRegistered, MissingRight, WrongState, BadReceiver.
    """
    case = open_case(actor, document_id)
    check(actor, Verb.PRESENT, case)
    return put_before(actor, case, to_post_id, note, Act.PRESENT)


def put_before(actor: Actor, case: Case, to_post_id: int, note: str, act: Act) -> Movement:
    """Present the document of the case to the post; the former leader's box empties."""
    name = _leader_name(actor, case, to_post_id)
    move(actor, case.document, "present")
    case.presented_to, case.sent_back, case.remark = keys.post(to_post_id), False, note
    revoke(actor, case.document.pk, GrantCause.PRESENTED, 0)
    grant(actor, case.document.pk, case.presented_to, GrantCause.PRESENTED)
    announce(
        actor,
        DocumentPresented(
            agency_id=case.document.agency_id, object_id=case.document.pk, to_post_id=to_post_id
        ),
    )
    case.settle(actor)
    return record(actor, case.document.pk, act, to_key=case.presented_to, to_name=name, text=note)


@action
def return_presented(actor: Actor, *, document_id: int, reason: str) -> Movement:
    """The leader sends a presented document back to the clerk, saying why."""
    return _back_to_clerk(actor, document_id, reason, Verb.RETURN_PRESENTED, Act.RETURN_PRESENTED)


@action
def recall_presented(actor: Actor, *, document_id: int, reason: str) -> Movement:
    """The clerk takes back what was presented and not yet directed."""
    return _back_to_clerk(actor, document_id, reason, Verb.RECALL_PRESENTED, Act.RECALL_PRESENTED)


@action
def finish_document(actor: Actor, *, document_id: int, result: str) -> Movement:
    """Close a document nobody leads: filed without handling, or its lead was taken back.

    Raises LeadStillOpen while a lead is at work: the whole ends with it.
    """
    case = open_case(actor, document_id)
    check(actor, Verb.FINISH_DOCUMENT, case)
    text = require_reason(result, "result", "Hãy ghi kết quả, ví dụ “Lưu, không phải xử lý”.")
    close(actor, case, [a.pk for a in case.assignments if ends_with_whole(a)])
    revoke(actor, document_id, GrantCause.PRESENTED, 0)
    end_document(actor, case)
    case.settle(actor)
    return record(actor, document_id, Act.FINISH_DOCUMENT, text=text)


@action
def withdraw(actor: Actor, *, document_id: int, reason: str) -> Movement:
    """End all handling because the sender takes the document back (Annex VI, III.8.b).

    Called when the registry agrees to a recall; the document leaves every box.
    """
    check_right(actor, Right.REGISTER)
    case = load(document_id)
    closed = [a.pk for a in case.assignments if a.state in OPEN]
    close(actor, case, closed)
    move(actor, case.document, "withdraw")
    announce(
        actor,
        HandlingWithdrawn(
            agency_id=case.document.agency_id,
            object_id=document_id,
            reason=reason,
            closed=tuple(closed),
        ),
    )
    case.settle(actor)
    return record(actor, document_id, Act.WITHDRAW, text=reason)


def _back_to_clerk(actor: Actor, document_id: int, reason: str, verb: Verb, act: Act) -> Movement:
    case = open_case(actor, document_id)
    check(actor, verb, case)
    text = require_reason(reason)
    recalled = verb is Verb.RECALL_PRESENTED
    move(actor, case.document, "return_")
    case.presented_to, case.sent_back, case.remark = None, not recalled, text
    revoke(actor, document_id, GrantCause.PRESENTED, 0)
    announce(
        actor,
        PresentationReturned(
            agency_id=case.document.agency_id,
            object_id=document_id,
            reason=text,
            recalled=recalled,
        ),
    )
    case.settle(actor)
    return record(actor, document_id, act, text=text)


def _leader_name(actor: Actor, case: Case, post_id: int) -> str:
    """The name of the post presented to; raises BadReceiver when it may not direct."""
    (resolved,) = resolve(actor.agency_id, [Receiver(post_id=post_id)], actor.today)
    role = post_names([post_id], actor.today)[post_id].role
    if str(Right.DIRECT) not in rights_of(role):
        raise BadReceiver(
            "{name} không có quyền cho ý kiến chỉ đạo. Hãy trình lãnh đạo khác.", name=resolved.name
        )
    if case.presented_to == resolved.key:
        raise BadReceiver("Văn bản đang được trình {name} rồi.", name=resolved.name)
    return resolved.name
