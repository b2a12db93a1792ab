"""What the cells of a row mean: which agency, which person, which decision."""

from datetime import date

from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.personnel.queries import find_decision
from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.kinds import Memory
from vanthu.ground.org.models import AgencyCode, AgencyVersion
from vanthu.ground.org.queries import OURS, agency_by_code
from vanthu.kernel.errors import Refusal
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
    for number, name in AgencyVersion.objects.on(day).filter(OURS).values_list("agency_id", "name"):
        key = fold(name)
        found[key] = number if found.get(key, number) == number else None
    codes = AgencyCode.objects.order_by("valid_from").values_list("agency_id", "code")
    return found | {fold(code): number for number, code in codes}


def agency_ever(row: Row, column: str, memory: Memory) -> int:
    """The agency by its identifier or a full name it ever bore; one that several bore says nothing.

    Raises WrongCell.
    """
    known: dict[str, int | None] = memory.once("agencies", _ever)
    text = row.text(column)
    number = known.get(fold(text))
    if number is None:
        raise WrongCell(column, f"Không có cơ quan “{text}”, hoặc có nhiều. Hãy nhập mã định danh.")
    return number


def _ever() -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for number, name in AgencyVersion.objects.filter(OURS).values_list("agency", "name").distinct():
        before = found.get(fold(name), number)
        found[fold(name)] = number if before == number else None
    codes = AgencyCode.objects.values_list("agency", "code")
    return found | {fold(code): number for number, code in codes}


def agency_coded(row: Row, column: str, memory: Memory, day: date) -> int:
    """The agency that bears the identifier on `day`; raises WrongCell."""
    code = row.text(column)

    def read() -> int:
        try:
            return agency_by_code(code, day).pk
        except Refusal as refusal:
            raise WrongCell(column, refusal.sentence) from refusal

    found: int = memory.once(("agency", code), read)
    return found


def person_of(row: Row, column: str, memory: Memory) -> int:
    """The person of a staff number; raises WrongCell for a number nobody has."""
    known: dict[str, int] = memory.once("people", _people)
    number = known.get(row.text(column))
    if number is None:
        raise WrongCell(column, "Không có người mang số hiệu này. Hãy nhập thông tin cán bộ trước.")
    return number


def _people() -> dict[str, int]:
    rows = PersonFacts.objects.current().exclude(number="")
    return dict(rows.values_list("number", "person_id"))


def decision_of(row: Row, paper: str, signed: str, memory: Memory) -> int:
    """The recorded decision of a reference and a day of signing; raises WrongCell."""
    reference, signed_on = row.text(paper), row.day(signed)
    found = memory.once((reference, signed_on), lambda: find_decision(reference, signed_on))
    if found is None:
        raise WrongCell(paper, "Chưa ghi nhận quyết định này. Hãy ghi nhận quyết định trước.")
    number: int = found.pk
    return number
