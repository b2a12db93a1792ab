"""What planning and training say to the person it is about, and to nobody else."""

from datetime import date, timedelta

import pytest

from tests.faces.web.people import client_of
from tests.factories import training
from tests.factories.cadres import bureau, decision, facts
from tests.factories.planning import entry, target
from tests.factories.training import a_class
from vanthu.cadres.training.actions import (
    Attendance,
    drop,
    record_attendance,
)
from vanthu.cadres.training.choices import CourseKind, DropReason, Level, Object
from vanthu.ground.people.models import Person

pytestmark = pytest.mark.django_db


def test_each_sees_their_own_plan_and_courses_alone() -> None:
    place = bureau()
    me = Person.objects.get(pk=place.outsider.person_id or 0)
    facts(me, place.commune)
    of = target(place.commune, title="Trưởng phòng Nội vụ")
    entry(me, of, decision(place.province, date(2026, 1, 5)))
    attended = a_class(place)
    line = Attendance(
        agency_id=place.commune.pk, object=Object.CIVIL_SERVANT, person_id=me.pk, headcount=1
    )
    record_attendance(place.appraiser, class_id=attended.pk, rows=[line], source="danh sách")
    for page, words in (("planning", of.title), ("training", attended.course.name)):
        mine = client_of(place.outsider).get(f"/account/{page}").content.decode()
        other = client_of(place.auditor).get(f"/account/{page}").content.decode()
        assert words in mine, page
        assert words not in other, page


def test_one_sees_what_one_owes_for_a_course() -> None:
    place = bureau()
    me = Person.objects.get(pk=place.outsider.person_id or 0)
    facts(me, place.commune)
    attended = a_class(place, kind=CourseKind.DEGREE, level=Level.MASTER)
    row = training.sent(place, attended, me, fee=60_000_000)
    later = place.appraiser.at(place.appraiser.now + timedelta(hours=1))
    drop(later, enrolment_id=row.pk, on=attended.last, reason=DropReason.OWN_WISH)
    assert "60.000.000 đồng" in client_of(place.outsider).get("/account/training").content.decode()
