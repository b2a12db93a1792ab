"""What is done to a province while its people work; each trouble ends by itself."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.exchange.province import Province
from bench.exchange.site import Site

_FILLER = "filler"
_MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Happened:
    """A trouble: what, whom it befell, from when to when (seconds), and what could not be done."""

    what: str
    began: float
    ended: float


Trouble = tuple[str, Callable[[Province, Site, float], None]]


def troubles() -> list[Trouble]:
    """All of them, in turn."""
    return [
        ("kill -9 of a worker", _worker),
        ("kill -9 of a web server", _web),
        ("kill -9 of a node of the centre", _node),
        ("kill -9 of PostgreSQL", _database),
        ("a site cut off", _cut),
        ("a full disk for documents", lambda made, site, s: _full(site.files, s)),
        ("a full disk for temporary files", lambda made, site, s: _full(site.scratch, s)),
        ("everything killed and started again", _everything),
    ]


def hurt(
    made: Province, seconds: float, seed: int, say: Callable[[str], None]
) -> Iterator[Happened]:
    """Spread them over so many seconds; each befalls a site drawn by the seed for a while."""
    draw = random.Random(seed)
    every = seconds / (len(troubles()) + 1)
    for what, trouble in troubles():
        time.sleep(every / 2)
        site = draw.choice(made.sites)
        say(f"{what}: {site.name}")
        began = time.time()
        trouble(made, site, every / 2)
        yield Happened(f"{what} ({site.name})", began, time.time())


def _worker(made: Province, site: Site, seconds: float) -> None:
    site.worker.kill()
    time.sleep(min(seconds, 2))
    site.worker.start()


def _web(made: Province, site: Site, seconds: float) -> None:
    site.web.kill()
    site.web.start()
    site.wait_for_web()


def _node(made: Province, site: Site, seconds: float) -> None:
    node = made.nodes[made.sites.index(site) % len(made.nodes)]
    node.kill()
    time.sleep(seconds)
    node.start()


def _database(made: Province, site: Site, seconds: float) -> None:
    if site.database.kill():
        time.sleep(min(seconds, 3))
        site.database.start()


def _cut(made: Province, site: Site, seconds: float) -> None:
    """Its line is taken down; where there is none, its own server is stopped."""
    lined = made.ground.cut(site.name)
    if not lined:
        site.leaf.kill()
    time.sleep(seconds)
    if lined:
        made.ground.mend(site.name)
    site.leaf.start()


def _full(folder: Path, seconds: float) -> None:
    """Filled to the last byte where a small disk was mounted for it."""
    if not folder.is_mount():
        return
    filler = folder / _FILLER
    try:
        with suppress(OSError), filler.open("wb", buffering=0) as stream:
            while True:
                stream.write(bytes(_MEGABYTE))
        time.sleep(seconds)
    finally:
        filler.unlink()


def _everything(made: Province, site: Site, seconds: float) -> None:
    for each in made.sites:
        each.kill()
        each.database.kill()
    for node in made.nodes:
        node.kill()
    time.sleep(1)
    for each in made.sites:
        each.database.start()
    made.start()
