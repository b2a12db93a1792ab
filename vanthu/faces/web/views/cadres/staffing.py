"""The path of quota cuts with its chart and tables to take out; one's own severance."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.cadres.staffing import permissions, queries
from vanthu.cadres.staffing.choices import QuotaKind
from vanthu.cadres.staffing.rules import half_of, required_by
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.faces.web.days import read_day
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.cadres.staffing_asked import tabs
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.org.queries import last_names
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.errors import NotFound
from vanthu.kernel.numbers import format_percent, format_vi, percent
from vanthu.kernel.periods import Period
from vanthu.reports.staffing.quotas import cells, quota_table, whole
from vanthu.reports.staffing.severances import severance_table
from vanthu.reports.staffing.sheet import money_table

Item = dict[str, Any]
_SHARES = {QuotaKind.CIVIL: "cut_civil", QuotaKind.PUBLIC: "cut_public"}
_TABLES = {"quotas": quota_table, "severances": severance_table}
# No path is older (rulebook/packs/staffing.toml).
_FIRST = date(2021, 1, 1)
# The chart is 100 wide and 40 high.
_HEIGHT = 38


@dataclass(frozen=True)
class Asked:
    """The kind and the day asked for."""

    ask: Ask
    kind: QuotaKind
    error: str = ""

    @property
    def query(self) -> str:
        """The same in an address."""
        return f"kind={self.kind.value}&day={self.ask.day:%d/%m/%Y}"


@needs(Right.CADRES)
@require_GET
def cuts(request: Request) -> HttpResponse:
    """Quotas against their base year and the path, agency by agency."""
    permissions.check_open(request.actor)
    asked = _asked(request.actor, request.GET)
    lines = queries.path_lines(asked.ask)
    names, total = last_names(line.agency_id for line in lines), whole(lines)
    pack = pack_on(Subject.STAFFING, asked.ask.day)
    rows = [{"name": names.get(line.agency_id, "–"), "cells": cells(line)} for line in lines]
    return screen(
        request,
        "cadres/staffing/path.html",
        here="staffing_path",
        asked=asked,
        kinds=[(kind.value, kind.label) for kind in _SHARES],
        rows=sorted(rows, key=lambda row: str(row["name"])),
        total=cells(total),
        stats=_stats(total, asked.ask.day.year),
        chart=_chart(asked, pack, total.base) if lines else None,
        loose=pack.unverified,
        tabs=tabs(request.actor, "staffing_path"),
        forms=[(form.value, label) for form, label in FORMS],
    )


@needs(Right.CADRES)
@require_GET
def export(request: Request, table: str, form: str) -> HttpResponseBase:
    """The quota table, or the severance list of the half-year, told in the journal."""
    permissions.check_open(request.actor)
    if table not in _TABLES:
        raise NotFound
    asked = _asked(request.actor, request.GET)
    return download(request.actor, _TABLES[table](request.actor, asked.ask), form)


@needs(Right.CADRES)
@require_GET
def sheet(request: Request, number: int, form: str) -> HttpResponseBase:
    """The money of one case as a file, told in the journal."""
    row = queries.severance(request.actor, number)
    return download(request.actor, money_table(request.actor, row), form)


@signed_in
@require_GET
def mine(request: Request) -> HttpResponse:
    """The severance of the person who asks, line by line, and nobody else's."""
    found = [
        {
            "row": row,
            "decree": queries.decree_title(row),
            "parts": list(zip(row.parts, queries.certainties(row), strict=True)),
        }
        for row in queries.own_severance(request.actor.person_id or 0)
    ]
    return screen(request, "cadres/staffing/mine.html", here="account", found=found)


def _asked(actor: Actor, sent: QueryDict) -> Asked:
    """The half-year of the day (today) and the kind; only what is within the actor's reach."""
    day, error = actor.today, ""
    try:
        day = read_day(sent.get("day") or "") or day
    except ValueError:
        error = _("Đến ngày không hợp lệ.")
    if day < _FIRST:
        day, error = _FIRST, _("Đến ngày không hợp lệ.")
    kind = QuotaKind.PUBLIC if sent.get("kind") == QuotaKind.PUBLIC else QuotaKind.CIVIL
    start = date(day.year, 1 if half_of(day)[1] == 1 else 7, 1)
    ask = Ask(
        period=Period(start, date.fromordinal(day.toordinal() + 1)),
        known_at=actor.now,
        agencies=permissions.reach(actor),
        filters={"kind": kind.value},
    )
    return Asked(ask, kind, error)


def _stats(total: queries.PathLine, year: int) -> list[Item]:
    now = total.standing
    share = format_percent(percent(now.actual, total.base, 2))
    return [
        {"label": _("Giao năm gốc"), "value": format_vi(total.base), "note": ""},
        {"label": _("Giao năm nay"), "value": format_vi(total.assigned), "note": str(year)},
        {"label": _("Đã giảm"), "value": format_vi(now.actual), "note": share},
        {"label": _("Phải giảm"), "value": format_vi(now.required), "note": str(now)},
    ]


def _chart(asked: Asked, pack: Pack, base: int) -> Item:
    """Planned against actual, year by year from the base year to the end."""
    first, last = pack.whole("base_year"), pack.whole("end_year")
    share = pack.share(_SHARES[asked.kind])
    years = range(first, last + 1)
    planned = {year: required_by(base, share, first, last, year) for year in years}
    known = {year: _actual(asked.ask, year) for year in years if year <= asked.ask.day.year}
    top = max(1, *planned.values(), *known.values())

    def place(year: int, value: int) -> str:
        across = 100 * (year - first) / (last - first)
        return f"{across:.1f},{40 - _HEIGHT * max(value, 0) / top:.1f}"

    return {
        "planned": " ".join(place(year, value) for year, value in planned.items()),
        "actual": " ".join(place(year, value) for year, value in known.items()),
        "rows": [
            (str(year), format_vi(planned[year]), format_vi(known.get(year))) for year in years
        ],
    }


def _actual(ask: Ask, year: int) -> int:
    """What was cut by the end of the year."""
    then = replace(ask, period=Period(date(year, 1, 1), date(year + 1, 1, 1)))
    return whole(queries.path_lines(then)).standing.actual
