"""What the cells of a row mean: which agency."""

from datetime import date

from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.kinds import Memory
from vanthu.ground.org.models import AgencyCode, AgencyVersion
from vanthu.kernel.text import fold


def agency_of(row: Row, column: str, memory: Memory, day: date) -> int:
    """The agency named by its identifier, or by its name on `day`; read once a sheet.

    Raises WrongCell for a name nobody bears, or several.
    """
    known: dict[str, int | None] = memory.once(("agencies by name", day), lambda: _agencies(day))
    wanted = fold(row.text(column))
    if wanted not in known:
        raise WrongCell(column, f"Không có cơ quan “{row.text(column)}”. Hãy nhập mã hoặc đủ tên.")
    found = known[wanted]
    if found is None:
        raise WrongCell(column, "Có nhiều cơ quan cùng tên này. Hãy nhập mã định danh.")
    return found


def _agencies(day: date) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for number, name in AgencyVersion.objects.on(day).values_list("agency_id", "name"):
        key = fold(name)
        found[key] = number if found.get(key, number) == number else None
    codes = AgencyCode.objects.order_by("valid_from").values_list("agency_id", "code")
    return found | {fold(code): number for number, code in codes}
