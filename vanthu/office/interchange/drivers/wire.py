"""How messages become bytes for the drivers, and how a packet is known again: given to them all."""

from collections.abc import Callable
from dataclasses import dataclass

from vanthu.office.interchange.drivers.packing import Packing
from vanthu.office.interchange.edxml.message import Message


@dataclass(frozen=True, slots=True)
class Wire:
    """`packing` writes whole packets; `envelope` writes a message whose files travel apart."""

    packing: Packing
    envelope: Callable[[Message], bytes]
