"""Counted numbers of blocks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.office.writing.choices import Kind
from vanthu.office.writing.content import Annex, Block
from vanthu.office.writing.numbering import (
    POINT_LETTERS,
    annex_labels,
    cited,
    labels,
    numbers,
    point_letter,
    roman,
)
from vanthu.office.writing.queries import parse_text

COUNTED = [
    Kind.PART,
    Kind.CHAPTER,
    Kind.SECTION,
    Kind.SUBSECTION,
    Kind.ROMAN,
    Kind.ARTICLE,
    Kind.CLAUSE,
    Kind.POINT,
]
RUNNING = {Kind.PART, Kind.CHAPTER, Kind.ARTICLE}


def blocks_of(kinds: list[Kind]) -> list[Block]:
    return [Block(f"b{n}", kind) for n, kind in enumerate(kinds)]


def test_articles_run_on_and_clauses_begin_anew() -> None:
    kinds = "chapter article clause point point clause article clause chapter article".split()
    assert labels(blocks_of([Kind(kind) for kind in kinds])) == (
        "Chương I",
        "Điều 1.",
        "1.",
        "a)",
        "b)",
        "2.",
        "Điều 2.",
        "1.",
        "Chương II",
        "Điều 3.",
    )


def test_clauses_of_a_report_begin_anew_under_each_heading() -> None:
    kinds = "roman clause clause dash roman clause".split()
    assert labels(blocks_of([Kind(kind) for kind in kinds])) == ("I.", "1.", "2.", "", "II.", "1.")


def test_points_follow_the_vietnamese_alphabet() -> None:
    letters = [point_letter(n) for n in range(1, 26)]
    assert letters[:7] == ["a", "b", "c", "d", "đ", "e", "g"]
    assert letters[22:] == ["y", "aa", "ab"]
    assert "".join(letters[:23]) == POINT_LETTERS


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (399, "CCCXCIX")],
)
def test_roman_figures(number: int, letters: str) -> None:
    assert roman(number) == letters


def test_only_several_annexes_are_numbered_and_enacted_texts_are_none() -> None:
    rules, one, two = Annex("a", "QUY CHẾ\nlàm việc"), Annex("b", "DANH MỤC"), Annex("c", "BIỂU")
    assert annex_labels([one]) == ("Phụ lục",)
    assert annex_labels([rules, one]) == ("", "Phụ lục")
    assert annex_labels([rules, one, two]) == ("", "Phụ lục I", "Phụ lục II")


def test_a_place_is_cited_from_the_inside_out() -> None:
    content = parse_text("Chương I\nA\n\nĐiều 1. B\n1. C:\na) D;\nb) E.\n")
    assert list(cited(content).values()) == [
        "Chương I",
        "Điều 1",
        "khoản 1 Điều 1",
        "điểm a khoản 1 Điều 1",
        "điểm b khoản 1 Điều 1",
    ]


@given(st.lists(st.sampled_from([*Kind]), max_size=40))
def test_a_number_is_one_more_than_the_last_or_one(kinds: list[Kind]) -> None:
    last: dict[Kind, int] = {}
    for kind, number in zip(kinds, numbers(blocks_of(kinds)), strict=True):
        if kind not in COUNTED:
            assert number == 0
            continue
        before = last.get(kind, 0)
        assert number in ({before + 1} if kind in RUNNING else {before + 1, 1})
        last[kind] = number


@given(st.lists(st.sampled_from(COUNTED), max_size=40))
def test_nothing_inside_goes_on_after_its_outside(kinds: list[Kind]) -> None:
    counted = list(zip(kinds, numbers(blocks_of(kinds)), strict=True))
    for (above, _), (kind, number) in pairwise(counted):
        if kind not in RUNNING and COUNTED.index(above) < COUNTED.index(kind):
            assert number == 1


@given(st.integers(1, 398))
def test_roman_figures_are_told_apart(number: int) -> None:
    assert roman(number) != roman(number + 1)
