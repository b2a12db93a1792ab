"""What waits in our box: looked at, fetched, and acknowledged after the commit.

A handle is the server's own address for acknowledging, so that any process may finish what another
began, and nothing is remembered here.
"""

import hashlib
import json
import logging
import math
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import Error as ClientError

from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Busy,
    Fault,
    Fetched,
    Kind,
    OutcomeUnknown,
    Unreachable,
    Verdict,
    Waiting,
)
from vanthu.office.interchange.drivers.jetstream import names
from vanthu.office.interchange.drivers.jetstream.asking import MESSAGE_ID, Asker
from vanthu.office.interchange.drivers.jetstream.clearing import purge_files
from vanthu.office.interchange.drivers.jetstream.envelope import (
    Envelope,
    FileInfo,
    Receipt,
    Unreadable,
    pack_receipt,
    unpack,
)
from vanthu.office.interchange.drivers.jetstream.faults import NO_MESSAGE, Refused, fault_of
from vanthu.office.interchange.drivers.jetstream.files import Incomplete, Missing, get
from vanthu.office.interchange.drivers.jetstream.line import SILENT
from vanthu.office.interchange.drivers.jetstream.settings import Settings

logger = logging.getLogger(__name__)
LATE = "Tệp của gói tin chưa về đủ; hệ thống sẽ lấy lại."
LOST = "Tệp của gói tin bị mất trên mạng liên thông; đã đề nghị nơi gửi gửi lại."
MOVED = "Máy chủ của mạng liên thông đưa gói tin khác với gói tin đã báo; hệ thống sẽ lấy lại."
# How often a parcel waits again because its sender takes no receipt.
TIMES = 3
ACK = b"+ACK"
AGAIN = b"-NAK"
# Nanoseconds that an empty box is given: what was confirmed a moment ago may not be on hand yet.
SOON = 250_000_000
# So many at once, about as many as a turn deals with: what waits for the client to read it takes
# memory.
LOOK = 200
LATER = b'-NAK {"delay": 30000000000}'


@dataclass(frozen=True, slots=True)
class _Held:
    """A parcel as it lies in our box; without an envelope, all of it is the packet."""

    sender: str
    envelope: Envelope | None
    raw: bytes

    @property
    def files(self) -> tuple[FileInfo, ...]:
        return self.envelope.files if self.envelope else ()


async def waiting(asker: Asker, settings: Settings, most: int) -> list[Waiting]:
    """What waits, oldest first, of every site that has something here; empty only when the server
    said that nothing does. When much waits, not all of it: what is handed out and not dealt with
    is handed out once more, and the more there is the slower it would go. Raises Unreachable,
    Rejected."""
    found: list[Msg] = []
    senders: set[str] | None = None
    while len(found) < most:
        more = await _look(asker, min(most - len(found), LOOK))
        found += more
        if len(more) < LOOK:
            break
        senders = await _senders(asker) if senders is None else senders
        if senders <= {names.sender_of(message.subject) for message in found}:
            break
    return [_waiting(message, settings) for message in found]


async def _senders(asker: Asker) -> set[str]:
    """The sites that have parcels in our box."""
    filtered = {"subjects_filter": names.ANY_PARCEL}
    try:
        told = await asker.api(f"STREAM.INFO.{names.PARCELS}", filtered)
    except Refused as refused:
        raise fault_of(refused) from refused
    return {names.sender_of(subject) for subject in told["state"].get("subjects") or {}}


async def put_back(asker: Asker, refs: Sequence[str]) -> None:
    """Let the server hand them out again at once. Raises Unreachable."""
    try:
        for ref in refs:
            await asker.client.publish(ref, AGAIN)
        await asker.client.flush(math.ceil(asker.seconds))
    except (ClientError, OSError, TimeoutError) as problem:
        raise Unreachable(SILENT, repr(problem)) from problem


async def _look(asker: Asker, most: int) -> list[Msg]:
    inbox = asker.client.new_inbox()
    ask = json.dumps({"batch": most, "no_wait": True, "expires": SOON}).encode()
    where = f"{asker.prefix}CONSUMER.MSG.NEXT.{names.PARCELS}.{names.CONSUMER}"
    try:
        subscription = await asker.client.subscribe(inbox)
        try:
            await asker.client.publish(where, ask, reply=inbox)
            return await _gather(subscription, most, asker.seconds)
        finally:
            await subscription.unsubscribe()
    except (ClientError, OSError) as problem:
        raise Unreachable(SILENT, repr(problem)) from problem


async def _gather(subscription: Subscription, most: int, seconds: float) -> list[Msg]:
    found: list[Msg] = []
    while len(found) < most:
        try:
            message = await subscription.next_msg(timeout=seconds)
        except TimeoutError as problem:
            if found:
                return found
            raise Unreachable(SILENT, "no answer to a look into the box") from problem
        status = (message.headers or {}).get("Status")
        if status in {"404", "408"}:
            return found
        if status:
            raise Unreachable(SILENT, f"{status} {(message.headers or {}).get('Description')}")
        found.append(message)
    return found


def _waiting(message: Msg, settings: Settings) -> Waiting:
    """The sender is the agency that the envelope names if it lives at the site that the server has
    authenticated; else the name of that site, which is no agency's code."""
    site, place = names.sender_of(message.subject), f"{names.PARCELS}.{_place(message.reply)}"
    try:
        envelope, _ = unpack(message.data)
    except Unreadable:
        return Waiting(ref=message.reply, kind=Kind.DOCUMENT, sender=site, place=place)
    lives_there = settings.site_of(envelope.sender) == site
    return Waiting(
        ref=message.reply,
        kind=envelope.kind,
        sender=envelope.sender if lives_there else site,
        uuid=envelope.uuid,
        place=place,
    )


async def fetch(asker: Asker, settings: Settings, one: Waiting, folder: Path) -> Fetched:
    """Bring the packet and the files that are as announced; one that is damaged is left out, which
    the packet's own digests tell.

    One that is missing may come yet; at the last look its sender is asked for another copy of the
    parcel, and this one is given up. Raises Unreachable, BadAnswer where a file is missing.
    """
    ref = one.ref
    held = await _held(asker, one)
    if held is None:
        raise BadAnswer("Gói tin không còn trong hộp thư.", ref)
    place = folder / "packet"
    try:
        place.write_bytes(held.raw)
        files = await _files(asker, settings, held, folder)
    except Missing as problem:
        if _times_seen(ref) < settings.missing_looks:
            raise BadAnswer(LATE, str(problem)) from problem
        await _finish(asker, settings, ref, held, Verdict.INCOMPLETE, LOST)
        raise BadAnswer(LOST, str(problem)) from problem
    except OSError:
        # Our own trouble (a full disk): it need not wait for the whole pause.
        await asker.client.publish(ref, LATER)
        raise
    return Fetched(raw=place, files=files, sha256=held.envelope.sha256 if held.envelope else "")


async def _files(asker: Asker, settings: Settings, held: _Held, folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for number, info in enumerate(held.files):
        if info.size > settings.largest_file or info.sha256 in found:
            continue
        try:
            found[info.sha256] = await get(asker, held.sender, info, folder / f"file-{number}")
        except Missing:
            raise
        except Incomplete as problem:
            logger.warning("jetstream: damaged: %s", problem)
    return found


async def acknowledge(
    asker: Asker, settings: Settings, one: Waiting, verdict: Verdict, reason: str
) -> None:
    """Receipt to the sender, then the parcel out of our box, then its files. Broken off anywhere,
    the parcel waits again and all of it is done again. A sender that takes no receipts goes
    without after some tries: its mail to us must not stay for it. Raises Unreachable, BadAnswer."""
    held = await _held(asker, one)
    if held is not None:
        await _finish(asker, settings, one.ref, held, verdict, reason)


async def _finish(
    asker: Asker, settings: Settings, ref: str, held: _Held, verdict: Verdict, reason: str
) -> None:
    envelope = held.envelope
    if envelope and held.sender in settings.sites:
        try:
            receipt = _receipt(envelope, held.raw, verdict, reason, _place(ref))
            await _give_receipt(asker, held.sender, receipt)
        except Busy as busy:
            if _times_seen(ref) < TIMES:
                raise
            logger.warning("jetstream: no receipt for %s: %s", envelope.uuid, busy.detail)
    await asker.confirm(ref, ACK)
    if envelope:
        await _purge(asker, held.sender, envelope, verdict)


async def _purge(asker: Asker, sender: str, envelope: Envelope, verdict: Verdict) -> None:
    """Remove the files of a parcel that is done, those of broken-off attempts with them; of a copy
    that came incomplete its own alone, for those of the next may be on their way."""
    own = [names.chunks_from(sender, file.place) for file in envelope.files]
    every = [names.files_of(f"{sender}.{envelope.uuid}")] if own else []
    for subject in own if verdict is Verdict.INCOMPLETE else every:
        try:
            await purge_files(asker, subject)
        except Fault as fault:
            # They end by their age; the parcel itself is done.
            logger.warning("jetstream: files of %s stay: %s", envelope.uuid, fault.detail)


def _receipt(envelope: Envelope, raw: bytes, verdict: Verdict, reason: str, place: int) -> Receipt:
    files = {file.content_id: file.sha256 for file in envelope.files}
    return Receipt(
        uuid=envelope.uuid,
        verdict=verdict,
        at=datetime.now(UTC),
        reason=reason,
        envelope=hashlib.sha256(raw).hexdigest(),
        files=files if verdict == Verdict.TAKEN else {},
        place=place,
    )


async def _give_receipt(asker: Asker, sender: str, receipt: Receipt) -> None:
    subject = f"{names.to_mail(sender)}.receipt.{receipt.uuid}"
    headers = {MESSAGE_ID: f"{receipt.uuid}-{receipt.verdict}-{receipt.place}"}
    try:
        await asker.publish(subject, pack_receipt(receipt), headers)
    except Refused as refused:
        raise fault_of(refused) from refused
    except OutcomeUnknown as silence:
        sentence = "Hộp thư của nơi gửi chưa nhận biên nhận; hệ thống sẽ gửi lại biên nhận."
        raise Busy(sentence, silence.detail) from silence


async def _held(asker: Asker, one: Waiting) -> _Held | None:
    """A parcel in our box; None when it is no longer there.

    After a loss of majority two nodes may number the same box differently (2.10.27): what one hands
    out then lies elsewhere with the other, and nobody may be told that it was taken. Raises
    BadAnswer for another parcel in its place.
    """
    try:
        told = await asker.api(f"STREAM.MSG.GET.{names.PARCELS}", {"seq": _place(one.ref)})
    except Refused as refused:
        if refused.code == NO_MESSAGE:
            return None
        raise fault_of(refused) from refused
    message: dict[str, Any] = told["message"]
    sender, data = names.sender_of(message["subject"]), b64decode(message.get("data", ""))
    held = _opened(sender, data)
    if (held.envelope.uuid if held.envelope else None) != one.uuid:
        raise BadAnswer(MOVED, f"{one.ref}: not {one.uuid}")
    return held


def _opened(sender: str, data: bytes) -> _Held:
    try:
        return _Held(sender, *unpack(data))
    except Unreadable:
        return _Held(sender, None, data)


def _times_seen(ref: str) -> int:
    """How often the parcel of a handle has been handed out, this time included."""
    parts = ref.split(".")
    return int(parts[4] if len(parts) == 9 else parts[6])


def _place(ref: str) -> int:
    """The parcel's place in the stream, out of `$JS.ACK.…`: newer servers name domain and account
    before the stream."""
    parts = ref.split(".")
    return int(parts[5] if len(parts) == 9 else parts[7])
