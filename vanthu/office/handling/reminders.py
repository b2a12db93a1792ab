"""Reminders R-01 to R-05 as a pure function of what waits and of the moment (requirements 5.5).

Each reminder has a key of its holder, matter and occasion, so that asking again writes nothing
twice. Digests name a number, not documents; no text ever holds a subject.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from vanthu.kernel.dates import short_date
from vanthu.kernel.workdays import VIETNAM, WorkCalendar
from vanthu.office.handling.choices import Box
from vanthu.office.handling.rules import Parameters

ARRIVALS = frozenset({Box.TO_RECEIVE, Box.TO_REGISTER})
# Art. 4.2.c, 18.1: what came in and what goes out is passed on the same day, or the next one.
PASSING = frozenset(
    {
        *(Box.TO_PRESENT, Box.TO_DIRECT, Box.TO_HAND_OVER),
        *(Box.TO_GIVE_BACK, Box.TO_NUMBER, Box.TO_ISSUE),
    }
)
WORK = frozenset({Box.TO_ASSIGN, Box.TO_HANDLE, Box.TO_SUPPORT})
_MORNING = time(7, 0)
_AFTERNOON = time(16, 0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A box item as the reminders see it.

    `unit_heads` is the key of the heads over the holder, `monitor` that of whoever gave the work.
    """

    holder: int
    box: str
    document_id: int
    agency_id: int
    since: datetime
    due_on: date | None
    urgency: int
    opened: bool
    arrival_number: int | None
    assignment_id: int | None = None
    unit_heads: int | None = None
    monitor: int | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """A notice to be written once."""

    holder: int
    kind: str
    text: str
    link: str
    urgent: bool
    repeat_key: str


def remind(
    rows: Sequence[Waiting],
    moment: datetime,
    cal: WorkCalendar,
    numbers: Parameters,
    chief: int | None,
) -> list[Reminder]:
    """The reminders due at `moment` for what waits in one agency; `chief` is its chief of office.

    Urgent documents not yet opened repeat every `urgent_repeat_minutes` at any hour; the others
    speak on working days only: R-02 and R-03 at 16:00 of the day and from the morning of the next,
    R-04 and R-05 from the morning.
    """
    local = moment.astimezone(VIETNAM)
    found = list(_urgent(rows, moment, numbers))
    if not cal.is_working(local.date()) or local.time() < _MORNING:
        return found
    found += _passing_on(rows, local, chief)
    found += _near_due(rows, local.date(), cal, numbers)
    found += _overdue(rows, local.date(), cal, numbers, chief)
    return found


def _urgent(rows: Iterable[Waiting], moment: datetime, numbers: Parameters) -> Iterator[Reminder]:
    """R-01: at once is said when it arrives; then again and again until somebody opens it."""
    pause = max(1, numbers.urgent_repeat_minutes) * 60
    for row in rows:
        turn = int((moment - row.since).total_seconds() // pause)
        if row.urgency > 0 and not row.opened and turn > 0:
            yield Reminder(
                holder=row.holder,
                kind="R-01",
                text=f"[Khẩn] {_named(row)} chưa được mở, cần xử lý ngay.",
                link=f"/documents/{row.document_id}?box={row.box}",
                urgent=True,
                repeat_key=f"R-01:{row.holder}:{row.box}:{row.document_id}:{turn}",
            )


def _passing_on(rows: Iterable[Waiting], local: datetime, chief: int | None) -> Iterator[Reminder]:
    """R-02 (not registered) and R-03 (not presented, directed, handed over)."""
    today = local.date()
    waiting: dict[tuple[int, str], list[Waiting]] = defaultdict(list)
    for row in rows:
        if row.box in ARRIVALS | PASSING and _speaks(row, local):
            waiting[row.holder, row.box].append(row)
    late: dict[str, int] = defaultdict(int)
    for (holder, box), held in waiting.items():
        slot = "pm" if local.time() >= _AFTERNOON else "am"
        yield _digest(_kind(box), holder, box, len(held), f"{today}:{slot}")
        late[box] += sum(row.since.astimezone(VIETNAM).date() < today for row in held)
    for box, count in late.items():
        if chief is not None and count:
            yield _digest(_kind(box), chief, box, count, str(today))


def _speaks(row: Waiting, local: datetime) -> bool:
    """In the afternoon of its first day, and all day from the next one on."""
    first = row.since.astimezone(VIETNAM).date()
    return first < local.date() or local.time() >= _AFTERNOON


def _kind(box: str) -> str:
    return "R-02" if box in ARRIVALS else "R-03"


def _digest(kind: str, holder: int, box: str, count: int, occasion: str) -> Reminder:
    return Reminder(
        holder=holder,
        kind=kind,
        text=f"Còn {count} văn bản ở mục “{Box(box).label}” cần xử lý trong ngày.",
        link=f"/boxes/{box}",
        urgent=False,
        repeat_key=f"{kind}:{holder}:{box}:{occasion}",
    )


def _near_due(
    rows: Iterable[Waiting], today: date, cal: WorkCalendar, numbers: Parameters
) -> Iterator[Reminder]:
    """R-04: first `near_due_days` working days before, then `last_call_days` before."""
    for row in rows:
        if row.box not in WORK or row.due_on is None or row.due_on < today:
            continue
        left = cal.between(today, row.due_on)
        if left > numbers.near_due_days:
            continue
        stage = "last" if left <= numbers.last_call_days else "near"
        for holder in _audience(row):
            yield Reminder(
                holder=holder,
                kind="R-04",
                text=f"{_named(row)} sắp đến hạn: {short_date(row.due_on)} ({_left(left)}).",
                link=f"/documents/{row.document_id}?box={row.box}",
                urgent=row.urgency > 0,
                repeat_key=f"R-04:{holder}:{row.document_id}:{row.box}:{row.due_on}:{stage}",
            )


def _left(days: int) -> str:
    return f"còn {days} ngày làm việc" if days else "hết hạn hôm nay"


def _audience(row: Waiting, monitored: bool = False) -> list[int]:
    """The holder, the heads over the holder and, when asked, who gave the work; each once."""
    keys = [row.holder, row.unit_heads, row.monitor if monitored else None]
    return list(dict.fromkeys(key for key in keys if key is not None))


def _overdue(
    rows: Iterable[Waiting],
    today: date,
    cal: WorkCalendar,
    numbers: Parameters,
    chief: int | None,
) -> Iterator[Reminder]:
    """R-05: one digest a day; the chief of office after `escalate_after_days` working days."""
    late: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        if row.box not in WORK or row.due_on is None or row.due_on >= today:
            continue
        for holder in _audience(row, monitored=True):
            late[holder].add(row.document_id)
        if chief is not None and cal.between(row.due_on, today) >= numbers.escalate_after_days:
            late[chief].add(row.document_id)
    for holder, documents in late.items():
        yield Reminder(
            holder=holder,
            kind="R-05",
            text=f"Có {len(documents)} văn bản quá hạn xử lý cần đôn đốc, giải quyết.",
            link="/dashboard",
            urgent=False,
            repeat_key=f"R-05:{holder}:{today}",
        )


def _named(row: Waiting) -> str:
    if row.arrival_number is not None:
        return f"Văn bản đến số {row.arrival_number}"
    return "Văn bản đến chưa đăng ký" if row.box in ARRIVALS else "Văn bản"
