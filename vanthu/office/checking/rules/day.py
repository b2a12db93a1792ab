"""Cell 4: place and day (Annex I, II.4)."""

import re
from collections.abc import Iterator

from vanthu.office.checking.choices import Cell, Severity
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules import sources
from vanthu.office.checking.subject import Row, Subject

_DAY = re.compile(r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})")
_PLACED = re.compile(r"^(?P<place>\D*?)\s*(?P<comma>,?)\s*ngày\b")

COMMA = Rule(
    "day.comma",
    Cell.DAY,
    Severity.ERROR,
    sources.DAY,
    "Sau địa danh không có dấu phẩy.",
    "Ghi “{instead}”.",
)
PLACE = Rule(
    "day.place",
    Cell.DAY,
    Severity.ERROR,
    sources.DAY,
    "Không có địa danh trước ngày, tháng, năm.",
    "Ghi tên gọi chính thức của đơn vị hành chính nơi đặt trụ sở, sau đó là dấu phẩy.",
)
ZERO = Rule(
    "day.zero",
    Cell.DAY,
    Severity.ERROR,
    sources.DAY,
    "Ngày nhỏ hơn 10 hoặc tháng 1, 2 không có số 0 phía trước.",
    "Ghi “{instead}”.",
)
NEEDLESS_ZERO = Rule(
    "day.needless-zero",
    Cell.DAY,
    Severity.HINT,
    sources.DAY,
    "Chỉ ngày nhỏ hơn 10 và tháng 1, 2 cần thêm số 0 phía trước.",
    "Có thể ghi “{instead}”.",
)
FORM = Rule(
    "day.form",
    Cell.DAY,
    Severity.ERROR,
    sources.DAY,
    "Thời gian ban hành ghi “{found}”.",
    "Ghi đủ các chữ ngày, tháng, năm và chữ số Ả Rập.",
)
MISSING = Rule(
    "day.missing",
    Cell.DAY,
    Severity.ERROR,
    sources.DAY,
    "Không thấy địa danh và thời gian ban hành.",
    "Ghi địa danh và ngày, tháng, năm dưới Quốc hiệu, Tiêu ngữ, kiểu chữ nghiêng.",
)


def check_day(subject: Subject) -> Iterator[Finding]:
    """One row: place, comma, the day in words and numbers."""
    rows = subject.rows(Cell.DAY)
    if not rows and subject.printed and subject.rows(Cell.NUMBER) and not subject.normative:
        yield MISSING.found()
    for row in rows[:1]:
        yield from _place(row)
        if not any(word.overlay for word in row.words):
            yield from _zeros(row)


def _place(row: Row) -> Iterator[Finding]:
    found = _PLACED.match(row.text)
    if found is None:
        return
    if not found["place"].strip():
        yield PLACE.found(row.spot())
    elif not found["comma"]:
        instead = f"{found['place'].strip()}, {row.text[found.end() - 4 :]}"
        yield COMMA.found(row.spot(0, found.end()), instead)


def _zeros(row: Row) -> Iterator[Finding]:
    found = _DAY.search(row.text)
    if found is None:
        if re.search(r"\d{1,2}/\d{1,2}/\d{4}", row.text):
            yield FORM.found(row.spot(), found=row.text)
        return
    day, month = found["day"], found["month"]
    right = f"ngày {int(day):02d} tháng {_month(month)} năm {found['year']}"
    if len(day) == 1 or month in ("1", "2"):
        yield ZERO.found(row.spot(*found.span()), right)
    elif month[0] == "0" and int(month) > 2:
        yield NEEDLESS_ZERO.found(row.spot(*found.span()), right)


def _month(month: str) -> str:
    number = int(month)
    return f"{number:02d}" if number <= 2 else str(number)
