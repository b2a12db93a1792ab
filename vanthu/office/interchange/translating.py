"""Between our rows and the messages of the wire: the one place that knows both.

What goes out is made of the packet's frozen payload alone, so that a message is the same however
often and whenever it is sent. What comes in becomes such a payload: fields cut to the lengths of
the data standard, everything else as it was said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import open_stream
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.text import fold
from vanthu.office.documents.choices import Circulation, SigningAuthority, Urgency
from vanthu.office.documents.models import DocumentType
from vanthu.office.documents.symbols import join_reference, split_reference
from vanthu.office.interchange.choices import Content, PacketKind, ReceiptStatus
from vanthu.office.interchange.drivers.base import Kind, Parcel, Sheet
from vanthu.office.interchange.edxml.message import (
    Answered,
    Attachment,
    Business,
    Change,
    DocumentMessage,
    Organization,
    Replaced,
    Signer,
    Staff,
    StatusMessage,
    Trace,
)
from vanthu.office.interchange.edxml.message import Message as Wire
from vanthu.office.interchange.models import Message, Packet
from vanthu.office.interchange.rules import payload_hash

# The lengths of the columns that a payload fills (Decree 30/2020, Annex VI).
_LENGTHS = {
    "number": 11,
    "symbol": 60,
    "reference": 75,
    "identifier": 120,
    "issuer_name": 200,
    "subject": 500,
    "place": 50,
    "signer_position": 100,
    "signer_name": 100,
}
_RETURN = str(Circulation.RETURN_AFTER_READING.value)
# An instruction on circulation has no element of its own on the wire: it stands in the summary.
_CIRCULATIONS = {_RETURN: "XEM XONG TRẢ LẠI"}
# What an update may change; the rest of a payload names what the document is.
UPDATED = (
    *("subject", "due_on", "urgency", "page_count", "circulation", "place"),
    *("signer_position", "signer_name"),
)


def parcel(row: Message) -> Parcel:
    """The message of an outgoing row, for its driver."""
    message = _sheet(row) or (
        status_message(row) if row.kind == Content.STATUS else document_message(row)
    )
    assert row.uuid is not None
    return Parcel(
        uuid=row.uuid,
        kind=Kind(row.kind),
        sender=row.sender_code,
        receiver=row.receiver_code,
        document_id=row.order_id or row.document_id,
        message=message,
    )


def _sheet(row: Message) -> Sheet | None:
    return Sheet(str(row.told["sheet"]).encode()) if row.kind == Content.SHEET else None


def status_message(row: Message) -> StatusMessage:
    """A status as its form has it; of an update or a replacement it names the order it answers."""
    about = _original(row)
    told = row.told
    return StatusMessage(
        sender=_organization(row.sender_code, row),
        about=Answered(
            document_id=row.order_id or row.document_id,
            code=row.receiver_code,
            reference=str(about.get("reference", "")),
            day=_day(about.get("issued_on")),
        ),
        code=row.status,
        description=told.get("text", ""),
        at=datetime.fromisoformat(told["at"]),
        staff=Staff(department=told.get("department", ""), name=told.get("name", "")),
    )


def _original(row: Message) -> Mapping[str, Any]:
    """The payload of the packet that the message is about in the end."""
    packet = row.packet
    told: Mapping[str, Any] = row.told
    if packet is not None:
        told = packet.answers.payload if packet.answers is not None else packet.payload
    return told


def document_message(row: Message) -> DocumentMessage:
    """A document, an update of it, or word of what replaces it, out of the packet's payload."""
    packet = row.packet
    assert packet is not None
    sender = _organization(row.sender_code, row)
    called = packet.addressed_name or row.receiver_code
    receiver = Organization(code=row.receiver_code, name=called[:200])
    trace = Trace(code=row.sender_code, at=packet.sent_at.astimezone(VIETNAM))
    plain = DocumentMessage(
        sender=sender, receivers=(receiver,), document_id=packet.identifier, traces=(trace,)
    )
    if packet.kind == PacketKind.NEW:
        return _with_fields(plain, packet.payload, packet.payload["files"])
    staff = Staff(name=str(row.told.get("name", "")))
    if packet.kind == PacketKind.REPLACE:
        return _replacement(plain, packet, staff)
    change = Change(
        business=Business.UPDATE,
        document_id=packet.identifier,
        reason=packet.reason,
        fields_changed=bool(packet.payload["changes"]),
        staff=staff,
    )
    assert packet.answers is not None
    now = {name: new for name, (_old, new) in packet.payload["changes"].items()}
    full = _with_fields(plain, said(packet.answers, packet) | now, packet.payload["files"])
    return replace(full, document_id=row.order_id, change=change)


def _replacement(plain: DocumentMessage, packet: Packet, staff: Staff) -> DocumentMessage:
    by = packet.payload["by"]
    number, symbol = split_reference(by["reference"])
    return replace(
        plain,
        document_id=str(packet.uuid),
        number=number,
        symbol=symbol,
        day=_day(by["issued_on"]),
        subject=by["subject"],
        change=Change(
            business=Business.REPLACE,
            document_id=by["identifier"],
            reason=packet.reason,
            replaced=(Replaced(document_id=packet.identifier),),
            staff=staff,
        ),
    )


def said(original: Packet, before: Packet | None = None) -> dict[str, Any]:
    """The fields of a document as its sender has told them last, or had before an update."""
    told = dict(original.payload)
    updates = Packet.objects.filter(answers=original, kind=PacketKind.UPDATE).order_by("pk")
    for update in updates if before is None else updates.filter(pk__lt=before.pk):
        told |= {name: new for name, (_old, new) in update.payload["changes"].items()}
    return told


def _with_fields(
    plain: DocumentMessage, told: Mapping[str, Any], files: Sequence[Mapping[str, Any]]
) -> DocumentMessage:
    type_name = DocumentType.objects.filter(pk=told["type_code"]).values_list("name", flat=True)
    return replace(
        plain,
        number=told["number"],
        symbol=told["symbol"],
        day=_day(told["issued_on"]),
        place=told["place"],
        type_name=type_name.first() or "",
        subject=told["subject"],
        content=_CIRCULATIONS.get(told["circulation"], ""),
        signer=Signer(
            authority=told["signing_authority"],
            position=told["signer_position"],
            name=told["signer_name"],
        ),
        urgency=int(told["urgency"]),
        due=_day(told["due_on"]),
        page_count=told["page_count"],
        answers=tuple(Answered(document_id=each) for each in told["answers"]),
        attachments=tuple(_attachments(files)),
    )


def _attachments(files: Sequence[Mapping[str, Any]]) -> Iterator[Attachment]:
    blobs = Blob.objects.in_bulk([file["sha256"] for file in files])
    for place, file in enumerate(files, 1):
        blob = blobs[file["sha256"]]
        yield Attachment(
            name=file["name"],
            media_type=blob.media_type,
            size=blob.size,
            sha256=blob.pk,
            content_id=f"file-{place}",
            open=partial(open_stream, blob.pk),
        )


def _organization(code: str, row: Message) -> Organization:
    names = agency_names([row.agency_id], row.made_at.astimezone(VIETNAM).date())
    return Organization(code=code, name=names[row.agency_id].name if names else "")


def payload_of(
    message: DocumentMessage, issuer_id: int, files: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """What a document from elsewhere says, as a packet's payload; `files` are stored by then."""
    found = {
        "number": message.number,
        "symbol": message.symbol,
        "reference": join_reference(message.number, message.symbol),
        "identifier": message.document_id,
        "issuer_name": message.sender.name or message.sender.code,
        "subject": message.subject or message.content or message.document_id,
        "place": message.place,
        "signer_position": message.signer.position,
        "signer_name": message.signer.name,
    }
    texts = {name: " ".join(value.split())[: _LENGTHS[name]] for name, value in found.items()}
    return {
        **texts,
        "identifier": message.document_id if len(message.document_id) <= 120 else "",
        "language": "Tiếng Việt",
        "page_count": message.page_count or None,
        "signing_authority": _authority(message.signer.authority),
        "urgency": min(max(message.urgency, 0), int(Urgency.FLASH)),
        "circulation": _circulation(message.content),
        "issued_on": _plain(_believable(message.day)),
        "due_on": _plain(_due(message)),
        "type_code": _type_code(message.type_name),
        "issuer_id": issuer_id,
        "files": list(files),
        "answers": [each.document_id for each in message.answers if each.document_id],
        "replaces": [],
        "corrects": [],
        "from_code": message.sender.code,
        "order_id": "",
    }


def _circulation(content: str) -> str:
    wanted = fold(content)
    return next((value for value, words in _CIRCULATIONS.items() if fold(words) == wanted), "")


def _authority(words: str) -> str:
    wanted = words.strip().upper().rstrip(".")
    return next((each.value for each in SigningAuthority if each.value.rstrip(".") == wanted), "")


def _believable(day: date | None) -> date | None:
    return day if day is not None and date(1945, 9, 2) <= day <= date(2200, 1, 1) else None


def _due(message: DocumentMessage) -> date | None:
    """A deadline before the document's own day is none (a slip of the sender's)."""
    due, day = _believable(message.due), _believable(message.day)
    return None if due is not None and day is not None and due < day else due


def _type_code(name: str) -> str | None:
    """The type of that name; the number beside it is not to be trusted (interchange 1.2)."""
    wanted = fold(name).strip()
    names = DocumentType.objects.order_by("order").values_list("code", "name")
    return next((code for code, known in names if wanted and fold(known) == wanted), None)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _plain(day: date | None) -> str | None:
    return day.isoformat() if day else None


def content_hash(message: Wire) -> str:
    """SHA-256 over what a message says: not over how it was written or whom it passed on its way.

    Of an order also when it was first sent: the same change may be ordered twice.
    """
    if isinstance(message, StatusMessage):
        about = message.about.document_id
        told = (message.sender.code, about, message.code, message.description, message.at)
        return payload_hash({"status": _jsonable([*told, asdict(message.staff)])})
    names = (
        *("document_id", "number", "symbol", "day", "place", "type_name", "subject", "content"),
        *("urgency", "due", "page_count", "appendixes"),
    )
    ordered = message.change.business is not Business.NEW and message.traces
    said = {
        **{name: getattr(message, name) for name in names},
        "sender": message.sender.code,
        "signer": asdict(message.signer),
        "answers": [each.document_id for each in message.answers],
        "change": asdict(message.change),
        "files": [(each.name, each.size, each.sha256) for each in message.attachments],
        "first_sent": message.traces[0].at if ordered else None,
    }
    return payload_hash(_jsonable(said))


def said_on(message: Wire) -> date | None:
    """The day, in Vietnam, of the moment that a message bears since it was written; None where it
    bears none."""
    if isinstance(message, StatusMessage):
        at = message.at
    else:
        at = message.traces[0].at if message.traces else None
    if at is None:
        return None
    return (at.astimezone(VIETNAM) if at.tzinfo else at).date()


def _jsonable(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _jsonable(each) for key, each in value.items()}
    return [_jsonable(each) for each in value] if isinstance(value, (list, tuple)) else value


def status_of(message: StatusMessage) -> ReceiptStatus | None:
    """The status a message tells; None for a code that is none of ours."""
    code = message.code.strip().rjust(2, "0")
    return ReceiptStatus(code) if code in ReceiptStatus.values and code != "00" else None
