"""What the measuring of the directory does with the system, once the system is set up."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone

from bench.servers import BIN
from steps import Trouble
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

_SYSTEM, _SECRET, _PORT = "so-noi-vu", "bi-mat", 54391


@contextmanager
def offered(folder: Path, count: int) -> Iterator[None]:
    """The axis with so many agencies as the only link."""
    secret = folder / "secret"
    secret.write_text(_SECRET, encoding="utf-8")
    axis = _simulator(folder, count)
    settings = AxisSettings(
        endpoint=read_endpoint(f"http://127.0.0.1:{_PORT}/XrdAdapter/adapter"),
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
        axis.terminate()
        axis.wait()


def _simulator(folder: Path, count: int) -> subprocess.Popen[str]:
    """The axis as a process of its own, once it answers."""
    system = ["--system", f"{_SYSTEM}:{_SECRET}:Z61.03", "--agencies", str(count)]
    words = [str(BIN / "vanthu"), "axis-simulator", "--port", str(_PORT), *system]
    words += ["--folder", str(folder / "axis")]
    axis = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    assert axis.stdout is not None
    while "faults:" not in axis.stdout.readline():
        if axis.poll() is not None:
            raise Trouble("vanthu axis-simulator failed")
    return axis


def sync() -> DirectorySync:
    """Take its list over."""
    actor = Actor.system(timezone.now())
    return sync_directory(actor, way=ways.all_ways()[0], clock=timezone.now)


def find(text: str) -> int:
    """As a picker does while somebody types."""
    return len(queries.reachable(Actor.system(timezone.now()), text))
