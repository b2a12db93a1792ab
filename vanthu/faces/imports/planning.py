"""Changes of plans decided on paper, from a sheet; one event for each file's part."""

from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Choices

from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.personnel.queries import find_decision
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
from vanthu.faces.imports.kinds import Column, Kind, Memory
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import agency_by_code
from vanthu.kernel.errors import Refusal
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
_C = TypeVar("_C", bound=Choices)


def _row(actor: Actor, row: Row, memory: Memory) -> Decided:
    person, target = _person(row, memory), _target(actor, row, memory)
    seen: set[tuple[int, int]] = memory.once("changed", set)
    if (person, target) in seen:
        raise WrongCell(_STAFF, "Người này đã có ở một dòng trên với cùng chức danh.")
    seen.add((person, target))
    change = ChangeFields(
        person_id=person,
        target_id=target,
        action=row.one_of(_ACTION, ChangeAction),
        reason=_choice(row, _REASON, Reason, None),
        group=_choice(row, _GROUP, Group, None) or Group.FIRST,
        source=_choice(row, _SOURCE, Source, None) or Source.INSIDE,
    )
    return Decided(
        change=change,
        decision_id=_decision(row, memory),
        level=row.one_of(_BY, ApprovalLevel),
        notified_on=row.day_or_none(_TOLD),
    )


def _rows(actor: Actor, rows: Sequence[Decided], _memory: Memory) -> None:
    actions.import_changes(actor, rows=rows)


def _choice(row: Row, column: str, choices: type[_C], default: _C | None) -> _C | None:
    return row.one_of(column, choices) if row.filled(column) else default


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


def _target(actor: Actor, row: Row, memory: Memory) -> int:
    code = row.text(_AGENCY)

    def read() -> dict[tuple[str, str, str, str], int]:
        try:
            agency = agency_by_code(code, actor.today).pk
        except Refusal as refusal:
            raise WrongCell(_AGENCY, refusal.sentence) from refusal
        rows = PlanTarget.objects.filter(agency=agency).select_related("term")
        return {(fold(t.title), t.term.code, t.term.kind, t.term.level): t.pk for t in rows}

    found: dict[tuple[str, str, str, str], int] = memory.once(("titles", code), read)
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
