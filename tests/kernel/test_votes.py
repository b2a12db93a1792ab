"""Votes; examples 4.c.1, 4.c.3 and 4.k.1 of organisation.md."""

from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.kernel.votes import (
    Base,
    CountsOutOfOrder,
    NegativeCount,
    NoQuorum,
    Tally,
    TallyIncomplete,
    TallyTooLarge,
    Threshold,
    VoteSession,
    at_least_two_thirds,
    check_choices,
    check_quorum,
    check_tally,
    has_quorum,
    over_half,
    passed,
)


def session(convened: int, present: int, valid: int | None = None) -> VoteSession:
    valid = present if valid is None else valid
    return VoteSession(
        convened=convened, present=present, issued=present, returned=present, valid=valid
    )


SHARES = st.fractions(0, 1, max_denominator=1000)
THRESHOLDS = st.builds(Threshold, SHARES, st.sampled_from(Base), st.booleans())
COUNTS = st.lists(st.integers(0, 500), min_size=5, max_size=5).map(
    lambda counts: sorted(counts, reverse=True)
)


def test_two_thirds_of_those_convened_make_a_quorum() -> None:
    check_quorum(session(60, 40))
    with pytest.raises(NoQuorum) as refused:
        check_quorum(session(60, 39))
    assert refused.value.sentence == (
        "Cuộc họp chưa đủ điều kiện tiến hành: triệu tập 60 người, có mặt 39 người, "
        "cần ít nhất 40 người. Hãy tổ chức lại cuộc họp."
    )


def test_over_half_of_those_convened() -> None:
    meeting = session(60, 60)
    assert over_half().met(31, meeting)
    assert not over_half().met(30, meeting)
    assert over_half().needed(60) == 31
    assert passed(meeting, {"A": 29, "B": 21, "C": 10}, over_half()) == []
    assert passed(meeting, {"B": 12, "A": 31}, over_half()) == ["A"]


def test_the_base_is_the_rules_to_choose() -> None:
    meeting = session(60, 41, valid=40)
    assert [over_half(base).met(21, meeting) for base in Base] == [False, True, True]
    assert over_half(Base.VALID).met(21, meeting)
    assert not over_half(Base.VALID).met(20, meeting)


def test_a_vote_of_trust() -> None:
    low, very_low = over_half(), at_least_two_thirds()
    results = {votes: (low.reached(votes, 60), very_low.reached(votes, 60)) for votes in range(61)}
    assert results[30] == (False, False)
    assert all(results[votes] == (True, False) for votes in range(31, 40))
    assert results[40] == (True, True)


@pytest.mark.parametrize(
    ("percent", "votes", "members", "passes"),
    [
        (90, 8, 9, False),
        (90, 9, 9, True),
        (90, 9, 10, True),
        (80, 4, 5, True),
        (80, 7, 9, False),
        (Decimal("88.89"), 8, 9, False),
    ],
)
def test_thresholds_in_per_cent(
    percent: int | Decimal, votes: int, members: int, passes: bool
) -> None:
    assert Threshold.at_least_percent(percent).reached(votes, members) is passes


@given(THRESHOLDS, st.integers(0, 500), st.integers(0, 500))
def test_more_votes_never_fail_what_fewer_pass(threshold: Threshold, votes: int, of: int) -> None:
    assert threshold.reached(votes, of) <= threshold.reached(votes + 1, of)
    assert threshold.reached(votes, of + 1) <= threshold.reached(votes, of) or of == 0


@given(THRESHOLDS, st.integers(1, 500))
def test_what_is_needed_is_the_fewest_that_pass(threshold: Threshold, of: int) -> None:
    needed = threshold.needed(of)
    assert threshold.reached(needed, of)
    assert needed == 0 or not threshold.reached(needed - 1, of)


@given(THRESHOLDS, st.integers(0, 500))
def test_of_nobody_nothing_passes(threshold: Threshold, votes: int) -> None:
    assert not threshold.reached(votes, 0)


def test_shares_are_exact() -> None:
    with pytest.raises(TypeError):
        Threshold(cast(Any, 0.5))
    with pytest.raises(TypeError):
        Threshold.over_percent(cast(Any, 66.67))
    with pytest.raises(ValueError, match="between"):
        Threshold(Fraction(3, 2))


@given(COUNTS)
def test_counts_in_order_are_a_session(counts: list[int]) -> None:
    counts[0] += 1
    names = ("convened", "present", "issued", "returned", "valid")
    meeting = VoteSession(**dict(zip(names, counts, strict=True)))
    assert meeting.invalid == counts[3] - counts[4]
    assert has_quorum(meeting) == (3 * counts[1] >= 2 * counts[0])


def test_counts_out_of_order_are_refused_with_the_field() -> None:
    with pytest.raises(CountsOutOfOrder) as refused:
        VoteSession(convened=60, present=40, issued=41, returned=40, valid=40)
    assert refused.value.field == "issued"
    assert refused.value.sentence == (
        "Số phiếu phát ra (41) không được lớn hơn số người có mặt (40). "
        "Hãy kiểm tra lại biên bản kiểm phiếu."
    )
    with pytest.raises(NegativeCount) as negative:
        VoteSession(convened=0, present=0, issued=0, returned=0, valid=0)
    assert negative.value.sentence == "Số người được triệu tập phải là số nguyên từ 1 trở lên."
    with pytest.raises(NegativeCount):
        Tally(yes=1, no=-1)


def test_a_tally_accounts_for_every_valid_ballot() -> None:
    meeting = session(60, 40, valid=38)
    check_tally(meeting, Tally(yes=30, no=7, blank=1))
    check_tally(meeting, Tally(yes=30), complete=False)
    with pytest.raises(TallyIncomplete) as missing:
        check_tally(meeting, Tally(yes=30, no=7))
    assert missing.value.values["missing"] == 1
    with pytest.raises(TallyTooLarge):
        check_tally(meeting, Tally(yes=30, no=9), complete=False)


def test_a_ballot_carries_no_more_names_than_it_has_places() -> None:
    meeting = session(60, 60)
    check_choices(meeting, {"A": 29, "B": 21, "C": 10})
    check_choices(meeting, {"A": 60, "B": 60}, choices=2)
    with pytest.raises(TallyTooLarge):
        check_choices(meeting, {"A": 29, "B": 21, "C": 11})
    with pytest.raises(TallyTooLarge):
        check_choices(meeting, {"A": 61}, choices=2)


def test_thresholds_in_words() -> None:
    assert str(over_half()) == "trên 50% số người được triệu tập"
    assert str(at_least_two_thirds(Base.VALID)) == "ít nhất 2/3 số phiếu hợp lệ"
    assert str(Threshold.at_least_percent(90, Base.PRESENT)) == "ít nhất 90% số người có mặt"
