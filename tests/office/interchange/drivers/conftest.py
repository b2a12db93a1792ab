"""The simulated axis for each test of a driver."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import axis
from vanthu.demo.axis.server import Simulator


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Simulator]:
    """The axis, answering on loopback, its store in this test's folder."""
    with axis.simulator(tmp_path) as running:
        yield running
