"""The fields of a document as forms and the API take them, named as in the modules."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as N_
from pydantic import AfterValidator, Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.inputs import Day, Id, asked
from vanthu.faces.acts.standing import Standing
from vanthu.kernel.text import one_line
from vanthu.office.documents.choices import Circulation, Purpose, SigningAuthority, Urgency
from vanthu.office.documents.fields import IncomingFields, OutgoingFields


def choices(closed: Any) -> list[list[Any]]:
    """The choices of a closed set, for the control and for the description of the API."""
    return [[value, str(label)] for value, label in closed.choices]


# Texts on one line, so long at most.
Line11 = Annotated[str, Field(max_length=11), AfterValidator(one_line)]
Line20 = Annotated[str, Field(max_length=20), AfterValidator(one_line)]
Line30 = Annotated[str, Field(max_length=30), AfterValidator(one_line)]
Line35 = Annotated[str, Field(max_length=35), AfterValidator(one_line)]
Line40 = Annotated[str, Field(max_length=40), AfterValidator(one_line)]
Line50 = Annotated[str, Field(max_length=50), AfterValidator(one_line)]
Line60 = Annotated[str, Field(max_length=60), AfterValidator(one_line)]
Line75 = Annotated[str, Field(max_length=75), AfterValidator(one_line)]
Line80 = Annotated[str, Field(max_length=80), AfterValidator(one_line)]
Line100 = Annotated[str, Field(max_length=100), AfterValidator(one_line)]
Line120 = Annotated[str, Field(max_length=120), AfterValidator(one_line)]
Line200 = Annotated[str, Field(max_length=200), AfterValidator(one_line)]
Line500 = Annotated[str, Field(max_length=500), AfterValidator(one_line)]
Line1000 = Annotated[str, Field(max_length=1000), AfterValidator(one_line)]
Count = Annotated[int, Field(ge=1, le=999_999)]


class _CommonInput(ActInput):
    """What incoming and outgoing documents share."""

    subject: Annotated[Line500, asked(N_("Trích yếu nội dung"), "textarea")] = ""
    type_code: Annotated[Line20 | None, asked(N_("Loại văn bản"), "type")] = None
    urgency: Annotated[
        Literal[0, 1, 2, 3], asked(N_("Mức độ khẩn"), "choice", choices=choices(Urgency))
    ] = 0
    secrecy: Annotated[int, Field(ge=0, le=3), asked(N_("Độ mật"), "hidden")] = 0
    signer_name: Annotated[Line100, asked(N_("Người ký"))] = ""
    signer_position: Annotated[Line100, asked(N_("Chức vụ người ký"))] = ""
    signing_authority: Annotated[
        Literal["", "TM.", "Q.", "KT.", "TL.", "TUQ."],
        asked(N_("Thẩm quyền ký"), "choice", choices=choices(SigningAuthority)),
    ] = ""
    due_on: Annotated[Day | None, asked(N_("Hạn giải quyết"), "date")] = None
    page_count: Annotated[Count | None, asked(N_("Số trang"), "number")] = None
    copies: Annotated[Count | None, asked(N_("Số bản"), "number")] = None
    circulation: Annotated[
        Literal["", "return", "internal"],
        asked(N_("Phạm vi lưu hành"), "choice", choices=choices(Circulation)),
    ] = ""
    language: Annotated[Line30, asked(N_("Ngôn ngữ"))] = "Tiếng Việt"
    place: Annotated[Line50, asked(N_("Địa danh"))] = ""
    to_places: Annotated[Line1000, asked(N_("Đơn vị hoặc người nhận"))] = ""
    note: Annotated[Line500, asked(N_("Ghi chú"), "textarea")] = ""
    revision: Annotated[
        int | None, Field(ge=1, le=2**31 - 1), asked(N_("Phiên bản đã đọc"), "hidden")
    ] = None

    def values(self) -> dict[str, Any]:
        """What the module's fields take."""
        return self.model_dump(exclude={"revision"})


class IncomingInput(_CommonInput):
    """The fields of an incoming document, as its paper says."""

    reference: Annotated[Line75, asked(N_("Số, ký hiệu"))] = ""
    number: Annotated[Line11, asked(N_("Số"), "hidden")] = ""
    symbol: Annotated[Line60, asked(N_("Ký hiệu"), "hidden")] = ""
    issued_on: Annotated[Day | None, asked(N_("Ngày văn bản"), "date")] = None
    issuer_name: Annotated[Line200, asked(N_("Cơ quan ban hành"))] = ""
    issuer_id: Annotated[Id | None, asked(N_("Cơ quan ban hành trong hệ thống"), "hidden")] = None
    identifier: Annotated[Line120, asked(N_("Mã định danh văn bản"))] = ""

    def fields(self) -> IncomingFields:
        """As the module takes them."""
        return IncomingFields(**self.values())


class OutgoingInput(_CommonInput):
    """The fields of a document to be drafted; number, symbol and date come from the system."""

    unit_id: Annotated[Id | None, asked(N_("Đơn vị soạn thảo"), "unit")] = None
    due_on: Annotated[Day | None, asked(N_("Hạn nơi nhận trả lời"), "date")] = None
    body: Annotated[Line200, asked(N_("Ban hành nhân danh"))] = ""

    def fields(self) -> OutgoingFields:
        """As the module takes them."""
        return OutgoingFields(**self.values())


class RecipientInput(ActInput):
    """Who shall receive a document: an agency of the installation, or a name (and code) alone."""

    name: Annotated[Line200, Field(title=N_("Tên nơi nhận"))] = ""
    agency_id: Annotated[Id | None, Field(title=N_("Cơ quan trong hệ thống"))] = None
    code: Annotated[Line35, Field(title=N_("Mã định danh"))] = ""
    purpose: Annotated[
        Literal["execute", "report", "check", "exchange", "know", "keep"],
        Field(title=N_("Mục đích nhận"), json_schema_extra={"choices": choices(Purpose)}),
    ] = "execute"


Recipients = Annotated[list[RecipientInput], Field(max_length=1000)]


def given(model: type[ActInput]) -> Callable[[Standing], Mapping[str, Any]]:
    """What the document says now, for a form to begin with."""

    def initial(standing: Standing) -> Mapping[str, Any]:
        document = standing.document
        found = {
            name: getattr(document, name) for name in model.model_fields if hasattr(document, name)
        }
        known = {"type_code": document.type_id, "revision": document.revision}
        return found | {name: known[name] for name in known.keys() & model.model_fields.keys()}

    return initial
