"""The history shows who, what, when, to whom and how long."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import incoming as make
from tests.factories import province
from tests.factories.province import NOW, Office
from tests.office.handling.oracle import four_way
from vanthu.kernel.workdays import Timeliness, WorkCalendar
from vanthu.office.handling import actions
from vanthu.office.handling.queries import directions, path, timeliness_counts, work_tree
from vanthu.office.handling.rules import FourWay


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


def test_the_path_from_arrival_to_the_end(office: Office) -> None:
    document = make.received(office)
    hour = timedelta(hours=1)
    make.registered(office)
    document = make.handling(office)
    lead = make.lead_of(document)
    actions.accept(office.head.at(NOW + 2 * hour), assignment_id=lead.pk)
    actions.finish(office.head.at(NOW + 5 * hour), assignment_id=lead.pk, result="Đã tham mưu")
    with CaptureQueriesContext(connection) as queries:
        steps = path(document.pk)
    # the steps; the titles of the posts they were taken from
    assert len(queries) == 2
    assert [step.act for step in steps] == [
        "receive",
        "register",
        "present",
        "direct",
        "hand-over",
        "accept",
        "finish",
    ]
    presented, directed, handed = steps[2:5]
    assert (presented.by_name, presented.by_title) == (office.clerk.name, "Văn thư")
    assert directed.by_title == "Chủ tịch"
    assert presented.to_name == f"{office.leader.name} – Chủ tịch"
    assert directed.text == "Giao xử lý đúng hạn."
    assert handed.to_name == "Phòng Kinh tế"
    assert handed.lasted == 2 * hour
    assert steps[5].lasted == 3 * hour
    assert steps[-1].lasted is None


def test_the_tree_shows_waiting_and_working_time(office: Office) -> None:
    document = make.handling(office, lead=make.to_unit(office, due_on=date(2026, 11, 24)))
    lead = make.lead_of(document)
    day = timedelta(days=1)
    actions.assign(
        office.head.at(NOW + day), assignment_id=lead.pk, lead=make.to_post(office, "specialist")
    )
    child = make.lead_of(document, lead)
    actions.accept(office.specialist.at(NOW + 2 * day), assignment_id=child.pk)
    with CaptureQueriesContext(connection) as queries:
        above, below = work_tree(document.pk, NOW + 3 * day, 3)
    # assignments; names of units, of posts, of the posts' units; holders
    assert len(queries) <= 5
    assert (above.depth, below.depth) == (0, 1)
    assert (above.waited, above.worked) == (day, 2 * day)
    assert (below.waited, below.worked) == (day, day)
    assert below.name == f"{office.specialist.name} – Chuyên viên Phòng Kinh tế"
    assert above.timeliness is Timeliness.OVERDUE


def test_every_version_of_the_opinion_stays(office: Office) -> None:
    document = make.handling(office)
    actions.direct_only_opinion(office.leader, document_id=document.pk, text="Khẩn trương")
    assert [(d.version, d.text) for d in directions(document.pk)] == [
        (2, "Khẩn trương"),
        (1, "Giao xử lý đúng hạn."),
    ]


def test_the_four_way_count_by_agency_unit_and_post(office: Office) -> None:
    """One of each: done in time, done late, open in term, open overdue; and one without a term."""
    monday, friday = date(2026, 11, 23), date(2026, 11, 27)
    matters = [(friday, 0), (monday, 2), (friday, None), (monday, None), (None, None)]
    for due, done in matters:
        lead = make.to_post(office, "specialist", due_on=due)
        assignment = make.lead_of(make.handling(office, lead=lead))
        if done is not None:
            later = office.specialist.at(NOW + timedelta(days=done))
            actions.accept(later, assignment_id=assignment.pk)
            actions.finish(later, assignment_id=assignment.pk, result="Xong")
    returned = make.lead_of(make.handling(office))
    actions.return_(office.head, assignment_id=returned.pk, reason="Nhầm")
    found = _count(office)
    dated = [
        (due, None if done is None else NOW.date() + timedelta(days=done)) for due, done in matters
    ]
    assert found == four_way(dated, date(2026, 11, 26), 3, WorkCalendar())
    assert (found.done_on_time, found.done_late, found.in_term, found.overdue) == (1, 1, 2, 1)
    assert found.near_due == 1
    assert found.total == 5
    assert _count(office, post_id=make.post(office, "specialist")) == found
    assert _count(office, unit_id=office.department.pk).total == 0


def _count(office: Office, **by: int) -> FourWay:
    return timeliness_counts(
        agency_id=office.id,
        first=date(2026, 11, 1),
        last=date(2026, 11, 30),
        today=date(2026, 11, 26),
        near_days=3,
        cal=WorkCalendar(),
        **by,
    )
