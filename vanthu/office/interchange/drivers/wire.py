"""How messages become bytes for the drivers, and how a packet is known again: given to them all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vanthu.office.interchange.drivers.base import Parcel, Rejected, Sheet
from vanthu.office.interchange.drivers.edoc import NOT_CARRIED
from vanthu.office.interchange.drivers.packing import Packing
from vanthu.office.interchange.edxml.errors import Unreadable, Unwritable
from vanthu.office.interchange.edxml.fingerprint import fingerprint
from vanthu.office.interchange.edxml.message import Message
from vanthu.office.interchange.edxml.reading import read
from vanthu.office.interchange.edxml.writing import to_bytes, write


@dataclass(frozen=True, slots=True)
class Wire:
    """`packing` writes whole packets; `envelope` writes a message whose files travel apart."""

    packing: Packing
    envelope: Callable[[Message], bytes]


def edxml_wire() -> Wire:
    """edXML, as every kind of link carries it."""
    return Wire(Packing(_write, _is_same), _envelope)


def _write(parcel: Parcel, stream: BinaryIO) -> None:
    if isinstance(parcel.message, Sheet):
        raise Rejected(NOT_CARRIED, code="kind", detail=parcel.kind)
    with _refused():
        write(parcel.message, stream)


def _envelope(message: Message) -> bytes:
    with _refused():
        return to_bytes(message, embed=False)


@contextmanager
def _refused() -> Iterator[None]:
    """A message that cannot be written is refused for itself, before anything is sent."""
    try:
        yield
    except Unwritable as error:
        raise Rejected(error.told, code=error.code) from error


def _is_same(parcel: Parcel, path: Path) -> bool:
    """Whether a packet says what the parcel says, whatever hops were added on its way."""
    try:
        found = read(path).message
    except Unreadable:
        return False
    mine = parcel.message
    if isinstance(mine, Sheet):
        return False
    return type(found) is type(mine) and fingerprint(found) == fingerprint(mine)
