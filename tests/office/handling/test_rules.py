"""The pure rules: ranks, deadlines, counting, closing and the boxes of every state."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.office.handling.oracle import four_way
from vanthu.ground.access import keys
from vanthu.ground.base.actor import VIETNAM
from vanthu.kernel.workdays import WorkCalendar
from vanthu.office.documents.choices import DocumentState
from vanthu.office.handling.choices import AssignmentState, Box, Verb
from vanthu.office.handling.errors import BadDeadline
from vanthu.office.handling.rules import (
    ASSIGNMENT,
    FourWay,
    Parameters,
    Place,
    box_due,
    box_rank,
    check_due,
    check_extension,
    closing,
    default_due,
    places,
)
from vanthu.office.handling.rules.machine import BACKWARDS, DEMANDS, LIVE
from vanthu.office.handling.rules.places import Stand, below

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
moments = st.integers(0, 70 * 365 * 86_400_000).map(lambda ms: EPOCH + timedelta(milliseconds=ms))
urgencies = st.integers(min_value=0, max_value=3)
days = st.dates(min_value=date(2025, 1, 1), max_value=date(2030, 12, 31))
PLAIN = WorkCalendar()


@dataclass
class Given:
    """An assignment as the rules see it."""

    id: int
    role: str = "lead"
    state: str = "given"
    parent_id: int | None = None
    unit_id: int | None = None
    post_id: int | None = None
    given_by_post: int | None = 900
    asked_due_on: date | None = None


@dataclass
class Rule:
    """A row of the table of terms."""

    agency_id: int = 0
    type_code: str = ""
    urgency: int | None = None
    working_days: int = 0


# box_rank


@given(urgencies, moments, urgencies, moments)
def test_rank_orders_by_urgency_then_newest(
    one: int, at_one: datetime, other: int, at_other: datetime
) -> None:
    first, second = (one, _milliseconds(at_one)), (other, _milliseconds(at_other))
    assert (box_rank(one, at_one) > box_rank(other, at_other)) == (first > second)


@given(urgencies, moments)
def test_rank_fits_a_bigint(urgency: int, at: datetime) -> None:
    assert 0 < box_rank(urgency, at) < 2**63


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


# the four-way count (T-04)

matters = st.lists(st.tuples(st.none() | days, st.none() | days))


@given(matters, days, st.integers(min_value=0, max_value=10))
def test_the_four_always_make_all(
    rows: list[tuple[date | None, date | None]], today: date, near: int
) -> None:
    counted = four_way(rows, today, near, PLAIN)
    assert counted.total == len(rows)
    assert counted.near_due <= counted.in_term
    done = sum(1 for _due, done in rows if done is not None)
    assert counted.done_on_time + counted.done_late == done


def test_the_day_of_the_deadline_is_in_time() -> None:
    day = date(2026, 11, 23)
    rows = [(day, day), (day, day + timedelta(1)), (day, None), (day - timedelta(1), None)]
    assert four_way(rows, day, 3, PLAIN) == FourWay(1, 1, 1, 1, near_due=1)


# deadlines


def test_friday_afternoon_is_due_on_monday() -> None:
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)
    assert box_due(Box.TO_REGISTER, friday, friday, False, PLAIN) == date(2026, 11, 23)


def test_a_holiday_shifts_the_deadline_and_a_make_up_day_brings_it_back() -> None:
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)
    monday_off = frozenset({date(2026, 11, 23)})
    shifted = WorkCalendar(holidays=monday_off)
    worked = WorkCalendar(holidays=monday_off, make_up_days=frozenset({date(2026, 11, 21)}))
    assert box_due(Box.TO_REGISTER, friday, friday, False, shifted) == date(2026, 11, 24)
    assert box_due(Box.TO_REGISTER, friday, friday, False, worked) == date(2026, 11, 21)


def test_urgent_is_due_at_once() -> None:
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=VIETNAM)
    assert box_due(Box.TO_PRESENT, friday, friday, True, PLAIN) == date(2026, 11, 20)


def test_presenting_counts_from_the_arrival_and_directing_from_the_presenting() -> None:
    monday = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
    later = monday + timedelta(days=1)
    assert box_due(Box.TO_PRESENT, monday, later, False, PLAIN) == date(2026, 11, 24)
    assert box_due(Box.TO_DIRECT, monday, later, False, PLAIN) == date(2026, 11, 25)
    assert box_due(Box.TO_HANDLE, monday, later, False, PLAIN) is None


MONDAY = date(2026, 11, 23)


def test_the_most_precise_rule_wins() -> None:
    common = Rule(working_days=10)
    own = Rule(agency_id=5, working_days=7)
    of_type = Rule(agency_id=5, type_code="cong-van", working_days=5)
    assert default_due([common], "cong-van", 0, MONDAY, PLAIN) == date(2026, 12, 7)
    assert default_due([common, own], "cong-van", 0, MONDAY, PLAIN) == date(2026, 12, 2)
    assert default_due([common, own, of_type], "cong-van", 0, MONDAY, PLAIN) == date(2026, 11, 30)
    assert default_due([of_type], "to-trinh", 0, MONDAY, PLAIN) is None


def test_urgent_without_a_rule_of_its_own_is_due_on_the_day() -> None:
    assert default_due([Rule(working_days=10)], "", 3, MONDAY, PLAIN) == MONDAY
    rule = Rule(urgency=1, working_days=2)
    assert default_due([rule], "", 1, MONDAY, PLAIN) == date(2026, 11, 25)


def test_a_deadline_lies_neither_in_the_past_nor_behind_the_one_above() -> None:
    check_due(MONDAY, MONDAY, MONDAY)
    with pytest.raises(BadDeadline, match="đã qua"):
        check_due(MONDAY - timedelta(1), MONDAY, None)
    with pytest.raises(BadDeadline, match="cấp trên giao"):
        check_due(MONDAY + timedelta(1), MONDAY, MONDAY)


@given(days, st.integers(-60, 60), st.integers(-60, 60), st.integers(0, 4))
def test_extension_keeps_the_limits(due: date, move: int, late: int, used: int) -> None:
    numbers = Parameters()
    new, today = due + timedelta(move), due + timedelta(late)
    allowed = used < 2 and late <= 30 and 0 < move <= 30
    try:
        check_extension(due, new, today, used, numbers)
    except BadDeadline:
        assert not allowed
    else:
        assert allowed


def test_parameters_take_the_last_value_and_pass_over_strangers() -> None:
    numbers = Parameters.of([("undo_minutes", 5), ("undo_minutes", 7), ("unknown", 1)])
    assert numbers.undo_minutes == 7
    assert numbers.near_due_days == 3


# the machine


def test_every_verb_of_the_table_has_a_demand_or_belongs_to_the_system() -> None:
    offered = {t.verb for t in ASSIGNMENT.transitions if t.verb in Verb.values}
    assert offered - {Verb.HAND_OVER} == {verb.value for verb in DEMANDS}


def test_every_way_back_is_a_step_of_the_table() -> None:
    for (now, before), verb in BACKWARDS.items():
        assert ASSIGNMENT.target(now, verb) == before


def test_the_constraint_counts_the_same_states_as_the_rules() -> None:
    gone = {AssignmentState.RETURNED, AssignmentState.RECALLED, AssignmentState.FORWARDED}
    assert {state.value for state in AssignmentState} - gone == LIVE


# closing


def test_a_support_ends_alone() -> None:
    rows = [Given(1, state="accepted", post_id=1), Given(2, "support", "accepted", post_id=2)]
    ends = closing(rows, rows[1])
    assert (ends.above, ends.closed, ends.whole) == ((), (), False)


def test_the_lead_below_finishes_what_is_above_and_the_whole() -> None:
    rows = [
        Given(1, state="accepted", unit_id=1),
        Given(2, "support", "given", unit_id=2),
        Given(3, "inform", "given", unit_id=3),
        Given(4, "lead", "accepted", 1, post_id=4),
        Given(5, "support", "accepted", 1, post_id=5),
    ]
    ends = closing(rows, rows[3])
    assert (ends.above, ends.closed, ends.whole) == ((1,), (2, 5), True)


def test_the_lead_below_a_support_finishes_that_support_only() -> None:
    rows = [
        Given(1, state="accepted", unit_id=1),
        Given(2, "support", "accepted", unit_id=2),
        Given(3, "lead", "accepted", 2, post_id=3),
        Given(4, "support", "given", 2, post_id=4),
    ]
    ends = closing(rows, rows[2])
    assert (ends.above, ends.closed, ends.whole) == ((2,), (4,), False)


def test_below_reaches_every_depth() -> None:
    rows = [Given(1), Given(2, parent_id=1), Given(3, parent_id=2), Given(4)]
    assert below(rows, 1) == [2, 3]


# places

REGISTRY, LEADER = keys.registry(7), keys.post(70)


def stand(state: str, **changes: object) -> Stand:
    return Stand(agency_id=7, state=state, channel="upload", **changes)  # type: ignore[arg-type]


def found(place: Stand, *rows: Given) -> set[tuple[int, str]]:
    return {(p.holder, p.box.value) for p in places(place, rows)}


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (stand("received"), {(REGISTRY, "to-register")}),
        (Stand(7, "received", "axis"), {(REGISTRY, "to-receive")}),
        (stand("refused"), set()),
        (stand("registered"), {(REGISTRY, "to-present")}),
        (stand("registered", sent_back=True), {(REGISTRY, "returned")}),
        (stand("presented", presented_to=LEADER), {(LEADER, "to-direct")}),
        (stand("directed"), {(REGISTRY, "to-hand-over")}),
        (stand("handling", director=70), {(LEADER, "to-direct")}),
        (stand("handling"), {(keys.leaders(7), "to-direct")}),
        (stand("finished"), set()),
        (stand("recalled"), set()),
    ],
)
def test_where_a_document_waits(place: Stand, expected: set[tuple[int, str]]) -> None:
    assert found(place) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Given(1, state="given", unit_id=5), {(keys.unit_heads(5), "to-assign")}),
        (Given(1, state="accepted", unit_id=5), {(keys.unit_heads(5), "to-handle")}),
        (Given(1, state="given", post_id=5), {(keys.post(5), "to-handle")}),
        (Given(1, state="accepted", post_id=5), {(keys.post(5), "to-handle")}),
        (Given(1, state="planned", post_id=5), {(REGISTRY, "to-hand-over")}),
        (Given(1, state="returned", post_id=5), {(keys.post(900), "returned")}),
        (Given(1, state="recalled", post_id=5), {(LEADER, "to-direct")}),
    ],
)
def test_where_a_lead_waits(row: Given, expected: set[tuple[int, str]]) -> None:
    assert found(stand("handling", director=70), row) == expected


def test_what_is_given_on_waits_below_only() -> None:
    above, child = Given(1, state="accepted", unit_id=5), Given(2, parent_id=1, post_id=6)
    assert found(stand("handling"), above, child) == {(keys.post(6), "to-handle")}
    child.state = "recalled"
    assert found(stand("handling"), above, child) == {(keys.unit_heads(5), "to-handle")}


def test_who_is_informed_may_read_after_the_end() -> None:
    row = Given(1, "inform", "given", post_id=5)
    assert found(stand("finished"), row) == {(keys.post(5), "to-know")}


def test_a_return_is_settled_when_another_leads() -> None:
    returned, other = Given(1, state="returned", post_id=5), Given(2, post_id=6)
    assert found(stand("handling"), returned, other) == {(keys.post(6), "to-handle")}


@pytest.mark.parametrize("state", list(AssignmentState))
def test_a_later_day_asked_for_waits_with_the_giver_while_the_work_is_open(
    state: AssignmentState,
) -> None:
    rows = [Given(1, post_id=6), Given(2, "support", state.value, post_id=5)]
    rows[1].asked_due_on = date(2026, 12, 1)
    waits = (keys.post(900), "to-extend") in found(stand("handling"), *rows)
    assert waits == (state in (AssignmentState.GIVEN, AssignmentState.ACCEPTED))
    assert (keys.post(900), "to-extend") not in found(stand("finished"), *rows)


states = st.sampled_from([state.value for state in AssignmentState])
roles = st.sampled_from(["lead", "support", "inform"])
rows_of = st.lists(st.tuples(roles, states, st.integers(1, 4)), max_size=6)


@given(st.sampled_from([s.value for s in DocumentState]), rows_of)
def test_each_holder_has_a_document_once_in_a_box(
    state: str, drawn: list[tuple[str, str, int]]
) -> None:
    rows = [Given(n, role, s, post_id=p) for n, (role, s, p) in enumerate(drawn, 1)]
    wanted: set[Place] = places(stand(state, presented_to=LEADER), rows)
    assert len({(p.holder, p.box) for p in wanted}) == len(wanted)
    if state == "handling":
        assert wanted, "a document being handled is never left with nobody"
