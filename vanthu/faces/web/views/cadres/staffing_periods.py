"""The summary of severances and the movement of people in a year or half-year, with their files."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.cadres.staffing import permissions
from vanthu.cadres.staffing.choices import QuotaKind
from vanthu.cadres.staffing.queries import StockLine
from vanthu.cadres.staffing.rules import Stock
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.cadres.staffing_asked import AskedPeriod, asked_period, tabs
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotFound
from vanthu.kernel.numbers import NO_VALUE, format_vi
from vanthu.reports.staffing.balance import (
    balance_table,
    reasons,
    sorted_lines,
    together,
)
from vanthu.reports.staffing.severances import severance_table
from vanthu.reports.staffing.summary import HIDDEN_NOTE, Summary, summary_table
from vanthu.reports.staffing.summary import summary as summarised
from vanthu.reports.tables.model import Table

Item = dict[str, Any]


@needs(Right.CADRES)
@require_GET
def summary(request: Request) -> HttpResponse:
    """Severances by unit, kind of staff, reason and sex with their money, decree by decree."""
    asked = asked_period(request.actor, request.GET)
    found = summarised(asked.ask, public=asked.public)
    return screen(
        request,
        "cadres/staffing/summary.html",
        here="staffing_summary",
        asked=asked,
        found=found,
        stats=_stats(found),
        hidden_note=HIDDEN_NOTE if asked.public else "",
        tabs=tabs(request.actor, "staffing_summary"),
        forms=[(form.value, label) for form, label in FORMS],
    )


def _stats(found: Summary) -> list[Item]:
    cases, *by_sex, money = found.sum.cells
    note = _("%(money)s đồng") % {"money": money}
    return [
        {"label": _("Số trường hợp"), "value": cases, "note": note},
        *({"label": h, "value": c, "note": ""} for h, c in zip(found.sexes, by_sex, strict=True)),
    ]


@needs(Right.CADRES)
@require_GET
def balance(request: Request) -> HttpResponse:
    """People at the start, who came, who went, and people at the end, unit by unit."""
    permissions.check_open(request.actor)
    asked = asked_period(request.actor, request.GET)
    lines = sorted_lines(asked.ask)
    total = together([line for _name, line in lines])
    return screen(
        request,
        "cadres/staffing/balance.html",
        here="staffing_path",
        asked=asked,
        rows=[_row(name, line) for name, line in lines],
        total=_cells(total),
        unopened=any(line.stock is None for _name, line in lines),
        tabs=tabs(request.actor, "staffing_balance"),
        forms=[(form.value, label) for form, label in FORMS],
    )


def _row(name: str, line: StockLine) -> Item:
    return {
        "name": name,
        "kind": QuotaKind(line.kind).label,
        "cells": _cells(line.stock) if line.stock else _open(line),
        "reasons": reasons(line),
        "counted_on": line.counted_on,
        "opened_on": line.opened_on,
    }


def _cells(stock: Stock) -> tuple[str, ...]:
    return tuple(format_vi(each) for each in (stock.start, stock.came, stock.went, stock.end))


def _open(line: StockLine) -> tuple[str, ...]:
    _start, came, went, _end = _cells(Stock(0, line.moves))
    return NO_VALUE, came, went, NO_VALUE


@needs(Right.CADRES)
@require_GET
def export(request: Request, table: str, form: str) -> HttpResponseBase:
    """The summary, the list by name or the movement of a period as a file."""
    asked = asked_period(request.actor, request.GET)
    return download(request.actor, _table(request.actor, table, asked), form)


def _table(actor: Actor, name: str, asked: AskedPeriod) -> Table:
    """The list names people and the movement single persons: for the duty in staffing alone."""
    if name == "summary":
        return summary_table(actor, summarised(asked.ask, public=asked.public))
    permissions.check_open(actor)
    if name == "severances":
        return severance_table(actor, asked.ask)
    if name == "balance":
        return balance_table(actor, asked.ask)
    raise NotFound
