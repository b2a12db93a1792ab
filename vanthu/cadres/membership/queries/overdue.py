"""The clocks of membership: what is due when, and what is late, by the pack of the day it began."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import gettext_lazy as _

from vanthu.cadres.membership.choices import MoveKind
from vanthu.cadres.membership.models import Admission, Member, Move, Recognition
from vanthu.cadres.membership.queries.lists import admissions as visible_admissions
from vanthu.cadres.membership.queries.lists import clock_days, members, moves
from vanthu.cadres.membership.rules import deadline, probation_ends
from vanthu.cadres.personnel.choices import CaseState
from vanthu.ground.base.actor import Actor
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.kernel.workdays import WorkCalendar

_ON_THE_WAY = (CaseState.DRAFT, CaseState.CONFIRMED, CaseState.APPRAISED)


@dataclass(frozen=True)
class Clock:
    """Something that is due by a day; `done` when it happened."""

    label: str
    due: date
    done: date | None = None


@dataclass(frozen=True)
class Late:
    """A record whose clock has run out, as the overdue list shows it."""

    what: str
    name: str
    organisation_id: int
    due: date
    url: str


class _Days:
    """Deadlines with one reading of rules and calendar for each day a clock began."""

    def __init__(self) -> None:
        self.whole = cache(_parameter)
        self.calendar = cache(_calendar_of)

    def after(self, since: date, key: str) -> date:
        days = self.whole(since, key)
        return deadline(since, days, self.calendar(since))


def _parameter(day: date, key: str) -> int:
    return pack_on(Subject.MEMBERSHIP, day).whole(key)


def _calendar_of(day: date) -> WorkCalendar:
    return clock_days(day)


def clocks_of(row: Admission) -> list[Clock]:
    """The clocks of one admission: decision, then ceremony."""
    days = _Days()
    decided = row.decision.signed_on if row.decision else None
    found = [
        Clock(str(_("Hạn ra quyết định")), days.after(row.branch_on, "decision_days"), decided)
    ]
    if row.received_on is not None:
        due = days.after(row.received_on, "ceremony_days")
        found.append(Clock(str(_("Hạn tổ chức lễ kết nạp")), due, row.ceremony_on))
    return found


def overdue(actor: Actor) -> list[Late]:
    """Everything of the actor's reach that is late today, the longest late first."""
    days, today = _Days(), actor.today
    everything = (*_admissions(actor, days), *_probations(actor, days), *_papers(actor, days))
    return sorted((each for each in everything if each.due < today), key=lambda each: each.due)


def _admissions(actor: Actor, days: _Days) -> Iterator[Late]:
    rows = visible_admissions(actor)
    for row in rows.filter(state__in=_ON_THE_WAY):
        due = days.after(row.branch_on, "decision_days")
        yield _late(str(_("Chưa có quyết định kết nạp")), row, due, "admissions")
    for row in rows.filter(state=CaseState.DECIDED, ceremony_on=None, received_on__isnull=False):
        assert row.received_on is not None
        due = days.after(row.received_on, "ceremony_days")
        yield _late(str(_("Chưa tổ chức lễ kết nạp")), row, due, "admissions")


def _probations(actor: Actor, days: _Days) -> Iterator[Late]:
    """Probation ended and the branch's resolution has not led to a decision in time."""
    under_way = set(
        Recognition.objects.filter(known_to=None, state__in=_ON_THE_WAY).values_list(
            "person_id", flat=True
        )
    )
    for row in members(actor).filter(until=None, official_on=None):
        ended = probation_ends(row.joined_on, days.whole(row.joined_on, "probation_months"))
        due = days.after(ended, "recognition_days")
        what = (
            _("Hết dự bị, đang xét công nhận")
            if row.person_id in under_way
            else _("Hết dự bị, chưa xét công nhận")
        )
        yield _late(str(what), row, due, "members")


def _papers(actor: Actor, days: _Days) -> Iterator[Late]:
    rows = moves(actor).filter(presented_on=None)
    for row in rows.filter(paper_on=None):
        due = days.after(row.changed_on, "transfer_days")
        yield _late(str(_("Chưa làm thủ tục chuyển sinh hoạt")), row, due, "moves")
    for row in rows.filter(paper_on__isnull=False).exclude(kind=MoveKind.OUT):
        assert row.paper_on is not None
        due = days.after(row.paper_on, "paper_days")
        yield _late(str(_("Chưa nộp giấy giới thiệu nơi đến")), row, due, "moves")


def _late(what: str, row: Admission | Member | Move, due: date, book: str) -> Late:
    place = row.source_id or row.target_id or 0 if isinstance(row, Move) else row.organisation_id
    url = f"/cadres/membership/{book}/{row.pk}"
    return Late(what, row.person.full_name, place, due, url)


def by_kind(rows: Iterable[Late]) -> dict[str, int]:
    """How many are late, by what is missing."""
    found: dict[str, int] = {}
    for row in rows:
        found[row.what] = found.get(row.what, 0) + 1
    return found
