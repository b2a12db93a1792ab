"""The ways to other installations, as wiring offers them: whom a link reaches, and its driver.

Nothing here knows a network: a way holds a driver behind the one interface (drivers/base.py) and
what reads its packets. Tests offer ways of their own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from vanthu.office.interchange.drivers.base import DIRECTORY_LOSS, Driver
from vanthu.office.interchange.edxml.message import Message


class Unreadable(Exception):
    """A packet that no message can be read from; `sentence` says what is wrong and where."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


# The raw packet, files that travelled apart by their hash, a folder for what is taken out of it.
Read = Callable[[Path, Mapping[str, Path], Path], Message]

LEASE = timedelta(minutes=5)


# The raw packet and the files apart: what a reader finds odd about it without refusing it.
Warn = Callable[[Path, Mapping[str, Path]], Sequence[str]]


def _nothing(raw: Path, files: Mapping[str, Path]) -> Sequence[str]:
    return ()


def _is_itself(vouched_for: str, code: str) -> bool:
    return vouched_for == code


@dataclass(frozen=True, kw_only=True)
class Way:
    """A link: `reaches` says of a code whether it is an agency at the other end, `owns` whether one
    of our agencies may send by it.

    `read` turns a packet into a message and raises Unreadable; `warn` says what is odd about one
    that can be read. `speaks_for` says whether whom the network authenticated may send for a code.
    `own` joins installations like this one: they compare their ledgers with each other, and know a
    parcel again that comes once more, so that one of which nothing was heard for `doubted_after` is
    asked about, and sent again if it was lost.

    `abreast` is how many of its parcels may be on their way at once.

    `every` is how long an empty inbox is left alone, `lease` how long one sending may take: what a
    dead worker was at is asked about after it, and after `settle`, in which the other side may
    still be taking it. `silent_after` makes a silence an alarm; a receiver owes 01 within
    `arrival_hours`, then 03 within `acceptance_hours`. Hours of waiting are working hours;
    `directory_loss` is the share of its directory that may be gone at once before nobody believes
    the list. These are ours to set, no rule fixes them.
    """

    name: str
    title: str
    reaches: Callable[[str], bool]
    driver: Callable[[], Driver]
    owns: Callable[[str], bool] = bool
    read: Read
    warn: Warn = _nothing
    speaks_for: Callable[[str, str], bool] = _is_itself
    own: bool = False
    abreast: int = 1
    every: timedelta = field(default=timedelta(seconds=60))
    lease: timedelta = LEASE
    settle: timedelta = field(default=timedelta(minutes=2))
    doubted_after: timedelta = field(default=timedelta(minutes=30))
    silent_after: timedelta = field(default=timedelta(minutes=15))
    arrival_hours: int = 4
    acceptance_hours: int = 24
    directory_loss: float = DIRECTORY_LOSS


_ways: dict[str, Way] = {}


def offer(offered: Iterable[Way]) -> None:
    """Set the ways of this installation; those offered before are forgotten."""
    _ways.clear()
    _ways.update((way.name, way) for way in offered)


def all_ways() -> list[Way]:
    """Every way, in the order of the configuration."""
    return list(_ways.values())


def way_named(name: str) -> Way | None:
    """The way of that name; None when it is no longer configured."""
    return _ways.get(name)


def title_of(name: str) -> str:
    """What people call the way of that name; the name when it is no longer configured."""
    way = _ways.get(name)
    return way.title if way is not None else name


def way_to(code: str, sender: str) -> Way | None:
    """The first way by which the sender, itself one of ours, reaches the code."""
    found = (way for way in _ways.values() if way.reaches(code) and way.owns(sender))
    return next(found, None)
