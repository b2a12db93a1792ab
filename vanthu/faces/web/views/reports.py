"""The report on timeliness by unit, the rows behind each figure, and what else can be printed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.days import day_of
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.dashboard import four_parts, heading_labels
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Role
from vanthu.ground.org.queries import post_names, unit_names
from vanthu.kernel.errors import Invalid
from vanthu.office.documents.queries import periods_of
from vanthu.office.handling.models import Assignment
from vanthu.office.handling.queries import Heading, counted, evidence
from vanthu.reports.dashboard.queries import Span, UnitLine, by_unit, four_way
from vanthu.reports.issuing import late, late_table
from vanthu.reports.timeliness import timeliness_table

PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """Which days, and which rows behind a figure."""

    span: Span
    heading: Heading | None = None
    unit_id: int | None = None
    before: int | None = None

    @property
    def query(self) -> str:
        """The same in an address, without the page."""
        text = f"first={self.span.first:%d/%m/%Y}&last={self.span.last:%d/%m/%Y}"
        if self.heading:
            text += f"&heading={self.heading.value}"
        return f"{text}&unit={self.unit_id}" if self.unit_id else text


def _wanted(sent: QueryDict, actor: Actor) -> Wanted:
    errors: dict[str, str] = {}
    first = day_of(sent, "first", errors, required=False) or date(actor.today.year, 1, 1)
    last = day_of(sent, "last", errors, required=False) or actor.today
    if last < first:
        errors["last"] = _("Ngày cuối phải từ ngày đầu trở đi.")
    if errors:
        raise Invalid(errors)
    named = sent.get("heading") or ""
    heading = next((each for each in Heading if each.value == named), None)
    # The head of a unit reports on the unit.
    unit = actor.unit_id if actor.role == Role.UNIT_HEAD else row_number(sent.get("unit") or "")
    return Wanted(Span(first, last), heading, unit, row_number(sent.get("after") or ""))


@needs(Right.REPORT)
@require_GET
def reports(request: Request) -> HttpResponse:
    """The figures, or the rows behind one of them."""
    actor, errors = request.actor, {}
    try:
        wanted = _wanted(request.GET, actor)
    except Invalid as refusal:
        errors = refusal.errors
        wanted = Wanted(Span.of_year(actor.today))
    if wanted.heading:
        return _rows(request, wanted)
    counts = four_way(actor, wanted.span)
    head = actor.role == Role.UNIT_HEAD
    lines = [] if head else by_unit(actor, wanted.span)
    return screen(
        request,
        "reports/reports.html",
        here="reports",
        status=422 if errors else 200,
        errors=errors,
        wanted=wanted,
        parts=four_parts(counts, f"?{wanted.query}&heading="),
        lines=[_line(line, wanted) for line in lines if line.counts.total],
        periods=periods_of(actor.agency_id, actor.today),
        forms=FORMS,
        head=head,
    )


def _line(line: UnitLine, wanted: Wanted) -> dict[str, Any]:
    query = f"?{wanted.query}&unit={line.unit_id}&heading="
    cells = [(getattr(line.counts, each.value), f"{query}{each.value}") for each in Heading]
    return {"name": line.name, "cells": cells, "total": line.counts.total}


def _rows(request: Request, wanted: Wanted) -> HttpResponse:
    actor, heading = request.actor, wanted.heading
    assert heading is not None, "asked for above"
    rows = counted(
        agency_id=actor.agency_id,
        first=wanted.span.first,
        last=wanted.span.last,
        unit_id=wanted.unit_id,
    )
    found = evidence(rows, heading, actor.today).select_related("document").order_by("-pk")
    if wanted.before:
        found = found.filter(pk__lt=wanted.before)
    page = list(found[: PAGE + 1])
    shown = page[:PAGE]
    names = _names(shown, actor.today)
    return screen(
        request,
        "reports/evidence.html",
        here="reports",
        wanted=wanted,
        label=heading_labels()[heading],
        rows=[(row, names.get(row.pk, "")) for row in shown],
        following=f"?{wanted.query}&after={shown[-1].pk}" if len(page) > PAGE else "",
    )


def _names(rows: list[Assignment], day: date) -> dict[int, str]:
    """Who was given each: a unit or a post, by the names of today; three statements."""
    posts = post_names({row.post_id for row in rows if row.post_id}, day)
    units = unit_names({row.unit_id for row in rows if row.unit_id}, day)
    found = {}
    for row in rows:
        if row.post_id in posts:
            found[row.pk] = str(posts[row.post_id])
        elif row.unit_id in units:
            found[row.pk] = units[row.unit_id].name
    return found


@needs(Right.REPORT)
@require_GET
def late_issues(request: Request) -> HttpResponse:
    """What was issued late, and what waits beyond its last day, each with the reason."""
    errors = {}
    try:
        span = _wanted(request.GET, request.actor).span
    except Invalid as refusal:
        errors, span = refusal.errors, Span.of_year(request.actor.today)
    rows, signed = late(request.actor, span)
    return screen(
        request,
        "reports/late.html",
        here="reports",
        status=422 if errors else 200,
        errors=errors,
        span=span,
        query=Wanted(span).query,
        rows=rows,
        signed=signed,
        forms=FORMS,
    )


@needs(Right.REPORT)
@require_GET
def late_issues_export(request: Request, form: str) -> HttpResponseBase:
    """The same as a file."""
    wanted = _wanted(request.GET, request.actor)
    return download(request.actor, late_table(request.actor, wanted.span), form)


@needs(Right.REPORT)
@require_GET
def timeliness(request: Request, form: str) -> HttpResponseBase:
    """The figures of every unit as a file."""
    wanted = _wanted(request.GET, request.actor)
    return download(request.actor, timeliness_table(request.actor, wanted.span), form)
