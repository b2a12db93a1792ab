"""Changes of plans decided on paper, from a sheet; one event for each file's part."""

from collections.abc import Sequence

from vanthu.cadres.planning import actions
from vanthu.cadres.planning.actions import ChangeFields, Decided
from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    Group,
    PlanLevel,
    Reason,
    Source,
    TermKind,
)
from vanthu.cadres.planning.models import PlanTarget
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
