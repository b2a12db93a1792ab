"""Two installations write to each other while worker and broker die: nothing is lost or doubled.

Small and on real servers; `script/bench exchange` is the same with everything that hurts.
"""

import copy
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bench.exchange import checks
from bench.exchange.database import Database, File
from bench.exchange.ground import Loopback
from bench.exchange.province import PLACES, Province, Shape, province
from tests.support.databases import fresh_database

SHAPE = Shape(sites=2, web=False, lease=5, again_after=5)
DOCUMENTS = 10


@pytest.fixture
def databases(tmp_path: Path, template: str) -> Iterator[Mapping[str, Database]]:
    """A database for each installation, with the tables of the run."""
    names = [place.name for place in PLACES[: SHAPE.sites]]
    with ExitStack() as made:
        copies = [fresh_database(tmp_path, name, template) for name in names]
        yield {n: File(made.enter_context(c)) for n, c in zip(names, copies, strict=True)}


@pytest.mark.once
@pytest.mark.xdist_group("brokers")
@pytest.mark.timeout(400)  # everything is started anew; on a busy machine that takes minutes
def test_nothing_is_lost_or_doubled_while_worker_and_broker_are_killed(
    tmp_path: Path, databases: Mapping[str, Database]
) -> None:
    with province(tmp_path / "province", Loopback(), SHAPE, databases) as made:
        clerks = made.issue(DOCUMENTS * SHAPE.sites, 200, seed=1, size=50_000)
        _hurt(made)
        for clerk in clerks:
            assert clerk.join(200) == 0, clerk.told()
        assert made.settle(200), _standing(made)
        tallies = {site.name: site.tally() for site in made.sites}
    assert checks.faults(tallies) == []
    assert len(checks.delivered(tallies)) >= 2 * DOCUMENTS
    _told_lies(tallies)


def _hurt(made: Province) -> None:
    """Kill the worker of one, a node of the centre, then the leaf of the other."""
    an, binh = made.sites
    until = time.monotonic() + 100
    while binh.standing().get("arrived", 0) < 3 and time.monotonic() < until:
        time.sleep(0.1)
    an.worker.kill()
    an.worker.start()
    made.nodes[0].kill()
    time.sleep(1)
    binh.leaf.kill()
    made.nodes[0].start()
    time.sleep(1)
    binh.leaf.start()
    binh.worker.kill()
    binh.worker.start()


def _standing(made: Province) -> str:
    return " ".join(f"{site.name}: {site.standing()}\n{site.worker.told()}" for site in made.sites)


def _told_lies(tallies: Mapping[str, Any]) -> None:
    """The checks find each thing that may go wrong, in these very tallies."""

    def lies() -> Iterator[tuple[str, dict[str, Any]]]:
        for wrong in ("once", "other files", "come home", "not applied", "nobody sent", "stuck"):
            yield wrong, copy.deepcopy(dict(tallies))

    for wrong, told in lies():
        row = told["binh"]["held"][0]
        if wrong == "once":
            told["binh"]["held"].append(row)
        elif wrong == "other files":
            row["files"][0][1] = "0" * 64
        elif wrong == "come home":
            row["statuses"].append("02")
        elif wrong == "not applied":
            del told["binh"]["in"][0]
        elif wrong == "nobody sent":
            row["identifier"] = "other"
        else:
            told["an"]["stuck"].append("1 out failed")
        assert any(wrong in sentence for sentence in checks.faults(told)), wrong
