"""The directory: 120,000 rows in bounded memory, whole or not at all (Q-142)."""

import tracemalloc
from datetime import date
from pathlib import Path
from time import monotonic

import pytest

from tests.factories import axis
from vanthu.demo.axis.calls import Reply
from vanthu.demo.axis.directory import Agency, made_up
from vanthu.demo.axis.faults import Fault, Trouble
from vanthu.demo.axis.server import Simulator
from vanthu.office.interchange.drivers.base import BadAnswer
from vanthu.office.interchange.drivers.base import Fault as DriverFault

ROWS = 120_000


def test_agencies_have_parents_old_codes_and_successors(
    simulator: Simulator, tmp_path: Path
) -> None:
    simulator.store.add_agencies(
        [
            Agency(id="2", pid="1", code="Z01.02", name="Sở A", mail="a@x.invalid"),
            Agency(id="1", pid="", code="Z01", name="Tỉnh Z", code102="000.00.00.Z01"),
            Agency(id="3", pid="1", code="Z07", name="Tỉnh cũ", closed=True),
        ]
    )
    driver = axis.axis_driver(simulator, tmp_path)
    rows = {row.code: row for row in driver.directory() if not row.code.startswith("Z61")}
    assert set(rows) == {"Z01.02", "Z01", "000.00.00.Z01", "Z07"}
    assert (rows["Z01.02"].parent, rows["Z01.02"].mail) == ("Z01", "a@x.invalid")
    assert (rows["000.00.00.Z01"].successor, rows["Z01"].successor) == ("Z01", "")
    assert (rows["Z07"].closed_on, rows["Z07"].parent) == (date(2025, 7, 1), "Z01")


def test_120000_rows_take_seconds_and_little_memory(simulator: Simulator, tmp_path: Path) -> None:
    simulator.store.add_agencies(made_up(ROWS))
    driver = axis.axis_driver(simulator, tmp_path, limits=axis.limits(answer_seconds=60))
    begun = monotonic()
    count = sum(1 for _ in driver.directory())
    assert monotonic() - begun < 60
    assert count > 1.8 * ROWS


def test_memory_holds_codes_alone(simulator: Simulator, tmp_path: Path) -> None:
    simulator.store.add_agencies(made_up(20_000))
    driver = axis.axis_driver(simulator, tmp_path, limits=axis.limits(answer_seconds=60))
    rows = driver.directory()
    next(rows)
    tracemalloc.start()
    for _ in rows:
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4_000_000


@pytest.mark.parametrize(
    "fault",
    [Fault(trouble=Trouble.HALF), Fault(trouble=Trouble.HTML), Fault(trouble=Trouble.DOWN)],
    ids=str,
)
def test_half_a_directory_is_none(simulator: Simulator, tmp_path: Path, fault: Fault) -> None:
    simulator.store.add_agencies(made_up(100))
    driver = axis.axis_driver(simulator, tmp_path)
    simulator.store.put_fault(fault)
    with pytest.raises(DriverFault):
        next(driver.directory())


@pytest.mark.parametrize(
    "body",
    [
        b'{"status":"OK","ErrorCode":"0"}',
        b'{"status":"OK","ErrorCode":"0","data":[{"code":"Z01"}',
        b'{"status":"OK","ErrorCode":"0","data":[{"code":"Z01"}]} {',
        b'{"status":"OK","ErrorCode":"0","data":["Z01"]}',
        b'{"status":"OK","ErrorCode":"0","data":{"code":"Z01"}}',
        b'{"data":[{"code":"Z01"}],"status":"FAIL","ErrorCode":"21"}',
        b"\xff[]",
    ],
)
def test_a_directory_of_another_shape_is_none(
    simulator: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    monkeypatch.setattr(simulator, "answer", lambda call: Reply(200, "application/json", body))
    with pytest.raises(BadAnswer):
        list(axis.axis_driver(simulator, tmp_path).directory())
