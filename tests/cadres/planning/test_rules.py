"""The checks of a plan, with the examples of organisation.md 4.a.2, 4.a.3 and 4.c.1."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.cadres.planning import rules
from vanthu.cadres.planning.choices import ApprovalLevel, PlanLevel, Reason, Verdict, VoteStep
from vanthu.cadres.planning.rules import Planned, Sheet
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.rules import Pack, first_of
from vanthu.ground.rulebook.shipped import packs
from vanthu.kernel.ages import Birth, Sex
from vanthu.kernel.months import Month
from vanthu.kernel.votes import NoQuorum, Tally, TallyIncomplete, VoteSession

QD50, QD377, HD15 = date(2024, 1, 15), date(2025, 11, 1), date(2020, 9, 1)
CONGRESS = Month(2025, 9)


def pack(day: date = QD50, level: str = "") -> Pack:
    found = first_of(packs(), Subject.PLANNING, day, level)
    assert found is not None
    return found


def man(year: int, month: int | None = None) -> Planned:
    return Planned(1, Birth(year, month), Sex.MALE)


def woman(year: int, month: int) -> Planned:
    return Planned(2, Birth(year, month), Sex.FEMALE)


@pytest.mark.parametrize(
    ("planned", "shown", "verdict"),
    [(73, "1,49", Verdict.OK), (74, "1,51", Verdict.BLOCK), (48, "0,98", Verdict.WARN)],
)
def test_the_coefficient_is_compared_exactly(planned: int, shown: str, verdict: Verdict) -> None:
    found = rules.check_coefficient(planned, 49, pack())
    assert found.verdict is verdict
    assert f"hệ số {shown};" in found.sentence
    assert "từ 49 đến 73 người" in found.sentence


@given(planned=st.integers(0, 400), prescribed=st.integers(1, 200))
def test_the_coefficient_blocks_exactly_above_the_limit(planned: int, prescribed: int) -> None:
    blocked = rules.check_coefficient(planned, prescribed, pack()).verdict is Verdict.BLOCK
    assert blocked == (Fraction(planned, prescribed) > Fraction(3, 2))


@pytest.mark.parametrize(
    ("key", "count", "shown", "needed", "ok"),
    [
        ("women_min", 18, "25,7%", 18, True),
        ("women_min", 17, "24,3%", 18, False),
        ("young_min", 11, "15,7%", 11, True),
        ("young_min", 10, "14,3%", 11, False),
    ],
)
def test_shares_of_seventy(key: str, count: int, shown: str, needed: int, ok: bool) -> None:
    found = rules.check_share(count, 70, key, pack())
    assert (found.verdict is Verdict.OK) == ok
    assert shown in found.sentence
    assert f"cần ít nhất {needed}" in found.sentence
    assert ("còn thiếu 1." in found.sentence) != ok


@pytest.mark.parametrize(
    ("person", "passes", "twice"),
    [
        (man(1968, 9), True, False),
        (man(1968, 8), False, False),
        (man(1973, 9), True, True),
        (man(1973, 8), True, False),
        (woman(1972, 5), True, False),
        (woman(1972, 4), False, False),
        (woman(1975, 9), True, True),
        (woman(1975, 8), True, False),
    ],
)
def test_age_for_the_term_from_2025(person: Planned, passes: bool, twice: bool) -> None:
    found = rules.check_age(person, CONGRESS, QD50, pack())
    assert (found.verdict is Verdict.OK) == passes
    assert ("đủ hai nhiệm kỳ" in found.sentence) == twice


@pytest.mark.parametrize(
    ("person", "passes"),
    [
        (man(1965, 9), True),
        (man(1965, 8), False),
        (woman(1970, 9), True),
        (woman(1970, 8), False),
    ],
)
def test_age_by_the_retirement_of_2020(person: Planned, passes: bool) -> None:
    found = rules.check_age(person, Month(2020, 9), HD15, pack(HD15))
    assert (found.verdict is Verdict.OK) == passes


def test_a_year_alone_is_not_guessed() -> None:
    found = rules.check_age(man(1968), CONGRESS, QD50, pack())
    assert found.verdict is Verdict.WARN
    assert "tháng sinh" in found.sentence


def test_the_pack_goes_by_the_day_and_the_term() -> None:
    assert pack(QD50).code == "planning-qd50"
    assert pack(QD50, rules.series_of(2020)).code == "planning-hd15-review"
    assert pack(QD50, rules.series_of(2021)).code == "planning-hd15-review"
    assert rules.series_of(2025) == ""
    assert pack(QD377).code == "planning-qd377"
    assert pack(date(2021, 12, 26)).code == "planning-hd15"


def test_an_open_number_is_said_to_be_open() -> None:
    open_pack = pack(QD377)
    assert rules.check_coefficient(74, 49, open_pack).verdict is Verdict.OPEN
    assert rules.check_share(0, 70, "women_min", open_pack).verdict is Verdict.OPEN
    assert rules.check_not_appointing(open_pack).verdict is Verdict.OPEN
    assert rules.check_not_appointing(pack()).verdict is Verdict.OK


def test_persons_titles_and_higher() -> None:
    assert rules.check_persons(3, 3).verdict is Verdict.OK
    assert rules.check_persons(4, 3).verdict is Verdict.BLOCK
    assert rules.check_persons(4, None).verdict is Verdict.OPEN
    assert rules.check_titles(3, pack()).verdict is Verdict.OK
    assert rules.check_titles(4, pack()).verdict is Verdict.BLOCK
    later = pack(QD377)
    assert rules.check_higher(2, 3, later).verdict is Verdict.OK
    assert rules.check_higher(3, 3, later).verdict is Verdict.BLOCK
    assert rules.check_higher(3, None, later).verdict is Verdict.OPEN
    assert rules.check_higher(3, 3, pack()).verdict is Verdict.OK


def test_a_list_has_women_young_and_three_age_groups() -> None:
    people = [woman(1990, 1), man(1983, 1), man(1983, 2), man(1975, 1)]
    verdicts = [
        each.verdict for each in rules.check_shares(people, 4, PlanLevel.PROVINCE, CONGRESS, pack())
    ]
    assert verdicts == [Verdict.OK] * 4
    groups = rules.age_bands(pack())
    assert groups is not None
    assert rules.bands(people, CONGRESS, groups) == [1, 2, 1]
    lone = [man(1975, 1)]
    found = rules.check_shares(lone, 1, PlanLevel.DISTRICT, CONGRESS, pack())
    assert [each.verdict for each in found] == [Verdict.BLOCK] * 3 + [Verdict.WARN]
    assert rules.check_one_woman(0, PlanLevel.COMMUNE, pack()) is None


def test_who_is_not_known_counts_among_all_and_nowhere_else() -> None:
    people = [woman(1990, 1), *(man(1980, 1) for _ in range(3))]
    found = rules.check_shares(people, 5, PlanLevel.PROVINCE, CONGRESS, pack())[0]
    assert found.sentence.startswith("Nữ: 1/5 (20,0%), chưa đạt: cần ít nhất 2")


def test_young_ends_in_the_month_of_the_birthday() -> None:
    assert rules.is_young(Birth(1985, 10), CONGRESS, 40)
    assert not rules.is_young(Birth(1985, 9), CONGRESS, 40)
    assert rules.young_age(PlanLevel.BASE, pack()) == 35


def session(convened: int, present: int) -> VoteSession:
    return VoteSession(
        convened=convened, present=present, issued=present, returned=present, valid=present
    )


def test_a_sheet_closes_with_two_thirds_and_counts_that_agree() -> None:
    rules.check_sheet(session(60, 40), [Tally(yes=31, no=9)], pack())
    with pytest.raises(NoQuorum):
        rules.check_sheet(session(60, 39), [Tally(yes=31, no=8)], pack())
    with pytest.raises(TallyIncomplete):
        rules.check_sheet(session(60, 40), [Tally(yes=31)], pack())


@pytest.mark.parametrize(("yes", "verdict"), [(31, Verdict.OK), (30, Verdict.BLOCK)])
def test_over_half_of_those_convened_at_each_step(yes: int, verdict: Verdict) -> None:
    sheets = {step: Sheet(step, session(60, 40), Tally(yes=yes, no=40 - yes)) for step in VoteStep}
    found = rules.check_votes(sheets, pack())
    assert found.verdict is verdict
    sheets.pop(VoteStep.COMMITTEE)
    assert "bước 4" in rules.check_votes(sheets, pack()).sentence


def test_what_the_records_show_for_a_review() -> None:
    term_end, at, day = Month(2025, 8), Month(2020, 9), date(2023, 3, 1)
    why = rules.why_remove
    assert why(man(1964, 1), term_end, at, day, 1, pack()) is Reason.OVER_AGE
    assert why(man(1961, 1), term_end, at, day, 1, pack()) is Reason.OVER_AGE
    assert why(man(1980, 1), term_end, at, day, 1, pack()) is None
    assert why(man(1980, 1), term_end, at, day, 4, pack()) is Reason.TOO_MANY
    assert why(man(1968, 8), Month(2030, 8), CONGRESS, day, 1, pack()) is Reason.NOT_FULL_TERM


def test_the_matrix_is_a_least_level() -> None:
    assert rules.may_approve(ApprovalLevel.STANDING, ApprovalLevel.STANDING)
    assert rules.may_approve(ApprovalLevel.CENTRAL, ApprovalLevel.STANDING)
    assert not rules.may_approve(ApprovalLevel.COMMITTEE, ApprovalLevel.STANDING)
