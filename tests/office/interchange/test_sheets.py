"""The daily sheet by itself: written, read to the letter, compared, whatever is lost or odd."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanthu.office.interchange.choices import Gap
from vanthu.office.interchange.sheets import (
    GRACE,
    MOST_BYTES,
    Column,
    DaySheet,
    Line,
    UnreadableSheet,
    column,
    compare,
    read_sheet,
    write_sheet,
)

NOW = datetime(2026, 11, 30, 0, 45, tzinfo=UTC)
LONG_AGO = NOW - timedelta(hours=9)
_HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
_LINES = st.builds(
    Line,
    about=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60),
    kind=st.sampled_from(["document", "status"]),
    code=st.sampled_from(["0", "1", "2", "3", "01", "03", "15"]),
    fingerprint=_HASHES,
    at=st.just(LONG_AGO),
)
_DAYS = st.lists(_LINES, max_size=12, unique_by=lambda line: line.said)


def line(number: int = 1, said: str = "a", **more: Any) -> Line:
    """A document of the day."""
    values = {"about": f"vb-{number}", "kind": "document", "code": "0", "at": LONG_AGO}
    return Line(**{**values, "fingerprint": said * 64, **more})


def sheet(sent: Column, received: Column) -> DaySheet:
    """A sheet of the 29th."""
    return DaySheet(
        day=date(2026, 11, 29),
        sender="H61.901",
        receiver="H07.902",
        made_at=NOW,
        sent=sent,
        received=received,
    )


def gaps(
    here: list[Line], there: list[Line], **more: Any
) -> tuple[list[tuple[Gap, Any, Any]], int]:
    """How two sides differ, in plain words."""
    moments = {"now": NOW, "there_made": NOW, **more}
    found, underway = compare(column(here), column(there), **moments)
    return [(each.gap, each.here, each.there) for each in found], underway


@given(sent=_DAYS, received=_DAYS)
def test_a_sheet_comes_back_as_it_was(sent: list[Line], received: list[Line]) -> None:
    told = sheet(column(sent), column(received))
    assert read_sheet(write_sheet(told).encode()) == told


@given(lines=_DAYS, data=st.data())
def test_the_order_says_nothing_and_a_repeat_counts_once(
    lines: list[Line], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(lines))
    repeated = [*other, *data.draw(st.lists(st.sampled_from(lines), max_size=4))] if lines else []
    assert column(lines) == column(repeated)
    assert gaps(lines, repeated) == ([], 0)


@given(lines=_DAYS.filter(bool), data=st.data())
def test_what_one_side_lost_is_the_one_difference(lines: list[Line], data: st.DataObject) -> None:
    lost = data.draw(st.sampled_from(lines))
    left = [each for each in lines if each is not lost]
    assert column(lines).sha256 != column(left).sha256
    (here,), (there,) = gaps(lines, left)[0], gaps(left, lines)[0]
    assert here == (Gap.ONLY_HERE, lost, None)
    assert there == (Gap.ONLY_THERE, None, lost)


@given(
    lines=st.lists(_LINES, min_size=1, max_size=12, unique_by=lambda each: each.key),
    data=st.data(),
)
def test_one_sign_changed_is_the_one_difference(lines: list[Line], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(lines) - 1))
    sign = data.draw(st.integers(0, 63))
    said = lines[place].fingerprint
    changed = lines[place]._replace(
        fingerprint=said[:sign] + ("0" if said[sign] != "0" else "1") + said[sign + 1 :]
    )
    other = [*lines[:place], changed, *lines[place + 1 :]]
    assert column(lines).sha256 != column(other).sha256
    assert gaps(lines, other) == ([(Gap.OTHER, lines[place], changed)], 0)


def test_what_is_still_on_its_way_is_no_difference() -> None:
    late = line(2, at=NOW - GRACE + timedelta(seconds=1))
    assert gaps([line(), late], [line()]) == ([], 1)
    assert gaps([line()], [line(), late]) == ([], 1)
    hour = timedelta(hours=1)
    assert len(gaps([line(), late], [line()], now=NOW + hour, there_made=NOW + hour)[0]) == 1
    asked_about = {line(2).key}
    assert gaps([line()], [line(), line(2)], open_here=asked_about) == ([], 1)


def test_too_many_to_list_are_told_by_count_and_hash() -> None:
    many = column([line(number, about="x" * 200 + str(number)) for number in range(4000)])
    data = write_sheet(sheet(many, column([]))).encode()
    assert len(data) < MOST_BYTES
    found = read_sheet(data)
    assert (found.sent.count, found.sent.sha256, found.sent.lines) == (4000, many.sha256, None)
    assert compare(many, found.sent, now=NOW, there_made=NOW) == ([], 0)
    fewer = column((many.lines or ())[1:])
    differences, underway = compare(fewer, found.sent, now=NOW, there_made=NOW)
    assert ([each.gap for each in differences], underway) == ([Gap.UNLISTED], 0)


def _told() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(write_sheet(sheet(column([line()]), column([]))))
    return found


_BROKEN: list[Callable[[dict[str, Any]], object]] = [
    lambda told: told.update(version=2),
    lambda told: told.update(version=True),
    lambda told: told.update(more=1),
    lambda told: told.pop("day"),
    lambda told: told.update(day="2026-13-01"),
    lambda told: told.update(day=20261129),
    lambda told: told.update(sender=""),
    lambda told: told.update(sender="H61\x00"),
    lambda told: told.update(sender="\ud800"),
    lambda told: told.update(receiver="x" * 101),
    lambda told: told.update(made_at="2026-11-30T00:45:00"),
    lambda told: told.update(made_at="9999-11-30T00:45:00+00:00"),
    lambda told: told.update(sent=[]),
    lambda told: told["sent"].update(count=2),
    lambda told: told["sent"].update(count=True),
    lambda told: told["sent"].update(count=-1),
    lambda told: told["sent"].update(sha256="A" * 64),
    lambda told: told["sent"].update(sha256="a" * 64),
    lambda told: told["sent"].update(lines={}),
    lambda told: told["sent"]["lines"].append(told["sent"]["lines"][0]),
    lambda told: told["sent"]["lines"][0].pop(),
    lambda told: told["sent"]["lines"][0].__setitem__(0, "x" * 256),
    lambda told: told["sent"]["lines"][0].__setitem__(1, "sheet"),
    lambda told: told["sent"]["lines"][0].__setitem__(2, "١"),
    lambda told: told["sent"]["lines"][0].__setitem__(3, "g" * 64),
    lambda told: told["sent"]["lines"][0].__setitem__(4, "hôm qua"),
]


@pytest.mark.parametrize("breaks", _BROKEN, ids=range(len(_BROKEN)))
def test_what_is_no_sheet_to_the_letter_is_refused(
    breaks: Callable[[dict[str, Any]], object],
) -> None:
    told = _told()
    breaks(told)
    with pytest.raises(UnreadableSheet):
        read_sheet(json.dumps(told).encode())


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"null", b"[]", b"\xff", b"NaN", b"[" * 100_000, b"9" * 5000),
        b'{"version": 1, "version": 1}',
        b" " * (MOST_BYTES + 1),
    ],
    ids=range(9),
)
def test_what_is_no_json_of_ours_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSheet):
        read_sheet(data)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_anything_else_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableSheet, match="Bảng đối soát"):
        read_sheet(data)
