"""The whole province of a run: the centre, the sites, and the ground they stand on."""

import os
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.exchange.database import Cluster, Database, File
from bench.exchange.ground import Ground
from bench.exchange.process import Process
from bench.exchange.site import Place, Site
from natsserver import find_nats
from steps import Trouble
from vanthu.office.interchange.drivers.jetstream.network.config import write_network
from vanthu.office.interchange.drivers.jetstream.network.plan import Plan, read_plan

PLACES = (
    Place("an", ("H61.101", "H61.102")),
    Place("binh", ("H61.201", "H61.202")),
    Place("chau", ("H61.301", "H61.302")),
)
_SETTLED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How big a run is. `disk`: megabytes of the disks that may be filled; 0 when none is."""

    sites: int = 3
    nodes: int = 3
    postgres: bool = True
    web: bool = True
    lease: float = 60
    again_after: float = 30
    disk: int = 0


class Province:
    """Nodes and sites; what is in `sites` runs after `start`."""

    def __init__(
        self, folder: Path, ground: Ground, shape: Shape, databases: Mapping[str, Database]
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # PostgreSQL runs as another user
        self.folder, self.ground, self.shape = folder, ground, shape
        places = PLACES[: shape.sites]
        plan = _plan(folder, ground, shape, places)
        write_network(plan, folder / "network")
        self.nodes = [self._node(node.name) for node in plan.nodes]
        self.sites: list[Site] = []
        for place in places:
            database = databases.get(place.name) or self._database(place.name)
            network = folder / "network" / place.name
            self.sites.append(Site(place, folder / place.name, ground, database, network))
            self.sites[-1].write_link(shape.lease, shape.again_after)

    def prepare(self, migrated: bool) -> None:
        """Tables in each database (made once and copied), agencies and people in each."""
        first, *others = self.sites
        for site in self.sites if self.ground.mounts and self.shape.disk else ():
            site.mount_disks(self.shape.disk)
        if not migrated:
            first.database.start()
            first.setup()
            first.database.stop()
            for site in others:
                first.database.copy_to(site.database)
        for site in self.sites:
            site.database.start()
            site.do("seed", list(site.codes))

    def start(self) -> None:
        """Start whatever does not run."""
        for node in self.nodes:
            node.start()
        for site in self.sites:
            site.leaf.start()
            site.worker.start()
            site.people.start()
            if self.shape.web:
                site.web.start()

    def others(self, site: Site) -> list[tuple[str, str]]:
        """The agencies elsewhere, code and name."""
        elsewhere = (code for each in self.sites if each is not site for code in each.codes)
        return [(code, f"Cơ quan {code}") for code in elsewhere]

    def issue(
        self, documents: int, seconds: float, seed: int, size: int = 0, *, paced: bool = False
    ) -> list[Process]:
        """Let the clerks of all sites issue so many together, begun at once; see `life.Order`."""
        draw = random.Random(seed + size)
        clerks = []
        for site in self.sites:
            order = {
                "seed": draw.randrange(2**30),
                "count": -(-documents // len(self.sites)),
                "to": self.others(site),
                "until": time.time() + seconds,
                "size": size,
                "paced": paced,
            }
            clerks.append(site.issuing(order))
            clerks[-1].start()
        return clerks

    def settle(self, seconds: float) -> bool:
        """Wait until nothing is on its way any more, for so long at most; whether it is so."""
        until, calm, seen = time.monotonic() + seconds, 0, 0.0
        while time.monotonic() < until and calm < _SETTLED:
            self.check_people()
            told = [site.standing() for site in self.sites]
            newest = min(one.get("at", 0) for one in told)
            if newest > seen:
                seen, calm = newest, calm + 1 if _is_calm(told) else 0
            time.sleep(0.2)
        return calm >= _SETTLED

    def check_people(self) -> None:
        """Raise Trouble when the people of a site gave up: something refused what must go."""
        for site in self.sites:
            if not site.people.alive:
                raise Trouble(f"{site.name}: {site.people.told()}")

    def close(self) -> None:
        """End everything."""
        for site in self.sites:
            with suppress(Trouble, OSError):
                site.close()
        for node in self.nodes:
            node.kill()

    def _node(self, name: str) -> Process:
        words = [*self.ground.into(name), find_nats(), "-c", "nats-server.conf"]
        folder = self.folder / "network" / name
        return Process(words, folder / "log", os.environ, folder)

    def _database(self, name: str) -> Database:
        if not self.shape.postgres:
            return File(f"sqlite:///{self.folder / name / 'var' / 'vanthu.sqlite3'}")
        folder = self.folder / f"postgres-{name}"
        return Cluster(folder, self.ground.into(name), self.ground.port(5432))


def _is_calm(told: Sequence[Mapping[str, float]]) -> bool:
    """Nothing open or unanswered anywhere, and as many arrived as were sent."""
    waits = sum(one[n] for one in told for n in ("open", "unanswered", "untreated"))
    return not waits and sum(one["sent"] - one["arrived"] for one in told) == 0


def _plan(folder: Path, ground: Ground, shape: Shape, places: Sequence[Place]) -> Plan:
    """The operators' list of this province, read as `vanthu nats write` reads it."""
    rows = ['name = "tinh"', 'folder = "."']
    for name in nodes_of(shape):
        ports = ", ".join(
            f"{what} = {ground.port(wanted)}"
            for what, wanted in (("client", 4222), ("cluster", 6222), ("leaf", 7422))
        )
        rows += ["[[node]]", f'name = "{name}"', f'address = "{ground.address(name)}"']
        rows += ['store = "store"', f"ports = {{ {ports} }}"]
    for place in places:
        codes = ", ".join(f'"{code}"' for code in place.codes)
        rows += ["[[site]]", f'name = "{place.name}"', f"codes = [{codes}]"]
        rows += [f'listen = "127.0.0.1:{ground.port(4222)}"']
    (folder / "sites.toml").write_text("\n".join(rows), "utf-8")
    return read_plan(folder / "sites.toml")


def nodes_of(shape: Shape) -> list[str]:
    """The names of the nodes of the centre."""
    return [f"hub-{number}" for number in range(1, shape.nodes + 1)]


def machines(shape: Shape) -> list[str]:
    """Every machine of such a run."""
    return [*nodes_of(shape), *(place.name for place in PLACES[: shape.sites])]


@contextmanager
def province(
    folder: Path, ground: Ground, shape: Shape, databases: Mapping[str, Database] | None = None
) -> Iterator[Province]:
    """A running province, taken down at the end whatever happened."""
    find_nats()  # or say that it is missing before anything is made
    made: Province | None = None
    try:
        made = Province(folder, ground, shape, databases or {})
        made.prepare(migrated=bool(databases))
        made.start()
        yield made
    finally:
        if made is not None:
            made.close()
        ground.close()
