"""Handing a parcel over, and asking what became of one: the sender's half of the driver."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

from vanthu.office.interchange.drivers.base import (
    Fate,
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
    MESSAGE_ID,
    NEVER,
    Asker,
)
from vanthu.office.interchange.drivers.jetstream.envelope import (
    Envelope,
    Receipt,
    Unreadable,
    pack,
    unpack_receipt,
)
from vanthu.office.interchange.drivers.jetstream.faults import WRONG_LAST, Refused, fault_of
from vanthu.office.interchange.drivers.jetstream.files import put
from vanthu.office.interchange.drivers.jetstream.settings import Settings
from vanthu.office.interchange.edxml.message import Attachment, DocumentMessage, Message

Write = Callable[[Message], bytes]
FATES = {Verdict.TAKEN: Fate.TAKEN, Verdict.REFUSED: Fate.REFUSED}
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
    OutcomeUnknown, Rejected."""
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
    headers = {MESSAGE_ID: str(parcel.uuid)}
    subject = f"{names.to_mail(outgoing.site)}.parcel"
    try:
        stored = await asker.publish(subject, pack(envelope, outgoing.raw), headers)
    except Refused as refused:
        raise fault_of(refused) from refused
    return outgoing.taken(stored.seq)


async def find(asker: Asker, outgoing: Outgoing) -> Taken | None:
    """What was taken of a parcel, None when the network does not know it.

    A receipt tells for as long as receipts are kept. Else the server is asked by an empty message
    with the parcel's id that it must refuse: an id that it knows it answers first, with the place.
    It knows an id for some hours, not after all its nodes were restarted at once once the parcel
    was read; sending again is then safe by the receiver's own memory of what it has applied.
    """
    if await receipt_for(asker, outgoing.parcel, outgoing.site) is not None:
        return outgoing.taken(0)
    headers = {MESSAGE_ID: str(outgoing.parcel.uuid), EXPECTED_LAST: NEVER}
    try:
        stored = await asker.publish(f"{names.to_mail(outgoing.site)}.parcel", b"", headers)
    except Refused as refused:
        if refused.code == WRONG_LAST:
            return None
        raise Unreachable("Mạng liên thông chưa trả lời được.", str(refused)) from refused
    return outgoing.taken(stored.seq)


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
    """What the receiver's receipt says of a parcel; None while there is none."""
    receipt = await receipt_for(asker, parcel, site)
    if receipt is None:
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
