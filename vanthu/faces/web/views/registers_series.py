"""Series: defined, ended; years and terms opened and closed (Decree 30/2020 Art. 15; Q-027)."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.filling import Field, Form
from vanthu.faces.web.options import options
from vanthu.faces.web.places import address
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done, form_page
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotFound, Refusal
from vanthu.office.documents.actions import (
    close_period,
    define_register,
    end_register,
    open_period,
    open_year,
)
from vanthu.office.documents.choices import NumberState, PeriodKind, RegisterKind, TypeFamily
from vanthu.office.documents.models import DocumentType
from vanthu.office.documents.queries import types_for
from vanthu.office.documents.registers import Register, RegisterPeriod


@needs(Right.MANAGE_REGISTERS)
@require_http_methods(["GET", "POST"])
def define(request: Request) -> HttpResponse:
    """A new series."""
    form = Form(
        request,
        _definition(request.actor),
        {"valid_from": request.actor.today, "period_kind": "year"},
    )
    if form.sent and form.does(
        define_register,
        request.actor,
        kind=form.one_of("kind", RegisterKind),
        name=form.text("name"),
        types=form.values("types"),
        body=form.text("body"),
        body_symbol=form.text("body_symbol"),
        period_kind=form.one_of("period_kind", PeriodKind),
        valid_from=form.day("valid_from"),
    ):
        told = _("Đã lập sổ “%(name)s”. Hãy mở kỳ để cấp số.") % {"name": form.result.name}
        return done(address("registers"), told)
    return form_page(
        request,
        form,
        here="registers",
        title=_("Lập sổ đăng ký mới"),
        intro=_(
            "Không chọn loại văn bản: sổ nhận mọi loại chưa có sổ riêng "
            "(khoản 1 Điều 15 Nghị định số 30/2020/NĐ-CP)."
        ),
        submit=_("Lập sổ"),
        back=address("registers"),
    )


def _definition(actor: Actor) -> list[Field]:
    return [
        Field("name", _("Tên sổ")),
        Field("kind", _("Sổ dùng cho"), kind="choice", options=options(RegisterKind), width="w8"),
        Field("period_kind", _("Đánh số"), kind="choice", options=options(PeriodKind), width="w4"),
        Field("valid_from", _("Dùng từ ngày"), kind="day", width="w4"),
        Field("body", _("Tên hội đồng, ban, tổ"), required=False, width="w8"),
        Field(
            "body_symbol",
            _("Chữ viết tắt của hội đồng, ban, tổ"),
            required=False,
            width="w4",
            hint=_("Chỉ nhập cho sổ của tổ chức tư vấn."),
        ),
        Field(
            "types",
            _("Loại văn bản có số riêng trong sổ này"),
            kind="many",
            options=[(row.code, _named(row)) for row in types_for(actor.agency_id)],
            required=False,
        ),
    ]


def _named(row: DocumentType) -> str:
    """A name that stands in several families is told apart by its own."""
    if row.family == TypeFamily.ADMINISTRATIVE:
        return row.name
    return f"{row.name} ({TypeFamily(row.family).label})"


def _register(actor: Actor, number: int) -> Register:
    found = Register.objects.filter(pk=number, agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    return found


@needs(Right.MANAGE_REGISTERS)
@require_http_methods(["GET", "POST"])
def end(request: Request, number: int) -> HttpResponse:
    """A series takes no more documents from a day on."""
    register = _register(request.actor, number)
    form = Form(
        request,
        [
            Field("valid_to", _("Ngừng dùng từ ngày"), kind="day", width="w4"),
            Field("reason", _("Lý do"), kind="area"),
        ],
    )
    if form.sent and form.does(
        end_register,
        request.actor,
        register_id=number,
        valid_to=form.day("valid_to"),
        reason=form.text("reason"),
    ):
        told = _("Sổ “%(name)s” ngừng dùng từ ngày đã chọn.") % {"name": register.name}
        return done(address("registers"), told)
    return form_page(
        request,
        form,
        here="registers",
        title=_("Ngừng dùng %(name)s") % {"name": register.name},
        intro=_("Các số đã cấp giữ nguyên và vẫn in được sổ."),
        submit=_("Ngừng dùng"),
        back=address("registers"),
    )


@needs(Right.MANAGE_REGISTERS)
@require_http_methods(["GET", "POST"])
def open_one(request: Request, number: int) -> HttpResponse:
    """Open a year or a term of one series."""
    register, year = _register(request.actor, number), request.actor.today.year
    form = Form(
        request,
        [
            Field("label", _("Tên kỳ"), hint=_("Ví dụ 2026, hoặc Nhiệm kỳ 2025-2030."), width="w4"),
            Field("starts_on", _("Từ ngày"), kind="day", width="w4"),
            Field("ends_before", _("Đến trước ngày"), kind="day", width="w4"),
        ],
        {"label": year, "starts_on": date(year, 1, 1), "ends_before": date(year + 1, 1, 1)},
    )
    if form.sent and form.does(
        open_period,
        request.actor,
        register_id=number,
        label=form.text("label"),
        starts_on=form.day("starts_on"),
        ends_before=form.day("ends_before"),
    ):
        opened = reverse("register_numbers", args=[form.result.pk])
        return done(opened, _("Đã mở kỳ, số bắt đầu từ 01."))
    return form_page(
        request,
        form,
        here="registers",
        title=_("Mở kỳ của %(name)s") % {"name": register.name},
        submit=_("Mở kỳ"),
        back=address("registers"),
    )


@needs(Right.MANAGE_REGISTERS)
@require_GET
def years(request: Request) -> HttpResponse:
    """The turn of the year, step by step: what is left, closing, opening."""
    return _years(request)


def _years(request: Request, refusal: Refusal | None = None) -> HttpResponse:
    today = request.actor.today
    over = list(_over(request.actor))
    openable = [year for year in (today.year, today.year + 1) if _unopened(request.actor, year)]
    clear = not any(period.reserved for period in over)
    stages = [
        (_("Số còn giữ"), clear),
        (_("Khóa sổ cũ"), not over),
        (_("Mở năm mới"), today.year not in openable),
    ]
    return screen(
        request,
        "registers/years.html",
        here="registers",
        status=422 if refusal else 200,
        sentence=" ".join(faults(refusal).values()) if refusal else "",
        over=over,
        openable=[(year, _unopened(request.actor, year)) for year in openable],
        stages=_stages(stages),
    )


def _stages(stages: list[tuple[str, bool]]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for label, finished in stages:
        current = not finished and not any(stage["state"] == "current" for stage in found)
        state = "done" if finished else "current" if current else ""
        found.append({"label": label, "state": state})
    return found


def _over(actor: Actor) -> Any:
    return (
        RegisterPeriod.objects.filter(
            register__agency_id=actor.agency_id, closed_at=None, ends_before__lte=actor.today
        )
        .select_related("register", "counter")
        .annotate(reserved=Count("numbers", filter=Q(numbers__state=NumberState.RESERVED)))
        .order_by("starts_on", "register__name")
    )


def _unopened(actor: Actor, year: int) -> list[Register]:
    first = date(year, 1, 1)
    rows = Register.objects.on(first).filter(agency_id=actor.agency_id)
    rows = rows.filter(period_kind=PeriodKind.YEAR).exclude(periods__starts_on=first)
    return list(rows.order_by("name"))


@needs(Right.MANAGE_REGISTERS)
@require_POST
def close(request: Request, number: int) -> HttpResponse:
    """Close a period that is over."""
    period = RegisterPeriod.objects.filter(pk=number, register__agency=request.actor.agency_id)
    if not period.exists():
        raise NotFound
    try:
        closed = close_period(request.actor, period_id=number)
    except Refusal as refusal:
        return _years(request, refusal)
    told = _("Đã khóa %(name)s, kỳ %(label)s.")
    return done(
        address("register_years"), told % {"name": closed.register.name, "label": closed.label}
    )


@needs(Right.MANAGE_REGISTERS)
@require_POST
def begin(request: Request) -> HttpResponse:
    """Open a year for every series that waits for it."""
    year = request.POST.get("year") or ""
    if year not in {str(request.actor.today.year), str(request.actor.today.year + 1)}:
        raise NotFound
    try:
        opened = open_year(request.actor, year=int(year))
    except Refusal as refusal:
        return _years(request, refusal)
    told = _("Đã mở năm %(year)s cho %(n)s sổ.") % {"year": year, "n": len(opened)}
    return done(address("registers"), told)
