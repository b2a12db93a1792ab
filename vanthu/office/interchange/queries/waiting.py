"""What waits for longer than it should: receivers that do not answer, links that are silent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import work_calendar
from vanthu.office.interchange.choices import PacketKind, ReceiptStatus
from vanthu.office.interchange.models import LinkState, Packet
from vanthu.office.interchange.rules import working_hours_before
from vanthu.office.interchange.ways import Way, all_ways

_BACK = timedelta(days=60)
# What nobody answered for so long is on no list any more; its table still says where it stands.
_OLDEST = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Late:
    """A packet whose receiver owes a status: `owes` "01" (it arrived) or "03" (it was accepted),
    within `hours` working hours since `since`."""

    packet_id: int
    document_id: int
    agency_id: int
    reference: str
    receiver_id: int
    receiver: str
    owes: str
    since: datetime
    hours: int
    link: str


def late(actor: Actor, agency_id: int | None = None) -> list[Late]:
    """The packets over links whose answer is late at `actor.now`, oldest first; of one agency, or
    of all for the job that tells. One statement for each link, and one for the calendar."""
    ways = all_ways()
    if not ways:
        return []
    calendar = work_calendar(actor.today - _BACK, actor.today)
    found: list[Late] = []
    for way in ways:
        arrival = working_hours_before(actor.now, way.arrival_hours, calendar)
        acceptance = working_hours_before(actor.now, way.acceptance_hours, calendar)
        due = Q(status=ReceiptStatus.SENT, sent_at__lt=arrival) | Q(
            status=ReceiptStatus.ARRIVED, delivered_at__lt=acceptance
        )
        rows = Packet.objects.filter(
            due,
            link=way.name,
            kind=PacketKind.NEW,
            document__isnull=False,
            recall_asked_at=None,
            sent_at__gte=actor.now - _OLDEST,
        )
        if agency_id is not None:
            rows = rows.filter(sender=agency_id)
        found += [_late(way, row) for row in rows.select_related("document")]
    return sorted(found, key=lambda each: each.since)


def _late(way: Way, row: Packet) -> Late:
    arrived = row.status == ReceiptStatus.ARRIVED
    return Late(
        packet_id=row.pk,
        document_id=row.document_id or 0,
        agency_id=row.sender_id,
        reference=row.payload["reference"],
        receiver_id=row.receiver_id,
        receiver=row.addressed_name,
        owes=(ReceiptStatus.ACCEPTED if arrived else ReceiptStatus.ARRIVED).value,
        since=(row.delivered_at if arrived else None) or row.sent_at,
        hours=way.acceptance_hours if arrived else way.arrival_hours,
        link=way.title,
    )


def silent_since(way: Way, row: LinkState | None, now: datetime) -> datetime | None:
    """Since when a link has given no good answer, if that is longer than it may be silent."""
    last = (row.good_at or row.made_at) if row is not None else None
    return last if last is not None and now - last > way.silent_after else None


@dataclass(frozen=True, slots=True)
class Silent:
    """A link over which nothing comes, for a banner: nobody may take its silence for an empty box.

    `paused` says that an administrator stopped it; `problem` is then the reason given.
    """

    name: str
    title: str
    since: datetime
    problem: str
    paused: bool = False


def silent_links(now: datetime) -> list[Silent]:
    """The links that are paused or have fallen silent; one statement, none without links."""
    ways = all_ways()
    states: Iterable[LinkState] = LinkState.objects.all() if ways else ()
    rows = {row.name: row for row in states}
    found = (_silent(way, rows.get(way.name), now) for way in ways)
    return [each for each in found if each is not None]


def _silent(way: Way, row: LinkState | None, now: datetime) -> Silent | None:
    if row is not None and row.held_at is not None:
        return Silent(way.name, way.title, row.held_at, row.held_reason, paused=True)
    since = silent_since(way, row, now)
    return Silent(way.name, way.title, since, row.problem) if row and since else None
