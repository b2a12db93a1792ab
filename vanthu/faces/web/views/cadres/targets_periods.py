"""Reports of periods: whose turn it is, the grid of a period, its steps, and who is late."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.cadres.personnel.queries import trail
from vanthu.cadres.targets import actions, permissions, queries
from vanthu.cadres.targets.actions import Value
from vanthu.cadres.targets.choices import Cause, Kind, RollUp, SubmissionState, SubmissionVerb
from vanthu.cadres.targets.models import Indicator, Resolution, Submission
from vanthu.cadres.targets.rules import SUBMISSION, WITH_REASON, last_day
from vanthu.faces.web import flash
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.days import day_of
from vanthu.faces.web.elements import url
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.cadres.targets import HERE
from vanthu.faces.web.views.cadres.targets_asked import asked_of
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import Agency
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.errors import Invalid, NotFound, Refusal
from vanthu.kernel.numbers import NotANumber, format_vi, parse_vi
from vanthu.kernel.reporting import SCHEMES, ReportPeriod, Span

Item = dict[str, Any]
SHOWN = 6


@needs(Right.CADRES)
@require_GET
def periods(request: Request) -> HttpResponse:
    """The last periods that are over, and for each the agencies in reach that report for it."""
    permissions.check_open(request.actor)
    asked = asked_of(request.actor, request.GET)
    if asked is None:
        return screen(request, "cadres/targets/none.html", here=HERE)
    groups = [
        {"title": str(period).capitalize(), "rows": rows}
        for period in _over(asked.whole, request.actor)[:SHOWN]
        if (rows := _reports(request.actor, asked.whole, period))
    ]
    return screen(request, "cadres/targets/periods.html", here=HERE, asked=asked, groups=groups)


@needs(Right.CADRES)
@require_GET
def late(request: Request) -> HttpResponse:
    """Who was late with the reports of the periods that end by the day, the newest first."""
    permissions.check_open(request.actor)
    asked = asked_of(request.actor, request.GET)
    if asked is None:
        return screen(request, "cadres/targets/none.html", here=HERE)
    today = request.actor.today
    groups = []
    for period in [
        each for each in _over(asked.whole, request.actor) if last_day(each) <= asked.as_of
    ]:
        due = [each for each in queries.due_list(asked.whole.pk, period, today) if each.late]
        names = last_names({each.agency_id for each in due})
        rows = [
            {
                "name": names[each.agency_id],
                "due": short_date(each.due_on),
                "confirmed": short_date(each.confirmed_on) if each.confirmed_on else "",
            }
            for each in due
        ]
        if rows:
            groups.append({"title": str(period).capitalize(), "rows": rows})
    return screen(request, "cadres/targets/late.html", here=HERE, asked=asked, groups=groups)


@needs(Right.CADRES)
@require_http_methods(["GET", "POST"])
def grid(
    request: Request, resolution: int, agency: int, scheme: str, span: str, year: int, index: int
) -> HttpResponse:
    """The figures of an agency for a period, entered row by row."""
    whole, period = queries.resolution(resolution), _period(scheme, span, year, index)
    kinds = queries.asked(whole.pk, agency, period)
    errors: dict[str, str] = {}
    if request.method == "POST":
        values = [_value(kind, request.POST, errors) for kind in kinds]
        try:
            if errors:
                raise Invalid(errors)
            actions.save_entries(
                request.actor,
                resolution_id=whole.pk,
                agency_id=agency,
                period=period,
                values=values,
            )
        except Invalid as refusal:
            errors = refusal.errors
        else:
            answer = HttpResponseRedirect(request.get_full_path())
            return flash.leave(answer, flash.Toast(_("Đã lưu số liệu.")))
    return _grid_page(request, whole, agency, period, kinds, errors)


@needs(Right.CADRES)
@require_POST
def step(request: Request, number: int, verb: str) -> HttpResponse:
    """Confirm, appraise, return, lock or open again."""
    if verb not in SubmissionVerb.values:
        raise NotFound
    row = actions.advance_submission(
        request.actor,
        submission_id=number,
        verb=SubmissionVerb(verb),
        reason=request.POST.get("reason", ""),
    )
    message = _("Báo cáo kỳ: %(state)s.") % {"state": row.get_state_display().lower()}
    return flash.leave(HttpResponseRedirect(_address(row)), flash.Toast(message))


def _over(whole: Resolution, actor: Actor) -> list[ReportPeriod]:
    """Every period of the resolution's indicators that is over, the newest first."""
    found = {
        period
        for kind in whole.indicators.filter(figure="").select_related("resolution")
        if kind.kind != Kind.END
        for period in queries.periods_until(kind, actor.today)
        if last_day(period) < actor.today
    }
    return sorted(found, key=lambda period: (last_day(period), period.span.per_year), reverse=True)


def _reports(actor: Actor, whole: Resolution, period: ReportPeriod) -> list[Item]:
    due = queries.due_list(whole.pk, period, actor.today)
    mine = set(
        Agency.objects.filter(
            permissions.reach(actor, "pk"), pk__in=[each.agency_id for each in due]
        ).values_list("pk", flat=True)
    )
    names = last_names(mine)
    states = dict(
        Submission.objects.filter(
            pk__in=[each.submission_id for each in due if each.submission_id]
        ).values_list("pk", "state")
    )
    return [
        {
            "name": names[each.agency_id],
            "url": address(whole.pk, each.agency_id, period),
            "due": short_date(each.due_on),
            "late": each.late,
            "state": _state(states.get(each.submission_id or 0)),
        }
        for each in due
        if each.agency_id in mine
    ]


def _state(value: str | None) -> str:
    return str(SubmissionState(value).label) if value else _("Chưa nhập")


def address(resolution: int, agency: int, period: ReportPeriod) -> str:
    """Where the grid of an agency for a period is."""
    return url(
        "targets_grid",
        resolution,
        agency,
        period.scheme.code,
        period.span.value,
        period.year,
        period.index,
    )


def _address(row: Submission) -> str:
    return address(row.resolution_id, row.agency_id, row.period)


def _period(scheme: str, span: str, year: int, index: int) -> ReportPeriod:
    try:
        return ReportPeriod(SCHEMES[scheme], Span(span), year, index)
    except (KeyError, ValueError) as error:
        raise NotFound from error


def _value(kind: Indicator, posted: QueryDict, errors: dict[str, str]) -> Value:
    done = kind.kind == Kind.MILESTONE
    cause = posted.get(f"c{kind.number}", "")
    return Value(
        indicator_id=kind.pk,
        numerator=None if done else _number(posted, f"n{kind.number}", errors),
        denominator=_number(posted, f"m{kind.number}", errors),
        done_on=day_of(posted, f"n{kind.number}", errors, required=False) if done else None,
        cause=Cause(cause) if cause in Cause.values else None,
        source=posted.get(f"s{kind.number}", ""),
    )


def _number(posted: QueryDict, name: str, errors: dict[str, str]) -> Decimal | None:
    text = posted.get(name, "").strip()
    if not text:
        return None
    try:
        return parse_vi(text)
    except NotANumber as refusal:
        errors[name] = refusal.sentence
        return None


def _grid_page(
    request: Request,
    whole: Resolution,
    agency: int,
    period: ReportPeriod,
    kinds: list[Indicator],
    errors: dict[str, str],
) -> HttpResponse:
    actor = request.actor
    permissions.check_open(actor)
    if not Agency.objects.filter(permissions.reach(actor, "pk"), pk=agency).exists():
        raise NotFound
    row = Submission.objects.filter(
        resolution=whole,
        agency=agency,
        scheme=period.scheme.code,
        span=period.span.value,
        year=period.year,
        index=period.index,
    ).first()
    why = _why_closed(actor, agency, row)
    posted = request.POST if request.method == "POST" else None
    return screen(
        request,
        "cadres/targets/grid.html",
        here=HERE,
        status=422 if errors else 200,
        whole=whole,
        name=last_names({agency})[agency],
        period=str(period),
        days=_days(period),
        due=short_date(row.due_on if row else queries.due_day(period)),
        state=_state(row.state if row else None),
        rows=_rows(row, kinds, posted),
        errors=errors,
        labels={f"{side}{kind.number}": kind.name for kind in kinds for side in "nm"},
        causes=[(each.value, each.label) for each in Cause],
        closed=why,
        steps=_steps(actor, row),
        trail=_trail(row),
        back=f"{url('targets_periods')}?resolution={whole.pk}",
    )


def _days(period: ReportPeriod) -> str:
    first = short_date(period.days.valid_from)
    return _("từ %(first)s đến %(last)s") % {"first": first, "last": short_date(last_day(period))}


def _why_closed(actor: Actor, agency: int, row: Submission | None) -> str:
    """Why nothing can be typed, or nothing."""
    if row is not None and row.state != SubmissionState.DRAFT:
        return _("Báo cáo đang ở bước “%(state)s” nên không sửa được số liệu.") % {
            "state": row.get_state_display()
        }
    try:
        permissions.check_enter(actor, agency)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _rows(row: Submission | None, kinds: list[Indicator], posted: QueryDict | None) -> list[Item]:
    known = {entry.indicator_id: entry for entry in row.entries.all()} if row else {}
    facts = (
        {fact.indicator_id: fact for fact in row.observations.filter(known_to=None)} if row else {}
    )
    found = []
    for kind in kinds:
        said = known.get(kind.pk) or facts.get(kind.pk)
        values = {
            f"n{kind.number}": _shown(said, kind),
            f"m{kind.number}": _plain(said.denominator) if said else "",
            f"c{kind.number}": said.cause if said else "",
            f"s{kind.number}": said.source if said else "",
        }
        if posted is not None:
            values = {name: posted.get(name, "") for name in values}
        found.append(
            {
                "number": kind.number,
                "name": kind.name,
                "measure": kind.measure,
                "day": kind.kind == Kind.MILESTONE,
                "ratio": kind.roll_up == RollUp.RATIO,
                "values": values,
            }
        )
    return found


def _shown(said: Any, kind: Indicator) -> str:
    if said is None:
        return ""
    if kind.kind == Kind.MILESTONE:
        return short_date(said.done_on) if said.done_on else ""
    return _plain(said.numerator)


def _plain(value: Decimal | None) -> str:
    return "" if value is None else format_vi(value.normalize() + 0)


def _steps(actor: Actor, row: Submission | None) -> list[Item]:
    """The steps out of the present state, each with yes or why not."""
    found: list[Item] = []
    for verb in SUBMISSION.verbs(row.state) if row else ():
        assert row is not None
        each, why = SubmissionVerb(verb), ""
        try:
            permissions.check_step(actor, row, each)
        except Refusal as refusal:
            why = refusal.sentence
        found.append(
            {
                "url": url("targets_step", row.pk, verb),
                "label": str(each.label).capitalize(),
                "reason": each in WITH_REASON,
                "why": why,
                "name": verb,
            }
        )
    return found


def _trail(row: Submission | None) -> list[Item]:
    if row is None:
        return []
    return [
        {
            "at": each.at,
            "who": each.name,
            "act": SubmissionVerb(each.verb).label,
            "note": each.reason,
        }
        for each in reversed(trail(row.record))
    ]
