"""The damage seen in packets of the axis (interchange 1.3), made anew by the tests."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from bench.fuzzing.seeds import zipped
from tests.office.interchange.edxml.wire import (
    PDF,
    attached,
    document,
    packet,
    reading,
    reference,
    sentences,
    with_file,
)
from vanthu.office.interchange.edxml.digests import Digest, with_digest
from vanthu.office.interchange.edxml.errors import BrokenBase64
from vanthu.office.interchange.edxml.message import Attachment, Flag

OFFICE = "application/vnd.openxmlformats-officedocument."


def only(told: str, folder: Path | None = None) -> Attachment:
    (file,) = document(told, folder).attachments
    return file


def content(file: Attachment) -> bytes:
    assert file.open is not None
    with file.open() as stream:
        return stream.read()


def test_a_pdf_in_a_zip_that_calls_itself_a_pdf(tmp_path: Path) -> None:
    told = with_file(zipped({"0c1d.pdf": PDF}), "cong-van.pdf", "application/pdf")
    file = only(told, tmp_path)
    assert (file.name, file.media_type, file.size) == ("cong-van.pdf", "application/pdf", len(PDF))
    assert content(file) == PDF
    assert "Tệp «cong-van.pdf» được gửi trong một tệp nén một mục" in sentences(told)


def test_a_zip_that_calls_itself_text() -> None:
    told = with_file(zipped({"a.pdf": PDF, "b.pdf": PDF}), "a.txt", "text/plain")
    file = only(told)
    assert (file.media_type, file.flags) == ("application/zip", (Flag.MANY_ENTRIES,))
    assert "thực ra là tệp nén có 2 mục" in sentences(told)
    assert "ghi tệp «a.txt» là text/plain, thực tế là application/zip" in sentences(told)


def test_a_zip_by_its_name_stays_one() -> None:
    file = only(with_file(zipped({"a.pdf": PDF}), "ho-so.ZIP"))
    assert (file.media_type, file.flags) == ("application/zip", ())


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("word/document.xml", "wordprocessingml.document"),
        ("xl/workbook.xml", "spreadsheetml.sheet"),
    ],
)
def test_office_files_are_zips_too(part: str, kind: str) -> None:
    package = zipped({"[Content_Types].xml": b"<Types/>", part: b"<x/>"})
    file = only(with_file(package, "a.docx"))
    assert (file.media_type, file.size) == (OFFICE + kind, len(package))


def test_a_pdf_that_went_through_utf_8() -> None:
    broken = (PDF + bytes(range(128, 256)) * 9).decode("utf-8", "replace").encode()
    told = with_file(broken)
    assert only(told).flags == (Flag.DAMAGED,)
    assert "Tệp «a.pdf» đã hỏng: các byte bị đổi" in sentences(told)


def test_the_sign_may_come_by_chance() -> None:
    assert only(with_file(PDF + bytes(1 << 16) + b"\xef\xbf\xbd" * 3)).flags == ()


def test_a_locked_zip_is_kept() -> None:
    """A zip with a password cannot be opened; neither can one that is cut off."""
    whole = bytearray(zipped({"a.pdf": PDF}))
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    for package in (bytes(whole), bytes(whole[:-9])):
        file = only(with_file(package))
        assert file.flags[0] is Flag.SEALED
        assert file.size == len(package)


def test_a_method_that_may_ask_for_any_memory_is_not_opened() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as package:
        package.writestr("a.pdf", PDF)
    assert only(with_file(target.getvalue())).flags == (Flag.SEALED,)


def test_what_the_store_forbids_is_flagged() -> None:
    file = only(with_file(b"MZ" + bytes(99), "a.exe"))
    assert file.flags == (Flag.FORBIDDEN,)
    assert "không nhận (chương trình Windows)" in sentences(with_file(b"MZ" + bytes(99), "a.exe"))


def test_an_empty_file() -> None:
    assert only(with_file(b"")).size == 0
    assert "Tệp «a.pdf» rỗng" in sentences(with_file(b""))


@pytest.mark.parametrize("told", ["JVBERg=", "JVBERi0x*", "JVBERi0xé", "====", "QQ==QQ==", "Q Q ="])
def test_base64_is_strict(told: str) -> None:
    with pytest.raises(BrokenBase64) as caught:
        reading(with_file(told))
    assert caught.value.told.startswith(
        "edXML/AttachmentEncoded/Attachment/ContentTransferEncoded:"
    )


def test_base64_in_lines() -> None:
    assert only(with_file("JVBE\r\n Ri0x\n\tLjcK \n")).size == 9


def test_a_digest_that_the_packet_states(tmp_path: Path) -> None:
    digest = Digest(only(with_file(PDF)).sha256, len(PDF))
    body = reference(1, "a.pdf", with_digest("Bản chính", digest))
    good = reading(packet(body=body, attached=attached(PDF)), tmp_path)
    assert good.tampered == ()
    bad = reading(packet(body=body, attached=attached(PDF + b" ")), tmp_path)
    assert bad.tampered == ("a.pdf",)
    assert "không khớp mã băm hoặc dung lượng" in str(bad.notes[-1])


def test_a_digest_of_the_file_in_the_zip() -> None:
    digest = Digest(only(with_file(PDF)).sha256, len(PDF))
    body = reference(1, "a.pdf", with_digest("", digest))
    assert not reading(packet(body=body, attached=attached(zipped({"x": PDF})))).tampered


def test_a_zip_of_one_entry_that_is_meant_so() -> None:
    """Its digest says that these are the bytes the sender's document has."""
    package = zipped({"x": PDF})
    digest = Digest(only(with_file(package, "a.zip")).sha256, len(package))
    body = reference(1, "a.pdf", with_digest("", digest))
    (file,) = document(packet(body=body, attached=attached(package))).attachments
    assert (file.size, file.media_type) == (len(package), "application/zip")


def test_stated_digests_of_what_is_other() -> None:
    digest = Digest("0" * 64, 3)
    body = reference(1, "a.pdf", with_digest("", digest))
    (file,) = document(packet(body=body, attached=attached(PDF))).attachments
    assert (file.sha256, file.size, file.flags) == ("0" * 64, 3, (Flag.DIGEST,))
