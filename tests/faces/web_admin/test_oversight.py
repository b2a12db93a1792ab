"""The journal for the inspector and the jobs for the administrator."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories.incoming import received, registered
from tests.factories.province import NOW, Office, office
from tests.support import journal as guards
from vanthu.faces.jobs.tasks import TASKS
from vanthu.faces.jobs.worker import run_all
from vanthu.faces.web.views.jobs import TASKS as NAMED
from vanthu.faces.web.views.journal_words import EVENTS, OBJECTS
from vanthu.ground.base.jobs import enqueue, fail
from vanthu.ground.base.models import Job
from vanthu.ground.journal.events import Recorded
from vanthu.ground.journal.exporting import verify_export
from vanthu.ground.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def kinds(of: type[Recorded] = Recorded) -> set[type[Recorded]]:
    """The events that are announced: the leaves of the family, without those of tests."""
    found = set()
    for kind in of.__subclasses__():
        below = kinds(kind)
        found |= below or {kind}
    return {kind for kind in found if kind.__module__.startswith("vanthu.")}


def test_every_event_and_object_has_a_name_people_read() -> None:
    assert {kind.name for kind in kinds()} - set(EVENTS) == set()
    assert {kind.object_type for kind in kinds()} - set(OBJECTS) == set()


def test_every_task_has_a_name_people_read() -> None:
    assert {name for name in TASKS if not name.startswith("test")} - set(NAMED) == set()


def test_the_journal_tells_who_did_what_to_what(place: Office) -> None:
    document = registered(place)
    page = client_of(place.inspector).get("/journal").content.decode()
    assert "Đăng ký văn bản đến" in page
    assert place.clerk.name in page
    assert f"Văn bản {document.pk}" in page


def test_it_is_filtered_by_person_object_event_and_day(place: Office) -> None:
    one, other = received(place), received(place)
    client = client_of(place.inspector)
    rows = client.get(f"/journal?type=document&object={one.pk}").content.decode()
    assert f"Văn bản {one.pk}<" in rows
    assert f"Văn bản {other.pk}<" not in rows
    nobody = client.get(f"/journal?person={place.leader.person_id}").content.decode()
    assert "Không có mục nào khớp" in nobody
    assert "Không có mục nào khớp" in client.get("/journal?name=signed-in").content.decode()
    later = client.get("/journal", {"first": "24/11/2026"}).content.decode()
    assert "Không có mục nào khớp" in later
    today = client.get("/journal", {"first": "23/11/2026", "last": "23/11/2026"})
    assert f"Văn bản {one.pk}<" in today.content.decode()
    assert client.get("/journal", {"first": "40/1/2026"}).status_code == 422


def test_it_goes_on_from_the_last_entry(place: Office) -> None:
    for _turn in range(51):
        received(place)
    client = client_of(place.inspector)
    first = client.get("/journal").content.decode()
    after = first.split("after=")[1].split('"')[0]
    assert "after=" not in client.get(f"/journal?after={after}").content.decode()


def test_another_agencys_entries_are_not_there(place: Office) -> None:
    received(place, subject="Của nơi khác")
    page = client_of(office().inspector).get("/journal").content.decode()
    assert "Không có mục nào khớp" in page


def test_verifying_is_a_job_whose_result_the_page_shows(place: Office) -> None:
    received(place)
    client = client_of(place.inspector)
    assert client.post("/journal/verify").status_code == 302
    assert "Đang kiểm tra nhật ký" in client.get("/journal").content.decode()
    assert client.post("/journal/verify").status_code == 302
    assert Job.objects.filter(task="journal.verify").count() == 1
    run_all(lambda: NOW + timedelta(seconds=1))
    assert "Nhật ký toàn vẹn" in client.get("/journal/verifying").content.decode()


def test_a_changed_entry_is_named(place: Office) -> None:
    received(place)
    entry = Entry.objects.filter(agency_id=place.id).latest("pk")
    with guards.unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET data = '{}' WHERE id = %s", [entry.pk])
    client = client_of(place.inspector)
    client.post("/journal/verify")
    run_all(lambda: NOW + timedelta(seconds=1))
    page = client.get("/journal").content.decode()
    assert "chỗ bị can thiệp" in page
    assert f"Mục {entry.seq}: bị sửa" in page


def test_what_is_taken_out_verifies_offline_and_is_told(place: Office) -> None:
    received(place)
    answer = client_of(place.inspector).get("/journal/export")
    lines = body(answer).decode().splitlines()
    assert list(verify_export(lines)) == []
    assert json.loads(lines[-1])["agency_id"] == place.id
    assert Entry.objects.latest("pk").name == "table-exported"


def given_up(actor: Any) -> Job:
    enqueue(actor, "interchange.deliver", packet_id=1)
    job = Job.objects.latest("pk")
    job.attempts = 8
    fail(job, NOW, "Traceback\nConnectionError: máy chủ không trả lời")
    return job


def test_a_job_that_was_given_up_is_run_again(place: Office) -> None:
    job = given_up(place.clerk)
    client = client_of(place.sysadmin)
    page = client.get("/jobs?state=failed").content.decode()
    assert "máy chủ không trả lời" in page
    assert "Chuyển văn bản đến nơi nhận" in page
    assert client.post(f"/jobs/{job.pk}/retry").status_code == 302
    assert Job.objects.get(pk=job.pk).state == "waiting"
    assert client.post(f"/jobs/{job.pk}/retry").status_code == 409
    assert "Không có việc nền nào" in client.get("/jobs?state=failed").content.decode()


def test_another_agencys_jobs_are_not_there(place: Office) -> None:
    job = given_up(place.clerk)
    client = client_of(office().sysadmin)
    assert "Không có việc nền nào" in client.get("/jobs").content.decode()
    assert client.post(f"/jobs/{job.pk}/retry").status_code == 404


@pytest.mark.parametrize("address", ["/journal", "/journal/verifying", "/journal/export"])
def test_only_the_inspector_reads_the_journal(place: Office, address: str) -> None:
    for who in set(place.staff) - {"inspector"}:
        answer = client_of(place.staff[who]).get(address)
        assert answer.status_code == 403, who
        assert "Thanh tra, kiểm tra" in answer.content.decode()


def test_only_the_administrator_sees_jobs(place: Office) -> None:
    for who in set(place.staff) - {"sysadmin"}:
        answer = client_of(place.staff[who]).get("/jobs")
        assert answer.status_code == 403, who
        assert "Cấu hình hệ thống" in answer.content.decode()


def test_a_page_costs_these_queries(place: Office, django_assert_num_queries: Any) -> None:
    """Who holds no keys has neither boxes nor notices: the session alone."""
    registered(place)
    client = client_of(place.inspector)
    # The entries, the names in them, the people to choose from, the last check.
    with django_assert_num_queries(1 + 4):
        client.get("/journal")
    client = client_of(place.sysadmin)
    # Whether the agency is the province's; the jobs.
    with django_assert_num_queries(1 + 2):
        client.get("/jobs")
