"""Training of the demo: data/training.json says how many were sent, completed and attended when.

The splits are synthetic; what they add up to is in organisation.md 4.g. Beside them stand rows
outside the window, which a report has to leave out.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any

from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.training.choices import CourseKind, Funding, Object
from vanthu.cadres.training.models import Course, Enrolment, PlanLine, TrainingClass
from vanthu.cadres.training.rules import service_ends
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.pool import PoolPerson, old_agencies
from vanthu.demo.papers.days import calendar
from vanthu.demo.sources import table
from vanthu.ground.org.choices import AgencyKind, Level

_SCHOOL, _HOME = "old:so-noi-vu:86", "old:dang:86"
_COURSE = Table(Course, "id", "name", "kind", "level", "place", "provider", "periods", "months")
_CLASS = Table(TrainingClass, "id", "course", "agency", "name", "first", "last", "funding", "cost")
_ENROLMENT = Table(
    Enrolment,
    *("id", "record", "known_from", "agency", "state", "decision", "person", "attended"),
    *(
        "headcount",
        "object",
        "sent_on",
        "completed_on",
        "fee",
        "owed_months",
        "owes_until",
        "left_on",
    ),
)
_PLAN = Table(
    PlanLine,
    *("id", "record", "known_from", "agency", "year", "kind", "object", "counted", "target"),
)
_GROUP = 20  # how many one decision sends
_NO_PLAN = 9  # one agency in so many has no plan of its own
_LEFT_AFTER = timedelta(days=400)  # after the completion, with service still owed
_PERIODS, _COST = 16, 12_000_000
# Cases on their way today, at the commune whose accounts one can try.
_TRIAL, _OPEN = "dang:29551", (CaseState.DRAFT, CaseState.CONFIRMED, CaseState.APPRAISED)


def load_training(context: CadreContext) -> None:
    """Write courses, classes, who was in them, plans, and open cases to try."""
    _Loading(context).run()


class _Loading:
    """One load; each course takes the next people of the pool, the digital classes the first."""

    def __init__(self, context: CadreContext) -> None:
        self.context, self.data = context, table("training.json")
        self.courses: dict[tuple[str, str], int] = {}
        self.serials = count(1)
        self.taken = 0

    def run(self) -> None:
        for item in self.data["sent"]:
            self._send(item)
        self._theory()
        self._digital()
        self._crowd()
        for item in self.data["outside"]:
            self._send(item)
        for item in self.data["plans"]:
            self._plan(item)
        self._open_cases()

    def _people(self, number: int) -> list[PoolPerson]:
        """The next people of the pool, nobody twice."""
        first, self.taken = self.taken, self.taken + number
        return list(self.context.pool[first : self.taken])

    def _course(self, item: dict[str, Any], provider: str = "Trường Chính trị Phạm Hùng") -> int:
        key = (item["course"], item["place"])
        if key not in self.courses:
            self.courses[key] = self.context.number(Course)
            head = (item["course"], item["kind"], item["level"], item["place"], provider)
            row = (self.courses[key], *head, item.get("periods", _PERIODS), item["months"])
            self.context.sink.rows(_COURSE).append(row)
        return self.courses[key]

    def _class(self, course: int, name: str, first: date, last: date, cost: int = _COST) -> int:
        number = self.context.number(TrainingClass)
        agency = self.context.ids.agencies[_SCHOOL]
        row = (number, course, agency, name, first, last, Funding.BUDGET.value, cost)
        self.context.sink.rows(_CLASS).append(row)
        return number

    def _send(self, item: dict[str, Any]) -> None:
        """One decision and one class for every few; degrees owe service."""
        course, people = self._course(item), self._people(item["people"])
        groups = [people[at : at + _GROUP] for at in range(0, len(people), _GROUP)]
        leaving = item.get("left", 0)
        for group, day in zip(groups, _spread(item, len(groups)), strict=True):
            serial = next(self.serials)
            first, last = day + timedelta(days=14), day + timedelta(days=14 + (item["after"] or 30))
            attended = self._class(course, f"{item['course']}, lớp {serial}", first, last)
            reference = f"{serial}-QĐ/TU"
            what = f"Cử {len(group)} cán bộ, công chức đi đào tạo, bồi dưỡng"
            decision = self.context.decision(_HOME, reference, day, "Tỉnh ủy Vĩnh Long", what)
            done = day + timedelta(days=item["after"]) if item["after"] else None
            if done is not None and done < first:
                done = last
            for place, person in enumerate(group):
                self._row(
                    person.agency,
                    attended,
                    person=person,
                    decision=decision,
                    sent_on=day,
                    completed_on=done,
                    fee=item["fee"],
                    owed=item["owed"],
                    left_after=_LEFT_AFTER if place < leaving else None,
                )
            leaving = 0

    def _theory(self) -> None:
        item = self.data["theory"]
        head = {"kind": "political", "level": "intermediate", "months": 0, "place": "domestic"}
        course, people = self._course({**item, **head}), self._people(item["people"])
        self._attend(item, course, people)

    def _digital(self) -> None:
        """The first people of the pool attend once, many of them again: turns are not persons."""
        item = self.data["digital"]
        course = self._course({**item, **_SHORT})
        self._attend(item, course, self.context.pool[: item["people"]])
        self._attend(item, course, self.context.pool[: item["again"]])

    def _attend(self, item: dict[str, Any], course: int, people: Any) -> None:
        groups = [people[at : at + item["size"]] for at in range(0, len(people), item["size"])]
        for group, day in zip(groups, _spread(item, len(groups)), strict=True):
            name = f"{item['course']}, lớp {next(self.serials)}"
            attended = self._class(course, name, day, day + timedelta(days=2))
            for person in group:
                done = day + timedelta(days=2)
                self._row(person.agency, attended, person=person, completed_on=done)

    def _crowd(self) -> None:
        """Classes that were reported without names: turns, and no persons."""
        item = self.data["crowd"]
        course = self._course({**item, **_SHORT})
        sizes = [item["size"]] * (item["people"] // item["size"])
        if left := item["people"] % item["size"]:
            sizes.append(left)
        for size, day in zip(sizes, _spread(item, len(sizes)), strict=True):
            name = f"{item['course']}, lớp {next(self.serials)}"
            attended = self._class(course, name, day, day)
            self._row(_SCHOOL, attended, headcount=size, completed_on=day)

    def _row(
        self,
        agency: str,
        attended: int,
        *,
        person: PoolPerson | None = None,
        headcount: int = 1,
        decision: int | None = None,
        sent_on: date | None = None,
        completed_on: date | None = None,
        fee: int = 0,
        owed: int = 0,
        left_after: timedelta | None = None,
        state: CaseState = CaseState.DECIDED,
    ) -> None:
        number = self.context.number(Enrolment)
        known = sent_on or completed_on
        moment = None if known is None else self.context.moment(known)
        head = (number, self.context.uuid("enrolment", number), moment)
        case = (self.context.ids.agencies[agency], state.value, decision)
        who = (person.id if person else None, attended, headcount, _capacity(agency).value)
        until = service_ends(completed_on, owed) if completed_on and owed else None
        left = completed_on + left_after if completed_on and left_after else None
        row = (*head, *case, *who, sent_on, completed_on, fee, owed, until, left)
        self.context.sink.rows(_ENROLMENT).append(row)

    def _plan(self, item: dict[str, Any]) -> None:
        """A line for the agencies of a capacity, alike in number; one in so many has no plan."""
        keys = sorted({each.agency for each in self.context.pool})
        meant = [key for key in keys if _capacity(key).value == item["object"]]
        planners = [key for place, key in enumerate(meant) if place % _NO_PLAN]
        each, more = divmod(item["target"], len(planners))
        moment = self.context.moment(date(item["year"] - 1, 12, 20))
        for place, key in enumerate(planners):
            number = self.context.number(PlanLine)
            head = (number, self.context.uuid("training-plan", number), moment)
            values = (item["year"], item["kind"], item["object"], item["counted"])
            row = (*head, self.context.ids.agencies[key], *values, each + (place < more))
            self.context.sink.rows(_PLAN).append(row)

    def _open_cases(self) -> None:
        """A proposal before each of the three desks, for a class that is still to come."""
        item = {"course": "Cao cấp lý luận chính trị", "place": "domestic", "months": 0}
        course = self._course({**item, "kind": "political", "level": "advanced"})
        first = self.context.today + timedelta(days=60)
        attended = self._class(course, "Lớp cao cấp sắp mở", first, first + timedelta(days=240))
        for person, state in zip(self._people(len(_OPEN)), _OPEN, strict=True):
            self._row(_TRIAL, attended, person=person, state=state)


_SHORT = {"kind": CourseKind.DIGITAL.value, "level": "", "months": 0, "place": "domestic"}


@cache
def _capacity(agency: str) -> Object:
    """In which capacity the people of an agency are trained, by what agency it is."""
    spec = next((each for each in old_agencies() if each.key == agency), None)
    if spec is None or spec.level is Level.COMMUNE:
        return Object.COMMUNE
    return Object.CADRE if spec.kind is AgencyKind.PARTY_COMMITTEE else Object.CIVIL_SERVANT


def _spread(item: dict[str, Any], number: int) -> Iterator[date]:
    """So many working days from the first to the last, evenly."""
    first, last = date.fromisoformat(item["from"]), date.fromisoformat(item["to"])
    length, days = (last - first).days, calendar()
    for place in range(number):
        yield days.on_or_after(first + timedelta(days=length * place // max(number - 1, 1)))
