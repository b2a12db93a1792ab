"""The overview of training: plan against done, sent against completed, periods, service, debts."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.cadres.training import permissions
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.cadres import training_shown as show
from vanthu.faces.web.views.cadres.training_asked import Asked, asked_of
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.org.queries import last_names
from vanthu.kernel.errors import NotFound
from vanthu.reports.training.counts import Attendance, attendance, classes, crossings, hidden, parts
from vanthu.reports.training.plans import plan_parts, unplanned
from vanthu.reports.training.service import debts, ending, yearly_periods
from vanthu.reports.training.tables import TABLES, Printed

HERE = "training_overview"
Item = dict[str, Any]
# Years on the chart; rows of a list that opens, and of one that is open, before “all of them”.
_YEARS, _SHOWN, _FIRST_ONES = 6, 50, 10


@needs(Right.CADRES)
@require_GET
def overview(request: Request) -> HttpResponse:
    """A year of training of the agencies within reach, each number beside its list."""
    permissions.check_open(request.actor)
    asked = asked_of(request.actor, request.GET)
    links, years = show.Links(asked), _by_year(asked)
    sent = crossings(asked.ask)
    papers = {
        "plans": _("Kế hoạch và thực hiện"),
        "sent": _("Cử và hoàn thành"),
        "parts": _("Lượt và người"),
        "periods": _("Số tiết trong năm"),
        "service": _("Bồi hoàn, cam kết"),
    }
    return screen(
        request,
        "cadres/training/overview.html",
        here=HERE,
        asked=asked,
        stats=show.stats(years[asked.year], classes(asked.ask), sent[-1], links),
        plans=[show.plan(each, links) for each in plan_parts(asked.ask, asked.year)],
        apart=_apart(asked, links),
        charts=show.charts(years, asked.year),
        crossings=[show.crossing(each, links) for each in hidden(sent)],
        parts=[show.part(each, links) for each in parts(asked.ask)],
        **_periods(asked, links),
        **_service(asked, links),
        papers=list(papers.items()),
        forms=[(form.value, label) for form, label in FORMS],
    )


@needs(Right.CADRES)
@require_GET
def export(request: Request, table: str, form: str) -> HttpResponseBase:
    """One of the tables as a file, told in the journal."""
    permissions.check_open(request.actor)
    if table not in TABLES:
        raise NotFound
    asked = asked_of(request.actor, request.GET)
    printed = Printed(asked.ask, asked.year, asked.scope, asked.least)
    return download(request.actor, TABLES[table](request.actor, printed), form)


def _by_year(asked: Asked) -> dict[int, Attendance]:
    years = range(asked.year - _YEARS + 1, asked.year + 1)
    return {year: attendance(asked.of_year(year)) for year in years}


def _apart(asked: Asked, links: show.Links) -> list[Item]:
    found = unplanned(asked.ask, asked.year)
    names = last_names(each.agency_id for each in found)
    return [show.apart(each, names.get(each.agency_id, "–"), links) for each in found]


def _periods(asked: Asked, links: show.Links) -> dict[str, Any]:
    found = yearly_periods(asked.ask, asked.least_number)
    names = last_names(each.agency_id for each in found.short[:_SHOWN])
    rows = [show.short(each, names.get(each.agency_id, "–"), links) for each in found.short]
    return {
        "bands": show.bands(found),
        "short": rows[:_SHOWN],
        "short_count": len(rows),
        "people": found.people,
    }


def _service(asked: Asked, links: show.Links) -> dict[str, Any]:
    soon, owing = ending(asked.ask, asked.today), list(debts(asked.ask))
    return {
        "soon": [show.ends(row) for row in soon[:_FIRST_ONES]],
        "soon_count": soon.count(),
        "soon_url": links.ending(asked.today),
        "owing": [show.owes(row) for row in owing[:_FIRST_ONES]],
        "owing_count": len(owing),
        "owing_sum": sum(row.debt() for row in owing),
        "owing_url": links.owing,
    }
