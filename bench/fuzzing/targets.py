"""What must hold for any bytes: a reading or a refusal with a sentence, and nothing else."""

import base64
import json
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path

from lxml.etree import DocumentInvalid

from vanthu.office.interchange.edxml.asjson import reading_as_object, refusal_as_object
from vanthu.office.interchange.edxml.errors import Unreadable, Unwritable
from vanthu.office.interchange.edxml.fingerprint import fingerprint
from vanthu.office.interchange.edxml.limits import ReadLimits
from vanthu.office.interchange.edxml.message import DocumentMessage, Message
from vanthu.office.interchange.edxml.reading import Reading, read
from vanthu.office.interchange.edxml.spec import message_from
from vanthu.office.interchange.edxml.writing import to_bytes

LIMITS = ReadLimits(attachment_bytes=1 << 22, total_bytes=1 << 23, elements=2000)
_HEAD, _TAIL = (
    b"<edXML><MessageHeader><DocumentId>x</DocumentId></MessageHeader><AttachmentEncoded>"
    b"<Attachment><AttachmentName>a.doc</AttachmentName><ContentTransferEncoded>",
    b"</ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>",
)


def packet(data: bytes, folder: Path) -> None:
    """Read anything; what was read and may be written is read again as the same."""
    reading = _read(data, folder)
    if reading is None:
        return
    written = _written(reading.message)
    if written is not None:
        again = read(BytesIO(written), _beside(folder), limits=LIMITS)
        differing = _differing(_plain(again.message), _plain(reading.message))
        assert not differing, differing
        assert fingerprint(again.message) == fingerprint(reading.message)


def attachment(data: bytes, folder: Path) -> None:
    """Any bytes as the attachment of a packet."""
    reading = _read(_HEAD + base64.b64encode(data) + _TAIL, folder)
    if reading is not None and isinstance(reading.message, DocumentMessage):
        for each in reading.message.attachments:
            assert each.open is not None
            with each.open() as stream:
                assert len(stream.read()) == each.size


def specification(data: bytes, folder: Path) -> None:
    """Any bytes as a specification; what may be written is read as the same."""
    try:
        message = message_from(data, folder)
    except Unwritable:
        return
    written = _written(message)
    if written is not None:
        again = _written(read(BytesIO(written), _beside(folder), limits=LIMITS).message)
        assert again == written, (again, written)


def _read(data: bytes, folder: Path) -> Reading | None:
    try:
        reading = read(BytesIO(data), folder, limits=LIMITS)
    except Unreadable as refusal:
        json.dumps(refusal_as_object(refusal), ensure_ascii=False).encode()
        return None
    json.dumps(reading_as_object(reading), ensure_ascii=False).encode()
    return reading


def _written(message: Message) -> bytes | None:
    """The packet; None when it may not be written, which a sentence before our schema must say."""
    try:
        written = to_bytes(message)
    except Unwritable as refusal:
        if isinstance(refusal.__cause__, DocumentInvalid):
            raise
        return None
    assert to_bytes(message) == written
    return written


def _beside(folder: Path) -> Path:
    beside = folder / "again"
    beside.mkdir(exist_ok=True)
    return beside


def _differing(one: Message, other: Message) -> list[tuple[str, object, object]]:
    names = [each.name for each in fields(one)]
    pairs = [(name, getattr(one, name), getattr(other, name)) for name in names]
    return [pair for pair in pairs if pair[1] != pair[2]]


def _plain(message: Message) -> Message:
    """What comes back: ids are made where there are none, what is unknown is not written."""
    message = replace(message, others=(), as_received=())
    if not isinstance(message, DocumentMessage):
        return message
    files = tuple(replace(each, content_id="") for each in message.attachments)
    return replace(message, attachments=files)
