"""The act of registering by itself: eight writers at once, rate, CPU, and the numbers given."""

import multiprocessing
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from bench.clerks import Clerk
from bench.cpu import usage
from bench.papers import received
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.actions import register_incoming

WRITERS = 8


@dataclass(frozen=True)
class Registered:
    """How many a second, time and CPU of one in milliseconds, what is wrong with the numbers."""

    name: str
    registers: int
    documents: int
    rate: float
    median: float
    p95: float
    slowest: float
    application_ms: float
    database_ms: float
    gaps: int
    doubles: int

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self)


def measure(name: str, clerks: Sequence[Clerk], documents: int) -> Registered:
    """Register that many documents of these clerks' agencies, all writers at once."""
    work = _work(clerks, documents)
    connection.close()  # each writer opens a connection of its own
    began = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(WRITERS) as pool:
        parts = pool.map(_write, [work[n::WRITERS] for n in range(WRITERS)], chunksize=1)
    first = min((part[0] for part in parts), default=began)
    last = max((part[1] for part in parts), default=began)
    times = sorted(spent for part in parts for spent in part[2])
    gaps, doubles = faults([clerk.actor.agency_id for clerk in clerks])
    return Registered(
        name=name,
        registers=len(clerks),
        documents=len(times),
        rate=len(times) / (last - first),
        median=statistics.median(times),
        p95=times[int(0.95 * len(times))],
        slowest=times[-1],
        application_ms=1000 * sum(part[3] for part in parts) / len(times),
        database_ms=1000 * sum(part[4] for part in parts) / len(times),
        gaps=gaps,
        doubles=doubles,
    )


def _work(clerks: Sequence[Clerk], documents: int) -> list[tuple[Actor, int]]:
    """In turn one document of each agency, so that every register is busy all the time."""
    each = -(-documents // len(clerks))
    now = timezone.localtime()
    rows = [
        [(clerk.actor, n) for n in received(clerk.actor.agency_id, each, now)] for clerk in clerks
    ]
    return [pair for turn in zip(*rows, strict=True) for pair in turn]


def _write(work: list[tuple[Actor, int]]) -> tuple[float, float, list[float], float, float]:
    """Begin and end, the time of each, CPU seconds here and in the database."""
    connection.close()
    connection.ensure_connection()
    times = []
    began, spent = time.perf_counter(), time.process_time()
    for actor, document_id in work:
        start = time.perf_counter()
        register_incoming(actor.at(timezone.localtime()), document_id=document_id)
        times.append((time.perf_counter() - start) * 1000)
    ended, spent = time.perf_counter(), time.process_time() - spent
    behind = _behind()
    connection.close()
    return began, ended, times, spent, behind


def _behind() -> float:
    """CPU seconds of the process of PostgreSQL that serves this connection alone."""
    if connection.vendor != "postgresql":
        return 0.0
    return usage({connection.connection.info.backend_pid}).seconds


_FAULTS = """SELECT c.last, count(n.id), count(DISTINCT n.number), max(n.number)
 FROM documents_register r JOIN documents_registerperiod p ON p.register_id = r.id
 JOIN documents_counter c ON c.period_id = p.id
 LEFT JOIN documents_documentnumber n ON n.period_id = p.id AND n.suffix = ''
 WHERE r.agency_id IN ({}) GROUP BY p.id, c.last"""


def faults(agencies: Sequence[int]) -> tuple[int, int]:
    """Numbers missing and numbers given twice in all series of these agencies."""
    with connection.cursor() as cursor:
        cursor.execute(_FAULTS.format(", ".join(["%s"] * len(agencies))), list(agencies))
        rows = cursor.fetchall()
    gaps = sum(max(last, most or 0) - different for last, _, different, most in rows)
    doubles = sum(count - different for _, count, different, _ in rows)
    return gaps, doubles
