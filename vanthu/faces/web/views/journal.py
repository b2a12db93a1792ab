"""The journal for whoever inspects: filter it, verify it, take it out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.faces.jobs.auditing import VERIFY
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.days import day_of
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done
from vanthu.faces.web.views.journal_words import EVENTS, GROUPS, OBJECTS, called
from vanthu.faces.web.views.reports_asking import Asking
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.base.choices import JobState, Lane
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.base.models import Job
from vanthu.ground.journal.checking import End
from vanthu.ground.journal.exporting import end_line, entry_line, header
from vanthu.ground.journal.models import Entry, Head, Seal
from vanthu.ground.journal.queries import page, records
from vanthu.ground.people.models import Person, Tenure
from vanthu.reports.actions import tell

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Which entries."""

    columns: dict[str, Any]
    before: int | None
    asking: Asking
    errors: dict[str, str]


def _wanted(request: Request) -> Wanted:
    asking = Asking(request.GET, ("name", "person", "type", "object", "first", "last"))
    errors: dict[str, str] = {}
    first = day_of(request.GET, "first", errors, required=False)
    last = day_of(request.GET, "last", errors, required=False)
    columns = {
        "name": asking.one_of("name", EVENTS),
        "person_id": asking.number("person"),
        "object_type": asking.one_of("type", OBJECTS),
        "object_id": asking.number("object"),
        "at__gte": _start(first) if first else None,
        "at__lt": _start(last + timedelta(days=1)) if last else None,
    }
    given = {column: value for column, value in columns.items() if value is not None}
    return Wanted(given, asking.number("after"), asking, errors)


def _start(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)


@needs(Right.READ_JOURNAL)
@require_GET
def journal(request: Request) -> HttpResponse:
    """The newest entries of the agency that fit."""
    actor, wanted = request.actor, _wanted(request)
    rows = (
        [] if wanted.errors else page(actor, before=wanted.before, limit=PAGE + 1, **wanted.columns)
    )
    shown = rows[:PAGE]
    names = _names({row.person_id for row in shown if row.person_id})
    return screen(
        request,
        "journal/journal.html",
        here="journal",
        status=422 if wanted.errors else 200,
        errors=wanted.errors,
        asking=wanted.asking,
        rows=[_row(row, names) for row in shown],
        following=wanted.asking.address(after=shown[-1].pk) if len(rows) > PAGE else "",
        groups=[(str(title), [(k, str(v)) for k, v in words.items()]) for title, words in GROUPS],
        objects=[(code, str(label)) for code, label in OBJECTS.items()],
        people=_people(actor),
        check=_check(_last_check(actor)),
    )


def _names(ids: set[int]) -> dict[int, str]:
    return dict(Person.objects.filter(pk__in=ids).values_list("pk", "full_name"))


def _people(actor: Actor) -> list[tuple[int, str]]:
    """Everybody who holds or held a post in the agency."""
    held = Tenure.objects.filter(post__agency=actor.agency_id).values("person")
    rows = Person.objects.filter(pk__in=held).order_by("name_key")
    return list(rows.values_list("pk", "full_name"))


def _row(row: Entry, names: dict[int, str]) -> dict[str, Any]:
    data = json.loads(row.data)
    return {
        "id": row.pk,
        "seq": row.seq,
        "at": row.at,
        "what": called(row.name),
        "person_id": row.person_id,
        "who": names.get(row.person_id or 0, _("Hệ thống") if row.person_id is None else "–"),
        "for_another": row.on_behalf_of is not None,
        "object": str(OBJECTS.get(row.object_type, row.object_type)),
        "object_type": row.object_type,
        "object_id": row.object_id,
        "data": [(name, _plain(value)) for name, value in data.items() if value not in ("", None)],
        "ip": row.ip,
        "request_id": row.request_id,
        "hash": bytes(row.hash).hex(),
    }


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _last_check(actor: Actor) -> Job | None:
    rows = Job.objects.filter(task=VERIFY, agency_id=actor.agency_id)
    return rows.order_by("-pk").first()


def _check(job: Job | None) -> dict[str, Any] | None:
    if job is None:
        return None
    running = job.state in (JobState.WAITING, JobState.RUNNING)
    return {
        "running": running,
        "failed": job.state == JobState.FAILED,
        "started": job.created_at,
        "finished": job.finished_at,
        "progress": job.progress,
        "total": job.total,
        "result": job.result,
    }


@needs(Right.READ_JOURNAL)
@require_POST
def verify(request: Request) -> HttpResponse:
    """Have the worker verify the agency's chain."""
    actor = request.actor
    last = _last_check(actor)
    if last is None or last.state not in (JobState.WAITING, JobState.RUNNING):
        enqueue(actor, VERIFY, lane=Lane.SLOW)
    return done(address("journal"), _("Đang kiểm tra nhật ký. Kết quả hiện ở đầu trang này."))


@needs(Right.READ_JOURNAL)
@require_GET
def verifying(request: Request) -> HttpResponse:
    """How far the check is: a piece of the page, asked for again while it runs."""
    check = _check(_last_check(request.actor))
    return screen(request, "journal/check.html", here="journal", check=check)


@needs(Right.READ_JOURNAL)
@require_GET
def export(request: Request) -> StreamingHttpResponse:
    """The chain of the agency as lines of JSON that anybody can verify with `vanthu journal`."""
    actor = request.actor
    tell(actor, title=_("Nhật ký của cơ quan"), form="jsonl")
    lines = (f"{json.dumps(line, ensure_ascii=False)}\n".encode() for line in _lines(actor))
    response = StreamingHttpResponse(lines, content_type="application/x-ndjson")
    name = f"nhat-ky-{actor.agency_id}-{actor.today:%Y%m%d}.jsonl"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(actor: Actor) -> Iterator[dict[str, Any]]:
    yield header()
    head = Head.objects.filter(agency_id=actor.agency_id).first()
    if head is None:
        return
    yield end_line("head", actor.agency_id, End(head.seq, bytes(head.hash)))
    for row in Seal.objects.filter(agency_id=actor.agency_id).order_by("seq"):
        yield end_line("seal", actor.agency_id, End(row.seq, bytes(row.hash)))
    # Writers go on meanwhile: what they add stands after the head that was written.
    yield from map(entry_line, records(actor.agency_id, head.seq))
