"""What the cells of a row mean: which agency, which person."""

from datetime import date

from vanthu.cadres.personnel.models import PersonFacts
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


def person_of(row: Row, number: str, name: str, memory: Memory) -> int:
    """The person of the staff number in the column `number`, else of the full name in `name`.

    Both columns must agree where both are filled. Raises WrongCell for nobody, or several.
    """
    people: tuple[dict[str, int], dict[str, list[int]]] = memory.once("people", _people)
    by_number, by_name = people
    named = by_name.get(fold(row.text(name, required=False)), [])
    if row.filled(number):
        found = by_number.get(row.text(number))
        if found is None:
            raise WrongCell(number, f"Không có người mang số hiệu {row.text(number)}.")
        if row.filled(name) and found not in named:
            raise WrongCell(name, "Họ và tên không đúng với số hiệu. Hãy kiểm tra lại.")
        return found
    if not named:
        raise WrongCell(name, f"Không có người tên “{row.text(name)}” trong danh sách cán bộ.")
    if len(named) > 1:
        raise WrongCell(number, "Có nhiều người cùng họ tên. Hãy nhập số hiệu.")
    return named[0]


def _people() -> tuple[dict[str, int], dict[str, list[int]]]:
    by_number: dict[str, int] = {}
    by_name: dict[str, list[int]] = {}
    rows = PersonFacts.objects.current().values_list("person_id", "number", "person__full_name")
    for person, number, name in rows.iterator():
        by_name.setdefault(fold(name), []).append(person)
        if number:
            by_number[number] = person
    return by_number, by_name
