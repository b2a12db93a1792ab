"""The rules of membership, with the examples of organisation.md 4.e and the pages it cites."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.cadres.membership.choices import AdmissionPaper, ExitKind
from vanthu.cadres.membership.rules import (
    REASONS,
    Meeting,
    Movement,
    branch_threshold,
    committee_threshold,
    deadline,
    fits_age,
    in_bands,
    may_return,
    missing_papers,
    months_after,
    probation_ends,
)
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.shipped import packs
from vanthu.kernel.ages import Birth
from vanthu.kernel.citations import Certainty
from vanthu.kernel.numbers import percent, percent_of_sums
from vanthu.kernel.votes import CountsOutOfOrder
from vanthu.kernel.workdays import WorkCalendar

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))
COUNTS = st.integers(0, 5000)


def test_example_2_the_stock_of_can_gio_2004() -> None:
    """850 + 87 + 12 - 37 - 5 = 907 (S105, the sum is ours)."""
    year = Movement(start=850, admitted=87, moved_in=12, moved_out=37, died=5)
    assert year.end == 907
    assert year.holds(907)
    one_exit_less = Movement(start=850, admitted=87, moved_in=12, moved_out=37, died=4)
    assert one_exit_less.end == 908
    assert not one_exit_less.holds(907)


@given(start=COUNTS, came=st.tuples(COUNTS, COUNTS, COUNTS), went=st.tuples(*[COUNTS] * 5))
def test_the_identity_adds_up_over_two_periods(
    start: int, came: tuple[int, ...], went: tuple[int, ...]
) -> None:
    words = ("admitted", "readmitted", "moved_in", "moved_out", "died", "expelled", "removed")
    flows = dict(zip((*words, "asked"), (*came, *went), strict=True))
    one = Movement(start=start, **flows)
    two = Movement(start=one.end, **flows)
    both = Movement(start=start, **{word: 2 * count for word, count in flows.items()})
    assert two.end == both.end


def test_example_3_shares_as_published_in_binh_thuan_2018() -> None:
    shares = [percent(part, 1238, 2) for part in (585, 101, 800)]
    assert [str(share) for share in shares] == ["47.25", "8.16", "64.62"]
    assert str(percent(1238, 2000)) == "61.9"


def test_example_3_units_roll_up_by_their_parts_in_ninh_thuan_2022() -> None:
    """288 of 815 is 35,34; the mean of the five printed percentages, 54,66, is never the answer."""
    known = [(21, 20), (52, 102), (5, 10), (4, 8), (13, 75)]
    rest = (288 - sum(part for part, _ in known), 815 - sum(whole for _, whole in known))
    assert str(percent_of_sums([*known, rest], 2)) == "35.34"
    assert str(percent_of_sums([*known, rest], 2)) != "54.66"


@pytest.mark.parametrize(
    ("birth", "fits"),
    [
        (Birth(2003, 9), True),  # 18 in the month of the resolution
        (Birth(2003, 10), False),
        (Birth(1961, 9), True),  # 60 in the month
        (Birth(1961, 8), False),
        (Birth(2003), None),  # the month decides, and the record does not say it
        (Birth(1980), True),
        (Birth(2004), False),
    ],
)
def test_age_is_counted_by_months(birth: Birth, fits: bool | None) -> None:
    assert fits_age(birth, date(2021, 9, 2), 18, 60) is fits


def test_papers_missing_are_named_in_the_order_of_the_list() -> None:
    assert missing_papers({paper.value for paper in AdmissionPaper}) == []
    assert missing_papers({"class", "branch"})[0] is AdmissionPaper.APPLICATION


def test_votes_of_branch_and_committee() -> None:
    branch = branch_threshold(Fraction(2, 3), "convened")
    assert branch.met(6, Meeting(9, 8, 6).session)
    assert not branch.met(5, Meeting(9, 8, 5).session)
    committee = committee_threshold(Fraction(1, 2), "convened")
    assert not committee.met(5, Meeting(10, 9, 5).session)
    assert committee.met(6, Meeting(10, 9, 6).session)
    with pytest.raises(CountsOutOfOrder):
        _ = Meeting(9, 10, 5).session


def test_probation_has_run_after_twelve_months() -> None:
    assert probation_ends(date(2021, 2, 28), 12) == date(2022, 2, 28)
    assert probation_ends(date(2024, 2, 29), 12) == date(2025, 2, 28)


@given(DAYS, st.integers(0, 120))
def test_months_after_never_leaves_the_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@given(DAYS, st.integers(1, 90))
def test_a_clock_of_working_days_never_ends_on_a_free_day(day: date, count: int) -> None:
    days = WorkCalendar(holidays=frozenset({day + timedelta(days=3)}))
    end = deadline(day, count, days)
    assert days.is_working(end)
    assert days.between(day, end) == count


def test_return_after_thirty_six_months() -> None:
    assert may_return(date(2022, 5, 10), date(2025, 5, 10), 36)
    assert not may_return(date(2022, 5, 10), date(2025, 5, 9), 36)


def test_every_way_of_leaving_has_reasons_of_its_own() -> None:
    assert set(REASONS) == set(ExitKind)
    assert len(REASONS[ExitKind.REMOVED]) == 5
    everything = [reason for reasons in REASONS.values() for reason in reasons]
    assert len(everything) == len(set(everything))


@given(st.lists(st.integers(18, 100)))
def test_bands_part_every_age(ages: list[int]) -> None:
    assert sum(in_bands(ages)) == len(ages)
    assert in_bands([30, 31, 40, 41, 60, 61]) == [1, 2, 1, 1, 1]


def test_the_packs_follow_each_other_and_say_how_sure_they_are() -> None:
    found = [pack for pack in packs() if pack.subject is Subject.MEMBERSHIP]
    assert [pack.code[-5:] for pack in found] == ["-qd29", "-qd24", "qd232", "qd294"]
    assert all(a.valid_to == b.valid_from for a, b in zip(found, found[1:], strict=False))
    for pack in found:
        assert {each.key for each in pack.parameters} == {e.key for e in found[0].parameters}
        assert pack.declared("appeal_days").certainty is Certainty.UNVERIFIED
        assert not any(each.certainty is Certainty.READ for each in pack.parameters)
