"""Registers: series, their years and terms, and the numbers in them."""

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Line30, Line40, Line200
from vanthu.faces.acts.inputs import Day, Id, Reason
from vanthu.faces.api.cursors import number
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Limit, Number, Pages, PathId
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.office.documents import actions
from vanthu.office.documents.errors import NoSuchNumber
from vanthu.office.documents.queries import RegisterRow, audit, periods_of, register_rows
from vanthu.office.documents.registers import Register, RegisterPeriod

router = Operations(tags=["registers"])
Year = Annotated[int, Field(ge=1945, le=2199)]


class RegisterOut(Schema):
    """A number series of the agency."""

    id: int
    kind: str
    name: str
    types: list[str]
    body: str
    body_symbol: str
    period_kind: str
    valid_from: date
    valid_to: date | None


class PeriodOut(Schema):
    """A year or term of a register."""

    id: int
    register_id: int
    label: str
    starts_on: date
    ends_before: date
    opened_at: datetime
    closed_at: datetime | None


class NumberOut(Schema):
    """A number of a register; `document_id` is null for one kept or void, which has a reason."""

    number: int
    suffix: str
    shown: str
    state: str
    reason: str
    document_id: int | None
    reference: str
    subject: str


class AuditOut(Schema):
    """What an audit of a period found."""

    sound: bool
    last: int
    gaps: list[int]
    duplicates: list[str]
    without_document: list[str]
    altered: list[str]
    unexplained: list[str]


class Defined(ActInput):
    """A new series: without `types` it takes what no other register takes."""

    kind: Literal["incoming", "outgoing", "internal", "normative", "consultative", "copy"]
    name: Annotated[Line200, Field(min_length=1)]
    types: Annotated[list[Line30], Field(max_length=100)] = []
    body: Line200 = ""
    body_symbol: Line30 = ""
    period_kind: Literal["year", "term"] = "year"
    valid_from: Day


class Ended(ActInput):
    """From which day a series takes no more, and why."""

    valid_to: Day
    reason: Reason


class Opened(ActInput):
    """A year or term to be opened."""

    label: Annotated[Line40, Field(min_length=1)]
    starts_on: Day
    ends_before: Day


class Reserved(ActInput):
    """How many numbers are kept for later, and why."""

    reason: Reason
    count: Annotated[int, Field(ge=1, le=50)] = 1
    day: Day | None = None


class Inserted(ActInput):
    """Which document gets a number with a letter, behind which number, and why."""

    document_id: Id
    after: Number
    reason: Reason
    dated: Day | None = None
    register_id: Id | None = None


class Voided(ActInput):
    """Why the number is void."""

    reason: Reason


_READ = needs(Right.REGISTER, Right.ISSUE, Right.REPORT, Right.MANAGE_REGISTERS)
_MANAGE = needs(Right.MANAGE_REGISTERS)


@router.get("", response=list[RegisterOut], operation_id="registers", summary="Các sổ đăng ký")
@_READ
def registers(request: Request) -> list[RegisterOut]:
    """Every series of the caller's agency, those ended among them."""
    rows = Register.objects.filter(agency=request.actor.agency_id).order_by("kind", "id")
    return [RegisterOut.from_orm(row) for row in rows]


@router.get("/periods", response=list[PeriodOut], operation_id="periods", summary="Các kỳ của sổ")
@_READ
def periods(request: Request, day: Day | None = None) -> list[PeriodOut]:
    """The years and terms of every register, newest first; of one day where it is named."""
    return [PeriodOut.from_orm(row) for row in periods_of(request.actor.agency_id, day)]


@router.get(
    "/periods/{int:period_id}/numbers",
    response=Pages[NumberOut],
    operation_id="numbers",
    summary="Các số trong một kỳ",
)
@_READ
def numbers(
    request: Request, period_id: PathId, cursor: str | None = None, limit: Limit = 100
) -> Pages[NumberOut]:
    """The lines of a register in the order of their numbers, kept and void ones among them."""
    _own_period(request, period_id)
    after = _place(cursor) if cursor else (0, "")
    rows = register_rows(period_id, after=after, limit=limit + 1)
    shown = [_line(row) for row in rows[:limit]]
    more = len(rows) > limit
    last = f"{shown[-1].number}.{shown[-1].suffix}" if more else None
    return Pages[NumberOut](rows=shown, next=last)


def _place(cursor: str) -> tuple[int, str]:
    first, _dot, suffix = cursor.partition(".")
    return min(number(first), 2**31 - 1), suffix[:3].replace("\0", "")


def _line(row: RegisterRow) -> NumberOut:
    document = row.document
    return NumberOut(
        number=row.number,
        suffix=row.suffix,
        shown=row.shown,
        state=row.state,
        reason=row.reason,
        document_id=document.pk if document else None,
        reference=document.reference if document else "",
        subject=document.subject if document else "",
    )


def _own_period(request: Request, period_id: int) -> None:
    rows = RegisterPeriod.objects.filter(pk=period_id)
    if not rows.filter(register__agency=request.actor.agency_id).exists():
        raise NoSuchNumber(number=period_id)


@router.get(
    "/periods/{int:period_id}/audit",
    response=AuditOut,
    operation_id="audit",
    summary="Kiểm tra số của một kỳ",
)
@_READ
def audited(request: Request, period_id: PathId) -> AuditOut:
    """Gaps, duplicates and whatever does not agree between counter, numbers and documents."""
    _own_period(request, period_id)
    return AuditOut.from_orm(audit(period_id))


@router.post(
    "", response={201: RegisterOut}, operation_id="define_register", summary="Lập sổ đăng ký"
)
@_MANAGE
def define(request: Request, data: Defined) -> RegisterOut:
    """Set up a series; its years are opened apart."""
    return RegisterOut.from_orm(actions.define_register(request.actor, **data.model_dump()))


@router.post(
    "/{int:register_id}/end",
    response=RegisterOut,
    operation_id="end_register",
    summary="Kết thúc sổ",
)
@_MANAGE
def end(request: Request, register_id: PathId, data: Ended) -> RegisterOut:
    """Let a series take no more documents; its numbers stay as they are."""
    row = actions.end_register(request.actor, register_id=register_id, **data.model_dump())
    return RegisterOut.from_orm(row)


@router.post(
    "/{int:register_id}/periods",
    response={201: PeriodOut},
    operation_id="open_period",
    summary="Mở sổ cho một năm, nhiệm kỳ",
)
@_MANAGE
def open_period(request: Request, register_id: PathId, data: Opened) -> PeriodOut:
    """Numbers begin at 01 again."""
    row = actions.open_period(request.actor, register_id=register_id, **data.model_dump())
    return PeriodOut.from_orm(row)


@router.post(
    "/years/{int:year}",
    response={201: list[PeriodOut]},
    operation_id="open_year",
    summary="Mở sổ năm mới cho mọi sổ theo năm",
)
@_MANAGE
def open_year(request: Request, year: Year) -> list[PeriodOut]:
    """Open the year for every register that has not got it."""
    return [PeriodOut.from_orm(row) for row in actions.open_year(request.actor, year=year)]


@router.post(
    "/periods/{int:period_id}/close",
    response=PeriodOut,
    operation_id="close_period",
    summary="Khóa sổ",
)
@_MANAGE
def close_period(request: Request, period_id: PathId) -> PeriodOut:
    """No number of the period can be given any more."""
    _own_period(request, period_id)
    return PeriodOut.from_orm(actions.close_period(request.actor, period_id=period_id))


class KeptNumber(Schema):
    """A number kept for later."""

    id: int
    number: int
    reason: str


@router.post(
    "/{int:register_id}/numbers",
    response={201: list[KeptNumber]},
    operation_id="reserve_number",
    summary="Giữ số",
)
@_MANAGE
def reserve(request: Request, register_id: PathId, data: Reserved) -> list[KeptNumber]:
    """Keep the next numbers for documents still to come."""
    rows = actions.reserve_number(request.actor, register_id=register_id, **data.model_dump())
    return [KeptNumber.from_orm(row) for row in rows]


class Referenced(Schema):
    """The document and its new number."""

    document_id: int
    reference: str


@router.post("/numbers", response=Referenced, operation_id="insert_number", summary="Chèn số phụ")
@_MANAGE
def insert(request: Request, data: Inserted) -> Referenced:
    """Give an approved document a number with a letter behind one already given."""
    row = actions.insert_number(request.actor, **data.model_dump())
    return Referenced(document_id=row.pk, reference=row.reference)


@router.post(
    "/numbers/{int:number_id}/void",
    response=KeptNumber,
    operation_id="void_number",
    summary="Hủy số",
)
@_MANAGE
def void(request: Request, number_id: PathId, data: Voided) -> KeptNumber:
    """Void a kept number, or that of a document not yet issued; the register goes on showing it."""
    row = actions.void_number(request.actor, number_id=number_id, reason=data.reason)
    return KeptNumber.from_orm(row)
