"""The input data standard: every leaf field of Decree 30/2020, Annex VI, Part II.

Names, types and lengths are the decree's (its misprints `Organld`, `Signerlnfo` put right). Inside,
some fields are kept longer: codes of agencies have up to 35 characters since Decision 20/2020,
names of people outgrow 30 and 50 characters, a dossier may hold more than 999 documents. `wire.py`
maps a document to these names and says where a value is longer than the decree allows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vanthu.office.documents.choices import (
    Circulation,
    DocumentState,
    Purpose,
    SigningAuthority,
    Urgency,
)
from vanthu.office.documents.errors import InvalidFields, Locked
from vanthu.office.documents.fields import CommonFields, IncomingFields
from vanthu.office.documents.models import Document

STRING, NUMBER, DATE, LONG_TEXT = "String", "Number", "Date", "LongText"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf field: its place in the annex, wire name (with its group), type, length, automatic.

    `column` is where a document or dossier keeps it, empty when it is derived; `kept` the length
    accepted inside (0: as `length`). Length None is unlimited.
    """

    no: str
    name: str
    label: str
    type: str
    length: int | None
    column: str = ""
    automatic: bool = False
    kept: int = 0

    @property
    def accepted(self) -> int | None:
        """The length accepted inside."""
        return self.kept or self.length


_FILE_CODE = (
    Leaf("1.1", "FileCode.OrganId", "Mã định danh cơ quan, tổ chức lập danh mục hồ sơ", STRING, 13,
         automatic=True, kept=35),
    Leaf("1.2", "FileCode.FileCatalog", "Năm hình thành hồ sơ", NUMBER, 4, automatic=True),
    Leaf("1.3", "FileCode.FileNotation", "Số và ký hiệu hồ sơ", STRING, 20),
)  # fmt: skip

_SHARED = (
    *_FILE_CODE,
    Leaf("2", "DocOrdinal", "Số thứ tự văn bản trong hồ sơ", NUMBER, 3, automatic=True, kept=7),
    Leaf("3", "TypeName", "Tên loại văn bản", STRING, 100, "type_id"),
    Leaf("4", "CodeNumber", "Số của văn bản", STRING, 11, "number"),
    Leaf("5", "CodeNotation", "Ký hiệu của văn bản", STRING, 30, "symbol", kept=60),
    Leaf("6", "IssuedDate", "Ngày, tháng, năm văn bản", DATE, 10, "issued_on"),
    Leaf("7", "OrganName", "Tên cơ quan, tổ chức ban hành văn bản", STRING, 200, "issuer_name"),
    Leaf("8", "Subject", "Trích yếu nội dung", STRING, 500, "subject"),
    Leaf("9", "Language", "Ngôn ngữ", STRING, 30, "language"),
    Leaf("10", "PageAmount", "Số trang của văn bản", NUMBER, 3, "page_count", True, 6),
    Leaf("11", "Description", "Ghi chú", STRING, 500, "note"),
)  # fmt: skip


def _signer(no: str) -> tuple[Leaf, Leaf]:
    return (
        Leaf(f"{no}.1", "SignerInfo.Position", "Chức vụ", STRING, 100, "signer_position"),
        Leaf(f"{no}.2", "SignerInfo.FullName", "Họ và tên", STRING, 50, "signer_name", kept=100),
    )


OUTGOING: tuple[Leaf, ...] = (
    *(
        Leaf(x.no, x.name, x.label, x.type, x.length, x.column, True, x.kept)
        if x.no in {"4", "6"}
        else x
        for x in _SHARED
    ),
    *_signer("12"),
    Leaf("13.1", "To.OrganId", "Mã định danh của cơ quan, tổ chức nhận văn bản", STRING, 13,
         "recipients.code", True, 35),
    Leaf("13.2", "To.OrganName", "Tên cơ quan, tổ chức nhận văn bản", STRING, 200,
         "recipients.name"),
    Leaf("14", "Priority", "Mức độ khẩn, độ mật", NUMBER, 1, "urgency"),
    Leaf("15", "IssuedAmount", "Số lượng bản phát hành", NUMBER, 3, "copies", kept=6),
    Leaf("16", "DueDate", "Hạn trả lời văn bản", DATE, 10, "due_on"),
)  # fmt: skip

INCOMING: tuple[Leaf, ...] = (
    *_SHARED,
    Leaf("12", "ArrivalDate", "Ngày, tháng, năm đến", DATE, 10, "arrived_on", automatic=True),
    Leaf("13", "ArrivalNumber", "Số đến", NUMBER, 10, "arrival_number", automatic=True),
    *_signer("14"),
    Leaf("15", "Priority", "Mức độ khẩn, độ mật", NUMBER, 1, "urgency"),
    Leaf("16", "ToPlaces", "Đơn vị hoặc người nhận", STRING, 1000, "to_places"),
    Leaf("17", "TraceHeaderList", "Ý kiến phân phối, chỉ đạo, trạng thái xử lý văn bản",
         LONG_TEXT, None),
    Leaf("18", "DueDate", "Thời hạn giải quyết", DATE, 10, "due_on"),
)  # fmt: skip

DOSSIER: tuple[Leaf, ...] = (
    *_FILE_CODE,
    Leaf("2", "Title", "Tiêu đề hồ sơ", STRING, 500, "title"),
    Leaf("3", "Maintenance", "Thời hạn bảo quản", STRING, 30, "maintenance"),
    Leaf("4", "Rights", "Chế độ sử dụng", STRING, 30, "rights"),
    Leaf("5", "Creator", "Người lập hồ sơ", STRING, 30, "creator_name", kept=100),
    Leaf("6", "Language", "Ngôn ngữ", STRING, 50, "language"),
    Leaf("7", "StartDate", "Thời gian bắt đầu", DATE, 10, "start_on"),
    Leaf("8", "EndDate", "Thời gian kết thúc", DATE, 10, "end_on"),
    Leaf("9", "DocTotal", "Tổng số văn bản trong hồ sơ", NUMBER, 4, automatic=True, kept=7),
    Leaf("10", "PageTotal", "Tổng số trang của hồ sơ", NUMBER, 4, automatic=True, kept=7),
    Leaf("11", "Description", "Ghi chú", STRING, 500, "description"),
)  # fmt: skip

# What the decree does not list and a document keeps all the same, with the length accepted.
_FURTHER = {
    "reference": 75,
    "identifier": 120,
    "place": 50,
    "language": 30,
    "to_places": 1000,
}
_LENGTHS: dict[str, int] = _FURTHER | {
    leaf.column: leaf.accepted
    for leaf in (*OUTGOING, *INCOMING)
    if leaf.type == STRING and leaf.accepted and "." not in leaf.column and leaf.column
}
_CLOSED_SETS: dict[str, Sequence[Any]] = {
    "signing_authority": SigningAuthority.values,
    "circulation": Circulation.values,
    "urgency": Urgency.values,
}
# Compulsory in the register of incoming documents (Annex IV: author, day, abstract).
_COMPULSORY = {
    "subject": "Hãy nhập trích yếu nội dung.",
    "issuer_name": "Hãy nhập tên cơ quan ban hành.",
    "issued_on": "Hãy nhập ngày, tháng, năm của văn bản.",
}
_OPEN_STATES = {
    DocumentState.DRAFTING,
    DocumentState.CONTENT_REVIEW,
    DocumentState.FORMAT_REVIEW,
    DocumentState.LEADER_REVIEW,
}


def validate(fields: CommonFields) -> dict[str, str]:
    """What is wrong with the fields, by name; missing ones may come later."""
    errors: dict[str, str] = {}
    for name, text in fields.texts().items():
        longest = _LENGTHS.get(name)
        if longest and len(text) > longest:
            errors[name] = f"Dài {len(text)} ký tự, tối đa {longest} ký tự. Hãy rút gọn."
    for name, allowed in _CLOSED_SETS.items():
        if getattr(fields, name) not in allowed:
            errors[name] = "Giá trị không có trong danh mục. Hãy chọn lại."
    for name in ("page_count", "copies"):
        value = getattr(fields, name)
        if value is not None and not 0 < value < 1_000_000:
            errors[name] = "Phải là số nguyên từ 1 trở lên."
    return errors | _wrong_days(fields)


def _wrong_days(fields: CommonFields) -> dict[str, str]:
    issued = fields.issued_on if isinstance(fields, IncomingFields) else None
    if issued is not None and not date(1945, 9, 2) <= issued <= date(2200, 1, 1):
        return {"issued_on": "Ngày văn bản không hợp lệ. Hãy kiểm tra lại năm."}
    if issued is not None and fields.due_on is not None and fields.due_on < issued:
        return {"due_on": "Hạn giải quyết sớm hơn ngày văn bản. Hãy kiểm tra lại."}
    return {}


def check_recipients(recipients: Iterable[tuple[str, str, str]]) -> None:
    """Raise InvalidFields for a recipient (name, code, purpose) that does not fit fields 13."""
    for name, code, purpose in recipients:
        wrong = ""
        if not name.strip():
            wrong = "Mỗi nơi nhận phải có tên."
        elif len(name) > 200 or len(code) > 35:
            wrong = "Tên nơi nhận dài tối đa 200 ký tự, mã định danh tối đa 35 ký tự."
        elif purpose not in Purpose.values:
            wrong = "Mục đích gửi không có trong danh mục."
        if wrong:
            raise InvalidFields({"recipients": wrong})


def missing_to_register(document: Document | IncomingFields) -> dict[str, str]:
    """The compulsory fields an incoming document still lacks, with what to do."""
    return {name: text for name, text in _COMPULSORY.items() if not getattr(document, name)}


def check_open_to_change(document: Document) -> None:
    """Raise Locked once the content of a draft is approved (Art. 11.2)."""
    if document.state not in _OPEN_STATES:
        raise Locked(state=str(DocumentState(document.state).label))


def too_long(leaves: tuple[Leaf, ...], values: Mapping[str, Any]) -> list[str]:
    """Sentences for the values (by dotted wire name) longer than the decree's own length."""
    found = []
    for leaf in leaves:
        value = values.get(leaf.name)
        if leaf.length and value is not None and len(str(value)) > leaf.length:
            found.append(
                f"{leaf.label} ({leaf.name}): {len(str(value))} ký tự, "
                f"Nghị định 30/2020/NĐ-CP quy định tối đa {leaf.length}."
            )
    return found
