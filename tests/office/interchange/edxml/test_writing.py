"""The writer: the literal prefix, the order of the samples, lengths, the same bytes again."""

import hashlib
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from bench.fuzzing.seeds import AT, CONTENT, attachment, document, orders, status, zipped
from tests.support.environment import ROOT
from vanthu.office.interchange.edxml.digests import Digest, split_digest, with_digest
from vanthu.office.interchange.edxml.errors import Unwritable
from vanthu.office.interchange.edxml.limits import LENGTHS
from vanthu.office.interchange.edxml.message import (
    Attachment,
    Business,
    Change,
    DocumentMessage,
    Flag,
    Message,
    Organization,
    Trace,
)
from vanthu.office.interchange.edxml.reading import read
from vanthu.office.interchange.edxml.schema import FILE, validate
from vanthu.office.interchange.edxml.writing import to_bytes, write

ORDER = (
    *("From", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject"),
    *("Content", "SignerInfo", "DueDate", "OtherInfo", "ResponseFor", "SteeringType", "ToPlaces"),
)


def problems(message: Message, today: date | None = None) -> str:
    with pytest.raises(Unwritable) as caught:
        to_bytes(message, today=today)
    return "\n".join(caught.value.problems)


def test_the_literal_prefix() -> None:
    """Some receivers look up `edXML:StatusCode` by its qualified name (interchange 1.1)."""
    assert b"<edXML:StatusCode>03</edXML:StatusCode>" in to_bytes(status())
    told = to_bytes(document()).decode()
    assert told.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="http://www.mic')
    assert "<edXML:edXMLEnvelope xmlns:edXML=" in told
    assert "\n  <AttachmentEncoded>\n    <Attachment>\n      <ContentId>cid:1</ContentId>" in told


def test_the_order_of_the_samples() -> None:
    root = etree.fromstring(to_bytes(document()))
    header = root[0][0][0]
    names = [etree.QName(each).localname for each in header]
    assert tuple(dict.fromkeys(names)) == ORDER


def test_the_same_message_gives_the_same_bytes() -> None:
    assert to_bytes(document()) == to_bytes(document())
    assert to_bytes(status()) == to_bytes(status())


def test_base64_has_no_line_ends_and_digests_stand_in_the_manifest() -> None:
    big = attachment("a.pdf", CONTENT * 9999)
    told = to_bytes(replace(document(), attachments=(big,))).decode()
    encoded = told.partition("ContentTransferEncoded xmlns")[2].partition(">")[2].partition("<")[0]
    assert len(encoded) == (big.size + 2) // 3 * 4
    assert f"Bản chính [sha256:{big.sha256} size:{big.size}]</edXML:Description>" in told
    assert "<Description>Bản chính</Description>" in told


def test_what_travels_apart(tmp_path: Path) -> None:
    written = to_bytes(document(), embed=False)
    assert b"AttachmentEncoded" not in written
    without = replace(
        document(), attachments=tuple(replace(f, open=None) for f in document().attachments)
    )
    assert to_bytes(without, embed=False) == written
    file = tmp_path / "file"
    file.write_bytes(CONTENT)
    reading = read(BytesIO(written), tmp_path, apart={hashlib.sha256(CONTENT).hexdigest(): file})
    assert isinstance(reading.message, DocumentMessage)
    here, away = reading.message.attachments
    assert here.open is not None
    with here.open() as stream:
        assert stream.read() == CONTENT
    assert (away.open, away.size, away.flags) == (None, 3, (Flag.MISSING,))
    assert "không ở trong gói tin; tệp đi riêng" in str(reading.notes[0])


def test_a_file_apart_that_is_another_one(tmp_path: Path) -> None:
    file = tmp_path / "file"
    apart = {hashlib.sha256(CONTENT).hexdigest(): file}
    for other in (CONTENT + b"!", CONTENT.replace(b"1", b"2"), zipped({"a": CONTENT})):
        file.write_bytes(other)
        reading = read(BytesIO(to_bytes(document(), embed=False)), tmp_path, apart=apart)
        assert reading.tampered == ("cong-van.pdf",)
        assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_file_that_changed_meanwhile_is_not_sent() -> None:
    stale = replace(document().attachments[0], open=lambda: BytesIO(b"other"))
    message = replace(document(), attachments=(stale,))
    assert "không còn đúng mã băm" in problems(message)


class _Drips(BytesIO):
    """A stream that gives less than it is asked for, as sockets and unpackers do."""

    def read(self, size: int | None = -1) -> bytes:
        return super().read(min(7, size or 7))


def test_short_reads_put_no_padding_into_the_middle() -> None:
    dripping = replace(document().attachments[0], open=lambda: _Drips(CONTENT))
    assert to_bytes(replace(document(), attachments=(dripping,))) == to_bytes(
        replace(document(), attachments=document().attachments[:1])
    )


def test_nothing_is_written_of_what_is_wrong() -> None:
    target = BytesIO()
    with pytest.raises(Unwritable):
        write(replace(document(), subject=""), target)
    assert target.getvalue() == b""


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"subject": "x" * 501}, "MessageHeader/Subject: dài 501 ký tự, nhiều nhất 500"),
        ({"number": "1" * 12}, "CodeNumber: dài 12 ký tự, nhiều nhất 11"),
        ({"symbol": "x" * 31}, "CodeNotation: dài 31 ký tự, nhiều nhất 30"),
        ({"place": "x" * 51}, "PromulgationInfo/Place: dài 51"),
        ({"places": ("x" * 151,)}, "ToPlaces/Place: dài 151"),
        ({"number": ""}, "CodeNumber: thiếu nội dung"),
        ({"symbol": " "}, "CodeNotation: thiếu nội dung"),
        ({"type_name": ""}, "TypeName: thiếu nội dung"),
        ({"subject": ""}, "Subject: thiếu nội dung"),
        ({"subject": "a\x0bb"}, "Subject: có ký tự không được phép"),
        ({"subject": "a\ud800b"}, "Subject: có ký tự không được phép"),
        ({"document_id": ""}, "DocumentId: thiếu nội dung"),
        ({"day": None}, "PromulgationDate: thiếu nội dung"),
        ({"day": date(36, 10, 20)}, "PromulgationDate: ngày 0036-10-20 không hợp lý"),
        ({"due": date(2300, 1, 1)}, "DueDate: ngày 2300-01-01 không hợp lý"),
        ({"urgency": 5}, "Priority: độ khẩn phải từ 0 đến 4"),
        ({"page_count": -1}, "PageAmount: số -1"),
        ({"steering": 2**31}, "SteeringType: số 2147483648"),
        ({"receivers": ()}, "MessageHeader/To: thiếu nội dung"),
        ({"traces": ()}, "TraceHeader: thiếu nội dung"),
        ({"traces": (Trace(code="H61", at=None),)}, "Timestamp: thiếu nội dung"),
        ({"attachments": ()}, "edXMLManifest: văn bản mới phải có ít nhất một tệp"),
        ({"sender": Organization(code="vxp.saas.03", name="x")}, "From/OrganId: «vxp.saas.03»"),
        ({"sender": Organization(code="H61")}, "From/OrganName: thiếu nội dung"),
        ({"receivers": (Organization(code="a b", name="x"),)}, "To[1]/OrganId: «a b»"),
        ({"change": Change(fields_changed=True)}, "BussinessDocumentInfo: chỉ có trong gói tin"),
        ({"change": Change(business=Business.RECALL)}, "BussinessDocReason: thiếu nội dung"),
        (
            {"change": Change(business=Business.REPLACE, reason="x")},
            "ReplacementInfoList: thiếu nội dung",
        ),
    ],
)
def test_what_is_refused(change: dict[str, object], said: str) -> None:
    assert said in problems(replace(document(), **change))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "../a.pdf"}, "tên tệp «../a.pdf»"),
        ({"name": ""}, "tên tệp «»"),
        ({"sha256": "x"}, "thiếu mã băm"),
        ({"media_type": ""}, "ContentType: thiếu nội dung"),
        ({"open": None}, "không có nội dung của tệp"),
        ({"content_id": "2"}, "ContentId: «cid:2» ghi hai lần"),
    ],
)
def test_what_is_refused_of_files(change: dict[str, object], said: str) -> None:
    first, second = document().attachments
    wrong: Attachment = replace(first, **change)  # type: ignore[arg-type]
    assert said in problems(replace(document(), attachments=(wrong, second)))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code": "07"}, "StatusCode: «07»"),
        ({"at": None}, "Timestamp: thiếu nội dung"),
        ({"about": replace(status().about, document_id="")}, "DocumentId: thiếu nội dung"),
        ({"about": replace(status().about, code="")}, "ResponseFor/OrganId: thiếu nội dung"),
    ],
)
def test_what_is_refused_of_statuses(change: dict[str, object], said: str) -> None:
    assert said in problems(replace(status(), **change))  # type: ignore[arg-type]


def test_all_that_is_wrong_is_said_at_once() -> None:
    told = problems(replace(document(), subject="", number="", urgency=9))
    assert told.count("\n") == 2


def test_no_date_of_tomorrow() -> None:
    assert "ở sau ngày hôm nay" in problems(document(), today=date(2026, 9, 4))
    assert to_bytes(document(), today=date(2026, 9, 5))


def test_moments_are_written_in_vietnams_time() -> None:
    utc = datetime.fromisoformat("2026-09-05T01:30:15Z")
    plain = AT.replace(tzinfo=None)
    assert to_bytes(replace(status(), at=utc)) == to_bytes(status())
    assert to_bytes(replace(status(), at=plain)) == to_bytes(status())


@pytest.mark.parametrize("message", [document(), *orders(), status()])
def test_orders_and_statuses_come_back(message: Message, tmp_path: Path) -> None:
    again = read(BytesIO(to_bytes(message)), tmp_path).message
    if isinstance(again, DocumentMessage) and isinstance(message, DocumentMessage):
        assert [f.sha256 for f in again.attachments] == [f.sha256 for f in message.attachments]
        message = replace(message, attachments=again.attachments)
    assert again == message


def test_the_schema_refuses_what_the_checks_would_miss() -> None:
    with pytest.raises(Unwritable, match=r"Không lập được"):
        validate(to_bytes(status()).replace(b"03</edXML:StatusCode>", b"99</edXML:StatusCode>"))


def test_the_lengths_of_the_schema_are_those_of_the_table() -> None:
    space = {"xs": "http://www.w3.org/2001/XMLSchema"}
    schema = etree.parse(str(FILE))
    kinds = {
        kind.get("name"): int(most[0].get("value", ""))
        for kind in schema.findall("xs:simpleType", space)
        if (most := kind.findall("xs:restriction/xs:maxLength", space))
    }
    around = {"PromulgationInfo/Place": 50, "ToPlaces/Place": 150, "Reference/Description": 600}
    for element in schema.iterfind(".//xs:element", space):
        name, most = element.get("name"), kinds.get(element.get("type"))
        if name in LENGTHS and most is not None and most not in around.values():
            assert most == LENGTHS[name].most, name
    assert {name: LENGTHS[name].most for name in around} == around


def test_the_documentation_tells_each_length_and_its_source() -> None:
    told = (ROOT / "docs" / "exchange.md").read_text()
    for name, length in LENGTHS.items():
        doubt = "" if length.sure else " [?]"
        assert f"| `{name}` | {length.most} | {length.source}{doubt} |" in told


def test_digests_in_descriptions() -> None:
    digest = Digest("0" * 64, 12)
    assert split_digest(with_digest("Bản chính", digest)) == ("Bản chính", digest)
    assert split_digest(with_digest("", digest)) == ("", digest)
    assert split_digest("a [sha256:x size:1]") == ("a [sha256:x size:1]", None)
