"""Directories that say what a test lets them say; every agency is made up."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from tests.factories import loop
from tests.factories.province import NOW
from vanthu.ground.base.actor import Actor
from vanthu.office.interchange import actions, ways
from vanthu.office.interchange.drivers.base import BadAnswer, Driver, Listed
from vanthu.office.interchange.models import DirectorySync

LINK = "truc"


@dataclass
class Directory:
    """A driver that lists agencies; `breaks_after` so many of them it is cut off."""

    rows: list[Listed] = field(default_factory=list)
    breaks_after: int | None = None

    def directory(self) -> Iterator[Listed]:
        """The rows, or as many as come before the break."""
        for place, row in enumerate(self.rows):
            if place == self.breaks_after:
                raise BadAnswer("Danh sách dừng giữa chừng.")
            yield row


def listed(code: str, name: str = "", successor: str = "", **more: Any) -> Listed:
    """A row."""
    return Listed(code=code, name=name or f"Cơ quan {code}", successor=successor, **more)


def way(directory: Directory, name: str = LINK, **more: Any) -> ways.Way:
    """A link that lists these agencies and reaches every code but ours."""
    given = {"reaches": lambda code: not code.startswith("H61."), **more}
    return ways.Way(
        name=name,
        title=f"Trục {name}",
        driver=lambda: cast(Driver, directory),
        read=loop.read,
        **given,
    )


def offered(*rows: Listed, **more: Any) -> Directory:
    """A directory of the only link."""
    directory = Directory(list(rows))
    ways.offer([way(directory, **more)])
    return directory


def synced(*rows: Listed, now: datetime = NOW, **more: Any) -> DirectorySync:
    """A directory of the only link that was taken over."""
    offered(*rows)
    return sync(now, **more)


def sync(now: datetime = NOW, link: str = LINK, **more: Any) -> DirectorySync:
    """Take over what the link lists now."""
    found = ways.way_named(link)
    assert found is not None
    return actions.sync_directory(Actor.system(now), way=found, clock=lambda: now, **more)


def codes(rows: Iterable[Any]) -> list[str]:
    """The codes, sorted."""
    return sorted(row.code for row in rows)
