"""Writes the members: data/membership.json says how many were admitted where and when.

The years' numbers are synthetic (organisation.md 4.e); admissions before 2021 and after June 2023
stand beside them so that a report has to leave them out by their day.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from vanthu.cadres.membership.choices import MoveKind, OffList, OnList
from vanthu.cadres.membership.models import Admission, Exit, Move, Recognition
from vanthu.cadres.membership.rules import fits_age, months_after
from vanthu.cadres.personnel.choices import CaseState
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.membership.organisations import Organisations, write_organisations
from vanthu.demo.cadres.membership.rows import PAPERS, Listed, votes, write_listed, write_row
from vanthu.demo.cadres.pool import PoolPerson
from vanthu.demo.draws import Draws
from vanthu.demo.papers.days import calendar
from vanthu.demo.sources import table
from vanthu.kernel.ages import Birth

_ISSUER = "Ban Thường vụ cấp ủy"
OPENED_ON = date(2020, 9, 15)
# Who was old enough then had joined before the lists were made.
_OLDER = date(2016, 1, 1)
_UNION_AGE = 30
_LEFT = (date(2021, 1, 4), date(2023, 6, 30))
# Cases on their way today, at the commune whose accounts one can try.
_TRIAL = "dang:29551"
_OPEN = (CaseState.DRAFT, CaseState.CONFIRMED, CaseState.CONFIRMED, CaseState.APPRAISED)


def load_membership(context: CadreContext) -> None:
    """Write organisations, admissions, recognitions, leavings, moves, lists, and open cases."""
    _Loading(context, write_organisations(context)).run()


class _Loading:
    """One load; people are taken from their area in the order of the pool, each once."""

    def __init__(self, context: CadreContext, organisations: Organisations) -> None:
        self.context, self.organisations = context, organisations
        self.data = table("membership.json")
        self.waiting: dict[str, Iterator[PoolPerson]] = {
            area: self._people_of(area) for area in organisations.old
        }
        self.lists: dict[str, list[Listed]] = defaultdict(list)
        self.decisions: dict[tuple[str, date], int] = {}
        self.count = 0

    def _people_of(self, area: str) -> Iterator[PoolPerson]:
        return (person for person in self.context.pool if person.area == area)

    def run(self) -> None:
        for start, counts in self.data["admitted"].items():
            for area, count in counts.items():
                self._admit(area, start, count)
        self._open_lists()
        self._exits()
        self._moves()
        for entries in self.lists.values():
            for entry in entries:
                write_listed(self.context, entry)
        self._open_cases()

    def _draws(self, purpose: str) -> Draws:
        self.count += 1
        return Draws(self.context.seed, f"membership-{purpose}", self.count)

    def _next(self, area: str, on: date) -> PoolPerson:
        """The next person of the area whose age fits on the day."""
        people = self.waiting[area]
        return next(each for each in people if fits_age(Birth.on(each.born_on), on, 18, 60))

    def _home(self, area: str, draws: Draws) -> tuple[int, int]:
        agency = self.context.ids.agencies[f"old:dang:{area}"]
        return agency, draws.pick(self.organisations.old[area])

    def _admit(self, area: str, start: str, count: int) -> None:
        months = self.data["months"][start]
        first = date.fromisoformat(f"{start}-01")
        for place in range(months):
            share = count * (place + 1) // months - count * place // months
            if share:
                self._month(area, months_after(first, place), share)

    def _month(self, area: str, first: date, count: int) -> None:
        """The admissions of one month rest on one decision of the committee."""
        days = calendar()
        signed = days.on_or_after(first + timedelta(days=1))
        reference = f"{first.month:02}{area[-2:]}-QĐ/HU"
        head = (f"old:dang:{area}", reference, signed, _ISSUER, f"Kết nạp {count} đảng viên")
        number = self.context.decision(*head)
        for _ in range(count):
            draws = self._draws("admission")
            ceremony = days.on_or_after(signed + timedelta(days=1 + draws.below(22)))
            self._one(area, number, signed, ceremony, draws)

    def _one(self, area: str, decision: int, signed: date, ceremony: date, draws: Draws) -> None:
        person = self._next(area, ceremony)
        agency, organisation = self._home(area, draws)
        branch_on = signed - timedelta(days=35 + draws.below(20))
        committee_on = signed - timedelta(days=7)
        young = ceremony.year - person.born_on.year <= _UNION_AGE
        head = (organisation, CaseState.DECIDED.value, decision)
        said = votes(branch_on, committee_on, 7 + draws.below(20))
        tail = (young, PAPERS, signed, ceremony, None)
        write_row(self.context, Admission, ceremony, person.id, agency, (*head, *said, *tail))
        official = self._recognise(area, person.id, organisation, ceremony)
        entry = Listed(
            *(person.id, agency, organisation, self._number()),
            *(ceremony, official, ceremony, OnList.ADMITTED.value),
        )
        self.lists[area].append(entry)

    def _number(self) -> str:
        return f"86.{sum(map(len, self.lists.values())) + 1:06}"

    def _recognise(self, area: str, person: int, organisation: int, joined_on: date) -> date | None:
        """Recognition a little over a year later; one in a hundred has not been recognised yet."""
        official = months_after(joined_on, 12)
        draws = self._draws("recognition")
        if draws.chance(0.01):
            return None
        branch_on = official + timedelta(days=draws.below(12))
        committee_on = branch_on + timedelta(days=8)
        signed, decision = self._recognition_decision(area, committee_on)
        said = votes(branch_on, committee_on, 9)
        values = (organisation, CaseState.DECIDED.value, decision, *said, official, None)
        agency = self.context.ids.agencies[f"old:dang:{area}"]
        write_row(self.context, Recognition, signed, person, agency, values)
        return official

    def _recognition_decision(self, area: str, committee_on: date) -> tuple[date, int]:
        """One decision on the first working day of the next month for all of the area."""
        signed = calendar().on_or_after(months_after(committee_on.replace(day=1), 1))
        key = (area, signed)
        if key not in self.decisions:
            reference = f"{100 + signed.month}{area[-2:]}-QĐ/HU"
            head = (f"old:dang:{area}", reference, signed, _ISSUER)
            self.decisions[key] = self.context.decision(*head, "Công nhận đảng viên chính thức")
        return signed, self.decisions[key]

    def _open_lists(self) -> None:
        """Who was a member when the lists were made."""
        for area, count in self.data["opening"].items():
            for _ in range(count):
                draws = self._draws("opening")
                person = self._next(area, _OLDER)
                last = (OPENED_ON - timedelta(days=400) - months_after(person.born_on, 240)).days
                joined_on = months_after(person.born_on, 240) + timedelta(days=draws.below(last))
                agency, organisation = self._home(area, draws)
                official = months_after(joined_on, 12)
                entry = Listed(
                    *(person.id, agency, organisation, self._number()),
                    *(joined_on, official, OPENED_ON, OnList.OPENING.value),
                )
                self.lists[area].append(entry)

    def _opening(self, area: str) -> list[Listed]:
        """Of the area, who stands on the list since it was made and has not left it."""
        opening = OnList.OPENING.value
        return [each for each in self.lists[area] if each.since_by == opening and not each.until]

    def _exits(self) -> None:
        areas = sorted(self.lists)
        for item in self.data["exits"]:
            for _ in range(item["share"]):
                draws = self._draws("exit")
                area = draws.pick(areas)
                self._exit(area, draws.pick(self._opening(area)), item, draws)

    def _exit(self, area: str, entry: Listed, item: dict[str, str], draws: Draws) -> None:
        kind, reason = item["kind"], item["reason"]
        left_on = calendar().on_or_after(_day(draws))
        title = "Đưa ra khỏi danh sách đảng viên"
        reference = f"{501 + self.context.numbered[Exit]}-QĐ/UBKT"
        head = (f"old:dang:{area}", reference, left_on, _ISSUER, title)
        decision = self.context.decision(*head)
        notified = None if kind == OffList.DIED else calendar().add(left_on, 2)
        appeal = None if notified is None else calendar().add(notified, 30)
        values = (entry.organisation, CaseState.DECIDED.value, decision, kind, reason)
        days = (left_on, notified, appeal)
        write_row(self.context, Exit, left_on, entry.person, entry.agency, (*values, *days))
        entry.until, entry.until_by = left_on, kind

    def _moves(self) -> None:
        areas = sorted(self.lists)
        for kind, count in self.data["moves"].items():
            for _ in range(count):
                draws = self._draws("move")
                area = draws.pick(areas)
                entry = draws.pick(self._opening(area))
                others = [other for other in areas if other != area]
                self._move(entry, draws.pick(others) if kind == MoveKind.INSIDE else "", draws)

    def _move(self, entry: Listed, target: str, draws: Draws) -> None:
        """Out of the province by the day of the paper, to another area by its presentation."""
        changed = calendar().on_or_after(_day(draws))
        paper_on = calendar().add(changed, 12)
        agency, organisation = self._home(target, draws) if target else (None, None)
        presented = calendar().add(paper_on, 6) if target else None
        kind = MoveKind.INSIDE if target else MoveKind.OUT
        elsewhere = "" if target else "Đảng bộ tỉnh Đồng Tháp"
        places = (kind.value, entry.organisation, organisation, agency, elsewhere)
        days = (entry.joined_on, entry.official_on, changed, paper_on, presented)
        known_on = presented or paper_on
        write_row(self.context, Move, known_on, entry.person, entry.agency, (*places, *days))
        entry.until, entry.until_by = known_on, OffList.MOVED_OUT.value
        if presented is not None and agency is not None and organisation is not None:
            moved = replace(
                entry,
                agency=agency,
                organisation=organisation,
                since=presented,
                since_by=OnList.MOVED_IN.value,
                until=None,
                until_by="",
            )
            self.lists[target].append(moved)

    def _open_cases(self) -> None:
        """Cases that wait for each of the four hands, the first ones long enough to be late."""
        agency = self.context.ids.agencies[_TRIAL]
        for place, state in enumerate(_OPEN):
            draws = self._draws("open")
            branch_on = calendar().on_or_after(
                self.context.today - timedelta(days=130 - 35 * place)
            )
            person = self._next("857", branch_on)
            organisation = draws.pick(self.organisations.live[_TRIAL])
            appraised = state is CaseState.APPRAISED
            committee_on = branch_on + timedelta(days=10) if appraised else None
            head = (organisation, state.value, None, *votes(branch_on, committee_on, 9))
            tail = (True, PAPERS, None, None, None)
            write_row(self.context, Admission, None, person.id, agency, (*head, *tail))


def _day(draws: Draws) -> date:
    """A day of the years that the demo tells of."""
    first, last = _LEFT
    return first + timedelta(days=draws.below((last - first).days - 40))
