"""The links for the administrator: how each stands, try, pause, resume, and what is for nobody."""

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
from vanthu.faces.web.views.exchange import TONES, link_row
from vanthu.faces.web.views.reports_download import download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import agency_names
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.permissions import check_keep_links
from vanthu.office.interchange.queries import Depth, LinkView, MessageRow
from vanthu.reports.registers.books import print_mark
from vanthu.reports.tables.model import Column, Heading, Table


@needs(Right.CONFIGURE)
@require_GET
def exchange(request: Request) -> HttpResponse:
    """Every link of the installation, its queue over the day, and what came in for nobody."""
    actor = request.actor
    depths = queries.depths(actor)
    views = queries.link_views(actor)
    return screen(
        request,
        "config/exchange.html",
        here="config",
        links=[_link(each, depths.get(each.name, ())) for each in views],
        lost=[_lost(each) for each in queries.messages(actor, bound="in", nobody=True)],
        why=judged(lambda: check_keep_links(actor)).why,
    )


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


def _lost(row: MessageRow) -> dict[str, Any]:
    return {
        "when": wording.day_time(row.made_at),
        "link": row.link,
        "sender": row.sender_code,
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
    """What came in for nobody here, as a table; no content."""
    rows = queries.messages(request.actor, bound="in", nobody=True)
    return download(request.actor, _table(request.actor, rows), "xlsx")


def _table(actor: Actor, rows: list[MessageRow]) -> Table:
    names = agency_names([actor.agency_id], actor.today)
    columns = ((_("Lúc"), 16), (_("Đường liên thông"), 24), (_("Mã nơi gửi"), 18))
    more = ((_("Mã văn bản"), 30), (_("Tình trạng"), 16), (_("Vấn đề"), 50))
    return Table(
        Heading(
            title=_("Gói tin không rõ nơi nhận"),
            agency=names[actor.agency_id].name if names else "",
            lines=(),
            mark=print_mark(actor),
        ),
        [Column(label, width, False) for label, width in (*columns, *more)],
        [
            [
                wording.day_time(row.made_at),
                row.link,
                row.sender_code,
                row.document_id,
                row.label,
                row.problem,
            ]
            for row in rows
        ],
        numbered=True,
    )
