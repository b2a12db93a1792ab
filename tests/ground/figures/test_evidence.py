"""Values follow from their lists, hashes from lists alone, and units are never mixed."""

import hashlib
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.ground.figures.choices import Counting, Unit
from vanthu.ground.figures.errors import MixedUnits
from vanthu.ground.figures.rules import (
    Counted,
    difference,
    digest,
    hide_small,
    measured,
    pack,
    together,
    unpack,
)

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
ROWS = st.lists(
    st.builds(Counted, st.integers(1, 500), st.integers(1, 50), AMOUNTS),
    unique_by=lambda row: row.id,
)


@given(ROWS, st.randoms())
def test_order_changes_neither_value_nor_hash(rows: list[Counted], chance: Random) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)
    for counting in Counting:
        first = measured(Unit.TURN, counting, rows)
        second = measured(Unit.TURN, counting, mixed)
        assert (first.value, first.digest) == (second.value, second.digest)


@given(ROWS)
def test_a_list_comes_back_as_it_was_kept(rows: list[Counted]) -> None:
    kept = unpack(pack(rows))
    assert digest(kept) == digest(rows)
    assert not difference(rows, kept)


@given(ROWS, st.integers(501, 600))
def test_any_change_of_a_list_changes_its_hash(rows: list[Counted], number: int) -> None:
    more = [*rows, Counted(number, 1)]
    assert digest(more) != digest(rows)
    assert difference(rows, more).added == (Counted(number, 1),)
    assert difference(more, rows).removed == (Counted(number, 1),)


@given(ROWS)
def test_persons_are_at_most_the_turns(rows: list[Counted]) -> None:
    turns = [row._replace(amount=1) for row in rows]
    persons = measured(Unit.PERSON, Counting.DISTINCT, turns)
    assert persons.value <= measured(Unit.TURN, Counting.AMOUNT, turns).value


def test_equal_amounts_give_one_hash() -> None:
    assert digest([Counted(1, 2, Decimal("1.0"))]) == digest([Counted(1, 2, 1)])
    assert digest([Counted(1, 2, Decimal("1E+2"))]) == digest([Counted(1, 2, 100)])


def test_anyone_with_the_list_can_compute_the_hash() -> None:
    told = hashlib.sha256(b"7,3,1\n9,4,2.5\n").hexdigest()
    assert digest([Counted(9, 4, Decimal("2.50")), Counted(7, 3)]) == told


def test_a_row_is_counted_once() -> None:
    with pytest.raises(ValueError, match="once"):
        measured(Unit.CASE, Counting.AMOUNT, [Counted(1, 1), Counted(1, 2)])


def test_persons_and_turns_are_not_added() -> None:
    persons = measured(Unit.PERSON, Counting.DISTINCT, [Counted(1, 1)])
    turns = measured(Unit.TURN, Counting.AMOUNT, [Counted(1, 1)])
    assert together(persons, persons) == 2
    with pytest.raises(MixedUnits, match=r"người.*lượt"):
        together(persons, turns)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=9))
def test_a_hidden_cell_cannot_be_had_back_from_the_total(cells: list[int]) -> None:
    shown = hide_small(cells)
    assert all(seen is None or not 0 < seen < 5 for seen in shown)
    assert shown.count(None) != 1


def test_nothing_small_hides_nothing() -> None:
    assert hide_small([0, 5, 70]) == [0, 5, 70]
    assert hide_small([3, 5, 70]) == [None, None, 70]
