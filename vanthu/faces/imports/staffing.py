"""Quotas, movements and severance cases from sheets; each file is one event per decision."""

from collections import defaultdict
from collections.abc import Sequence

from vanthu.cadres.staffing import actions
from vanthu.cadres.staffing.actions import (
    DecidedFields,
    HeadcountFields,
    QuotaFields,
    SeveranceFields,
)
from vanthu.cadres.staffing.choices import Category, EventType, QuotaKind, Scheme, SeveranceKind
from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.finding import agency_ever, decision_of, person_of
from vanthu.faces.imports.kinds import Column, Kind, Memory
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor

_AGENCY, _KIND, _STAFF = "Cơ quan", "Loại biên chế", "Số hiệu cán bộ"
_PAPER, _SIGNED = "Quyết định", "Ngày ký"
_BY = "Mã định danh hoặc tên đầy đủ."
_RIGHTS = (Right.CADRES,)

Quoted = tuple[int, QuotaFields]


def _quota(_actor: Actor, row: Row, memory: Memory) -> Quoted:
    fields = QuotaFields(
        agency_id=agency_ever(row, _AGENCY, memory),
        kind=row.one_of(_KIND, QuotaKind),
        year=row.whole("Năm"),
        assigned=row.whole("Số được giao"),
    )
    key = (fields.agency_id, fields.kind, fields.year)
    seen: set[tuple[int, str, int]] = memory.once("quotas", set)
    if key in seen:
        raise WrongCell(_AGENCY, "Cơ quan này đã có một dòng cùng loại, cùng năm ở trên.")
    seen.add(key)
    return decision_of(row, _PAPER, _SIGNED, memory), fields


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
        agency_id=agency_ever(row, _AGENCY, memory),
        kind=row.one_of(_KIND, QuotaKind),
        type=row.one_of("Biến động", EventType),
        on=row.day("Ngày"),
        person_id=person_of(row, _STAFF, memory) if number else None,
        count=row.whole("Số người", default=1),
        decision_id=decision_of(row, _PAPER, _SIGNED, memory) if paper else None,
    )


def _movements(actor: Actor, rows: Sequence[HeadcountFields], _memory: Memory) -> None:
    actions.record_headcount(actor, events=rows)


def _severance(_actor: Actor, row: Row, memory: Memory) -> DecidedFields:
    person = person_of(row, _STAFF, memory)
    seen: set[int] = memory.once("severed", set)
    if person in seen:
        raise WrongCell(_STAFF, "Người này đã có ở một dòng trên.")
    seen.add(person)
    reorganised = row.text("Ngày sắp xếp", required=False)
    fields = SeveranceFields(
        agency_id=agency_ever(row, _AGENCY, memory),
        person_id=person,
        quota_kind=row.one_of(_KIND, QuotaKind),
        kind=row.one_of("Hình thức", SeveranceKind),
        category=row.one_of("Lý do", Category),
        leaves_on=row.day("Ngày nghỉ"),
        pay_base=row.whole("Tiền lương tháng", default=0),
        months_early=row.whole("Số tháng nghỉ sớm", default=0),
        service_months=row.whole("Số tháng đóng BHXH", default=0),
        scheme=row.one_of_or("Diện giải quyết", Scheme, Scheme.ORDINARY),
        reorganised_on=row.day("Ngày sắp xếp") if reorganised else None,
    )
    return DecidedFields(fields=fields, decision_id=decision_of(row, _PAPER, _SIGNED, memory))


def _severances(actor: Actor, rows: Sequence[DecidedFields], _memory: Memory) -> None:
    actions.import_severances(actor, cases=rows, source="Nhập từ Excel")


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
