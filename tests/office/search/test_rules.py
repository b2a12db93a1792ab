"""What a person typed, and how it is ranked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.office.search import rules


def test_words_phrases_prefixes_and_exclusions_become_terms() -> None:
    terms = rules.parse('quy hoạch "ủy ban nhân dân" chuyển* -mật')
    assert terms == [
        rules.Term(("quy",)),
        rules.Term(("hoach",)),
        rules.Term(("uy", "ban", "nhan", "dan")),
        rules.Term(("chuyen",), prefix=True),
        rules.Term(("mat",), excluded=True),
    ]


def test_a_reference_is_one_phrase_whatever_letter_d_it_uses() -> None:
    assert (
        rules.parse("15/QĐ-UBND") == rules.parse("15/QÐ-UBND") == [rules.Term(("15", "qd", "ubnd"))]
    )


def test_a_prefix_of_one_letter_is_refused() -> None:
    with pytest.raises(rules.QueryTooShort):
        rules.parse("q*")


@given(st.text(max_size=60))
def test_whatever_is_typed_makes_a_query_of_words_and_our_operators_only(text: str) -> None:
    try:
        terms = rules.parse(text)
    except rules.QueryTooShort:
        return
    for term in terms:
        assert all(word.isalnum() for word in term.words)
    assert rules.tsquery(terms, ["zk1"]).endswith("(zk1)")


def test_exact_marks_rank_before_folded_words_and_the_number_before_both() -> None:
    exact = rules.relevance("đất đai", "Luật đất đai", "1/A")
    folded = rules.relevance("đất đai", "Dat dai", "1/A")
    number = rules.relevance("15/QĐ-UBND", "Việc khác", "15/QĐ-UBND")
    assert number > exact > folded > rules.relevance("đất đai", "Việc khác", "1/A")


def test_tone_placement_makes_no_difference() -> None:
    assert rules.relevance("hoà bình", "Hòa bình", "") == rules.relevance(
        "hòa bình", "Hòa bình", ""
    )


def test_a_snippet_shows_the_first_place_of_a_word() -> None:
    found = rules.snippet("Căn cứ Luật Tổ chức chính quyền địa phương", rules.parse("to chuc"))
    assert found is not None
    assert found[1] == "Tổ"
    assert found[0].endswith("Luật ")
