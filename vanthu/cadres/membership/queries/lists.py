"""Reads of membership: lists, organisations by their names of a day, clocks, one's own record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from vanthu.cadres.membership.errors import MemberNotFound, OrganisationNotFound
from vanthu.cadres.membership.models import (
    Admission,
    Exit,
    Member,
    Move,
    OrganisationVersion,
    PartyOrganisation,
    Recognition,
)
from vanthu.cadres.membership.permissions import visible, visible_moves
from vanthu.cadres.personnel.choices import BornKnown
from vanthu.cadres.personnel.queries import PersonCard
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.org.queries import work_calendar
from vanthu.kernel.ages import Birth
from vanthu.kernel.workdays import WorkCalendar

# The longest clock is 60 working days; with Tết that is under half a year.
_CLOCK_SPAN = timedelta(days=250)


def birth_of(card: PersonCard) -> Birth:
    """The birth as the record knows it."""
    if card.born_known is BornKnown.YEAR:
        return Birth(card.born_on.year)
    return Birth.on(card.born_on)


def organisation_on(organisation_id: int, day: date) -> PartyOrganisation:
    """The organisation as it exists on the day; raises OrganisationNotFound."""
    found = PartyOrganisation.objects.on(day).filter(pk=organisation_id).first()
    if found is None:
        raise OrganisationNotFound
    return found


def organisation_names(ids: Iterable[int | None], day: date) -> Mapping[int, str]:
    """The names of organisations on a day, of a closed one its last. One statement."""
    wanted = {number for number in ids if number is not None}
    rows = OrganisationVersion.objects.filter(organisation__in=wanted, valid_from__lte=day)
    pairs = rows.order_by("valid_from").values_list("organisation_id", "name")
    return dict(pairs)


def organisations_of(actor: Actor) -> list[tuple[str, str]]:
    """The organisations the actor keeps, as choices of a form."""
    mine = PartyOrganisation.objects.on(actor.today).filter(visible(actor))
    kept = set(mine.values_list("pk", flat=True))
    return [(str(pk), name) for pk, name in living_organisations(actor.today) if pk in kept]


def living_organisations(day: date) -> list[tuple[int, str]]:
    """Every organisation alive on the day, by name under its parent's: where a member can go."""
    rows = OrganisationVersion.objects.on(day).filter(
        Q(organisation__valid_to=None) | Q(organisation__valid_to__gt=day)
    )
    found = list(rows.values_list("organisation_id", "name", "parent_id"))
    names = {number: name for number, name, _parent in found}
    shown = [
        (number, f"{name} - {names[parent]}" if parent in names else name)
        for number, name, parent in found
    ]
    return sorted(shown, key=lambda each: each[1])


def organisations(actor: Actor) -> QuerySet[PartyOrganisation]:
    """The organisations the actor's duties reach, each with its last name as `last_name`."""
    last = OrganisationVersion.objects.filter(organisation=OuterRef("pk")).order_by("-valid_from")
    rows = PartyOrganisation.objects.filter(visible(actor))
    return rows.annotate(last_name=Subquery(last.values("name")[:1]))


def on_list(rows: KnownQuerySet[Member], day: date) -> KnownQuerySet[Member]:
    """Of these, who was on a list at the end of the day."""
    return rows.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


def listed(person_id: int, known_at: datetime | None = None) -> Member:
    """The open list entry of a person; raises MemberNotFound."""
    rows = Member.objects.current() if known_at is None else Member.objects.known_at(known_at)
    found = rows.filter(person=person_id, until=None).first()
    if found is None:
        raise MemberNotFound
    return found


def clock_days(since: date) -> WorkCalendar:
    """The working days a clock that starts on the day can need; one statement."""
    return work_calendar(since, since + _CLOCK_SPAN)


def members(actor: Actor) -> KnownQuerySet[Member]:
    """The list entries the actor may see, closed ones too."""
    return Member.objects.current().filter(visible(actor)).select_related("person")


def admissions(actor: Actor) -> KnownQuerySet[Admission]:
    """The admissions the actor may see, on their way or decided."""
    rows = Admission.objects.filter(visible(actor), known_to=None)
    return rows.select_related("person", "decision")


def recognitions(actor: Actor) -> KnownQuerySet[Recognition]:
    """The recognitions the actor may see."""
    rows = Recognition.objects.filter(visible(actor), known_to=None)
    return rows.select_related("person", "decision")


def exits(actor: Actor) -> KnownQuerySet[Exit]:
    """The cases of leaving the actor may see."""
    rows = Exit.objects.filter(visible(actor), known_to=None)
    return rows.select_related("person", "decision")


def moves(actor: Actor) -> KnownQuerySet[Move]:
    """The transfers the actor may see, from either side."""
    rows = Move.objects.filter(visible_moves(actor), known_to=None)
    return rows.select_related("person")


@dataclass(frozen=True)
class OwnMembership:
    """What membership keeps about one person, for that person."""

    lists: list[Member]
    admissions: list[Admission]
    recognitions: list[Recognition]
    moves: list[Move]
    exits: list[Exit]

    def __bool__(self) -> bool:
        return any((self.lists, self.admissions, self.recognitions, self.moves, self.exits))


def own_record(person_id: int) -> OwnMembership:
    """Everything kept about the person; shown to nobody else by this way."""
    return OwnMembership(
        list(Member.objects.current().filter(person=person_id).order_by("since")),
        list(Admission.objects.filter(person=person_id, known_to=None).order_by("branch_on")),
        list(Recognition.objects.filter(person=person_id, known_to=None).order_by("branch_on")),
        list(Move.objects.filter(person=person_id, known_to=None).order_by("changed_on")),
        list(Exit.objects.filter(person=person_id, known_to=None).order_by("left_on")),
    )
