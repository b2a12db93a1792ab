"""Reads of people, the trail of a case, and who does what."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Q, When

from vanthu.cadres.personnel.choices import BornKnown, DutyKind, DutyScope, Matter, Sex
from vanthu.cadres.personnel.models import CaseStep, Decision, Duty, PersonFacts
from vanthu.cadres.personnel.permissions import within_reach
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.org.queries import with_heirs, with_parents
from vanthu.kernel.dates import short_date
from vanthu.kernel.months import Month
from vanthu.kernel.text import fold, without_marks


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as lists and age rules need them."""

    person_id: int
    name: str
    number: str
    born_on: date
    born_known: BornKnown
    sex: Sex
    agency_id: int

    @property
    def born(self) -> str:
        """The birth as a list prints it, as far as it is known: day, month or year."""
        if self.born_known is BornKnown.YEAR:
            return str(self.born_on.year)
        if self.born_known is BornKnown.MONTH:
            return str(Month.of(self.born_on))
        return short_date(self.born_on)


def cards(person_ids: Iterable[int], known_at: datetime) -> dict[int, PersonCard]:
    """What was known of these persons at a moment; one without facts is absent. One statement."""
    rows = (
        PersonFacts.objects.known_at(known_at)
        .filter(person__in=list(person_ids))
        .values_list(
            "person_id",
            "person__full_name",
            "number",
            "born_on",
            "born_known",
            "sex",
            "agency_id",
        )
    )
    return {
        row[0]: PersonCard(row[0], row[1], row[2], row[3], BornKnown(row[4]), Sex(row[5]), row[6])
        for row in rows
    }


def visible_people(actor: Actor) -> KnownQuerySet[PersonFacts]:
    """The current facts of the persons the actor's duties reach, in any matter of theirs."""
    reach = within_reach(actor, Matter.PERSONNEL)
    return PersonFacts.objects.current().filter(reach).select_related("person")


def find_people(actor: Actor, text: str, limit: int = 20) -> list[PersonCard]:
    """Persons whom any of the actor's duties reaches, by name: each word of the text is in it,
    marks or not. A staff number finds its person first.
    """
    rows = PersonFacts.objects.current().filter(within_reach(actor, None))
    words, number = fold(text).split(), text.strip()
    if not words:
        return []
    named = Q()
    for word in words[:8]:
        named &= Q(person__full_name__regex=without_marks(word))
    first = Case(When(number=number, then=0), default=1)
    found = rows.filter(named | Q(number=number)).order_by(first, "person__name_key", "person")
    ids = list(found.values_list("person_id", flat=True)[:limit])
    known = cards(ids, actor.now)
    return [known[pk] for pk in ids if pk in known]


def trail(record: uuid.UUID) -> list[CaseStep]:
    """Who did what to a case, the first step first."""
    return list(CaseStep.objects.filter(record=record).order_by("pk"))


def find_decision(reference: str, signed_on: date) -> Decision | None:
    """The decision of this number and day, when it was entered."""
    return Decision.objects.filter(reference=reference, signed_on=signed_on).first()


def posts_on_duty(matter: Matter, kind: DutyKind, agency_id: int, day: date) -> list[int]:
    """The posts whose duty of this kind reaches the agency on `day`; three statements.

    Records of an agency that was replaced as a whole are reached by who has the duty for its heir.
    """
    here = with_heirs(agency_id)
    reaching = (
        Q(scope=DutyScope.PROVINCE)
        | Q(scope=DutyScope.OWN, post__agency__in=here)
        | Q(scope=DutyScope.SUBTREE, post__agency__in=with_parents(here, day))
    )
    rows = Duty.objects.on(day).filter(reaching, matter=matter, kind=kind)
    return list(rows.order_by("post").values_list("post", flat=True).distinct())


def duties_on(day: date, matter: Matter | None = None) -> list[Duty]:
    """Which posts do what on a day, for the screen that shows it."""
    rows = Duty.objects.on(day).select_related("post")
    if matter is not None:
        rows = rows.filter(matter=matter)
    return list(rows.order_by("matter", "kind", "post__agency", "post__rank", "pk"))


def sexes(person_ids: Iterable[int], known_at: datetime) -> Mapping[int, Sex]:
    """The sex of these persons as known at a moment; one statement."""
    rows = PersonFacts.objects.known_at(known_at).filter(person__in=list(person_ids))
    return {pk: Sex(sex) for pk, sex in rows.values_list("person_id", "sex")}
