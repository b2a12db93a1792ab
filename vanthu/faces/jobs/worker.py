"""The loop that runs jobs: one thread per lane, each job in its own transactions."""

import logging
import threading
import traceback
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections, connection
from django.utils import timezone

from vanthu.faces.jobs import exchange, registry, schedule
from vanthu.ground.base import jobs
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import Lane
from vanthu.ground.base.models import Job
from vanthu.kernel.errors import Refusal
from vanthu.office.interchange.ways import all_ways

log = logging.getLogger("vanthu.worker")
PAUSE = 0.5
TICK = 30.0
BEAT = 5.0


def run_one(lane: Lane, clock: Callable[[], datetime] = timezone.now) -> bool:
    """Run the next job of the lane; False when none was due."""
    job = jobs.claim(lane, clock())
    if job is None:
        return False
    run(job, clock)
    return True


def run(job: Job, clock: Callable[[], datetime] = timezone.now) -> None:
    """Run a job that was claimed, and write down what came of it."""
    try:
        result = registry.run(job.task, _actor(job, clock()), _progress(job, clock), job.arguments)
    except Refusal as refusal:
        # A refusal is an answer, not a fault: trying again would be refused again.
        job.attempts = jobs.ATTEMPTS
        jobs.fail(job, clock(), refusal.sentence)
        log.warning("job refused", extra={"task": job.task, "job": job.pk, "why": refusal.code})
    except Exception:  # any fault of a task goes back to the table, never up the worker's thread
        given_up = jobs.fail(job, clock(), traceback.format_exc())
        log.exception("job failed", extra={"task": job.task, "job": job.pk, "given_up": given_up})
    else:
        if isinstance(result, jobs.Again):
            jobs.put_back(job, clock(), result.after)
        else:
            jobs.complete(job, clock(), result)


def run_all(clock: Callable[[], datetime] = timezone.now, most: int = 10_000) -> int:
    """Run what is due on every lane until nothing is; for tests and commands. Returns how many
    ran.
    """
    ran = 0
    while ran < most and any(run_one(lane, clock) for lane in Lane):
        ran += 1
    return ran


def _actor(job: Job, now: datetime) -> Actor:
    return Actor.system(now, agency_id=job.agency_id, request_id=f"job-{job.pk}")


def _progress(job: Job, clock: Callable[[], datetime]) -> registry.Progress:
    def tell(done: int, total: int) -> None:
        jobs.report(job, clock(), done, total)

    return tell


def _width(lane: Lane) -> int:
    """One thread a lane; on the network's, one for each direction of each link."""
    return 2 * len(all_ways()) if lane is Lane.NETWORK else 1


class Worker:
    """The lanes and a clock, until told to stop."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._ended = threading.Event()
        self._running: set[int] = set()

    def run(self) -> None:
        """Run until stop(); each lane finishes the job it is at."""
        lanes = [lane for lane in Lane for _thread in range(_width(lane))]
        threads = [threading.Thread(target=self._lane, args=(lane,)) for lane in lanes]
        threads.append(threading.Thread(target=self._clock))
        beat = threading.Thread(target=self._beat)
        for thread in (beat, *threads):
            thread.start()
        for thread in threads:
            thread.join()
        self._ended.set()
        beat.join()

    def stop(self) -> None:
        """Ask the lanes to end."""
        self.stopping.set()

    def _lane(self, lane: Lane) -> None:
        while not self.stopping.is_set():
            try:
                busy = self._run_one(lane)
            except Exception:  # a lost database comes back; the lane must still be there then
                log.exception("lane lost its database")
                close_old_connections()
                busy = False
            if not busy:
                self.stopping.wait(PAUSE)
        connection.close()

    def _run_one(self, lane: Lane) -> bool:
        job = jobs.claim(lane, timezone.now(), jobs.HELD)
        if job is None:
            return False
        self._running.add(job.pk)
        try:
            run(job)
        finally:
            self._running.discard(job.pk)
        return True

    def _beat(self) -> None:
        """Hold what the lanes run, so that others take it soon once this worker is dead."""
        while not self._ended.wait(BEAT):
            try:
                jobs.hold(list(self._running), timezone.now())
            except Exception:  # as above
                log.exception("beat lost its database")
                close_old_connections()
        connection.close()

    def _clock(self) -> None:
        while not self.stopping.is_set():
            try:
                schedule.enqueue_due(timezone.now())
                exchange.keep_going(timezone.now())
            except Exception:  # as above
                log.exception("clock lost its database")
                close_old_connections()
            self.stopping.wait(TICK)
        connection.close()
