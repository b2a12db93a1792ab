"""Copies for recipients outside this installation: what the clerk sends and records."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.org.queries import agency_names, current_code
from vanthu.office.interchange import permissions
from vanthu.office.interchange.actions.sending import ask_to_deliver, make_packet
from vanthu.office.interchange.choices import (
    OutsideChannel,
    OutsideStatus,
    PacketKind,
    ReceiptStatus,
    Verb,
)
from vanthu.office.interchange.errors import NotHere, PacketNotFound, SentAlready
from vanthu.office.interchange.events import OutsideRecorded
from vanthu.office.interchange.models import OutsideDelivery, Packet
from vanthu.office.interchange.packing import pack
from vanthu.office.interchange.routing import living_here, way_of
from vanthu.office.interchange.rules import OUTSIDE


@action
def record_outside(
    actor: Actor,
    *,
    outside_id: int,
    status: OutsideStatus,
    channel: OutsideChannel | None = None,
    note: str = "",
) -> OutsideDelivery:
    """Record that a copy was sent, received or came back, by which way, with a note.

    Raises WrongState when the step does not follow, NotTheClerk.
    """
    row = _find(outside_id)
    permissions.check_outside(actor, Verb.RECORD_OUTSIDE, row, status.value)
    return _write(actor, row, status, channel, note)


@action
def reroute(actor: Actor, *, outside_id: int, agency_id: int) -> Packet:
    """Send the copy to an agency here, or at the end of a link, after all: it was unclear.

    Raises NotHere when it has no registry here and no link reaches it, SentAlready when it has the
    document.
    """
    row = _find(outside_id)
    permissions.check_outside(actor, Verb.REROUTE, row, OutsideStatus.REROUTED.value)
    names = agency_names([agency_id], actor.today)
    name = names[agency_id].name if agency_id in names else row.name
    way = None
    if agency_id not in living_here([agency_id], actor.today):
        way = way_of(agency_id, row.document.agency_id, actor.today)
        if way is None:
            raise NotHere(agency=name)
    document = row.document
    standing = Packet.objects.filter(
        document=document, receiver=agency_id, kind=PacketKind.NEW
    ).exclude(status=ReceiptStatus.REFUSED)
    if standing.exists() or agency_id == document.agency_id:
        raise SentAlready(agency=name)
    packet = make_packet(
        actor,
        document,
        agency_id,
        code=row.code or current_code(agency_id, actor.today),
        name=row.name,
        link=way.name if way else "",
        payload=pack(document),
    )
    packet.save()
    ask_to_deliver(actor, [packet], document.urgency)
    _write(actor, row, OutsideStatus.REROUTED, None, name)
    return packet


def _find(outside_id: int) -> OutsideDelivery:
    rows = OutsideDelivery.objects.select_related("document").select_for_update(
        of=("self",), no_key=True
    )
    row = rows.filter(pk=outside_id).first()
    if row is None:
        raise PacketNotFound
    return row


def _write(
    actor: Actor,
    row: OutsideDelivery,
    status: OutsideStatus,
    channel: OutsideChannel | None,
    note: str,
) -> OutsideDelivery:
    row.status = OUTSIDE.target(row.status, status.value)
    row.channel = channel or row.channel
    row.note, row.status_at, row.recorded_by_name = note[:500], actor.now, actor.name
    row.save()
    announce(
        actor,
        OutsideRecorded(
            agency_id=row.document.agency_id,
            object_id=row.document_id,
            recipient=row.name,
            status=row.status,
            channel=row.channel,
            note=row.note,
        ),
    )
    return row
