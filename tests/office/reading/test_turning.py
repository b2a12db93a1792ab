"""Pages scanned sideways or upside down: read, and their places told as they lie in the file."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.office.reading import papers
from vanthu.office.reading.layout import Box, Line, Word
from vanthu.office.reading.queries import default_ocr, read_file, render_page
from vanthu.office.reading.sources.turning import seems_turned, turned, turned_box

fraction = st.floats(0, 1)
boxes = st.builds(
    lambda x, y, page: Box(page, min(x), min(y), max(x), max(y)),
    st.tuples(fraction, fraction),
    st.tuples(fraction, fraction),
    st.integers(1, 9),
)


@given(boxes, st.integers(-4, 4))
def test_a_box_turned_back_lies_where_it_lay(box: Box, quarters: int) -> None:
    there = turned_box(box, quarters)
    assert (there.x0 <= there.x1, there.y0 <= there.y1, there.page) == (True, True, box.page)
    back = turned_box(there, -quarters)
    sides = ("x0", "y0", "x1", "y1")
    assert [getattr(back, side) for side in sides] == pytest.approx(
        [getattr(box, side) for side in sides]
    )


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_box_turns_with_its_page(quarters: int) -> None:
    page = Image.new("L", (200, 400), 255)
    page.paste(0, (20, 40, 120, 60))
    there = turned(page, quarters)
    inked = there.point(lambda dot: 255 - dot).getbbox()
    assert inked is not None
    left, top, right, bottom = inked
    wide, high = there.size
    box = turned_box(Box(1, 0.1, 0.1, 0.6, 0.15), quarters)
    assert [box.x0 * wide, box.y0 * high] == pytest.approx([left, top])
    assert [box.x1 * wide, box.y1 * high] == pytest.approx([right, bottom])


def test_a_page_with_few_words_says_nothing() -> None:
    word = Word("chữ", Box(1, 0.1, 0.1, 0.11, 0.4), sure=0.1)
    page = Image.new("L", (200, 400))
    assert not seems_turned([Line((word,) * 5)], page)
    assert seems_turned([Line((word,) * 30)], page)


@pytest.mark.parametrize("quarters", [1, 2])
def test_a_turned_scan_is_read(tmp_path: Path, quarters: int) -> None:
    if not default_ocr().available():
        pytest.skip("tesseract with Vietnamese data is not installed")
    upright, lying = papers.pdf(tmp_path), tmp_path / "lying.png"
    with Image.open(io.BytesIO(render_page(upright, 1, scale=3.0))) as image:
        turned(image, quarters).save(lying)
    read, printed = read_file(lying, ocr=default_ocr()), read_file(upright, ocr=None)
    for name in ("number", "date", "abstract", "signer_name", "signer_position"):
        assert read.value(name) == printed.value(name)
    place = read.places["signer_name"][0]
    expected = turned_box(printed.places["signer_name"][0], quarters)
    assert [place.x0, place.y0] == pytest.approx([expected.x0, expected.y0], abs=0.02)
