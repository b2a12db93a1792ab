"""Numbers, symbols, references and identifiers (N-05, N-06, Q-025, Q-026, Q-078, Q-080)."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.office.documents import symbols
from vanthu.office.documents.choices import TypeFamily
from vanthu.office.documents.models import DocumentType

# Decree 30/2020, Annex III: the 27 abbreviations in the order of Article 7, and two types without.
ABBREVIATIONS = (
    "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ - CĐ BGN BTT GUQ GM GGT GNP PG PC PB -"
).split()
STATE = re.compile(r"^(\d{1,6}[a-z]?)(/(\d{4}))?/([A-ZĐ][A-Za-zĐđ]{0,4}-)?[A-ZĐ0-9&.-]+$")
words = st.text(alphabet="ABCDEGHIKLMNOPQRSTUVXYĐ", min_size=1, max_size=6)
types = st.sampled_from([a for a in ABBREVIATIONS if a != "-"])
numbers = st.integers(1, 99_999)


@pytest.mark.django_db
def test_the_catalogue_holds_the_29_types_of_article_7() -> None:
    """Each abbreviation as in Annex III; công văn and thư công have none."""
    rows = DocumentType.objects.filter(family=TypeFamily.ADMINISTRATIVE).order_by("order")
    assert [row.abbreviation or "-" for row in rows] == ABBREVIATIONS
    assert [row.name for row in rows if not row.abbreviation] == ["Công văn", "Thư công"]
    copies = DocumentType.objects.filter(family=TypeFamily.COPY)
    assert sorted(copies.values_list("abbreviation", flat=True)) == ["SL", "SY", "TrS"]
    assert not DocumentType.objects.filter(citation="").exists()


@pytest.mark.django_db
def test_every_state_type_makes_a_symbol_of_the_official_form() -> None:
    """29 types: `12/QĐ-UBND`, công văn `05/UBND-NV` without a type part."""
    for row in DocumentType.objects.filter(family=TypeFamily.ADMINISTRATIVE):
        symbol = symbols.build_symbol(row.abbreviation, "UBND", "NV")
        assert symbol == (f"{row.abbreviation}-UBND" if row.abbreviation else "UBND-NV")
        assert STATE.match(symbols.join_reference("05", symbol))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (symbols.build_symbol("", "BNV", "VP"), "BNV-VP"),
        (symbols.build_symbol("", "UBND"), "UBND"),
        (symbols.build_symbol("SY", "UBND", family="copy"), "SY-UBND"),
        (symbols.build_symbol("QĐ", "UBND", family="normative", year=2026), "2026/QĐ-UBND"),
        (symbols.build_symbol("NQ", "ĐU", family="party", system="party"), "NQ/ĐU"),
        (symbols.build_symbol("CV", "VPTU", system="party"), "CV/VPTU"),
        (symbols.build_symbol("KH", "HĐTĐKT"), "KH-HĐTĐKT"),
    ],
)
def test_symbols(made: str, expected: str) -> None:
    """State, normative, Party, copies and consultative bodies."""
    assert made == expected


def test_a_symbol_needs_its_parts() -> None:
    """No agency, a space, a normative document without a year: refused, not guessed."""
    for arguments in (("QĐ", ""), ("QĐ", "UB ND")):
        with pytest.raises(ValueError):
            symbols.build_symbol(*arguments)
    with pytest.raises(ValueError):
        symbols.build_symbol("QĐ", "UBND", family="normative")


@pytest.mark.parametrize(
    ("reference", "parts"),
    [
        ("15/QĐ-UBND", ("15", "QĐ-UBND")),
        ("Số: 05 / TTr - SNV", ("05", "TTr-SNV")),
        ("05/2026/NQ-HĐND", ("05", "2026/NQ-HĐND")),
        ("05-NQ/ĐU", ("05", "NQ/ĐU")),
        ("15a/QÐ-UBND", ("15a", "QĐ-UBND")),
        ("không số", ("", "không số")),
        ("", ("", "")),
    ],
)
def test_references_are_split(reference: str, parts: tuple[str, str]) -> None:
    """Number and symbol of what papers print."""
    assert symbols.split_reference(reference) == parts


@given(st.integers(1, 10**6))
def test_numbers_below_ten_get_a_leading_nought(number: int) -> None:
    """7 is 07; from 10 on no zero (N-06)."""
    shown = symbols.display_number(number)
    assert int(shown) == number
    assert len(shown) >= 2
    assert shown.startswith("0") == (number < 10)


def test_there_is_no_number_nought() -> None:
    """Registers begin at 1."""
    with pytest.raises(ValueError):
        symbols.display_number(0)


@given(numbers, types, words)
def test_state_references_split_into_what_they_were_joined_of(
    number: int, kind: str, agency: str
) -> None:
    """Join and split are each other's inverse, and match the official form without spaces."""
    shown = symbols.display_number(number)
    symbol = symbols.build_symbol(kind, agency)
    reference = symbols.join_reference(shown, symbol)
    assert STATE.match(reference)
    assert symbols.split_reference(reference) == (shown, symbol)


@given(numbers, types, words)
def test_party_references_split_likewise(number: int, kind: str, body: str) -> None:
    """`05-NQ/ĐU`: the hyphen stands behind the number, also when the system is not told."""
    shown = symbols.display_number(number)
    symbol = symbols.build_symbol(kind, body, system="party")
    reference = symbols.join_reference(shown, symbol)
    assert reference == f"{shown}-{kind}/{body}"
    assert symbols.split_reference(reference) == (shown, symbol)


@given(st.sets(st.tuples(numbers, types, st.integers(2020, 2040)), max_size=60))
def test_identifiers_differ_where_number_type_or_year_differ(
    parts: Iterable[tuple[int, str, int]],
) -> None:
    """One agency never gives one identifier twice."""
    made = [
        symbols.document_identifier("H61.12", year, symbols.display_number(number), f"{kind}-UBND")
        for number, kind, year in parts
    ]
    assert len(made) == len(set(made))
    assert all(len(identifier) <= 120 for identifier in made)


def test_a_million_identifiers_are_a_million() -> None:
    """Agencies, years, numbers and symbols of a province in ten years (Q-078)."""
    agencies = [f"H61.{number}" for number in range(50)]
    kinds = ("QĐ-UBND", "KH-UBND", "UBND-KT", "2026/NQ-HĐND")
    made = {
        symbols.document_identifier(agency, year, symbols.display_number(number), kind)
        for agency in agencies
        for year in (2025, 2026)
        for number in range(1, 2501)
        for kind in kinds
    }
    assert len(made) == 50 * 2 * 2500 * 4 == 1_000_000


@pytest.mark.parametrize(
    "pattern",
    [
        "{agency}{series}.{number}.{symbol}",
        "{agency}.{number}.{symbol}",
        "{agency}.{series}.{number}.{symbol}.{number}",
        "{agency}.{series}.{number}.{symbol}.{other}",
    ],
)
def test_an_identifier_needs_all_its_parts_apart(pattern: str) -> None:
    with pytest.raises(ValueError):
        symbols.check_identifier_format(pattern)


def test_another_order_of_an_identifier_is_allowed() -> None:
    pattern = "{series}/{agency}/{number}-{symbol}"
    symbols.check_identifier_format(pattern)
    found = symbols.document_identifier("H61.12", 2026, "07", "QĐ-UBND", pattern)
    assert found == "2026/H61.12/07-QĐ-UBND"
