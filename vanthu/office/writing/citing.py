"""How one paper names another (Decree 30/2020, Annex I, Part I, section II.6).

Named first, a document has its type, number and symbol, day, issuer and abstract; later its type,
number and symbol are enough. A law or ordinance is called by its name alone.
"""

import re
from collections.abc import Callable
from datetime import date

from vanthu.kernel.dates import vietnamese_date

_BY_NAME = frozenset({"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"})
_ABOUT = re.compile(r"(?:V/v|Về việc)\s+", re.IGNORECASE)
# An abstract that begins with what the paper does follows its issuer without "về".
_DOING = re.compile(
    r"(?:về|ban hành|phê duyệt|sửa đổi|bổ sung|bãi bỏ|thay thế|quy định|công bố|thành lập|"
    r"giải thể|bổ nhiệm|điều động|kiện toàn|giao|hướng dẫn|triển khai|thực hiện|tăng cường|"
    r"trả lời|báo cáo|đề nghị)\b",
    re.IGNORECASE,
)


def short_citation(type_name: str, reference: str) -> str:
    """`Công văn số 15/UBND-VX`; without a number, the type alone."""
    return f"{type_name} số {reference}" if reference else type_name


def full_citation(
    type_name: str,
    *,
    reference: str = "",
    day: date | None = None,
    issuer: str = "",
    subject: str,
    dated: Callable[[date], str] = vietnamese_date,
) -> str:
    """`Quyết định số 15/QĐ-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Vĩnh Long về
    việc ...`, without what is unknown; a law by its name. `dated` says the day."""
    if type_name in _BY_NAME:
        return subject if subject.startswith(type_name) else f"{type_name} {subject}"
    parts = [short_citation(type_name, reference)]
    if day is not None:
        parts.append(dated(day))
    if issuer:
        parts.append(f"của {issuer}")
    return " ".join([*parts, _abstract(type_name, subject)]).strip()


def _abstract(type_name: str, subject: str) -> str:
    """The abstract as it goes on after the issuer; the type is not said twice."""
    text = subject.strip().rstrip(".;")
    if not text:
        return ""
    if about := _ABOUT.match(text):
        return f"về việc {text[about.end() :]}"
    if text.lower().startswith(f"{type_name.lower()} "):
        text = text[len(type_name) + 1 :]
    text = _lowered(text)
    return text if _DOING.match(text) else f"về {text}"


def _lowered(text: str) -> str:
    """The first letter small, unless it begins a name: then the second word is capital as well."""
    words = text.split(" ")
    name = len(words) > 1 and words[1][:1].isupper()
    return text if name or text[:2].isupper() else text[:1].lower() + text[1:]
