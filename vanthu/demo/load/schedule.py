"""First pass: which paper makes which rows, their order of arrival and their numbers.

A row is one paper as one agency keeps it: `slot` 0 with its issuer, 1.. with its recipients.
Everything is held as whole numbers, so that a million rows take some hundred megabytes.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from vanthu.demo.bulk.moments import at, vietnam_day
from vanthu.demo.draws import Draws
from vanthu.demo.load.series import Period, Series
from vanthu.demo.papers.days import working_day_after
from vanthu.demo.papers.heads import Head, Plan
from vanthu.demo.sources import REFORM
from vanthu.ground.org.choices import System
from vanthu.office.documents.choices import DocumentState

SLOTS = 8
_SLOT_BITS = 3
_PAPER_BITS = 30
Progress = Callable[[int, int], None]

# Papers of the last days that are still on their way out, and where they stand.
_UNFINISHED_DAYS = 8
_STAGES = (
    DocumentState.DRAFTING,
    DocumentState.CONTENT_REVIEW,
    DocumentState.FORMAT_REVIEW,
    DocumentState.LEADER_REVIEW,
    DocumentState.APPROVED,
    DocumentState.NUMBERED,
)
_NUMBERED = frozenset({DocumentState.NUMBERED, DocumentState.ISSUED})

# How incoming papers stand after so many days: (share in per mille, state).
_FATES: tuple[tuple[int, tuple[tuple[int, DocumentState], ...]], ...] = (
    (
        0,
        (
            (350, DocumentState.RECEIVED),
            (600, DocumentState.REGISTERED),
            (800, DocumentState.PRESENTED),
            (900, DocumentState.DIRECTED),
            (1000, DocumentState.HANDLING),
        ),
    ),
    (
        2,
        (
            (40, DocumentState.RECEIVED),
            (120, DocumentState.REGISTERED),
            (250, DocumentState.PRESENTED),
            (330, DocumentState.DIRECTED),
            (720, DocumentState.HANDLING),
            (1000, DocumentState.FINISHED),
        ),
    ),
    (
        7,
        (
            (20, DocumentState.PRESENTED),
            (420, DocumentState.HANDLING),
            (1000, DocumentState.FINISHED),
        ),
    ),
    (
        21,
        ((8, DocumentState.REFUSED), (48, DocumentState.HANDLING), (1000, DocumentState.FINISHED)),
    ),
)
_UNREGISTERED = frozenset({DocumentState.RECEIVED, DocumentState.REFUSED})


@dataclass(slots=True)
class Schedule:
    """Where every row stands: ids and numbers by `paper * SLOTS + slot`, 0 where there is none."""

    plan: Plan
    series: Series
    now: int
    papers: int = 0
    order: list[int] = field(default_factory=list)
    ids: "array[int]" = field(default_factory=lambda: array("i"))
    numbers: "array[int]" = field(default_factory=lambda: array("i"))
    number_rows: "array[int]" = field(default_factory=lambda: array("i"))
    last: Counter[int] = field(default_factory=Counter)

    def rows(self) -> Iterator[tuple[int, int]]:
        """(paper, slot) in the order of arrival."""
        for entry in self.order:
            yield _place(entry)

    def newest(self) -> Iterator[tuple[int, int]]:
        """(paper, slot), the last to arrive first."""
        for entry in reversed(self.order):
            yield _place(entry)

    def moment(self, number: int) -> int:
        """The moment of the row with this number in the order of arrival, from 1."""
        return self.order[number - 1] >> (_PAPER_BITS + _SLOT_BITS)

    def id_of(self, paper: int, slot: int) -> int:
        """The document id of a row, 0 where there is none."""
        return self.ids[paper * SLOTS + slot]

    def number_of(self, paper: int, slot: int) -> int:
        """The number its register gave a row, 0 for none."""
        return self.numbers[paper * SLOTS + slot]

    def number_row(self, paper: int, slot: int) -> int:
        """The id of the witness of that number, 0 for none."""
        return self.number_rows[paper * SLOTS + slot]


def _place(entry: int) -> tuple[int, int]:
    place = entry & ((1 << (_PAPER_BITS + _SLOT_BITS)) - 1)
    return place >> _SLOT_BITS, place & (SLOTS - 1)


def stage_of(plan: Plan, head: Head) -> DocumentState:
    """Where an outgoing paper stands."""
    fresh = head.issued_on > plan.until - timedelta(days=_UNFINISHED_DAYS)
    if not fresh or head.issuer.external or head.answers is not None or not head.issuer.live:
        return DocumentState.ISSUED
    if plan.answer_to(head.index, _ANY) is not None:
        return DocumentState.ISSUED  # what has been answered has gone out
    draws = Draws(plan.seed, "stage", head.index)
    return draws.pick(_STAGES) if draws.chance(0.4) else DocumentState.ISSUED


def issued_at(head: Head, now: int) -> int:
    """The moment of issue; never later than now."""
    moment = at(head.issued_on, head.minute)
    return moment if moment < now else now - 60 * (2 + head.index % 90)


def drafted_at(head: Head, issued: int) -> int:
    """When the draft was begun: some hours or days before."""
    return issued - 3600 * (2 + (head.index * 7) % 70)


def received_at(head: Head, slot: int, issued: int, now: int) -> int:
    """When the recipient got it: by the axis within the hour, from outside some days later."""
    if head.issuer.external:
        day = working_day_after(head.issued_on, 1 + (head.index + slot) % 3)
        return at(day, 8 * 60 + (head.index * 13 + slot) % 480)
    return min(issued + 20 + (head.index * 31 + slot * 97) % 2400, now - 1)


def fate_of(plan: Plan, head: Head, slot: int, received: int, now: int) -> DocumentState:
    """How an incoming paper stands now; one that was answered is finished."""
    if not head.recipients[slot - 1].live:
        return DocumentState.FINISHED
    days = (now - received) // 86_400
    share = Draws(plan.seed, "fate", head.index * SLOTS + slot).below(1000)
    table = next(states for since, states in reversed(_FATES) if days >= since)
    return next(state for limit, state in table if share < limit)


def make(plan: Plan, series: Series, count: int, now: int, progress: Progress) -> Schedule:
    """Plan papers until they make `count` rows, then put them in order and number them."""
    found = Schedule(plan, series, now)
    numbered: list[int] = []
    while len(found.order) < count:
        head = plan.head(found.papers)
        found.papers += 1
        _plan_paper(found, head, numbered)
        if found.papers % 5000 == 0:
            progress(min(len(found.order), count), count)
    size = found.papers * SLOTS
    found.ids, found.numbers = array("i", bytes(4 * size)), array("i", bytes(4 * size))
    found.number_rows = array("i", bytes(4 * size))
    found.order.sort()
    for document_id, (paper, slot) in enumerate(found.rows(), start=1):
        found.ids[paper * SLOTS + slot] = document_id
    _number(found, numbered)
    progress(count, count)
    return found


def incoming_slots(head: Head) -> Iterator[int]:
    """The slots of recipients that keep a registry here."""
    for slot, agency in enumerate(head.recipients[: SLOTS - 1], start=1):
        if agency.has_registry and not agency.external:
            yield slot


def _plan_paper(found: Schedule, head: Head, numbered: list[int]) -> None:
    plan, now = found.plan, found.now
    stage = stage_of(plan, head)
    issued = issued_at(head, now)
    if not head.issuer.external:
        drafted = drafted_at(head, issued)
        found.order.append(_entry(drafted, head.index, 0))
        if stage in _NUMBERED:
            period = outgoing_period(found.series, head)
            numbered.append(_numbering(period, issued, head.index, 0))
    if stage != DocumentState.ISSUED:
        return
    for slot in incoming_slots(head):
        received = received_at(head, slot, issued, now)
        if received >= now or not _same_era(head, received):
            continue
        found.order.append(_entry(received, head.index, slot))
        if state_of(found, head, slot, received) not in _UNREGISTERED:
            period = incoming_period(found.series, head, slot, received)
            numbered.append(_numbering(period, received, head.index, slot))


def state_of(found: Schedule, head: Head, slot: int, received: int) -> DocumentState:
    """How an incoming paper stands; what was answered is finished, what will be is at work."""
    answer = found.plan.answer_to(head.index, _ANY)
    if answer is not None and answer.issuer is head.recipients[slot - 1]:
        made = answer.index < found.papers and issued_at(answer, found.now) > received
        return DocumentState.FINISHED if made else DocumentState.HANDLING
    return fate_of(found.plan, head, slot, received, found.now)


_ANY = 1 << 62


def outgoing_period(series: Series, head: Head) -> Period:
    """The register's period that numbers an outgoing or internal paper."""
    # Internal papers go into the outgoing series: none of the demo's agencies keeps one for them.
    return series.period(head.issuer.key, "outgoing", head.type_name, head.issued_on)


def incoming_period(series: Series, head: Head, slot: int, received: int) -> Period:
    """The recipient's period of the day of arrival."""
    day = date.fromisoformat(vietnam_day(received))
    return series.period(head.recipients[slot - 1].key, "incoming", "", day)


def _same_era(head: Head, received: int) -> bool:
    """Papers of old agencies arrive before these close."""
    if head.issuer.external or head.issuer.live:
        return True
    return received < at(REFORM, 0)


def _entry(moment: int, paper: int, slot: int) -> int:
    return (moment << (_PAPER_BITS + _SLOT_BITS)) | (paper << _SLOT_BITS) | slot


def _numbering(period: Period, moment: int, paper: int, slot: int) -> int:
    return (period.period_id << 72) | _entry(moment, paper, slot)


def _number(found: Schedule, numbered: list[int]) -> None:
    """Consecutive numbers in each period, in the order of time."""
    numbered.sort()
    for row_id, entry in enumerate(numbered, start=1):
        period_id = entry >> 72
        found.last[period_id] += 1
        paper, slot = _place(entry)
        where = paper * SLOTS + slot
        found.numbers[where] = found.last[period_id]
        found.number_rows[where] = row_id


def is_party(head: Head) -> bool:
    """Whether the paper follows the Party's rules of numbering and layout."""
    return head.issuer.system == System.PARTY
