"""Sheet, margins, page numbers, type (Annex I, Part I, Section I)."""

from collections.abc import Iterator

from vanthu.office.checking.choices import Cell, Severity
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules.measures import A4, ALLOWED_FONTS, MARGINS, PAGE_NUMBER
from vanthu.office.checking.rules.sources import GENERAL
from vanthu.office.checking.subject import Leaf, Row, Subject
from vanthu.office.reading.layout import Box
from vanthu.office.reading.letters import bare

SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
_PAPER_SLACK = 3.0
_EXACT_SLACK, _INK_SLACK = 0.6, 1.6
_CAPITAL_ASCENT = 2.5  # from the top of a line to the top of its letters, at most
_BLACK = 90

SIZE = Rule(
    "page.size",
    Cell.PAGE,
    Severity.ERROR,
    GENERAL,
    "Khổ giấy là {width} × {height} mm, không phải A4.",
    "Đặt khổ giấy A4 (210 × 297 mm).",
)
MARGIN = Rule(
    "page.margin",
    Cell.PAGE,
    Severity.ERROR,
    GENERAL,
    "Lề {side} của trang là {size} mm, ngoài mức quy định {allowed} mm.",
    "Đặt lề {side} trong mức {allowed} mm.",
)
MARGIN_BY_INK = Rule(
    "page.margin",
    Cell.PAGE,
    Severity.WARNING,
    GENERAL,
    "Lề {side} đo được trên trang khoảng {size} mm, ngoài mức quy định {allowed} mm.",
    "Đặt lề {side} trong mức {allowed} mm.",
)
NUMBER_ON_FIRST = Rule(
    "page.number-first",
    Cell.PAGE,
    Severity.ERROR,
    GENERAL,
    "Trang thứ nhất hiển thị số trang.",
    "Bỏ số trang ở trang thứ nhất; đánh số từ trang thứ hai.",
)
NUMBER_MISSING = Rule(
    "page.number-missing",
    Cell.PAGE,
    Severity.ERROR,
    GENERAL,
    "Trang {page} không có số trang.",
    "Đánh số trang bằng chữ số Ả Rập từ trang thứ hai, canh giữa ở lề trên.",
)
NUMBER_PLACE = Rule(
    "page.number-place",
    Cell.PAGE,
    Severity.ERROR,
    GENERAL,
    "Số trang không nằm giữa lề trên của trang.",
    "Đặt số trang canh giữa theo chiều ngang, trong phần lề trên.",
)
NUMBER_SIZE = Rule(
    "page.number-size",
    Cell.PAGE,
    Severity.ERROR,
    GENERAL,
    "Số trang có cỡ chữ {size}, quy định là 13 đến 14, kiểu chữ đứng.",
    "Đặt số trang cỡ chữ 13 hoặc 14, kiểu chữ đứng.",
)
FONT = Rule(
    "page.font",
    Cell.PAGE,
    Severity.ERROR,
    GENERAL,
    "Có chữ đặt bằng phông {font}.",
    "Dùng phông Times New Roman, bộ mã Unicode, cho toàn văn bản.",
)
COLOUR = Rule(
    "page.colour",
    Cell.PAGE,
    Severity.WARNING,
    GENERAL,
    "Có chữ không in màu đen.",
    "Đặt màu chữ đen cho phần này.",
)


def check_sheet(subject: Subject) -> Iterator[Finding]:
    """A4; wide tables may lie across, so either side may be the long one."""
    for leaf in subject.leaves:
        sides = sorted((leaf.width, leaf.height))
        if any(abs(side - asked) > _PAPER_SLACK for side, asked in zip(sides, A4, strict=True)):
            spot = _whole(leaf)
            yield SIZE.found(spot, width=f"{leaf.width:.0f}", height=f"{leaf.height:.0f}")
            return


def check_margins(subject: Subject) -> Iterator[Finding]:
    """Each side once, on the first page that is wrong; pages across are left out."""
    told: set[str] = set()
    for leaf in () if subject.normative else subject.leaves:
        if leaf.width > leaf.height or (leaf.page > 1 and leaf.exact):
            continue
        for side in leaf.margins:
            if side not in told and not _margin_holds(subject, leaf, side):
                told.add(side)
                yield _margin(subject, leaf, side)


def _margin_holds(subject: Subject, leaf: Leaf, side: str) -> bool:
    low, high = MARGINS[subject.family].of(side)
    size = leaf.margins[side]
    if leaf.exact:
        return low - _EXACT_SLACK <= size <= high + _EXACT_SLACK
    if side == "bottom":  # a page may end early: only ink too far down tells
        return size >= low - _INK_SLACK
    if side == "top":
        return low - _INK_SLACK <= size <= high + _CAPITAL_ASCENT or leaf.page > 1
    return low - _INK_SLACK <= size <= high + _INK_SLACK


def _margin(subject: Subject, leaf: Leaf, side: str) -> Finding:
    low, high = MARGINS[subject.family].of(side)
    allowed = f"{low:g}–{high:g}" if low != high else f"{low:g}"
    rule = MARGIN if leaf.exact else MARGIN_BY_INK
    size = f"{leaf.margins[side]:.0f}"
    return rule.found(_whole(leaf), side=SIDES[side], size=size, allowed=allowed)


def _whole(leaf: Leaf) -> Box | None:
    return None if leaf.exact else Box(leaf.page, 0.0, 0.0, 1.0, 1.0)


def check_page_numbers(subject: Subject) -> Iterator[Finding]:
    """None on the first page, then one on each, in the middle of the top."""
    numbering = subject.numbering
    if numbering is None:
        return
    if numbering.on_first:
        yield NUMBER_ON_FIRST.found()
    if numbering.missing_on is not None:
        yield NUMBER_MISSING.found(
            Box(numbering.missing_on, 0.4, 0.02, 0.6, 0.08), page=numbering.missing_on
        )
    spot = numbering.shown.spot() if numbering.shown else None
    if numbering.on_top is False or numbering.centred is False:
        yield NUMBER_PLACE.found(spot)
    if numbering.shown is not None and (size := _wrong_number_size(numbering.shown)):
        yield NUMBER_SIZE.found(spot, size=size)


def _wrong_number_size(row: Row) -> str:
    look = row.look
    if look is None or look.size is None:
        return ""
    low, high = PAGE_NUMBER
    return "" if low - 0.3 <= look.size <= high + 0.3 and not look.italic else f"{look.size:g}"


def check_font(subject: Subject) -> Iterator[Finding]:
    """Each foreign type once, at its first word of letters."""
    told: set[str] = set()
    for row in _all_rows(subject):
        look = row.look
        font = look.font if look else ""
        if font and not _is_times(font) and font not in told:
            told.add(font)
            yield FONT.found(row.spot(), font=font)


def _is_times(font: str) -> bool:
    return bare(font).startswith(ALLOWED_FONTS)


def check_colour(subject: Subject) -> Iterator[Finding]:
    """Body and cells in black; the urgency mark is red, links are let be."""
    for row in _all_rows(subject):
        look = row.look
        if look is not None and look.colour is not None and max(look.colour) > _BLACK:
            yield COLOUR.found(row.spot())
            return


def _all_rows(subject: Subject) -> Iterator[Row]:
    for cell, rows in subject.cells.items():
        if cell is not Cell.URGENCY:
            yield from rows
    yield from (*subject.parents, *subject.issuer, *subject.body)
