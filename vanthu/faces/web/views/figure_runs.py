"""Figures on screen: what can be counted, what was, and the list that proves it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.cadres.personnel.choices import Matter
from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.days import day_of
from vanthu.faces.web.filling import Form
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures import queries
from vanthu.ground.figures.actions import run as run_figure
from vanthu.ground.figures.definitions import Ask, Figure
from vanthu.ground.figures.models import FigureRun
from vanthu.ground.org.queries import agency_names, find_agencies, with_origins
from vanthu.kernel.errors import NotFound
from vanthu.kernel.periods import Period
from vanthu.reports.evidence.lists import evidence_table

PAGE = 50
# So many agencies are named one by one.
_FEW = 3


@needs(Right.CADRES)
@require_GET
def catalogue(request: Request) -> HttpResponse:
    """Every figure by the module that counts it."""
    groups: dict[str, list[Figure]] = defaultdict(list)
    for declared in queries.figures():
        groups[declared.key.partition(".")[0]].append(declared)
    return screen(
        request,
        "figures/catalogue.html",
        here="figures",
        groups=[(modules().get(name, name), name, rows) for name, rows in sorted(groups.items())],
        shares=queries.shares(),
        titles={each.key: each.title for each in queries.figures()},
    )


def modules() -> dict[str, str]:
    """What the modules that count are called."""
    own = {str(matter.value): str(matter.label) for matter in Matter}
    return {**own, "org": _("Tổ chức bộ máy"), "office": _("Văn bản và điều hành")}


def filter_labels() -> dict[str, str]:
    """What the filters of figures are called; a filter unknown here shows its own name."""
    return {
        "sex": _("Giới tính"),
        "kind": _("Loại"),
        "level": _("Trình độ"),
        "reason": _("Lý do"),
        "state": _("Trạng thái"),
        "term": _("Nhiệm kỳ"),
        "class": _("Mức đạt"),
    }


@dataclass(frozen=True)
class _Asked:
    """What was typed: days, agency and filters, with what is wrong."""

    first: date
    last: date
    agency: str
    filters: dict[str, str]
    errors: dict[str, str]

    def ask(self, actor: Actor) -> Ask:
        """As a question of now."""
        return Ask(
            period=Period(self.first, self.last + timedelta(days=1)),
            known_at=actor.now,
            agencies=self._agencies(actor),
            filters={name: value for name, value in self.filters.items() if value},
        )

    def _agencies(self, actor: Actor) -> frozenset[int] | None:
        found = find_agencies(self.agency, actor.today, 1) if self.agency else []
        return with_origins([found[0].agency_id]) if found else None


def _asked(sent: QueryDict, declared: Figure, actor: Actor) -> _Asked:
    errors: dict[str, str] = {}
    first = day_of(sent, "first", errors, required=False) or date(actor.today.year, 1, 1)
    last = day_of(sent, "last", errors, required=False) or actor.today
    if last < first:
        errors["last"] = _("Ngày cuối phải từ ngày đầu trở đi.")
    agency = sent.get("agency", "").strip()
    if agency and not find_agencies(agency, actor.today, 1):
        errors["agency"] = _("Không tìm thấy cơ quan này. Để trống để tính cho toàn tỉnh.")
    filters = {name: sent.get(name, "") for name in declared.options}
    for name, closed in declared.options.items():
        if filters[name] and filters[name] not in closed.values:
            errors[name] = _("Hãy chọn một mục.")
    return _Asked(first, last, agency, filters, errors)


@needs(Right.CADRES)
@require_http_methods(["GET", "POST"])
def figure(request: Request, key: str) -> HttpResponse:
    """One figure: its definition, counted now for the days asked, and its earlier runs."""
    actor, declared = request.actor, queries.figure(key)
    declared.check(actor)
    sent = request.POST if request.method == "POST" else request.GET
    asked = _asked(sent, declared, actor)
    if request.method == "POST" and not asked.errors:
        form = Form(request, [])
        if form.does(run_figure, actor, key=key, ask=asked.ask(actor)):
            kept = Toast(_("Đã chốt số liệu cùng danh sách chứng minh."))
            return leave(HttpResponseRedirect(reverse("figure_run", args=[form.result.pk])), kept)
        asked.errors.update(form.errors)
    value = None if asked.errors or not sent else queries.measure(key, asked.ask(actor))
    return screen(
        request,
        "figures/figure.html",
        here="figures",
        status=422 if asked.errors else 200,
        figure=declared,
        asked=asked,
        errors=asked.errors,
        filter_labels=filter_labels(),
        value=value,
        runs=queries.runs_of(key),
    )


@needs(Right.CADRES)
@require_GET
def run(request: Request, number: int) -> HttpResponse:
    """A run: its question, value, list and hash; with `check` held against the records."""
    actor, found = request.actor, _run(request.actor, number)
    members = queries.frozen(found)
    start = _start(request.GET.get("from", ""))
    shown = members[start : start + PAGE]
    context: dict[str, Any] = {"standing": None, "gone": [], "came": []}
    if "check" in request.GET:
        standing = queries.standing(found, actor.now)
        context = {
            "standing": standing,
            "gone": _lines(found, standing.changes.removed),
            "came": _lines(found, (*standing.changes.added, *standing.changes.changed)),
        }
    return screen(
        request,
        "figures/run.html",
        here="figures",
        run=found,
        figure=queries.figure(found.key),
        lines=_lines(found, shown),
        start=start,
        following=start + PAGE if start + PAGE < len(members) else None,
        before=max(start - PAGE, 0) if start else None,
        scope=_scope(found),
        forms=FORMS,
        **context,
    )


@needs(Right.CADRES)
@require_GET
def run_export(request: Request, number: int, form: str) -> HttpResponseBase:
    """The list behind a run as a file, with the hash over it."""
    return download(request.actor, evidence_table(request.actor, _run(request.actor, number)), form)


def _run(actor: Actor, number: int) -> FigureRun:
    found = FigureRun.objects.select_related("evidence").filter(pk=number).first()
    if found is None:
        raise NotFound
    queries.figure(found.key).check(actor)
    return found


def _lines(run: FigureRun, members: Any) -> list[Any]:
    return queries.lines(run.key, [each.id for each in members])


def _start(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _scope(run: FigureRun) -> str:
    if run.agencies is None:
        return _("Toàn tỉnh")
    names = [name.name for name in agency_names(run.agencies, run.last).values()]
    if 0 < len(names) <= _FEW:
        return "; ".join(sorted(names))
    return _("%(n)s cơ quan hoạt động vào ngày cuối kỳ") % {"n": wording.number(len(names))}
