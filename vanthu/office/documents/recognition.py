"""What the reader found in a file, as values of the columns of a document."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from vanthu.kernel.text import fold
from vanthu.office.documents.choices import SigningAuthority, Urgency

# Names of kinds and functions as Decree 30 Annex II writes them: first letter of each part. Words
# not found here are taken for names and get a capital each.
_PHRASES = (
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Đoàn đại biểu Quốc hội",
    "Ban Chấp hành",
    "Ban Thường vụ",
    "Ban Tổ chức",
    "Ban Tuyên giáo và Dân vận",
    "Ban Nội chính",
    "Ủy ban Kiểm tra",
    "Ban Chỉ đạo",
    "Ban Quản lý",
    "Văn phòng",
    "Nội vụ",
    "Tài chính",
    "Tư pháp",
    "Xây dựng",
    "Y tế",
    "Công Thương",
    "Giáo dục và Đào tạo",
    "Khoa học và Công nghệ",
    "Nông nghiệp và Môi trường",
    "Văn hóa, Thể thao và Du lịch",
    "Dân tộc và Tôn giáo",
    "Thông tin và Truyền thông",
    "Lao động - Thương binh và Xã hội",
    "Tài nguyên và Môi trường",
    "Kế hoạch và Đầu tư",
    "Giao thông vận tải",
    "Văn hóa - Xã hội",
    "Thanh tra",
    "Cục Thuế",
    "Tổng cục",
    "Chính phủ",
    "Quốc hội",
)
_LOWER = frozenset(
    "tỉnh huyện xã phường thị trấn thành phố quận khu vực và của về các cấp nhà nước".split()
)
_RANKS = frozenset({"phó", "chánh", "tổng", "quyền"})
_BY_KEY = {fold(phrase): phrase for phrase in _PHRASES}
_LONGEST = max(len(key.split()) for key in _BY_KEY)
_AUTHORITY = re.compile(r"^(TM|KT|TL|TUQ|Q)\s*\.\s*")
_ABBREVIATED = re.compile(r"^(UBND|HĐND|UBMTTQ|TTr)$")


def official_case(text: str) -> str:
    """A letterhead's capitals as written in a sentence: `Ủy ban nhân dân tỉnh Vĩnh Long`."""
    words = text.split()
    done: list[str] = []
    while words:
        count, written = _phrase(words)
        done.append(written)
        words = words[count:]
    joined = " ".join(done)
    return joined[:1].upper() + joined[1:]


def position_case(text: str) -> str:
    """The capitals of a position as written in a sentence: `Phó Chánh Văn phòng`, `Phó Chủ tịch`.

    The first word is capital, the one after a word that makes a deputy or a chief of another, and
    a department's.
    """
    words = text.split()
    done: list[str] = []
    while words:
        count, written = _phrase(words)
        if count == 1:
            begins = not done or done[-1].lower() in _RANKS or words[0].lower() == "sở"
            written = words[0].capitalize() if begins else words[0].lower()
        done.append(written)
        words = words[count:]
    return " ".join(done)


def _phrase(words: Sequence[str]) -> tuple[int, str]:
    for count in range(min(_LONGEST, len(words)), 0, -1):
        if found := _BY_KEY.get(fold(" ".join(words[:count]))):
            return count, found
    word = words[0]
    if _ABBREVIATED.match(word):
        return 1, word
    return 1, word.lower() if word.lower() in _LOWER else word.capitalize()


def columns_of(read: Mapping[str, Any], types: Mapping[str, str]) -> dict[str, Any]:
    """The columns that fields of the reader fill; `types` maps folded type names to codes.

    Fields that were not read are absent: nothing is guessed here.
    """
    found: dict[str, Any] = {
        "reference": read.get("number"),
        "place": read.get("place"),
        "issued_on": date.fromisoformat(read["date"]) if read.get("date") else None,
        "type_id": types.get(fold(read["type"])) if read.get("type") else None,
        "subject": (read.get("abstract") or "")[:500],
        "issuer_name": official_case(" ".join(read.get("issuer_lines") or ()))[:200],
        "signer_name": read.get("signer_name"),
        "urgency": _urgency(read.get("urgency")),
        "to_places": "; ".join(read.get("to") or read.get("recipients") or ())[:1000],
        **_signer(read.get("signer_position") or ()),
    }
    return {name: value for name, value in found.items() if value not in (None, "")}


def _signer(lines: Sequence[str]) -> dict[str, str]:
    """Authority and position: `KT. CHỦ TỊCH / PHÓ CHỦ TỊCH` is KT. and Phó Chủ tịch."""
    if not lines:
        return {}
    match = _AUTHORITY.match(lines[0])
    authority = f"{match[1]}." if match else ""
    position = position_case(_AUTHORITY.sub("", lines[-1]))
    known = authority if authority in SigningAuthority.values else ""
    return {"signing_authority": known, "signer_position": position[:100]}


def _urgency(word: str | None) -> int | None:
    if not word:
        return None
    labels = {fold(str(Urgency(value).label)): value for value in Urgency.values}
    return labels.get(fold(word))


# Which field of the reader fills which columns, so that a screen can mark them.
COLUMNS_BY_FIELD: dict[str, tuple[str, ...]] = {
    "number": ("reference",),
    "place": ("place",),
    "date": ("issued_on",),
    "type": ("type_id",),
    "abstract": ("subject",),
    "issuer_lines": ("issuer_name",),
    "signer_name": ("signer_name",),
    "signer_position": ("signing_authority", "signer_position"),
    "urgency": ("urgency",),
    "to": ("to_places",),
    "recipients": ("to_places",),
}
