"""Puts the marks back on fixed words that recognition stripped: `TONG CUC THUE`, `PHO CHU TICH`.

Only closed vocabularies of heading and closing, and names of provinces; body text is never touched.
Provinces: Resolution 202/2025/QH15 and the 63 units before it.
"""

import re
from functools import cache

from vanthu.office.reading.letters import bare

_AGENCY = """
ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|VĂN PHÒNG|TỔNG CỤC THUẾ|TỔNG CỤC HẢI QUAN|TỔNG CỤC
|CHI CỤC THUẾ|CHI CỤC|CỤC THUẾ|CỤC HẢI QUAN|HẢI QUAN|BỘ TÀI CHÍNH|BỘ NỘI VỤ|BỘ TƯ PHÁP|BỘ Y TẾ
|BỘ CÔNG THƯƠNG|BỘ XÂY DỰNG|BỘ GIÁO DỤC VÀ ĐÀO TẠO|BỘ LAO ĐỘNG|THƯƠNG BINH|VÀ XÃ HỘI
|BẢO HIỂM XÃ HỘI|VIỆT NAM|CHÍNH PHỦ|THÀNH PHỐ|TỈNH|HUYỆN|PHƯỜNG|SỞ TÀI CHÍNH|SỞ NỘI VỤ
|SỞ TƯ PHÁP|SỞ XÂY DỰNG|SỞ Y TẾ|SỞ CÔNG THƯƠNG|TRƯỜNG ĐẠI HỌC|NGÂN HÀNG NHÀ NƯỚC|BAN QUẢN LÝ
|THANH TRA|TÒA ÁN NHÂN DÂN|VIỆN KIỂM SÁT NHÂN DÂN|KIỂM TOÁN NHÀ NƯỚC|QUỐC HỘI|CỤC VIỆC LÀM
|KHO BẠC NHÀ NƯỚC|ĐẢNG ỦY|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY
"""
_POSITION = """
PHÓ CHỦ TỊCH|CHỦ TỊCH|PHÓ CHÁNH VĂN PHÒNG|CHÁNH VĂN PHÒNG|BỘ TRƯỞNG|THỨ TRƯỞNG
|PHÓ TỔNG CỤC TRƯỞNG|TỔNG CỤC TRƯỞNG|PHÓ CỤC TRƯỞNG|CỤC TRƯỞNG|PHÓ CHI CỤC TRƯỞNG|CHI CỤC TRƯỞNG
|PHÓ VỤ TRƯỞNG|VỤ TRƯỞNG|PHÓ GIÁM ĐỐC|GIÁM ĐỐC|PHÓ HIỆU TRƯỞNG|HIỆU TRƯỞNG|THỦ TƯỚNG
|PHÓ THỦ TƯỚNG|TRƯỞNG PHÒNG|PHÓ TRƯỞNG PHÒNG|TRƯỞNG BAN|PHÓ TRƯỞNG BAN|THỐNG ĐỐC|PHÓ THỐNG ĐỐC
|BÍ THƯ|PHÓ BÍ THƯ|CHÁNH THANH TRA|VIỆN TRƯỞNG
"""
_PROVINCES = """
An Giang|Bà Rịa - Vũng Tàu|Bắc Giang|Bắc Kạn|Bạc Liêu|Bắc Ninh|Bến Tre|Bình Định|Bình Dương
|Bình Phước|Bình Thuận|Cà Mau|Cần Thơ|Cao Bằng|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên|Đồng Nai
|Đồng Tháp|Gia Lai|Hà Giang|Hà Nam|Hà Nội|Hà Tĩnh|Hải Dương|Hải Phòng|Hậu Giang|Hòa Bình|Huế
|Hưng Yên|Khánh Hòa|Kiên Giang|Kon Tum|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Long An|Nam Định
|Nghệ An|Ninh Bình|Ninh Thuận|Phú Thọ|Phú Yên|Quảng Bình|Quảng Nam|Quảng Ngãi|Quảng Ninh
|Quảng Trị|Sóc Trăng|Sơn La|Tây Ninh|Thái Bình|Thái Nguyên|Thanh Hóa|Thừa Thiên Huế|Tiền Giang
|Hồ Chí Minh|Thành phố Hồ Chí Minh|Trà Vinh|Tuyên Quang|Vĩnh Long|Vĩnh Phúc|Yên Bái
"""


def _split(block: str) -> list[str]:
    return [" ".join(part.split()) for part in block.split("|")]


@cache
def _agencies() -> dict[str, str]:
    provinces = [name.upper() for name in _split(_PROVINCES)]
    return {bare(name): name for name in [*_split(_AGENCY), *provinces]}


@cache
def _positions() -> dict[str, str]:
    return {bare(name): name for name in _split(_POSITION)}


@cache
def _provinces() -> dict[str, str]:
    return {bare(name): name for name in _split(_PROVINCES)}


def restore_agency(text: str) -> str:
    """An agency's name in capitals with the marks of the words that are in the vocabulary."""
    return _restore(text, _agencies())


def restore_position(text: str) -> str:
    """A position in capitals with its marks."""
    return _restore(text, _positions())


def restore_place(text: str) -> str:
    """A province's name with its marks; any other place stays as it is."""
    return _provinces().get(bare(text), text)


def is_known_place(text: str) -> bool:
    """Whether it is the name of a province, before or after the mergers of 2025."""
    return text in _provinces().values()


def _restore(text: str, known: dict[str, str]) -> str:
    words = text.split()
    result: list[str] = []
    index = 0
    while index < len(words):
        longest = min(6, len(words) - index)
        size = next(
            (n for n in range(longest, 0, -1) if _key(words[index : index + n]) in known), 0
        )
        if size:
            name = known[_key(words[index : index + size])]
            result.append(_affixes(words[index : index + size], name))
            index += size
        else:
            result.append(words[index])
            index += 1
    return " ".join(result)


def _key(words: list[str]) -> str:
    joined = "".join(words)
    return "" if re.search(r"\d", joined) else bare(joined)


def _affixes(words: list[str], name: str) -> str:
    """Keeps the comma or bracket that stood around the words."""
    text = " ".join(words)
    start = re.match(r"\W*", text)
    end = re.search(r"[,;:)]*$", text)
    return f"{start[0] if start else ''}{name}{end[0] if end else ''}"
