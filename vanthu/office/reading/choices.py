"""Closed sets of the reader: kinds of file, fields, and the names a paper may bear."""

from enum import StrEnum


class FileKind(StrEnum):
    """What the bytes are, whatever the name says."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ZIP = "zip"
    OLE = "ole"
    RTF = "rtf"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    XML = "xml"
    HTML = "html"
    TEXT = "text"
    PROGRAM = "program"
    UNKNOWN = "unknown"

    @property
    def is_image(self) -> bool:
        return self in (FileKind.PNG, FileKind.JPEG, FileKind.TIFF)


class Origin(StrEnum):
    """How the letters reached us; decides how far they can be trusted."""

    DIGITAL = "digital"  # text layer of a born-digital PDF, DOCX
    PLAIN = "plain"  # a text without geometry that shows no sign of recognition errors
    OCR = "ocr"  # recognised from an image, by us or by somebody before us


FIELDS = (
    "issuer_lines",
    "number",
    "place",
    "date",
    "type",
    "abstract",
    "signer_position",
    "signer_name",
    "to",
    "recipients",
    "urgency",
    "arrival_number",
    "arrival_date",
)

CHECK_BELOW = 0.9
"""Below this confidence the screen marks a field "please check"."""

# Abbreviation -> name. Decree 30/2020 Art. 7 and Annex III (29 types and three kinds of copy);
# Law on legal normative documents; Party papers (Guidance 05-HD/VPTW), their own names last.
TYPE_BY_ABBREVIATION: dict[str, str] = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
    "SY": "Sao y",
    "TrS": "Trích sao",
    "SL": "Sao lục",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
    "NQLT": "Nghị quyết liên tịch",
    "L": "Lệnh",
    "PL": "Pháp lệnh",
    "KL": "Kết luận",
    "CV": "Công văn",
}

PARTY_ONLY: dict[str, str] = {"TT": "Thông tri", "KL": "Kết luận", "CV": "Công văn"}

TITLES: tuple[str, ...] = tuple(
    dict.fromkeys((*TYPE_BY_ABBREVIATION.values(), "Thông tri", "Luật", "Bộ luật", "Thư công"))
)
"""Names that may stand alone as the title of a paper, longest match first when searched."""

LETTER = "Công văn"

# Decree 30/2020 Art. 8: three levels; the fourth wording asks for delivery at an hour.
URGENCIES = ("HỎA TỐC HẸN GIỜ", "HỎA TỐC", "THƯỢNG KHẨN", "KHẨN")
SECRECY_MARKS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")

# Decree 30/2020 Annex I, II.7.a; Party papers write T/M, K/T, T/L.
AUTHORITIES = ("TM", "KT", "TL", "TUQ", "Q", "T/M", "K/T", "T/L")
