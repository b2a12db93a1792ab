"""Quotas, movements and severance cases from sheets; each file is one event per decision."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Choices

from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.personnel.queries import find_decision
from vanthu.cadres.staffing import actions
from vanthu.cadres.staffing.actions import (
    DecidedFields,
    HeadcountFields,
    QuotaFields,
    SeveranceFields,
)
from vanthu.cadres.staffing.choices import Category, EventType, QuotaKind, Scheme, SeveranceKind
from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.kinds import Column, Kind, Memory
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import AgencyCode, AgencyVersion
from vanthu.kernel.text import fold

_AGENCY, _KIND, _STAFF = "Cơ quan", "Loại biên chế", "Số hiệu cán bộ"
_PAPER, _SIGNED = "Quyết định", "Ngày ký"
_BY = "Mã định danh hoặc tên đầy đủ."
_RIGHTS = (Right.CADRES,)
_C = TypeVar("_C", bound=Choices)

Quoted = tuple[int, QuotaFields]


def _quota(_actor: Actor, row: Row, memory: Memory) -> Quoted:
    fields = QuotaFields(
        agency_id=_agency(row, memory),
        kind=row.one_of(_KIND, QuotaKind),
        year=row.whole("Năm"),
        assigned=row.whole("Số được giao"),
    )
    key = (fields.agency_id, fields.kind, fields.year)
    seen: set[tuple[int, str, int]] = memory.once("quotas", set)
    if key in seen:
        raise WrongCell(_AGENCY, "Cơ quan này đã có một dòng cùng loại, cùng năm ở trên.")
    seen.add(key)
    return _decision(row, memory), fields


def _quotas(actor: Actor, rows: Sequence[Quoted], _memory: Memory) -> None:
    by_decision: dict[int, list[QuotaFields]] = defaultdict(list)
    for number, fields in rows:
        by_decision[number].append(fields)
    for number, quotas in by_decision.items():
        actions.assign_quotas(actor, quotas=quotas, decision_id=number)


def _movement(_actor: Actor, row: Row, memory: Memory) -> HeadcountFields:
    number = row.text(_STAFF, required=False)
    paper = row.text(_PAPER, required=False)
    return HeadcountFields(
        agency_id=_agency(row, memory),
        kind=row.one_of(_KIND, QuotaKind),
        type=row.one_of("Biến động", EventType),
        on=row.day("Ngày"),
        person_id=_person(row, memory) if number else None,
        count=row.whole("Số người", default=1),
        decision_id=_decision(row, memory) if paper else None,
    )


def _movements(actor: Actor, rows: Sequence[HeadcountFields], _memory: Memory) -> None:
    actions.record_headcount(actor, events=rows)


def _severance(_actor: Actor, row: Row, memory: Memory) -> DecidedFields:
    person = _person(row, memory)
    seen: set[int] = memory.once("severed", set)
    if person in seen:
        raise WrongCell(_STAFF, "Người này đã có ở một dòng trên.")
    seen.add(person)
    reorganised = row.text("Ngày sắp xếp", required=False)
    fields = SeveranceFields(
        agency_id=_agency(row, memory),
        person_id=person,
        quota_kind=row.one_of(_KIND, QuotaKind),
        kind=row.one_of("Hình thức", SeveranceKind),
        category=row.one_of("Lý do", Category),
        leaves_on=row.day("Ngày nghỉ"),
        pay_base=row.whole("Tiền lương tháng", default=0),
        months_early=row.whole("Số tháng nghỉ sớm", default=0),
        service_months=row.whole("Số tháng đóng BHXH", default=0),
        scheme=_choice(row, "Diện giải quyết", Scheme, Scheme.ORDINARY),
        reorganised_on=row.day("Ngày sắp xếp") if reorganised else None,
    )
    return DecidedFields(fields=fields, decision_id=_decision(row, memory))


def _severances(actor: Actor, rows: Sequence[DecidedFields], _memory: Memory) -> None:
    actions.import_severances(actor, cases=rows, source="Nhập từ Excel")


def _choice(row: Row, column: str, choices: type[_C], default: _C) -> _C:
    return row.one_of(column, choices) if row.text(column, required=False) else default


def _decision(row: Row, memory: Memory) -> int:
    reference, signed_on = row.text(_PAPER), row.day(_SIGNED)
    found = memory.once((reference, signed_on), lambda: find_decision(reference, signed_on))
    if found is None:
        raise WrongCell(_PAPER, "Chưa ghi nhận quyết định này. Hãy ghi nhận quyết định trước.")
    number: int = found.pk
    return number


def _person(row: Row, memory: Memory) -> int:
    known: dict[str, int] = memory.once("people", _people)
    number = known.get(row.text(_STAFF))
    if number is None:
        raise WrongCell(_STAFF, "Không có người mang số hiệu này. Hãy nhập thông tin cán bộ trước.")
    return number


def _people() -> dict[str, int]:
    rows = PersonFacts.objects.current().exclude(number="")
    return dict(rows.values_list("number", "person_id"))


def _agency(row: Row, memory: Memory) -> int:
    """By its identifier or its full name; a name that several bear says nothing."""
    known: dict[str, int | None] = memory.once("agencies", _agencies)
    text = row.text(_AGENCY)
    number = known.get(fold(text))
    if number is None:
        text = f"Không có cơ quan “{text}”, hoặc có nhiều. Hãy nhập mã định danh."
        raise WrongCell(_AGENCY, text)
    return number


def _agencies() -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for number, name in AgencyVersion.objects.values_list("agency", "name").distinct():
        before = found.get(fold(name), number)
        found[fold(name)] = number if before == number else None
    return found | {
        fold(code): row for row, code in AgencyCode.objects.values_list("agency", "code")
    }


_PAPERS = (
    Column(_PAPER, "decision_id", example="301/QĐ-UBND"),
    Column(_SIGNED, "signed_on", example="14/12/2021"),
)
QUOTA_SHEET = Kind(
    "staffing-quotas",
    "Biên chế được giao",
    "Mỗi dòng một cơ quan, một loại biên chế, một năm.",
    _RIGHTS,
    (
        Column(_AGENCY, "agency_id", hint=_BY),
        Column(_KIND, "kind", choices=QuotaKind),
        Column("Năm", "year", example="2023"),
        Column("Số được giao", "assigned", example="40"),
        *_PAPERS,
    ),
    _quota,
    batch=_quotas,
)
MOVEMENT_SHEET = Kind(
    "staffing-movements",
    "Biến động nhân sự",
    "Mỗi dòng một người, hoặc một số người khi chỉ có số tổng hợp.",
    _RIGHTS,
    (
        Column(_AGENCY, "agency_id", hint=_BY),
        Column(_KIND, "kind", choices=QuotaKind),
        Column("Biến động", "type", choices=EventType),
        Column("Ngày", "on", example="05/06/2023"),
        Column(_STAFF, "person_id", required=False, example="VL000123"),
        Column("Số người", "count", required=False, hint="Để trống: 1."),
        Column(_PAPER, "decision_id", required=False, example="301/QĐ-UBND"),
        Column(_SIGNED, "signed_on", required=False, example="14/12/2021"),
    ),
    _movement,
    batch=_movements,
)
SEVERANCE_SHEET = Kind(
    "staffing-severances",
    "Trường hợp tinh giản đã quyết định",
    "Mỗi dòng một người; tiền được tính theo nghị định của ngày ký quyết định.",
    _RIGHTS,
    (
        Column(_AGENCY, "agency_id", hint=_BY),
        Column(_STAFF, "person_id", example="VL000123"),
        Column(_KIND, "quota_kind", choices=QuotaKind),
        Column("Hình thức", "kind", choices=SeveranceKind),
        Column("Lý do", "category", choices=Category),
        Column("Ngày nghỉ", "leaves_on", example="01/09/2022"),
        Column("Tiền lương tháng", "pay_base", required=False, example="10000000"),
        Column("Số tháng nghỉ sớm", "months_early", required=False, example="42"),
        Column("Số tháng đóng BHXH", "service_months", required=False, example="360"),
        Column("Diện giải quyết", "scheme", required=False, choices=Scheme),
        Column("Ngày sắp xếp", "reorganised_on", required=False),
        *_PAPERS,
    ),
    _severance,
    batch=_severances,
)
