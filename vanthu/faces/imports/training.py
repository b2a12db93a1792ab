"""Class lists from a sheet: named rows, and head-counts where there are no names."""

from vanthu.cadres.training.actions import Attendance, record_attendance
from vanthu.cadres.training.choices import Object
from vanthu.cadres.training.models import TrainingClass
from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.finding import agency_coded, person_of
from vanthu.faces.imports.kinds import Column, Kind, Memory
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.text import fold

_CLASS, _STAFF, _COUNT = "Tên lớp", "Số hiệu cán bộ", "Số người"
_AGENCY, _OBJECT, _PAPER = "Mã định danh cơ quan", "Đối tượng", "Số chứng chỉ"
_ROWS, _TAKEN = "attendance", "in the sheet"


def _apply(actor: Actor, row: Row, memory: Memory) -> None:
    attended = memory.once("classes", _classes).get(fold(row.text(_CLASS)))
    if attended is None:
        raise WrongCell(_CLASS, "Không có lớp tên này, hoặc nhiều lớp cùng tên. Hãy mở lớp trước.")
    number = row.text(_STAFF, required=False)
    person = person_of(row, _STAFF, memory) if number else None
    count = row.whole(_COUNT, default=1)
    if count < 1 or (person is not None and count != 1):
        raise WrongCell(_COUNT, "Có số hiệu thì mỗi dòng một người; không có thì nhập số người.")
    taken: set[tuple[int, int]] = memory.once(_TAKEN, set)
    if person is not None and (attended, person) in taken:
        raise WrongCell(_STAFF, "Người này lặp trong tệp. Mỗi người một lượt trong một lớp.")
    if person is not None:
        taken.add((attended, person))
    line = Attendance(
        agency_id=agency_coded(row, _AGENCY, memory, actor.today),
        object=row.one_of(_OBJECT, Object),
        person_id=person,
        headcount=count,
        certificate=row.text(_PAPER, required=False),
    )
    memory.once(_ROWS, dict).setdefault(attended, []).append(line)


def _finish(actor: Actor, memory: Memory) -> None:
    """One event a class, however many rows its list has."""
    lists: dict[int, list[Attendance]] = memory.once(_ROWS, dict)
    for attended, rows in lists.items():
        record_attendance(actor, class_id=attended, rows=rows, source="Nhập từ Excel")


def _classes() -> dict[str, int]:
    """Classes by their folded names; a name that stands for several is none."""
    found: dict[str, int | None] = {}
    for number, name in TrainingClass.objects.values_list("pk", "name"):
        key = fold(name)
        found[key] = None if key in found else number
    return {key: number for key, number in found.items() if number is not None}


ATTENDANCE = Kind(
    "attendance",
    "Danh sách lớp",
    "Mỗi dòng một người học, hoặc một số người khi lớp không có danh sách.",
    (Right.CADRES,),
    (
        Column(_CLASS, "class_id", example="Kỹ năng số 2026, lớp 1"),
        Column(_STAFF, "person_id", required=False, hint="Để trống khi không có danh sách."),
        Column(_COUNT, "headcount", required=False, hint="Chỉ nhập khi không có số hiệu."),
        Column(_AGENCY, "agency_id", example="H61.12"),
        Column(_OBJECT, "object", choices=Object, example="Công chức"),
        Column(_PAPER, "certificate", required=False),
    ),
    _apply,
    _finish,
)
