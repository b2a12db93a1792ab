"""Courses and classes to send people to."""

from datetime import date
from itertools import count

from tests.factories.cadres import Bureau, decision
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.training import actions
from vanthu.cadres.training.actions import ClassFields, CourseFields, SendingFields
from vanthu.cadres.training.choices import CourseKind, Funding, Level, Object, Place
from vanthu.cadres.training.models import Enrolment, TrainingClass
from vanthu.ground.people.models import Person

_numbers = count(1)


def a_class(
    place: Bureau,
    *,
    kind: CourseKind = CourseKind.DIGITAL,
    level: Level = Level.NONE,
    where: Place = Place.DOMESTIC,
    first: date = date(2023, 3, 1),
    last: date = date(2023, 3, 3),
    months: int = 0,
    periods: int = 16,
    funding: Funding = Funding.BUDGET,
    cost: int = 0,
) -> TrainingClass:
    """A class of a course of its own, held by the province."""
    number = next(_numbers)
    course = actions.add_course(
        place.appraiser,
        fields=CourseFields(
            name=f"Khóa học số {number}",
            kind=kind,
            level=level,
            place=where,
            months=months or (24 if kind is CourseKind.DEGREE else 0),
            periods=periods,
        ),
    )
    return actions.add_class(
        place.appraiser,
        fields=ClassFields(
            course_id=course.pk,
            agency_id=place.province.pk,
            name=f"Lớp {number}",
            first=first,
            last=last,
            funding=funding,
            cost=cost,
        ),
    )


def sent(
    place: Bureau,
    attended: TrainingClass,
    person: Person,
    paper: Decision | date = date(2023, 2, 1),
    *,
    fee: int = 0,
    capacity: Object = Object.CIVIL_SERVANT,
) -> Enrolment:
    """Somebody of the commune sent by a decision of the province, or by one signed on a day."""
    by = decision(place.province, paper) if isinstance(paper, date) else paper
    return actions.record_sent(
        place.appraiser,
        fields=SendingFields(
            class_id=attended.pk,
            agency_id=place.commune.pk,
            person_id=person.pk,
            object=capacity,
            fee=fee,
        ),
        decision_id=by.pk,
    )
