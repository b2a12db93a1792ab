"""Titles, and changes of plans decided on paper, from sheets; one event for each file's part."""

from collections.abc import Sequence
from decimal import Decimal

from vanthu.cadres.planning import actions, permissions
from vanthu.cadres.planning.actions import ChangeFields, Decided, TargetFields
from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    Group,
    PlanLevel,
    Reason,
    Source,
    TargetKind,
    TermKind,
)
from vanthu.cadres.planning.models import PlanTarget, PlanTerm
from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.finding import agency_coded, decision_of, person_of
from vanthu.faces.imports.kinds import Column, Kind, Memory
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.text import fold

_STAFF, _AGENCY, _TITLE, _TERM = (
    "Số hiệu cán bộ",
    "Mã định danh cơ quan",
    "Chức danh quy hoạch",
    "Nhiệm kỳ",
)
_KIND, _LEVEL = "Loại nhiệm kỳ", "Cấp"
_ACTION, _REASON, _GROUP, _SOURCE = "Nội dung", "Lý do đưa ra", "Nhóm", "Nguồn"
_PAPER, _SIGNED, _BY, _TOLD = "Quyết định", "Ngày ký", "Cấp quyết định", "Ngày thông báo"


def _row(actor: Actor, row: Row, memory: Memory) -> Decided:
    person, target = person_of(row, _STAFF, memory), _target(actor, row, memory)
    seen: set[tuple[int, int]] = memory.once("changed", set)
    if (person, target) in seen:
        raise WrongCell(_STAFF, "Người này đã có ở một dòng trên với cùng chức danh.")
    seen.add((person, target))
    change = ChangeFields(
        person_id=person,
        target_id=target,
        action=row.one_of(_ACTION, ChangeAction),
        reason=row.one_of_or(_REASON, Reason, None),
        group=row.one_of_or(_GROUP, Group, Group.FIRST),
        source=row.one_of_or(_SOURCE, Source, Source.INSIDE),
    )
    return Decided(
        change=change,
        decision_id=decision_of(row, _PAPER, _SIGNED, memory),
        level=row.one_of(_BY, ApprovalLevel),
        notified_on=row.day_or_none(_TOLD),
    )


def _rows(actor: Actor, rows: Sequence[Decided], _memory: Memory) -> None:
    actions.import_changes(actor, rows=rows)


def _target(actor: Actor, row: Row, memory: Memory) -> int:
    agency = agency_coded(row, _AGENCY, memory, actor.today)

    def read() -> dict[tuple[str, str, str, str], int]:
        rows = PlanTarget.objects.filter(agency=agency).select_related("term")
        return {(fold(t.title), t.term.code, t.term.kind, t.term.level): t.pk for t in rows}

    found: dict[tuple[str, str, str, str], int] = memory.once(("titles", agency), read)
    kind, level = row.one_of(_KIND, TermKind), row.one_of(_LEVEL, PlanLevel)
    number = found.get((fold(row.text(_TITLE)), row.text(_TERM), kind.value, level.value))
    if number is None:
        raise WrongCell(_TITLE, "Cơ quan không có chức danh này trong nhiệm kỳ. Hãy thêm trước.")
    return number


_SORT, _RANK, _SEATS = "Loại chức danh", "Thứ bậc", "Số lượng theo quy định"
_LOW, _HIGH, _MOST = "Hệ số thấp nhất", "Hệ số cao nhất", "Số người nhiều nhất"
_FROM = {Group.FIRST: "Nguồn: đối tượng 1", Group.SECOND: "Nguồn: đối tượng 2"}


def _title(actor: Actor, row: Row, memory: Memory) -> TargetFields:
    fields = TargetFields(
        term_id=_term(row, memory),
        agency_id=agency_coded(row, _AGENCY, memory, actor.today),
        title=row.text(_TITLE),
        kind=row.one_of_or(_SORT, TargetKind, TargetKind.TITLE),
        rank=row.whole(_RANK, default=1),
        prescribed=row.whole(_SEATS, default=1),
        coefficient_min=_limit(row, _LOW),
        coefficient_max=_limit(row, _HIGH),
        persons_max=row.whole(_MOST) if row.filled(_MOST) else None,
        sources={group: found for group, name in _FROM.items() if (found := _sources(row, name))},
    )
    agency = fields.agency_id
    memory.once(("arranges", agency), lambda: permissions.check_arrange(actor, agency))
    actions.check_target(fields)
    seen: set[tuple[int, int, str]] = memory.once("titled", set)
    key = (fields.term_id, fields.agency_id, fold(fields.title))
    if key in seen:
        raise WrongCell(_TITLE, "Chức danh này đã có ở một dòng trên.")
    seen.add(key)
    return fields


def _titles(actor: Actor, rows: Sequence[TargetFields], _memory: Memory) -> None:
    actions.import_targets(actor, rows=rows)


def _term(row: Row, memory: Memory) -> int:
    def read() -> dict[tuple[str, str, str], int]:
        return {(term.code, term.kind, term.level): term.pk for term in PlanTerm.objects.all()}

    found: dict[tuple[str, str, str], int] = memory.once("terms", read)
    kind, level = row.one_of(_KIND, TermKind), row.one_of(_LEVEL, PlanLevel)
    number = found.get((row.text(_TERM), kind.value, level.value))
    if number is None:
        raise WrongCell(_TERM, "Không có nhiệm kỳ này của loại và cấp đã chọn. Hãy lập trước.")
    return number


def _limit(row: Row, column: str) -> Decimal | None:
    """A coefficient as it is kept: below 100, with two decimals."""
    found = row.decimal_or_none(column)
    if found is not None and not (0 <= found < 100 and found == round(found, 2)):
        raise WrongCell(column, "Hãy nhập số từ 0 đến dưới 100, nhiều nhất hai số thập phân.")
    return found


def _sources(row: Row, column: str) -> list[str]:
    text = row.text(column, required=False)
    return [each.strip() for each in text.split(";") if each.strip()]


TITLE_SHEET = Kind(
    "planning-titles",
    "Chức danh quy hoạch",
    "Mỗi dòng một chức danh của một cơ quan trong một nhiệm kỳ; chức danh đã có thì được sửa.",
    (Right.CADRES,),
    (
        Column(_AGENCY, "agency_id", example="H61.12"),
        Column(_TERM, "term_id", example="2025-2030"),
        Column(_KIND, "term_kind", choices=TermKind),
        Column(_LEVEL, "plan_level", choices=PlanLevel),
        Column(_TITLE, "title", example="Trưởng phòng"),
        Column(_SORT, "kind", required=False, choices=TargetKind),
        Column(_RANK, "rank", required=False, hint="1 là cao nhất; để trống: 1."),
        Column(_SEATS, "prescribed", required=False, hint="Để trống: 1."),
        Column(_LOW, "coefficient_min", required=False, hint="Để trống: theo quy định."),
        Column(_HIGH, "coefficient_max", required=False, hint="Để trống: theo quy định."),
        Column(_MOST, "persons_max", required=False, hint="Để trống: theo quy định."),
        Column(_FROM[Group.FIRST], "first_sources", required=False, hint="Cách nhau bằng dấu ;"),
        Column(_FROM[Group.SECOND], "second_sources", required=False, hint="Cách nhau bằng dấu ;"),
    ),
    _title,
    who=permissions.check_arrange,
    batch=_titles,
    most=50_000,
)
CHANGE_SHEET = Kind(
    "planning-changes",
    "Trường hợp quy hoạch đã quyết định",
    "Mỗi dòng một người và một chức danh, theo quyết định đã ký.",
    (Right.CADRES,),
    (
        Column(_STAFF, "person_id", example="VL000123"),
        Column(_AGENCY, "agency_id", example="H61.12"),
        Column(_TITLE, "target_id", example="Trưởng phòng"),
        Column(_TERM, "term", example="2025-2030"),
        Column(_KIND, "kind", choices=TermKind),
        Column(_LEVEL, "plan_level", choices=PlanLevel),
        Column(_ACTION, "action", choices=ChangeAction),
        Column(_REASON, "reason", required=False, choices=Reason),
        Column(_GROUP, "group", required=False, choices=Group),
        Column(_SOURCE, "source", required=False, choices=Source),
        Column(_PAPER, "decision_id", example="12-QĐ/TU"),
        Column(_SIGNED, "signed_on", example="05/01/2026"),
        Column(_BY, "level", choices=ApprovalLevel),
        Column(_TOLD, "notified_on", required=False, example="06/01/2026"),
    ),
    _row,
    batch=_rows,
)
