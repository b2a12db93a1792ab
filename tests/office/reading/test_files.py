"""Files: PDF by coordinates, signature fields, DOCX tables, scans, and what is dangerous."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from tests.office.reading import papers
from vanthu.kernel.errors import Refusal
from vanthu.office.reading.choices import FileKind
from vanthu.office.reading.errors import FileTooLarge, UnreadableFile, UnsupportedFile
from vanthu.office.reading.layout import Word
from vanthu.office.reading.queries import (
    CHECK_BELOW,
    default_ocr,
    inspect_file,
    page_count,
    read_file,
    render_page,
)
from vanthu.office.reading.sniff import Limits
from vanthu.office.reading.sources.pdfium import opened

EXPECTED = {
    "issuer_lines": ["ỦY BAN NHÂN DÂN XÃ TÂN", "PHÚ"],
    "number": "15/UBND-VP",
    "place": "Tân Phú",
    "date": "2026-01-05",
    "type": "Công văn",
    "abstract": "V/v rà soát danh mục và tổng hợp số liệu theo Quyết định số 2269/QĐ-TTg",
    "signer_position": ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
    "signer_name": "Nguyễn Thị Ánh Tuyết",
    "to": ["Các cơ quan, đơn vị thuộc xã"],
    "recipients": [
        "Như trên",
        "TT Đảng ủy, TT HĐND xã",
        "Các cơ quan, đơn vị thuộc và trực thuộc UBND xã",
        "Lưu: VT, VP",
    ],
    "urgency": None,
    "arrival_number": None,
    "arrival_date": None,
}


def test_a_typeset_letter_is_read_from_its_two_columns(tmp_path: Path) -> None:
    reading = read_file(papers.pdf(tmp_path), ocr=None)
    assert reading.official_document
    assert reading.fields == EXPECTED
    assert reading.doubtful == []
    assert reading.page_count == 1
    assert not reading.needs_ocr
    assert "rà soát" in reading.text


def test_a_typeset_decision(tmp_path: Path) -> None:
    path = papers.pdf(tmp_path, papers.DECISION, number="09/QĐ-UBND", subject="")
    reading = read_file(path, ocr=None)
    assert reading.value("type") == "Quyết định"
    assert reading.value("abstract") == "Về việc thành lập Tổ công tác chuyển đổi số"
    assert reading.value("number") == "09/QĐ-UBND"
    assert reading.value("signer_position") == ["CHỦ TỊCH"]
    assert reading.value("recipients") == ["Như Điều 2", "Lưu: VT"]


def test_places_lie_on_the_page_where_the_field_stands(tmp_path: Path) -> None:
    places = read_file(papers.pdf(tmp_path), ocr=None).places
    number, day, signer = places["number"][0], places["date"][0], places["signer_name"][0]
    assert number.page == day.page == signer.page == 1
    assert number.x1 < 0.5 < day.x0 + 0.1 < day.x1
    assert abs(number.y0 - day.y0) < 0.02
    assert signer.x0 > 0.5
    assert signer.y0 > number.y1


def test_number_and_day_of_signature_fields_are_found_by_place(tmp_path: Path) -> None:
    blank = papers.pdf(tmp_path, number="#h(32pt)/UBND-VP", day="ngày #h(20pt) tháng 01 năm 2026")
    before = read_file(blank, ocr=None)
    assert before.value("number") is None
    assert before.value("date") is None
    assert before.symbol == "UBND-VP"
    signed = _fill(blank)
    reading = read_file(signed, ocr=None)
    assert reading.value("number") == "507/UBND-VP"
    assert reading.value("date") == "2026-01-24"
    assert reading.signatures == 3
    assert reading.value("issuer_lines") == EXPECTED["issuer_lines"]


def _fill(path: Path) -> Path:
    """Number, day and an agency's signature box, as the government's signing tool adds them."""
    words = {word.text: word.box for word in reversed(_words(path))}
    number, day = words["Số:"], words["ngày"]
    assert number is not None
    assert day is not None
    top = 842 * (1 - number.y0) + 2
    x, y = 595 * number.x1 + 3, top - 17
    path = papers.with_signed_field(path, "507", (x, y, x + 32, top))
    x = 595 * day.x1 + 3
    path = papers.with_signed_field(path, "24", (x, y, x + 20, top))
    box = "TRUNG TAM CONG BAO\nttcb@example.gov.vn\n09.01.2026 10:21:11 +07:00"
    return papers.with_signed_field(path, box, (400, 790, 580, 835))


def _words(path: Path) -> list[Word]:
    with opened(path) as document:
        return document.printed(1)


def test_reading_a_signed_file_leaves_every_byte(tmp_path: Path) -> None:
    path = papers.with_signed_field(papers.pdf(tmp_path), "507", (150, 700, 190, 715))
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    read_file(path, ocr=None)
    render_page(path, 1)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_word_tables_and_a_blank_number(tmp_path: Path) -> None:
    reading = read_file(papers.word(tmp_path), ocr=None)
    assert reading.value("issuer_lines") == ["ỦY BAN NHÂN DÂN TỈNH VĨNH LONG", "SỞ TÀI CHÍNH"]
    assert reading.value("number") is None
    assert reading.symbol == "TTr-STC"
    assert reading.value("date") is None
    assert reading.value("type") == "Tờ trình"
    assert reading.value("to") == ["Ủy ban nhân dân tỉnh Vĩnh Long"]
    assert reading.value("recipients") == ["Như trên", "Lưu: VT, QLNS"]
    assert reading.value("signer_name") == "Trần Văn Bình"
    assert reading.places == {}


def test_a_scan_without_a_recogniser_says_so_and_guesses_nothing(tmp_path: Path) -> None:
    reading = read_file(_scan(papers.pdf(tmp_path)), ocr=None)
    assert reading.needs_ocr
    assert set(reading.fields.values()) == {None}


def test_a_scan_is_recognised(tmp_path: Path) -> None:
    if not default_ocr().available():
        pytest.skip("tesseract with Vietnamese data is not installed")
    seen: list[tuple[int, int]] = []
    path = _scan(papers.pdf(tmp_path))
    reading = read_file(
        path, ocr=default_ocr(), progress=lambda done, most: seen.append((done, most))
    )
    assert reading.value("number") == "15/UBND-VP"
    assert reading.value("date") == "2026-01-05"
    assert reading.value("signer_name") == "Nguyễn Thị Ánh Tuyết"
    assert reading.confidence["number"] < CHECK_BELOW
    assert reading.places["signer_name"][0].x0 > 0.5
    assert seen == [(1, Limits().ocr_pages)]
    assert "Kính gửi" in reading.text


def _scan(path: Path) -> Path:
    target = path.with_suffix(".png")
    target.write_bytes(render_page(path, 1, scale=3.0))
    return target


def test_pages_are_rendered(tmp_path: Path) -> None:
    path = papers.pdf(tmp_path)
    assert page_count(path) == 1
    image = Image.open(io.BytesIO(render_page(path, 1, scale=1.0)))
    assert image.size == (596, 842)
    with pytest.raises(IndexError):
        render_page(path, 2)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"MZ\x90\x00", FileKind.PROGRAM),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLE),
        (b"{\\rtf1", FileKind.RTF),
        (b"<?xml version='1.0'?><a/>", FileKind.XML),
        (b"\x00\x01\x02\x03", FileKind.UNKNOWN),
        (b"", FileKind.UNKNOWN),
        ("Số: 1".encode(), FileKind.TEXT),
    ],
)
def test_the_content_decides_the_kind_not_the_name(
    tmp_path: Path, content: bytes, kind: FileKind
) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(content)
    assert inspect_file(path).kind is kind
    if kind is not FileKind.TEXT:
        with pytest.raises(UnsupportedFile):
            read_file(path, ocr=None)


def test_active_contents_of_a_pdf_are_named(tmp_path: Path) -> None:
    path = papers.pdf(tmp_path)
    path.write_bytes(path.read_bytes() + b"\n% /OpenAction << /S /JavaScript /JS (x) >> /Launch\n")
    assert set(inspect_file(path).hazards) == {"pdf-javascript", "pdf-launch"}


def test_a_swelling_package_and_a_large_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 20_000_000)
    with pytest.raises(FileTooLarge):
        read_file(path, ocr=None)
    with pytest.raises(FileTooLarge):
        inspect_file(papers.pdf(tmp_path), Limits(file_bytes=10))


def test_entities_in_a_package_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    with pytest.raises(UnreadableFile):
        read_file(path, ocr=None)


def test_a_damaged_pdf_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(b"%PDF-1.7\nnothing of the kind")
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path, ocr=None)
    assert "kiểm tra lại tệp gốc" in refusal.value.sentence


@pytest.mark.parametrize("make", [papers.pdf, papers.word])
def test_damaged_bytes_are_read_or_refused_never_more(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    whole = make(tmp_path).read_bytes()
    random = Random(2020)
    path = tmp_path / "damaged"
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(random.choice((1, 20, 300))):
            damaged[random.randrange(len(damaged))] = random.randrange(256)
        path.write_bytes(damaged[: random.choice((len(damaged), random.randrange(len(damaged))))])
        with suppress(Refusal):
            read_file(path, ocr=None)
