"""Members as they stand on a list, from a sheet: 50,000 rows, an event for each batch."""

from collections.abc import Sequence
from typing import Any

from vanthu.cadres.membership.actions import MemberRow, import_members
from vanthu.cadres.membership.models import Member
from vanthu.cadres.membership.queries import organisations_of
from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.finding import person_of
from vanthu.faces.imports.kinds import Column, Kind, Memory
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.text import fold

_STAFF, _BRANCH, _CARD = "Số hiệu cán bộ", "Tổ chức đảng", "Số thẻ"
_JOINED, _OFFICIAL, _SINCE = "Ngày vào Đảng", "Ngày chính thức", "Vào danh sách từ ngày"


def _member(actor: Actor, row: Row, memory: Memory) -> MemberRow:
    person = person_of(row, _STAFF, memory)
    taken: set[int] = memory.once("taken", _listed)
    if person in taken:
        raise WrongCell(_STAFF, "Người này đã có trong danh sách hoặc bị lặp trong tệp.")
    branch = memory.once("branches", lambda: _branches(actor)).get(fold(row.text(_BRANCH)))
    if branch is None:
        raise WrongCell(_BRANCH, "Không có tổ chức đảng tên này, hoặc nhiều tổ chức cùng tên.")
    official = row.day(_OFFICIAL) if row.text(_OFFICIAL, required=False) else None
    found = MemberRow(
        person_id=person,
        organisation_id=branch,
        number=row.text(_CARD, required=False),
        joined_on=row.day(_JOINED),
        official_on=official,
        since=row.day(_SINCE),
    )
    if not found.joined_on <= found.since <= actor.today:
        raise WrongCell(_SINCE, "Ngày vào danh sách phải từ ngày vào Đảng đến ngày hôm nay.")
    if official is not None and official < found.joined_on:
        raise WrongCell(_OFFICIAL, "Ngày chính thức phải sau ngày vào Đảng.")
    taken.add(person)
    return found


def _enter(actor: Actor, rows: Sequence[MemberRow], _memory: Memory) -> None:
    import_members(actor, rows=rows, source="Nhập từ Excel")


def _listed() -> set[int]:
    return set(Member.objects.current().filter(until=None).values_list("person_id", flat=True))


def _branches(actor: Actor) -> dict[str, int]:
    """The organisations the actor keeps by their folded names; one name twice is none."""
    found: dict[str, Any] = {}
    for number, name in organisations_of(actor):
        key = fold(name)
        found[key] = None if key in found else int(number)
    return {key: number for key, number in found.items() if number is not None}


MEMBERS = Kind(
    "members",
    "Danh sách đảng viên",
    "Mỗi dòng là một người đang sinh hoạt; tìm người theo số hiệu cán bộ.",
    (Right.CADRES,),
    (
        Column(_STAFF, "person_id", example="VL000123"),
        Column(_BRANCH, "organisation_id", example="Chi bộ Văn phòng - Đảng bộ phường Long Châu"),
        Column(_CARD, "number", required=False, example="86.001234"),
        Column(_JOINED, "joined_on", example="02/03/2021"),
        Column(_OFFICIAL, "official_on", required=False, example="02/03/2022"),
        Column(_SINCE, "since", example="01/07/2025"),
    ),
    _member,
    batch=_enter,
    most=50_000,
)
