"""Record who came and went, and lock the people present at a month's end."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from vanthu.cadres.personnel.errors import ReasonMissing
from vanthu.cadres.staffing import permissions
from vanthu.cadres.staffing.choices import EventType, QuotaKind
from vanthu.cadres.staffing.errors import BadHeadcount, CountDiffers, MonthLocked
from vanthu.cadres.staffing.events import (
    HeadcountEventWithdrawn,
    HeadcountLocked,
    HeadcountMoved,
)
from vanthu.cadres.staffing.models import Headcount, HeadcountEvent
from vanthu.cadres.staffing.queries import last_count, stock_since
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import withdraw
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import NotFound
from vanthu.kernel.months import Month
from vanthu.kernel.text import one_line


@dataclass(frozen=True, kw_only=True)
class HeadcountFields:
    """A movement: of one person, or of `count` people where only a sum was reported."""

    agency_id: int
    kind: QuotaKind
    type: EventType
    on: date
    person_id: int | None = None
    count: int = 1
    decision_id: int | None = None


@action
def record_headcount(actor: Actor, *, events: Sequence[HeadcountFields]) -> list[HeadcountEvent]:
    """Enter movements, one event for all; raises NoDuty, BadHeadcount, MonthLocked."""
    if not events:
        raise BadHeadcount({"type": "Hãy nhập ít nhất một biến động."})
    for fields in events:
        permissions.check_enter(actor, fields.agency_id)
        _check(actor, fields)
    rows = [HeadcountEvent(known_from=actor.now, **asdict(fields)) for fields in events]
    for row in rows:
        row.save(force_insert=True)
    ids = tuple(row.pk for row in rows)
    announce(actor, HeadcountMoved(agency_id=actor.agency_id, object_id=ids[0], events=ids))
    return rows


def _check(actor: Actor, fields: HeadcountFields) -> None:
    if fields.on > actor.today:
        raise BadHeadcount({"on": "Ngày biến động không được sau ngày hôm nay."})
    if fields.count < 1 or (fields.person_id is not None and fields.count != 1):
        text = "Biến động của một người tính là 1; chỉ nhập số người khi không nêu tên."
        raise BadHeadcount({"count": text})
    _check_open(fields.agency_id, fields.kind, fields.on)


def _check_open(agency_id: int, kind: str, on: date) -> None:
    rows = Headcount.objects.current().filter(agency=agency_id, kind=kind, counted_on__gte=on)
    locked = rows.order_by("counted_on").last()
    if locked is not None:
        raise MonthLocked(day=short_date(locked.counted_on))


@action
def withdraw_headcount_event(actor: Actor, *, event_id: int, reason: str) -> None:
    """Take back a movement entered wrongly; raises NotFound, NoDuty, ReasonMissing, MonthLocked."""
    row = HeadcountEvent.objects.current().select_for_update().filter(pk=event_id).first()
    if row is None:
        raise NotFound
    permissions.check_enter(actor, row.agency_id)
    if not one_line(reason):
        raise ReasonMissing
    _check_open(row.agency_id, row.kind, row.on)
    withdraw(row, actor.now)
    event = HeadcountEventWithdrawn(
        agency_id=row.agency_id, object_id=row.pk, reason=one_line(reason)
    )
    announce(actor, event)


@action
def lock_headcount(
    actor: Actor, *, agency_id: int, kind: QuotaKind, month: Month, present: int
) -> Headcount:
    """Lock the people counted at the end of a month; the first count opens the book.

    Raises NoDuty, BadHeadcount, MonthLocked, CountDiffers.
    """
    permissions.check_lock(actor, agency_id)
    day = month.last_day
    if day > actor.today:
        raise BadHeadcount({"month": "Tháng chưa kết thúc nên chưa chốt được."})
    if present < 0:
        raise BadHeadcount({"present": "Số người có mặt không được âm."})
    _check_open(agency_id, kind, day)
    _check_computed(actor, agency_id, kind, day, present)
    row = Headcount.objects.create(
        agency_id=agency_id, kind=kind, counted_on=day, present=present, known_from=actor.now
    )
    event = HeadcountLocked(
        agency_id=agency_id, object_id=row.pk, kind=kind.value, counted_on=day, present=present
    )
    announce(actor, event)
    return row


def _check_computed(actor: Actor, agency_id: int, kind: QuotaKind, day: date, present: int) -> None:
    """Raise CountDiffers where the stock identity does not give the people counted."""
    since = last_count(agency_id, kind, day, actor.now)
    if since is None:
        return
    stock = stock_since(since, day, actor.now)
    if stock.end != present:
        raise CountDiffers(
            counted=present,
            computed=stock.end,
            start=stock.start,
            came=stock.came,
            went=stock.went,
        )
