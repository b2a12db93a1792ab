"""The ways to other installations, out of the file of the links."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from threading import Lock

from vanthu.office.interchange.drivers.base import Driver
from vanthu.office.interchange.drivers.jetstream.settings import Settings as JetStream
from vanthu.office.interchange.drivers.links import Link, WrongLinks, driver_of, read_links
from vanthu.office.interchange.drivers.wire import edxml_wire
from vanthu.office.interchange.edxml import errors
from vanthu.office.interchange.edxml.message import Message
from vanthu.office.interchange.edxml.reading import read
from vanthu.office.interchange.ways import Unreadable, Way

# Ours to set: what it gained over a line of 80 ms there and back stands in docs/performance.md.
_ABREAST = 8

__all__ = ["WrongLinks", "kept", "read_message", "ways_of"]


def ways_of(path: Path) -> list[Way]:
    """A way for each link of the file, in its order. Raises WrongLinks.

    Every network here vouches for the agency itself, not for the system that speaks for it.
    """
    return [_way(link) for link in read_links(path)]


def _way(link: Link) -> Way:
    own = isinstance(link.settings, JetStream)
    return Way(
        name=link.name,
        title=link.title,
        reaches=link.reaches,
        owns=link.owns,
        driver=kept(link),
        directory_loss=link.directory_loss,
        read=read_message,
        warn=_warn,
        own=own,
        abreast=_ABREAST if own else 1,
        every=timedelta(seconds=link.every_seconds),
        lease=timedelta(seconds=link.lease_seconds),
        settle=timedelta(seconds=link.settle_seconds),
        doubted_after=timedelta(minutes=link.doubt_minutes),
        silent_after=timedelta(minutes=link.silent_minutes),
        arrival_hours=link.arrival_hours,
        acceptance_hours=link.acceptance_hours,
    )


def kept(link: Link) -> Callable[[], Driver]:
    """One driver for each process, made at the first call and used by all of its threads.

    It holds connections, at a platform a token, and for an axis the moments that its calls are
    signed with, no two of which may be the same.
    """
    lock = Lock()

    @cache
    def driver() -> Driver:
        return driver_of(link, edxml_wire())

    def shared() -> Driver:
        with lock:
            return driver()

    return shared


def read_message(raw: Path, files: Mapping[str, Path], folder: Path) -> Message:
    """The message of a packet, as every kind of link carries it. Raises ways.Unreadable."""
    try:
        return read(raw, folder, apart=files).message
    except errors.Unreadable as error:
        raise Unreadable(error.told) from error


def _warn(raw: Path, files: Mapping[str, Path]) -> Sequence[str]:
    return [str(note) for note in read(raw, apart=files).notes]
