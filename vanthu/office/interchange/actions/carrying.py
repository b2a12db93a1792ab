"""The sender's job: due messages are handed to the driver, outside any transaction.

A message is taken by a guarded update with a lease, so that two workers never send one at once; if
its worker dies, nobody knows what became of it, and the network is asked before it is sent again.
Messages about one document to one receiver go in the order in which they were written; others go
abreast where the link allows it, for over a long line each waits longer than it works. Threads hold
the driver's calls alone: what comes of them is written down by whoever took them.
"""

import random
from collections.abc import Callable, Collection
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.kernel.errors import Refusal
from vanthu.office.documents.permissions import check_not_held
from vanthu.office.interchange import notices
from vanthu.office.interchange.actions import links
from vanthu.office.interchange.choices import UNSENT, Bound, Content, PacketKind, Transport
from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Busy,
    Fault,
    OutcomeUnknown,
    Parcel,
    Rejected,
    Sheet,
    Taken,
    Unreachable,
)
from vanthu.office.interchange.edxml.fingerprint import fingerprint
from vanthu.office.interchange.edxml.message import DocumentMessage
from vanthu.office.interchange.errors import PacketAltered
from vanthu.office.interchange.events import DeliveryFailed, MessageSent
from vanthu.office.interchange.models import Message, Packet
from vanthu.office.interchange.rules import PATIENCE, TRANSPORT_OUT, pause, payload_hash
from vanthu.office.interchange.translating import parcel, said_on
from vanthu.office.interchange.ways import LEASE, Way

Clock = Callable[[], datetime]
Rows = Collection[tuple[Message, Parcel]]
_FOLLOWED_AFTER = timedelta(minutes=1)
_TEXT = 500
# Bytes on their way beside which nothing more is begun: it would only make all of them late.
_BUSY = 2 << 20
_EXPIRED = "Đã thử gửi {days} ngày mà không được. Hãy kiểm tra đường liên thông rồi gửi lại."


def send_due(way: Way, clock: Clock, most: int = 200) -> int:
    """Send what is due on a link, urgent first, until nothing is, it rests, or `most` were tried;
    returns how many were tried."""
    forget_workers(way, clock())
    tried = 0
    while tried < most and has_due(way.name, clock()):
        with links.trying(way.name, clock) as calls:
            carried = _carry_some(way, clock, min(most - tried, calls))
        if not carried:
            break
        tried += carried
    return tried


def has_due(link: str, now: datetime) -> bool:
    """Whether a message waits to be sent or asked about now."""
    return due(link, now).exists()


def due(link: str, now: datetime) -> QuerySet[Message]:
    """What may be sent now: nothing before what was written earlier about the same document to the
    same receiver; after a document that failed, nothing about it either."""
    waits = Q(state__in=UNSENT) | Q(state=Transport.FAILED, kind=Content.DOCUMENT)
    earlier = Message.objects.filter(
        waits,
        bound=Bound.OUT,
        link=OuterRef("link"),
        receiver_code=OuterRef("receiver_code"),
        document_id=OuterRef("document_id"),
        pk__lt=OuterRef("pk"),
    )
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    rows = Message.objects.filter(
        free,
        ~Exists(earlier),
        bound=Bound.OUT,
        link=link,
        state__in=(Transport.QUEUED, Transport.UNKNOWN),
        next_at__lte=now,
    )
    return rows.order_by("-urgency", "pk")


def take(link: str, now: datetime, lease: timedelta = LEASE) -> Message | None:
    """The next message, leased to us; None when nothing is due. An unknown one stays unknown while
    it is asked about. What it is about is read once it is ours: read with all that is due, it would
    make each message dearer the more of them wait."""
    free = due(link, now).values_list("pk", "state", "leased_until", "attempts")
    for number, state, until, attempts in free[:20]:
        held = Message.objects.filter(pk=number, state=state, leased_until=until, attempts=attempts)
        taken = TRANSPORT_OUT.target(state, "take") if state == Transport.QUEUED else state
        if held.update(state=taken, leased_until=now + lease, attempts=attempts + 1):
            rows = Message.objects.select_related("packet__answers", "packet__document")
            return rows.get(pk=number)
    return None


def forget_workers(way: Way, now: datetime) -> int:
    """What a dead worker was sending may have been taken or not: nobody knows. It may have handed
    it over at the end of its lease, so that the other side says "no" in good faith for a while."""
    rows = Message.objects.filter(
        bound=Bound.OUT, link=way.name, state=Transport.SENDING, leased_until__lt=now
    )
    return rows.update(
        state=TRANSPORT_OUT.target(Transport.SENDING, "lose"),
        state_at=now,
        next_at=F("leased_until") + way.settle,
        leased_until=None,
    )


def _carry_some(way: Way, clock: Clock, most: int) -> int:
    """Carry so many at most, as long as the link is open; returns how many were taken."""
    tried, renewed = 0, clock()
    going: dict[Future[Taken | None], tuple[Message, Parcel]] = {}
    with ThreadPoolExecutor(way.abreast, thread_name_prefix="sending") as pool:
        while True:
            while tried < most and _has_room(way, going.values()) and _goes_on(way, tried):
                row = take(way.name, clock(), way.lease)
                if row is None:
                    break
                tried += 1
                if made := _made(row, clock):
                    going[pool.submit(_call, way, _asks(row), made)] = row, made
            if not going:
                return tried
            third = way.lease / 3
            for done in wait(going, third.total_seconds(), FIRST_COMPLETED).done:
                _write_down(way, *going.pop(done), done, clock)
            if clock() - renewed >= third:
                renewed = clock()
                _renew(way, going.values(), renewed)


def _renew(way: Way, going: Rows, now: datetime) -> None:
    """Over a slow line a big file takes longer than a lease; whoever carries it is alive."""
    for row, _made in going:
        until = now + way.lease
        held = Message.objects.filter(pk=row.pk, state=row.state, leased_until=row.leased_until)
        if held.update(leased_until=until):
            row.leased_until = until


def _has_room(way: Way, going: Rows) -> bool:
    """Whether one more may be begun beside what is on its way: not when that keeps the line busy
    by itself."""
    return len(going) < way.abreast and sum(_size(made) for _row, made in going) < _BUSY


def _goes_on(way: Way, tried: int) -> bool:
    """The first finds out whether the link is there; what follows ends when it rests or is held."""
    return not tried or links.is_open(way.name)


def _size(made: Parcel) -> int:
    message = made.message
    return sum(f.size for f in message.attachments) if isinstance(message, DocumentMessage) else 0


def _made(row: Message, clock: Clock) -> Parcel | None:
    """The parcel of a message; None for what is ours to refuse: it waited too long, is held, or
    cannot be written as its form asks."""
    try:
        _check_sendable(row, clock())
        return parcel(row)
    except Refusal as refusal:
        settle(_system(row, clock()), row, _failed(row), refusal.sentence)
        return None


def _call(way: Way, asks: bool, made: Parcel) -> Taken | None:
    return way.driver().find(made) if asks else way.driver().send(made)


def _write_down(
    way: Way, row: Message, made: Parcel, done: Future[Taken | None], clock: Clock
) -> None:
    """Write down what came of a message that was handed over or asked about."""
    try:
        taken = done.result()
    except Refusal as refusal:
        settle(_system(row, clock()), row, _failed(row), refusal.sentence)
    except Busy as fault:
        settle(_system(row, clock()), row, _back(row), fault.sentence, _next(row, clock()))
    except Unreachable as fault:
        until = links.rest(way.name, clock(), fault)
        settle(_system(row, clock()), row, _back(row), fault.sentence, until)
    except (OutcomeUnknown, BadAnswer) as fault:
        settle(
            _system(row, clock()), row, _lost(row), fault.sentence, _asked_at(row, fault, clock())
        )
    except Rejected as fault:
        _rejected(way, row, fault, clock())
    else:
        links.answered(way.name, clock())
        _taken(row, made, taken, clock())


def _asks(row: Message) -> bool:
    return row.state == Transport.UNKNOWN


def _back(row: Message) -> str:
    """It waits once more; whether an unknown one was taken is still not known."""
    return "" if _asks(row) else "later"


def _lost(row: Message) -> str:
    return "" if _asks(row) else "lose"


def _next(row: Message, now: datetime) -> datetime:
    return now + pause(row.attempts, random.random())


def _asked_at(row: Message, fault: Fault, now: datetime) -> datetime:
    """When to ask what became of it: not while the other side may still be working on it."""
    wait = fault.wait if isinstance(fault, OutcomeUnknown) else 0
    return max(_next(row, now), now + timedelta(seconds=wait))


def _failed(row: Message) -> str:
    return "expire" if _asks(row) else "reject"


def _rejected(way: Way, row: Message, fault: Rejected, now: datetime) -> None:
    """What is refused for itself has failed; what is refused because of us waits for us to mend
    it."""
    if not fault.ours:
        links.answered(way.name, now)
        settle(_system(row, now), row, _failed(row), fault.sentence)
        return
    until = links.rest(way.name, now, fault)
    settle(_system(row, now), row, _back(row), fault.sentence, until)


def _taken(row: Message, made: Parcel, taken: Taken | None, now: datetime) -> None:
    if taken is None:
        settle(_system(row, now), row, "missing", "", now)
    else:
        settle_sent(_system(row, now), row, taken, made)


def _check_sendable(row: Message, now: datetime) -> None:
    """Raise while the document is held for a secrecy mark, was altered, or waited too long."""
    packet = row.packet
    if now - row.made_at > PATIENCE:
        raise Refusal(_EXPIRED.format(days=PATIENCE.days))
    if packet is None or row.kind != Content.DOCUMENT:
        return
    if packet.document is not None:
        check_not_held(_system(row, now), packet.document)
    if payload_hash(packet.payload) != packet.payload_hash:
        raise PacketAltered


def _system(row: Message, now: datetime) -> Actor:
    return Actor.system(now, agency_id=row.agency_id)


@action
def settle_sent(actor: Actor, row: Message, taken: Taken, made: Parcel) -> None:
    """The network has taken the message: its id there, the hash of the bytes, and the journal,
    unless that tells it already."""
    known = row.remote_id == taken.remote_id
    verb = "found" if _asks(row) else "sent"
    moved = _move(
        actor.now,
        row,
        verb,
        remote_id=taken.remote_id,
        sent_hash=taken.sha256,
        sent_size=taken.size,
        sent_at=actor.now,
        next_at=actor.now + _FOLLOWED_AFTER,
        problem="",
        attempts=0,
        **_compared(made),
    )
    if moved and not known:
        announce(
            actor,
            MessageSent(
                agency_id=row.agency_id,
                object_id=row.pk,
                uuid=str(row.uuid),
                link=row.link,
                remote_id=taken.remote_id,
                sha256=taken.sha256,
                size=taken.size,
            ),
        )


def _compared(made: Parcel) -> dict[str, object]:
    """What the receiver can compute of the message as well."""
    message = made.message
    if isinstance(message, Sheet):
        return {}
    return {"fingerprint": fingerprint(message), "said_on": said_on(message)}


@action
def settle(
    actor: Actor, row: Message, verb: str, sentence: str, until: datetime | None = None
) -> None:
    """Write down what came of an attempt; a blank verb leaves an unknown outcome unknown.

    What has failed is told to the clerk of a document, and stands on the document's table.
    """
    moved = _move(actor.now, row, verb, problem=sentence[:_TEXT], next_at=until or actor.now)
    if moved and row.state == Transport.FAILED:
        tell_failed(actor, row, sentence)


def tell_failed(actor: Actor, row: Message, sentence: str) -> None:
    """A document that failed is shown to its clerk with the reason; a status has nobody to tell."""
    packet = row.packet
    if packet is None or packet.document_id is None:
        return
    if packet.kind == PacketKind.NEW:
        Packet.objects.filter(pk=packet.pk).update(reason=sentence[:_TEXT])
    announce(
        actor, DeliveryFailed(**packet.home, receiver=packet.receiver_id, reason=sentence[:_TEXT])
    )
    notify_all(actor, notices.of_failure(packet, sentence))


def _move(now: datetime, row: Message, verb: str, **values: object) -> bool:
    """Move the row as its machine says; False when our lease ran out and others took it over."""
    held = Message.objects.filter(pk=row.pk, state=row.state, leased_until=row.leased_until)
    if verb:
        row.state, values["state_at"] = TRANSPORT_OUT.target(row.state, verb), now
    return bool(held.update(state=row.state, leased_until=None, **values))
