"""Operators change the list of sites while the servers run."""

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from brokers import network
from tests.support.parcels import parcel, plain
from vanthu.office.interchange.drivers.base import Unreachable, Waiting
from vanthu.office.interchange.drivers.jetstream.driver import JetStreamDriver, build
from vanthu.office.interchange.drivers.jetstream.network.config import write_network
from vanthu.office.interchange.drivers.jetstream.network.plan import Member
from vanthu.office.interchange.drivers.jetstream.settings import Site


def waited(driver: JetStreamDriver) -> Sequence[Waiting]:
    """What waits, once the connection is there again."""
    for _ in range(20):
        try:
            return driver.waiting(10)
        except Unreachable:
            time.sleep(0.3)
    return []


def test_a_site_is_suspended_and_another_joins(tmp_path: Path) -> None:
    with network(tmp_path, ("an", "binh")) as made:
        here, there = (build(made.settings(site, seconds=2.0), plain) for site in ("an", "binh"))
        there.waiting(1)
        here.send(parcel("AN", "BINH"))
        an, binh = made.plan.members
        joined = Member(name="moi", site=Site(codes=("MOI",)))
        made.plan = replace(made.plan, members=(replace(an, suspended=True), binh, joined))
        write_network(made.plan, tmp_path)
        made.nodes[0].reload()
        time.sleep(1)
        with pytest.raises(Unreachable):
            here.send(parcel("AN", "BINH"))
        assert len(there.waiting(10)) == 1
        # What the server does not do while it runs: let a new account send to old ones.
        made.nodes[0].stop()
        made.start()
        new = build(made.settings("moi", seconds=2.0), plain)
        new.waiting(1)
        new.send(sent := parcel("MOI", "BINH"))
        assert sent.uuid in {one.uuid for one in waited(there)}
        for driver in (here, there, new):
            driver.close()
