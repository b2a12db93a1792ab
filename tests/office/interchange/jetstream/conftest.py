"""Real brokers for the driver's tests: one server for the quick ones, started once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brokers import Network, network
from tests.support.parcels import plain
from vanthu.office.interchange.drivers.jetstream.driver import JetStreamDriver, build

SITES = ("an", "binh", "chau", "dao", "flood")
Open = Callable[..., JetStreamDriver]


@pytest.fixture(scope="session")
def brokers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """One server of the centre with four sites that ask it directly."""
    with network(tmp_path_factory.mktemp("nats"), SITES) as made:
        for site in SITES:
            driver = build(made.settings(site), plain)
            driver.waiting(1)
            driver.close()
        yield made


@pytest.fixture
def opened(brokers: Network) -> Iterator[Open]:
    """Drivers of sites, closed at the end of the test."""
    held: list[JetStreamDriver] = []

    def open_driver(site: str, **others: object) -> JetStreamDriver:
        held.append(build(brokers.settings(site, **others), plain))
        return held[-1]

    yield open_driver
    for driver in held:
        driver.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder to fetch into."""
    (tmp_path / "in").mkdir()
    return tmp_path / "in"
