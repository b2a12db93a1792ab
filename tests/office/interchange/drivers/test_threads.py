"""A link's driver serves the thread that sends and the one that receives, at the same time."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.factories import axis
from vanthu.config import exchange
from vanthu.demo.axis.server import Simulator
from vanthu.office.interchange.drivers.base import Driver, Verdict
from vanthu.office.interchange.drivers.links import Link
from vanthu.office.interchange.drivers.wire import Wire

MANY = 20


@pytest.mark.parametrize("made", [axis.axis_driver, axis.lgsp_driver], ids=["axis", "lgsp"])
def test_one_driver_sends_and_receives_at_once(
    simulator: Simulator, tmp_path: Path, made: Callable[..., Driver]
) -> None:
    """Twenty go out while twenty come in; each is there once."""
    ours = made(simulator, tmp_path, limits=axis.limits(answer_seconds=10))
    theirs = axis.axis_driver(simulator, tmp_path, axis.THEIRS)
    for number in range(MANY):
        theirs.send(axis.document(number + 1, axis.THEIRS, axis.OURS))
    with ThreadPoolExecutor(4) as threads:
        sending = [threads.submit(_send, ours, start) for start in (0, MANY // 2)]
        receiving = threads.submit(_receive, ours, tmp_path)
        taken = [ref for each in sending for ref in each.result(60)]
        found = receiving.result(60)
    assert len(set(taken)) == MANY
    assert len(found) == len(set(found)) == MANY
    assert len(set(_receive(theirs, tmp_path))) == MANY
    ours.close()
    theirs.close()


def _send(driver: Driver, start: int) -> list[str]:
    numbers = range(start + 1, start + MANY // 2 + 1)
    return [driver.send(axis.document(number)).remote_id for number in numbers]


def _receive(driver: Driver, folder: Path) -> list[tuple[str, str]]:
    found = []
    while waiting := driver.waiting(5):
        for each in waiting:
            raw = driver.fetch(each, folder).raw.read_bytes()
            found.append(axis.identity(raw)[:2])
            driver.acknowledge(each, Verdict.TAKEN)
    return found


def test_threads_that_come_at_once_share_one_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two would sign calls with the same moment, which an axis takes for a repeated call."""
    count, gate = 8, threading.Barrier(8)
    made: list[object] = []

    def build(link: Link, wire: Wire) -> object:
        made.append(link)
        threading.Event().wait(0.05)
        return object()

    monkeypatch.setattr(exchange, "driver_of", build)
    link = Link(name="a", kind="axis", title="A", own=(), reached=("*",), settings=None)
    driver = exchange.kept(link)

    def ask(_number: int) -> object:
        gate.wait(10)
        return driver()

    with ThreadPoolExecutor(count) as threads:
        found = list(threads.map(ask, range(count)))
    assert len(made) == 1
    assert {id(each) for each in found} == {id(found[0])}
