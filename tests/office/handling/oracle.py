"""The four-way count by its definition, matter by matter: what the statements in SQL must give."""

from collections.abc import Iterable
from datetime import date

from vanthu.kernel.workdays import Timeliness, WorkCalendar, timeliness
from vanthu.office.handling.rules import FourWay


def four_way(
    matters: Iterable[tuple[date | None, date | None]],
    today: date,
    near_days: int,
    cal: WorkCalendar,
) -> FourWay:
    """Count matters given as (due, done); what has no term can be neither late nor overdue."""
    counts = {name: 0 for name in ("done_on_time", "done_late", "in_term", "overdue", "near_due")}
    for due, done in matters:
        stands = timeliness(due, done, today, near_days, cal) if due else None
        if stands is Timeliness.NEAR_DUE:
            counts["near_due"] += 1
        counts[_heading(stands, done)] += 1
    return FourWay(**counts)


_HEADINGS = {
    Timeliness.DONE_ON_TIME: "done_on_time",
    Timeliness.DONE_LATE: "done_late",
    Timeliness.IN_TERM: "in_term",
    Timeliness.NEAR_DUE: "in_term",
    Timeliness.OVERDUE: "overdue",
}


def _heading(stands: Timeliness | None, done: date | None) -> str:
    if stands is not None:
        return _HEADINGS[stands]
    return "in_term" if done is None else "done_on_time"
