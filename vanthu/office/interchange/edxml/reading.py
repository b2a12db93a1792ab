"""Reading a packet: leniently what honest systems write, safely what others do.

The raw packet is not changed and stays with the caller; its SHA-256 is told. Nothing here follows
an address, an entity or a path that the packet names.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from vanthu.office.interchange.edxml import names, notes
from vanthu.office.interchange.edxml.attachments import Attachments
from vanthu.office.interchange.edxml.documents import document
from vanthu.office.interchange.edxml.errors import BeyondLimit, NotEdxml, TwoHeaders
from vanthu.office.interchange.edxml.limits import ReadLimits
from vanthu.office.interchange.edxml.message import DocumentMessage, Flag, Message
from vanthu.office.interchange.edxml.mime import parse_packet
from vanthu.office.interchange.edxml.notes import Note
from vanthu.office.interchange.edxml.payload import Payload
from vanthu.office.interchange.edxml.picking import Found, Scope, unknown
from vanthu.office.interchange.edxml.statuses import status
from vanthu.office.interchange.edxml.texts import quoted
from vanthu.office.interchange.edxml.tree import Node, Source, Tree

LIMITS = ReadLimits()
_CHUNK = 1 << 18
_CONTAINERS = {name.lower() for name in names.CONTAINERS}


@dataclass(frozen=True, slots=True)
class Reading:
    """A packet that was read. `sha256` and `size` are those of the raw packet, `old_form` when it
    is of CV 512 or CV 2803.
    """

    message: Message
    notes: tuple[Note, ...]
    sha256: str
    size: int
    old_form: bool = False

    @property
    def tampered(self) -> tuple[str, ...]:
        """The names of attachments whose bytes are not those that the message states."""
        if not isinstance(self.message, DocumentMessage):
            return ()
        return tuple(each.name for each in self.message.attachments if Flag.DIGEST in each.flags)


def read(
    packet: Path | Source,
    folder: Path | None = None,
    *,
    apart: Mapping[str, Path] | None = None,
    limits: ReadLimits = LIMITS,
) -> Reading:
    """Read a packet; raises Unreadable for what cannot be read, OSError when the disk fails.

    Attachments are written into `folder` under names of ours, from where their `open` reads them;
    without a folder they are decoded, measured and thrown away. `apart` holds files that travelled
    outside the packet, by SHA-256.
    """
    if isinstance(packet, Path):
        with packet.open("rb") as stream:
            return read(stream, folder, apart=apart, limits=limits)
    if folder is None:
        with TemporaryDirectory(prefix="vanthu-edxml-") as passing:
            return _read(packet, Path(passing), apart or {}, limits, keep=False)
    return _read(packet, folder, apart or {}, limits, keep=True)


def _read(
    packet: Source, folder: Path, apart: Mapping[str, Path], limits: ReadLimits, *, keep: bool
) -> Reading:
    counted = _Counted(packet)
    tree = parse_packet(counted, _Files(folder, limits).begin, limits)
    counted.finish(limits)
    found = Found()
    sections = _sections(tree.root, found)
    _remark_on_form(tree, sections, found)
    message = _message(sections, apart, limits, found, keep=keep)
    left = unknown(tree.root)
    message = replace(message, others=left, as_received=tuple(found.as_received))
    old = _is_old(tree.root, sections)
    return Reading(message, tuple(found.remarks), counted.sha256, counted.size, old)


class _Counted:
    """A stream that is hashed as it is read."""

    def __init__(self, stream: Source) -> None:
        self._stream, self._digest, self.size = stream, hashlib.sha256(), 0

    def read(self, most: int) -> bytes:
        """Up to so many bytes."""
        piece = self._stream.read(most)
        self._digest.update(piece)
        self.size += len(piece)
        return piece

    def finish(self, limits: ReadLimits) -> None:
        """Hash what nobody has read. Raises BeyondLimit."""
        while self.read(_CHUNK):
            if self.size > limits.packet_bytes:
                limit = f"{limits.packet_bytes >> 20} MB"
                raise BeyondLimit(what="dung lượng gói tin", limit=limit)

    @property
    def sha256(self) -> str:
        """The digest of what was read so far."""
        return self._digest.hexdigest()


class _Files:
    """Places for attachments in the caller's folder, numbered."""

    def __init__(self, folder: Path, limits: ReadLimits) -> None:
        self._folder, self._limits = folder, limits
        self._begun: list[Payload] = []

    def begin(self) -> Payload:
        """A place for the next one. Raises BeyondLimit."""
        if len(self._begun) >= self._limits.attachments:
            raise BeyondLimit(what="số tệp đính kèm", limit=self._limits.attachments)
        room = self._limits.total_bytes - sum(each.size for each in self._begun)
        file = self._folder / f"attachment-{len(self._begun) + 1}"
        self._begun.append(Payload(file, self._limits, room))
        return self._begun[-1]


Sections = dict[tuple[str, ...], Node]


def _sections(root: Node, found: Found) -> Sections:
    """The parts of a packet wherever its envelope holds them. Raises NotEdxml, TwoHeaders."""
    if root.key not in _CONTAINERS:
        raise NotEdxml(root.path)
    sections: Sections = {}
    waiting = [root]
    while waiting:
        node = waiting.pop()
        node.seen = True
        for child in node.children:
            if child.key in _CONTAINERS:
                _remark_on_name(child, names.CONTAINERS, found)
                waiting.append(child)
            else:
                _take_section(child, sections, found)
    return sections


def _take_section(child: Node, sections: Sections, found: Found) -> None:
    section = next((s for s in names.SECTIONS if child.key in {name.lower() for name in s}), None)
    if section is None:
        return
    if section in sections:
        raise TwoHeaders(child.path, name=section[0])
    sections[section] = child
    child.seen = True
    _remark_on_name(child, section, found)


def _remark_on_name(node: Node, known: tuple[str, ...], found: Found) -> None:
    if node.name not in known:
        right = next(name for name in known if name.lower() == node.key)
        found.remarks.add(node.path, notes.WRONG_CASE, name=right)


def _is_old(root: Node, sections: Sections) -> bool:
    return root.key == "envelope" or any(node.namespace == names.EDOC for node in sections.values())


def _remark_on_form(tree: Tree, sections: Sections, found: Found) -> None:
    root, remarks = tree.root, found.remarks
    _remark_on_name(root, names.CONTAINERS, found)
    if tree.encoding_corrected:
        remarks.add(root.path, notes.ENCODING)
    if _is_old(root, sections):
        remarks.add(root.path, notes.OLD_FORM)
    if tree.more_behind:
        remarks.add(root.path, notes.MORE_BEHIND)
    for node in (root, *sections.values()):
        if node.namespace not in names.KNOWN:
            remarks.add(node.path, notes.WRONG_SPACE, value=quoted(node.namespace))


def _message(
    sections: Sections, apart: Mapping[str, Path], limits: ReadLimits, found: Found, *, keep: bool
) -> Message:
    def part(section: tuple[str, ...]) -> Scope:
        return Scope(sections.get(section), found)

    header, older = part(names.HEADER), part(names.STATUS)
    if header.node is not None and older.node is not None:
        raise TwoHeaders(older.path, name=names.HEADER[0])
    header = header if header.node is not None else older
    if header.node is None:
        raise NotEdxml
    if header.one("StatusCode").node is not None:
        return status(header)
    traces = part(names.TRACES)
    business = traces.one(*names.BUSINESS)
    if business.node is None:
        business = part(names.BUSINESS)
    encoded, manifest = part(names.ENCODED), part(names.MANIFEST)
    files = Attachments(manifest, encoded, apart=apart, limits=limits, keep=keep)
    return document(header, traces, business, files)
