"""The clock of the books' tests."""

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine

from vanthu.ground.base.actor import VIETNAM


@pytest.fixture(autouse=True)
def _at_work() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM), tick=False):
        yield
