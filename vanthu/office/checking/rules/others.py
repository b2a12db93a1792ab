"""Urgency, annexes, the Party's heading, and names of units that are no more."""

import re
from collections.abc import Iterator
from datetime import date

from vanthu.office.checking.choices import Cell, Severity, Source
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules import sources
from vanthu.office.checking.subject import Row, Subject
from vanthu.office.writing.choices import PARTY_HEADING
from vanthu.office.writing.queries import roman

TWO_TIERS_FROM = date(2025, 7, 1)
_MOST_ANNEXES = 399  # what Roman figures here can count; a file may hold any number of headings
_DISTRICT = re.compile(
    r"\b(?:UBND|HĐND|Ủy ban nhân dân|Uỷ ban nhân dân|Hội đồng nhân dân|Công an|Phòng Nội vụ)"
    r"(?: (?:các|cấp))? (?:huyện|quận|thị xã)\b|\b(?:huyện ủy|Huyện ủy|quận ủy|Quận ủy|Thị ủy)\b"
)
# The paper may speak of a past in which the district was there.
_PAST = re.compile(
    r"\b(?:cũ|trước đây|trước khi|nguyên là|nay là|giải thể|chấm dứt hoạt động|kết thúc hoạt động"
    r"|không tổ chức|bỏ cấp|(?:tháng \d+[/ ]|năm |/)(?:19\d\d|20[01]\d|202[0-4])|[0-6]/2025)\b"
)
_ANNEX = re.compile(r"(?:PHỤ LỤC|Phụ lục)(?:\s+(?P<n>\w+)|)")

FRAME = Rule(
    "urgency.frame",
    Cell.URGENCY,
    Severity.ERROR,
    sources.URGENCY,
    "Dấu chỉ mức độ khẩn không có khung viền đơn.",
    "Đóng khung viền đơn quanh chữ chỉ mức độ khẩn.",
)
RED = Rule(
    "urgency.colour",
    Cell.URGENCY,
    Severity.WARNING,
    sources.URGENCY,
    "Dấu chỉ mức độ khẩn không có màu đỏ tươi.",
    "Dùng mực màu đỏ tươi cho dấu chỉ mức độ khẩn.",
)
ANNEX_ROMAN = Rule(
    "annex.number",
    Cell.ANNEX,
    Severity.ERROR,
    sources.ANNEXES,
    "Phụ lục ghi “{found}”.",
    "Từ hai phụ lục trở lên, đánh số bằng chữ số La Mã: “{instead}”.",
)
ANNEX_SIZE = Rule(
    "annex.size",
    Cell.ANNEX,
    Severity.ERROR,
    sources.ANNEXES,
    "Từ “Phụ lục” có cỡ chữ {size}; quy định là 14, kiểu chữ đứng, đậm.",
    "Đặt từ “Phụ lục” cỡ chữ 14, kiểu chữ đứng, đậm, canh giữa.",
)
DISTRICT = Rule(
    "terms.district",
    Cell.BODY,
    Severity.WARNING,
    sources.TWO_TIERS,
    "Văn bản nhắc đến “{found}”; từ ngày 01/7/2025 không còn đơn vị hành chính cấp huyện.",
    "Ghi cơ quan cấp xã hoặc cấp tỉnh tiếp nhận nhiệm vụ; nếu dẫn văn bản cũ, ghi rõ “(cũ)”.",
)
PARTY_MOTTO = Rule(
    "party.nation",
    Cell.MOTTO,
    Severity.ERROR,
    sources.PARTY,
    "Văn bản của Đảng ghi Quốc hiệu của Nhà nước.",
    "Ghi tiêu đề “{instead}” ở góc phải, trang đầu.",
)
PARTY_STAR = Rule(
    "party.star",
    Cell.ISSUER,
    Severity.ERROR,
    sources.PARTY,
    "Dưới tên cơ quan ban hành văn bản của Đảng không có dấu sao.",
    "Đặt dấu sao “*” dưới tên cơ quan ban hành.",
)


def check_urgency(subject: Subject) -> Iterator[Finding]:
    """A single frame, bright red."""
    rows = subject.rows(Cell.URGENCY)
    if not rows:
        return
    if subject.framed is False:
        yield FRAME.found(rows[0].spot())
    look = rows[0].look
    if look is not None and look.colour is not None and not _is_red(look.colour):
        yield RED.found(rows[0].spot())


def _is_red(colour: tuple[int, int, int]) -> bool:
    red, green, blue = colour
    return red > 150 and green < 90 and blue < 90


def check_annexes(subject: Subject) -> Iterator[Finding]:
    """Roman numbers when there are two or more; the word bold and of size 14."""
    heads = [
        (part.head[0], _ANNEX.match(part.head[0].text)) for part in subject.annexes if part.head
    ]
    named = [(row, found) for row, found in heads if found is not None]
    if subject.source is Source.PAPER:
        return
    for number, (row, found) in enumerate(named[:_MOST_ANNEXES], 1):
        if len(named) > 1 and found["n"] != roman(number):
            word = found[0].split()[0] if found[0].isupper() else "Phụ lục"
            yield ANNEX_ROMAN.found(row.spot(), f"{word} {roman(number)}"[:20], found=found[0])
        yield from _annex_size(row)


def _annex_size(row: Row) -> Iterator[Finding]:
    look = row.look
    if look is not None and look.size is not None and (abs(look.size - 14) > 0.3 or not look.bold):
        yield ANNEX_SIZE.found(row.spot(), size=f"{round(look.size * 2) / 2:g}")


def check_districts(subject: Subject) -> Iterator[Finding]:
    """Bodies of a district in a paper of after 1/7/2025, unless it speaks of the past (X-01);
    drafts of laws bear no day, and may amend what was."""
    if subject.day is not None and subject.day < TWO_TIERS_FROM:
        return
    if subject.normative or (subject.day is None and subject.source is Source.TEXT):
        return
    for row in (*subject.rows(Cell.TO), *subject.rows(Cell.RECIPIENTS), *subject.paragraphs):
        found = _DISTRICT.search(row.text)
        if found and not _PAST.search(row.text):
            yield DISTRICT.found(row.spot(*found.span()), found=found[0])


def check_party_heading(subject: Subject) -> Iterator[Finding]:
    """The Party's own words at the right, an asterisk below the committee at the left."""
    if not subject.party or not subject.printed:
        return
    rows = subject.rows(Cell.MOTTO)
    if rows and rows[0].text.upper() != PARTY_HEADING:
        yield PARTY_MOTTO.found(rows[0].spot(), PARTY_HEADING)
    if subject.issuer and subject.starred is False:
        yield PARTY_STAR.found(subject.issuer[-1].spot())
