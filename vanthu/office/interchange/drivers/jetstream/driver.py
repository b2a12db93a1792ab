"""The driver itself: what base.Driver asks, said in the words of this network."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from nats.aio.client import Client

from vanthu.office.interchange.drivers.base import (
    Fetched,
    Listed,
    Parcel,
    Report,
    Taken,
    Verdict,
    Waiting,
)
from vanthu.office.interchange.drivers.jetstream import receiving, sending
from vanthu.office.interchange.drivers.jetstream.asking import SLOWEST, Asker, Load
from vanthu.office.interchange.drivers.jetstream.boxes import BoxState, prepare, states
from vanthu.office.interchange.drivers.jetstream.clearing import clear
from vanthu.office.interchange.drivers.jetstream.faults import Refused, fault_of
from vanthu.office.interchange.drivers.jetstream.line import Line
from vanthu.office.interchange.drivers.jetstream.settings import MEGABYTE, Settings

T = TypeVar("T")
ABREAST = 50
# Bytes that others may have on their way over the connection at the same time.
_BESIDE = 4 * MEGABYTE


class JetStreamDriver:
    """A way to the other installations of the network; one connection, made at the first call.

    It remembers nothing that matters: every handle may be used by another process, after any crash.
    """

    def __init__(self, settings: Settings, write: sending.Write) -> None:
        self.settings = settings
        self._write = write
        self._line = Line(settings)
        self._prepared = False
        self._load = Load()

    def send(self, parcel: Parcel) -> Taken:
        """See base.Driver. The server knows the uuid again for `box.known_hours`."""
        outgoing = sending.make_ready(parcel, self.settings, self._write)
        size = sum(file.size for file in outgoing.files)
        return self._ask(lambda asker: sending.send(asker, outgoing, self.settings), size)

    def find(self, parcel: Parcel) -> Taken | None:
        """See base.Driver."""
        outgoing = sending.make_ready(parcel, self.settings, self._write)
        return self._ask(lambda asker: sending.find(asker, outgoing, self.settings))

    def reports(self, parcels: Sequence[tuple[Parcel, Taken]]) -> list[Report]:
        """See base.Driver: the receipts that lie in our box, with the digests of what arrived."""
        found: list[Report] = []
        for start in range(0, len(parcels), ABREAST):
            told = self._ask(partial(self._reports, parcels[start : start + ABREAST]))
            found += [report for report in told if report]
        return found

    def waiting(self, most: int) -> Sequence[Waiting]:
        """See base.Driver. What was looked at waits again after `again_after` seconds."""
        return self._ask(lambda asker: receiving.waiting(asker, self.settings, most))

    def put_back(self, waiting: Sequence[Waiting]) -> None:
        """See base.Driver."""
        self._ask(lambda asker: receiving.put_back(asker, [one.ref for one in waiting]))

    def fetch(self, waiting: Waiting, folder: Path) -> Fetched:
        """See base.Driver. A file is there under the hash of its bytes, or not at all."""
        size = self.settings.largest_file
        return self._ask(lambda a: receiving.fetch(a, self.settings, waiting, folder), size)

    def acknowledge(self, waiting: Waiting, verdict: Verdict, reason: str = "") -> None:
        """See base.Driver."""
        self._ask(lambda a: receiving.acknowledge(a, self.settings, waiting, verdict, reason))

    def directory(self) -> Iterator[Listed]:
        """The agencies of the settings: the network itself knows sites, not agencies."""
        for site in self.settings.sites.values():
            for code in site.codes:
                yield Listed(code=code, name=site.title or code)

    def clear(self, site: str) -> int:
        """Remove all that a site has put into our box, after it was cut off for flooding; how many
        messages. What of it was wanted must be sent again. Raises Unreachable."""
        return self._ask(lambda asker: clear(asker, site), self.settings.largest_file)

    def box(self) -> list[BoxState]:
        """How full our box is. Raises Unreachable."""
        return self._ask(lambda asker: states(asker, self.settings))

    def close(self) -> None:
        """Let go of the connection; the next call makes it again."""
        self._line.close()

    def _ask(self, work: Callable[[Asker], Awaitable[T]], size: int = 0) -> T:
        seconds = self.settings.seconds * 4 + (size + _BESIDE) / SLOWEST
        return self._line.call(lambda client: self._work(client, work), seconds)

    async def _work(self, client: Client, work: Callable[[Asker], Awaitable[T]]) -> T:
        asker = Asker(client, self.settings.seconds, self.settings.domain, self._load)
        if not self._prepared:
            try:
                await prepare(asker, self.settings)
            except Refused as refused:
                raise fault_of(refused) from refused
            self._prepared = True
        return await work(asker)

    async def _reports(
        self, parcels: Sequence[tuple[Parcel, Taken]], asker: Asker
    ) -> list[Report | None]:
        places = [(p, t, self.settings.site_of(p.receiver)) for p, t in parcels]
        asked = [sending.report(asker, p, t, site) for p, t, site in places if site]
        return list(await asyncio.gather(*asked))


def build(settings: Settings, write: sending.Write) -> JetStreamDriver:
    """The driver of a link; `write` makes the packet of a message without its files."""
    return JetStreamDriver(settings, write)
