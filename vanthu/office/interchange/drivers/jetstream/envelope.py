"""What travels as one message: a line that tells of the parcel, then the packet; and receipts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from vanthu.office.interchange.drivers.base import Kind, Verdict

VERSION = 1


class Unreadable(ValueError):
    """What arrived is no envelope of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileInfo:
    """A file that travels apart: where its chunks lie (as the object store says it), what it is."""

    content_id: str
    nuid: str
    size: int
    chunks: int
    sha256: str

    @property
    def place(self) -> str:
        """What its chunks are called behind the sender, whom the server names itself."""
        return self.nuid.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """The line before the packet."""

    uuid: UUID
    kind: Kind
    sender: str
    receiver: str
    sha256: str
    files: tuple[FileInfo, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What a receiver says after its commit: the digests of what it holds now; `place` is that of
    the parcel in the receiver's box."""

    uuid: UUID
    verdict: Verdict
    at: datetime
    envelope: str
    reason: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    place: int = 0


def pack(envelope: Envelope, raw: bytes) -> bytes:
    """The bytes of a message."""
    files = [
        {"content_id": f.content_id, "nuid": f.nuid, "size": f.size, "chunks": f.chunks}
        | {"digest": f"SHA-256={f.sha256}"}
        for f in envelope.files
    ]
    line = {
        "version": VERSION,
        "uuid": str(envelope.uuid),
        "kind": envelope.kind.value,
        "sender": envelope.sender,
        "receiver": envelope.receiver,
        "sha256": envelope.sha256,
        "files": files,
    }
    return json.dumps(line, separators=(",", ":")).encode() + b"\n" + raw


def unpack(data: bytes) -> tuple[Envelope, bytes]:
    """The envelope and the packet in a message. Raises Unreadable."""
    line, _, raw = data.partition(b"\n")
    try:
        told = json.loads(line)
        envelope = Envelope(
            uuid=UUID(told["uuid"]),
            kind=Kind(told["kind"]),
            sender=str(told["sender"]),
            receiver=str(told["receiver"]),
            sha256=str(told["sha256"]),
            files=tuple(_file(row) for row in told["files"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Unreadable(repr(problem)) from problem
    return envelope, raw


def _file(row: Mapping[str, object]) -> FileInfo:
    size, chunks, nuid = row["size"], row["chunks"], row["nuid"]
    digest = str(row["digest"]).removeprefix("SHA-256=")
    if not (isinstance(size, int) and isinstance(chunks, int) and size >= 0 and chunks >= 0):
        raise Unreadable("a file without size")
    if not isinstance(nuid, str) or not _is_subject(nuid):
        raise Unreadable("a file without a place")
    content_id = str(row["content_id"])
    return FileInfo(content_id=content_id, nuid=nuid, size=size, chunks=chunks, sha256=digest)


def _is_subject(nuid: str) -> bool:
    """Only plain tokens, the sender's first: a wildcard would reach what others sent."""
    return "." in nuid and all(token.replace("-", "").isalnum() for token in nuid.split("."))


def pack_receipt(receipt: Receipt) -> bytes:
    """The bytes of a receipt."""
    told = {
        "version": VERSION,
        "uuid": str(receipt.uuid),
        "verdict": receipt.verdict.value,
        "at": receipt.at.isoformat(),
        "reason": receipt.reason,
        "envelope": receipt.envelope,
        "files": dict(receipt.files),
        "place": receipt.place,
    }
    return json.dumps(told, separators=(",", ":")).encode()


def unpack_receipt(data: bytes) -> Receipt:
    """A receipt out of its bytes. Raises Unreadable."""
    try:
        told = json.loads(data)
        return Receipt(
            uuid=UUID(told["uuid"]),
            verdict=Verdict(told["verdict"]),
            at=datetime.fromisoformat(told["at"]),
            reason=str(told["reason"]),
            envelope=str(told["envelope"]),
            files={str(name): str(value) for name, value in told["files"].items()},
            place=int(told["place"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise Unreadable(repr(problem)) from problem
