"""Parcels to send over a real driver, and what a receiver makes of them."""

import hashlib
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from uuid import uuid4

from vanthu.office.interchange.drivers.base import Fetched, Kind, Parcel, Sheet
from vanthu.office.interchange.edxml.message import (
    Answered,
    Attachment,
    DocumentMessage,
    Message,
    Organization,
    StatusMessage,
)


def plain(message: Message) -> bytes:
    """A packet that is enough for a driver, which never looks into it."""
    return repr(message).encode()


def attachment(data: bytes, name: str = "cong-van.pdf") -> Attachment:
    """A file in memory."""
    return Attachment(
        name=name,
        media_type="application/pdf",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        content_id=f"cid:{name}",
        open=lambda: BytesIO(data),
    )


def parcel(sender: str, receiver: str, *files: Attachment, subject: str = "Báo cáo") -> Parcel:
    """A document from one agency to another."""
    document = f"{sender},2026/11/29,{uuid4().hex[:6]}/CV"
    message = DocumentMessage(
        sender=Organization(code=sender),
        receivers=(Organization(code=receiver),),
        document_id=document,
        subject=subject,
        attachments=files,
    )
    return Parcel(
        uuid=uuid4(),
        kind=Kind.DOCUMENT,
        sender=sender,
        receiver=receiver,
        document_id=document,
        message=message,
    )


def status(sender: str, receiver: str, code: str) -> Parcel:
    """A status that one agency tells another."""
    about = Answered(document_id=f"{receiver},2026/11/29,7/CV", code=receiver)
    return Parcel(
        uuid=uuid4(),
        kind=Kind.STATUS,
        sender=sender,
        receiver=receiver,
        document_id=about.document_id,
        message=StatusMessage(sender=Organization(code=sender), about=about, code=code),
    )


def packet(sent: Parcel) -> bytes:
    """The packet that a parcel arrives as."""
    if isinstance(sent.message, Sheet):
        return sent.message.data
    if isinstance(sent.message, StatusMessage):
        return plain(sent.message)
    files = tuple(replace(file, open=None) for file in sent.message.attachments)
    return plain(replace(sent.message, attachments=files))


def contents(fetched: Fetched) -> tuple[bytes, dict[str, bytes]]:
    """The packet and the files by hash, read."""
    return fetched.raw.read_bytes(), {h: Path(p).read_bytes() for h, p in fetched.files.items()}
