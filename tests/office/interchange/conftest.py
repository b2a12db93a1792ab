"""Fixtures of the exchange with other installations."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.factories.loop import Loop
    from tests.factories.province import Office


@pytest.fixture
def link(tmp_path: Path) -> Iterator["Loop"]:
    """The loop, offered as the only way."""
    from tests.factories import loop  # noqa: PLC0415 - models need Django set up
    from vanthu.office.interchange import ways  # noqa: PLC0415 - as above

    yield loop.offered(tmp_path / "loop")
    ways.offer([])


@pytest.fixture
def pair(link: "Loop") -> tuple["Office", "Office"]:
    """A sender and a receiver that know each other over the loop alone."""
    from tests.factories import linked  # noqa: PLC0415 - models need Django set up

    return linked.pair()
