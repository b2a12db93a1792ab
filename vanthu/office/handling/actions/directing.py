"""The leader's direction and its handing over (Decree 30 Art. 23.2-23.4)."""

from collections.abc import Sequence
from typing import Any

from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.office.documents.actions import move, revoke
from vanthu.office.documents.choices import DocumentState
from vanthu.office.handling.actions.presenting import put_before
from vanthu.office.handling.actions.steps import (
    Share,
    Terms,
    end_document,
    give,
    open_to,
    plan,
    require_reason,
    transition,
)
from vanthu.office.handling.case import Case, open_case
from vanthu.office.handling.choices import Act, AssignmentRole, AssignmentState, Verb
from vanthu.office.handling.errors import BadReceiver, ClerkHandsOver, NoLead, SecondLead
from vanthu.office.handling.events import DirectionGiven, HandedOver, OpinionGiven
from vanthu.office.handling.history import record
from vanthu.office.handling.models import Assignment, Direction, Movement
from vanthu.office.handling.permissions import check
from vanthu.office.handling.receivers import Receiver, names_of
from vanthu.office.handling.rules.machine import REPLACE
from vanthu.office.handling.terms import due_by_rule, parameters

_TO_PLACES = 1000


@action
def direct(
    actor: Actor,
    *,
    document_id: int,
    text: str = "",
    lead: Receiver | None = None,
    supports: Sequence[Receiver] = (),
    informs: Sequence[Receiver] = (),
    hand_over: bool | None = None,
) -> Movement:
    """Write the leader's opinion and name one lead, supports and whom to inform, a deadline each.

    Before handing over a new direction replaces the planned one; later it adds to what was given,
    and names a lead only where none is at work. Goes out at once when the document is urgent or
    the agency's parameter `hand_over_at_once` says so; `hand_over` True insists (ClerkHandsOver
    where the agency leaves it to the clerk), False leaves it to the clerk.
    Raises NoLead, SecondLead, AlreadyGiven, BadReceiver, BadDeadline.
    """
    case = open_case(actor, document_id)
    check(actor, Verb.DIRECT, case)
    shares = plan(actor, lead, supports, informs)
    at_once = _at_once(actor, case, hand_over)
    _replace_planned(actor, case, shares)
    _check_lead(case, shares)
    direction = _new_version(actor, case, text)
    due = due_by_rule(case.document, actor.today)
    made = give(actor, case, shares, Terms(AssignmentState.PLANNED, direction.pk, None, due))
    move(actor, case.document, "direct")
    case.presented_to = None
    revoke(actor, document_id, GrantCause.PRESENTED, 0)
    announce(actor, _direction_given(case, direction, made))
    names = ", ".join(share.resolved.name for share in shares)
    step = record(actor, document_id, Act.DIRECT, to_name=names, text=text)
    if at_once:
        return _send(actor, case)
    case.settle(actor)
    return step


@action
def direct_only_opinion(
    actor: Actor, *, document_id: int, text: str, to_post_id: int | None = None
) -> Movement:
    """Write an opinion without giving the work to anybody.

    While the document is presented, the opinion passes it to another leader (`to_post_id`), so that
    it is never left with nobody; afterwards it is one more version of the direction.
    """
    case = open_case(actor, document_id)
    check(actor, Verb.OPINE, case)
    opinion = require_reason(text, "text", "Hãy ghi ý kiến.")
    presented = case.document.state in (DocumentState.PRESENTED, DocumentState.REGISTERED)
    if presented and to_post_id is None:
        raise BadReceiver(
            "Chưa phân công ai xử lý. Hãy chọn lãnh đạo xem xét tiếp, hoặc phân công."
        )
    if not presented and to_post_id is not None:
        raise BadReceiver("Văn bản đã phân công xử lý nên không trình lãnh đạo khác được nữa.")
    direction = _new_version(actor, case, opinion)
    announce(
        actor,
        OpinionGiven(
            agency_id=case.document.agency_id,
            object_id=document_id,
            version=direction.version,
            to_post_id=to_post_id,
        ),
    )
    if to_post_id is not None:
        return put_before(actor, case, to_post_id, opinion, Act.OPINE)
    move(actor, case.document, "direct")
    return record(actor, document_id, Act.OPINE, text=opinion)


@action
def hand_over(actor: Actor, *, document_id: int) -> Movement:
    """The clerk sends what the leader gave to its receivers (can be undone)."""
    case = open_case(actor, document_id)
    check(actor, Verb.HAND_OVER, case)
    return _send(actor, case)


def _send(actor: Actor, case: Case) -> Movement:
    planned = [a for a in case.assignments if a.state == AssignmentState.PLANNED]
    before = _before(case, planned)
    for assignment in planned:
        transition(assignment, Verb.HAND_OVER.value, given_at=actor.now)
    open_to(actor, planned)
    names = ", ".join(names_of(planned, actor.today))
    move(actor, case.document, "hand_over", **_leaf_fields(case, planned, names))
    touch("fields", case.document.pk)
    announce(
        actor,
        HandedOver(
            agency_id=case.document.agency_id,
            object_id=case.document.pk,
            assignment_ids=tuple(a.pk for a in planned),
        ),
    )
    if not any(a.role == AssignmentRole.LEAD for a in case.assignments):
        end_document(actor, case)  # everybody is only informed: there is nothing to handle
    case.settle(actor)
    return record(actor, case.document.pk, Act.HAND_OVER, to_name=names, before=before)


def _before(case: Case, planned: Sequence[Assignment]) -> dict[str, Any]:
    document = case.document
    return {
        "document": document.state,
        "assignments": [[a.pk, a.state] for a in planned],
        "to_places": document.to_places,
        "due_on": document.due_on.isoformat() if document.due_on else None,
    }


def _leaf_fields(case: Case, planned: Sequence[Assignment], names: str) -> dict[str, Any]:
    """Leaf fields 16 (ToPlaces) and 18 (DueDate) of an incoming document, Annex VI Part II."""
    known = case.document.to_places
    lead = next((a for a in planned if a.role == AssignmentRole.LEAD), None)
    return {
        "to_places": (f"{known}, {names}" if known else names)[:_TO_PLACES],
        "due_on": case.document.due_on or (lead.due_on if lead else None),
    }


def _at_once(actor: Actor, case: Case, wanted: bool | None) -> bool:
    if wanted is False:
        return False
    if case.document.urgency > 0:
        return True
    allowed = bool(parameters(case.document.agency_id, actor.today).hand_over_at_once)
    if wanted and not allowed:
        raise ClerkHandsOver
    return allowed


def _replace_planned(actor: Actor, case: Case, shares: Sequence[Share]) -> None:
    """What has not gone out gives way: all of it before handing over, later only to a new lead."""
    new_lead = any(share.role == AssignmentRole.LEAD for share in shares)
    everything = case.document.state == DocumentState.DIRECTED
    for assignment in case.assignments:
        replaced = everything or (new_lead and assignment.role == AssignmentRole.LEAD)
        if assignment.state == AssignmentState.PLANNED and replaced:
            transition(assignment, REPLACE, ended_at=actor.now)


def _check_lead(case: Case, shares: Sequence[Share]) -> None:
    roles = [share.role for share in shares]
    at_work = case.lead() is not None
    if AssignmentRole.LEAD in roles:
        if at_work:
            raise SecondLead
    elif not roles or (AssignmentRole.SUPPORT in roles and not at_work):
        raise NoLead


def _new_version(actor: Actor, case: Case, text: str) -> Direction:
    last = case.direction
    case.direction = Direction.objects.create(
        document=case.document,
        version=last.version + 1 if last else 1,
        text=text,
        post_id=actor.post_id or 0,
        author_name=actor.name,
        on_behalf_of=actor.on_behalf_of,
        given_at=actor.now,
    )
    return case.direction


def _direction_given(
    case: Case, direction: Direction, made: Sequence[Assignment]
) -> DirectionGiven:
    return DirectionGiven(
        agency_id=case.document.agency_id,
        object_id=case.document.pk,
        version=direction.version,
        assignment_ids=tuple(a.pk for a in made),
    )
