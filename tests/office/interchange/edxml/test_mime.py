"""Packets of CV 2803 in MIME parts, as SOAP with attachments: read, joined by id, never trusted."""

import base64
import hashlib
import re
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzzing.seeds import zipped
from tests.office.interchange.edxml.wire import PDF, SMALL, document, reading, sentences
from vanthu.office.interchange.edxml import mime
from vanthu.office.interchange.edxml.errors import (
    BeyondLimit,
    BrokenBase64,
    BrokenMime,
    HasDoctype,
    NotXml,
    Swells,
    TwoHeaders,
    Unreadable,
)
from vanthu.office.interchange.edxml.limits import ReadLimits
from vanthu.office.interchange.edxml.message import DocumentMessage
from vanthu.office.interchange.edxml.reading import read

REFERENCE = (
    '<edXML:Reference xlink:href="cid:{id}"><edXML:AttachmentName>{name}</edXML:AttachmentName>'
    "</edXML:Reference>"
)
ROOT = ["Content-Type: text/xml; charset=utf-8", "Content-Transfer-Encoding: 8bit"]


def envelope(*references: tuple[str, str], body: str = "") -> bytes:
    """An envelope of CV 2803 that lists these ids and names."""
    listed = "".join(REFERENCE.format(id=number, name=name) for number, name in references)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\r\n'
        '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"'
        ' xmlns:edXML="http://www.e-doc.vn/Schema/" xmlns:xlink="http://www.w3.org/1999/xlink">'
        "<SOAP-ENV:Header><edXML:MessageHeader><edXML:From><edXML:OrganId>H49</edXML:OrganId>"
        "</edXML:From><edXML:To><edXML:OrganId>H61</edXML:OrganId></edXML:To>"
        "<edXML:Subject>V/v họp giao ban</edXML:Subject></edXML:MessageHeader></SOAP-ENV:Header>"
        f"<SOAP-ENV:Body><edXML:Manifest>{listed}</edXML:Manifest>{body}</SOAP-ENV:Body>"
        "</SOAP-ENV:Envelope>"
    ).encode()


def part(content: bytes, *headers: str) -> bytes:
    """One part, behind its boundary."""
    return "\r\n".join(["--Boundary", *headers, "", ""]).encode() + content + b"\r\n"


def root(*references: tuple[str, str], body: str = "") -> bytes:
    """The part of the envelope."""
    return part(envelope(*references, body=body), *ROOT, "Content-ID:<Start>")


def encoded(content: bytes, number: str, *headers: str) -> bytes:
    """A file in base64."""
    told = base64.encodebytes(content).replace(b"\n", b"\r\n")
    return part(told, "Content-Transfer-Encoding: base64", f"Content-ID: <{number}>", *headers)


END = b"--Boundary--\r\n"
TOP = (
    b'MIME-Version: 1.0\r\nContent-Type: Multipart/Related; boundary="Boundary";\r\n'
    b' type="text/xml"; start="<Start>"\r\n\r\nThis is what no reader shows.\r\n'
)


def bytes_of(message: DocumentMessage) -> list[tuple[str, bytes]]:
    """The files by name."""
    found = []
    for file in message.attachments:
        assert file.open is not None
        with file.open() as stream:
            found.append((file.name, stream.read()))
    return found


@pytest.mark.parametrize("top", [b"", b"\r\n", TOP, TOP.replace(b'"<Start>"', b'"Start"')])
def test_files_of_the_parts_are_joined_with_the_manifest(top: bytes, tmp_path: Path) -> None:
    packet = top + root(("7", "Công văn.pdf"), ("8", "phụ lục.txt"))
    packet += encoded(PDF, "7", "Content-Type: application/pdf")
    packet += part(b"phu\r\n--Bound luc\n", "Content-ID: <8>", "Content-Type: text/plain") + END
    message = document(packet, tmp_path)
    assert message.subject == "V/v họp giao ban"
    assert bytes_of(message) == [("Công văn.pdf", PDF), ("phụ lục.txt", b"phu\r\n--Bound luc\n")]
    first, second = message.attachments
    assert (first.media_type, first.size, first.content_id) == ("application/pdf", len(PDF), "7")
    assert second.sha256 == hashlib.sha256(b"phu\r\n--Bound luc\n").hexdigest()
    read_ = reading(packet + b"\r\nbehind the last part")
    assert read_.old_form
    assert read_.sha256 == hashlib.sha256(packet + b"\r\nbehind the last part").hexdigest()
    assert message.others == ()


def test_the_envelope_may_come_last_where_start_names_it(tmp_path: Path) -> None:
    packet = TOP + encoded(PDF, "7") + root(("7", "a.pdf")) + END
    assert bytes_of(document(packet, tmp_path)) == [("a.pdf", PDF)]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('Content-Disposition: attachment; filename="b.pdf"', "b.pdf"),
        ('Content-Disposition: attachment; filename="=?utf-8?B?xJHGoW4ucGRm?="', "đơn.pdf"),
        ("Content-Disposition: attachment; filename*=utf-8''%C4%91%C6%A1n.pdf", "đơn.pdf"),
        ('Content-Type: application/pdf; name="c.pdf"', "c.pdf"),
        ('Content-Disposition: attachment; filename="../../etc/d.pdf"', "d.pdf"),
        ("Content-Disposition: attachment; filename*=unicode_escape''%5Cud800.pdf", "tep-1"),
        ('Content-Disposition: attachment; filename="=?zlib?B?eJw=?="', "tep-1"),
        ("Content-Disposition: attachment", "tep-1"),
    ],
)
def test_a_part_that_is_not_listed_has_the_name_it_gives_itself(
    header: str, name: str, tmp_path: Path
) -> None:
    packet = root() + encoded(PDF, "9", header) + END
    assert bytes_of(document(packet, tmp_path)) == [(name, PDF)]
    assert {path.parent for path in tmp_path.rglob("*")} == {tmp_path}


def test_a_part_without_an_id_is_joined_by_its_name(tmp_path: Path) -> None:
    bare = part(PDF, 'Content-Disposition: attachment; filename="a.pdf"')
    packet = root(("", "a.pdf"), ("8", "b.pdf")) + bare + encoded(b"hai", "8") + END
    assert bytes_of(document(packet, tmp_path)) == [("a.pdf", PDF), ("b.pdf", b"hai")]


def test_what_is_listed_and_in_no_part_is_told() -> None:
    packet = root(("7", "a.pdf")) + encoded(PDF, "8") + END
    assert "Tệp «a.pdf» có trong danh mục nhưng không có nội dung" in sentences(packet)
    assert "Tệp «tep-2» có nội dung nhưng không có trong danh mục" in sentences(packet)


@pytest.mark.parametrize(
    ("packet", "what"),
    [
        (root() + encoded(PDF, "7"), "bị cắt cụt"),
        (root()[:-40], "bị cắt cụt"),
        (root() + b"--Boundary\r\nContent-ID: <7>", "bị cắt cụt"),
        (TOP[:60], "bị cắt cụt"),
        (TOP.replace(b"Boundary", b"") + root() + END, "không ghi ranh giới"),
        (b"Content-Type: text/xml\r\n\r\n" + envelope(), "không ghi ranh giới"),
        (TOP + encoded(PDF, "7") + END, "không có phần nào là phong bì"),
        (root() + part(b"", "Content-Type: multipart/mixed; boundary=x") + END, "lồng trong phần"),
        (root() + part(b"=41", "Content-Transfer-Encoding: x-uuencode") + END, "«x-uuencode»"),
        (root() + part(b"", "X: " + "y" * 20_000) + END, "quá dài"),
    ],
)
def test_parts_that_cannot_be_told_apart_are_refused(packet: bytes, what: str) -> None:
    with pytest.raises(BrokenMime, match=what):
        reading(packet)


def test_a_line_with_endless_blanks_ends_no_part() -> None:
    packet = root()[:-2] + b"\r\n--Boundary" + b" " * 9000 + b"\r\n" + END
    assert "Sau phong bì kiểu cũ còn nội dung khác" in sentences(packet)


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (lambda: root() + part(b"JVB*", "Content-Transfer-Encoding: base64") + END, BrokenBase64),
        (lambda: part(b"<!DOCTYPE x>" + envelope(), *ROOT) + END, HasDoctype),
        (lambda: part(b"MZ", *ROOT) + END, NotXml),
        (lambda: root(body="<edXML:AllDocument/>") + encoded(PDF, "7") + END, TwoHeaders),
        (lambda: root() + encoded(bytes(2 << 20), "7") + END, BeyondLimit),
        (lambda: root() + encoded(b"x" * 900_000, "7") * 3 + END, BeyondLimit),
        (lambda: root() + encoded(b"", "7") * 201 + END, BeyondLimit),
        (lambda: root() + b"x" * (4 << 20), BeyondLimit),
        (lambda: root() + END + b"x" * (4 << 20), BeyondLimit),
    ],
)
def test_attacks_are_refused(make: Callable[[], bytes], error: type[Unreadable]) -> None:
    limits = ReadLimits(
        attachment_bytes=SMALL.attachment_bytes,
        total_bytes=SMALL.total_bytes,
        packet_bytes=4 << 20,
    )
    with pytest.raises(error):
        reading(make(), limits=limits)


def test_a_bomb_in_a_part() -> None:
    with pytest.raises(Swells):
        reading(root(("7", "a.pdf")) + encoded(zipped({"a": bytes(20 << 20)}), "7") + END)


BITS = st.sampled_from([b"\r\n--Boundary", b"\n", b"\r", b"--Boundary", b"--", b" ", b"x", b"\xff"])


@given(
    files=st.lists(st.lists(BITS, max_size=9).map(b"".join) | st.binary(max_size=99), max_size=4),
    chunk=st.integers(1, 40),
)
@settings(max_examples=150, deadline=None)
def test_any_bytes_come_out_as_they_went_in_however_they_are_cut(
    files: list[bytes], chunk: int
) -> None:
    """Save those that hold a line which ends a part: no sender writes them unencoded."""
    files = [re.sub(rb"(^|\n)--Boundary", rb"\1-Boundary", each) for each in files]
    names = [(str(number), f"{number}.bin") for number in range(len(files))]
    packet = root(*names)
    for (number, _name), content in zip(names, files, strict=True):
        packet += part(content, "Content-Transfer-Encoding: binary", f"Content-ID: <{number}>")
    with tempfile.TemporaryDirectory() as folder, patch.object(mime, "_CHUNK", chunk):
        found = read(BytesIO(packet + END), Path(folder))
        assert isinstance(found.message, DocumentMessage)
        sizes = [each.sha256 for each in found.message.attachments]
    assert sizes == [hashlib.sha256(each).hexdigest() for each in files]
