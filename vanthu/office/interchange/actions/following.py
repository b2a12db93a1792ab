"""What the network tells of parcels it took: whether they have reached their receivers."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action
from vanthu.office.interchange.actions import links
from vanthu.office.interchange.actions.carrying import tell_failed
from vanthu.office.interchange.choices import Bound, Content, Transport
from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Fate,
    Parcel,
    Rejected,
    Report,
    Taken,
    Unreachable,
)
from vanthu.office.interchange.edxml.message import DocumentMessage
from vanthu.office.interchange.models import Message, Packet
from vanthu.office.interchange.rules import FOLLOWED, TRANSPORT_OUT, pause
from vanthu.office.interchange.translating import parcel
from vanthu.office.interchange.ways import Way

Clock = Callable[[], datetime]
_TEXT = 500
_REFUSED = "Nơi nhận không lấy được gói tin."
_DAMAGED = "Tệp tới nơi nhận không khớp mã băm lúc gửi. Hãy gửi lại."


def follow_due(way: Way, clock: Clock, most: int = 50) -> int:
    """Ask about parcels that the network took, ever more seldom; returns how many were asked
    about."""
    now = clock()
    rows = list(
        Message.objects.filter(
            bound=Bound.OUT,
            link=way.name,
            state=Transport.SENT,
            sent_at__gte=now - FOLLOWED,
            next_at__lte=now,
        )
        .select_related("packet__answers")
        .order_by("next_at", "pk")[:most]
    )
    if not rows:
        return 0
    with links.trying(way.name, clock) as allowed:
        if not allowed:
            return 0
        parcels = [(parcel(row), _taken(row)) for row in rows]
        try:
            reports = {each.uuid: each for each in way.driver().reports(parcels)}
        except (Unreachable, BadAnswer, Rejected) as fault:
            links.rest(way.name, clock(), fault)
            return 0
        links.answered(way.name, clock())
    for row, (made, _sent) in zip(rows, parcels, strict=True):
        _heed(way, row, made, reports.get(made.uuid), clock())
    return len(rows)


def _taken(row: Message) -> Taken:
    return Taken(remote_id=row.remote_id, sha256=row.sent_hash, size=row.sent_size)


def _heed(way: Way, row: Message, made: Parcel, report: Report | None, now: datetime) -> None:
    actor = Actor.system(now, agency_id=row.agency_id)
    if report is None or report.fate is Fate.UNDERWAY:
        if way.own and now - row.state_at >= way.doubted_after:
            _try_anew(row, "doubt", now)
        else:
            _ask_later(row, now)
    elif report.fate is Fate.INCOMPLETE:
        _try_anew(row, "return", now)
    elif report.fate is Fate.REFUSED:
        _bounce(actor, row, report.reason or _REFUSED)
    elif _is_damaged(made, report):
        _bounce(actor, row, _DAMAGED)
    else:
        has_arrived(row, now)


def _ask_later(row: Message, now: datetime) -> None:
    later = now + max(pause(row.attempts + 2, 0.5), timedelta(minutes=1))
    mine = Message.objects.filter(pk=row.pk, state=Transport.SENT)
    mine.update(attempts=row.attempts + 1, next_at=later)


def _try_anew(row: Message, verb: str, now: datetime) -> None:
    """A network of ours may lose what it has taken, its receivers know again what they have: the
    message goes the way of one whose outcome is unknown, or of one that was never sent."""
    mine = Message.objects.filter(pk=row.pk, state=Transport.SENT)
    state = TRANSPORT_OUT.target(row.state, verb)
    mine.update(state=state, state_at=now, next_at=now, attempts=0)


def has_arrived(row: Message, now: datetime) -> None:
    """The message has reached its receiver, as the network or the receiver itself says."""
    mine = Message.objects.filter(pk=row.pk, state=row.state)
    mine.update(state=TRANSPORT_OUT.target(row.state, "arrive"), state_at=now, problem="")


def settle_arrived(packet: Packet, now: datetime) -> None:
    """A receiver that speaks of a packet has it: no need to ask the network any more."""
    sent = Message.objects.filter(bound=Bound.OUT, uuid=packet.uuid, kind=Content.DOCUMENT)
    for row in sent.filter(state__in=(Transport.SENT, Transport.FAILED)):
        has_arrived(row, now)


def _is_damaged(made: Parcel, report: Report) -> bool:
    """Whether the receiver holds other bytes than were sent; files are told by content id or by
    their own hash."""
    if not isinstance(made.message, DocumentMessage):
        return False
    files: Sequence[tuple[str, str]] = [
        (name, file.sha256)
        for file in made.message.attachments
        for name in (file.content_id, file.sha256)
    ]
    return any(report.digests.get(name, sha256) != sha256 for name, sha256 in files)


@action
def _bounce(actor: Actor, row: Message, sentence: str) -> None:
    mine = Message.objects.filter(pk=row.pk, state=row.state)
    state = TRANSPORT_OUT.target(row.state, "bounce")
    if mine.update(state=state, state_at=actor.now, problem=sentence[:_TEXT]):
        row.state = state
        tell_failed(actor, row, sentence)
