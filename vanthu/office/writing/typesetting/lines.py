"""The single lines of a paper as they are printed: number, day, subject, what annexes go with."""

import re
from datetime import date

from vanthu.kernel.dates import vietnamese_date
from vanthu.office.writing.choices import Family
from vanthu.office.writing.forms.catalogue import find_form
from vanthu.office.writing.paper import Paper
from vanthu.office.writing.typesetting.measures import layout

BLANK = "……"
_UNIT_WORD = re.compile(r" (?=(?:tỉnh|thành phố|xã|phường|đặc khu) )", re.IGNORECASE)
_ONE_LINE = 24


def agency_lines(name: str) -> str:
    """A long name of an agency broken where its place begins: `ỦY BAN NHÂN DÂN` / `TỈNH …`."""
    if "\n" in name or len(name) <= _ONE_LINE:
        return name
    return _UNIT_WORD.sub("\n", name, count=1)


def number_line(family: Family, number: str, symbol: str) -> str:
    """`Số: 15/QĐ-UBND`; in the Party `Số 05-NQ/ĐU` (cell 3)."""
    return layout(family).words["number_label"] + _reference(family, number, symbol)


def _reference(family: Family, number: str, symbol: str) -> str:
    join = layout(family).words["number_join"] if number and symbol else ""
    return f"{number}{join}{symbol}"


def day_line(place: str, day: date) -> str:
    """`Vĩnh Long, ngày 05 tháng 01 năm 2026` (cell 4)."""
    return _placed(place, vietnamese_date(day))


def free_day(place: str, gap: str) -> str:
    """Cell 4 while no day is given: `gap` where day, month and year will stand."""
    return _placed(place, f"ngày{gap}tháng{gap}năm{gap}")


def _placed(place: str, words: str) -> str:
    return f"{place}, {words}" if place else f"{words[0].upper()}{words[1:]}"


def letter_subject(family: Family, subject: str) -> str:
    """`V/v …` below the number (cell 5b); a subject that says so itself is not doubled."""
    if not subject or subject.lower().startswith("v/v"):
        return subject
    bare = subject[len("về việc ") :] if subject.lower().startswith("về việc ") else subject
    return f"{layout(family).words['subject_label']}{_inside(bare)}"


def _inside(words: str) -> str:
    """Words as they go on inside a sentence: `Phối hợp kiểm tra` begins small there, a name or an
    abbreviation (`Sở Nội vụ`, `UBND tỉnh`) does not."""
    first, _, rest = words.partition(" ")
    named = not first[1:].islower() or rest[:1].isupper() or first in _NAMES
    return words if named else first.lower() + words[len(first) :]


_NAMES = {"Ủy", "Tỉnh", "Đảng", "Nhân", "Hội", "Chính", "Quốc"}
"""First words of names whose second word is small: `Ủy ban nhân dân`, `Hội đồng nhân dân`."""


def to_label(paper: Paper) -> str:
    """What opens the addressees (cell 9a): `Kính gửi:`, of a telegram `SỞ NỘI VỤ điện:`."""
    form = find_form(paper.type_code)
    words = form.to_label if form and form.to_label else layout(paper.family).words["to_label"]
    return words.replace("{issuer}", " ".join(paper.issuer.split()).upper())


def enclosed_line(paper: Paper, *, enacted: bool) -> str:
    """`(Kèm theo Quyết định số …)` below the title of an annex (Annex I, III.1.c).

    Number and day stay blank in an electronic paper, which gets them after it was typeset.
    """
    reference = _reference(paper.family, paper.number or BLANK, paper.symbol)
    blank = f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
    day = vietnamese_date(paper.day) if paper.day else blank
    verb = "Ban hành kèm theo" if enacted else "Kèm theo"
    issuer = " ".join(paper.issuer.split())
    return f"({verb} {paper.type_name} số {reference} {day} của {issuer})"
