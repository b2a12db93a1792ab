"""A packet as a small tree, parsed as a stream: the bytes of attachments never enter the tree.

Expat without namespaces, so that any prefix, none, or one nobody declared is read alike; names are
told apart by their local part. No DOCTYPE, so no entities; depth, number, text and the length of
one tag are capped while parsing.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType, errors

from vanthu.office.interchange.edxml.errors import (
    BeyondLimit,
    HasDoctype,
    NotXml,
    TextBefore,
    Unreadable,
)
from vanthu.office.interchange.edxml.limits import ReadLimits
from vanthu.office.interchange.edxml.names import ATTACHMENT, CONTENT
from vanthu.office.interchange.edxml.payload import Payload

_CHUNK = 1 << 18
_ATTACHMENT = {name.lower() for name in ATTACHMENT}
_CONTENT = {name.lower() for name in CONTENT}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,30})["']""")
# What expat knows itself, and tables that Python lends it; nothing that could decode to anything.
_ENCODINGS = {"utf-8", "us-ascii", "iso-8859-1", "windows-1252", "windows-1258"}
_CUT = "không có nội dung hoặc bị cắt cụt"
_SLIPS = {
    errors.XML_ERROR_NO_ELEMENTS: _CUT,
    errors.XML_ERROR_UNCLOSED_TOKEN: _CUT,
    errors.XML_ERROR_PARTIAL_CHAR: _CUT,
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: _CUT,
    errors.XML_ERROR_INVALID_TOKEN: "ký tự không hợp lệ hoặc sai mã hóa",
    errors.XML_ERROR_TAG_MISMATCH: "thẻ đóng không khớp thẻ mở",
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "thuộc tính lặp lại",
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "có nội dung sau phần tử gốc",
    errors.XML_ERROR_UNDEFINED_ENTITY: "thực thể không khai báo",
}
_OLD = {"envelope", "alldocument"}
# The root behind an envelope that is read; others are told of.
_BEHIND = re.compile(rb"<(?:[A-Za-z][\w.-]*:)?AllDocument[\s/>]", re.IGNORECASE)
_JUNK_AFTER = errors.codes[errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]


class Source(Protocol):
    """Where a packet is read from."""

    def read(self, most: int, /) -> bytes:
        """Up to so many bytes; none at the end."""
        ...


@dataclass(slots=True, eq=False)
class Node:
    """An element: local name, namespace, attributes by local name, own text, children."""

    name: str
    namespace: str
    attributes: dict[str, str]
    parent: "Node | None"
    place: int = 1
    children: list["Node"] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    payload: Payload | None = None
    seen: bool = False

    @property
    def key(self) -> str:
        """The name as it is compared: the case of letters tells nothing."""
        return self.name.lower()

    @property
    def text(self) -> str:
        """The element's own text, as it came."""
        return "".join(self.parts)

    @property
    def path(self) -> str:
        """From the root down; a number where siblings share the name."""
        steps: list[str] = []
        node: Node | None = self
        while node is not None:
            steps.append(f"{node.name}[{node.place}]" if node.place > 1 else node.name)
            node = node.parent
        return "/".join(reversed(steps))

    def walk(self) -> Iterator["Node"]:
        """This element and all below it, without recursion."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed packet: whether its declaration names an encoding that it is not in, and whether
    something stands behind an old envelope, which is not read.
    """

    root: Node
    encoding_corrected: bool
    more_behind: bool


def parse(stream: Source, begin: Callable[[], Payload], limits: ReadLimits) -> Tree:
    """Parse a packet; `begin` gives a place for each attachment. Raises Unreadable.

    What CV 512 holds of attachments may stand behind the envelope as a root of its own.
    """
    head = stream.read(_CHUNK)
    encoding, corrected = _encoding(head)
    root, left = _parse_one(head, stream, encoding, begin, limits)
    if left and _BEHIND.match(left):
        behind, left = _parse_one(left, stream, encoding, begin, limits)
        behind.parent = root
        root.children.append(behind)
    return Tree(root, corrected, bool(left))


def _parse_one(
    head: bytes,
    stream: Source,
    encoding: str | None,
    begin: Callable[[], Payload],
    limits: ReadLimits,
) -> tuple[Node, bytes]:
    """A root, and the beginning of what stands behind an old one."""
    builder = _Builder(begin, limits)
    parser = ParserCreate(encoding)
    parser.buffer_text, parser.buffer_size = True, _CHUNK
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    left = b""
    try:
        left = _feed(parser, head, stream, limits, builder)
    except ExpatError as error:
        raise _refusal(error, head, builder) from error
    finally:
        builder.close()
    if builder.root is None:
        raise NotXml(line=1, column=1, what=_CUT)
    return builder.root, left


def _feed(
    parser: XMLParserType, head: bytes, stream: Source, limits: ReadLimits, builder: "_Builder"
) -> bytes:
    """Parse piece by piece; the rest of the piece in which an old root had something behind it."""
    fed, before, chunk = 0, b"", head
    while chunk:
        fed += len(chunk)
        if fed > limits.packet_bytes:
            raise BeyondLimit(what="dung lượng gói tin", limit=f"{limits.packet_bytes >> 20} MB")
        try:
            parser.Parse(chunk, False)
        except ExpatError as error:
            if error.code == _JUNK_AFTER and builder.is_old:
                # Its tag may have begun in the piece before.
                return (before + chunk)[parser.ErrorByteIndex - fed :]
            raise
        # What expat holds back is one unfinished tag, parsed anew with each chunk.
        if fed - parser.CurrentByteIndex > limits.token_bytes + _CHUNK:
            raise BeyondLimit(what="độ dài một thẻ XML", limit=f"{limits.token_bytes >> 10} KB")
        before, chunk = chunk, stream.read(_CHUNK)
    parser.Parse(b"", True)
    return b""


def _refuse_doctype(*_declared: object) -> None:
    raise HasDoctype


def _encoding(head: bytes) -> tuple[str | None, bool]:
    """The encoding by the bytes, and whether the declaration says another one.

    Systems that print into a text of the program's memory declare UTF-16 and save UTF-8.
    """
    declared = _DECLARED.search(head[:200])
    stated = declared[1].decode("ascii").lower() if declared else ""
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, bool(stated) and stated != name
    if head[:2] in (b"<\x00", b"\x00<"):
        return ("utf-16le" if head[1:2] == b"\x00" else "utf-16be"), False
    if stated.startswith("utf-16"):
        return "utf-8", True
    return (stated if stated in _ENCODINGS else "utf-8"), bool(stated) and stated not in _ENCODINGS


def _refusal(error: ExpatError, head: bytes, builder: "_Builder") -> Unreadable:
    plain = head.removeprefix(codecs.BOM_UTF8)
    before = plain.partition(b"<?xml")[0] if b"<?xml" in plain[:4096] else b""
    if before and builder.root is None:
        return TextBefore()
    what = _SLIPS.get(errors.messages.get(error.code, ""), "sai cú pháp")
    return NotXml(line=error.lineno, column=error.offset + 1, what=what)


class _Builder:
    """Makes the tree out of the parser's events."""

    def __init__(self, begin: Callable[[], Payload], limits: ReadLimits) -> None:
        self.root: Node | None = None
        self._begin, self._limits = begin, limits
        self._open: list[Node] = []
        self._spaces: list[dict[str, str]] = [{}]
        self._elements = self._characters = 0
        self._places: list[dict[str, int]] = [{}]
        self._payload: Payload | None = None

    @property
    def is_old(self) -> bool:
        """Whether the root is complete and one of CV 512 or CV 2803, whose systems put the
        attachments behind the envelope."""
        whole = self.root is not None and not self._open
        return whole and self.root is not None and self.root.key in _OLD

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._count(attributes)
        spaces = _declared(attributes, self._spaces[-1])
        prefix, _, name = tag.rpartition(":")
        parent = self._open[-1] if self._open else None
        plain = {k.rpartition(":")[2]: v for k, v in attributes.items() if not _declares(k)}
        node = Node(name, spaces.get(prefix, ""), plain, parent, self._place(name))
        if parent is None:
            self.root = node
        else:
            parent.children.append(node)
        self._open.append(node)
        self._spaces.append(spaces)
        self._places.append({})
        if parent is not None and node.key in _CONTENT and parent.key in _ATTACHMENT:
            self._begin_payload(node)

    def _begin_payload(self, node: Node) -> None:
        payload = self._begin()
        payload.path = node.path
        node.payload = self._payload = payload

    def _count(self, attributes: dict[str, str]) -> None:
        self._elements += 1
        if len(attributes) > self._limits.attributes:
            raise BeyondLimit(what="số thuộc tính của một phần tử", limit=self._limits.attributes)
        self._keep(sum(len(k) + len(v) for k, v in attributes.items()))
        if self._elements > self._limits.elements:
            raise BeyondLimit(what="số phần tử XML", limit=self._limits.elements)
        if len(self._open) >= self._limits.depth:
            raise BeyondLimit(what="số cấp lồng nhau", limit=self._limits.depth)
        if self._payload is not None:
            self._payload.refuse()

    def _place(self, name: str) -> int:
        places = self._places[-1]
        places[name] = places.get(name, 0) + 1
        return places[name]

    def end(self, _tag: str) -> None:
        node = self._open.pop()
        self._spaces.pop()
        self._places.pop()
        if node.payload is not None:
            node.payload.finish()
            self._payload = None

    def characters(self, text: str) -> None:
        if self._payload is not None:
            self._payload.feed(text)
        elif self._open:
            self._keep(len(text))
            self._open[-1].parts.append(text)

    def _keep(self, length: int) -> None:
        self._characters += length
        if self._characters > self._limits.text_chars:
            limit = f"{self._limits.text_chars >> 20} triệu ký tự"
            raise BeyondLimit(what="độ dài phần chữ", limit=limit)

    def close(self) -> None:
        """Close the file of an attachment that broke off."""
        if self._payload is not None:
            self._payload.abandon()


def _declares(attribute: str) -> bool:
    return attribute == "xmlns" or attribute.startswith("xmlns:")


def _declared(attributes: dict[str, str], outer: dict[str, str]) -> dict[str, str]:
    found = {key[6:]: value.strip() for key, value in attributes.items() if _declares(key)}
    return {**outer, **found} if found else outer


def as_xml(node: Node) -> str:
    """An element as XML again, with its namespace; the bytes of attachments are left out."""
    pieces: list[str] = []
    waiting: list[Node | str] = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            pieces.append(each)
            continue
        outer = each.parent.namespace if each is not node and each.parent is not None else ""
        space = {"xmlns": each.namespace} if each.namespace != outer else {}
        told = "".join(f' {k}="{escape(v)}"' for k, v in {**space, **each.attributes}.items())
        pieces.append(f"<{each.name}{told}>{escape(each.text.strip())}")
        waiting.append(f"</{each.name}>")
        waiting.extend(reversed(each.children))
    return "".join(pieces)


_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord('"'): "&quot;"}


def escape(text: str) -> str:
    """A text as XML holds it, also inside double quotes."""
    return text.translate(_ESCAPES)
