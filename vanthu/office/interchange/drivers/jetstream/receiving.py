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
# How often a parcel waits again because its sender takes no receipt.
TIMES = 3
ACK = b"+ACK"
AGAIN = b"-NAK"
# So many at once: what waits for the client to read it takes memory.
LOOK = 200
LATER = b'-NAK {"delay": 30000000000}'


async def waiting(asker: Asker, settings: Settings, most: int) -> list[Waiting]:
    """What waits, oldest first; empty only when the server said that nothing does. Raises
    Unreachable."""
    found: list[Waiting] = []
    while len(found) < most:
        more = await _look(asker, settings, min(most - len(found), LOOK))
        found += more
        if len(more) < LOOK:
            break
    return found


async def put_back(asker: Asker, refs: Sequence[str]) -> None:
    """Let the server hand them out again at once. Raises Unreachable."""
    try:
        for ref in refs:
            await asker.client.publish(ref, AGAIN)
        await asker.client.flush(math.ceil(asker.seconds))
    except (ClientError, OSError, TimeoutError) as problem:
        raise Unreachable(SILENT, repr(problem)) from problem


async def _look(asker: Asker, settings: Settings, most: int) -> list[Waiting]:
    inbox = asker.client.new_inbox()
    ask = json.dumps({"batch": most, "no_wait": True}).encode()
    where = f"{asker.prefix}CONSUMER.MSG.NEXT.{names.PARCELS}.{names.CONSUMER}"
    try:
        subscription = await asker.client.subscribe(inbox)
        try:
            await asker.client.publish(where, ask, reply=inbox)
            found = await _gather(subscription, most, asker.seconds)
        finally:
            await subscription.unsubscribe()
    except (ClientError, OSError) as problem:
        raise Unreachable(SILENT, repr(problem)) from problem
    return [_waiting(message, settings) for message in found]


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
    site = names.sender_of(message.subject)
    try:
        envelope, _ = unpack(message.data)
    except Unreadable:
        return Waiting(ref=message.reply, kind=Kind.DOCUMENT, sender=site)
    lives_there = settings.site_of(envelope.sender) == site
    return Waiting(
        ref=message.reply,
        kind=envelope.kind,
        sender=envelope.sender if lives_there else site,
        uuid=envelope.uuid,
    )


async def fetch(asker: Asker, settings: Settings, ref: str, folder: Path) -> Fetched:
    """Bring the packet and the files that are as announced; one that is damaged is left out, which
    the packet's own digests tell, and so is one that was missing at every look. Raises Unreachable,
    BadAnswer while a file may still come."""
    held = await _held(asker, ref)
    if held is None:
        raise BadAnswer("Gói tin không còn trong hộp thư.", ref)
    sender, data = held
    try:
        envelope, raw = unpack(data)
    except Unreadable:
        envelope, raw = None, data
    place = folder / "packet"
    try:
        place.write_bytes(raw)
        last = _times_seen(ref) >= settings.missing_looks
        files = await _files(asker, settings, sender, envelope, folder, last) if envelope else {}
    except OSError:
        # Our own trouble (a full disk): it need not wait for the whole pause.
        await asker.client.publish(ref, LATER)
        raise
    return Fetched(raw=place, files=files, sha256=envelope.sha256 if envelope else "")


async def _files(
    asker: Asker, settings: Settings, sender: str, envelope: Envelope, folder: Path, last: bool
) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for number, info in enumerate(envelope.files):
        if info.size > settings.largest_file or info.sha256 in found:
            continue
        try:
            found[info.sha256] = await get(asker, sender, info, folder / f"file-{number}")
        except Incomplete as problem:
            if isinstance(problem, Missing) and not last:
                raise BadAnswer(LATE, str(problem)) from problem
            logger.warning("jetstream: parcel %s: %s", envelope.uuid, problem)
    return found


async def acknowledge(
    asker: Asker, settings: Settings, ref: str, verdict: Verdict, reason: str
) -> None:
    """Receipt to the sender, then the parcel out of our box, then its files. Broken off anywhere,
    the parcel waits again and all of it is done again. A sender that takes no receipts goes
    without after some tries: its mail to us must not stay for it. Raises Unreachable."""
    held = await _held(asker, ref)
    if held is None:
        return
    sender, data = held
    try:
        envelope, raw = unpack(data)
    except Unreadable:
        envelope, raw = None, data
    if envelope and sender in settings.sites:
        try:
            await _give_receipt(asker, sender, _receipt(envelope, raw, verdict, reason))
        except Busy as busy:
            if _times_seen(ref) < TIMES:
                raise
            logger.warning("jetstream: no receipt for %s: %s", envelope.uuid, busy.detail)
    await asker.confirm(ref, ACK)
    if envelope and envelope.files:
        try:
            await purge_files(asker, names.files_of(f"{sender}.{envelope.uuid}"))
        except Fault as fault:
            # They end by their age; the parcel itself is done.
            logger.warning("jetstream: files of %s stay: %s", envelope.uuid, fault.detail)


def _receipt(envelope: Envelope, raw: bytes, verdict: Verdict, reason: str) -> Receipt:
    files = {file.content_id: file.sha256 for file in envelope.files}
    return Receipt(
        uuid=envelope.uuid,
        verdict=verdict,
        at=datetime.now(UTC),
        reason=reason,
        envelope=hashlib.sha256(raw).hexdigest(),
        files=files if verdict == Verdict.TAKEN else {},
    )


async def _give_receipt(asker: Asker, sender: str, receipt: Receipt) -> None:
    subject = f"{names.to_mail(sender)}.receipt.{receipt.uuid}"
    headers = {MESSAGE_ID: f"{receipt.uuid}-{receipt.verdict}"}
    try:
        await asker.publish(subject, pack_receipt(receipt), headers)
    except Refused as refused:
        raise fault_of(refused) from refused
    except OutcomeUnknown as silence:
        sentence = "Hộp thư của nơi gửi chưa nhận biên nhận; hệ thống sẽ gửi lại biên nhận."
        raise Busy(sentence, silence.detail) from silence


async def _held(asker: Asker, ref: str) -> tuple[str, bytes] | None:
    """The sender and the bytes of a parcel in our box; None when it is no longer there."""
    try:
        told = await asker.api(f"STREAM.MSG.GET.{names.PARCELS}", {"seq": _place(ref)})
    except Refused as refused:
        if refused.code == NO_MESSAGE:
            return None
        raise fault_of(refused) from refused
    message: dict[str, Any] = told["message"]
    return names.sender_of(message["subject"]), b64decode(message.get("data", ""))


def _times_seen(ref: str) -> int:
    """How often the parcel of a handle has been handed out, this time included."""
    parts = ref.split(".")
    return int(parts[4] if len(parts) == 9 else parts[6])


def _place(ref: str) -> int:
    """The parcel's place in the stream, out of `$JS.ACK.…`: newer servers name domain and account
    before the stream."""
    parts = ref.split(".")
    return int(parts[5] if len(parts) == 9 else parts[7])
