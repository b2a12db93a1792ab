"""Which agency reports which indicator, when, and who is late."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vanthu.cadres.targets.choices import Frequency, Kind, RollUp, Scheme
from vanthu.cadres.targets.models import Allocation, Indicator, Submission
from vanthu.cadres.targets.rules import deadline, is_late, last_day
from vanthu.ground.org.queries import heirs_on
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.kernel.reporting import ReportPeriod


@dataclass(frozen=True, slots=True)
class Due:
    """An agency that reports for a period: by when, and whether it did in time."""

    agency_id: int
    due_on: date
    confirmed_on: date | None
    submission_id: int | None
    late: bool


def due_day(period: ReportPeriod) -> date:
    """By when the report of a period is confirmed, by the rules of its last day."""
    end = last_day(period)
    return deadline(period, pack_on(Subject.TARGETS, end).whole("deadline_days"))


def reported(resolution_id: int, period: ReportPeriod) -> list[Indicator]:
    """The indicators read in such a period: those counted out of records are not typed."""
    rows = Indicator.objects.filter(
        resolution=resolution_id,
        frequency=Frequency(period.span.value),
        scheme=Scheme(period.scheme.code),
        figure="",
    )
    return list(rows.exclude(kind=Kind.END).order_by("number"))


def reporters(kinds: Iterable[Indicator], day: date) -> dict[int, frozenset[int]]:
    """For each indicator who reads it on a day: those it was given to who gave none of it on.

    What is read at its own level, or was given to nobody, is read by the body in charge. Who stands
    in the place of an agency that is gone reads for it.
    """
    wanted = list(kinds)
    given: dict[int, set[int]] = defaultdict(set)
    givers: dict[int, set[int]] = defaultdict(set)
    rows = Allocation.objects.current().filter(
        indicator__in=[kind.pk for kind in wanted], valid_from__lte=day
    )
    for number, giver, agency in rows.values_list("indicator", "giver", "agency"):
        given[number].add(agency)
        givers[number].add(giver)
    heirs = heirs_on(day)
    found = {}
    for kind in wanted:
        leaves = given[kind.pk] - givers[kind.pk]
        own = kind.roll_up == RollUp.OWN or not leaves
        readers = {kind.lead_id} if own else leaves
        found[kind.pk] = frozenset(heirs.get(agency, agency) for agency in readers)
    return found


def asked_of(row: Submission) -> list[Indicator]:
    """The indicators that the agency reports in the period of its report, by number."""
    return asked(row.resolution_id, row.agency_id, row.period)


def asked(resolution_id: int, agency_id: int, period: ReportPeriod) -> list[Indicator]:
    """The indicators that an agency reports in a period, by number."""
    kinds = reported(resolution_id, period)
    readers = reporters(kinds, last_day(period))
    return [kind for kind in kinds if agency_id in readers[kind.pk]]


def due_list(resolution_id: int, period: ReportPeriod, today: date) -> list[Due]:
    """Every agency that reports for the period, with its deadline and whether it is late."""
    readers = reporters(reported(resolution_id, period), last_day(period))
    agencies = sorted(set().union(*readers.values())) if readers else []
    rows = Submission.objects.filter(
        resolution=resolution_id,
        scheme=period.scheme.code,
        span=period.span.value,
        year=period.year,
        index=period.index,
    )
    found = {row.agency_id: row for row in rows}
    default = due_day(period)
    return [_due(agency, found.get(agency), default, today) for agency in agencies]


def _due(agency_id: int, row: Submission | None, default: date, today: date) -> Due:
    due_on = row.due_on if row else default
    confirmed = row.confirmed_on if row else None
    number = row.pk if row else None
    return Due(agency_id, due_on, confirmed, number, is_late(due_on, confirmed, today))
