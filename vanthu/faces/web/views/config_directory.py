"""The directory of agencies elsewhere: looked up, taken over again, written out."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.faces.acts.standing import judged
from vanthu.faces.jobs.exchange import sync_now
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done
from vanthu.faces.web.views.reports_asking import Asking
from vanthu.faces.web.views.reports_download import cut_at, download
from vanthu.ground.access.choices import Right
from vanthu.ground.org.permissions import check_configure
from vanthu.office.interchange import queries
from vanthu.office.interchange.choices import ListChange, SyncState
from vanthu.office.interchange.models import DirectoryAgency
from vanthu.office.interchange.queries import DirectoryState
from vanthu.office.interchange.ways import title_of
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import Column, Heading, Table

PAGE, MOST_ROWS = 50, 20_000
_ASKED = ("text", "link", "shown")
_TONES = {SyncState.DONE: "green", SyncState.RUNNING: "blue"}
_STEP = 1000


@needs(Right.CONFIGURE)
@require_GET
def directory(request: Request) -> HttpResponse:
    """How the directory of each link stands, and its agencies by words, link and state."""
    asking = Asking(request.GET, _ASKED)
    states = queries.directory_states()
    rows = _found(asking, states)
    if before := asking.number("after"):
        rows = rows.filter(pk__gt=before)
    page = list(rows.select_related("changed_in")[: PAGE + 1])
    shown = page[:PAGE]
    return screen(
        request,
        "config/directory.html",
        here="config",
        block="syncs",
        states=[_state(each) for each in states],
        why=judged(lambda: check_configure(request.actor, None)).why,
        running=any(each.job for each in states),
        asking=asking,
        shown_choices=_shown_choices(),
        links=[(each.way.name, each.way.title) for each in states],
        rows=[_row(row, states) for row in shown],
        following=asking.address(after=shown[-1].pk) if len(page) > PAGE else "",
        export=f"{address('config_directory_export')}{asking.address()}",
        empty=not any(each.good for each in states),
    )


def _shown_choices() -> list[tuple[str, str]]:
    return [
        ("open", _("Đang hoạt động")),
        ("closed", _("Đã đóng, mã cũ")),
        ("last", _("Thay đổi ở lần đồng bộ gần nhất")),
        *(
            (f"last-{value}", _("– %(how)s") % {"how": label})
            for value, label in ListChange.choices
        ),
    ]


def _found(asking: Asking, states: list[DirectoryState]) -> QuerySet[DirectoryAgency]:
    """What was asked for. Links that are no longer configured keep their rows, unseen."""
    names = [each.way.name for each in states]
    rows = queries.listed(asking.values.get("text", ""), asking.one_of("link", names) or "")
    rows = rows.filter(link__in=names)
    shown = asking.one_of("shown", [value for value, _label in _shown_choices()]) or ""
    if shown in ("open", "closed"):
        return rows.filter(open=shown == "open")
    if shown:
        rows = rows.filter(changed_in__in=[each.good.pk for each in states if each.good])
        change = shown.removeprefix("last").removeprefix("-")
        return rows.filter(change=change) if change else rows
    return rows


def _state(state: DirectoryState) -> dict[str, Any]:
    last, good, job = state.last, state.good, state.job
    counts = [
        (label, getattr(good, value, 0), f"?link={state.way.name}&shown=last-{value}")
        for value, label in ListChange.choices
    ]
    return {
        "name": state.way.name,
        "title": state.way.title,
        "last": last,
        "tone": _TONES.get(SyncState(last.state), "red") if last else "",
        "label": SyncState(last.state).label if last else "",
        "good": good,
        "counts": counts if good else [],
        "job": job,
        "shorter": last is not None and last.state == SyncState.REFUSED,
    }


def _row(row: DirectoryAgency, states: list[DirectoryState]) -> dict[str, Any]:
    goods = {each.good.pk for each in states if each.good}
    changed = row.changed_in_id in goods
    return {
        "row": row,
        "link": title_of(row.link),
        "standing": _standing(row),
        "tone": "green" if row.open else "",
        "changed": ListChange(row.change).label if changed else "",
    }


def _standing(row: DirectoryAgency) -> str:
    """How it stands, and where its letters go."""
    if row.open:
        return _("Đang hoạt động")
    if row.successors == 1:
        return _("Mã cũ, nay là %(code)s") % {"code": row.successor}
    if row.successors:
        return _("Đã đóng, %(n)s nơi kế thừa") % {"n": row.successors}
    return _("Đã đóng, không rõ nơi kế thừa")


@needs(Right.CONFIGURE)
@require_POST
def sync(request: Request, link: str) -> HttpResponse:
    """Let the worker take over the directory of a link now."""
    sync_now(request.actor, link=link, accept_shorter=request.POST.get("shorter") == "1")
    return done(address("config_directory"), _("Đang đồng bộ danh bạ. Trang này tự cập nhật."))


@needs(Right.CONFIGURE)
@require_GET
def export(request: Request) -> HttpResponseBase:
    """The agencies as filtered, at most 20,000."""
    asking = Asking(request.GET, _ASKED)
    states = queries.directory_states()
    rows = _found(asking, states)
    more = rows[MOST_ROWS : MOST_ROWS + 1].exists()
    columns = [
        Column(_("Mã định danh"), 1.2),
        Column(_("Tên"), 3),
        Column(_("Mã cấp trên"), 1.2),
        Column(_("Thư điện tử"), 1.5),
        Column(_("Tình trạng"), 1.5),
        Column(_("Đường liên thông"), 1),
    ]
    heading = Heading(
        title=_("Danh bạ liên thông"),
        agency="",
        lines=cut_at(MOST_ROWS, more=more),
        mark=print_mark(request.actor),
    )
    table = Table(heading, columns, _cells(rows), numbered=False)
    return download(request.actor, table, "xlsx")


def _cells(rows: QuerySet[DirectoryAgency]) -> Iterator[list[str]]:
    for row in rows[:MOST_ROWS].iterator(_STEP):
        yield [row.code, row.name, row.parent_code, row.mail, _standing(row), title_of(row.link)]
