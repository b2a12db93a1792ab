"""Claims that need more than arithmetic: all of the agencies, and the mean of percentages."""

import re
from collections.abc import Iterator

from vanthu.ground.figures.rules.checker.findings import Finding, Kind, Verdict
from vanthu.ground.figures.rules.checker.numbers import PERCENT

_BODIES = (
    r"cơ\s+quan|đơn\s+vị|sở|ban,?\s+ngành|xã|phường|thị\s+trấn|huyện|địa\s+phương|cấp\s+ủy"
    r"|chi\s+bộ|đảng\s+bộ|tổ\s+chức\s+đảng"
)
_ALL = re.compile(
    rf"(?<![\w.,/–−-])100\s?%\s+(?:số\s+|các\s+|tổng\s+số\s+)?(?:{_BODIES})\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[^.;\n]+(?:\.(?=\d)[^.;\n]+)*")
_SHARE = re.compile(rf"(?<![\w.,/–−-])(?P<share>{PERCENT})\s?%")
_MEAN = re.compile(rf"bình\s+quân\b[^\d%]{{0,40}}(?P<share>{PERCENT})\s?%", re.IGNORECASE)
_GROWTH = re.compile(r"tăng|giảm|trưởng|/năm|(?:hằng|hàng|mỗi)\s+năm|lãi", re.IGNORECASE)

ALL = "“{printed}” cần ghi rõ n/n và kèm danh sách đơn vị có ngày."
MEAN = (
    "Không lấy bình quân các tỷ lệ ({printed}). Hãy cộng các tử số, cộng các mẫu số rồi mới chia."
)


def wholes(text: str) -> Iterator[Finding]:
    """“100% cơ quan …”: true only of n out of n, with the list of the day."""
    for found in _ALL.finditer(text):
        yield _uncheckable(Kind.WHOLE, found.start(), found.end(), found[0], ALL)


def averages(text: str) -> Iterator[Finding]:
    """A mean behind several percentages; yearly growth is another matter and left alone."""
    for sentence in _SENTENCE.finditer(text):
        found = _MEAN.search(sentence[0])
        if found is None or _GROWTH.search(sentence[0]):
            continue
        if len(_SHARE.findall(sentence[0][: found.start()])) >= 2:
            start, printed = sentence.start() + found.start(), f"{found['share']}%"
            end = sentence.start() + found.end()
            yield _uncheckable(Kind.AVERAGE, start, end, printed, MEAN)


def _uncheckable(kind: Kind, start: int, end: int, printed: str, template: str) -> Finding:
    return Finding(
        kind=kind,
        verdict=Verdict.UNCHECKABLE,
        start=start,
        end=end,
        printed=printed,
        template=template,
        values={"printed": printed},
    )
