"""What Prometheus asks for: requests by page, their time and queries, and the table of jobs."""

import time
from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
    multiprocess,
)

from vanthu.ground.base.models import Job
from vanthu.ground.files.models import Damage

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
REQUESTS = Counter("vanthu_requests_total", "Requests by page and status", ["page", "status"])
SECONDS = Histogram("vanthu_request_seconds", "Time to answer", ["page"], buckets=_SECONDS)
QUERIES = Histogram(
    "vanthu_request_queries",
    "Statements for one request",
    ["page"],
    buckets=(1, 2, 4, 8, 16, 32, 64),
)


class Measured:
    """Counts and times every request under the name of its page, never under its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and measure it."""
        count = _Count()
        began = time.perf_counter()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        match = request.resolver_match
        page = (match.view_name if match else None) or "unknown"
        REQUESTS.labels(page, str(response.status_code)).inc()
        SECONDS.labels(page).observe(time.perf_counter() - began)
        QUERIES.labels(page).observe(count.statements)
        return response


class _Count:
    statements = 0

    def __call__(self, execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        self.statements += 1
        return execute(sql, params, many, context)


def exposition() -> tuple[bytes, str]:
    """The metrics of all server processes and of the tables, with their content type."""
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry, path=str(settings.VAR / "metrics"))  # type: ignore[no-untyped-call]
    _tables(registry)
    return generate_latest(registry), CONTENT_TYPE_LATEST


def _tables(registry: CollectorRegistry) -> None:
    jobs = Gauge("vanthu_jobs", "Jobs by state", ["state"], registry=registry)
    for state, number in Job.objects.values_list("state").annotate(Count("id")).order_by():
        jobs.labels(state).set(number)
    damaged = Gauge("vanthu_damaged_files", "Stored files found damaged", registry=registry)
    damaged.set(Damage.objects.filter(repaired_at=None).count())
