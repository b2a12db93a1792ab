"""The job that reads what waits and writes the reminders due now, agency by agency."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Q

from vanthu.ground.access import keys
from vanthu.ground.access.choices import KeyKind
from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.actions import Notify, notify_all
from vanthu.ground.org.choices import Role
from vanthu.ground.org.models import Post
from vanthu.ground.org.queries import work_calendar
from vanthu.kernel.workdays import WorkCalendar
from vanthu.office.handling.models import Assignment, BoxItem, Parameter
from vanthu.office.handling.reminders import ARRIVALS, PASSING, WORK, Reminder, Waiting, remind
from vanthu.office.handling.rules import Parameters

_BACK = timedelta(days=400)
_AHEAD = timedelta(days=60)


def send_reminders(actor: Actor, progress: Callable[[int, int], None] | None = None) -> int:
    """Write the reminders due at `actor.now`; returns how many were new. Safe to run again."""
    cal = work_calendar(actor.today - _BACK, actor.today + _AHEAD)
    everyone = _numbers(actor.today)
    chiefs = _chiefs(actor.today)
    agencies = _agencies()
    written = 0
    for done, agency_id in enumerate(agencies):
        numbers = Parameters.of([*everyone.get(0, ()), *everyone.get(agency_id, ())])
        rows = waiting(agency_id, actor.today, cal, numbers)
        chief = chiefs.get(agency_id, keys.leaders(agency_id))
        found = remind(rows, actor.now, cal, numbers, chief)
        written += notify_all(actor, [_note(reminder) for reminder in found])
        if progress is not None:
            progress(done + 1, len(agencies))
    return written


def waiting(agency_id: int, today: date, cal: WorkCalendar, numbers: Parameters) -> list[Waiting]:
    """What waits in an agency and may want a reminder on `today`; three statements."""
    horizon = cal.add(today, numbers.near_due_days)
    items = BoxItem.objects.filter(agency_id=agency_id).filter(
        Q(box__in=ARRIVALS | PASSING)
        | Q(box__in=WORK, due_on__lte=horizon)
        | Q(urgency__gt=0, opened_at=None)
    )
    rows = [_waiting(item) for item in items]
    return list(_with_heads(_with_monitors(rows)))


def _waiting(item: BoxItem) -> Waiting:
    return Waiting(
        holder=item.holder,
        box=item.box,
        document_id=item.document_id,
        agency_id=item.agency_id,
        since=item.since,
        due_on=item.due_on,
        urgency=item.urgency,
        opened=item.opened_at is not None,
        arrival_number=item.arrival_number,
        assignment_id=item.assignment_id,
    )


def _with_monitors(rows: Sequence[Waiting]) -> list[Waiting]:
    wanted = {row.assignment_id for row in rows if row.assignment_id is not None}
    givers = dict(
        Assignment.objects.filter(pk__in=wanted, given_by_post__isnull=False).values_list(
            "pk", "given_by_post"
        )
    )
    posts = {pk: keys.post(post) for pk, post in givers.items() if post is not None}
    return [replace(row, monitor=posts.get(row.assignment_id or 0)) for row in rows]


def _with_heads(rows: Sequence[Waiting]) -> Iterator[Waiting]:
    posts = {number for kind, number in map(_parts, rows) if kind is KeyKind.POST}
    units = dict(Post.objects.filter(pk__in=posts, unit__isnull=False).values_list("pk", "unit_id"))
    for row in rows:
        kind, number = _parts(row)
        over = units.get(number) if kind is KeyKind.POST else None
        yield row if over is None else replace(row, unit_heads=keys.unit_heads(over))


def _parts(row: Waiting) -> tuple[KeyKind, int]:
    return keys.parts(row.holder)


def _agencies() -> list[int]:
    found = BoxItem.objects.order_by("agency_id").values_list("agency_id", flat=True)
    return list(found.distinct())


def _chiefs(today: date) -> dict[int, int]:
    """The key of each agency's chief of office; with several, of the first."""
    posts = Post.objects.on(today).filter(role=Role.OFFICE_CHIEF).order_by("agency", "rank", "pk")
    by_agency = groupby(posts.values_list("agency_id", "pk"), key=lambda row: row[0])
    return {agency: keys.post(next(iter(rows))[1]) for agency, rows in by_agency}


def _numbers(today: date) -> dict[int, list[tuple[str, int]]]:
    rows = Parameter.objects.on(today).order_by("agency_id", "valid_from")
    found: dict[int, list[tuple[str, int]]] = {}
    for agency_id, name, value in rows.values_list("agency_id", "name", "value"):
        found.setdefault(agency_id, []).append((name, value))
    return found


def _note(reminder: Reminder) -> Notify:
    return Notify(
        holder=reminder.holder,
        kind=reminder.kind,
        text=reminder.text,
        link=reminder.link,
        urgent=reminder.urgent,
        repeat_key=reminder.repeat_key,
    )
