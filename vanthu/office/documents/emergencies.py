"""Who may ask for, decide, read by and end an emergency access, and which ones somebody sees."""

from collections.abc import Sequence

from vanthu.ground.access import keys
from vanthu.ground.access.choices import Right
from vanthu.ground.access.rules import keys_of
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.errors import (
    EmergencyOver,
    NeedsRight,
    NotALeader,
    SamePerson,
)
from vanthu.office.documents.models import EmergencyAccess

VIEWERS = (Right.CONFIGURE, Right.DIRECT, Right.READ_JOURNAL, Right.REGISTER)
_SHOWN = 200


def check_ask(actor: Actor) -> int:
    """Whoever runs the system, from a post of their own, asks: the tenure they ask from."""
    if not actor.may(Right.CONFIGURE) or actor.tenure_id is None:
        raise NeedsRight(right=str(Right.CONFIGURE.label))
    return actor.tenure_id


def check_decide(actor: Actor, access: EmergencyAccess) -> None:
    """A leader of the agency, or its chief of office, who is not the one that asked."""
    if not leads(actor):
        raise NotALeader
    if access.tenure.person_id == actor.person_id:
        raise SamePerson


def check_read(actor: Actor, access: EmergencyAccess) -> None:
    """Raise EmergencyOver unless it is the actor's and open at this moment."""
    own = access.tenure_id == actor.tenure_id and actor.on_behalf_of is None
    if not own or not access.open_at(actor.now):
        raise EmergencyOver


def check_end(actor: Actor, access: EmergencyAccess) -> None:
    """Its holder or a leader, while it is open."""
    if access.tenure_id != actor.tenure_id and not leads(actor):
        raise NotALeader
    if not access.open_at(actor.now):
        raise EmergencyOver


def leads(actor: Actor) -> bool:
    """Whether the seat is one of the leaders of its agency or the chief of office."""
    if actor.post_id is None:
        return False
    agency, unit = actor.agency_id, actor.unit_id
    seat = keys_of(actor.role, post_id=actor.post_id, agency_id=agency, unit_id=unit)
    return keys.leaders(agency) in seat


def emergencies(actor: Actor) -> Sequence[EmergencyAccess]:
    """The newest accesses of the actor's agency; none for who neither asks, decides nor inspects.

    One statement; the documents come as ids, never with their content.
    """
    if not any(actor.may(right) for right in VIEWERS):
        return []
    rows = EmergencyAccess.objects.filter(document__agency=actor.agency_id)
    people = ("tenure__person", "tenure__post", "decided_by__person")
    return list(rows.select_related(*people).order_by("-pk")[:_SHOWN])


def open_access(actor: Actor, document_id: int) -> EmergencyAccess | None:
    """The access by which the actor may read the document now."""
    rows = EmergencyAccess.objects.filter(document=document_id, tenure=actor.tenure_id)
    return rows.filter(ended_at=None, until__gt=actor.now).order_by("-until").first()
