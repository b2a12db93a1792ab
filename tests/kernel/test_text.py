import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.text import canonical_tone, clean, fold, nfc, one_line, tokens

VOWELS = "aăâeêioôơuưy"
MARKS = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
VIETNAMESE = sorted(
    {nfc(letter + mark) for letter in VOWELS for mark in MARKS} | set("bcdđghklmnpqrstvxfjwz")
)
WORDS = st.text(st.sampled_from([*VIETNAMESE, *(c.upper() for c in VIETNAMESE)]), min_size=1)
SENTENCES = st.lists(WORDS, max_size=8).map(" ".join)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert one_line(one_line(text)) == one_line(text)


@given(SENTENCES)
def test_good_vietnamese_is_left_as_it_is(text: str) -> None:
    assert clean(text) == one_line(text) == text
    assert clean(unicodedata.normalize("NFD", text)) == text


@given(SENTENCES, st.sampled_from("\u00ad\u200b\u200d\u2060\ufeff\u202e\x00"), st.integers(0, 60))
def test_invisible_signs_go_wherever_they_hide(text: str, sign: str, place: int) -> None:
    assert clean(text[:place] + sign + text[place:]) == text


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("15/Q\u00d0-UBND", "15/QĐ-UBND"),
        ("Q\u0189, \u00f0\u1ed3ng", "QĐ, đồng"),
        ("85/2024/TT-BT\u0421", "85/2024/TT-BTC"),
        ("Tòa án ND\u0422\u0421", "Tòa án NDTC"),
        ("\u041c\u043e\u0441\u043a\u0432\u0430", "\u041c\u043e\u0441\u043a\u0432\u0430"),
        ("SOS-\u0416\u0443\u043a", "SOS-\u0416\u0443\u043a"),
        ("hệ số \u03b1 và \u039f", "hệ số \u03b1 và \u039f"),
        ("QĐ\u00a0số\u20095", "QĐ số 5"),
        ("  một \t hai  ", "một hai"),
        ("dòng một \r\n dòng hai\u2028ba", "dòng một\ndòng hai\nba"),
        ("văn\u00adbản", "vănbản"),
    ],
)
def test_repairs(found: str, meant: str) -> None:
    assert clean(found) == meant


def test_one_line_joins_lines() -> None:
    assert one_line("ỦY BAN NHÂN DÂN\n TỈNH VĨNH LONG\n") == "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG"


@pytest.mark.parametrize(
    ("late", "early"),
    [
        ("hoà", "hòa"),
        ("Hoá đơn", "Hóa đơn"),
        ("thuỷ", "thủy"),
        ("UỶ BAN", "ỦY BAN"),
        ("Uỷ ban", "Ủy ban"),
        ("xoè", "xòe"),
        ("toạ độ", "tọa độ"),
        ("quý", "quý"),
        ("QUỸ", "QUỸ"),
        ("quỳ", "quỳ"),
        ("hoàn", "hoàn"),
        ("khuỷu", "khuỷu"),
        ("ngoài", "ngoài"),
        ("huỳnh", "huỳnh"),
        ("hoa", "hoa"),
    ],
)
def test_the_place_of_the_tone(late: str, early: str) -> None:
    assert canonical_tone(late) == early
    assert canonical_tone(unicodedata.normalize("NFD", late)) == early


@given(SENTENCES)
def test_moving_a_tone_keeps_letters_and_marks(text: str) -> None:
    moved = canonical_tone(text)
    assert canonical_tone(moved) == moved
    assert fold(moved) == fold(text)
    assert sorted(unicodedata.normalize("NFD", moved)) == sorted(unicodedata.normalize("NFD", text))


@given(SENTENCES)
def test_folding_ignores_case_marks_and_normal_form(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert folded == fold(text.upper()) == fold(unicodedata.normalize("NFD", text)) == fold(folded)
    assert len(folded) == len(text)


@given(st.text())
def test_folding_takes_any_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_agrees_with_taking_the_marks_off_one_by_one(text: str) -> None:
    latin = "".join(c for c in text if c < "\u0250" or "\u1e00" <= c < "\u1f00")
    slow = "".join(
        c for c in unicodedata.normalize("NFD", latin.lower()) if not "\u0300" <= c < "\u0370"
    )
    odd = str.maketrans("đðøłħı", "ddolhi")
    assert fold(latin) == slow.translate(odd)


@given(SENTENCES, SENTENCES)
def test_words_of_two_texts_are_the_words_of_both(a: str, b: str) -> None:
    assert tokens(f"{a} {b}") == tokens(a) + tokens(b)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ủy ban nhân dân", ["uy", "ban", "nhan", "dan"]),
        ("Uỷ  ban", ["uy", "ban"]),
        ("15/Q\u00d0-UBND", ["15", "qd", "ubnd"]),
        ("văn\u00adthư", ["vanthu"]),
        ("“V/v” a_b", ["v", "v", "a", "b"]),
        ("…", []),
    ],
)
def test_words_for_the_index(text: str, words: list[str]) -> None:
    assert tokens(text) == words
