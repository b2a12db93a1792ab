"""Packets in MIME parts: the envelope of CV 2803 and its attachments, as SOAP with attachments.

The form is that of the W3C note "SOAP Messages with Attachments" and RFC 2387: the envelope is the
part that `start` names, else the first; the others are named by their Content-ID, as the envelope's
`xlink:href="cid:…"` has it. Old stores hold it with its headers or, as it lay in the body of a
call, from the first boundary on. Parts are never held in memory, and no name of one is a path.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Headers
from email.parser import HeaderParser

from vanthu.office.interchange.edxml.errors import BeyondLimit, BrokenMime
from vanthu.office.interchange.edxml.limits import ReadLimits
from vanthu.office.interchange.edxml.names import EDOC
from vanthu.office.interchange.edxml.payload import Payload
from vanthu.office.interchange.edxml.texts import quoted
from vanthu.office.interchange.edxml.tree import Node, Source, Tree, parse

_CHUNK = 1 << 18
_HEADERS = 16 * 1024
_BLANKS = b"\xef\xbb\xbf \t\r\n"
# The signs that a boundary is made of (RFC 2046 5.1.1).
_SIGNS = rb"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]"
_BODY = re.compile(rb"--(" + _SIGNS + rb")[ \t]*\r?\nContent-", re.IGNORECASE)
_TOP = re.compile(rb"(?:MIME-Version|Content-[A-Za-z-]+)[ \t]*:", re.IGNORECASE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
# A line that ends a part may have blanks behind it; nobody is followed further than that.
_PADDING = 128
# Names are decoded by these alone: other codecs of Python's could make anything of them.
_CHARSETS = {"utf-8", "us-ascii", "iso-8859-1", "windows-1252", "windows-1258"}
_PLAIN = {"", "7bit", "8bit", "binary"}
_CUT = "bị cắt cụt"
_LONG = "phần đầu của một phần quá dài"
_WITHOUT = "không ghi ranh giới giữa các phần"
_ROOTLESS = "không có phần nào là phong bì"
_NESTED = "có phần lồng trong phần"
_ENCODING = "cách mã hóa «{value}» của một phần không được hỗ trợ"


def parse_packet(stream: Source, begin: Callable[[], Payload], limits: ReadLimits) -> Tree:
    """Parse a packet whether it is XML or comes in MIME parts; `begin` gives a place for each
    attachment. Raises Unreadable."""
    ahead = _Ahead(stream, limits)
    form = _form(ahead)
    return parse(ahead, begin, limits) if form is None else _parse_parts(ahead, form, begin, limits)


@dataclass(frozen=True, slots=True)
class _Form:
    """How the parts of a packet are told apart, and which is the envelope."""

    boundary: bytes
    start: str = ""


class _Ahead:
    """A stream in which one can look ahead."""

    def __init__(self, stream: Source, limits: ReadLimits) -> None:
        self._stream, self._most, self._came = stream, limits.packet_bytes, 0
        self.held = b""
        self.ended = False

    def read(self, most: int) -> bytes:
        """Up to so many bytes."""
        if not self.held:
            self.more()
        piece, self.held = self.held[:most], self.held[most:]
        return piece

    def more(self) -> bool:
        """Hold some more; False at the end. Raises BeyondLimit."""
        piece = self._stream.read(_CHUNK)
        self._came += len(piece)
        if self._came > self._most:
            raise BeyondLimit(what="dung lượng gói tin", limit=f"{self._most >> 20} MB")
        self.held += piece
        self.ended = not piece
        return bool(piece)

    def take(self, count: int) -> bytes:
        """So many of the bytes that are held."""
        piece, self.held = self.held[:count], self.held[count:]
        return piece


def _form(ahead: _Ahead) -> _Form | None:
    """The form of a packet in parts; None for anything else. Raises BrokenMime."""
    while len(ahead.held) < _HEADERS and ahead.more():
        pass
    plain = ahead.held.lstrip(_BLANKS)
    body = _BODY.match(plain)
    if body is None and _TOP.match(plain) is None:
        return None
    ahead.held = plain
    if body is not None:
        return _Form(body[1])
    headers = _headers(ahead)
    boundary = _parameter(headers, "boundary").encode("ascii", "replace")
    if headers.get_content_maintype() != "multipart" or not re.fullmatch(_SIGNS, boundary):
        raise BrokenMime(what=_WITHOUT)
    return _Form(boundary, _bare(_parameter(headers, "start")))


def _parameter(headers: Headers, name: str) -> str:
    told = headers.get_param(name, "")
    return told if isinstance(told, str) else told[2]


def _bare(content_id: str) -> str:
    return content_id.strip().removeprefix("<").removesuffix(">").strip()


def _content_id(headers: Headers) -> str:
    return _bare(str(headers.get("Content-ID", "")))


def _headers(ahead: _Ahead) -> Headers:
    """The headers of the packet or of a part, up to the blank line. Raises BrokenMime."""
    while len(ahead.held) < 2 and ahead.more():
        pass
    if ahead.held.startswith((b"\n", b"\r\n")):
        ahead.take(ahead.held.index(b"\n") + 1)
        return Headers()
    while (end := _END_OF_HEADERS.search(ahead.held[:_HEADERS])) is None:
        if len(ahead.held) >= _HEADERS:
            raise BrokenMime(what=_LONG)
        if not ahead.more():
            raise BrokenMime(what=_CUT)
    return HeaderParser().parsestr(ahead.take(end.end()).decode("utf-8", "replace"))


class _Part:
    """The content of one part, as it is read up to the line that ends it."""

    def __init__(self, ahead: _Ahead, boundary: bytes) -> None:
        self._ahead = ahead
        end = b"--" + re.escape(boundary) + rb"(--)?[ \t]{0,%d}(?:\r?\n|\Z)" % _PADDING
        self._line = re.compile(rb"\r?\n" + end)
        self._first: re.Pattern[bytes] | None = re.compile(end)
        self._tail = len(boundary) + _PADDING + 8
        self._over = False
        self.last = False

    def read(self, most: int) -> bytes:
        """Up to so many bytes; none at the end of the part. Raises BrokenMime."""
        ahead = self._ahead
        while not self._over:
            found = self._found()
            if found is not None and found.start() > 0:
                return self._given(min(most, found.start()))
            if found is not None and (found.end() < len(ahead.held) or ahead.ended):
                ahead.take(found.end())
                self._over, self.last = True, found[1] is not None
            elif found is None and len(ahead.held) > self._tail:
                return self._given(min(most, len(ahead.held) - self._tail))
            elif not ahead.more() and found is None:
                raise BrokenMime(what=_CUT)
        return b""

    def _found(self) -> re.Match[bytes] | None:
        """The line that ends the part; the very first may do so too."""
        held = self._ahead.held
        return (self._first and self._first.match(held)) or self._line.search(held)

    def _given(self, count: int) -> bytes:
        self._first = None
        return self._ahead.take(count)

    def skip(self) -> None:
        """Read to the end."""
        while self.read(_CHUNK):
            pass


def _parse_parts(
    ahead: _Ahead, form: _Form, begin: Callable[[], Payload], limits: ReadLimits
) -> Tree:
    """The tree of the envelope, and beside it the other parts as CV 512 has them in elements."""
    part = _Part(ahead, form.boundary)
    part.skip()  # what stands before the first part is no part
    tree: Tree | None = None
    others: list[tuple[Headers, Payload]] = []
    while not part.last:
        headers = _headers(ahead)
        _check(headers)
        part = _Part(ahead, form.boundary)
        if tree is None and form.start in ("", _content_id(headers)):
            tree = parse(_plain(part, headers), begin, limits)
            part.skip()
        else:
            others.append((headers, _written(part, headers, begin())))
    if tree is None:
        raise BrokenMime(what=_ROOTLESS)
    if others:
        _hang(tree.root, others)
    return tree


def _check(headers: Headers) -> None:
    if headers.get_content_maintype() == "multipart":
        raise BrokenMime(what=_NESTED)


def _encoding(headers: Headers) -> str:
    return str(headers.get("Content-Transfer-Encoding", "")).strip().lower()


def _plain(part: _Part, headers: Headers) -> _Part:
    """The part, whose bytes are those of its content. Raises BrokenMime."""
    if _encoding(headers) not in _PLAIN:
        raise BrokenMime(what=_ENCODING.format(value=quoted(_encoding(headers))))
    return part


def _written(part: _Part, headers: Headers, payload: Payload) -> Payload:
    """The bytes of a part in their file. Raises BrokenBase64, BeyondLimit, BrokenMime."""
    payload.path = f"Content-ID {quoted(_content_id(headers))}"
    try:
        if _encoding(headers) == "base64":
            while piece := part.read(_CHUNK):
                payload.feed(piece.decode("latin-1"))
        else:
            content = _plain(part, headers)
            while piece := content.read(_CHUNK):
                payload.take(piece)
        payload.finish()
    finally:
        payload.abandon()
    return payload


def _hang(root: Node, others: list[tuple[Headers, Payload]]) -> None:
    """Put the parts below the root, where attachments are looked for."""
    held = Node("AllDocument", EDOC, {}, root)
    root.children.append(held)
    for place, (headers, payload) in enumerate(others, 1):
        told = {
            "ContentID": _content_id(headers),
            "Content-Type": headers.get_content_type() if "Content-Type" in headers else "",
            "filename": _file_name(headers),
        }
        node = Node("Attachment", EDOC, told, held, place)
        held.children.append(node)
        node.children.append(Node("value", EDOC, {}, node, payload=payload))


def _file_name(headers: Headers) -> str:
    """The name that a part gives itself, in whatever way it is encoded; empty where it is none."""
    told = headers.get_param("filename", "", "content-disposition") or headers.get_param("name", "")
    try:
        if isinstance(told, tuple):
            return _decoded(told[2].encode("latin-1"), told[0])
        pieces = decode_header(told)
        return "".join(p if isinstance(p, str) else _decoded(p, charset) for p, charset in pieces)
    except (HeaderParseError, UnicodeError, ValueError):
        return ""


def _decoded(data: bytes, charset: str | None) -> str:
    known = (charset or "us-ascii").lower()
    return data.decode(known) if known in _CHARSETS else ""
