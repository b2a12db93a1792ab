"""One message of the exchange: its path, hashes, both versions, and what is decided about it."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.faces.acts.standing import judged
from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.tabs import FIELDS
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.faces.web.views.documents import attachment
from vanthu.faces.web.views.exchange import CLERKS, address_of, message_row
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.choices import Bound, Cause, Transport, Verb
from vanthu.office.interchange.errors import NoWay
from vanthu.office.interchange.models import Message
from vanthu.office.interchange.permissions import check_message, check_send_again
from vanthu.office.interchange.queries import Trace, Versions


@needs(*CLERKS)
@require_GET
def message(request: Request, number: int) -> HttpResponse:
    """One message, with what may be done about it and why not."""
    actor = request.actor
    found = queries.trace(actor, number)
    row = found.row
    out = row.bound == Bound.OUT
    return screen(
        request,
        "exchange/message.html",
        here="exchange",
        row=message_row(row),
        out=out,
        document=row.document or None,
        back=address("exchange_sent" if out else "exchange_received"),
        facts=_facts(found, out),
        moments=[_moment(each) for each in found.moments],
        next_at=wording.day_time(found.next_at),
        others=[message_row(each) for each in found.others],
        held=row.state == Transport.QUARANTINED,
        raw=found.raw_hash,
        versions=None if out or not found.raw_hash else _versions(actor, number, row.state),
        verbs=_verbs(actor, number, out),
    )


def _verbs(actor: Actor, number: int, out: bool) -> dict[str, str]:
    """Why each act may not be done; nothing where it may."""
    row = Message.objects.select_related("packet__document").get(pk=number)
    if out:
        return {"again": judged(lambda: check_send_again(actor, row)).why}
    return {
        "accept": judged(lambda: check_message(actor, Verb.ACCEPT_MESSAGE, row)).why,
        "discard": judged(lambda: check_message(actor, Verb.DISCARD_MESSAGE, row)).why,
    }


def _facts(found: Trace, out: bool) -> list[tuple[str, str]]:
    """Label and value of what is kept of the message; codes and ids as they were received."""
    row = found.row
    size, digest = (row.sent_size, row.sent_hash) if out else (found.raw_size, found.raw_hash)
    pairs = [
        (_("Nơi gửi"), _named(found.sender_name, row.sender_code)),
        (_("Nơi nhận"), _named(found.receiver_name, row.receiver_code)),
        (_("Mạng xác nhận người gửi là"), found.vouched_for),
        (_("Đường liên thông"), row.link),
        (_("Mã văn bản"), row.document_id),
        (_("Mã của đề nghị"), found.order_id),
        (_("Mã trên mạng"), row.remote_id),
        (_("Mã gói tin"), found.uuid),
        (_("Số lần thử"), str(row.attempts) if out else ""),
        (_("Dung lượng"), wording.size(size) if size else ""),
        (_("Mã băm SHA-256 của gói tin"), digest),
        (_("Mã băm của nội dung"), found.content_hash),
    ]
    return [(label, value) for label, value in pairs if value]


def _named(name: str, code: str) -> str:
    return " · ".join(part for part in (name, code) if part)


def _moment(each: queries.Moment) -> dict[str, Any]:
    return {
        "when": wording.day_time(each.at),
        "label": each.label,
        "by": each.by,
        "text": each.text,
        "bad": each.bad,
    }


def _versions(actor: Actor, number: int, state: str) -> dict[str, Any] | None:
    """What the packet says, beside what stands here while somebody must decide."""
    if state not in (Transport.QUARANTINED, Transport.REFUSED, Transport.DISCARDED):
        return None
    try:
        found = queries.versions(actor, number)
    except NoWay as refusal:
        return {"warning": refusal.sentence, "fields": (), "files": (), "standing": 0, "notes": ()}
    return {
        "warning": found.unreadable,
        "fields": [
            (FIELDS.get(each.field, each.field), each.before, each.after, _differs(found, each))
            for each in found.fields
            if each.before or each.after
        ],
        "files": [
            (each.name, wording.size(each.size), each.sha256, each.sha256 in found.known)
            for each in found.files
        ],
        "standing": found.standing,
        "notes": found.warnings,
    }


def _differs(found: Versions, each: Any) -> bool:
    return each.field in found.differs


@needs(*CLERKS)
@require_GET
def raw(request: Request, number: int) -> HttpResponseBase:
    """The packet as it came in, to be shown to whoever inquires; journalled."""
    blob = actions.take_raw(request.actor, message_id=number)
    return attachment(blob, f"goi-tin-{number}.edxml")


@needs(Right.REGISTER)
@require_http_methods(["GET", "POST"])
def accept(request: Request, number: int) -> HttpResponse:
    """Let a message out of quarantine."""
    row = queries.message(request.actor, number)
    form = _reason(request, _("Ví dụ: đã gọi văn thư nơi gửi, xác nhận bản này đúng."))
    if form.sent and form.does(
        actions.accept_message, request.actor, message_id=number, reason=form.text("reason")
    ):
        return done(address_of(number), _("Đã nhận; lý do được ghi lại."))
    conflict = row.cause == str(Cause.CONFLICT.label)
    return form_page(
        request,
        form,
        here="exchange",
        title=_("Nhận như bản cập nhật") if conflict else _("Nhận gói tin"),
        intro=_("Bản đã nhận trước vẫn giữ nguyên; bản này ghi là bản cập nhật của nó.")
        if conflict
        else _("Gói tin được tiếp nhận như mọi văn bản đến khác."),
        submit=_("Nhận"),
        back=address_of(number),
    )


@needs(Right.REGISTER)
@require_http_methods(["GET", "POST"])
def discard(request: Request, number: int) -> HttpResponse:
    """Keep a message out for good."""
    form = _reason(request, _("Ví dụ: nơi gửi xác nhận không gửi gói tin này."))
    if form.sent and form.does(
        actions.discard_message, request.actor, message_id=number, reason=form.text("reason")
    ):
        return done(address("exchange"), _("Đã loại bỏ; gói tin gốc vẫn giữ để đối chiếu."))
    queries.message(request.actor, number)
    return form_page(
        request,
        form,
        here="exchange",
        title=_("Loại bỏ gói tin"),
        warning=_("Gói tin sẽ không bao giờ trở thành văn bản. Gói tin gốc và lý do được giữ lại."),
        submit=_("Loại bỏ"),
        back=address_of(number),
    )


def _reason(request: Request, hint: str) -> Form:
    return Form(request, [Field("reason", _("Lý do"), kind="area", hint=hint)])
