"""Emergency access: asked for, decided, read by and ended; the inspector sees every one (Q-008)."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.tabs import facts as fields_of
from vanthu.faces.web.views.config_pages import done
from vanthu.faces.web.views.documents import attachment
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.office.documents import actions
from vanthu.office.documents.emergencies import VIEWERS, emergencies, leads
from vanthu.office.documents.errors import DocumentNotFound, EmergencyHours
from vanthu.office.documents.models import DocumentFile, EmergencyAccess

HOURS = (1, 2, 4, 8, 24)


@needs(*VIEWERS)
@require_http_methods(["GET", "POST"])
def emergency(request: Request) -> HttpResponse:
    """Every access of the agency; the form to ask for one, for who runs the system."""
    form = _form(request)
    if form.sent and _asked(request.actor, form):
        return done(address("emergency"), _("Đã gửi yêu cầu; lãnh đạo cơ quan được báo ngay."))
    return screen(
        request,
        "emergency/emergency.html",
        here="emergency",
        status=form.status,
        form=form if request.actor.may(Right.CONFIGURE) else None,
        rows=[_row(request.actor, row) for row in emergencies(request.actor)],
        hours=[(n, _("%(n)s giờ") % {"n": n}) for n in HOURS],
    )


def _form(request: Request) -> Form:
    fields = [
        Field(
            "document",
            _("Mã văn bản trong hệ thống"),
            kind="number",
            hint=_("Số trong địa chỉ của văn bản, trong nhật ký hoặc lỗi của việc nền."),
        ),
        Field(
            "reason",
            _("Lý do"),
            kind="area",
            hint=_("Sự cố gì, vì sao phải đọc nội dung. Lãnh đạo và thanh tra đọc lý do này."),
        ),
    ]
    return Form(request, fields)


def _asked(actor: Actor, form: Form) -> bool:
    number, reason = form.number("document", 1, 999_999_999), form.text("reason")
    return form.does(actions.ask_emergency, actor, document_id=number, reason=reason)


def _row(actor: Actor, row: EmergencyAccess) -> dict[str, Any]:
    label, tone = _state(actor, row)
    own, is_open = row.tenure_id == actor.tenure_id, row.open_at(actor.now)
    return {
        "access": row,
        "who": row.tenure.person.full_name,
        "post": row.tenure.post.title,
        "by": row.decided_by.person.full_name if row.decided_by else "",
        "state": label,
        "tone": tone,
        "decide": row.decided_at is None and leads(actor) and not own,
        "read": own and is_open,
        "end": is_open and (own or leads(actor)),
        "document_url": f"/documents/{row.document_id}" if actor.keys else "",
    }


def _state(actor: Actor, row: EmergencyAccess) -> tuple[str, str]:
    if row.decided_at is None:
        return _("Chờ lãnh đạo duyệt"), "amber"
    if row.until is None:
        return _("Đã từ chối"), "red"
    return (_("Đang mở"), "blue") if row.open_at(actor.now) else (_("Đã hết hiệu lực"), "")


@needs(Right.CONFIGURE)
@require_GET
def reading(request: Request, number: int) -> HttpResponse:
    """The document as emergency access shows it: fields and files, nothing to change."""
    access, _file = actions.read_emergency(request.actor, access_id=number)
    files = DocumentFile.objects.filter(document=access.document, replaced_at=None)
    return screen(
        request,
        "emergency/reading.html",
        here="emergency",
        access=access,
        facts=fields_of(access.document),
        files=list(files.order_by("order", "id")),
    )


@needs(Right.CONFIGURE)
@require_GET
def file(request: Request, number: int, file: int) -> HttpResponseBase:
    """One file of the document, as it is stored."""
    _access, row = actions.read_emergency(request.actor, access_id=number, file_id=file)
    if row is None:
        raise DocumentNotFound
    return attachment(row.blob, row.name)


@needs(Right.DIRECT)
@require_POST
def allow(request: Request, number: int) -> HttpResponse:
    """Let the person read for so many hours."""
    hours = request.POST.get("hours", "")
    if not (hours.isascii() and hours.isdecimal() and len(hours) < 4):
        raise EmergencyHours(most=HOURS[-1])
    actions.allow_emergency(request.actor, access_id=number, hours=int(hours))
    return done(address("emergency"), _("Đã cho phép; văn thư được báo và hết giờ thì tự đóng."))


@needs(Right.DIRECT)
@require_POST
def refuse(request: Request, number: int) -> HttpResponse:
    """Refuse, with a reason."""
    reason = request.POST.get("reason", "")
    actions.refuse_emergency(request.actor, access_id=number, reason=reason)
    return done(address("emergency"), _("Đã từ chối yêu cầu."))


@needs(Right.CONFIGURE, Right.DIRECT)
@require_POST
def end(request: Request, number: int) -> HttpResponse:
    """Close it before its time."""
    actions.end_emergency(request.actor, access_id=number)
    return done(address("emergency"), _("Đã kết thúc truy cập khẩn cấp."))
