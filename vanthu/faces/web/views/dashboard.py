"""The dashboard of each role: what waits, what is late, the official count, how long it takes."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.faces.jobs.auditing import VERIFY
from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.places import address
from vanthu.faces.web.rows import box_due
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.journal_words import called
from vanthu.faces.web.views.reports_spans import choices_of, span_of
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.models import Job
from vanthu.ground.journal.models import Head, Seal
from vanthu.ground.org.choices import Role
from vanthu.kernel.numbers import format_percent, percent
from vanthu.kernel.workdays import VIETNAM
from vanthu.office.documents.choices import Direction
from vanthu.office.handling.choices import Box
from vanthu.office.handling.queries import BoxRow, Heading
from vanthu.office.handling.rules import FourWay
from vanthu.reports.dashboard import queries, system
from vanthu.reports.dashboard.queries import Span, UnitLine

LATE = 10
UNITS = 12


@signed_in
@require_GET
def dashboard(request: Request) -> HttpResponse:
    """The sections that belong to the role; each reads only what it shows."""
    actor = request.actor
    name, span = span_of(request.GET.get("span", ""), actor.today)
    context: dict[str, Any] = {
        "spans": choices_of(name, address("dashboard")),
        "span": span,
        "work": None,
        "agency": None,
        "jobs": _jobs(actor) if actor.may(Right.CONFIGURE) else None,
        "upkeep": system.upkeep(actor) if actor.may(Right.CONFIGURE) else None,
        "chain": _chain(actor) if actor.may(Right.READ_JOURNAL) else None,
        "unusual": _unusual(actor) if actor.may(Right.READ_JOURNAL) else [],
        "verified": last_verified(actor) if actor.may(Right.READ_JOURNAL) else None,
    }
    if actor.keys:
        context["work"] = _work(actor, span)
    # Figures of the whole agency; the head of a unit has those of the unit above.
    if actor.may(Right.REPORT) and actor.role != Role.UNIT_HEAD:
        context["agency"] = _agency(actor, span)
    return screen(request, "dashboard/dashboard.html", here="dashboard", **context)


def _work(actor: Actor, span: Span) -> dict[str, Any]:
    return {
        "late": [_late(row, actor.today) for row in queries.late(actor, LATE)],
        "counts": four_parts(queries.four_way(actor, span), _evidence(actor, span)),
        "whose": _whose(actor),
        "begun": queries.begun(actor),
        "opens_registers": actor.may(Right.MANAGE_REGISTERS),
        "receives": actor.may(Right.REGISTER),
    }


def _whose(actor: Actor) -> str:
    if actor.role == Role.UNIT_HEAD:
        return _("Tình hình xử lý của đơn vị")
    if actor.may(Right.REPORT):
        return _("Tình hình xử lý của cơ quan")
    return _("Tình hình xử lý của bạn")


def _evidence(actor: Actor, span: Span) -> str:
    """Where the rows behind a figure are, for whoever may see them."""
    if not actor.may(Right.REPORT):
        return ""
    return f"{address('reports')}?first={span.first:%d/%m/%Y}&last={span.last:%d/%m/%Y}&heading="


def heading_labels() -> dict[Heading, str]:
    """The four headings in words."""
    return {
        Heading.DONE_ON_TIME: _("Đã xong đúng hạn"),
        Heading.DONE_LATE: _("Đã xong quá hạn"),
        Heading.IN_TERM: _("Chưa xong, trong hạn"),
        Heading.OVERDUE: _("Chưa xong, quá hạn"),
    }


def four_parts(counts: FourWay, evidence: str = "") -> list[dict[str, Any]]:
    """The four of the official count, in their order, with the share of the whole."""
    parts = []
    for heading, label in heading_labels().items():
        count = getattr(counts, heading.value)
        share = percent(count, counts.total) if counts.total else None
        parts.append(
            {
                "label": label,
                "count": count,
                "words": wording.number(count),
                "percent": format_percent(share) if share is not None else "",
                "url": f"{evidence}{heading.value}" if evidence and count else "",
            }
        )
    return parts


def _late(row: BoxRow, today: date) -> dict[str, Any]:
    state, words = box_due(row, today)
    return {
        "url": f"/documents/{row.document_id}?box={row.box}",
        "subject": row.subject or _("(Chưa có trích yếu)"),
        "reference": row.reference,
        "box": str(Box(row.box).label),
        "state": state,
        "words": words,
    }


def _agency(actor: Actor, span: Span) -> dict[str, Any]:
    months = queries.monthly(actor, span)
    delays = queries.delays(actor, span)
    return {
        "units": _bars(queries.by_unit(actor, span)[:UNITS], _evidence(actor, span)),
        "incoming": _columns(months[Direction.INCOMING.value], actor.today),
        "outgoing": _columns(months[Direction.OUTGOING.value], actor.today),
        "registered": _hours(delays.registered),
        "finished": _hours(delays.finished),
        "sample": delays.sample,
    }


def _bars(lines: Sequence[UnitLine], evidence: str) -> list[dict[str, Any]]:
    return [
        {
            "label": line.name,
            "value": line.counts.overdue,
            "words": f"{wording.number(line.counts.overdue)} / {wording.number(line.counts.total)}",
            "url": f"{evidence}{Heading.OVERDUE.value}&unit={line.unit_id}",
            "late": line.counts.overdue > 0,
        }
        for line in lines
        if line.counts.total
    ]


def _columns(points: Sequence[tuple[date, int]], today: date) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{month:%m/%Y}",
            "value": count,
            "words": wording.number(count),
            "now": (month.year, month.month) == (today.year, today.month),
        }
        for month, count in points
    ]


def _hours(hours: float | None) -> str:
    if hours is None:
        return "–"
    if hours < 48:
        return _("%(n)s giờ") % {"n": wording.number(hours)}
    return _("%(n)s ngày") % {"n": wording.number(round(hours / 24, 1))}


def _jobs(actor: Actor) -> dict[str, int]:
    rows = Job.objects.filter(agency_id__in=(0, actor.agency_id))
    open_states = (JobState.WAITING, JobState.RUNNING)
    return {
        "failed": rows.filter(state=JobState.FAILED).count(),
        "waiting": rows.filter(state__in=open_states).count(),
    }


def last_verified(actor: Actor) -> system.Verified | None:
    """The last verification of the journal of the actor's agency."""
    return system.last_verified(actor, VERIFY)


def _unusual(actor: Actor) -> list[dict[str, Any]]:
    """Bars that lead to the entries of the journal they count."""
    first = actor.today - timedelta(days=system.DAYS)
    return [
        {
            "label": called(name),
            "value": count,
            "words": wording.number(count),
            "url": f"{address('journal')}?name={name}&first={first:%d/%m/%Y}",
            "late": False,
        }
        for name, count in system.unusual(actor)
    ]


def _chain(actor: Actor) -> dict[str, Any]:
    head = Head.objects.filter(agency_id=actor.agency_id).first()
    seal = Seal.objects.filter(agency_id=actor.agency_id).order_by("-seq").first()
    return {
        "entries": head.seq if head else 0,
        "sealed": seal.sealed_at.astimezone(VIETNAM) if seal else None,
    }
