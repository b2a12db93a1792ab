"""Leniency: what honest systems write in other ways is read, and told."""

import hashlib
from datetime import date, datetime

import pytest

from tests.office.interchange.edxml.wire import (
    HEADER,
    PDF,
    SPACE,
    attached,
    document,
    packet,
    reading,
    reference,
    sentences,
    status,
    with_file,
)
from vanthu.kernel.workdays import VIETNAM
from vanthu.office.interchange.edxml.errors import (
    BrokenBase64,
    NotEdxml,
    NotXml,
    TwoHeaders,
    UnknownBusiness,
    Unreadable,
)
from vanthu.office.interchange.edxml.message import Business, Flag

STATUS = (
    "<{0}><From><OrganId>H49</OrganId></From><ResponseFor><OrganId>H61</OrganId>"
    "<DocumentId>H61,1</DocumentId></ResponseFor><StatusCode>{1}</StatusCode>"
    "<Timestamp>2026/09/05 08:30:15</Timestamp></{0}>"
)


@pytest.mark.parametrize("prefix", ["edXML:", "x:", ""])
def test_any_prefix_or_none(prefix: str) -> None:
    """Also one that nobody declares: Java and .NET builders lose the declaration."""
    told = packet().replace("e:", prefix).replace("xmlns:e=", "xmlns:q=")
    assert document(told).document_id == "H49,1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    assert document(packet().encode(encoding)).subject == "V/v họp"


def test_a_declaration_of_utf_16_over_utf_8() -> None:
    told = '<?xml version="1.0" encoding="utf-16"?>' + packet()
    assert document(told).subject == "V/v họp"
    assert "Khai báo mã hóa" in sentences(told)


def test_letters_are_composed_and_the_raw_ones_kept() -> None:
    apart = "V/v ho\u0323p"
    message = document(packet(HEADER.replace("V/v họp", apart)))
    assert message.subject == "V/v h\u1ecdp"
    assert message.as_received == (
        ("edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Subject", apart),
    )


def test_order_does_not_matter() -> None:
    parts = HEADER.replace("><e:To>", ">|<e:To>").replace("><e:Doc", ">|<e:Doc").split("|")
    told = "<e:SteeringType>2</e:SteeringType>" + "".join(reversed(parts))
    message = document(packet(told))
    assert (message.sender.code, message.document_id, message.steering) == (
        "000.00.00.H49",
        "H49,1",
        2,
    )


def test_names_in_other_letters() -> None:
    told = packet().replace("edXMLEnvelope", "EdXMLEnvelope").replace("OrganId", "organID")
    assert document(told).sender.code == "000.00.00.H49"
    assert "edXML/EdXMLEnvelope: Tên phần tử viết sai chữ hoa" in sentences(told)


def test_an_unusual_namespace_is_told() -> None:
    told = packet().replace(SPACE, "http://www.go.vn/eDoc")
    assert document(told).document_id == "H49,1"
    assert "Không gian tên lạ («http://www.go.vn/eDoc»)" in sentences(told)


def test_empty_elements_and_missing_parts() -> None:
    """The vendor's parser loses the whole message over an empty SteeringType."""
    told = packet("<e:SteeringType/><e:DueDate/><e:ResponseFor/><e:OtherInfo/><e:SignerInfo/>")
    message = document(told)
    assert (message.steering, message.due, message.answers, message.urgency) == (None, None, (), 0)
    assert message.change.business is Business.NEW
    for name in ("From", "To", "DocumentId", "Subject"):
        assert f"MessageHeader: Thiếu phần bắt buộc «{name}»." in sentences(told)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2020/10/30", date(2020, 10, 30)),
        ("30/10/2020", date(2020, 10, 30)),
        ("2020-10-30", date(2020, 10, 30)),
        ("2020/1/5", date(2020, 1, 5)),
        ("2020/10/30 00:00:00", date(2020, 10, 30)),
        ("2014/02/30", None),
        ("0036/10/20", None),
        ("10/30/2020", None),
        ("20/10/36", None),
        ("٢٠٢٠/10/30", None),
        ("null", None),
    ],
)
def test_days(told: str, day: date | None) -> None:
    issued = f"<e:PromulgationInfo><e:PromulgationDate>{told}</e:PromulgationDate>"
    wire = packet(f"{HEADER}{issued}</e:PromulgationInfo>")
    assert document(wire).day == day
    path = "MessageHeader/PromulgationInfo/PromulgationDate: Không có ngày"
    assert (path in sentences(wire)) == (day is None)


@pytest.mark.parametrize(
    ("told", "hour"),
    [
        ("2026/09/05 08:30:15", 8),
        ("05/09/2026 08:30:15", 8),
        ("2026-09-05T01:30:15Z", 8),
        ("2026-09-05T08:30:15.123+07:00", 8),
        ("2026/09/05 24:61:00", None),
        ("hôm qua", None),
    ],
)
def test_moments(told: str, hour: int | None) -> None:
    trace = f"<e:TraceHeader><e:Timestamp>{told}</e:Timestamp></e:TraceHeader>"
    (hop,) = document(packet(traces=trace)).traces
    wanted = None if hour is None else datetime(2026, 9, 5, hour, 30, 15, tzinfo=VIETNAM)
    assert (hop.code, hop.at) == ("", wanted)


def test_numbers_that_are_none() -> None:
    told = packet(
        f"{HEADER}<e:DocumentType><e:Type>abc</e:Type></e:DocumentType>"
        "<e:OtherInfo><e:Priority>9</e:Priority><e:PageAmount>99999999999</e:PageAmount>"
        "</e:OtherInfo>"
    )
    message = document(told)
    assert (message.type_number, message.urgency, message.page_count) == (2, 0, None)
    assert sentences(told).count("không phải số trong khoảng cho phép") == 3


def test_unknown_elements_are_kept() -> None:
    more = '<e:Agency a="1"><e:Role>x &amp; y</e:Role></e:Agency>'
    message = document(packet(HEADER + more))
    assert message.others == (
        (
            "edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Agency",
            f'<Agency xmlns="{SPACE}" a="1"><Role>x &amp; y</Role></Agency>',
        ),
    )


def test_what_stands_twice_is_read_once_and_kept() -> None:
    told = packet(HEADER + "<e:Subject>khác</e:Subject>")
    message = document(told)
    assert message.subject == "V/v họp"
    assert message.others[0][0].endswith("MessageHeader/Subject[2]")
    assert "Phần «Subject» có nhiều lần" in sentences(told)


def test_a_receiver_named_twice() -> None:
    told = packet(HEADER + "<e:To><e:OrganId>H61.01</e:OrganId></e:To>")
    assert len(document(told).receivers) == 1
    assert "To[2]: Nơi nhận «H61.01» ghi nhiều lần" in sentences(told)


def test_two_headers_are_refused() -> None:
    told = packet().replace("</e:edXMLHeader>", "<e:MessageHeader/></e:edXMLHeader>")
    with pytest.raises(TwoHeaders, match="hơn một phần MessageHeader"):
        reading(told)


@pytest.mark.parametrize("told", ["<html><body/></html>", "<edXML/>", "<edXML><a/></edXML>"])
def test_other_xml_is_no_message(told: str) -> None:
    with pytest.raises(NotEdxml):
        reading(told)


@pytest.mark.parametrize("name", ["MessageHeader", "Status"])
def test_a_status_in_either_form(name: str) -> None:
    """The fork of Bkav writes an element Status instead of MessageHeader."""
    told = f"<edXML><edXMLHeader>{STATUS.format(name, '3')}</edXMLHeader></edXML>"
    message = status(told)
    assert (message.code, message.about.code) == ("03", "H61")
    assert message.at == datetime(2026, 9, 5, 8, 30, 15, tzinfo=VIETNAM)


def test_an_unknown_status_is_told() -> None:
    told = f"<edXML>{STATUS.format('MessageHeader', '99')}</edXML>"
    assert status(told).code == "99"
    assert "Mã trạng thái «99» không có trong quy định" in sentences(told)


def test_an_unknown_business_is_refused() -> None:
    traces = "<e:Bussiness><e:BussinessDocType>7</e:BussinessDocType></e:Bussiness>"
    with pytest.raises(UnknownBusiness, match="«7»"):
        reading(packet(traces=traces))


def test_business_in_the_right_spelling() -> None:
    traces = "<e:Business><e:BusinessDocType>1</e:BusinessDocType></e:Business>"
    assert document(packet(traces=traces)).change.business is Business.RECALL


def test_a_code_written_as_one_text() -> None:
    message = document(packet(HEADER + "<e:Code>7816/VPCP-TTĐT</e:Code>"))
    assert (message.number, message.symbol) == ("7816", "VPCP-TTĐT")


def test_the_old_envelope() -> None:
    """CV 2803: SOAP, another namespace, dd/MM/yyyy, xlink:href; attachments behind it."""
    told = (
        '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns:edXML="http://www.e-doc.vn/Schema/" xmlns:xlink="http://www.w3.org/1999/xlink">'
        "<SOAP-ENV:Header><edXML:MessageHeader><edXML:From><edXML:OrganId>Q1</edXML:OrganId>"
        "</edXML:From><edXML:To><edXML:OrganId>Q2</edXML:OrganId></edXML:To><edXML:Code>"
        "<edXML:CodeNumber>12</edXML:CodeNumber><edXML:CodeNotation>UBND</edXML:CodeNotation>"
        "</edXML:Code><edXML:PromulgationInfo><edXML:PromulgationDate>05/11/2014"
        "</edXML:PromulgationDate></edXML:PromulgationInfo><edXML:Subject>Họp</edXML:Subject>"
        "<edXML:Author><edXML:Function>Chủ tịch</edXML:Function></edXML:Author>"
        "</edXML:MessageHeader></SOAP-ENV:Header><SOAP-ENV:Body><edXML:Manifest>"
        '<edXML:Reference xlink:href="cid:7"><edXML:AttachmentName>a.pdf</edXML:AttachmentName>'
        "</edXML:Reference></edXML:Manifest></SOAP-ENV:Body></SOAP-ENV:Envelope>"
    )
    message = document(told)
    assert (message.number, message.symbol, message.day) == ("12", "UBND", date(2014, 11, 5))
    assert (message.subject, message.signer.position) == ("Họp", "Chủ tịch")
    assert reading(told).old_form
    assert "theo mẫu cũ" in sentences(told)
    assert "Tệp «a.pdf» có trong danh mục nhưng không có nội dung" in sentences(told)
    behind = told + "<edXML:Document/>"
    assert document(behind) == message
    assert "Sau phong bì kiểu cũ còn nội dung khác" in sentences(behind)


def test_the_attachments_of_cv_512() -> None:
    told = (
        "<Envelope><Header><MessageHeader><Subject>x</Subject></MessageHeader></Header><Body>"
        '<AllDocument><Document><Attach><Attachment Content-Type="application/pdf">'
        "<name>a.pdf</name><value>JVBERi0xLjcK</value></Attachment></Attach></Document>"
        "</AllDocument></Body></Envelope>"
    )
    (file,) = document(told).attachments
    assert (file.name, file.size, file.media_type) == ("a.pdf", 9, "application/pdf")


ENVELOPE = (
    "<Envelope><Header><MessageHeader><Subject>x</Subject></MessageHeader></Header><Body>"
    "<Manifest><Reference><AttachmentName>a.pdf</AttachmentName></Reference></Manifest></Body>"
    "</Envelope>"
)
BEHIND = (
    '<edXML:AllDocument xmlns:edXML="http://www.e-doc.vn/Schema/"><edXML:Document><edXML:Attach>'
    '<edXML:Attachment Content-Type="application/pdf" Content-Transfer-Encoding="base64">'
    "<name>a.pdf</name><value>JVBERi0xLjcK</value></edXML:Attachment></edXML:Attach>"
    "</edXML:Document></edXML:AllDocument>"
)


@pytest.mark.parametrize("between", ["", "\r\n", " " * 262_000, " " * 262_140, " " * 600_000])
def test_the_attachments_of_cv_512_behind_the_envelope(between: str) -> None:
    """As one text, the second a root of its own; wherever the pieces that are read are cut."""
    told = ENVELOPE + between + BEHIND
    (file,) = document(told).attachments
    assert (file.name, file.size, file.media_type) == ("a.pdf", 9, "application/pdf")
    assert "Sau phong bì" not in sentences(told)
    assert reading(told).sha256 == hashlib.sha256(told.encode()).hexdigest()
    more = told + BEHIND
    assert len(document(more).attachments) == 1
    assert "Sau phong bì kiểu cũ còn nội dung khác" in sentences(more)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (ENVELOPE + BEHIND[:-30], NotXml),
        (ENVELOPE + BEHIND.replace("JVBERi0xLjcK", "JVB"), BrokenBase64),
        (ENVELOPE.replace("</Body>", "<AllDocument/></Body>") + BEHIND, TwoHeaders),
    ],
)
def test_what_is_broken_behind_the_envelope_is_refused(told: str, error: type[Unreadable]) -> None:
    with pytest.raises(error):
        reading(told)


def test_attachments_are_joined_by_id_then_by_name() -> None:
    body = reference(1, "một.pdf") + reference(2, "hai.pdf") + "<e:Reference/>"
    held = attached(PDF + b"2", 2, "hai.pdf") + attached(PDF, 1, "một.pdf") + attached(PDF, 9)
    told = packet(body=body, attached=held)
    assert [each.name for each in document(told).attachments] == ["một.pdf", "hai.pdf", "a.pdf"]
    assert "Tệp «tep-3» có trong danh mục nhưng không có nội dung" in sentences(told)
    assert "Tệp «a.pdf» có nội dung nhưng không có trong danh mục" in sentences(told)


def test_a_prefix_of_ids_is_no_part_of_them() -> None:
    told = packet(body=reference(1), attached=attached(PDF).replace("cid:1", "1"))
    assert len(document(told).attachments) == 1


def test_names_never_hold_a_path() -> None:
    told = with_file(PDF, "..\\..\\Windows/../x\u202e.pdf")
    assert document(told).attachments[0].name == "x.pdf"
    assert "có đường dẫn hoặc ký tự lạ" in sentences(told)


def test_text_destroyed_by_an_encoding_is_told() -> None:
    told = packet(HEADER.replace("họp", "h\ufffdp"))
    assert "MessageHeader/Subject: Chữ bị hỏng mã hóa" in sentences(told)


def test_no_flag_without_a_cause() -> None:
    (file,) = document(with_file(PDF, kind="application/pdf")).attachments
    assert file.flags == ()
    assert Flag.DIGEST not in file.flags
    assert sentences(with_file(PDF, kind="application/pdf")) == ""
