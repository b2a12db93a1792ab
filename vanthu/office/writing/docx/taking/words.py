"""Words by which the cells around a text are told from the text itself (Decree 30, Annex I).

Patterns are searched in folded text (lower case, no marks), which has the length of the text.
"""

import re
from typing import Final

from vanthu.kernel.text import fold

_MOTTO = re.compile(
    r"cong hoa xa hoi chu nghia|doc lap\s*[-–—]\s*tu do|dang cong san viet nam$", re.MULTILINE
)
_DAY = re.compile(r"[^,;]{0,50},?\s*ngay[\d.…_\s]*thang[\d.…_\s]*nam[\d.…_\s]*")
_NUMBER = re.compile(r"^(?:luat )?so\s*:?\s*[\d.…_ ]*[/-]")
_ADDRESSED = re.compile(r"^(?:dong )?kinh\s+(?:gui|trinh|bao)\s*:\s*")
_WIRED = re.compile(r"(?P<head>.{3,120}?)\s+dien\s*:\s*")
_SENT_TO = re.compile(r"^noi nhan\s*:?\s*$|^noi nhan\s*:", re.MULTILINE)
_ANNEX = re.compile(
    r"^(?:phu luc|bieu mau|mau so)(?: (?:so )?(?:[ivxlc]+|\d+[a-z]?))?\b\s*[.:\-–]?\s*(?=\n|$)"
    r"|^phu luc(?: (?:so )?(?:[ivxlc]+|\d+[a-z]?))?\s*[.:\-–]\s*"
)
_NOTE = re.compile(r"^\(?\s*(?:ban hanh )?kem theo\b.{0,300}$", re.DOTALL)
_RULE = re.compile(r"[\W_]*")
_AUTHORITY = re.compile(r"^(?:tm|kt|tl|tuq|q|t/m|k/t|t/l)\s*[./]?\s*(?=\w)")
_OFFICE = re.compile(
    r"\b(?:chu tich|chu nhiem|bo truong|thu truong|thu tuong|chanh|pho|giam doc|truong|bi thu"
    r"|hieu truong|vien truong|uy ban|hoi dong|ban chap hanh|ban thuong vu|uy vien|nguoi|thu ky"
    r"|ke toan|dang uy|chi bo|tinh uy|chu toa|dai dien|tong thanh tra|ben [ab]|quoc hoi)\b"
)
# Art. 7 of Decree 30/2020, legal texts, Party papers; longest first, so that no name hides another.
TYPES: Final = sorted(
    fold(
        """Nghị quyết|Quyết định|Chỉ thị|Quy chế|Quy định|Thông cáo|Thông báo|Hướng dẫn|Chương trình
        |Kế hoạch|Phương án|Đề án|Dự án|Báo cáo|Biên bản|Tờ trình|Hợp đồng|Công điện|Bản ghi nhớ
        |Bản thỏa thuận|Giấy ủy quyền|Giấy mời|Giấy giới thiệu|Giấy nghỉ phép|Phiếu gửi
        |Phiếu chuyển|Phiếu báo|Thư công|Nghị định|Thông tư|Thông tư liên tịch|Luật|Bộ luật|Lệnh
        |Pháp lệnh|Kết luận|Thông tri|Nội quy|Điều lệ|Quy trình|Thông báo kết luận""".replace(
            "\n        ", ""
        )
    ).split("|"),
    key=len,
    reverse=True,
)


def is_heading(text: str) -> bool:
    """The words of cell 1: the country's or the Party's name, or the motto."""
    return bool(_MOTTO.search(fold(text)))


def is_day(text: str) -> bool:
    """Whether cell 4 stands here: "ngày ... tháng ... năm"."""
    return bool(_DAY.fullmatch(fold(text)))


def is_number(text: str) -> bool:
    """Whether cell 3 stands here: "Số: 15/..."."""
    return len(text) < 60 and bool(_NUMBER.search(fold(text)))


def is_type(text: str) -> bool:
    """Whether the first line is the name of a type, alone or with its subject, in capitals."""
    first = text.split("\n")[0].strip()
    plain = fold(first).strip(" .:")
    if plain in TYPES:
        return True
    return is_capital(first) and any(plain.startswith(f"{name} ") for name in TYPES)


def is_capital(text: str) -> bool:
    """Whether nearly all letters are capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(each.isupper() for each in letters) >= 0.8 * len(letters)


def is_rule(text: str) -> bool:
    """A line of signs that only draws a line or a row of stars."""
    return _RULE.fullmatch(text) is not None


def is_sent_to(text: str) -> bool:
    """The words that open cell 9b."""
    return bool(_SENT_TO.search(fold(text)))


def addressed(text: str) -> str | None:
    """What follows "Kính gửi:" (cell 9a), or "GIÁM ĐỐC ... điện:" in a telegram (form 1.6); None
    when the line does not open so."""
    plain = fold(text)
    found = _ADDRESSED.match(plain)
    if found is None:
        found = _WIRED.match(plain)
        if found is None or not is_capital(text[: found.end("head")]):
            return None
    return text[found.end() :]


def annex_rest(text: str) -> str | None:
    """What follows "Phụ lục II" on its line; None when the line opens no annex."""
    found = _ANNEX.match(fold(text))
    return text[found.end() :].strip() if found else None


def is_annex_note(text: str) -> bool:
    """The line "(Kèm theo Quyết định số ...)" under the title of an annex."""
    return bool(_NOTE.match(fold(text)))


def is_position(text: str) -> bool:
    """A position or authority in capitals, as above a signature (cell 7a)."""
    line = text.strip(" _-–.*")
    if not 5 <= len(line) <= 90 or not is_capital(line) or re.search(r"[\d;:]", line):
        return False
    plain = fold(line)
    return bool(_AUTHORITY.match(plain) or _OFFICE.search(plain))


def is_name(text: str) -> bool:
    """The shape of a full name (cell 7b): two to six words, each with a capital."""
    words = text.strip(" .,").split()
    if not 2 <= len(words) <= 7 or is_capital(text):
        return False
    letters = [word.strip(".") for word in words]
    return all(word and word[0].isupper() and word.isalpha() for word in letters)
