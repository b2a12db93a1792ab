"""Properties of a chain: whatever is done to it is found where it was done; untouched, nothing."""

import json
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.ground.journal import rules
from vanthu.ground.journal.checking import End, Fault, Record, check_chain
from vanthu.ground.journal.choices import FaultKind
from vanthu.ground.journal.errors import NotAnExport
from vanthu.ground.journal.exporting import (
    CONTENT,
    end_line,
    entry_line,
    header,
    read_seals,
    verify_export,
)

AGENCY = 9
values = st.one_of(st.none(), st.integers(-(2**40), 2**40), st.text(max_size=20))
contents = st.lists(st.tuples(*[values] * (len(CONTENT) - 1)), min_size=1, max_size=12)


def _chain(rows: list[tuple[Any, ...]]) -> list[Record]:
    full = [(AGENCY, *row) for row in rows]
    digests = [rules.digest(row) for row in full]
    ends = list(accumulate(digests, rules.link, initial=rules.GENESIS))[1:]
    parts = zip(full, digests, ends, strict=True)
    return [Record(100 + n, n, *part) for n, part in enumerate(parts, 1)]


def _head(chain: list[Record]) -> End:
    return End(chain[-1].seq, chain[-1].hash)


def _faults(chain: list[Record], head: End, seals: tuple[End, ...] = ()) -> list[Fault]:
    return list(check_chain(AGENCY, chain, head, seals))


@given(contents)
def test_an_untouched_chain_has_no_fault(rows: list[tuple[Any, ...]]) -> None:
    chain = _chain(rows)
    seals = tuple(End(record.seq, record.hash) for record in chain)
    assert _faults(chain, _head(chain), seals) == []


@given(contents, st.data())
def test_a_change_of_any_value_of_any_entry_is_found_there(
    rows: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    chain = _chain(rows)
    place = data.draw(st.integers(0, len(chain) - 1))
    column = data.draw(st.integers(1, len(CONTENT) - 1))
    old = chain[place]
    new = data.draw(values.filter(lambda value: value != old.content[column]))
    content = (*old.content[:column], new, *old.content[column + 1 :])
    chain[place] = Record(old.id, old.seq, content, old.digest, old.hash)
    found = _faults(chain, _head(chain))
    assert [(fault.seq, fault.entry_id) for fault in found] == [(old.seq, old.id)]


@given(contents.filter(lambda rows: len(rows) > 1), st.data())
def test_a_removal_anywhere_is_found(rows: list[tuple[Any, ...]], data: st.DataObject) -> None:
    chain = _chain(rows)
    head = _head(chain)
    gone = chain.pop(data.draw(st.integers(0, len(chain) - 1)))
    found = _faults(chain, head)
    kind = FaultKind.CUT_OFF if gone.seq == head.seq else FaultKind.REMOVED
    assert [(fault.seq, fault.kind) for fault in found] == [(gone.seq, kind)]


@given(st.lists(st.integers(), min_size=2, max_size=12, unique=True), st.data())
def test_two_that_changed_places_are_both_named(numbers: list[int], data: st.DataObject) -> None:
    chain = _chain([(number, *[""] * (len(CONTENT) - 2)) for number in numbers])
    head = _head(chain)
    places = st.integers(0, len(chain) - 1)
    one, other = data.draw(st.tuples(places, places).filter(lambda pair: pair[0] < pair[1]))
    first, second = chain[one], chain[other]
    chain[one] = Record(second.id, first.seq, second.content, second.digest, second.hash)
    chain[other] = Record(first.id, second.seq, first.content, first.digest, first.hash)
    named = {fault.entry_id for fault in _faults(chain, head) if fault.kind is FaultKind.REORDERED}
    assert {first.id, second.id} <= named


@given(contents, st.data())
def test_any_shorter_chain_contradicts_the_seal(
    rows: list[tuple[Any, ...]], data: st.DataObject
) -> None:
    chain = _chain(rows)
    seal = End(chain[-1].seq, chain[-1].hash)
    kept = chain[: data.draw(st.integers(0, len(chain) - 1))]
    head = _head(kept) if kept else None
    found = list(check_chain(AGENCY, kept, head, [seal]))
    assert [(fault.seq, fault.kind) for fault in found] == [(len(kept) + 1, FaultKind.CUT_OFF)]


def _export(chain: list[Record], head: End | None, seals: tuple[End, ...] = ()) -> list[str]:
    lines = [header()]
    lines += [end_line("head", AGENCY, head)] if head else []
    lines += [end_line("seal", AGENCY, seal) for seal in seals]
    lines += [entry_line(record) for record in chain]
    return [json.dumps(line, ensure_ascii=False) + "\n" for line in lines]


@given(contents)
def test_an_export_proves_the_same_as_the_rows(rows: list[tuple[Any, ...]]) -> None:
    chain = _chain(rows)
    head = _head(chain)
    assert list(verify_export(_export(chain, head, (head,)))) == []
    cut = _export(chain[:-1], head)
    assert [fault.kind for fault in verify_export(cut)] == [FaultKind.CUT_OFF]


def test_seals_kept_elsewhere_speak_also_of_chains_that_are_gone() -> None:
    chain = _chain([("x",) * (len(CONTENT) - 1)] * 3)
    kept = [json.dumps(end_line("seal", agency, _head(chain))) for agency in (AGENCY, AGENCY + 1)]
    found = list(verify_export(_export(chain, _head(chain)), read_seals(kept)))
    assert [(fault.agency_id, fault.kind) for fault in found] == [(AGENCY + 1, FaultKind.CUT_OFF)]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        "{}",
        '{"type": "export", "format": "other"}',
        '{"type": "head", "agency_id": 1, "seq": 1}',
        '{"type": "head", "agency_id": 1, "seq": 1, "hash": "zz"}',
        '{"type": "entry", "agency_id": 1, "seq": 1, "hash": "", "digest": ""}',
    ],
)
def test_a_line_that_is_none_of_ours_is_named(line: str) -> None:
    with pytest.raises(NotAnExport, match="Dòng 2"):
        list(verify_export([json.dumps(header()), line]))
