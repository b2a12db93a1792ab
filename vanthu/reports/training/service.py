"""Who had fewer periods of training than a year asks for; service that ends soon; debts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import Coalesce

from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.training.models import Enrolment
from vanthu.cadres.training.queries import RUNNING, UNPAID
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.figures.definitions import Ask
from vanthu.reports.training.scope import known, within

SOON = timedelta(days=183)


@dataclass(frozen=True)
class Short:
    """Somebody with fewer periods than asked for."""

    person_id: int
    name: str
    agency_id: int
    periods: int


@dataclass(frozen=True)
class YearlyPeriods:
    """People with a record at the agencies asked for, by the periods they completed in the year."""

    least: int
    enough: int
    some: int
    none: int
    short: list[Short]

    @property
    def people(self) -> int:
        """Everybody."""
        return self.enough + self.some + self.none


def yearly_periods(ask: Ask, least: int) -> YearlyPeriods:
    """Who stays below `least` periods, nobody forgotten who had none; two statements.

    A course counts wherever it was attended, once for each class completed in the year.
    """
    rows = Enrolment.objects.known_at(ask.known_at).exclude(person=None)
    done = rows.filter(completed_on__range=(ask.first, ask.day)).values("person")
    had = dict(done.annotate(sum=Sum("attended__course__periods")).values_list("person", "sum"))
    facts = within(PersonFacts.objects.known_at(ask.known_at), ask)
    people = facts.values_list("person_id", "person__full_name", "agency_id")
    found = [Short(*each, periods=had.get(each[0]) or 0) for each in people]
    short = [each for each in found if each.periods < least]
    none = sum(each.periods == 0 for each in short)
    short.sort(key=lambda each: (each.periods, each.name, each.person_id))
    return YearlyPeriods(least, len(found) - len(short), len(short) - none, none, short)


def ending(ask: Ask, today: date) -> KnownQuerySet[Enrolment]:
    """Service owed that is over between today and `SOON` later, the first to end first."""
    rows = known(ask).filter(RUNNING, owes_until__gte=today, owes_until__lte=today + SOON)
    return rows.select_related("person", "attended__course").order_by("owes_until", "pk")


def debts(ask: Ask) -> KnownQuerySet[Enrolment]:
    """Money owed and not paid, the oldest first."""
    rows = known(ask).filter(UNPAID).select_related("person", "attended__course")
    return rows.order_by(Coalesce("left_on", "dropped_on"), "pk")
