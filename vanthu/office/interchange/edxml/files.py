"""What the bytes of an attachment are: types by their signs, one-entry zips opened, damage seen.

No name or path of a zip's entry is used for anything but telling office files.
"""

import hashlib
import mmap
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from vanthu.ground.files.errors import ForbiddenFile, PackedTooTight
from vanthu.ground.files.sniff import UNKNOWN, ZIP, opened_zip, sniff
from vanthu.office.interchange.edxml import notes
from vanthu.office.interchange.edxml.errors import Swells
from vanthu.office.interchange.edxml.limits import ReadLimits
from vanthu.office.interchange.edxml.message import Flag
from vanthu.office.interchange.edxml.notes import Notes

_CHUNK = 1 << 20
_ZIP_SIGNS = (b"PK\x03\x04", b"PK\x05\x06")
# The end of a zip's directory: its comment is 65,535 bytes at most.
_END, _END64, _TAIL = b"PK\x05\x06", b"PK\x06\x07", 22 + 65_535
_OFFICE = {"[Content_Types].xml", "mimetype"}
_LOST = b"\xef\xbf\xbd"
# By chance the sign comes once in 16 million bytes; text turned to UTF-8 holds it everywhere.
_LOST_SHARE, _LOST_LEAST = 4096, 4
_TEXTS = {"text/plain", "application/xml"}


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of an attachment, as they are used, in a file of the folder for them; one that
    travelled apart is `lent`, and nothing is written beside it.
    """

    file: Path
    size: int
    sha256: str
    media_type: str = UNKNOWN
    flags: tuple[Flag, ...] = ()
    lent: bool = False


def lent(file: Path) -> Content:
    """A file that travelled apart; its bytes are measured, whatever its name promises."""
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return Content(file, stream.tell(), digest.hexdigest(), lent=True)


def examine(
    content: Content, name: str, path: str, *, kept: bool, limits: ReadLimits, remarks: Notes
) -> Content:
    """Open a zip around one file unless the bytes are to be `kept` as they are; tell the type.

    `path` is the element's. Raises Swells.
    """
    if content.size == 0:
        remarks.add(path, notes.EMPTY, name=name)
        return content
    if _is_zip(content.file) and not name.lower().endswith(".zip"):
        content = _opened(content, name, path, kept=kept, limits=limits, remarks=remarks)
    content = _typed(content, name, path, limits, remarks)
    if content.media_type not in _TEXTS and _is_damaged(content):
        remarks.add(path, notes.DAMAGED, name=name)
        content = replace(content, flags=(*content.flags, Flag.DAMAGED))
    return content


def _typed(content: Content, name: str, path: str, limits: ReadLimits, remarks: Notes) -> Content:
    if _is_zip(content.file) and not _has_small_directory(content.file, limits):
        return replace(content, media_type=ZIP)
    try:
        return replace(content, media_type=sniff(content.file).media_type)
    except PackedTooTight as tight:
        raise Swells(path) from tight
    except ForbiddenFile as refusal:
        remarks.add(path, notes.FORBIDDEN, name=name, kind=refusal.values["kind"])
        return replace(content, flags=(*content.flags, Flag.FORBIDDEN))


def _is_zip(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4).startswith(_ZIP_SIGNS)


def _has_small_directory(file: Path, limits: ReadLimits) -> bool:
    """Whether listing the entries is cheap: a directory may claim millions of them."""
    with file.open("rb") as stream:
        stream.seek(0, 2)
        stream.seek(max(0, stream.tell() - _TAIL))
        tail = stream.read()
    if _END64 in tail:
        return False
    start = tail.find(_END)
    while start >= 0:
        if int.from_bytes(tail[start + 12 : start + 16], "little") > limits.directory_bytes:
            return False
        start = tail.find(_END, start + 1)
    return True


def _opened(
    content: Content, name: str, path: str, *, kept: bool, limits: ReadLimits, remarks: Notes
) -> Content:
    """The one file inside, under the name of the attachment; anything else stays a zip."""
    try:
        if not _has_small_directory(content.file, limits):
            raise zipfile.BadZipFile
        with opened_zip(content.file) as package:
            entries = package.infolist()
            if _OFFICE & {entry.filename for entry in entries} or (kept and len(entries) == 1):
                return content
            if len(entries) == 1:
                inner = _extract(package, entries[0], content.file, path, limits)
                remarks.add(path, notes.UNWRAPPED, name=name)
                return inner
    except zipfile.BadZipFile:
        remarks.add(path, notes.SEALED, name=name)
        return replace(content, flags=(Flag.SEALED,))
    remarks.add(path, notes.MANY_ENTRIES, name=name, count=len(entries))
    return replace(content, flags=(Flag.MANY_ENTRIES,))


def _extract(
    package: zipfile.ZipFile, entry: zipfile.ZipInfo, file: Path, path: str, limits: ReadLimits
) -> Content:
    """Unpack into a file beside, counting what comes out rather than believing the directory."""
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile  # the others may ask for any amount of memory
    most = min(limits.attachment_bytes, max(file.stat().st_size * limits.zip_ratio, limits.small))
    inner = file.with_name(f"{file.name}-inner")
    digest, size = hashlib.sha256(), 0
    with package.open(entry) as source, inner.open("wb") as target:
        while piece := source.read(_CHUNK):
            size += len(piece)
            if size > most:
                raise Swells(path)
            digest.update(piece)
            target.write(piece)
    return Content(inner, size, digest.hexdigest())


def _is_damaged(content: Content) -> bool:
    lost = sum(piece.count(_LOST) for piece in _pieces(content.file))
    return lost >= _LOST_LEAST and lost * _LOST_SHARE > content.size


def _pieces(file: Path) -> Iterator[bytes]:
    """The bytes in pieces, of which each begins with the end of the one before."""
    with file.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as all_:
        for start in range(0, len(all_), _CHUNK):
            yield all_[start : start + _CHUNK + len(_LOST) - 1]
