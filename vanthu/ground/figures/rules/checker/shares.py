"""Fractions with a printed percentage: `6/39 đồng chí, đạt 15,3%`, `đạt 35,34% chỉ tiêu (815)`."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from vanthu.ground.figures.rules.checker.findings import Finding, Kind, Verdict
from vanthu.ground.figures.rules.checker.numbers import (
    END,
    NUMBER,
    PERCENT,
    START,
    may_be_no_fraction,
    percent_of,
    stands_as_date,
    value_of,
)
from vanthu.kernel.numbers import format_vi, percent

_OF = r"(?:\s?/\s?|(?:\s+[^\W\d_]+){0,3}\s+(?:trong|trên)\s+(?:tổng\s+)?số\s+)"
_FRACTION = rf"{START}(?P<over>{NUMBER}){_OF}(?P<under>{NUMBER}){END}"
_FORWARD = re.compile(rf"{_FRACTION}(?P<gap>[^\d%;]{{1,100}}?)(?P<share>{PERCENT})\s?%")
_BACKWARD = re.compile(
    rf"(?<![\w.,/–−-])(?P<share>{PERCENT})\s?%(?P<gap>[^\d%;.()]{{0,30}})\(\s*{_FRACTION}"
)
_WORDS = r"(?:\s+[^\W\d_]+){1,6}"
_LINK = r"\s*,?\s*\(?\s*(?:đạt|chiếm|bằng|tương\s+đương)\s+(?:t[ỷỉ]\s+lệ\s+)?"
_BASE = (
    r"(?:so\s+(?:với\s+)?|của\s+|trên\s+|trong\s+)?"
    r"(?:tổng\s+số|chỉ\s+tiêu|kế\s+hoạch|nghị\s+quyết|dự\s+toán)"
)
_COUNTED = re.compile(
    rf"{START}(?P<over>{NUMBER})(?P<unit>{_WORDS}){_LINK}(?P<share>{PERCENT})\s?%\s+{_BASE}"
    rf"(?P<tail>(?:\s+(?!trong\b|năm\b)[^\W\d_]+){{0,4}}\s*[(:]?\s*(?P<under>{NUMBER}){END}"
    r"(?!\s*%))?"
)
_CONNECTS = re.compile(
    r"=|\(|…|\.\.\.|\b(?:đạt|chiếm|bằng|tỷ lệ|tỉ lệ|tương đương)\b", re.IGNORECASE
)
_OTHER_CLAIM = re.compile(
    r"\b(?:tăng|giảm|vượt|so với|cùng kỳ|trong đó|lãi|thuế|khoảng|gần|hơn|trên|dưới|xấp xỉ|"
    r"ít nhất|tối thiểu|tối đa|còn|thêm)\b|[^.]\.[^.]",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*(?:so\s+(?:với\s+)?)?(?:cùng\s+kỳ|năm\s+trước|/)", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:tăng|giảm|vượt|khoảng|gần|hơn|trên|dưới)\s*$", re.IGNORECASE)
_MULTIPLE = re.compile(r"\s*(nghìn|ngàn|triệu|tỷ|tỉ|trăm)\b", re.IGNORECASE)

RIGHT = "Đúng: {over}/{under} = {expected}."
TRUNCATED = "Bị cắt đuôi: {over}/{under} = {exact}, làm tròn phải là {expected}."
WRONG = "Sai: {over}/{under} = {expected}, văn bản ghi {printed}."
NO_DENOMINATOR = "Chưa kiểm tra được {printed}: thiếu mẫu số. Hãy ghi rõ {over} trên tổng số nào."


def shares(text: str) -> Iterator[Finding]:
    """Every claim of a share that is surely one."""
    for found in _FORWARD.finditer(text):
        if _is_claim(text, found):
            yield from _judge(text, found)
    for found in _BACKWARD.finditer(text):
        if not _CHANGES.search(text[: found.start()][-15:]) and not _OTHER_CLAIM.search(
            found["gap"]
        ):
            yield from _judge(text, found)
    for found in _COUNTED.finditer(text):
        yield from _judge_counted(text, found)


def _is_claim(text: str, found: re.Match[str]) -> bool:
    gap = found["gap"]
    return (
        _CONNECTS.search(gap) is not None
        and _OTHER_CLAIM.search(gap.replace("...", "…")) is None
        and _AFTER.match(text, found.end()) is None
        and "\n\n" not in gap
    )


def _judge(text: str, found: re.Match[str]) -> Iterator[Finding]:
    finding = _share(found)
    if finding is None or stands_as_date(text, found.start("over")):
        return
    sure = not may_be_no_fraction(found["over"], found["under"]) or "=" in found["gap"].strip()[:1]
    # what may be a day is a fraction only when its own percentage says so
    if sure or finding.verdict is not Verdict.WRONG:
        yield finding


def _judge_counted(text: str, found: re.Match[str]) -> Iterator[Finding]:
    if stands_as_date(text, found.start("over")) or _AFTER.match(text, found.end("share") + 1):
        return
    if found["under"] is None:
        yield _without_denominator(found)
    elif _same_multiple(text, found):
        finding = _share(found)
        if finding is not None:
            yield finding


def _same_multiple(text: str, found: re.Match[str]) -> bool:
    of_over, of_under = (_MULTIPLE.match(text, found.end(part)) for part in ("over", "under"))
    return (of_over and of_over[1]) == (of_under and of_under[1])


def _share(found: re.Match[str]) -> Finding | None:
    over, under = value_of(found["over"]), value_of(found["under"])
    printed, places = percent_of(found["share"])
    right = percent(over, under, places)
    if right is None:
        return None
    verdict, template = _verdict(printed, right, over, under, places)
    closer = percent(over, under, places + 1)
    values = {"over": found["over"], "under": found["under"], "printed": f"{found['share']}%"}
    values |= {"expected": f"{format_vi(right)}%", "exact": f"{format_vi(closer)}%"}
    return Finding(
        kind=Kind.SHARE,
        verdict=verdict,
        start=found.start(),
        end=_end(found),
        printed=values["printed"],
        expected=values["expected"],
        numerator=over,
        denominator=under,
        template=template,
        values=values,
    )


def _end(found: re.Match[str]) -> int:
    """The end of the claim, with the parenthesis that it opened."""
    opened = found[0].count("(") > found[0].count(")")
    return found.end() + (opened and found.string[found.end() : found.end() + 1] == ")")


def _verdict(
    printed: Decimal, right: Decimal, over: Decimal, under: Decimal, places: int
) -> tuple[Verdict, str]:
    if printed == right:
        return Verdict.RIGHT, RIGHT
    cut = Fraction(over) * 100 * 10**places / Fraction(under) // 1
    if Fraction(printed) * 10**places == cut:
        return Verdict.TRUNCATED, TRUNCATED
    return Verdict.WRONG, WRONG


def _without_denominator(found: re.Match[str]) -> Finding:
    values = {
        "over": " ".join((found["over"] + found["unit"]).split()),
        "printed": f"{found['share']}%",
    }
    return Finding(
        kind=Kind.SHARE,
        verdict=Verdict.UNCHECKABLE,
        start=found.start(),
        end=found.end(),
        printed=values["printed"],
        numerator=value_of(found["over"]),
        template=NO_DENOMINATOR,
        values=values,
    )
