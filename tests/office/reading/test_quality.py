"""How a paper was scanned, measured on the PDF (S-06, Q-072); pages as they print."""

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.office.reading.papers import pdf
from vanthu.office.reading.queries import free_from, printed_pages, scan_of

A4 = (210 / 25.4, 297 / 25.4)


def scanned(folder: Path, dpi: int, mode: str = "RGB", count: int = 1) -> Path:
    """A PDF of blank scanned pages of A4."""
    size = (round(A4[0] * dpi), round(A4[1] * dpi))
    pages = [Image.new(mode, size, "white") for _ in range(count)]
    path = folder / f"scan-{dpi}-{mode}.pdf"
    pages[0].save(path, resolution=dpi, save_all=True, append_images=pages[1:])
    return path


@pytest.mark.parametrize(("dpi", "mode", "colour"), [(200, "RGB", True), (150, "L", False)])
def test_dots_and_colours_are_measured(tmp_path: Path, dpi: int, mode: str, colour: bool) -> None:
    scan = scan_of(scanned(tmp_path, dpi, mode, count=2))
    assert scan.version >= 13
    assert [page.page for page in scan.pages] == [1, 2]
    first = scan.pages[0]
    assert first.dpi == pytest.approx(dpi, abs=1)
    assert first.colour is colour
    assert first.width == pytest.approx(210, abs=1)
    assert first.height == pytest.approx(297, abs=1)


def test_a_typeset_page_is_no_scan(tmp_path: Path) -> None:
    assert scan_of(pdf(tmp_path)).pages[0].dpi is None


def test_the_pages_asked_for_are_printed_and_the_file_stays(tmp_path: Path) -> None:
    path = scanned(tmp_path, 60, count=3)
    before = path.read_bytes()
    assert len(pdfium.PdfDocument(printed_pages(path, [3, 1]))) == 2
    assert path.read_bytes() == before
    with pytest.raises(IndexError):
        printed_pages(path, [4])


def test_where_the_last_page_is_free(tmp_path: Path) -> None:
    whole = printed_pages(pdf(tmp_path), [1])
    free = free_from(whole)
    assert 300 < free < 600
    blank = io.BytesIO()
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    document.save(blank)
    assert free_from(blank.getvalue()) == 0.0
