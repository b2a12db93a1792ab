"""Members: admitted, recognised, moved from branch to branch, on today's lists since the reform."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models

from bench.organisation.people import born_on, home
from vanthu.cadres.membership.choices import MoveKind, OffList, OnList, OrganisationKind
from vanthu.cadres.membership.models import (
    Admission,
    Exit,
    Member,
    Move,
    PartyOrganisation,
    Recognition,
)
from vanthu.cadres.membership.rules import months_after
from vanthu.cadres.personnel.choices import CaseState
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.membership.rows import PAPERS, Listed, votes, write_listed, write_row
from vanthu.demo.cadres.pool import districts
from vanthu.demo.draws import Draws
from vanthu.demo.sources import REFORM
from vanthu.ground.people.models import Person

MODELS: tuple[type[models.Model], ...] = (Admission, Recognition, Exit, Member, Move)
LISTS = 6
_FIRST, _DAYS = date(2005, 1, 3), 7_000
_LEAVES = 0.02
_ISSUER = "Ban Thường vụ cấp ủy (đo lường)"
_Place = tuple[int, int]


@dataclass
class Branches:
    """The branches (agency, organisation) of the old districts, and of each commune today."""

    old: list[_Place] = field(default_factory=list)
    live: dict[str, list[_Place]] = field(default_factory=dict)


def read_branches(context: CadreContext) -> Branches:
    """Those the demo has."""
    rows = PartyOrganisation.objects.filter(kind=OrganisationKind.BRANCH).order_by("pk")
    by_agency: dict[int, list[_Place]] = {}
    for number, agency in rows.values_list("pk", "agency_id"):
        by_agency.setdefault(agency, []).append((agency, number))
    found = Branches()
    for code in districts():
        found.old += by_agency.get(context.ids.agencies[f"old:dang:{code}"], [])
    for key, agency in context.ids.agencies.items():
        if not key.startswith("old:") and agency in by_agency:
            found.live[key] = by_agency[agency]
    return found


def write_members(context: CadreContext, count: int, branches: Branches) -> None:
    """Write the life of the last `count` persons in the Party."""
    writer = _Writer(context, branches)
    first = context.numbered[Person] - count + 1
    for index in range(count):
        writer.write(index, first + index)
        context.sink.flush_full()


class _Writer:
    """One load; decisions of one committee and month are one."""

    def __init__(self, context: CadreContext, branches: Branches) -> None:
        self.context, self.branches = context, branches
        self.decisions: dict[tuple[int, date, str], int] = {}
        self.keys = {number: key for key, number in context.ids.agencies.items()}

    def write(self, index: int, person: int) -> None:
        draws = Draws(self.context.seed, "volume-member", index)
        joined = max(
            _FIRST + timedelta(days=draws.below(_DAYS)),
            months_after(born_on(self.context.seed, index), 19 * 12),
        )
        official = months_after(joined, 12)
        places = [draws.pick(self.branches.old) for _ in range(LISTS - 1)]
        places.append(draws.pick(self.branches.live[home(index)]))
        self._cases(person, places[0], joined, official, draws)
        entries = list(self._lists(person, places, joined, official))
        if draws.chance(_LEAVES):
            self._leave(entries[-1], draws)
        for entry in entries:
            write_listed(self.context, entry)

    def _cases(
        self, person: int, place: _Place, joined: date, official: date, draws: Draws
    ) -> None:
        agency, organisation = place
        state = CaseState.DECIDED.value
        admitted = self._decision(agency, joined.replace(day=1), "Kết nạp")
        before = joined - timedelta(days=40 + draws.below(15))
        said = votes(before, before + timedelta(days=10), 7 + draws.below(20))
        tail = (draws.chance(0.7), PAPERS, before + timedelta(days=20), joined, None)
        head = (organisation, state, admitted)
        write_row(self.context, Admission, joined, person, agency, (*head, *said, *tail))
        recognised = self._decision(agency, months_after(official.replace(day=1), 1), "Công nhận")
        said = votes(official, official + timedelta(days=8), 9)
        values = (organisation, state, recognised, *said, official, None)
        write_row(self.context, Recognition, official, person, agency, values)

    def _lists(
        self, person: int, places: list[_Place], joined: date, official: date
    ) -> Iterator[Listed]:
        """The lists one after the other, with the transfers between them."""
        step = (REFORM - joined).days // (LISTS - 1)
        days = [joined + timedelta(days=step * n) for n in range(LISTS - 1)] + [REFORM]
        for n, (agency, organisation) in enumerate(places):
            last = n == LISTS - 1
            known = official if last or days[n] >= official else None
            yield Listed(
                *(person, agency, organisation, f"DL.{person:06}", joined, official, days[n]),
                (OnList.MOVED_IN if n else OnList.ADMITTED).value,
                None if last else days[n + 1],
                "" if last else OffList.MOVED_OUT.value,
            )
            if not last:
                self._move(person, places[n], places[n + 1], joined, known, days[n + 1])

    def _move(
        self,
        person: int,
        source: _Place,
        target: _Place,
        joined: date,
        official: date | None,
        day: date,
    ) -> None:
        change = (MoveKind.INSIDE.value, source[1], target[1], target[0], "")
        days = (joined, official, day - timedelta(days=20), day - timedelta(days=8), day)
        write_row(self.context, Move, day, person, source[0], (*change, *days))

    def _leave(self, entry: Listed, draws: Draws) -> None:
        """In the year after the reform, for having died."""
        left = REFORM + timedelta(days=1 + draws.below(365))
        decision = self._decision(entry.agency, left.replace(day=1), "Đưa ra khỏi danh sách")
        state = (CaseState.DECIDED.value, decision, OffList.DIED.value, "death")
        values = (entry.organisation, *state, left, None, None)
        write_row(self.context, Exit, left, entry.person, entry.agency, values)
        entry.until, entry.until_by = left, OffList.DIED.value

    def _decision(self, agency: int, signed: date, what: str) -> int:
        key = (agency, signed, what)
        if key not in self.decisions:
            reference = f"{len(self.decisions) + 1}-QĐ/ĐL"
            head = (self.keys[agency], reference, signed, _ISSUER, f"{what} đảng viên")
            self.decisions[key] = self.context.decision(*head)
        return self.decisions[key]
