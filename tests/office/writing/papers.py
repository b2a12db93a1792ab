"""Papers for the tests of typesetting."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from tests.support.environment import ROOT
from vanthu.office.writing.queries import Content, Family, Paper, Signing, parse_text

FONTS: Path = ROOT / "vanthu" / "faces" / "web" / "static" / "fonts" / "tinos"

BODY = """\
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Theo đề nghị của Giám đốc Sở Nội vụ.
QUYẾT ĐỊNH:
Điều 1. Ban hành Kế hoạch số 12/KH-UBND về cải cách hành chính.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
"""
LETTER_BODY = """\
Thực hiện Kế hoạch số 12/KH-UBND của Ủy ban nhân dân tỉnh, Sở Nội vụ đề nghị báo cáo như sau:
1. Kết quả thực hiện nhiệm vụ được giao;
2. Tồn tại, hạn chế và kiến nghị.
Đề nghị các cơ quan, đơn vị quan tâm, thực hiện.
"""

DECISION = Paper(
    type_code="quyet-dinh",
    type_name="Quyết định",
    family=Family.STATE,
    issuer="Ủy ban nhân dân\ntỉnh Vĩnh Long",
    symbol="QĐ-UBND",
    subject="Về việc ban hành Kế hoạch cải cách hành chính",
    signing=Signing(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), "Nguyễn Văn An"),
    content=parse_text(BODY),
    place="Vĩnh Long",
    number="05",
    day=date(2026, 1, 5),
    recipients=("- Như Điều 2;", "- Lưu: VT, NC."),
)
LETTER = Paper(
    type_code="cong-van",
    type_name="Công văn",
    family=Family.STATE,
    issuer="Sở Nội vụ",
    parent="Ủy ban nhân dân tỉnh Vĩnh Long",
    symbol="SNV-VP",
    subject="báo cáo kết quả thực hiện công tác cải cách hành chính quý III",
    signing=Signing(("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Thị Hồng Thắm"),
    content=replace(parse_text(LETTER_BODY), to=("Ủy ban nhân dân các xã, phường",)),
    place="Vĩnh Long",
    number="15",
    day=date(2026, 9, 12),
    recipients=("- Như trên;", "- Giám đốc Sở;", "- Lưu: VT, VP."),
)
PARTY = Paper(
    type_code="dang-thong-bao",
    type_name="Thông báo",
    family=Family.PARTY,
    issuer="Đảng ủy Sở Nội vụ",
    parent="Đảng bộ Ủy ban nhân dân tỉnh",
    symbol="TB/ĐU",
    subject="Kết luận Hội nghị Ban Chấp hành lần thứ ba",
    signing=Signing(("T/M BAN THƯỜNG VỤ", "BÍ THƯ"), "Lê Hoàng Nam"),
    content=parse_text(LETTER_BODY),
    place="Vĩnh Long",
    number="05",
    day=date(2026, 1, 5),
    recipients=("- Các chi bộ trực thuộc,", "- Lưu Đảng ủy."),
)


def paper(base: Paper = DECISION, text: str | None = None, **values: Any) -> Paper:
    """A paper like the given one but for these cells; `text` is its body in plain form."""
    content: Content = base.content if text is None else parse_text(text)
    return replace(base, **({"content": content} | values))
