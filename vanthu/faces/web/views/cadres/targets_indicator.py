"""The page of one indicator: standing, readings over time, targets, units, explanations."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.cadres.targets import actions, permissions, queries
from vanthu.cadres.targets.choices import Geometry, Kind, RollUp
from vanthu.cadres.targets.models import Explanation, Indicator
from vanthu.cadres.targets.queries import Standing
from vanthu.faces.web import flash
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.days import day_of, read_day
from vanthu.faces.web.elements import url
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.cadres.targets import HERE, TONES
from vanthu.faces.web.views.cadres.targets_asked import last_read
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures.actions import run as run_figure
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Invalid, NotAllowed
from vanthu.kernel.months import Month
from vanthu.kernel.numbers import format_vi
from vanthu.kernel.periods import Period
from vanthu.reports.targets import words

Item = dict[str, Any]
_FLOWS = (Kind.FLOW_CUM, Kind.FLOW_AVG, Kind.COUNT)


@needs(Right.CADRES)
@require_GET
def indicator(request: Request, number: int) -> HttpResponse:
    """Everything about one indicator as at a day."""
    return _page(request, number)


@needs(Right.CADRES)
@require_POST
def explain(request: Request, number: int) -> HttpResponse:
    """Ask the chosen agency to explain."""
    kind, errors = queries.indicator(number), dict[str, str]()
    due = day_of(request.POST, "due_on", errors, required=False)
    agency = row_number(request.POST.get("agency", ""))
    if agency is None:
        errors["agency"] = _("Hãy chọn cơ quan.")
    try:
        if errors or agency is None:
            raise Invalid(errors)
        actions.ask_explanation(
            request.actor,
            indicator_id=kind.pk,
            agency_id=agency,
            question=request.POST.get("question", ""),
            due_on=due,
        )
    except Invalid as refusal:
        return _page(request, number, refusal.errors)
    answer = HttpResponseRedirect(url("targets_indicator", number))
    return flash.leave(answer, flash.Toast(_("Đã gửi yêu cầu giải trình.")))


@needs(Right.CADRES)
@require_POST
def freeze(request: Request, number: int) -> HttpResponse:
    """Count the indicator up to the day and keep the list that proves it."""
    kind = queries.indicator(number)
    permissions.check_open(request.actor)
    as_of = _day(request, kind)
    key, filters = queries.figure_of(kind)
    first = queries.months_of(kind).first.first_day
    period = Period(queries.scheme_of(kind).start_of(Month.of(first)), as_of + timedelta(days=1))
    ask = Ask(period=period, known_at=request.actor.now, filters=filters)
    kept = run_figure(request.actor, key=key, ask=ask)
    return HttpResponseRedirect(url("figure_run", kept.pk))


def _page(request: Request, number: int, errors: dict[str, str] | None = None) -> HttpResponse:
    actor = request.actor
    permissions.check_open(actor)
    kind = queries.indicator(number)
    as_of = _day(request, kind)
    geometry = Geometry.OLD if request.GET.get("map") == Geometry.OLD else Geometry.NEW
    standing = queries.standings([kind], as_of, actor.now)[0]
    league = queries.league(actor, kind, as_of, geometry=geometry)
    names = last_names({row.agency_id for row in league} | {kind.lead_id})
    return screen(
        request,
        "cadres/targets/indicator.html",
        here=HERE,
        status=422 if errors else 200,
        errors=errors or {},
        kind=kind,
        as_of=as_of,
        lead=names[kind.lead_id],
        board_url=f"{url(HERE)}?resolution={kind.resolution_id}&as_of={as_of:%d/%m/%Y}",
        facts=_facts(standing),
        light=(standing.light.label, TONES[standing.light]),
        grade=standing.grade.label,
        points=_columns(standing),
        chart=_line(standing),
        versions=_versions(kind),
        balances=_balances(kind, as_of, actor),
        frozen=bool(kind.figure) or (kind.kind in _FLOWS and kind.roll_up != RollUp.RATIO),
        league=[_league_row(kind, row, names) for row in league],
        maps=_maps(number, as_of, geometry),
        asking=_asking(actor, kind, names, league),
        asked=_explanations(actor, kind),
        sent=request.POST,
    )


def _day(request: Request, kind: Indicator) -> date:
    try:
        found = read_day(request.POST.get("as_of") or request.GET.get("as_of") or "")
    except ValueError:
        found = None
    return found or last_read(kind.resolution, request.actor.today)


def _facts(each: Standing) -> list[tuple[str, str]]:
    kind, course = each.indicator, each.course
    found = [
        (_("Cách tính"), str(kind.get_kind_display())),
        (_("Đơn vị tính"), kind.measure),
        (_("Mục tiêu"), words.target(each)),
        (_("Đã đạt"), words.reached(each)),
        (_("So với mục tiêu"), words.share(each.reached.share)),
    ]
    if kind.base is not None:
        found.append((_("Giá trị gốc"), words.value(kind, kind.base)))
    if each.reached.covered is not None:
        found.append((_("Quãng đường đã đi"), words.share(each.reached.covered)))
    found.append((_("Thời gian đã qua"), words.share(course.elapsed)))
    if course.pace is not None:
        found += [
            (_("Nhịp"), words.share(course.pace)),
            (_("Dự báo theo nhịp hiện nay"), words.value(kind, course.forecast)),
        ]
    if course.remaining is not None and course.a_year is not None and kind.kind == Kind.FLOW_CUM:
        found += [
            (_("Còn lại"), words.value(kind, course.remaining)),
            (_("Bình quân mỗi năm còn lại"), words.value(kind, course.a_year)),
        ]
    source = _("Tính từ hồ sơ (%(figure)s)") % {"figure": kind.figure}
    found.append((_("Nguồn số liệu"), source if kind.figure else _("Báo cáo kỳ đã khóa")))
    return found


def _columns(each: Standing) -> list[Item]:
    kind = each.indicator
    return [
        {
            "label": f"{reading.period.index}/{reading.period.year}"
            if reading.period.span.per_year > 1
            else str(reading.period.year),
            "value": max(float(reading.value), 0.0),
            "words": words.value(kind, reading.value),
            "now": reading is each.readings[-1],
        }
        for reading in each.readings
    ]


def _line(each: Standing) -> Item | None:
    """What was reached against the target, over the whole term; None with nothing to draw."""
    kind, target = each.indicator, each.target
    if target is None or not each.readings or kind.kind in (Kind.FLOW_AVG, Kind.RATE_AVG):
        return None
    months, total, places = queries.months_of(kind), Fraction(0), []
    for reading in each.readings:
        total = total + reading.value if kind.kind in _FLOWS else reading.value
        places.append(
            (reading, Fraction(months.elapsed(reading.period.months.last.last_day)), total)
        )
    values = [value for _reading, _month, value in places]
    low = min(Fraction(kind.base or 0), *values) if kind.kind not in _FLOWS else Fraction(0)
    scale = _Scale(low, max(*values, Fraction(target.value)), len(months))
    return {
        "goal": scale.height(Fraction(target.value)),
        "goal_words": words.target(each),
        "points": [
            {
                "x": scale.across(month),
                "y": scale.height(value),
                "label": str(reading.period),
                "words": words.value(kind, value),
            }
            for reading, month, value in places
        ],
        "first": str(months.first.year),
        "last": str(months.last.year),
    }


class _Scale:
    """Places in a drawing 100 wide and 40 high."""

    def __init__(self, low: Fraction, high: Fraction, months: int) -> None:
        self._low, self._months = low, months
        self._range = (high - low) or Fraction(1)

    def across(self, month: Fraction) -> str:
        """From the left, by months."""
        return f"{float(100 * month / self._months):.2f}"

    def height(self, value: Fraction) -> str:
        """From the top, with a rim for the strokes."""
        return f"{38 - float(36 * (value - self._low) / self._range):.2f}"


def _versions(kind: Indicator) -> list[Item]:
    return [
        {
            "year": str(row.year) if row.year else _("cả thời kỳ"),
            "value": words.value(kind, Decimal(row.value)),
            "from": short_date(row.valid_from),
            "paper": row.decision.reference,
            "reason": row.reason,
            "replaced": row.known_to is not None,
        }
        for row in queries.versions_of(kind.pk)
    ]


def _balances(kind: Indicator, as_of: date, actor: Actor) -> list[Item]:
    found = queries.balances(kind, as_of, actor.now)
    names = last_names(set(found))
    return [
        {
            "name": names[giver],
            "own": format_vi(each.own.normalize() + 0),
            "given": format_vi(each.given.normalize() + 0),
            "words": each.words,
            "tone": "" if not each.difference else "amber",
        }
        for giver, each in found.items()
    ]


def _league_row(kind: Indicator, row: queries.Row, names: dict[int, str]) -> Item:
    return {
        "name": names[row.agency_id],
        "given": words.value(kind, row.given),
        "value": words.value(kind, row.value),
        "percent": words.share(row.share),
    }


def _maps(number: int, as_of: date, geometry: Geometry) -> list[Item]:
    here = f"{url('targets_indicator', number)}?as_of={as_of:%d/%m/%Y}&map="
    return [
        {"label": each.label, "url": f"{here}{each.value}", "current": each is geometry}
        for each in Geometry
    ]


def _asking(
    actor: Actor, kind: Indicator, names: dict[int, str], league: list[queries.Row]
) -> list[tuple[int, str]]:
    """Whom the reader may ask; nobody for who does not decide."""
    found = []
    for agency in dict.fromkeys([kind.lead_id, *(row.agency_id for row in league)]):
        try:
            permissions.check_ask(actor, agency)
        except NotAllowed:
            continue
        found.append((agency, names[agency]))
    return found


def _explanations(actor: Actor, kind: Indicator) -> list[Item]:
    rows = list(
        Explanation.objects.filter(permissions.reach(actor), indicator=kind).order_by("-pk")
    )
    names = last_names({row.agency_id for row in rows})
    return [
        {
            "agency": names[row.agency_id],
            "question": row.question,
            "asked": row.asked_at,
            "due": short_date(row.due_on),
            "state": row.get_state_display(),
            "cause": row.get_cause_display() if row.cause else "",
            "answer": row.answer,
        }
        for row in rows
    ]
