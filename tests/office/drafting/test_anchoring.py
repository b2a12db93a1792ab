"""The words a comment is about are found again while they stand somewhere, and no longer."""

from hypothesis import given
from hypothesis import strategies as st

from vanthu.office.drafting.rules.anchoring import Spot, locate
from vanthu.office.writing.choices import Kind
from vanthu.office.writing.content import Annex, Block, Content


def _text(**texts: str) -> Content:
    return Content(blocks=tuple(Block(key, Kind.PARAGRAPH, text) for key, text in texts.items()))


def test_words_are_found_in_their_block_nearest_to_where_they_stood() -> None:
    content = _text(a="sông Tiền, sông Hậu", b="sông Tiền")
    assert locate(content, block="a", start=9, quote="sông") == Spot("a", 11, 15)
    assert locate(content, block="a", start=0, quote="sông") == Spot("a", 0, 4)


def test_words_that_went_to_another_block_are_found_when_they_are_there_alone() -> None:
    moved = _text(a="khác", b="kinh phí 2026", c="khác nữa")
    assert locate(moved, block="a", start=0, quote="kinh phí") == Spot("b", 0, 8)
    twice = _text(a="khác", b="kinh phí", c="kinh phí")
    assert locate(twice, block="a", start=0, quote="kinh phí") is None


def test_words_of_an_annex_are_found_and_changed_words_are_not() -> None:
    annex = Annex("p", "DANH MỤC", (Block("x", Kind.CLAUSE, "Xe ô tô"),))
    assert locate(Content(annexes=(annex,)), block="x", start=3, quote="ô tô") == Spot("x", 3, 7)
    assert locate(_text(a="đã sửa"), block="a", start=0, quote="chưa sửa") is None
    assert locate(_text(a="đã sửa"), block="a", start=0, quote="") is None


@given(st.text("ab ", max_size=30), st.text("ab ", max_size=30), st.integers(0, 30))
def test_what_is_found_is_what_was_quoted(before: str, after: str, start: int) -> None:
    content = _text(x=before + "đoạn" + after)
    spot = locate(content, block="x", start=start, quote="đoạn")
    assert spot is not None
    assert (before + "đoạn" + after)[spot.start : spot.stop] == "đoạn"
