"""Sums written out, and parts in parentheses: `408 + 20 = 428`, `428 (thạc sĩ 408, tiến sĩ 20)`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from vanthu.ground.figures.rules.checker.findings import Finding, Kind, Verdict
from vanthu.ground.figures.rules.checker.numbers import (
    NUMBER,
    START,
    stands_as_date,
    value_of,
)
from vanthu.kernel.numbers import format_vi

_UNIT = r"(?:[ \u00a0]+[^\W\d_]+){0,3}"
_TERM = rf"(?:{NUMBER}){_UNIT}"
_CHAIN = rf"{_TERM}(?:\s*(?:\+|−|[–-](?=\s))\s*{_TERM})+"
_BEGIN = r"(?<![\w.,/+–−=-])(?<![=+−–-]\s)"
_STOP = r"(?![\w/%]|[.,]\d|\s?%|\s*[+−–-]\s*\d)"
_WRITTEN = re.compile(
    rf"{_BEGIN}(?P<parts>{_CHAIN})\s*=\s*(?P<total>{NUMBER}){_STOP}"
    rf"|{_BEGIN}(?P<first>{NUMBER}){_UNIT}\s*=\s*(?P<after>{_CHAIN}){_STOP}"
)
_SIGNED = re.compile(rf"(?P<sign>[+−–-])?\s*(?P<number>{NUMBER})")
_LISTED = re.compile(
    rf"{START}(?P<total>{NUMBER})(?:\s+[^\W\d_]+){{0,6}}\s*,?\s*"
    r"(?:\((?P<inside>[^()]{3,300})\)|(?:bao\s+)?gồm\s*:?\s+(?P<open>(?:[^().;:\n]|(?<=\d)\.(?=\d)){3,200})(?=[.;\n]|$))"
)
_PERIOD = re.compile(
    r"(?:\d+\s+tháng\s+(?:đầu|cuối)\s+)?năm\s+\d{4}|\d+\s+tháng\s+(?:đầu|cuối)\s+năm"
    r"|quý\s+\w+|tháng\s+\d+(?:/\d{4})?",
    re.IGNORECASE,
)
_PART = re.compile(rf"(?<![\w.,/+–−-])(?P<number>{NUMBER})(?![\w/%]|[.,]\d|\s?%)")
_SPLIT = re.compile(r"[;,](?!\d)|\bvà\b|\+")
_NO_PART = re.compile(r"\b(?:số|điều|khoản|điểm|ngày|mục|trang)\s*\d|[/%]", re.IGNORECASE)
_PARTITION = re.compile(r"^\s*(?:bao\s+)?gồm\b|^\s*chia\s+ra\b", re.IGNORECASE)

RIGHT = "Đúng: tổng các phần là {expected}."
WRONG = "Sai: tổng các phần là {expected}, văn bản ghi {printed}, lệch {off}."


def sums(text: str) -> Iterator[Finding]:
    """Every sum that is surely meant to add up."""
    for found in _WRITTEN.finditer(text):
        total, chain = found["total"] or found["first"], found["parts"] or found["after"]
        parts = tuple(_signed(match) for match in _SIGNED.finditer(chain))
        yield _finding(found, total, parts)
    for found in _LISTED.finditer(text):
        yield from _listed(text, found)


def _signed(found: re.Match[str]) -> Decimal:
    value = value_of(found["number"])
    return value if found["sign"] in (None, "+") else -value


def _listed(text: str, found: re.Match[str]) -> Iterator[Finding]:
    parts = _parts(found["inside"] or found["open"])
    if len(parts) < 2 or stands_as_date(text, found.start("total")):
        return
    finding = _finding(found, found["total"], parts)
    if finding.verdict is Verdict.RIGHT or _nearly(found, finding):
        yield finding


def _nearly(found: re.Match[str], finding: Finding) -> bool:
    """Whether the parts miss the total by so little that they must be meant to make it up.

    `428 đồng chí (nữ 120, trẻ 30)` names groups, not parts; “gồm” says that they are parts.
    """
    total = value_of(found["total"])
    partition = found["inside"] is None or _PARTITION.match(found["inside"])
    nearness = Fraction(15, 100) if partition else Fraction(5, 100)
    return abs(Fraction(sum(finding.parts) - total)) <= nearness * Fraction(total)


def _parts(listed: str) -> tuple[Decimal, ...]:
    """The one number of each part; none at all when a part has no number, or several."""
    numbers = []
    for part in _SPLIT.split(_PERIOD.sub(" ", listed)):
        found = [match["number"] for match in _PART.finditer(part)]
        if len(found) != 1 or _NO_PART.search(part):
            return ()
        numbers.append(value_of(found[0]))
    return tuple(numbers)


def _finding(found: re.Match[str], total: str, parts: tuple[Decimal, ...]) -> Finding:
    right, printed = sum(parts, Decimal(0)), value_of(total)
    verdict = Verdict.RIGHT if right == printed else Verdict.WRONG
    expected = format_vi(right)
    return Finding(
        kind=Kind.SUM,
        verdict=verdict,
        start=found.start(),
        end=found.end(),
        printed=total,
        expected=expected,
        parts=parts,
        template=RIGHT if verdict is Verdict.RIGHT else WRONG,
        values={"expected": expected, "printed": total, "off": format_vi(abs(right - printed))},
    )
