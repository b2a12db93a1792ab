"""The vendor's example messages: every field of each, and the way there and back."""

from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from vanthu.kernel.workdays import VIETNAM
from vanthu.office.interchange.edxml.errors import TextBefore
from vanthu.office.interchange.edxml.fingerprint import fingerprint
from vanthu.office.interchange.edxml.message import (
    Answered,
    Business,
    DocumentMessage,
    Message,
    Organization,
    Replaced,
    Signer,
    Staff,
    StatusMessage,
    Trace,
)
from vanthu.office.interchange.edxml.reading import read
from vanthu.office.interchange.edxml.writing import to_bytes

KINDS = {
    "edoc_new": (Business.NEW, "Văn bản điện tử mới"),
    "edoc_revocation": (Business.RECALL, "Thu hồi văn bản điện tử"),
    "edoc_update": (Business.UPDATE, "Cập nhật văn bản điện tử"),
    "edoc_replacement": (Business.REPLACE, "Văn bản thay thế"),
}
STATUSES = {
    "status": ("01", "Văn thư - Phòng Văn thư - Lưu trữ: Đã đến - Phần mềm QLVB đã nhận"),
    "status_inbox_01": ("01", "Văn thư - Phòng Văn thư - Lưu trữ: Đã đến"),
    "status_rejection_02": ("02", "Văn thư - Phòng Văn thư - Lưu trữ: Từ chối không tiếp nhận"),
    "status_acceptance_03": ("03", "Văn thư cơ - Phòng Văn thư - Lưu trữ: Tiếp nhận văn bản"),
    "status_assignment_04": ("04", "Lãnh đạo: Phân công xử lý"),
    "status_processing_05": ("05", "Đang xử lý văn bản đến"),
    "status_finish_06": ("06", "Văn thư: Ban hành văn bản đến, hoàn thành xử lý"),
    "status_cancellation_13": ("13", "Văn thư yêu cầu lấy lại văn bản điện tử kèm lý do"),
    "status_change-acceptance_15": ("15", "Văn thư đồng ý yêu cầu cập nhật, lấy lại"),
    "status_change-rejection_16": ("16", "Văn thư từ chối yêu cầu cập nhật, lấy lại"),
}
OFFICE = Organization(
    code="000.00.00.G22",
    name="Văn phòng Chính phủ",
    in_charge="Văn phòng Chính phủ",
    address="Số 1 Hoàng Hoa Thám, Quận Ba Đình, Hà Nội",
    email="vanthu@example.gov.vn",
    telephone="02700000000",
    fax="02700000000",
    website="vpcp.vn",
)
DOCUMENT_ID = "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT"


def sample(samples: Path, name: str, folder: Path) -> Message:
    return read(samples / "edxml" / f"{name}.edxml", folder).message


def document(samples: Path, name: str, folder: Path) -> DocumentMessage:
    message = sample(samples, name, folder)
    assert isinstance(message, DocumentMessage)
    return message


@pytest.mark.parametrize("name", KINDS)
def test_what_a_document_says(name: str, samples: Path, tmp_path: Path) -> None:
    message = document(samples, name, tmp_path)
    assert (message.change.business, message.change.reason) == KINDS[name]
    assert message.document_id == DOCUMENT_ID
    assert (message.symbol, message.place) == ("VPCP-TTĐT", "Hà Nội")
    assert message.type_name == "Công văn"
    assert (message.type_number, message.type_detail, message.type_notation) == (1, 0, "TVC")
    assert message.subject == "V/v kết nối, liên thông phần mềm quản lý văn bản"
    assert message.content == message.subject
    position = "Cuc truong cuc ung dung cong nghe thong tin"
    signer = Signer(authority="TL. BO TRUONG", position=position, name="Nguyen Thanh Phuc")
    assert message.signer == signer
    assert (message.urgency, message.steering, message.direction) == (0, 1, False)
    assert (message.page_count, message.copies) == (22, 2)
    assert message.due == date(2018, 9, 28)
    assert message.sphere == "Liên thông văn bản quốc gia"
    told = "Công văn về việc kết nối, liên thông phần mềm quản lý văn bản"
    assert message.appendixes == (told,)
    assert message.places == ("Cac bo va co quan ngang bo", "Uy ban nhan dan cac tinh, TP")
    at = datetime(2018, 9, 28, tzinfo=VIETNAM)
    assert message.traces == (Trace(code="000.00.00.G22", at=at),)
    staff = Staff(
        department="Văn thư văn phòng",
        name="Nguyễn Văn A",
        mobile="0900000000",
        email="vanthu@example.gov.vn",
    )
    assert message.change.staff == staff


@pytest.mark.parametrize("name", KINDS)
def test_the_file_of_a_document(name: str, samples: Path, tmp_path: Path) -> None:
    """A message in a zip of one entry, under the name of a Word file (interchange 1.3)."""
    (file,) = document(samples, name, tmp_path).attachments
    assert (file.name, file.content_id) == ("1896_QD-TTg_m_294779.doc", "209")
    assert file.description == file.name
    assert (file.media_type, file.size) == ("application/xml", 388_347)
    assert file.open is not None
    with file.open() as stream:
        assert stream.read().startswith(b'<?xml version="1.0" encoding="UTF-8"?>\r\n<edXML ')
    assert [path for path, _ in document(samples, name, tmp_path).others] == [
        "edXML/edXMLEnvelope/edXMLHeader/Signature"
    ]


def test_who_sends_and_receives(samples: Path, tmp_path: Path) -> None:
    new = document(samples, "edoc_new", tmp_path)
    assert (new.sender.code, new.number, new.day) == (
        "000.00.00.A80",
        "74fass22",
        date(2019, 1, 16),
    )
    assert [each.code for each in new.receivers] == ["28.22.H17"]
    for name in set(KINDS) - {"edoc_new"}:
        message = document(samples, name, tmp_path)
        assert (message.sender, message.number) == (OFFICE, "7816")
        assert message.day == date(2018, 9, 28)
        codes = [each.code for each in message.receivers]
        assert codes == ["000.00.00.H41", "000.00.00.H14", "000.00.00.G17"]


def test_what_an_update_changes(samples: Path, tmp_path: Path) -> None:
    change = document(samples, "edoc_update", tmp_path).change
    assert change.document_id == "000.00.00.G22,2014/02/30,7806/VPCP-TTĐT"
    assert change.fields_changed
    assert change.receivers_removed == ("000.00.00.H41",)
    assert change.receivers_added == ("000.00.00.H14",)


def test_what_a_replacement_replaces(samples: Path, tmp_path: Path) -> None:
    """The sample names the same document twice."""
    change = document(samples, "edoc_replacement", tmp_path).change
    assert change.replaced == (
        Replaced(
            document_id="000.00.00.G22,2014/01/30,7806/VPCP-TTĐT",
            receivers=("000.00.00.H41", "000.00.00.H14"),
        ),
    )


def test_what_a_recall_recalls(samples: Path, tmp_path: Path) -> None:
    """The sample says one document in DocumentId and another one in ResponseFor."""
    message = document(samples, "edoc_revocation", tmp_path)
    assert message.change.document_id == ""
    assert message.answers == (
        Answered(
            document_id="000.00.04.G14,2012/08/06,267/VPCP-TTĐT",
            code="000.00.00.H14",
            reference="267/VPCP-TTĐT",
            day=date(2018, 9, 28),
        ),
    )
    notes = read(samples / "edxml" / "edoc_revocation.edxml").notes
    assert any("hai mã văn bản khác nhau" in note.sentence for note in notes)


@pytest.mark.parametrize("name", STATUSES)
def test_what_a_status_says(name: str, samples: Path, tmp_path: Path) -> None:
    message = sample(samples, name, tmp_path)
    assert isinstance(message, StatusMessage)
    code, description = STATUSES[name]
    assert message.code == code
    assert message.description.startswith(description)
    recall = code == "13"
    assert message.sender.code == ("000.00.00.G22" if recall else "000.00.00.H41")
    assert message.about.code == ("000.00.00.H41" if recall else "000.00.00.G22")
    assert message.about.document_id == DOCUMENT_ID
    assert message.about.reference == "7816/VPCP-TTĐT"
    first = name == "status"
    assert message.about.day == (date(2018, 9, 28) if first else date(2015, 9, 30))
    at = datetime(2018, 9, 28, 17, 25, 11) if first else datetime(2015, 9, 20, 11, 8, 36)  # noqa: DTZ001
    assert message.at == at.replace(tzinfo=VIETNAM)
    department = "Văn thư văn phòng" if first else "Phong hanh chinh"
    assert (message.staff.name, message.staff.department) == ("Nguyễn Văn A", department)
    assert (message.staff.mobile, message.staff.email) == ("0900000000", "vanthu@example.gov.vn")
    assert message.others == ()


@pytest.mark.parametrize("name", [*KINDS, *STATUSES])
def test_there_and_back(name: str, samples: Path, tmp_path: Path) -> None:
    """Q-140: official samples go there and back the same in meaning, all but the Signature."""
    message = sample(samples, name, tmp_path)
    written = to_bytes(message)
    again = read(BytesIO(written)).message
    assert again == replace(message, others=())
    assert fingerprint(again) == fingerprint(message)


def test_what_must_fail_fails(samples: Path) -> None:
    with pytest.raises(TextBefore, match="Trước khai báo XML"):
        read(samples / "edxml" / "must_fail_text_before_declaration.edxml")
