"""Updates of an issued document, and what replaces it: each receiver is told, and answers (15, 16).

The receiver sees what changed before agreeing. Both versions stay readable on both sides (Annex VI
III.8; Q-077, L-06): nothing that was signed, sent or received is written over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.models import Blob
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.office.documents.actions import NewFile, correct_fields, correct_issued, put_file
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.errors import NothingChanged
from vanthu.office.documents.fields import IncomingFields
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.documents.permissions import check_see
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import withdraw
from vanthu.office.handling.choices import Box
from vanthu.office.handling.errors import ReasonMissing
from vanthu.office.interchange import notices, permissions
from vanthu.office.interchange.actions.orders import make_orders, move_order
from vanthu.office.interchange.actions.reporting import write_receipt
from vanthu.office.interchange.actions.sending import ask_to_deliver
from vanthu.office.interchange.choices import CHANGES, PacketKind, ReceiptStatus, Verb
from vanthu.office.interchange.errors import PacketNotFound
from vanthu.office.interchange.events import ChangeAnswered, ChangeArrived, ChangeOrdered
from vanthu.office.interchange.models import Packet
from vanthu.office.interchange.packing import pack
from vanthu.office.interchange.rules import CHANGE_ORDER

_GONE = "Nơi nhận không còn giữ văn bản này."


@action
def update_issued(
    actor: Actor, *, document_id: int, values: Mapping[str, Any], reason: str
) -> list[Packet]:
    """Correct what describes an issued document, and tell every receiver what changed and why.

    Files added since it was sent, such as the scan of the signed paper, go along. Raises
    NothingChanged, ReasonMissing, NotTheClerk, RecalledAlready.
    """
    check_see(actor, document_id)
    document = Document.objects.select_for_update(no_key=True).get(pk=document_id)
    permissions.check_any(actor, Verb.UPDATE_ISSUED, document)
    if not reason.strip():
        raise ReasonMissing
    changed = correct_issued(actor, document_id=document_id, values=values)
    document.refresh_from_db()
    packets = _standing(document)
    added = _added(document, packets)
    if not changed and not added:
        raise NothingChanged
    told = {name: [_plain(old), _plain(new)] for name, (old, new) in changed.items()}
    payload = {"changes": told, "files": added}
    return _order(actor, document, packets, PacketKind.UPDATE, payload, reason.strip())


def order_replacement(actor: Actor, old: Document, new: Document) -> None:
    """Tell the receivers of `old` which document takes its place; called by the handler alone."""
    by = {
        "identifier": new.identifier,
        "reference": new.reference,
        "subject": new.subject,
        "issued_on": _plain(new.issued_on),
    }
    reason = f"Được thay thế bằng văn bản {new.reference}"
    _order(actor, old, _standing(old), PacketKind.REPLACE, {"by": by}, reason)


def _standing(document: Document) -> list[Packet]:
    """What the receivers hold: neither refused nor ordered back."""
    rows = Packet.objects.filter(document=document, kind=PacketKind.NEW, recall_asked_at=None)
    return list(rows.exclude(status=ReceiptStatus.REFUSED).order_by("pk"))


def _added(document: Document, packets: Sequence[Packet]) -> list[dict[str, Any]]:
    """The files of the document that went neither with it nor with an earlier update."""
    earlier = Packet.objects.filter(document=document, kind=PacketKind.UPDATE)
    sent = [*packets, *earlier]
    known = {file["sha256"] for packet in sent for file in packet.payload["files"]}
    return [file for file in pack(document)["files"] if file["sha256"] not in known]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _order(
    actor: Actor,
    document: Document,
    packets: Sequence[Packet],
    kind: PacketKind,
    what: Mapping[str, Any],
    reason: str,
) -> list[Packet]:
    orders = make_orders(
        actor, document, packets, kind, status=ReceiptStatus.SENT, reason=reason, what=what
    )
    ask_to_deliver(actor, orders, document.urgency)
    announce(
        actor,
        ChangeOrdered(
            agency_id=document.agency_id,
            object_id=document.pk,
            kind=int(kind),
            receivers=tuple(packet.receiver_id for packet in packets),
            reason=reason,
        ),
    )
    return orders


def deliver_change(actor: Actor, order: Packet, original: Packet) -> int | None:
    """The change reaches the receiver's clerks; about what they no longer hold it says nothing."""
    order.delivered_at, order.arrival_id = actor.now, original.arrival_id
    Packet.objects.filter(pk=order.pk).update(
        delivered_at=actor.now, arrival_id=original.arrival_id
    )
    arrival = Document.objects.select_related("type").filter(pk=original.arrival_id or 0).first()
    if arrival is None or arrival.state in (DocumentState.REFUSED, DocumentState.RECALLED):
        conclude_change(actor, order, ReceiptStatus.TAKE_BACK_AGREED, _GONE)
        return order.arrival_id
    move_order(actor, order, CHANGE_ORDER, ReceiptStatus.ARRIVED)
    write_receipt(actor, order, ReceiptStatus.ARRIVED, "")
    boxes.put(
        actor,
        holder=keys.registry(order.receiver_id),
        box=Box.TO_ANSWER_CHANGE,
        document=arrival,
        due_on=actor.today,
        from_name=order.payload["reference"],
        remark=order.reason,
    )
    announce(
        actor,
        ChangeArrived(
            agency_id=order.receiver_id,
            object_id=arrival.pk,
            kind=order.kind,
            sender=order.sender_id,
            reason=order.reason,
        ),
    )
    return arrival.pk


@action
def answer_change(actor: Actor, *, packet_id: int, agree: bool, reason: str = "") -> None:
    """The receiver takes the change over (15), or keeps the document as it is and says why (16).

    An update then corrects the fields of the arrival and adds its files; a replacement ends its
    handling, and it stays readable beside what replaces it. Raises NoChangeOrder, ReasonMissing.
    """
    order = _locked(actor, packet_id)
    if not agree and not reason.strip():
        raise ReasonMissing
    status = ReceiptStatus.TAKE_BACK_AGREED if agree else ReceiptStatus.TAKE_BACK_REFUSED
    conclude_change(actor, order, status, reason.strip())
    if agree:
        _take_over(actor, order)
    _leave_box(order.arrival_id or 0)


def settle_changes(actor: Actor, arrival_id: int) -> None:
    """The arrival was refused or given back: nothing is left that a change could be about."""
    rows = Packet.objects.select_for_update(no_key=True).filter(
        arrival=arrival_id, kind__in=CHANGES, status=ReceiptStatus.ARRIVED
    )
    for order in rows:
        conclude_change(actor, order, ReceiptStatus.TAKE_BACK_AGREED, _GONE)
    _leave_box(arrival_id)


def _locked(actor: Actor, packet_id: int) -> Packet:
    """The change for an answer by this actor; the document is locked first, as by every act."""
    rows = Packet.objects.filter(pk=packet_id, kind__in=CHANGES)
    seen = rows.first()
    if seen is None:
        raise PacketNotFound
    permissions.check_answer_change(actor, seen)
    Document.objects.select_for_update(no_key=True).get(pk=seen.arrival_id or 0)
    order = rows.select_for_update(no_key=True).get()
    permissions.check_answer_change(actor, order)
    return order


def _leave_box(arrival_id: int) -> None:
    """The box empties with the last change that waits."""
    waits = Packet.objects.filter(
        arrival=arrival_id, kind__in=CHANGES, status=ReceiptStatus.ARRIVED
    )
    if not waits.exists():
        boxes.take(arrival_id, box=Box.TO_ANSWER_CHANGE)


def _take_over(actor: Actor, order: Packet) -> None:
    arrival = Document.objects.get(pk=order.arrival_id or 0)
    if order.kind == PacketKind.UPDATE:
        _correct(actor, arrival, order.payload["changes"])
        _add_files(actor, arrival, order.payload["files"])
    else:
        withdraw(actor, document_id=arrival.pk, reason=order.reason)


def _correct(actor: Actor, arrival: Document, changes: Mapping[str, list[Any]]) -> None:
    """Write the new values; a deadline the agency has set for itself stays its own."""
    names = [each.name for each in fields(IncomingFields) if each.name != "type_code"]
    now = IncomingFields(
        type_code=arrival.type_id, **{name: getattr(arrival, name) for name in names}
    )
    values = {name: new for name, (_old, new) in changes.items()}
    if "due_on" in values:
        old, new = (date.fromisoformat(day) if day else None for day in changes["due_on"])
        values["due_on"] = new if arrival.due_on == old else arrival.due_on
    correct_fields(actor, document_id=arrival.pk, fields=replace(now, **values))


def _add_files(actor: Actor, arrival: Document, files: Sequence[Mapping[str, Any]]) -> None:
    held = set(DocumentFile.objects.filter(document=arrival).values_list("blob", flat=True))
    blobs = Blob.objects.in_bulk([file["sha256"] for file in files])
    for file in files:
        if file["sha256"] not in held:
            new = NewFile(blobs[file["sha256"]], file["name"], file["role"])
            put_file(actor, document=arrival, file=new)


def conclude_change(
    actor: Actor, order: Packet, answer: ReceiptStatus, text: str, department: str = ""
) -> None:
    """Write the answer on the order, and tell the sender."""
    move_order(actor, order, CHANGE_ORDER, answer)
    write_receipt(actor, order, answer, text, department=department)
    announce(
        actor,
        ChangeAnswered(
            **order.home,
            kind=order.kind,
            receiver=order.receiver_id,
            status=answer.value,
            text=text,
        ),
    )
    notify_all(actor, notices.of_change(actor, order, answer, text))
