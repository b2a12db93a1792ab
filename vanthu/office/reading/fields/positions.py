"""Positions and names of the people who sign (Decree 30/2020, Annex I, II.7)."""

import re

from vanthu.office.reading.letters import flat, is_syllable, upper_share

_AUTHORITY = re.compile(
    r"^\W{0,3}(?:(?:TM|KT|TL|TUQ)(?:\s*[.,]\s*|\s+)|Q\s*\.\s*|[TK]/[MTL]\s*\.?\s*)(?=[A-ZĐÀ-Ỹ])"
)
_OFFICE_WORD = re.compile(
    r"\b(?:chu tich|chu nhiem|bo truong|thu truong|thu tuong|chanh|pho|giam doc|truong|cuc truong"
    r"|vu truong|bi thu|hieu truong|vien truong|tong bien tap|thong doc|tong thanh tra|chi huy"
    r"|tu lenh|hieu pho|chinh phu|uy ban|hoi dong|ban chap hanh|ban thuong vu|thuong truc|uy vien"
    r"|nguoi|thu ky|ke toan|dang uy|chi bo|tinh uy|thanh uy|doan|kiem sat|chanh an|quoc hoi"
    r"|chu toa|chu tri|to truong|doi truong|dai dien|tong cuc|van phong|tham phan|kiem toan)\b"
)
_TAIL = re.compile(
    r"(?:^|\s)\W{0,3}((?:TM|KT|TL|TUQ)\s*[.,]\s*\S.*"
    r"|(?:PHÓ|PHO|CHÁNH|CỤC|CUC|CHỦ|GIÁM|GIAM|HIỆU|VỤ|BỘ|THỨ|TỔNG)\s.*)$"
)
_DEGREE = re.compile(
    r"^(?:(?:PGS|GS|TS|ThS|BS|CKI|CKII|KS|CN|LS|NGƯT|NGND|TTƯT|TTND|Dr|Ths)\b[.,\s-]*)+"
)
_RANK = re.compile(
    r"^(?:đại tướng|thượng tướng|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá"
    r"|đại úy|thượng úy|trung úy|thiếu úy)\s+",
    re.IGNORECASE,
)
# The commonest family names of Viet and other peoples of Viet Nam (general knowledge); a name
# outside the list is still read, with less confidence.
_FAMILY = frozenset(
    """nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly an au bach ban be ca
    cam cao chau chu cu cung dam danh dao dau dinh doan dong giang ha han hau hua kha khong
    khuc kieu kim la lac lai lam lang leo lo loc lu luc luong luu ma mac mai mau mong mua
    nghiem nham nhan nong ong phi phung quach quan que ta tang than thach thai thao thi tieu
    to ton tong tra trang trieu trinh truong tu ung uong van vang vi vien vuong vuu y ksor
    rcham rmah siu kpa nay nie hmok dieu cil lieng pinang chamalea thap phu""".split()
)


def is_position(text: str) -> bool:
    """A line in capitals that names an office or opens with TM., KT., TL., TUQ., Q."""
    stripped = text.strip(" _-—=.|~'")
    if len(stripped) < 5 or len(stripped) > 90 or upper_share(stripped) < 0.8:
        return False
    if " " not in stripped or re.search(r"\d|[;:]", stripped):
        return False
    return bool(_AUTHORITY.match(stripped) or _OFFICE_WORD.search(flat(stripped)))


def has_authority(text: str) -> bool:
    """Whether the line opens with TM., KT., TL., TUQ. or Q., or T/M, K/T, T/L."""
    return bool(_AUTHORITY.match(text.strip()))


def tail_position(text: str) -> int | None:
    """Where a position in capitals begins at the end of a line that also holds a recipient."""
    found = _TAIL.search(text)
    if found is None or upper_share(found[1]) < 0.85 or len(found[1]) < 5:
        return None
    return found.start(1)


def as_name(text: str) -> str | None:
    """The bare full name when the line is one; academic titles and ranks are left off
    (Decree 30/2020, Annex I, II.7.b)."""
    plain = _RANK.sub("", _DEGREE.sub("", text.strip(" .,;:|_-—=~'\"")))
    words = plain.split()
    if not 2 <= len(words) <= 6 or any(not _name_word(word) for word in words):
        return None
    return plain if upper_share(plain) < 0.75 else None


def name_sure(name: str) -> float:
    """How much the shape of the name itself speaks for it."""
    words = name.split()
    known = flat(words[0]) in _FAMILY
    spelled = all(is_syllable(word) for word in words)
    return (0.6 if known else 0.4) + (0.4 if spelled else 0.1)


def _name_word(word: str) -> bool:
    letters = word.replace("'", "").replace("’", "").replace("-", "")
    if not letters.isalpha() or not word[0].isupper():
        return False
    return len(letters) == 1 or not letters.isupper()
