"""Secrecy stamps on scans are found; the same words in text, titles and names are not (Q-145).

A few of the sixty pages of `stamped.py`; `python -m tests.office.reading.stamped` reads them all.
"""

from pathlib import Path

import pytest

from tests.office.reading import stamped
from vanthu.office.reading.fields.stamps import secrecy_mark
from vanthu.office.reading.layout import Box, Line, Word
from vanthu.office.reading.queries import SECRECY_HAZARD, default_ocr, read_file

needs_tesseract = pytest.mark.skipif(not default_ocr().available(), reason="no tesseract")
_MARKED, _INNOCENT = stamped.marked(), stamped.innocent()


def is_found(page: stamped.Page, folder: Path) -> bool:
    reading = read_file(stamped.draw(page, folder), ocr=default_ocr())
    return SECRECY_HAZARD in reading.hazards


@needs_tesseract
@pytest.mark.parametrize("number", [5, 7, 8, 27])
def test_a_stamp_is_found_at_an_angle_framed_worn_or_copied(tmp_path: Path, number: int) -> None:
    assert is_found(_MARKED[number], tmp_path)


@needs_tesseract
@pytest.mark.parametrize("number", [1, 6, 11])
def test_words_and_other_stamps_are_left_alone(tmp_path: Path, number: int) -> None:
    assert not is_found(_INNOCENT[number], tmp_path)


def line(*words: tuple[str, float]) -> Line:
    """Words of one line, each with where it begins across the page; 1.2 % of the page high."""
    return Line(
        tuple(Word(text, Box(1, x, 0.1, x + 0.012 * len(text), 0.112)) for text, x in words)
    )


def test_a_mark_beside_the_national_heading_is_one() -> None:
    assert secrecy_mark((line(("MẬT", 0.1), ("CỘNG", 0.5), ("HÒA", 0.56)),)) == "MẬT"
    assert secrecy_mark((line(("Số:", 0.1), ("12/BC", 0.15), ("TỐI", 0.5), ("MẬT", 0.55)),))
    assert secrecy_mark((line(("MẬT", 0.1), ("ONG", 0.14), ("RỪNG", 0.18)),)) is None
    assert secrecy_mark((line(("BẢO", 0.1), ("MẬT", 0.14)),)) is None
