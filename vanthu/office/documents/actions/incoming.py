"""Incoming documents: receive, correct, register, refuse (Decree 30/2020, Art. 20-22)."""

from collections.abc import Sequence
from datetime import date, datetime

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.kernel.text import reference_key
from vanthu.office.documents import numbers, permissions, queries, rules, standard
from vanthu.office.documents.actions.files import (
    NewFile,
    NewReading,
    add_files,
    add_readings,
    refuse_secrets,
)
from vanthu.office.documents.actions.grants import open_to
from vanthu.office.documents.actions.moving import move, of_agency
from vanthu.office.documents.actions.references import check_fields
from vanthu.office.documents.choices import Channel, Direction, DocumentState, RegisterKind
from vanthu.office.documents.errors import InvalidFields, NeedsReason
from vanthu.office.documents.events import (
    DocumentReceived,
    DocumentRefused,
    DocumentRegistered,
)
from vanthu.office.documents.fields import IncomingFields
from vanthu.office.documents.flows import INCOMING
from vanthu.office.documents.models import Document


def receive_incoming(
    actor: Actor,
    *,
    fields: IncomingFields,
    files: Sequence[NewFile] = (),
    channel: str = Channel.UPLOAD,
    received_at: datetime | None = None,
    readings: Sequence[NewReading] = (),
) -> Document:
    """Keep a document that came in, state RECEIVED, open to the registry.

    A secrecy level or mark refuses it and throws its files away at once, before anything is written
    (M-08). Fields may still be missing; wrong ones raise InvalidFields.
    """
    permissions.check_receive(actor)
    clean = fields.cleaned()
    refuse_secrets(clean.secrecy, clean.texts().values(), files)
    check_fields(actor, clean)
    return _receive(
        actor, clean, files, str(channel), received_at=received_at or actor.now, readings=readings
    )


@action
def _receive(
    actor: Actor,
    fields: IncomingFields,
    files: Sequence[NewFile],
    channel: str,
    *,
    received_at: datetime,
    readings: Sequence[NewReading],
) -> Document:
    document = Document.objects.create(
        **fields.columns(),
        **_keys(fields),
        agency_id=actor.agency_id,
        direction=Direction.INCOMING,
        state=DocumentState.RECEIVED,
        channel=channel,
        received_at=received_at,
        created_at=actor.now,
        created_by_post=actor.post_id,
    )
    if files:
        add_files(actor, document, files)
    if readings:
        add_readings(document, readings)
    registry = keys.registry(actor.agency_id)
    open_to(actor, document.pk, document.direction, [(registry, GrantCause.REGISTRY)])
    touch("document", document.pk)
    announce(
        actor,
        DocumentReceived(
            agency_id=actor.agency_id,
            object_id=document.pk,
            reference=document.reference,
            issuer_name=document.issuer_name,
            channel=channel,
            urgency=int(document.urgency),
            files=tuple(file.blob.pk for file in files),
        ),
    )
    return document


def _keys(fields: IncomingFields) -> dict[str, str]:
    return {
        "reference_key": reference_key(fields.reference),
        "issuer_key": queries.issuer_key(fields.issuer_name),
    }


@action
def register_incoming(
    actor: Actor,
    *,
    document_id: int,
    register_id: int | None = None,
    arrived_on: date | None = None,
    accept_duplicate: bool = False,
) -> Document:
    """Enter a received document in the register: it gets its arrival number, leaders see it.

    Raises InvalidFields when a compulsory field is missing, Duplicate naming the first one unless
    `accept_duplicate`, NoRegister/NoPeriod/PeriodClosedAlready, WrongState.
    """
    permissions.check_receive(actor)
    day = arrived_on or actor.today
    document, every, first = queries.to_register(actor.agency_id, document_id, day)
    INCOMING.target(document.state, "register")
    if missing := standard.missing_to_register(document):
        raise InvalidFields(missing)
    series = numbers.pick(every, (RegisterKind.INCOMING,), document.type_id, "", day, register_id)
    permissions.check_day(actor, day, series.ends_before)
    if first is not None and not accept_duplicate:
        raise queries.duplicate_refusal(first)
    return _enter(actor, document, series, day, first)


def _enter(
    actor: Actor, document: Document, series: rules.Series, day: date, first: int | None
) -> Document:
    given = numbers.take(actor, series.open_period)
    move(
        actor,
        document,
        "register",
        number_row_id=given.row_id,
        arrival_number=given.number,
        arrived_on=day,
        registered_at=actor.now,
    )
    leaders = keys.leaders(document.agency_id)
    open_to(actor, document.pk, document.direction, [(leaders, GrantCause.LEADERSHIP)])
    touch("fields", document.pk)
    announce(
        actor,
        DocumentRegistered(
            agency_id=document.agency_id,
            object_id=document.pk,
            register_id=series.register_id,
            period_id=series.open_period,
            number=given.number,
            arrived_on=day,
            reference=document.reference,
            channel=document.channel,
            urgency=document.urgency,
            duplicate_of=first,
        ),
    )
    return document


@action
def refuse_incoming(actor: Actor, *, document_id: int, reason: str) -> Document:
    """Send a received document back unregistered, with the reason (Art. 21.2.b; status 02)."""
    permissions.check_receive(actor)
    document = of_agency(actor, document_id)
    if not reason.strip():
        raise NeedsReason(field="reason")
    move(actor, document, "refuse", finished_at=actor.now)
    announce(
        actor,
        DocumentRefused(agency_id=document.agency_id, object_id=document.pk, reason=reason.strip()),
    )
    return document
