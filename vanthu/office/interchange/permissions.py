"""Who may send again, record and answer: the clerks of the agency the document belongs to."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from vanthu.ground.access import keys
from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.permissions import is_provincial
from vanthu.ground.org.queries import agency_names
from vanthu.office.documents.choices import Circulation, Direction, DocumentState
from vanthu.office.documents.errors import NotIssued
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_not_held, check_see
from vanthu.office.handling.permissions import acts_at
from vanthu.office.interchange.choices import (
    CHANGES,
    Cause,
    Content,
    OutsideStatus,
    PacketKind,
    ReceiptStatus,
    Transport,
    Verb,
)
from vanthu.office.interchange.errors import (
    ArrivedAlready,
    NoChangeOrder,
    NoRecallOrder,
    NothingSent,
    NothingToGiveBack,
    NothingToMatch,
    NotTheClerk,
    NotTheKeeperOfLinks,
    RecalledAlready,
    RefusedThere,
    StillRead,
)
from vanthu.office.interchange.models import Message, OutsideDelivery, Packet
from vanthu.office.interchange.rules import OUTSIDE, TRANSPORT_IN, TRANSPORT_OUT

Row = TypeVar("Row", bound=Model)


def check_clerk(actor: Actor, verb: Verb, agency_id: int) -> None:
    """Raise MissingRight or NotTheClerk unless the actor's seat is a clerk's of the agency."""
    check_right(actor, Right.REGISTER if verb in _OF_THE_RECEIVER else Right.ISSUE)
    if not acts_at(actor, keys.registry(agency_id)):
        names = agency_names([agency_id], actor.today)
        name = names[agency_id].name if agency_id in names else "cơ quan giữ văn bản"
        raise NotTheClerk(agency=name, verb=verb.label)


_OF_THE_RECEIVER = frozenset(
    {
        Verb.ANSWER_RECALL,
        Verb.ANSWER_CHANGE,
        Verb.GIVE_BACK,
        Verb.ACCEPT_MESSAGE,
        Verb.DISCARD_MESSAGE,
        Verb.SEE_MESSAGES,
    }
)


def sees_messages(actor: Actor) -> bool:
    """Whether the actor's seat is a clerk's: the ledger of the agency's exchange is theirs."""
    return actor.may(Right.REGISTER) and acts_at(actor, keys.registry(actor.agency_id))


def opens_messages(actor: Actor, agency_id: int) -> bool:
    """Whether the actor may open the messages on the list of an agency: links to them are shown to
    nobody else."""
    return agency_id == actor.agency_id and sees_messages(actor)


def check_exchange(actor: Actor) -> None:
    """Raise MissingRight or NotTheClerk unless the seat is a clerk's, who alone reads what the
    agency sent and received over links."""
    check_clerk(actor, Verb.SEE_MESSAGES, actor.agency_id)


def visible(actor: Actor, rows: QuerySet[Row]) -> QuerySet[Row]:
    """Of rows that bear whose they are: those of the own agency for its clerks, all for
    administrators. Raises MissingRight or NotTheClerk for anybody else."""
    if actor.may(Right.CONFIGURE):
        return rows
    check_exchange(actor)
    return rows.filter(agency_id=actor.agency_id)


def check_keep_links(actor: Actor) -> None:
    """Raise NotTheKeeperOfLinks unless the actor configures the province's system: a link serves
    every agency of it."""
    if not (actor.may(Right.CONFIGURE) and is_provincial(actor)):
        raise NotTheKeeperOfLinks


def check_message(actor: Actor, verb: Verb, row: Message) -> None:
    """The clerk of the agency that a message is for; its content is nobody else's, an
    administrator's least of all. What it is about decides whether it can be taken in."""
    check_clerk(actor, verb, row.agency_id)
    TRANSPORT_IN.target(row.state, "accept" if verb is Verb.ACCEPT_MESSAGE else "discard")
    if verb is Verb.ACCEPT_MESSAGE and row.cause == Cause.UNMATCHED:
        raise NothingToMatch


def check_resend(actor: Actor, packet: Packet) -> None:
    """What has not arrived, or was refused, may be sent again while the document stands."""
    check_see(actor, packet.document_id or 0)
    if packet.document is None:
        raise NothingSent(verb=Verb.RESEND.label)
    check_clerk(actor, Verb.RESEND, packet.sender_id)
    check_not_held(actor, packet.document)
    if packet.document.state != DocumentState.ISSUED:
        raise RecalledAlready(verb=Verb.RESEND.label)
    if packet.status not in (ReceiptStatus.SENT, ReceiptStatus.REFUSED):
        status = ReceiptStatus(packet.status)
        raise ArrivedAlready(agency=packet.addressed_name, status=f"{status.value} {status.label}")


def check_send_again(actor: Actor, row: Message) -> None:
    """The clerk of the agency that sent it, once the network has refused or lost it, or took it
    and nobody answered; a document only while it may still be sent."""
    packet = row.packet
    if packet is not None and row.kind == Content.DOCUMENT and packet.kind == PacketKind.NEW:
        if packet.status == ReceiptStatus.REFUSED:
            raise RefusedThere(agency=packet.addressed_name)
        check_resend(actor, packet)
    check_clerk(actor, Verb.RESEND, row.agency_id)
    if row.state != Transport.QUEUED:
        TRANSPORT_OUT.target(row.state, "again")


def check_outside(actor: Actor, verb: Verb, row: OutsideDelivery, step: str) -> None:
    """The clerk of the issuing agency, and the step must follow (kernel WrongState)."""
    check_see(actor, row.document_id)
    check_clerk(actor, verb, row.document.agency_id)
    check_not_held(actor, row.document)
    if row.document.state != DocumentState.ISSUED and verb is Verb.REROUTE:
        raise RecalledAlready(verb=verb.label)
    OUTSIDE.target(row.status, step)


def check_answer_recall(actor: Actor, order: Packet) -> None:
    """The clerk of the receiving agency, once the order has arrived and is not answered."""
    if order.arrival_id is None or order.kind != PacketKind.RECALL:
        raise NoRecallOrder
    check_see(actor, order.arrival_id)
    check_clerk(actor, Verb.ANSWER_RECALL, order.receiver_id)
    if order.status != ReceiptStatus.ARRIVED:
        raise NoRecallOrder


def check_answer_change(actor: Actor, order: Packet) -> None:
    """The clerk of the receiving agency, once the change has arrived and is not answered."""
    if order.arrival_id is None:
        raise NoChangeOrder
    check_see(actor, order.arrival_id)
    check_clerk(actor, Verb.ANSWER_CHANGE, order.receiver_id)
    if order.status != ReceiptStatus.ARRIVED:
        raise NoChangeOrder


def check_give_back(actor: Actor, document: Document) -> None:
    """The receiving agency's clerk, once the document was read by all (Annex I, III.2.c)."""
    asked = document.circulation == Circulation.RETURN_AFTER_READING
    if document.direction != Direction.INCOMING or not asked or document.frozen_at is not None:
        raise NothingToGiveBack
    check_clerk(actor, Verb.GIVE_BACK, document.agency_id)
    check_not_held(actor, document)
    if document.state != DocumentState.FINISHED:
        raise StillRead(state=DocumentState(document.state).label)


def check_any(actor: Actor, verb: Verb, document: Document) -> None:
    """Whether the verb applies to any packet or copy of the document; raises why not."""
    if verb is Verb.ANSWER_RECALL:
        order = Packet.objects.filter(
            arrival=document, kind=PacketKind.RECALL, status=ReceiptStatus.ARRIVED
        ).first()
        if order is None:
            raise NoRecallOrder
        check_answer_recall(actor, order)
        return
    if verb is Verb.ANSWER_CHANGE:
        change = Packet.objects.filter(arrival=document, kind__in=CHANGES).filter(
            status=ReceiptStatus.ARRIVED
        )
        if (first := change.order_by("pk").first()) is None:
            raise NoChangeOrder
        check_answer_change(actor, first)
        return
    check_see(actor, document.pk)
    check_clerk(actor, verb, document.agency_id)
    check_not_held(actor, document)
    if not _concerned(verb, document):
        raise NothingSent(verb=verb.label)
    if verb is Verb.SEND_FURTHER and document.issued_at is None:
        raise NotIssued(state=DocumentState(document.state).label, verb=verb.label)
    if document.state != DocumentState.ISSUED and verb is not Verb.RECORD_OUTSIDE:
        raise RecalledAlready(verb=verb.label)


def _concerned(verb: Verb, document: Document) -> bool:
    if verb is Verb.SEND_FURTHER:
        return document.direction == Direction.OUTGOING
    if verb is Verb.UPDATE_ISSUED:
        packets = Packet.objects.filter(document=document, kind=PacketKind.NEW)
        return packets.exclude(status=ReceiptStatus.REFUSED).exists()
    if verb is Verb.RESEND:
        waiting = (ReceiptStatus.SENT, ReceiptStatus.REFUSED)
        packets = Packet.objects.filter(document=document, kind=PacketKind.NEW)
        return packets.filter(status__in=waiting).exists()
    open_to_verb = {
        Verb.RECORD_OUTSIDE: [s for s in OutsideStatus if OUTSIDE.verbs(s)],
        Verb.REROUTE: [s for s in OutsideStatus if OUTSIDE.allows(s, "rerouted")],
    }[verb]
    return OutsideDelivery.objects.filter(document=document, status__in=open_to_verb).exists()
