"""Terms and periods of reporting; example 4.e.1 of organisation.md."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.months import Month, MonthSpan
from vanthu.kernel.reporting import (
    CALENDAR,
    SCHEMES,
    STATE,
    ReportPeriod,
    Scheme,
    Span,
    period_of,
)
from vanthu.kernel.terms import NotATerm, Term, TermKind, elapsed_share, pace

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


def test_terms_of_party_and_state_share_one_plan() -> None:
    party = Term.parse(TermKind.PARTY, "2020-2025")
    state = Term.parse(TermKind.STATE, "2021–2026")
    assert (str(party), str(state)) == ("2020-2025", "2021-2026")
    assert party.counted == state.counted == MonthSpan(Month(2021, 1), Month(2025, 12))
    assert str(party.next) == "2025-2030"
    for text in ("2020-2026", "2020", "2025-2020", ""):
        with pytest.raises(NotATerm):
            Term.parse(TermKind.PARTY, text)


def test_half_the_term_has_passed_and_the_pace_says_so() -> None:
    counted, as_of = Term(TermKind.PARTY, 2020).counted, date(2023, 6, 30)
    assert elapsed_share(counted, as_of) == Fraction(30, 60)
    assert pace(Fraction(2715, 5000), counted, as_of) == Fraction(1086, 1000)
    assert pace(Fraction(1, 5000), counted, date(2020, 12, 31)) is None


@pytest.mark.parametrize(
    ("scheme", "span", "index", "first", "end", "name"),
    [
        (CALENDAR, Span.HALF, 1, date(2023, 1, 1), date(2023, 7, 1), "6 tháng đầu năm 2023"),
        (CALENDAR, Span.QUARTER, 3, date(2023, 7, 1), date(2023, 10, 1), "quý III năm 2023"),
        (CALENDAR, Span.YEAR, 1, date(2023, 1, 1), date(2024, 1, 1), "năm 2023"),
        (STATE, Span.MONTH, 1, date(2022, 12, 15), date(2023, 1, 15), "tháng 1 năm 2023"),
        (STATE, Span.HALF, 1, date(2022, 12, 15), date(2023, 6, 15), "6 tháng đầu năm 2023"),
        (STATE, Span.HALF, 2, date(2023, 6, 15), date(2023, 12, 15), "6 tháng cuối năm 2023"),
        (STATE, Span.NINE_MONTHS, 1, date(2022, 12, 15), date(2023, 9, 15), "9 tháng đầu năm 2023"),
        (STATE, Span.YEAR, 1, date(2022, 12, 15), date(2023, 12, 15), "năm 2023"),
    ],
)
def test_periods_have_the_days_of_their_scheme(
    scheme: Scheme, span: Span, index: int, first: date, end: date, name: str
) -> None:
    period = ReportPeriod(scheme, span, 2023, index)
    assert (period.days.valid_from, period.days.valid_to, str(period)) == (first, end, name)


@given(DAYS, st.sampled_from(Span), st.sampled_from(list(SCHEMES.values())))
def test_a_day_lies_in_the_period_found_for_it(day: date, span: Span, scheme: Scheme) -> None:
    period = period_of(day, span, scheme)
    if period is None:
        assert span is Span.NINE_MONTHS
        return
    assert period.days.contains(day)
    last = period.days.valid_to
    assert last is not None
    assert period_of(last - timedelta(days=1), span, scheme) == period
    assert period_of(last, span, scheme) != period


@given(st.integers(1990, 2090), st.sampled_from(list(SCHEMES.values())))
def test_months_halves_and_quarters_fill_the_year(year: int, scheme: Scheme) -> None:
    whole = ReportPeriod(scheme, Span.YEAR, year).days
    for span in (Span.MONTH, Span.QUARTER, Span.HALF):
        parts = [ReportPeriod(scheme, span, year, index + 1).days for index in range(span.per_year)]
        assert all(a.meets(b) for a, b in zip(parts, parts[1:], strict=False))
        assert (parts[0].valid_from, parts[-1].valid_to) == (whole.valid_from, whole.valid_to)


def test_a_fifth_quarter_is_a_mistake_and_an_unread_basis_is_marked() -> None:
    with pytest.raises(ValueError, match="4"):
        ReportPeriod(CALENDAR, Span.QUARTER, 2023, 5)
    assert STATE.basis is not None
    assert STATE.basis.must_be_marked
    assert [span.label for span in Span] == ["Tháng", "Quý", "6 tháng", "9 tháng", "Năm"]
