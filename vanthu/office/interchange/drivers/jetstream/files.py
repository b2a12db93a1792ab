"""Files of any size, in chunks: put into the receiver's object store, fetched out of our own.

A file's chunks lie in order under one subject that no one else can guess. One chunk without its
confirmation gives the whole file up: a new attempt begins under a new name, so that no file is ever
put together out of two attempts.
"""

import asyncio
import hashlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO
from uuid import UUID

from vanthu.office.interchange.drivers.base import OutcomeUnknown, Rejected, Unreachable
from vanthu.office.interchange.drivers.jetstream import names
from vanthu.office.interchange.drivers.jetstream.asking import MESSAGE_ID, Asker, Stored
from vanthu.office.interchange.drivers.jetstream.envelope import FileInfo
from vanthu.office.interchange.drivers.jetstream.faults import NO_MESSAGE, Refused, fault_of
from vanthu.office.interchange.drivers.jetstream.settings import MEGABYTE
from vanthu.office.interchange.edxml.message import Attachment

ABREAST = 4


class Incomplete(Exception):
    """The chunks that are here do not make the file that was announced."""


class Missing(Incomplete):
    """A chunk is not here; after a restart of the centre it may come yet."""


async def put(
    asker: Asker, site: str, sender: str, parcel: UUID, attachment: Attachment, chunk_bytes: int
) -> FileInfo:
    """Put a file into the object store of `site`. Raises Unreachable, Rejected, Busy."""
    name = f"{parcel}.{token_hex(8)}"
    subject = f"{names.to_files(site)}.{name}"
    assert attachment.open
    with attachment.open() as source:
        digest, size, chunks = hashlib.sha256(), 0, 0
        last = 0
        for group in _groups(source, chunk_bytes):
            for chunk in group:
                digest.update(chunk)
                size += len(chunk)
            last = await _put_group(asker, subject, group, chunks, last)
            chunks += len(group)
    if digest.hexdigest() != attachment.sha256 or size != attachment.size:
        sentence = "Tệp đính kèm đã thay đổi từ khi văn bản được phát hành; không gửi."
        raise Rejected(sentence, code="file-changed", ours=True, detail=attachment.name)
    return FileInfo(
        content_id=attachment.content_id,
        nuid=f"{sender}.{name}",
        size=size,
        chunks=chunks,
        sha256=attachment.sha256,
    )


def _groups(source: BinaryIO, chunk_bytes: int) -> Iterator[list[bytes]]:
    while group := [c for _ in range(ABREAST) if (c := source.read(chunk_bytes))]:
        yield group


async def _put_group(asker: Asker, subject: str, group: list[bytes], first: int, last: int) -> int:
    """Publish some chunks abreast; the sequence of the last one. The order is what the stream says
    it is, not what we hope."""
    asked = [
        asker.publish(subject, chunk, {MESSAGE_ID: f"{subject}-{first + place}"})
        for place, chunk in enumerate(group)
    ]
    done = await asyncio.gather(*asked, return_exceptions=True)
    for stored in done:
        if isinstance(stored, Refused):
            raise fault_of(stored)
        if isinstance(stored, OutcomeUnknown):
            # The envelope has not been sent, so nothing of the parcel is there for its receiver.
            raise Unreachable(stored.sentence, stored.detail)
        if isinstance(stored, BaseException):
            raise stored
    places = [stored.seq for stored in done if isinstance(stored, Stored)]
    if sorted({last, *places}) != [last, *places]:
        raise Unreachable("Tệp bị xáo trộn trên đường gửi; hệ thống sẽ gửi lại.", subject)
    return places[-1]


async def get(asker: Asker, sender: str, info: FileInfo, place: Path) -> Path:
    """Fetch a file that a site sent us. Raises Incomplete, Missing, Unreachable."""
    subject = names.chunks_from(sender, info.place)
    digest, size, seq = hashlib.sha256(), 0, 1
    each = min(info.size // max(1, info.chunks), MEGABYTE)
    with place.open("wb") as target:
        for _ in range(info.chunks):
            found, data = await _next(asker, subject, seq, each)
            size, seq = size + len(data), found + 1
            if size > info.size:
                raise Incomplete(f"{subject}: more than announced")
            digest.update(data)
            target.write(data)
    if size != info.size or digest.hexdigest() != info.sha256:
        raise Incomplete(f"{subject}: other bytes than announced")
    return place


async def _next(asker: Asker, subject: str, seq: int, size: int) -> tuple[int, bytes]:
    """Place and bytes of the next chunk: from whichever replica answers; one that was restarted may
    lag for as long as nothing else is written, so that the leader is asked for what it lacks."""
    body = {"seq": seq, "next_by_subj": subject}
    try:
        message = await asker.raw(f"DIRECT.GET.{names.FILES}", body, size)
    except Refused as refused:
        if refused.status != 404:
            raise fault_of(refused) from refused
    else:
        return int((message.headers or {})["Nats-Sequence"]), message.data
    try:
        held = (await asker.api(f"STREAM.MSG.GET.{names.FILES}", body))["message"]
    except Refused as refused:
        if refused.code == NO_MESSAGE:
            raise Missing(f"{subject}: a chunk is missing from {seq} on") from refused
        raise fault_of(refused) from refused
    return int(held["seq"]), b64decode(held.get("data", ""))
