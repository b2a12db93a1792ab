"""The table of jobs: once, in order, tried again, taken over from a dead worker."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from tests.factories.province import NOW
from vanthu.faces.jobs import registry, schedule, tasks, worker
from vanthu.faces.jobs.registry import TASKS
from vanthu.ground.base import jobs
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState, Lane
from vanthu.ground.base.models import Job
from vanthu.kernel.errors import Conflict

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system(NOW)


def _at(moment: datetime) -> Callable[[], datetime]:
    return lambda: moment


@pytest.fixture
def ran() -> Iterator[list[str]]:
    """A task that notes what it was given, under the name `note`."""
    seen: list[str] = []

    def note(actor: Actor, progress: registry.Progress, *, word: str) -> str:
        progress(1, 2)
        seen.append(word)
        if word == "fault":
            raise OSError("the server does not answer")
        if word == "refused":
            raise Conflict("Không làm được.")
        return word

    registry.task("note")(note)
    yield seen
    del TASKS["note"]


def put(word: str, **options: object) -> None:
    jobs.enqueue(SYSTEM, "note", word=word, **options)  # type: ignore[arg-type]


def run() -> int:
    return worker.run_all(clock=lambda: NOW)


def test_urgent_jobs_run_first_then_in_the_order_of_queueing(ran: list[str]) -> None:
    put("một")
    put("hai")
    put("gấp", priority=10)
    assert run() == 3
    assert ran == ["gấp", "một", "hai"]
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.DONE}


def test_a_key_is_queued_once(ran: list[str]) -> None:
    put("một", key="k")
    put("hai", key="k")
    run()
    assert ran == ["một"]


def test_a_job_of_a_transaction_that_failed_never_runs(ran: list[str]) -> None:
    with transaction.atomic():
        put("một")
        transaction.set_rollback(True)
    assert run() == 0


def test_a_fault_is_tried_again_later_and_given_up_at_last(ran: list[str]) -> None:
    put("fault")
    now = NOW
    for _ in range(jobs.ATTEMPTS):
        assert worker.run_one(Lane.QUICK, _at(now))
        assert not worker.run_one(Lane.QUICK, _at(now))
        now += timedelta(hours=1)
    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert "the server does not answer" in job.error
    assert jobs.retry(job.pk, now)
    assert worker.run_one(Lane.QUICK, lambda: now)


def test_a_refusal_is_not_tried_again(ran: list[str]) -> None:
    put("refused")
    run()
    job = Job.objects.get()
    assert (job.state, job.error) == (JobState.FAILED, "Không làm được.")


def test_the_job_of_a_dead_worker_is_taken_over_when_its_lease_ends(ran: list[str]) -> None:
    put("một")
    assert jobs.claim(Lane.QUICK, NOW) is not None
    assert jobs.claim(Lane.QUICK, NOW + timedelta(minutes=9)) is None
    assert worker.run_one(Lane.QUICK, lambda: NOW + timedelta(minutes=11))
    assert ran == ["một"]


def test_the_job_of_a_worker_that_lives_is_held_and_of_a_dead_one_soon_taken(
    ran: list[str],
) -> None:
    put("một")
    job = jobs.claim(Lane.QUICK, NOW, jobs.HELD)
    assert job is not None
    jobs.hold([job.pk], NOW + timedelta(seconds=25))
    assert jobs.claim(Lane.QUICK, NOW + timedelta(seconds=50)) is None
    assert worker.run_one(Lane.QUICK, lambda: NOW + timedelta(seconds=56))
    assert ran == ["một"]


def test_lanes_do_not_wait_for_each_other(ran: list[str]) -> None:
    put("dài", lane=Lane.SLOW)
    put("ngắn")
    assert worker.run_one(Lane.QUICK, lambda: NOW)
    assert ran == ["ngắn"]


def test_scheduled_work_is_queued_once_for_its_moment() -> None:
    at = NOW.replace(hour=9, minute=17)
    assert schedule.enqueue_due(at) == 3
    assert schedule.enqueue_due(at + timedelta(minutes=1)) == 0
    # 9:10 and 9:15 lie within the ten minutes that are looked back
    tasks = Job.objects.order_by("task").values_list("task", flat=True)
    assert list(tasks) == ["exchange.watch", "exchange.watch", "reminders"]


def test_every_scheduled_task_is_registered() -> None:
    assert {times.task for times in schedule.SCHEDULE} <= set(tasks.TASKS)


def test_old_finished_jobs_are_swept_and_failed_ones_stay(ran: list[str]) -> None:
    put("một")
    put("refused")
    run()
    assert jobs.sweep(NOW + timedelta(days=8)) == 1
    assert Job.objects.get().state == JobState.FAILED
