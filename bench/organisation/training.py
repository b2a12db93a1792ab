"""Training: classes held every year, and every person in some of them; what communes planned."""

from datetime import date, timedelta

from django.db import models

from bench.organisation.people import committees, home
from vanthu.cadres.personnel.choices import CaseState
from vanthu.cadres.training.choices import Counted, CourseKind, Funding, Level, Object, Place
from vanthu.cadres.training.models import Course, Enrolment, PlanLine, TrainingClass
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.draws import Draws
from vanthu.ground.people.models import Person

MODELS: tuple[type[models.Model], ...] = (Course, TrainingClass, Enrolment, PlanLine)
_FIRST_YEAR, _YEARS = 2015, 11
_A_YEAR, _COMPLETES = 0.5, 0.9
_SIZE, _PERIODS, _COST, _PLANNED = 40, 16, 12_000_000, 60
_KINDS = (CourseKind.DIGITAL, CourseKind.STATE, CourseKind.POLITICAL)
_COURSE = Table(Course, "id", "name", "kind", "level", "place", "provider", "periods", "months")
_CLASS = Table(TrainingClass, "id", "course", "agency", "name", "first", "last", "funding", "cost")
_ENROLMENT = Table(
    Enrolment,
    *("id", "record", "known_from", "agency", "state", "person", "attended"),
    *("headcount", "object", "sent_on", "completed_on", "fee", "owed_months"),
)
_PLAN = Table(
    PlanLine,
    *("id", "record", "known_from", "agency", "year", "kind", "object", "counted", "target"),
)


def write_training(context: CadreContext, count: int) -> None:
    """Write the classes that the last `count` persons attended, and the plans of each year."""
    courses = [_course(context, kind) for kind in _KINDS]
    first = context.numbered[Person] - count + 1
    for year in range(_FIRST_YEAR, _FIRST_YEAR + _YEARS):
        _plans(context, year)
        going = [i for i in range(count) if _draws(context, year, i).chance(_A_YEAR)]
        for at in range(0, len(going), _SIZE):
            _class(
                context, year, courses[at // _SIZE % len(courses)], going[at : at + _SIZE], first
            )
            context.sink.flush_full()


def _draws(context: CadreContext, year: int, index: int) -> Draws:
    return Draws(context.seed, f"volume-training-{year}", index)


def _course(context: CadreContext, kind: CourseKind) -> int:
    number = context.number(Course)
    head = (f"Lớp đo lường: {kind.label}", kind.value, Level.NONE.value, Place.DOMESTIC.value)
    context.sink.rows(_COURSE).append((number, *head, "Trường Chính trị", _PERIODS, 0))
    return number


def _plans(context: CadreContext, year: int) -> None:
    """One line of each commune and kind."""
    for key in committees():
        for kind in _KINDS:
            number = context.number(PlanLine)
            moment = context.moment(date(year - 1, 12, 20))
            head = (number, context.uuid("volume-plan-line", number), moment)
            values = (year, kind.value, Object.COMMUNE.value, Counted.PERSON.value, _PLANNED)
            context.sink.rows(_PLAN).append((*head, context.ids.agencies[key], *values))


def _class(
    context: CadreContext, year: int, course: int, going: list[int], first_person: int
) -> None:
    """One class with its list; most complete it."""
    number, draws = context.number(TrainingClass), _draws(context, year, -1 - going[0])
    first = date(year, 1, 5) + timedelta(days=draws.below(340))
    last, sent = first + timedelta(days=2), first - timedelta(days=14)
    agency = context.ids.agencies[home(going[0])]
    row = (number, course, agency, f"Lớp {number}", first, last, Funding.BUDGET.value, _COST)
    context.sink.rows(_CLASS).append(row)
    for index in going:
        row_id = context.number(Enrolment)
        done = last if Draws(context.seed, "volume-completed", row_id).chance(_COMPLETES) else None
        head = (row_id, context.uuid("volume-enrolment", row_id), context.moment(sent))
        case = (context.ids.agencies[home(index)], CaseState.DECIDED.value)
        who = (first_person + index, number, 1, Object.COMMUNE.value)
        context.sink.rows(_ENROLMENT).append((*head, *case, *who, sent, done, 0, 0))
