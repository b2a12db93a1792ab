import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.text import normalise_reference, reference_key, sort_key_vi

SYMBOLS = st.lists(
    st.text(st.sampled_from("ABCDĐHKNOPQSTUVX"), min_size=1, max_size=5), min_size=1, max_size=3
).map("-".join)
REFERENCES = st.builds(lambda number, symbol: f"{number:02d}/{symbol}", st.integers(1), SYMBOLS)


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("15 / Q\u00d0 - UBND", "15/QĐ-UBND"),
        ("Số: 05/TTr\u2013UBND.", "05/TTr-UBND"),
        ("Số 05-NQ/ĐU", "05-NQ/ĐU"),
        ("SỐ:15\u2044QĐ\u2011UBND", "15/QĐ-UBND"),
        ("85/2024/TT-BT\u0421", "85/2024/TT-BTC"),
        ("Sở-1", "Sở-1"),
        ("", ""),
    ],
)
def test_references_as_papers_write_them(found: str, meant: str) -> None:
    assert normalise_reference(found) == meant


@given(REFERENCES, st.sampled_from(["{}", "Số: {}", "{}.", " {} "]))
def test_a_good_reference_is_itself_whatever_stands_around(reference: str, around: str) -> None:
    assert normalise_reference(around.format(reference)) == reference
    assert normalise_reference(around.format(reference.replace("/", " / "))) == reference


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise_reference(text)
    assert normalise_reference(once) == once


@given(REFERENCES)
def test_equal_references_share_a_key(reference: str) -> None:
    key = reference_key(reference)
    assert key == reference_key(reference.lower()) == reference_key(f"0{reference}")
    assert key == reference_key(reference.replace("Đ", "D").replace("-", " - "))


@given(st.integers(1), st.integers(1), SYMBOLS)
def test_different_numbers_have_different_keys(a: int, b: int, symbol: str) -> None:
    assert (reference_key(f"{a}/{symbol}") == reference_key(f"{b}/{symbol}")) == (a == b)


IN_ORDER = [
    ["an", "àn", "ản", "ãn", "án", "ạn", "ăn", "ân", "ấn"],
    ["da", "dinh", "đa", "đinh", "e", "ê"],
    ["hoa", "hoa mai", "hòa", "hòa bình", "hoan"],
    ["o", "ô", "ơ", "p", "u", "ư", "v"],
    ["Phường 2", "Phường 03", "Phường 10", "Phường An Hội"],
    ["Bến Tre", "Cái Vồn", "Long Châu", "Trà Vinh", "Vĩnh Long"],
    ["1", "9", "10", "a"],
]


@pytest.mark.parametrize("names", IN_ORDER, ids=lambda names: names[0])
def test_the_order_of_the_dictionary(names: list[str]) -> None:
    assert sorted(reversed(names), key=sort_key_vi) == names


@given(st.text(), st.text())
def test_case_and_punctuation_do_not_order(a: str, b: str) -> None:
    assert sort_key_vi(f"({a}), {b}.") == sort_key_vi(f"{a} {b}")
    assert "\x00" not in sort_key_vi(a)


def test_the_place_of_the_tone_does_not_order() -> None:
    assert sort_key_vi("Hoà Bình") == sort_key_vi("HÒA BÌNH")


@given(st.integers(0, 10**30), st.integers(0, 10**30))
def test_numbers_order_by_value(a: int, b: int) -> None:
    assert (sort_key_vi(str(a)) < sort_key_vi(str(b))) == (a < b)
