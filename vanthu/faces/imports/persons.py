"""People from a list, with what age rules and statutory lists ask of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.cadres.personnel.actions import Facts, import_facts
from vanthu.cadres.personnel.actions.facts import check_birth
from vanthu.cadres.personnel.choices import BornKnown, DutyKind, Matter, Sex
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.personnel.permissions import check_duty
from vanthu.faces.imports.cells import Row, WrongCell
from vanthu.faces.imports.finding import agency_of
from vanthu.faces.imports.kinds import Column, Kind, Memory
from vanthu.ground.base.actor import Actor
from vanthu.kernel.text import fold

_NAME, _NUMBER, _BORN = "Họ và tên", "Số hiệu", "Ngày sinh"
_SEX, _AGENCY = "Giới tính", "Cơ quan quản lý hồ sơ"
_YEAR = re.compile(r"(?:(\d{1,2})[/.\- ])?(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Known:
    """Who is there already: staff numbers, and people by name, birth and agency."""

    numbers: set[str]
    people: set[tuple[str, date, int]]


def _person(actor: Actor, row: Row, memory: Memory) -> tuple[str, Facts]:
    name, number = row.text(_NAME), row.text(_NUMBER, required=False)
    born_on, born_known = _born(row)
    check_birth(actor, born_on)
    agency = agency_of(row, _AGENCY, memory, actor.today)
    if agency not in memory.once("agencies one may enter for", set):
        check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER, agency)
        memory.kept["agencies one may enter for"].add(agency)
    _check_new(row, memory.once("known", _known), (fold(name), born_on, agency), number)
    return name, Facts(
        agency_id=agency,
        born_on=born_on,
        born_known=born_known,
        sex=row.one_of(_SEX, Sex),
        number=number,
    )


def _check_new(row: Row, known: _Known, person: tuple[str, date, int], number: str) -> None:
    """Neither in the system nor in an earlier row of the sheet."""
    if len(number) > 30:
        raise WrongCell(_NUMBER, "Dài quá, tối đa 30 ký tự. Hãy kiểm tra lại.")
    if number and number in known.numbers:
        raise WrongCell(_NUMBER, f"Đã có người mang số hiệu {number}.")
    if person in known.people and not number:
        raise WrongCell(
            _NAME,
            "Cơ quan đã có người cùng họ tên, ngày sinh. Nếu là người khác, hãy nhập số hiệu.",
        )
    known.people.add(person)
    if number:
        known.numbers.add(number)


def _born(row: Row) -> tuple[date, BornKnown]:
    """A day, or of older records the month or the year alone: 05/01/1975, 01/1975, 1975."""
    match = _YEAR.fullmatch(row.text(_BORN))
    if match is None:
        return row.day(_BORN), BornKnown.DAY
    month, year = int(match[1] or 1), int(match[2])
    if not 1 <= month <= 12 or year < 1900:
        raise WrongCell(_BORN, "Hãy nhập ngày dạng 05/01/1975, 01/1975 hoặc 1975.")
    return date(year, month, 1), BornKnown.MONTH if match[1] else BornKnown.YEAR


def _known() -> _Known:
    known = _Known(set(), set())
    rows = PersonFacts.objects.current().values_list(
        "number", "person__full_name", "born_on", "agency_id"
    )
    for number, name, born_on, agency in rows.iterator():
        known.people.add((fold(name), born_on, agency))
        if number:
            known.numbers.add(number)
    return known


def _enter(actor: Actor, people: Sequence[tuple[str, Facts]], _memory: Memory) -> None:
    import_facts(actor, people=people, source="Excel")


PERSONS = Kind(
    "persons",
    "Cán bộ",
    "Mỗi dòng một người chưa có trong hệ thống.",
    (),
    (
        Column(_NAME, "full_name", example="Nguyễn Thị Bình"),
        Column(_NUMBER, "number", required=False, hint="Bắt buộc khi trùng họ tên, ngày sinh."),
        Column(
            _BORN,
            "born_on",
            example="05/01/1975",
            hint="Hồ sơ cũ chỉ có tháng hoặc năm thì nhập 01/1975 hoặc 1975.",
        ),
        Column(_SEX, "sex", choices=Sex, example="Nữ"),
        Column(_AGENCY, "agency_id", hint="Mã định danh hoặc đủ tên cơ quan.", example="H61.12"),
    ),
    _person,
    who=lambda actor: check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER),
    batch=_enter,
    most=50_000,
)
