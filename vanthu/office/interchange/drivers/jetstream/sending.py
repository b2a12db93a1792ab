"""Handing a parcel over, and asking what became of one: the sender's half of the driver."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Busy,
    Fate,
    OutcomeUnknown,
    Parcel,
    Rejected,
    Report,
    Sheet,
    Taken,
    Unreachable,
    Verdict,
)
from vanthu.office.interchange.drivers.jetstream import names
from vanthu.office.interchange.drivers.jetstream.asking import (
    EXPECTED_LAST,
    EXPECTED_LAST_ID,
    EXPECTED_LAST_OURS,
    MESSAGE_ID,
    NEVER,
    NEVER_SENT,
    Asker,
    Stored,
)
from vanthu.office.interchange.drivers.jetstream.envelope import (
    Envelope,
    Receipt,
    Unreadable,
    pack,
    unpack_receipt,
)
from vanthu.office.interchange.drivers.jetstream.faults import (
    UNDER_WAY,
    UNKNOWN,
    WRONG_LAST,
    Refused,
    fault_of,
)
from vanthu.office.interchange.drivers.jetstream.files import put
from vanthu.office.interchange.drivers.jetstream.line import SILENT
from vanthu.office.interchange.drivers.jetstream.settings import Settings
from vanthu.office.interchange.edxml.message import Attachment, DocumentMessage, Message

Write = Callable[[Message], bytes]
FATES = {
    Verdict.TAKEN: Fate.TAKEN,
    Verdict.REFUSED: Fate.REFUSED,
    Verdict.INCOMPLETE: Fate.INCOMPLETE,
}
# So many copies of one parcel are followed; more were never seen to be lost.
COPIES = 8
# So often, and after so many seconds, the server is asked again while it is at another of ours.
LOOKS, MOMENT = 6, 0.3
NEVER_WHOLE = "Nơi nhận nhiều lần báo gói tin về không đủ tệp; hệ thống sẽ tự gửi lại sau."
OTHER_BYTES = "Biên nhận của nơi nhận nêu mã băm khác với gói tin đã gửi; hãy gửi lại văn bản."


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A parcel made ready: the site it goes to, the packet without its files, the files."""

    parcel: Parcel
    site: str
    raw: bytes
    files: tuple[Attachment, ...]

    @property
    def sha256(self) -> str:
        """The hash of the packet; the packet names those of the files."""
        return hashlib.sha256(self.raw).hexdigest()

    def taken(self, seq: int) -> Taken:
        """What the network has taken, by its place in the receiver's box."""
        return Taken(remote_id=f"{self.site}:{seq}", sha256=self.sha256, size=len(self.raw))


def make_ready(parcel: Parcel, settings: Settings, write: Write) -> Outgoing:
    """Find the receiver's site and write the packet. Raises Rejected."""
    site = settings.site_of(parcel.receiver)
    if site is None or site == settings.site:
        sentence = f"Cơ quan {parcel.receiver} không thuộc hệ thống nào trên mạng liên thông."
        raise Rejected(sentence, code="unknown-receiver", ours=site is not None)
    message = parcel.message
    files = message.attachments if isinstance(message, DocumentMessage) else ()
    for attachment in files:
        if attachment.size > settings.largest_file:
            limit = settings.largest_file >> 20
            sentence = f"Tệp «{attachment.name}» lớn hơn {limit} MB mà mạng liên thông cho phép."
            raise Rejected(sentence, code="file-too-large")
    if isinstance(message, DocumentMessage):
        message = replace(message, attachments=tuple(replace(f, open=None) for f in files))
    raw = message.data if isinstance(message, Sheet) else write(message)
    return Outgoing(parcel, site, raw, files)


async def send(asker: Asker, outgoing: Outgoing, settings: Settings) -> Taken:
    """Files first, then the envelope: what a receiver sees is whole. Raises Unreachable,
    OutcomeUnknown, Rejected, and Busy for a receiver to whom no copy comes whole."""
    parcel = outgoing.parcel
    infos = [
        await put(asker, outgoing.site, settings.site, parcel.uuid, file, settings.chunk_bytes)
        for file in outgoing.files
    ]
    envelope = Envelope(
        uuid=parcel.uuid,
        kind=parcel.kind,
        sender=parcel.sender,
        receiver=parcel.receiver,
        sha256=outgoing.sha256,
        files=tuple(infos),
    )
    data, name = pack(envelope, outgoing.raw), str(parcel.uuid)
    try:
        for _ in range(COPIES):
            stored = await _put_in(asker, outgoing, data, {MESSAGE_ID: name})
            if not stored.duplicate:
                return outgoing.taken(stored.seq)
            receipt = await receipt_for(asker, parcel, outgoing.site)
            if await _is_there(asker, outgoing, stored.seq, receipt):
                return outgoing.taken(stored.seq)
            name = _next_name(name, stored.seq)
    except Refused as refused:
        raise fault_of(refused) from refused
    raise Busy(NEVER_WHOLE, f"{COPIES} copies of {parcel.uuid} were taken and lost")


async def find(asker: Asker, outgoing: Outgoing, settings: Settings) -> Taken | None:
    """What was taken of a parcel, None when it must be sent again.

    A receipt tells for as long as receipts are kept. Else the server is asked by an empty message
    with the parcel's id that it must refuse: an id that it knows it answers first, with the place,
    and whether something lies there is asked as well. It knows an id for some hours, not after all
    its nodes were restarted at once once the parcel was read; sending again is then safe by the
    receiver's own memory of what it has applied.
    """
    receipt = await receipt_for(asker, outgoing.parcel, outgoing.site)
    if receipt is not None and receipt.verdict is not Verdict.INCOMPLETE:
        return outgoing.taken(0)
    name = str(outgoing.parcel.uuid)
    for _ in range(COPIES):
        place = await _place_of(asker, outgoing, name, settings)
        if place is None:
            return None
        if await _is_there(asker, outgoing, place, receipt):
            return outgoing.taken(place)
        name = _next_name(name, place)
    return None


def _next_name(name: str, place: int) -> str:
    """The message id of the copy after one that is not there.

    The server goes on calling the parcel's own id a repeat. This one names the copies before it, so
    that whoever tries again puts the next one in once.
    """
    return f"{name}.{place}"


async def _put_in(asker: Asker, outgoing: Outgoing, data: bytes, headers: dict[str, str]) -> Stored:
    return await asker.publish(f"{names.to_mail(outgoing.site)}.parcel", data, headers)


async def _place_of(asker: Asker, outgoing: Outgoing, name: str, settings: Settings) -> int | None:
    """The place that the server remembers of a message id, None when it remembers none.

    What it cannot take is chosen so that it looks for the id first. A cluster compares the last id
    only after its nodes have agreed on the message, and one that is killed then cannot apply it
    when it starts again (2.15.1): there it is asked by the length of the box, which a single node
    would compare first.
    """
    alone = settings.replicas == 1
    impossible = {EXPECTED_LAST_ID: NEVER_SENT} if alone else {EXPECTED_LAST: NEVER}
    answer = await _refused(asker, outgoing, {MESSAGE_ID: name, **impossible})
    return answer.seq if isinstance(answer, Stored) else None


async def _refused(asker: Asker, outgoing: Outgoing, headers: dict[str, str]) -> Stored | Refused:
    """What the server says to an empty message that cannot be next: nothing is ever taken by it, so
    that silence leaves nothing unknown. It says nothing while it is at another of ours, and is
    asked once more. Raises Unreachable, and Busy when it is at others for long."""
    for _ in range(LOOKS):
        try:
            return await _put_in(asker, outgoing, b"", headers)
        except Refused as refused:
            if refused.code in WRONG_LAST:
                return refused
            if refused.code != UNDER_WAY:
                raise Unreachable(SILENT, str(refused)) from refused
        except OutcomeUnknown as silence:
            raise Unreachable(SILENT, silence.detail) from silence
        await asyncio.sleep(MOMENT)
    raise Busy(UNKNOWN, f"{outgoing.parcel.uuid}: others are under way to {outgoing.site}")


async def _is_there(asker: Asker, outgoing: Outgoing, place: int, receipt: Receipt | None) -> bool:
    """Whether what the server remembers to have taken can be in the box, or was read out of it
    and not found incomplete.

    It remembers more than it keeps: it answers "repeat" also for what its leader wrote down without
    a majority, which is then nowhere (2.9.10 with the place that it would have had, 2.10.27 with
    place 0). Our last place in the box tells: the server names it when it refuses what expects
    another.
    """
    if place == 0:
        return False
    if receipt is not None and receipt.verdict is not Verdict.INCOMPLETE:
        return True
    if receipt is not None and receipt.place >= place:
        return False
    answer = await _refused(asker, outgoing, {EXPECTED_LAST_OURS: NEVER})
    if isinstance(answer, Stored):
        raise BadAnswer(SILENT, "a message that cannot be next was taken")
    return int(answer.text.rpartition(" ")[2]) >= place


async def receipt_for(asker: Asker, parcel: Parcel, site: str) -> Receipt | None:
    """The receipt that a site has put into our box for a parcel. Raises Unreachable."""
    subject = names.receipt_from(site, parcel.uuid)
    try:
        message = await asker.raw(f"DIRECT.GET.{names.RECEIPTS}", {"last_by_subj": subject})
        return unpack_receipt(message.data)
    except Unreadable:
        return None
    except Refused as refused:
        if refused.status == 404:
            return None
        raise fault_of(refused) from refused


async def report(asker: Asker, parcel: Parcel, taken: Taken, site: str) -> Report | None:
    """What the receiver's receipt says of a parcel; None while there is none of this copy."""
    receipt = await receipt_for(asker, parcel, site)
    if receipt is None or (receipt.verdict is Verdict.INCOMPLETE and not _is_of(receipt, taken)):
        return None
    if receipt.verdict == Verdict.TAKEN and receipt.envelope != taken.sha256:
        return Report(uuid=parcel.uuid, fate=Fate.REFUSED, at=receipt.at, reason=OTHER_BYTES)
    return Report(
        uuid=parcel.uuid,
        fate=FATES[receipt.verdict],
        at=receipt.at,
        reason=receipt.reason,
        digests={"": receipt.envelope, **receipt.files},
    )


def _is_of(receipt: Receipt, taken: Taken) -> bool:
    return taken.remote_id.endswith(f":{receipt.place}")
