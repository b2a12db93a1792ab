"""Declare relatives, so that nobody decides about them."""

from datetime import date

from django.db.models import Q

from vanthu.cadres.personnel import permissions
from vanthu.cadres.personnel.choices import DutyKind, Matter, Relation
from vanthu.cadres.personnel.errors import (
    AlreadyRelated,
    BadFacts,
    PersonUnknown,
    ReasonMissing,
)
from vanthu.cadres.personnel.events import KinshipDeclared, KinshipWithdrawn
from vanthu.cadres.personnel.models import Kinship
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import withdraw
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.people.models import Person
from vanthu.kernel.errors import NotFound
from vanthu.kernel.text import one_line


@action
def declare_kinship(
    actor: Actor, *, first: int, second: int, relation: Relation, declared_on: date
) -> Kinship:
    """`second` is the `relation` of `first`; people declare their own, personnel officers anyone's.

    Raises BadFacts, PersonUnknown, AlreadyRelated, NoDuty.
    """
    if actor.person_id != first:
        permissions.check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER)
    if first == second:
        raise BadFacts({"second": "Hãy chọn hai người khác nhau."})
    if declared_on > actor.today:
        raise BadFacts({"declared_on": "Ngày kê khai không được sau ngày hôm nay."})
    if Person.objects.filter(pk__in=[first, second]).count() < 2:
        raise PersonUnknown
    pair = Q(first=first, second=second) | Q(first=second, second=first)
    twin = Kinship.objects.current().filter(pair).first()
    if twin is not None:
        raise AlreadyRelated(relation=twin.get_relation_display())
    row = Kinship.objects.create(
        first_id=first,
        second_id=second,
        relation=relation,
        declared_on=declared_on,
        known_from=actor.now,
    )
    announce(
        actor,
        KinshipDeclared(
            agency_id=actor.agency_id,
            object_id=row.pk,
            first_person=first,
            second_person=second,
            relation=relation.value,
            declared_on=declared_on,
        ),
    )
    return row


@action
def withdraw_kinship(actor: Actor, *, kinship_id: int, reason: str) -> None:
    """Take back a declaration that was wrong; raises NotFound, ReasonMissing, OwnCase, NoDuty."""
    permissions.check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER)
    row = Kinship.objects.current().filter(pk=kinship_id).first()
    if row is None:
        raise NotFound
    # Else a decider could free themself of a relative.
    permissions.check_free(actor, [row.first_id, row.second_id])
    if not one_line(reason):
        raise ReasonMissing
    withdraw(row, actor.now)
    announce(
        actor,
        KinshipWithdrawn(agency_id=actor.agency_id, object_id=kinship_id, reason=one_line(reason)),
    )
