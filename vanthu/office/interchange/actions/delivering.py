"""A packet arrives: once, however often its job runs and wherever its worker dies."""

from collections.abc import Sequence
from dataclasses import replace

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.office.documents.actions import receive_incoming
from vanthu.office.documents.choices import Channel, Direction, RelationKind
from vanthu.office.documents.models import Document, Relation
from vanthu.office.documents.permissions import check_not_held
from vanthu.office.interchange import notices
from vanthu.office.interchange.actions.changing import deliver_change
from vanthu.office.interchange.actions.recalling import deliver_order
from vanthu.office.interchange.actions.reporting import report
from vanthu.office.interchange.choices import CHANGES, PacketKind, ReceiptStatus
from vanthu.office.interchange.errors import PacketAltered, PacketNotFound
from vanthu.office.interchange.events import DeliveryFailed
from vanthu.office.interchange.models import Packet
from vanthu.office.interchange.packing import fields_of, files_of
from vanthu.office.interchange.rules import payload_hash

_TEXT = 500


@action
def deliver(actor: Actor, *, uuid: str) -> int | None:
    """Deliver a packet to its receiver; returns the id of the arrival, None when recalled before.

    Everything happens in one transaction under the lock of the packet's row: a second run, or one
    after a crash, finds the arrival and does nothing. Raises PacketNotFound, PacketAltered, and
    SecrecyUndecided while the document is held for a secrecy mark.
    """
    rows = Packet.objects.select_related("document").select_for_update(of=("self",), no_key=True)
    packet = rows.filter(uuid=uuid, link="").first()
    if packet is None or packet.document is None:
        raise PacketNotFound
    if packet.delivered_at is not None:
        return packet.arrival_id
    if packet.kind != PacketKind.RECALL:
        check_not_held(actor, packet.document)
    if payload_hash(packet.payload) != packet.payload_hash:
        raise PacketAltered
    receiver = replace(actor, agency_id=packet.receiver_id)
    if packet.kind == PacketKind.RECALL:
        return deliver_order(receiver, packet)
    if packet.kind in CHANGES:
        return deliver_change(receiver, packet, _first_of(receiver, packet))
    if packet.recall_asked_at is not None:
        return None
    return arrive(receiver, packet)


def _first_of(actor: Actor, change: Packet) -> Packet:
    """The packet that the change is about, arrived by now unless it was recalled: the jobs may run
    in any order, and its own job then finds nothing left to do."""
    original = Packet.objects.select_for_update(no_key=True).get(pk=change.answers_id or 0)
    if original.delivered_at is None and original.recall_asked_at is None:
        if payload_hash(original.payload) != original.payload_hash:
            raise PacketAltered
        arrive(actor, original)
    return original


@action
def tell_failure(actor: Actor, *, uuid: str, sentence: str) -> None:
    """Show the sender's clerks that a packet could not be delivered, and why (L-10)."""
    packet = Packet.objects.filter(uuid=uuid, delivered_at=None).first()
    if packet is None:
        return
    packet.reason = sentence[:_TEXT]
    Packet.objects.filter(pk=packet.pk).update(reason=packet.reason)
    announce(
        actor,
        DeliveryFailed(
            **packet.home,
            receiver=packet.receiver_id,
            reason=sentence,
        ),
    )
    notify_all(actor, notices.of_failure(packet, sentence))


def arrive(actor: Actor, packet: Packet) -> int:
    """The document of a packet arrives at its receiver, in whose name the actor acts."""
    document = receive_incoming(
        actor,
        fields=fields_of(packet.payload),
        files=files_of(packet.payload),
        channel=Channel.AXIS,
        received_at=actor.now,
    )
    Packet.objects.filter(pk=packet.pk).update(arrival=document, delivered_at=actor.now, reason="")
    packet.arrival, packet.reason = document, ""
    _tie(actor, document, packet.payload["answers"], RelationKind.ANSWERS)
    _tie(actor, document, packet.payload.get("replaces", ()), RelationKind.REPLACES)
    _tie(actor, document, packet.payload.get("corrects", ()), RelationKind.CORRECTS)
    report(actor, packet=packet, status=ReceiptStatus.ARRIVED)
    return document.pk


def _tie(actor: Actor, arrival: Document, identifiers: Sequence[str], kind: RelationKind) -> None:
    """The answer is tied to what this agency had asked; what replaces or corrects another to it."""
    side = Direction.OUTGOING if kind is RelationKind.ANSWERS else Direction.INCOMING
    found = Document.objects.filter(
        identifier__in=identifiers, agency=actor.agency_id, direction=side
    )
    Relation.objects.bulk_create(
        [
            Relation(source=arrival, target=other, kind=kind, made_at=actor.now)
            for other in found
            if other.pk != arrival.pk
        ],
        ignore_conflicts=True,
    )
