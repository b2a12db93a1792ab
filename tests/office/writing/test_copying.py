"""The block of a copy on paper: cells 1 to 7 below a line (Decree 30, Annex I, Part II)."""

from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from django.conf import settings

from vanthu.office.writing.queries import CopyBlock, CopySheet, Signing, copy_sheet

FONTS = Path(settings.STATIC_ROOT) / "fonts" / "tinos"
BLOCK = CopyBlock(
    kind="Sao lục",
    issuer="Ủy ban nhân dân xã Tân Phú",
    number="03",
    symbol="SL-UBND",
    place="Tân Phú",
    day=date(2026, 2, 5),
    signing=Signing(("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"), "Nguyễn Văn An"),
    recipients=("- Phòng Kinh tế;", "- Lưu: VT."),
)


def words(sheet: CopySheet) -> str:
    page = pdfium.PdfDocument(sheet.pdf)[0]
    return " ".join(page.get_textpage().get_text_range().split())


def test_all_cells_are_there_in_the_words_of_the_rule() -> None:
    text = words(copy_sheet(BLOCK, FONTS))
    for cell in (
        "SAO LỤC",
        "XÃ TÂN PHÚ",
        "Số: 03/SL-UBND",
        "Tân Phú, ngày 05 tháng 02 năm 2026",
        "TL. CHỦ TỊCH",
        "CHÁNH VĂN PHÒNG",
        "Nguyễn Văn An",
        "Nơi nhận:",
        "- Lưu: VT.",
    ):
        assert cell in text


@pytest.mark.parametrize("top", [60.0, 400.0, 560.0])
def test_it_begins_where_it_is_asked_to_and_says_how_high_it_is(top: float) -> None:
    sheet = copy_sheet(BLOCK, FONTS, top=top)
    image = pdfium.PdfDocument(sheet.pdf)[0].render(scale=1).to_pil().convert("L")
    box = image.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert box is not None
    left, first, right, last = box
    assert first == pytest.approx(top, abs=2)
    assert last == pytest.approx(top + sheet.height, abs=5)
    assert (left, right) == (pytest.approx(85, abs=2), pytest.approx(553, abs=2)), "30 and 15 mm"
