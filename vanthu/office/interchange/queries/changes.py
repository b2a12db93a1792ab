"""What changed in a document after it was sent, as both sides read it, with the answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import groupby
from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import agency_names
from vanthu.kernel.dates import short_date
from vanthu.office.documents.choices import Circulation, Urgency
from vanthu.office.documents.fields import CommonFields
from vanthu.office.documents.permissions import check_see
from vanthu.office.interchange.choices import CHANGES, PacketKind, ReceiptStatus
from vanthu.office.interchange.models import Packet
from vanthu.office.interchange.rules import CHANGE_ORDER


@dataclass(frozen=True, slots=True)
class Changed:
    """One field as it was and as it is; `field` is the name in the data standard."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one receiver said: 00 on its way, 01 waits for an answer, 15 agreed, 16 refused."""

    packet_id: int
    agency: str
    status: str
    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """An update or a replacement: why, what, by which document, and who has answered.

    `id` is the first of its packets.
    """

    id: int
    kind: int
    label: str
    at: datetime
    reason: str
    fields: tuple[Changed, ...]
    files: tuple[str, ...]
    by_reference: str
    answers: tuple[Answer, ...]


def changes(actor: Actor, document_id: int) -> list[Change]:
    """The changes of a document in the order of sending; two statements.

    The sender reads every receiver's answer, a receiver its own. Raises DocumentNotFound.
    """
    check_see(actor, document_id)
    rows = Packet.objects.filter(kind__in=CHANGES)
    found = list(rows.filter(document=document_id) | rows.filter(arrival=document_id))
    found.sort(key=lambda row: row.pk)
    names = {pk: each.name for pk, each in agency_names(_receivers(found), actor.today).items()}
    return [_change(list(of_one), names) for _key, of_one in groupby(found, key=once)]


def change_for(actor: Actor, arrival_id: int) -> Packet | None:
    """The oldest update or replacement of an arrival that waits for an answer."""
    check_see(actor, arrival_id)
    rows = Packet.objects.filter(
        arrival=arrival_id,
        kind__in=CHANGES,
        status=ReceiptStatus.ARRIVED,
    )
    return rows.order_by("pk").first()


def _receivers(rows: Iterable[Packet]) -> set[int]:
    return {row.receiver_id for row in rows}


def once(row: Packet) -> tuple[int, datetime, str]:
    """By what packets are known to have gone to all receivers by one act."""
    return (row.kind, row.sent_at, row.payload_hash)


def _change(rows: list[Packet], names: dict[int, str]) -> Change:
    first = rows[0]
    told = first.payload
    return Change(
        id=first.pk,
        kind=first.kind,
        label=str(PacketKind(first.kind).label),
        at=first.sent_at,
        reason=first.reason,
        fields=_changed(told.get("changes", {})),
        files=tuple(file["name"] for file in told.get("files", ())),
        by_reference=told.get("by", {}).get("reference", ""),
        answers=tuple(
            Answer(
                packet_id=row.pk,
                agency=names.get(row.receiver_id, row.addressed_name),
                status=row.status,
                label=CHANGE_ORDER.states[row.status],
                at=row.status_at,
            )
            for row in rows
        ),
    )


def _changed(told: Mapping[str, tuple[Any, Any]]) -> tuple[Changed, ...]:
    """The fields in the order of the form; a database keeps the keys of JSON in its own order."""
    form = [each.name for each in fields(CommonFields)]
    names = sorted(told, key=lambda name: form.index(name) if name in form else len(form))
    return tuple(Changed(name, *(shown(name, value) for value in told[name])) for name in names)


def shown(name: str, value: Any) -> str:
    """A value of a payload as people read it."""
    if value is None:
        return ""
    if name in ("due_on", "issued_on"):
        return short_date(date.fromisoformat(value))
    if name == "urgency":
        return str(Urgency(value).label)
    return str(Circulation(value).label) if name == "circulation" else str(value)
