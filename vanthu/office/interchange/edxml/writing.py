"""Writing a packet: strictly, the same bytes for the same message, streamed whatever its size."""

import binascii
import hashlib
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import IO, BinaryIO

from vanthu.office.interchange.edxml.checking import problems
from vanthu.office.interchange.edxml.elements import characters
from vanthu.office.interchange.edxml.envelope import packet
from vanthu.office.interchange.edxml.errors import Unwritable
from vanthu.office.interchange.edxml.message import Attachment, Message
from vanthu.office.interchange.edxml.schema import validate
from vanthu.office.interchange.edxml.texts import quoted

# A multiple of three bytes gives whole groups of base64: 57 bytes are a line of 76 signs, which is
# not broken here, as decoders of some receivers take no line ends.
_CHUNK = 57 * 4096
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
CHANGED = "AttachmentEncoded: nội dung tệp «{name}» không còn đúng mã băm hoặc dung lượng đã ghi."


def write(
    message: Message, target: IO[bytes], *, embed: bool = True, today: date | None = None
) -> None:
    """Write a message into a stream. Raises Unwritable, before the first byte unless an attachment
    turns out not to be what the message says.

    Without `embed` only the envelope is written, whose manifest names the attachments by hash:
    they travel apart. `today` refuses documents that are issued later. What is unknown to us
    (`others`) and the Signature, which nobody can check (interchange 1.4), are not written.
    """
    root = packet(message, embed=embed)
    if found := problems(message, root, embed=embed, today=today):
        raise Unwritable(list(dict.fromkeys(found)))
    pieces = [_DECLARATION, *characters(root)]
    validate(_skeleton(pieces))
    for piece in pieces:
        if isinstance(piece, str):
            target.write(piece.encode())
        else:
            _write_content(piece, target)


def to_bytes(message: Message, *, embed: bool = True, today: date | None = None) -> bytes:
    """The packet in memory: for statuses, and for envelopes whose attachments travel apart."""
    target = BytesIO()
    write(message, target, embed=embed, today=today)
    return target.getvalue()


def _skeleton(pieces: Sequence[str | Attachment]) -> bytes:
    return "".join(piece for piece in pieces if isinstance(piece, str)).encode()


def _write_content(attachment: Attachment, target: IO[bytes]) -> None:
    assert attachment.open is not None
    digest, size = hashlib.sha256(), 0
    with attachment.open() as source:
        while piece := _filled(source):
            digest.update(piece)
            size += len(piece)
            target.write(binascii.b2a_base64(piece, newline=False))
    if (digest.hexdigest(), size) != (attachment.sha256, attachment.size):
        raise Unwritable([CHANGED.format(name=quoted(attachment.name))])


def _filled(source: BinaryIO) -> bytes:
    """A whole chunk, unless the source ends: a short read would put padding into the middle."""
    piece = source.read(_CHUNK)
    while len(piece) < _CHUNK and (more := source.read(_CHUNK - len(piece))):
        piece += more
    return piece
