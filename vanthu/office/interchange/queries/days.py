"""What this side holds of a day between two agencies, as the daily sheet counts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from vanthu.office.interchange.choices import UNSENT, Bound, Content, Transport
from vanthu.office.interchange.models import Message
from vanthu.office.interchange.sheets import Column, Line, column

_MESSAGES = (Content.DOCUMENT, Content.STATUS)
Said = tuple[str, str, str, str, str]


class Pair(NamedTuple):
    """An agency of ours and one elsewhere, by their codes on the wire."""

    ours: str
    theirs: str
    agency_id: int


@dataclass(frozen=True, slots=True)
class Held:
    """What went out and came in; `rows` finds the message of a line by its way and words, `silent`
    are documents sent of which no receiver has spoken."""

    sent: Column
    received: Column
    rows: Mapping[Said, int]
    silent: tuple[Message, ...]


def pairs(link: str, day: date) -> list[Pair]:
    """Between whom anything went over a link on a day; one statement."""
    found: dict[tuple[str, str], int] = {}
    columns = ("bound", "sender_code", "receiver_code", "agency_id")
    rows = _of_day(link, day).exclude(agency_id=0).values_list(*columns).distinct()
    for bound, sender, receiver, agency_id in rows.order_by():
        pair = (sender, receiver) if bound == Bound.OUT else (receiver, sender)
        found[pair] = agency_id
    return [Pair(*pair, found[pair]) for pair in sorted(found)]


def held(link: str, pair: Pair, day: date) -> Held:
    """What is here of a pair and a day; two statements."""
    rows = _of_day(link, day).select_related("packet__answers", "packet__document")
    out = list(
        rows.filter(
            bound=Bound.OUT,
            sender_code=pair.ours,
            receiver_code=pair.theirs,
            sent_at__isnull=False,
        )
    )
    back = list(rows.filter(bound=Bound.IN, sender_code=pair.theirs, receiver_code=pair.ours))
    silent = [row for row in out if row.state == Transport.SENT and row.kind == Content.DOCUMENT]
    return Held(
        column(map(line_of, out)),
        column(map(line_of, back)),
        {(row.bound, *line_of(row).said): row.pk for row in (*out, *back)},
        tuple(silent),
    )


def open_keys(link: str, ours: str, theirs: str) -> set[tuple[str, str, str]]:
    """What is still being sent, or asked about: the other side may have it already."""
    rows = Message.objects.filter(
        bound=Bound.OUT,
        link=link,
        sender_code=ours,
        receiver_code=theirs,
        state__in=UNSENT,
        kind__in=_MESSAGES,
    )
    return {line_of(row).key for row in rows}


def line_of(row: Message) -> Line:
    """A message as a line of the sheet."""
    at = row.sent_at if row.bound == Bound.OUT and row.sent_at else row.made_at
    return Line(_about(row), row.kind, _code(row), row.fingerprint, at)


def _about(row: Message) -> str:
    """The order that a message gives or answers, else the document."""
    return row.order_id or row.document_id


def _code(row: Message) -> str:
    return row.status if row.kind == Content.STATUS else str(row.business)


def _of_day(link: str, day: date) -> QuerySet[Message]:
    rows = Message.objects.filter(link=link, said_on=day, kind__in=_MESSAGES)
    return rows.exclude(fingerprint="").order_by("pk")
