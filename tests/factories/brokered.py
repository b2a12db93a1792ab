"""Two installations of one database that know each other over a real broker alone.

As with the loop, what H61.901 sends to H07.902 comes in at H61.902 as from H07.901: codes are
mirrored as a parcel leaves, all else is the driver of a real link out of a real file of links.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from brokers import Network
from tests.factories import loop
from tests.factories.province import NOW
from vanthu.config.exchange import ways_of
from vanthu.office.interchange import actions, ways
from vanthu.office.interchange.actions import applying, carrying
from vanthu.office.interchange.drivers.base import Parcel, Report, Sheet, Taken, Verdict
from vanthu.office.interchange.drivers.jetstream.driver import JetStreamDriver
from vanthu.office.interchange.drivers.jetstream.settings import Settings
from vanthu.office.interchange.drivers.wire import edxml_wire

# The sites of the network and the number by which its one agency is known on either side.
LIVES = {"an": "901", "binh": "902"}
FILE = """
[[links]]
name = "{site}"
kind = "jetstream"
title = "Mạng của tỉnh"
own = ["H61.{ours}"]
reaches = ["H07.{theirs}"]
[links.settings]
site = "{site}"
servers = {servers}
authority = "{authority}"
certificate = "{certificate}"
key = "{key}"
replicas = 1
missing_looks = 1
[links.settings.sites]
an.codes = ["H61.901", "H07.901"]
binh.codes = ["H61.902", "H07.902"]
"""


class Mirroring(JetStreamDriver):
    """The driver of one end: what leaves here bears the codes by which the other side knows us."""

    def send(self, parcel: Parcel) -> Taken:
        """See base.Driver."""
        return super().send(_mirrored(parcel))

    def find(self, parcel: Parcel) -> Taken | None:
        """See base.Driver."""
        return super().find(_mirrored(parcel))

    def reports(self, parcels: Sequence[tuple[Parcel, Taken]]) -> list[Report]:
        """See base.Driver."""
        return super().reports([(_mirrored(parcel), taken) for parcel, taken in parcels])


def _mirrored(parcel: Parcel) -> Parcel:
    said = parcel.message
    return replace(
        parcel,
        sender=loop.mirrored(parcel.sender),
        receiver=loop.mirrored(parcel.receiver),
        message=loop.mirror_sheet(said) if isinstance(said, Sheet) else loop.mirror(said),
    )


@contextmanager
def joined(network: Network, folder: Path) -> Iterator[tuple[ways.Way, ways.Way]]:
    """Both ends of the link, offered as the only ways."""
    here, there = (_link(network, site, folder) for site in LIVES)
    ways.offer([here, there])
    with ExitStack() as stack:
        for module in (carrying, applying):
            stack.enter_context(patch.object(module, "fingerprint", loop.unmirrored))
        for way in (here, there):
            stack.callback(way.driver().close)
        stack.callback(ways.offer, [])
        yield here, there


def _link(network: Network, site: str, folder: Path) -> ways.Way:
    """The link of a site, out of a file in the folder; its box holds nothing of an earlier test."""
    path = folder / f"{site}.toml"
    path.write_text(_file(network.settings(site), site), encoding="utf-8")
    (way,) = ways_of(path)
    unopened = way.driver()
    assert isinstance(unopened, JetStreamDriver)
    driver = Mirroring(unopened.settings, edxml_wire().envelope)
    while some := driver.waiting(100):
        for one in some:
            driver.acknowledge(one, Verdict.REFUSED, "dọn")
    return replace(way, driver=lambda: driver)


def _file(settings: Settings, site: str) -> str:
    (theirs,) = set(LIVES.values()) - {LIVES[site]}
    return FILE.format(
        site=site,
        ours=LIVES[site],
        theirs=theirs,
        servers=json.dumps(settings.servers),
        authority=settings.authority,
        certificate=settings.certificate,
        key=settings.key,
    )


def carry(now: datetime = NOW) -> None:
    """Send, fetch, apply and follow at both ends until nothing moves."""
    for _turn in range(20):
        if not sum(_moved(way, now) for way in ways.all_ways()):
            break
    for way in ways.all_ways():
        actions.follow_due(way, lambda: now + timedelta(minutes=2))


def _moved(way: ways.Way, now: datetime) -> int:
    moved = actions.send_due(way, lambda: now)
    moved += actions.apply_waiting(way, lambda: now)
    return moved + actions.fetch_waiting(way, lambda: now, limit=10**8)
