"""Stock and movement of members, what is overdue, one's own record; the annex to take out."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.cadres.membership import actions, permissions, queries
from vanthu.cadres.membership.models import Admission
from vanthu.cadres.membership.queries import by_kind, overdue
from vanthu.faces.web import flash, wording
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.faces.web.days import read_day
from vanthu.faces.web.elements import url
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.org.models import AgencyVersion
from vanthu.kernel.errors import NotFound
from vanthu.kernel.numbers import format_percent, format_vi, percent
from vanthu.kernel.periods import Period
from vanthu.kernel.terms import Term, TermKind
from vanthu.reports.membership.annex import MOVEMENT, annex, by_unit, difference, shown
from vanthu.reports.membership.summary import Summary, UnitLine, band_lines, before, summary

Item = dict[str, Any]
HERE = "membership_movement"
_SHOWN_LATE = 200
_TABLES = {"annex": annex, "units": by_unit}


@dataclass(frozen=True)
class Asked:
    """The days and the agency asked for; `agency` None is everything within reach."""

    ask: Ask
    agency: int | None
    scope: str
    agencies: list[tuple[int, str]]
    error: str = ""

    @property
    def query(self) -> str:
        """The same in an address."""
        days = f"first={self.ask.first:%d/%m/%Y}&last={self.ask.day:%d/%m/%Y}"
        return f"{days}&agency={self.agency or ''}"


@needs(Right.CADRES)
@require_GET
def movement(request: Request) -> HttpResponse:
    """Members at the end of a period, how they came and went, and admissions by unit."""
    permissions.check_open(request.actor)
    asked = _asked(request.actor, request.GET)
    found = summary(asked.ask)
    return screen(
        request,
        "cadres/membership/movement.html",
        here=HERE,
        asked=asked,
        stats=_stats(found),
        lines=_lines(found),
        difference="" if found.agrees else difference(found),
        bands=[_bar(label, count) for label, count in band_lines(found)],
        months=[_point(f"T{month.number}", count) for month, count in found.by_month],
        last_month=str(found.by_month[-1][0]),
        units=[_unit(each) for each in found.units],
        total=_total(found),
        forms=[(form.value, label) for form, label in FORMS],
        why=_why_not_close(request.actor, asked),
    )


@needs(Right.CADRES)
@require_GET
def export(request: Request, table: str, form: str) -> HttpResponseBase:
    """The annex or the table by unit, told in the journal."""
    permissions.check_open(request.actor)
    if table not in _TABLES:
        raise NotFound
    asked = _asked(request.actor, request.GET)
    made = _TABLES[table](request.actor, summary(asked.ask), asked.scope)
    return download(request.actor, made, form)


@needs(Right.CADRES)
@require_POST
def close(request: Request) -> HttpResponse:
    """Close the report of one agency; refused where counted and computed members differ."""
    asked = _asked(request.actor, request.POST)
    if asked.agency is None:
        raise NotFound
    actions.close_movement(request.actor, agency_id=asked.agency, period=asked.ask.period)
    answer = HttpResponseRedirect(f"{url(HERE)}?{asked.query}")
    return flash.leave(answer, flash.Toast(_("Đã khóa báo cáo biến động.")))


@needs(Right.CADRES)
@require_GET
def late(request: Request) -> HttpResponse:
    """Everything within reach whose clock has run out."""
    permissions.check_open(request.actor)
    found = overdue(request.actor)
    names = queries.organisation_names(
        [each.organisation_id for each in found], request.actor.today
    )
    rows = [(each, names.get(each.organisation_id, "–")) for each in found[:_SHOWN_LATE]]
    return screen(
        request,
        "cadres/membership/overdue.html",
        here=HERE,
        rows=rows,
        more=len(found) - len(rows),
        kinds=by_kind(found),
    )


@signed_in
@require_GET
def mine(request: Request) -> HttpResponse:
    """What membership keeps about the person who asks, and nobody else."""
    person = request.actor.person_id or 0
    found = queries.own_record(person)
    ids = [entry.organisation_id for entry in found.lists]
    names = queries.organisation_names(ids, request.actor.today)
    return screen(request, "cadres/membership/mine.html", here="account", found=found, names=names)


def _asked(actor: Actor, sent: QueryDict) -> Asked:
    """The days (the term so far) and the agency; one out of reach is as unknown: NotFound."""
    reach = permissions.reach(actor)
    agencies = _agencies(actor, reach)
    first, last = _usual_days(actor)
    error = ""
    try:
        first = read_day(sent.get("first") or "") or first
        last = read_day(sent.get("last") or "") or last
    except ValueError:
        error = _("Ngày không hợp lệ.")
    if last < first:
        first, error = last, _("Ngày đầu kỳ phải trước ngày cuối kỳ.")
    chosen = row_number(sent.get("agency") or "")
    names = dict(agencies)
    if chosen is not None and chosen not in names:
        raise NotFound
    ask = Ask(
        period=Period(first, last + timedelta(days=1)),
        known_at=actor.now,
        agencies=reach if chosen is None else frozenset({chosen}),
    )
    scope = names[chosen] if chosen is not None else _("Toàn bộ phạm vi được giao")
    return Asked(ask, chosen, scope, agencies, error)


def _agencies(actor: Actor, reach: frozenset[int] | None) -> list[tuple[int, str]]:
    """The agencies with a list within reach, by their last names."""
    ids = set(queries.organisations(actor).values_list("agency_id", flat=True))
    rows = AgencyVersion.objects.filter(agency__in=ids if reach is None else ids & reach)
    found = dict(rows.order_by("valid_from").values_list("agency_id", "name"))
    return sorted(found.items(), key=lambda each: each[1])


def _usual_days(actor: Actor) -> tuple[date, date]:
    """From the first day of the Party's term to the last admission entered, or today."""
    rows = Admission.objects.current().filter(ceremony_on__lte=actor.today)
    last: date = rows.aggregate(day=Max("ceremony_on"))["day"] or actor.today
    term = Term(TermKind.PARTY, (last.year - 1) // 5 * 5)
    return term.counted.first.first_day, last


def _stats(found: Summary) -> list[Item]:
    share = percent(found.probation, found.counted)
    return [
        {"label": _("Đảng viên cuối kỳ"), "value": format_vi(found.counted), "note": ""},
        {
            "label": _("Nữ"),
            "value": format_vi(found.women),
            "note": format_percent(found.women_share),
        },
        {"label": _("Dự bị"), "value": format_vi(found.probation), "note": format_percent(share)},
        {"label": _("Tuổi bình quân"), "value": format_vi(found.mean_age), "note": ""},
    ]


def _lines(found: Summary) -> list[Item]:
    lines = found.movement.lines
    start = {"label": _("Ngày %(day)s") % {"day": f"{before(found):%d/%m/%Y}"}, "sign": ""}
    rows = [{**start, "value": format_vi(lines["start"])}]
    rows += [
        {"label": label, "sign": sign if lines[name] else "", "value": format_vi(lines[name])}
        for name, label, sign in MOVEMENT
    ]
    end = {"label": _("Ngày %(day)s") % {"day": f"{found.ask.day:%d/%m/%Y}"}, "sign": "="}
    return [*rows, {**end, "value": format_vi(found.movement.end)}]


def _bar(label: str, count: int | None) -> Item:
    return {"label": label, "value": count or 0, "words": shown(count), "url": "", "late": False}


def _point(label: str, count: int) -> Item:
    return {"label": label, "value": count, "words": wording.number(count), "now": False}


def _unit(each: UnitLine) -> Item:
    return {
        "name": each.name,
        "target": format_vi(None if each.target is None else int(each.target)),
        "admitted": format_vi(each.admitted),
        "share": format_percent(each.share),
        "women": shown(each.women),
        "minority": shown(each.minority),
        "union": shown(each.union),
    }


def _total(found: Summary) -> Item:
    share = None if not found.target else percent(found.admitted, found.target, 2)
    return {
        "target": format_vi(None if found.target is None else int(found.target)),
        "admitted": format_vi(found.admitted),
        "share": format_percent(share),
    }


def _why_not_close(actor: Actor, asked: Asked) -> str:
    """Why the button is off; empty where it is on."""
    if asked.agency is None:
        return _("Hãy chọn một cơ quan để khóa báo cáo.")
    if not permissions.can_close(actor, asked.agency):
        return _("Chỉ người xác nhận số liệu của cơ quan này mới khóa được báo cáo.")
    return ""
