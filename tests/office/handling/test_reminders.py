"""R-01 to R-05: to whom, when, once; no text holds a subject (time-travel, Q-132)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import resolve

from tests.factories import incoming as make
from tests.factories import province
from tests.factories.province import NOW, Office
from vanthu.ground.access import keys
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.notify.models import Notice
from vanthu.kernel.workdays import WorkCalendar
from vanthu.office.handling import boxes
from vanthu.office.handling.choices import Box
from vanthu.office.handling.reminders import Reminder, Waiting, remind
from vanthu.office.handling.reminding import send_reminders
from vanthu.office.handling.rules import Parameters

HOLDER, HEADS, GIVER, CHIEF = 11, 22, 33, 44
PLAIN = WorkCalendar()


def row(**changes: Any) -> Waiting:
    """Something that came on Friday 20/11/2026 at 10:00 and waits to be handled."""
    values: dict[str, Any] = {
        "holder": HOLDER,
        "box": Box.TO_HANDLE,
        "document_id": 5,
        "agency_id": 1,
        "since": datetime(2026, 11, 20, 10, 0, tzinfo=VIETNAM),
        "due_on": None,
        "urgency": 0,
        "opened": False,
        "arrival_number": 12,
        "unit_heads": HEADS,
        "monitor": GIVER,
    }
    return Waiting(**{**values, **changes})


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


def due(rows: list[Waiting], moment: datetime, cal: WorkCalendar = PLAIN) -> list[Reminder]:
    return remind(rows, moment, cal, Parameters(), CHIEF)


def told(found: list[Reminder]) -> set[tuple[str, int]]:
    return {(reminder.kind, reminder.holder) for reminder in found}


def test_urgent_repeats_until_it_is_opened_at_any_hour() -> None:
    arrival = row(box=Box.TO_REGISTER, urgency=3)
    assert due([arrival], at(20, 10, 5)) == []
    first, second = due([arrival], at(20, 10, 16)), due([arrival], at(21, 23, 0))
    assert told(first) == told(second) == {("R-01", HOLDER)}
    assert first[0].repeat_key != second[0].repeat_key
    assert first[0].urgent
    assert due([row(box=Box.TO_REGISTER, urgency=3, opened=True)], at(21, 23, 0)) == []


def test_not_registered_speaks_at_four_and_the_next_morning_to_the_chief_too() -> None:
    arrival = row(box=Box.TO_REGISTER)
    assert due([arrival], at(20, 15, 45)) == []
    assert told(due([arrival], at(20, 16, 0))) == {("R-02", HOLDER)}
    assert due([arrival], at(21, 9, 0)) == []  # Saturday
    assert told(due([arrival], at(23, 7, 0))) == {("R-02", HOLDER), ("R-02", CHIEF)}
    off = WorkCalendar(holidays=frozenset({date(2026, 11, 23)}))
    assert due([arrival], at(23, 9, 0), off) == []


@pytest.mark.parametrize("box", [Box.TO_PRESENT, Box.TO_DIRECT, Box.TO_HAND_OVER])
def test_not_passed_on_speaks_likewise(box: Box) -> None:
    found = due([row(box=box), row(box=box, document_id=6)], at(23, 8, 0))
    assert told(found) == {("R-03", HOLDER), ("R-03", CHIEF)}
    assert all("2 văn bản" in reminder.text for reminder in found)


def test_near_due_speaks_three_days_before_and_once_more_on_the_last() -> None:
    work = row(due_on=date(2026, 11, 27))
    assert due([work], at(23, 8, 0)) == []
    near, last = due([work], at(24, 8, 0)), due([work], at(26, 8, 0))
    assert told(near) == told(last) == {("R-04", HOLDER), ("R-04", HEADS)}
    assert {r.repeat_key for r in near} == {r.repeat_key for r in due([work], at(25, 8, 0))}
    assert {r.repeat_key for r in near}.isdisjoint(r.repeat_key for r in last)


def test_overdue_is_a_daily_digest_and_rises_to_the_chief() -> None:
    rows = [row(due_on=date(2026, 11, 20)), row(due_on=date(2026, 11, 20), document_id=6)]
    monday = due(rows, at(23, 8, 0))
    assert told(monday) == {("R-05", HOLDER), ("R-05", HEADS), ("R-05", GIVER)}
    assert all("2 văn bản" in reminder.text for reminder in monday)
    assert {r.repeat_key for r in monday} == {r.repeat_key for r in due(rows, at(23, 17, 0))}
    assert ("R-05", CHIEF) in told(due(rows, at(25, 8, 0)))


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


def test_the_job_writes_each_reminder_once(office: Office) -> None:
    urgent = make.received(office, urgency=2)
    work = make.handling(office, lead=make.to_post(office, "specialist", due_on=date(2026, 11, 24)))
    Notice.objects.all().delete()
    tomorrow = Actor.system(NOW + timedelta(days=1))
    written = send_reminders(tomorrow)
    assert send_reminders(tomorrow) == 0
    found = set(Notice.objects.values_list("kind", "holder"))
    registry, chief = keys.registry(office.id), keys.post(make.post(office, "chief"))
    specialist = keys.post(make.post(office, "specialist"))
    assert found == {
        ("R-01", registry),
        ("R-02", registry),
        ("R-02", chief),
        ("R-04", specialist),
        ("R-04", keys.unit_heads(office.department.pk)),
    }
    assert written == len(found)
    subjects = {urgent.subject, work.subject}
    texts = Notice.objects.values_list("text", flat=True)
    assert not any(subject in text for subject in subjects for text in texts)


def test_the_links_lead_somewhere(office: Office) -> None:
    make.received(office, urgency=2)
    send_reminders(Actor.system(NOW + timedelta(days=1)))
    links = set(Notice.objects.values_list("link", flat=True))
    assert len(links) == 2
    for link in links:
        resolve(link.partition("?")[0])


def test_an_opened_urgent_document_is_silent(office: Office) -> None:
    document = make.received(office, urgency=2)
    boxes.opened(office.clerk, document.pk)
    Notice.objects.all().delete()
    send_reminders(Actor.system(NOW + timedelta(hours=1)))
    assert not Notice.objects.exists()
