"""Registers: their periods, the numbers of one, the audit, and the books to print."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.days import read_day
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import why
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Invalid, NotFound
from vanthu.office.documents.choices import DocumentState, NumberState, RegisterKind
from vanthu.office.documents.queries import (
    RegisterRow,
    audit,
    register_rows,
    types_by_code,
    visible,
)
from vanthu.office.documents.registers import Counter, Register, RegisterPeriod
from vanthu.reports.registers.books import Book, register_book
from vanthu.reports.tables.writing import Format

PAGE = 50
_LAST_SUFFIX = "zzz"


def period_of(actor: Actor, number: int) -> RegisterPeriod:
    """The period, of a register of the actor's agency; raises NotFound."""
    rows = RegisterPeriod.objects.select_related("register", "counter")
    found = rows.filter(pk=number, register__agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    return found


def last_number(period: RegisterPeriod) -> int:
    """The last number given; 0 before the first."""
    counter: Counter | None = getattr(period, "counter", None)
    return counter.last if counter else 0


def no_right(actor: Actor) -> str:
    """Why the actor may not change registers; nothing when they may."""
    found = why(actor, Right.MANAGE_REGISTERS)
    return "" if found.allowed else found.sentence


@needs(Right.REPORT, Right.MANAGE_REGISTERS)
@require_GET
def registers(request: Request) -> HttpResponse:
    """Every series of the agency with its periods, the newest first."""
    actor = request.actor
    # A dozen series with a period for each year: read whole, in two statements.
    series = list(
        Register.objects.filter(agency_id=actor.agency_id)
        .prefetch_related("periods__counter")
        .order_by("valid_to", "kind", "name")
    )
    types = {code: row.name for code, row in types_by_code().items()}
    return screen(
        request,
        "registers/registers.html",
        here="registers",
        series=[_series(each, actor.today, types) for each in series],
        no_right=no_right(actor),
    )


def _series(row: Register, today: date, types: dict[str, str]) -> dict[str, Any]:
    periods = sorted(row.periods.all(), key=lambda period: period.starts_on, reverse=True)
    return {
        "row": row,
        "kind": RegisterKind(row.kind).label,
        "types": [types.get(code, code) for code in row.types],
        "periods": [(period, last_number(period), _standing(period, today)) for period in periods],
        "ended": row.valid_to is not None and row.valid_to <= today,
        "waiting": not any(period.starts_on <= today < period.ends_before for period in periods),
    }


def _standing(period: RegisterPeriod, today: date) -> tuple[str, str]:
    """Words and tone of where a period stands."""
    if period.closed_at:
        return _("Đã khóa"), ""
    if period.ends_before <= today:
        return _("Hết kỳ, chưa khóa sổ"), "amber"
    return (_("Đang dùng"), "green") if period.starts_on <= today else (_("Chưa đến kỳ"), "blue")


@needs(Right.REPORT, Right.MANAGE_REGISTERS)
@require_GET
def numbers(request: Request, number: int) -> HttpResponse:
    """The numbers of a period: the last 50, or those from a number on."""
    actor, period = request.actor, period_of(request.actor, number)
    last = last_number(period)
    start = _whole(request.GET.get("from", "")) or max(last - PAGE + 1, 1)
    rows = register_rows(period.pk, after=(start - 1, _LAST_SUFFIX), limit=PAGE)
    # A line of the register is open to who may report; the document itself only by a grant.
    ids = [row.document.pk for row in rows if row.document]
    open_ids = set(visible(actor).filter(pk__in=ids).values_list("pk", flat=True))
    return screen(
        request,
        "registers/numbers.html",
        here="registers",
        period=period,
        incoming=period.register.kind == RegisterKind.INCOMING,
        last=last,
        start=start,
        rows=[_row(row, open_ids) for row in rows],
        before=max(start - PAGE, 1) if start > 1 else 0,
        following=rows[-1].number + 1 if rows and rows[-1].number < last else 0,
        standing=_standing(period, actor.today),
        no_right=no_right(actor),
    )


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _row(row: RegisterRow, open_ids: set[int]) -> dict[str, Any]:
    document = row.document
    waits = document is not None and document.state == DocumentState.NUMBERED
    return {
        "shown": row.shown,
        "code": f"{row.number}{row.suffix}",
        "document": document,
        "open": document is not None and document.pk in open_ids,
        "state": DocumentState(document.state).label if document else NumberState(row.state).label,
        "tone": {NumberState.VOID: "red", NumberState.RESERVED: "amber"}.get(
            NumberState(row.state), ""
        ),
        "reason": row.reason,
        "recipients": "; ".join(row.recipients),
        "can_void": row.state == NumberState.RESERVED or waits,
    }


@needs(Right.REPORT, Right.MANAGE_REGISTERS)
@require_GET
def audit_page(request: Request, number: int) -> HttpResponse:
    """Counter, witnesses, documents and journal of a period compared."""
    period = period_of(request.actor, number)
    found = audit(period.pk)
    return screen(
        request,
        "registers/audit.html",
        here="registers",
        period=period,
        found=found,
        parts=[
            (_("Số bị thiếu"), found.gaps, _("Không có chứng tích nào của số này.")),
            (_("Số trùng"), found.duplicates, _("Hai văn bản cùng mang một số.")),
            (
                _("Số đã cấp nhưng không có văn bản"),
                found.without_document,
                _("Sổ ghi đã dùng số mà không còn văn bản."),
            ),
            (
                _("Số bị sửa"),
                found.altered,
                _("Số trên văn bản khác với sổ hoặc khác với nhật ký."),
            ),
            (
                _("Số giữ hoặc hủy không có lý do"),
                found.unexplained,
                _("Mỗi số giữ, số hủy phải có lý do."),
            ),
        ],
    )


@needs(Right.REPORT)
@require_GET
def printing(request: Request, number: int) -> HttpResponse:
    """Which book of a period, which days, in which form."""
    period = period_of(request.actor, number)
    return screen(
        request,
        "registers/print.html",
        here="registers",
        period=period,
        incoming=period.register.kind == RegisterKind.INCOMING,
        last_day=date.fromordinal(period.ends_before.toordinal() - 1),
        forms=sorted(FORMS, key=lambda each: each[0] != Format.PDF),  # what is bound comes first
    )


@needs(Right.REPORT)
@require_GET
def book(request: Request, number: int) -> HttpResponseBase:
    """The book as a file."""
    wanted = request.GET
    table = register_book(
        request.actor,
        period_id=number,
        book=Book.FOLLOW_UP if wanted.get("book") == Book.FOLLOW_UP else Book.REGISTER,
        first=_day(wanted.get("first", ""), "first"),
        last=_day(wanted.get("last", ""), "last"),
    )
    return download(request.actor, table, wanted.get("form", ""))


def _day(text: str, name: str) -> date | None:
    try:
        return read_day(text)
    except ValueError as error:
        raise Invalid({name: _("Ngày không hợp lệ.")}) from error
