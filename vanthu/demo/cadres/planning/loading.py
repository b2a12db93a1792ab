"""Writes plans: data/planning.json says how many cases were approved when.

The split by half-year is synthetic (organisation.md 4.a.1). Beside the counted cases stand those
of an earlier decision, of a later one, and of the next term, which a report has to leave out.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    EntryState,
    Group,
    PlanLevel,
    TargetKind,
    VoteStep,
)
from vanthu.cadres.planning.models import (
    Ballot,
    BallotLine,
    PlanApproval,
    PlanChange,
    PlanEntry,
    PlanTarget,
    PlanTerm,
)
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.planning.rows import Title, write, write_known
from vanthu.demo.cadres.pool import PoolPerson, districts
from vanthu.demo.papers.days import calendar
from vanthu.demo.sources import table

_HOME = "old:dang:86"
_ISSUER = "Ban Thường vụ Tỉnh ủy"
_STANDING = ApprovalLevel.STANDING.value
_OLD_TERMS, _NEXT_TERMS = ("2020-2025", "2021-2026"), ("2025-2030", "2026-2031")
# Young enough for the terms of the demo, old enough to hold a post; born in these years.
_BORN = (date(1972, 1, 1), date(1986, 12, 31))
# The next committee in three age groups: young, in between, from 45.
_YOUNG, _MIDDLE, _SENIOR = (
    (date(1986, 1, 1), date(1992, 12, 31)),
    (date(1981, 1, 1), date(1985, 6, 30)),
    (date(1975, 10, 1), date(1979, 12, 31)),
)
_APPEAL_DAYS = 30
# Cases on their way today, at the commune whose accounts one can try.
_TRIAL = "dang:29551"
_OPEN = (CaseState.DRAFT, CaseState.CONFIRMED, CaseState.APPRAISED)


def load_planning(context: CadreContext) -> None:
    """Write terms, titles, cases with the plan they lead to, a list with its votes, open cases."""
    _Loading(context).run()


class _Loading:
    """One load; each person is taken once, from the end of the pool, where no list began."""

    def __init__(self, context: CadreContext) -> None:
        self.context, self.data = context, table("planning.json")
        self.terms: dict[str, int] = {}
        self.titles: dict[str, list[Title]] = {}
        self.used: set[int] = set()
        self.serial = 0

    def run(self) -> None:
        for item in self.data["terms"]:
            self._term(item)
        for title, level in self.data["approvals"]:
            basis = ("Quy định phân cấp quản lý cán bộ của Tỉnh ủy", date(2020, 1, 1), None)
            write(self.context, PlanApproval, (title, level, *basis))
        self._approved()
        self._later()
        self._next_committee()
        self._open_cases()

    def _term(self, item: dict[str, str]) -> None:
        days = [date.fromisoformat(item[name]) for name in ("first", "last", "reference")]
        level = PlanLevel.DISTRICT.value
        values = (item["code"], item["kind"], level, *days)
        code, kind = item["code"], item["kind"]
        self.terms[code] = write(self.context, PlanTerm, values)
        self.titles[code] = [
            self._title(code, f"old:dang:{area}", title, rank)
            for title, rank in self.data["titles"][kind]
            for area in districts()
        ]

    def _title(self, code: str, agency: str, title: str, rank: int) -> Title:
        place = self.context.ids.agencies[agency]
        kind = TargetKind.TITLE.value
        values = (self.terms[code], place, title, kind, rank, 1)
        return Title(write(self.context, PlanTarget, values), place, rank)

    def _people(
        self, born: tuple[date, date] = _BORN, *, female: bool | None = None
    ) -> Iterator[PoolPerson]:
        """Persons born in the span, each of the load once."""
        for person in reversed(self.context.pool):
            fits = born[0] <= person.born_on <= born[1] and person.id not in self.used
            if fits and female in (None, person.female):
                self.used.add(person.id)
                yield person

    def _decision(self, signed: date, abstract: str) -> int:
        self.serial += 1
        reference = f"{1200 + self.serial}-QĐ/TU"
        return self.context.decision(_HOME, reference, signed, _ISSUER, abstract)

    def _approved(self) -> None:
        """The counted cases; the last ones are of persons who have one, for the other term."""
        source = self._people()
        people = [next(source) for _ in range(self.data["persons"])]
        earlier = date.fromisoformat(self.data["earlier"])
        first = self._decision(earlier, "Phê duyệt quy hoạch cán bộ")
        done = 0
        for item in self.data["approved"]:
            signed = date.fromisoformat(item["signed"])
            decision = self._decision(signed, "Phê duyệt rà soát, bổ sung quy hoạch cán bộ")
            for action in (ChangeAction.KEEP, ChangeAction.REMOVE, ChangeAction.ADD):
                for _ in range(item[action.value]):
                    title = self._title_of(done, len(people))
                    person = people[done % len(people)].id
                    self._case(person, title, action, (earlier, first), (signed, decision))
                    done += 1

    def _title_of(self, done: int, persons: int) -> Title:
        """Two of three cases are of the Party's term; a second case of a person is of the other."""
        again, place = divmod(done, persons)
        state = (place % 3 == 2) != bool(again)
        titles = self.titles[_OLD_TERMS[state]]
        return titles[done % len(titles)]

    def _case(
        self,
        person: int,
        title: Title,
        action: ChangeAction,
        earlier: tuple[date, int],
        now: tuple[date, int],
    ) -> None:
        """A counted case; who is kept or taken out had come in by the earlier decision."""
        if action is ChangeAction.ADD:
            self._change(person, title, action, now)
            self._entry(person, title, now, EntryState.APPROVED, now)
            return
        self._change(person, title, ChangeAction.ADD, earlier)
        reason = self._change(person, title, action, now)
        state = EntryState.APPROVED
        if action is ChangeAction.REMOVE:
            state = EntryState.ASSIGNED if reason == "holds" else EntryState.REMOVED
        self._entry(person, title, earlier, state, now)

    def _change(
        self, person: int, title: Title, action: ChangeAction, decided: tuple[date, int]
    ) -> str:
        """Write a decided case; gives the reason code of a removal."""
        signed, decision = decided
        number = self.context.numbered[PlanChange]
        record = self.context.uuid("plan-change", number)
        reason, notice = "", (None, None)
        if action is ChangeAction.REMOVE:
            reasons = self.data["reasons"]
            reason = reasons[number % len(reasons)]
            told = calendar().add(signed, 3)
            notice = (told, calendar().add(told, _APPEAL_DAYS))  # type: ignore[assignment]
        head = (person, title.id, title.agency, action.value, reason, CaseState.DECIDED.value)
        values = (*head, decision, _STANDING, signed, *notice, None)
        write_known(self.context, PlanChange, record, (signed, None), values)
        return reason

    def _entry(
        self,
        person: int,
        title: Title,
        first: tuple[date, int],
        state: EntryState,
        last: tuple[date, int],
    ) -> None:
        """The versions of an entry: as it came in, and as the last decision left it."""
        record = self.context.uuid("plan-entry", self.context.numbered[PlanEntry])
        head = (person, title.id, title.agency, Group.FIRST.value)
        inside = EntryState.APPROVED.value
        if first != last:
            before = (*head, inside, first[0], None, first[1])
            write_known(self.context, PlanEntry, record, (first[0], last[0]), before)
        until = None if state is EntryState.APPROVED else last[0]
        values = (*head, state.value, first[0], until, last[1])
        write_known(self.context, PlanEntry, record, (last[0], None), values)

    def _later(self) -> None:
        """A decision after June 2023, which the published figure must not count."""
        signed = date.fromisoformat(self.data["later"]["signed"])
        decided = (signed, self._decision(signed, "Bổ sung quy hoạch cán bộ"))
        source = self._people()
        for place in range(self.data["later"]["add"]):
            person, title = next(source).id, self.titles[_OLD_TERMS[0]][place]
            self._change(person, title, ChangeAction.ADD, decided)
            self._entry(person, title, decided, EntryState.APPROVED, decided)

    def _next_committee(self) -> None:
        """The list of the next provincial committee, with the votes of its steps."""
        item = self.data["committee"]
        signed = date.fromisoformat(item["signed"])
        decided = (signed, self._decision(signed, "Phê duyệt quy hoạch nhiệm kỳ 2025-2030"))
        title = self._committee_title(item)
        people = list(self._committee_people(item))
        for person in people:
            self._change(person.id, title, ChangeAction.ADD, decided)
            self._entry(person.id, title, decided, EntryState.APPROVED, decided)
        for step in VoteStep:
            self._ballot(title, step, signed - timedelta(days=50 - 8 * step), people)

    def _committee_title(self, item: dict[str, Any]) -> Title:
        code, kind, level = _NEXT_TERMS[0], "party", PlanLevel.PROVINCE.value
        days = (date(2025, 10, 1), date(2030, 9, 30), date(2025, 9, 1))
        term = write(self.context, PlanTerm, (code, kind, level, *days))
        place = self.context.ids.agencies[_HOME]
        head = (term, place, item["title"], TargetKind.COMMITTEE.value)
        number = write(self.context, PlanTarget, (*head, 1, item["prescribed"]))
        return Title(number, place, 1)

    def _committee_people(self, item: dict[str, Any]) -> Iterator[PoolPerson]:
        """So many women and so many young as the data say, the rest from two age groups."""
        women = item["women"]
        for source, count in (
            (self._people(_YOUNG, female=False), item["young"]),
            (self._people(_MIDDLE, female=True), women),
            (self._people(_SENIOR, female=False), item["planned"] - women - item["young"]),
        ):
            yield from (next(source) for _ in range(count))

    def _ballot(
        self, title: Title, step: VoteStep, held_on: date, people: list[PoolPerson]
    ) -> None:
        """A closed sheet: nine of ten convened came, and all voted for all but a few voices."""
        convened = {VoteStep.LEADERS: 13, VoteStep.LEADERS_AGAIN: 13}.get(step, 120)
        present = convened * 9 // 10
        counts = (convened, *[present] * 4, self.context.moment(held_on, 17 * 60))
        values = (title.id, title.agency, step.value, held_on, *counts)
        ballot = write(self.context, Ballot, values)
        for place, person in enumerate(people):
            no = place % (present // 4)
            write(self.context, BallotLine, (ballot, person.id, present - no, no, 0))

    def _open_cases(self) -> None:
        """Cases that wait for each of the hands, at the commune one can try."""
        days = (date(2025, 7, 1), date(2030, 6, 30), date(2025, 7, 1))
        head = (_NEXT_TERMS[0], "party", PlanLevel.COMMUNE.value)
        term = write(self.context, PlanTerm, (*head, *days))
        place = self.context.ids.agencies[_TRIAL]
        target = (term, place, "Phó Bí thư Đảng ủy xã", TargetKind.TITLE.value, 2, 1)
        number = write(self.context, PlanTarget, target)
        source = self._people()
        for state in _OPEN:
            record = self.context.uuid("plan-change", self.context.numbered[PlanChange])
            case = (next(source).id, number, place, ChangeAction.ADD.value, "", state.value)
            values = (*case, None, "", None, None, None, 3)
            write_known(self.context, PlanChange, record, (None, None), values)
