"""How a parcel becomes bytes, given to the drivers that carry edXML."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vanthu.office.interchange.drivers.base import Parcel, Taken
from vanthu.office.interchange.drivers.web.form import FileForm

PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Packing:
    """`write` must write the same bytes for the same parcel whenever it is asked.

    `is_same` tells whether a raw packet is this parcel although its bytes differ: the axis adds a
    line of its own to what it carries (interchange 1.2, TraceHeaderList).
    """

    write: Callable[[Parcel, BinaryIO], None]
    is_same: Callable[[Parcel, Path], bool]


@dataclass(frozen=True, slots=True)
class Packed:
    """A parcel as bytes, in a file."""

    file: BinaryIO
    sha256: str
    size: int

    def form(self, field: str, **fields: str) -> FileForm:
        """These bytes as the file of a form, from their beginning."""
        self.file.seek(0)
        return FileForm(self.file, self.size, field=field, fields=fields)

    def taken(self, remote_id: str) -> Taken:
        """These bytes under the network's own id."""
        return Taken(remote_id=remote_id, sha256=self.sha256, size=self.size)


@contextmanager
def packed(packing: Packing, parcel: Parcel) -> Iterator[Packed]:
    """Write a parcel into a file that is gone afterwards."""
    with tempfile.TemporaryFile() as spool:
        packing.write(parcel, spool)
        size = spool.tell()
        spool.seek(0)
        digest = hashlib.sha256()
        while piece := spool.read(PIECE):
            digest.update(piece)
        yield Packed(spool, digest.hexdigest(), size)
