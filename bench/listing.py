"""What the measuring of the directory does with the system, once the system is set up."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone

from vanthu.demo.axis.directory import made_up
from vanthu.demo.axis.server import Simulator
from vanthu.ground.base.actor import Actor
from vanthu.office.interchange import queries, ways
from vanthu.office.interchange.actions import sync_directory
from vanthu.office.interchange.drivers.axis.driver import AxisDriver
from vanthu.office.interchange.drivers.axis.settings import AxisSettings
from vanthu.office.interchange.drivers.secrets import SecretFile
from vanthu.office.interchange.drivers.web.endpoint import read_endpoint
from vanthu.office.interchange.drivers.wire import edxml_wire
from vanthu.office.interchange.edxml.reading import read
from vanthu.office.interchange.models import DirectorySync

_SYSTEM, _SECRET = "so-noi-vu", "bi-mat"


@contextmanager
def offered(folder: Path, count: int) -> Iterator[None]:
    """The axis with so many agencies as the only link."""
    running = Simulator(folder / "axis", 0)
    running.store.register(_SYSTEM, _SECRET, ["Z61.03"])
    running.store.add_agencies(made_up(count))
    running.start()
    secret = folder / "secret"
    secret.write_text(_SECRET, encoding="utf-8")
    settings = AxisSettings(
        endpoint=read_endpoint(f"{running.url}/XrdAdapter/adapter"),
        system_id=_SYSTEM,
        secret=SecretFile(secret),
    )
    driver = AxisDriver(settings, edxml_wire().packing)
    ways.offer(
        [
            ways.Way(
                name="axis",
                title="Axis",
                reaches=bool,
                driver=lambda: driver,
                read=lambda raw, files, place: read(raw, place, apart=files).message,
            )
        ]
    )
    try:
        yield
    finally:
        driver.close()
        running.stop()


def sync() -> DirectorySync:
    """Take its list over."""
    actor = Actor.system(timezone.now())
    return sync_directory(actor, way=ways.all_ways()[0], clock=timezone.now)


def find(text: str) -> int:
    """As a picker does while somebody types."""
    return len(queries.reachable(Actor.system(timezone.now()), text))
