"""Pages for machines: health and metrics."""

import tempfile

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare

from vanthu.faces.web import metrics
from vanthu.faces.web.access import public
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.models import Job
from vanthu.kernel.errors import NotAllowed

_LOCAL = {"127.0.0.1", "::1"}


@public
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when database and file store answer, else 503; the names of what fails, nothing more."""
    checks = {"database": _database_answers(), "files": _files_writable()}
    ok = all(checks.values())
    return JsonResponse({"ok": ok, **checks}, status=200 if ok else 503)


@public
def metrics_page(request: HttpRequest) -> HttpResponse:
    """Prometheus metrics, for this machine or whoever holds METRICS_TOKEN."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    by_token = settings.METRICS_TOKEN and constant_time_compare(given, settings.METRICS_TOKEN)
    if not by_token and request.META.get("REMOTE_ADDR") not in _LOCAL:
        raise NotAllowed()
    body, content_type = metrics.exposition()
    return HttpResponse(body, content_type=content_type)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        Job.objects.filter(state=JobState.FAILED).exists()
    except DatabaseError:
        return False
    return True


def _files_writable() -> bool:
    try:
        with tempfile.TemporaryFile(dir=settings.FILES_ROOT) as probe:
            probe.write(b"ok")
    except OSError:
        return False
    return True
