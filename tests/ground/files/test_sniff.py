"""What a file is by its bytes; what is refused; what is flagged (never trust the name)."""

import io
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanthu.ground.files.errors import ForbiddenFile, PackedTooTight
from vanthu.ground.files.rules import clean_name
from vanthu.ground.files.sniff import Sniffed, sniff

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def look(tmp_path: Path, content: bytes) -> Sniffed:
    """The verdict on these bytes, under a name that lies."""
    path = tmp_path / "anh.png"
    path.write_bytes(content)
    return sniff(path)


def packed(*entries: tuple[str, bytes]) -> bytes:
    """A ZIP of these entries."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in entries:
            package.writestr(name, content)
    return target.getvalue()


def pdf(body: bytes) -> bytes:
    """Something that begins as a PDF."""
    return b"%PDF-1.7\n1 0 obj\n" + body + b"\nendobj\n%%EOF"


def object_stream(content: bytes) -> bytes:
    """Objects hidden in a packed stream, as PDF 1.5 writes them."""
    data = zlib.compress(content)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(data)
    return head + b"\nstream\n" + data + b"\nendstream"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (pdf(b"<< /Type /Catalog >>"), "application/pdf"),
        (b"\n\n%PDF-1.4 sau vai dong trong", "application/pdf"),
        (packed(("word/document.xml", b"<w:document/>")), DOCX),
        (packed(("xl/workbook.xml", b"<workbook/>")), XLSX),
        (
            packed(("mimetype", b"application/vnd.oasis.opendocument.text")),
            "application/vnd.oasis.opendocument.text",
        ),
        (packed(("ban ve.dwg", b"AC1027")), "application/zip"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (b"II*\x00....", "image/tiff"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "application/x-ole-storage"),
        (b"{\\rtf1\\ansi}", "application/rtf"),
        ("Kính gửi: Sở Nội vụ".encode(), "text/plain"),
        ("\ufeffKính gửi".encode(), "text/plain"),
        (b'<?xml version="1.0"?><edXML:edXML/>', "application/xml"),
        (b"\x00\x01\x02\x03\x04", "application/octet-stream"),
    ],
)
def test_types_come_from_the_bytes(tmp_path: Path, content: bytes, media_type: str) -> None:
    """Whatever the file is called."""
    assert look(tmp_path, content).media_type == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03",
        b"\x7fELF\x02\x01",
        b"#!/bin/sh\nrm -rf /",
        b"@echo off\r\ndel *.*",
        b"<?php system($_GET['x']); ?>",
        b"<!DOCTYPE html><html><body>x</body></html>",
        b"  \n<HTML><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        '\ufeff<html onload="x">'.encode(),
        "<html><body>x</body></html>".encode("utf-16"),
        b"<html>%PDF-1.7 a page that calls itself a paper",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        packed(("word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>')),
        packed(("tai lieu.pdf.exe", b"MZ")),
        packed(("trang.html", b"<html/>")),
        b"PK\x03\x04 broken",
        b"L\x00\x00\x00\x01\x14\x02\x00",
    ],
)
def test_what_could_hurt_is_refused(tmp_path: Path, content: bytes) -> None:
    """Programs, scripts, web pages, SVG, entities, archives of programs, broken archives."""
    with pytest.raises(ForbiddenFile):
        look(tmp_path, content)


def test_a_damaged_package_is_refused(tmp_path: Path) -> None:
    """Places before the file's start, and packed data that is none, are told as damage."""
    whole = packed(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w>text</w>"))
    start = whole.index(b"document.xml") + len(b"document.xml")
    for damaged in (whole[:20] + whole[60:], whole[:start] + b"\xff" * 4 + whole[start + 4 :]):
        with pytest.raises(ForbiddenFile, match="bị hỏng"):
            look(tmp_path, damaged)


def test_archives_that_swell_are_refused(tmp_path: Path) -> None:
    """100 MB of noughts in 100 kB; a DOCX too."""
    for name in ("bom.txt", "word/document.xml"):
        with pytest.raises(PackedTooTight):
            look(tmp_path, packed((name, bytes(100 * 1024**2))))


@pytest.mark.parametrize(
    ("content", "hazard"),
    [
        (pdf(b"<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>"), "pdf-javascript"),
        (pdf(b"<< /S /Launch /F (cmd.exe) >>"), "pdf-launch"),
        (pdf(b"<< /S /J#61vaScript >>"), "pdf-javascript"),
        (pdf(b"<< /S /L#61unch >>"), "pdf-launch"),
        (pdf(object_stream(b"<< /S /JavaScript /JS (x) >>")), "pdf-javascript"),
        (pdf(object_stream(b"<< /S /La#75nch >>")), "pdf-launch"),
        (pdf(b"<< /Names << /EmbeddedFiles 3 0 R >> >>"), "pdf-embedded-file"),
        (pdf(b"<< /Encrypt 5 0 R >>"), "pdf-encrypted"),
        (
            packed(("word/document.xml", b"<a/>"), ("word/vbaProject.bin", b"x")),
            "office-macros",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"),
            "office-macros",
        ),
        (packed(("trong.zip", b"PK")), "nested-archive"),
    ],
)
def test_hazards_are_flagged(tmp_path: Path, content: bytes, hazard: str) -> None:
    """Kept, for it is evidence, but the reader is warned."""
    assert hazard in look(tmp_path, content).hazards


def test_a_clean_paper_has_no_hazards(tmp_path: Path) -> None:
    """Words about scripts are not scripts."""
    words = pdf(b"(ve viec trien khai JavaScript va Launch) << /Subtype /Form >>")
    assert look(tmp_path, words).hazards == ()


def test_real_papers_are_clean(tmp_path: Path, samples: Path) -> None:
    """Every sample is accepted under its own type."""
    for path in sorted((samples / "documents" / "pdf").glob("*.pdf")):
        found = sniff(path)
        assert found.media_type == "application/pdf"
        assert "pdf-launch" not in found.hazards
    for path in sorted((samples / "documents" / "docx").glob("*.docx")):
        assert sniff(path).media_type == DOCX


@settings(max_examples=200, deadline=None)
@given(content=st.binary(min_size=1, max_size=400))
def test_any_bytes_get_a_verdict(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """A type or a refusal, never a crash."""
    path = tmp_path_factory.mktemp("sniff") / "x"
    path.write_bytes(content)
    with suppress(ForbiddenFile, PackedTooTight):
        assert sniff(path).media_type


@given(st.text(max_size=400))
def test_names_are_made_safe(name: str) -> None:
    """No folders, no control or direction characters, at most 255, never empty."""
    safe = clean_name(name)
    assert 0 < len(safe) <= 255
    assert not set(safe) & set('/\\:*?"<>|\0\n\u202e')
    assert clean_name(safe) == safe


def test_a_name_keeps_its_ending() -> None:
    """Also when it is cut; a hidden ending shows."""
    assert clean_name("x" * 300 + ".pdf").endswith(".pdf")
    assert clean_name("../../etc/Công văn số 5.pdf") == "Công văn số 5.pdf"
    assert clean_name("hoa don\u202efdp.exe") == "hoa donfdp.exe"
