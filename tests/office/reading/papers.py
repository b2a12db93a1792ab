"""Papers made for the tests: typeset by typst, written as DOCX, signed in appearance by pypdf."""

import io
from pathlib import Path

import docx
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

HEADER = """
#set page(paper: "a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
#set text(size: 13pt, lang: "vi")
#grid(columns: (2fr, 3fr), align: center, row-gutter: 5pt,
  [{parent}], [*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM*],
  [*{issuer}*], [*Độc lập - Tự do - Hạnh phúc*],
  [#v(6pt)Số: {number}], [#v(6pt)_{place}, {day}_],
  [{subject}], [],
)
"""
LETTER = (
    HEADER
    + """
#v(10pt)
#align(center)[Kính gửi: {to}.]

Thực hiện Công văn số 99/STC-QLNS ngày 02/01/2026 của Sở Tài chính về việc rà soát danh mục, Ủy
ban nhân dân xã đề nghị các đơn vị, cá nhân có liên quan phối hợp kiểm tra, tổng hợp số liệu và gửi
báo cáo về Văn phòng trước ngày 20/01/2026 để tổng hợp theo đúng quy định./.

#grid(columns: (1fr, 1fr),
  text(size: 11pt)[#text(size: 12pt)[*_Nơi nhận:_*] \\
    \\- Như trên; \\
    \\- TT Đảng ủy, TT HĐND xã; \\
    \\- Các cơ quan, đơn vị thuộc và \\
    trực thuộc UBND xã; \\
    \\- Lưu: VT, VP.],
  align(center)[*KT. CHỦ TỊCH* \\ *PHÓ CHỦ TỊCH* #v(50pt) *{signer}*],
)
"""
)
DECISION = (
    HEADER
    + """
#v(8pt)
#align(center)[*QUYẾT ĐỊNH* \\ *{abstract}* \\ #line(length: 25%)]
#align(center)[*CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ*]

_Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;_

_Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã tại Tờ trình số
12/TTr-VP ngày 03 tháng 01 năm 2026._

#align(center)[*QUYẾT ĐỊNH:*]

*Điều 1.* Thành lập Tổ công tác gồm các ông, bà có tên trong danh sách kèm theo.

*Điều 2.* Quyết định này có hiệu lực kể từ ngày ký./.

#grid(columns: (1fr, 1fr),
  text(size: 11pt)[*_Nơi nhận:_* \\ \\- Như Điều 2; \\ \\- Lưu: VT.],
  align(center)[*CHỦ TỊCH* #v(50pt) *{signer}*],
)
"""
)
DEFAULTS: dict[str, str] = {
    "parent": "",
    "issuer": "ỦY BAN NHÂN DÂN XÃ TÂN PHÚ",
    "number": "15/UBND-VP",
    "place": "Tân Phú",
    "day": "ngày 05 tháng 01 năm 2026",
    "subject": "V/v rà soát danh mục và tổng hợp số liệu theo Quyết định số 2269/QĐ-TTg",
    "to": "Các cơ quan, đơn vị thuộc xã",
    "signer": "Nguyễn Thị Ánh Tuyết",
    "abstract": "Về việc thành lập Tổ công tác chuyển đổi số",
}


def pdf(folder: Path, template: str = LETTER, **values: str) -> Path:
    """A typeset paper as a PDF file; `values` replace DEFAULTS."""
    source = template
    for name, value in {**DEFAULTS, **values}.items():
        source = source.replace("{" + name + "}", value)
    path = folder / "paper.pdf"
    path.write_bytes(typst.compile(source.encode()))
    return path


def with_signed_field(path: Path, text: str, rectangle: tuple[float, float, float, float]) -> Path:
    """The same file with one more signed field whose appearance shows `text`."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(path.read_bytes())))
    stream = DecodedStreamObject()
    lines = "".join(f"({line}) Tj 0 -13 Td " for line in text.split("\n"))
    height = rectangle[3] - rectangle[1]
    stream.set_data(f"BT /F1 12 Tf 2 {height - 14} Td {lines}ET".encode("latin-1"))
    stream.update(_form(rectangle))
    appearance = DictionaryObject({NameObject("/N"): writer._add_object(stream)})
    widget = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject(f"Signature{text[:3]}"),
            NameObject("/F"): FloatObject(4),
            NameObject("/Rect"): ArrayObject([FloatObject(value) for value in rectangle]),
            NameObject("/AP"): appearance,
            NameObject("/V"): DictionaryObject({NameObject("/Type"): NameObject("/Sig")}),
        }
    )
    writer.add_annotation(0, widget)
    target = path.with_name("signed.pdf")
    with target.open("wb") as output:
        writer.write(output)
    return target


def _form(rectangle: tuple[float, float, float, float]) -> DictionaryObject:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    width, height = rectangle[2] - rectangle[0], rectangle[3] - rectangle[1]
    box = ArrayObject([FloatObject(value) for value in (0, 0, width, height)])
    fonts = DictionaryObject({NameObject("/F1"): font})
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): box,
            NameObject("/Resources"): DictionaryObject({NameObject("/Font"): fonts}),
        }
    )


def word(folder: Path, *, number: str = "Số:      /TTr-STC") -> Path:
    """A DOCX whose header and closing are tables of two cells."""
    document = docx.Document()
    header = document.add_table(2, 2)
    header.cell(0, 0).text = "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG\nSỞ TÀI CHÍNH"
    header.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    header.cell(1, 0).text = number
    header.cell(1, 1).text = "Vĩnh Long, ngày      tháng 01 năm 2026"
    document.add_paragraph("TỜ TRÌNH")
    document.add_paragraph("Về việc phê duyệt dự toán năm 2026")
    document.add_paragraph("Kính gửi: Ủy ban nhân dân tỉnh Vĩnh Long")
    document.add_paragraph(
        "Căn cứ Luật Ngân sách nhà nước số 83/2015/QH13, Sở Tài chính kính trình."
    )
    closing = document.add_table(1, 2)
    closing.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT, QLNS."
    closing.cell(0, 1).text = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n\nTrần Văn Bình"
    path = folder / "paper.docx"
    document.save(str(path))
    return path


PLAIN = """ỦY BAN NHÂN DÂN
TỈNH VĨNH LONG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}
Vĩnh Long, {day}
{title}
{abstract}
Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;
Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc./.
Nơi nhận:
- Như Điều 3;
- Lưu: VT, TH.
{closing}
"""


def text(**values: str) -> str:
    """A paper as bare text."""
    plain = {
        "number": "07/2026/QĐ-UBND",
        "day": "ngày 09 tháng 02 năm 2026",
        "title": "QUYẾT ĐỊNH",
        "abstract": "Ban hành Quy chế làm việc theo Nghị định số 45/2025/NĐ-CP ngày 28/02/2025",
        "closing": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nLê Quang Ngời",
    }
    return PLAIN.format(**{**plain, **values})
