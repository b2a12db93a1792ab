"""What is drawn into the fields: as large as the field, in Tinos, on a clear ground."""

import io

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops
from pypdf import PdfReader

from tests.office.writing.drawn import finished, laid, picture
from tests.office.writing.papers import DECISION, FONTS, paper
from vanthu.demo.pictures import seal_png, signature_png
from vanthu.office.writing import looks
from vanthu.office.writing.errors import NotATransparentPicture
from vanthu.office.writing.queries import Family, Place, day_line, number_line, typeset

SIGNATURE = signature_png("Nguyễn Văn An")
SEAL = seal_png("Ủy ban nhân dân tỉnh Vĩnh Long", FONTS)


def size_of(pdf: bytes) -> tuple[float, float]:
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return float(box.width), float(box.height)


def image_of(pdf: bytes, scale: float = 2.0) -> Image.Image:
    image = pdfium.PdfDocument(pdf)[0].render(scale=scale).to_pil()
    assert isinstance(image, Image.Image)
    return image.convert("RGB")


def test_number_and_day_look_as_the_page_prints_them() -> None:
    """Laid into a sheet without them, they give the picture of the sheet that has them."""
    given_, free = typeset(DECISION, FONTS), typeset(paper(number=None, day=None), FONTS)
    width = free.number.x1 - free.number.x0
    height = free.number.y1 - free.number.y0
    words = number_line(Family.STATE, "05", "QĐ-UBND")
    number = looks.number_look(words, width, height, Family.STATE, FONTS)
    day = looks.day_look(
        day_line("Vĩnh Long", DECISION.day),  # type: ignore[arg-type]
        free.day.x1 - free.day.x0,
        free.day.y1 - free.day.y0,
        Family.STATE,
        FONTS,
    )
    filled = laid(laid(free.pdf, number, free.number), day, free.day)
    assert image_of(filled).tobytes() == image_of(given_.pdf).tobytes()


def test_a_look_is_as_large_as_its_field_and_the_same_each_time() -> None:
    one = looks.number_look("Số: 05/QĐ-UBND", 160.5, 18.25, Family.STATE, FONTS)
    assert size_of(one) == pytest.approx((160.5, 18.25), abs=0.01)
    assert one == looks.number_look("Số: 05/QĐ-UBND", 160.5, 18.25, Family.STATE, FONTS)


def test_only_tinos_is_embedded() -> None:
    look = looks.text_signature_look(["Số, ký hiệu: 05/QĐ-UBND"], FONTS)
    fonts = PdfReader(io.BytesIO(look)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    names = [fonts[key]["/BaseFont"] for key in fonts]
    assert all("+Tinos" in name for name in names)


def test_a_blank_number_leaves_room_for_the_hand() -> None:
    assert looks.blank_number(Family.STATE, "QĐ-UBND").split() == ["Số:", "/QĐ-UBND"]
    assert looks.blank_number(Family.PARTY, "TB/ĐU").split() == ["Số", "-TB/ĐU"]
    assert looks.blank_day("Vĩnh Long").split() == "Vĩnh Long, ngày tháng năm".split()


@pytest.mark.parametrize("look", ["signature", "seal"])
def test_pictures_are_drawn_on_a_clear_ground(look: str) -> None:
    drawn = (
        looks.signature_look(SIGNATURE, 150, 80, FONTS)
        if look == "signature"
        else looks.seal_look(SEAL, 36, FONTS)
    )
    page = pdfium.PdfDocument(drawn)[0]
    clear = page.render(scale=2, fill_color=(0, 0, 0, 0)).to_pil().convert("RGBA")
    assert clear.getpixel((0, 0))[3] == 0
    assert clear.getchannel("A").getextrema()[1] == 255


def test_the_seal_has_its_real_size() -> None:
    assert size_of(looks.seal_look(SEAL, 36, FONTS)) == pytest.approx((102.047, 102.047), abs=0.01)


def test_the_ink_of_a_signature_lies_in_the_middle_of_its_field() -> None:
    field = Place(1, 300, 200, 456, 280)
    ink = looks.ink_place(field, SIGNATURE)
    drawn = looks.signature_look(SIGNATURE, 156, 80, FONTS)
    page = pdfium.PdfDocument(drawn)[0].render(scale=4, fill_color=(0, 0, 0, 0)).to_pil()
    left, top, right, bottom = page.convert("RGBA").getchannel("A").getbbox()
    measured = (300 + left / 4, 280 - bottom / 4, 300 + right / 4, 280 - top / 4)
    assert measured == pytest.approx((ink.x0, ink.y0, ink.x1, ink.y1), abs=0.6)


@given(st.floats(20, 200), st.floats(10, 80), st.floats(20, 50))
def test_the_seal_covers_a_third_of_the_signature_on_its_left(
    width: float, height: float, diameter: float
) -> None:
    signature = Place(1, 320, 240, 320 + width, 240 + height)
    seal = looks.seal_place(signature, diameter)
    assert seal.x1 - seal.x0 == pytest.approx(diameter * 72 / 25.4)
    assert seal.y1 - seal.y0 == pytest.approx(diameter * 72 / 25.4)
    assert 0.28 <= (seal.x1 - signature.x0) / width <= 0.38
    assert seal.x0 < seal.x1 <= signature.x1


def test_a_text_signature_stands_in_the_upper_right_corner() -> None:
    lines = [
        "Số, ký hiệu: 05/QĐ-UBND",
        "Thời gian ký: 2026-01-05T10:15:00+07:00",
        "Cơ quan ký: Ủy ban nhân dân tỉnh",
    ]
    look = looks.text_signature_look(lines, FONTS)
    place = looks.text_signature_place(look, 595.28, 841.89)
    words = pdfium.PdfDocument(look)[0].get_textpage().get_text_range()
    assert words.splitlines() == lines
    assert place.x0 > 595.28 / 2
    assert place.y0 > 841.89 - 20 * 72 / 25.4
    assert (place.x1 - place.x0, place.y1 - place.y0) == pytest.approx(size_of(look), abs=0.01)
    assert "/XObject" not in PdfReader(io.BytesIO(look)).pages[0]["/Resources"]  # type: ignore[operator]


@pytest.mark.parametrize("mode", ["RGB", "L", "opaque", "empty", "jpeg", "text"])
def test_a_picture_that_hides_the_paper_is_refused(mode: str) -> None:
    buffer = io.BytesIO()
    if mode == "opaque":
        Image.new("RGBA", (40, 20), (0, 0, 200, 255)).save(buffer, "PNG")
    elif mode == "empty":
        Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(buffer, "PNG")
    elif mode == "jpeg":
        Image.new("RGB", (40, 20)).save(buffer, "JPEG")
    elif mode == "text":
        buffer.write(b"hello")
    else:
        Image.new(mode, (40, 20)).save(buffer, "PNG")
    with pytest.raises(NotATransparentPicture):
        looks.signature_look(buffer.getvalue(), 100, 50, FONTS)


def test_pictures_of_the_demo_are_drawn_alike_each_time_and_differ_by_name() -> None:
    assert signature_png("Nguyễn Văn An") == SIGNATURE
    assert signature_png("Trần Thị Bình") != SIGNATURE


def test_the_finished_paper_has_its_seal_over_a_third_of_the_signature() -> None:
    """Measured on the ink that is drawn, not on the fields (Q-069)."""
    pdf, ink, seal = finished()
    image = image_of(pdf, scale=4)
    red = _bounds(image, (150, 0, 0), (255, 90, 90), above=300)
    blue = _bounds(image, (0, 0, 110), (90, 120, 255), above=300)
    assert (red[2] - red[0]) / 4 == pytest.approx(36 * 72 / 25.4, abs=1.5)
    assert 0.28 <= (red[2] - blue[0]) / (blue[2] - blue[0]) <= 0.38
    assert red[0] < blue[0]
    assert (blue[0] / 4, red[2] / 4) == pytest.approx((ink.x0, seal.x1), abs=1.5)


def _bounds(
    image: Image.Image, least: tuple[int, ...], most: tuple[int, ...], above: int
) -> tuple[int, int, int, int]:
    """The box around what has a colour between the two, from so many points below the top."""
    lower = image.crop((0, above * 4, image.width, image.height))
    bands = [
        band.point([255 if low <= value <= high else 0 for value in range(256)])
        for band, low, high in zip(lower.split(), least, most, strict=True)
    ]
    box = ImageChops.darker(ImageChops.darker(bands[0], bands[1]), bands[2]).getbbox()
    assert box is not None
    return box


def test_the_picture_of_the_documentation_can_be_drawn() -> None:
    assert picture().size == (1851, 1684)
