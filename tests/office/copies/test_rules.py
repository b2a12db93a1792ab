"""Which copy is made from what to what, what a scan must be, which pages (D-13, S-06, Q-072)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.office.copies.choices import CopyKind, Medium
from vanthu.office.copies.errors import BadPages, ScanTooPoor, WayNotAllowed
from vanthu.office.copies.rules import (
    WAYS,
    Measured,
    authority_lines,
    check_scan,
    check_way,
    copy_subject,
    pages_of,
)

P, E = Medium.PAPER, Medium.ELECTRONIC
# requirements D-13, word for word: sao y p→p, e→p, p→e; sao lục p→p, p→e, e→p; trích sao all four
ALLOWED = {
    CopyKind.WHOLE: {(P, P), (E, P), (P, E)},
    CopyKind.AGAIN: {(P, P), (P, E), (E, P)},
    CopyKind.EXTRACT: {(P, P), (P, E), (E, E), (E, P)},
}


@pytest.mark.parametrize(("kind", "source", "medium"), list(product(CopyKind, Medium, Medium)))
def test_every_way_is_allowed_or_refused_with_the_allowed_ones(
    kind: CopyKind, source: Medium, medium: Medium
) -> None:
    if (source, medium) in ALLOWED[kind]:
        check_way(kind, source, medium)
        return
    with pytest.raises(WayNotAllowed) as refused:
        check_way(kind, source, medium)
    assert str(kind.label) in refused.value.sentence
    assert "Điều 25" in refused.value.sentence
    assert "từ giấy sang giấy" in refused.value.sentence


def test_every_kind_says_where_it_is_ruled() -> None:
    assert all("Điều 25" in str(citation) for _ways, citation in WAYS.values())


GOOD = Measured(1, 210.0, 297.0, 200, True)


def test_a_good_scan_passes_even_a_few_millimetres_off_or_lying() -> None:
    check_scan(
        14, [GOOD, Measured(2, 297.0, 210.0, 300, True), Measured(3, 208.0, 294.0, 240, True)]
    )


@pytest.mark.parametrize(
    ("version", "page", "words"),
    [
        (13, GOOD, "PDF 1.3"),
        (14, Measured(1, 210.0, 297.0, 150, True), "150 dpi"),
        (14, Measured(1, 210.0, 297.0, 200, False), "ảnh xám"),
        (14, Measured(1, 148.0, 210.0, 200, True), "148 × 210 mm"),
        (14, Measured(1, 210.0, 297.0, None, False), "không phải ảnh quét"),
    ],
)
def test_a_poor_scan_is_refused_with_what_was_measured(
    version: int, page: Measured, words: str
) -> None:
    with pytest.raises(ScanTooPoor) as refused:
        check_scan(version, [page])
    assert words in refused.value.sentence


def test_pages_are_read_as_they_are_written() -> None:
    assert pages_of("", 3) == [1, 2, 3]
    assert pages_of("3, 1-2; 2", 3) == [3, 1, 2]
    assert pages_of("1–2", 2) == [1, 2]


@pytest.mark.parametrize("text", ["0", "4", "2-1", "a", "1-", "-2", "1,,2", "99999"])
def test_pages_that_are_not_there_are_refused(text: str) -> None:
    with pytest.raises(BadPages):
        pages_of(text, 3)


@given(st.text(max_size=20), st.integers(1, 50))
def test_whatever_is_written_gives_pages_that_are_there_or_a_refusal(text: str, count: int) -> None:
    try:
        pages = pages_of(text, count)
    except BadPages:
        return
    assert pages
    assert all(1 <= page <= count for page in pages)
    assert len(set(pages)) == len(pages)


def test_words_of_a_copy() -> None:
    assert authority_lines("TL.", "Chủ tịch", "Chánh Văn phòng") == (
        "TL. CHỦ TỊCH",
        "CHÁNH VĂN PHÒNG",
    )
    assert authority_lines("", "", "Chủ tịch") == ("CHỦ TỊCH",)
    subject = copy_subject(CopyKind.WHOLE, "Quyết định", "15/QĐ-UBND", "UBND xã A", "Về việc B")
    assert subject == "Sao y Quyết định số 15/QĐ-UBND của UBND xã A về việc B"
