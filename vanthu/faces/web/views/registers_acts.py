"""Numbers out of the row: reserved, inserted, void; each form asks for the reason (Q-024)."""

import re

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.faces.web.views.registers import last_number, period_of
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotFound
from vanthu.office.documents.actions import insert_number, reserve_number, void_number
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.queries import visible
from vanthu.office.documents.registers import DocumentNumber

_MOST = 50
_CODE = re.compile(r"(\d{1,9})([a-z]{0,3})")


def _reason(hint: str) -> Field:
    return Field("reason", _("Lý do"), kind="area", hint=hint)


@needs(Right.MANAGE_REGISTERS)
@require_http_methods(["GET", "POST"])
def reserve(request: Request, number: int) -> HttpResponse:
    """Keep the next numbers for later."""
    actor, period = request.actor, period_of(request.actor, number)
    day = min(actor.today, period.ends_before.fromordinal(period.ends_before.toordinal() - 1))
    form = Form(
        request,
        [
            Field("count", _("Số lượng số cần giữ"), kind="number", width="w4"),
            _reason(_("Lý do được in trong sổ, ví dụ: Giữ số cho quyết định khen thưởng đợt 2.")),
        ],
        {"count": 1},
    )
    if form.sent and form.does(
        reserve_number,
        actor,
        register_id=period.register_id,
        count=form.number("count", 1, _MOST),
        reason=form.text("reason"),
        day=day,
    ):
        shown = ", ".join(f"{row.number:02d}" for row in form.result)
        return done(_back(number), _("Đã giữ số %(numbers)s.") % {"numbers": shown})
    return form_page(
        request,
        form,
        here="registers",
        title=_("Giữ số trong %(name)s") % {"name": period.register.name},
        intro=_("Kỳ %(label)s, số cuối đã cấp: %(last)s. Các số tiếp theo được giữ lại.")
        % {"label": period.label, "last": last_number(period)},
        submit=_("Giữ số"),
        back=_back(number),
    )


@needs(Right.MANAGE_REGISTERS)
@require_http_methods(["GET", "POST"])
def void(request: Request, number: int, code: str) -> HttpResponse:
    """Void a reserved number, or that of a document not yet issued."""
    period = period_of(request.actor, number)
    row = _number(period.pk, code)
    form = Form(request, [_reason(_("Sổ vẫn in số này cùng lý do hủy."))])
    if form.sent and form.does(
        void_number, request.actor, number_id=row.pk, reason=form.text("reason")
    ):
        return done(_back(number), _("Đã hủy số %(number)s.") % {"number": code})
    return form_page(
        request,
        form,
        here="registers",
        title=_("Hủy số %(number)s") % {"number": code},
        intro=f"{period.register.name}, {period.label}",
        warning=_("Số đã hủy không dùng lại được. Văn bản mang số này trở về chờ cấp số."),
        submit=_("Hủy số"),
        back=_back(number),
    )


def _number(period_id: int, code: str) -> DocumentNumber:
    match = _CODE.fullmatch(code)
    if match is None:
        raise NotFound
    number, suffix = int(match[1]), match[2]
    row = DocumentNumber.objects.filter(period_id=period_id, number=number, suffix=suffix).first()
    if row is None:
        raise NotFound
    return row


@needs(Right.MANAGE_REGISTERS)
@require_http_methods(["GET", "POST"])
def insert(request: Request, number: int) -> HttpResponse:
    """Give an approved document a number with a letter behind one already given."""
    actor, period = request.actor, period_of(request.actor, number)
    waiting = _waiting(actor)
    form = Form(
        request,
        [
            Field(
                "document",
                _("Văn bản chờ cấp số"),
                kind="choice",
                options=waiting,
                empty=_("Chọn văn bản"),
            ),
            Field("after", _("Chèn sau số"), kind="number", width="w4"),
            Field("dated", _("Ngày của văn bản"), kind="day", width="w4"),
            _reason(_("Ví dụ: Quyết định ký ngày 14/11 nhưng chuyển văn thư sau.")),
        ],
        {"dated": actor.today},
    )
    if form.sent and form.does(
        insert_number,
        actor,
        document_id=form.number_or_none("document") or 0,
        after=form.number("after", 1, 999_999),
        dated=form.day("dated"),
        reason=form.text("reason"),
        register_id=period.register_id,
    ):
        shown = form.result.reference
        return done(_back(number), _("Đã chèn số %(reference)s.") % {"reference": shown})
    return form_page(
        request,
        form,
        here="registers",
        title=_("Chèn số vào %(name)s") % {"name": period.register.name},
        intro=_("Số chèn mang số liền trước và một chữ cái, ví dụ 15a."),
        warning="" if waiting else _("Hiện không có văn bản nào đã ký, chờ cấp số."),
        submit=_("Chèn số"),
        back=_back(number),
    )


def _waiting(actor: Actor) -> list[tuple[int, str]]:
    rows = visible(actor).filter(agency_id=actor.agency_id, state=DocumentState.APPROVED)
    return [(row.pk, row.subject[:120]) for row in rows.only("subject").order_by("-pk")[:_MOST]]


def _back(number: int) -> str:
    return reverse("register_numbers", args=[number])
