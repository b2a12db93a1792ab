"""The links for the administrator: how each stands, try, pause, resume, and what is for nobody."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.faces.acts.standing import judged
from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.faces.web.views.exchange import (
    FILTERS,
    TONES,
    link_choices,
    link_row,
    read_wanted,
    state_choices,
)
from vanthu.faces.web.views.reports_asking import Asking
from vanthu.faces.web.views.reports_download import cut_at, download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.errors import Invalid
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.choices import Bound
from vanthu.office.interchange.permissions import check_keep_links
from vanthu.office.interchange.queries import Depth, LinkView, MessageRow, Wanted
from vanthu.office.interchange.rules import TRANSPORT_IN
from vanthu.office.interchange.ways import title_of
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import Column, Heading, Table

# A link that floods us must not make a table that no program opens.
MOST_ROWS = 100_000


@needs(Right.CONFIGURE)
@require_GET
def exchange(request: Request) -> HttpResponse:
    """Every link of the installation, its queue over the day, and what came in for nobody."""
    actor = request.actor
    asking = Asking(request.GET, FILTERS)
    wanted, errors = read_wanted(asking, TRANSPORT_IN.states)
    lost: list[MessageRow] = []
    if not errors:
        lost = queries.messages(actor, **_lost(wanted), before=asking.number("after"))
    depths = queries.depths(actor)
    views = queries.link_views(actor)
    return screen(
        request,
        "config/exchange.html",
        here="config",
        status=422 if errors else 200,
        links=[_link(each, depths.get(each.name, ())) for each in views],
        lost=[_row(each) for each in lost],
        asking=asking,
        errors=errors,
        link_choices=link_choices(),
        states=state_choices(TRANSPORT_IN.states),
        following=asking.address(after=lost[-1].id) if len(lost) == queries.PAGE else "",
        export=f"{address('config_exchange_export')}{asking.address()}",
        why=judged(lambda: check_keep_links(actor)).why,
    )


def _lost(wanted: Wanted) -> Wanted:
    """Of what is asked for, that which is for nobody here."""
    return {**wanted, "bound": Bound.IN, "nobody": True}


def _link(each: LinkView, depths: Any) -> dict[str, Any]:
    return {
        **link_row(each),
        "name": each.name,
        "ours": each.ours,
        "held": _("%(name)s tạm dừng lúc %(when)s: %(reason)s")
        % {
            "name": each.held_by,
            "when": wording.day_time(each.held_at),
            "reason": each.held_reason,
        }
        if each.held_at
        else "",
        "counts": [
            (_("Chờ gửi"), each.queued),
            (_("Chưa rõ đã gửi được chưa"), each.unknown),
            (_("Không gửi được"), each.failed),
            (_("Đã về, chưa đọc"), each.unread),
            (_("Đang tạm giữ"), each.quarantined),
        ],
        "depths": [_point(depth, last=depth is depths[-1]) for depth in depths]
        if any(depth.waiting for depth in depths)
        else (),
    }


def _point(depth: Depth, *, last: bool) -> dict[str, Any]:
    return {
        "label": _("nay") if last else wording.clock(depth.at)[:2],
        "value": depth.waiting,
        "words": wording.number(depth.waiting),
        "now": last,
    }


def _sender(row: MessageRow) -> str:
    """As the packet says; of one that was not read as the network says."""
    return row.sender_code or row.vouched_for


def _row(row: MessageRow) -> dict[str, Any]:
    return {
        "when": wording.day_time(row.made_at),
        "link": row.link,
        "sender": _sender(row),
        "document": row.document_id,
        "state": row.label,
        "tone": TONES.get(row.state, ""),
        "problem": row.problem,
    }


@needs(Right.CONFIGURE)
@require_POST
def try_out(request: Request, name: str) -> HttpResponse:
    """Ask a link now what waits for us."""
    sentence = actions.try_link(request.actor, name=name)
    if not sentence:
        return done(address("config_exchange"), _("Đã kết nối được; đường liên thông đang thông."))
    answer = done(address("config_exchange"), "")
    said = _("Chưa kết nối được. %(why)s") % {"why": sentence}
    return leave(answer, Toast(said, tone="refusal"))


@needs(Right.CONFIGURE)
@require_http_methods(["GET", "POST"])
def pause(request: Request, name: str) -> HttpResponse:
    """Let a link rest until it is let go on."""
    check_keep_links(request.actor)
    hint = _("Ví dụ: trục bảo trì theo thông báo; nghi lộ khóa.")
    form = Form(request, [Field("reason", _("Lý do"), kind="area", hint=hint)])
    if form.sent and form.does(
        actions.pause_link, request.actor, name=name, reason=form.text("reason")
    ):
        return done(
            address("config_exchange"), _("Đã tạm dừng; văn bản đi nằm chờ đến khi cho chạy lại.")
        )
    return form_page(
        request,
        form,
        title=_("Tạm dừng đường liên thông"),
        warning=_("Trong lúc dừng không gửi, không nhận gì; văn thư thấy cảnh báo ở hộp văn bản."),
        submit=_("Tạm dừng"),
        back=address("config_exchange"),
    )


@needs(Right.CONFIGURE)
@require_POST
def resume(request: Request, name: str) -> HttpResponse:
    """Let a link go on."""
    actions.resume_link(request.actor, name=name)
    return done(address("config_exchange"), _("Đường liên thông chạy lại."))


@needs(Right.CONFIGURE)
@require_GET
def export(request: Request) -> HttpResponseBase:
    """What came in for nobody here, as filtered, as a table; no content."""
    asking = Asking(request.GET, FILTERS)
    wanted, errors = read_wanted(asking, TRANSPORT_IN.states)
    if errors:
        raise Invalid(errors)
    return download(request.actor, _table(request.actor, _lost(wanted), asking), "xlsx")


def _table(actor: Actor, wanted: Wanted, asking: Asking) -> Table:
    names = agency_names([actor.agency_id], actor.today)
    more = queries.are_more_messages(actor, most=MOST_ROWS, **wanted)
    rows = queries.every_message(actor, most=MOST_ROWS, **wanted)
    return Table(
        Heading(
            title=_("Gói tin không rõ nơi nhận"),
            agency=names[actor.agency_id].name if names else "",
            lines=(*_chosen(asking), *cut_at(MOST_ROWS, more=more)),
            mark=print_mark(actor),
        ),
        [
            Column(_("Lúc"), 1.4),
            Column(_("Đường liên thông"), 2),
            Column(_("Mã nơi gửi"), 1.5),
            Column(_("Mã văn bản"), 3),
            Column(_("Tình trạng"), 1.5),
            Column(_("Vấn đề"), 4),
        ],
        map(_cells, rows),
        numbered=False,
    )


def _chosen(asking: Asking) -> Iterator[str]:
    """The filters in words, for the head of the table: those that were heeded."""
    state = asking.one_of("state", TRANSPORT_IN.states)
    said = (
        (_("Đường liên thông"), title_of(asking.values.get("link", ""))),
        (_("Tình trạng"), dict(state_choices(TRANSPORT_IN.states))[state] if state else ""),
        (_("Mã nơi gửi hoặc mã văn bản"), asking.values.get("other", "")),
        (_("Ngày"), asking.values.get("day", "")),
    )
    return (f"{label}: {value}" for label, value in said if value)


def _cells(row: MessageRow) -> list[str]:
    when = wording.day_time(row.made_at)
    return [when, row.link, _sender(row), row.document_id, row.label, row.problem]
