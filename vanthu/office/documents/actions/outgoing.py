"""Outgoing and internal documents: begin, recipients, number and date, issue (Art. 9-19)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.ground.org.choices import CodeScheme
from vanthu.ground.org.models import AgencyCode, AgencyVersion
from vanthu.kernel.dates import short_date
from vanthu.office.documents import numbers, permissions, queries, rules, standard
from vanthu.office.documents.actions.grants import open_to
from vanthu.office.documents.actions.moving import move, of_agency
from vanthu.office.documents.actions.references import check_agencies, check_fields
from vanthu.office.documents.choices import Direction, DocumentState, Purpose, RegisterKind
from vanthu.office.documents.demands import Change
from vanthu.office.documents.errors import NoRegister, NotADraftDirection
from vanthu.office.documents.events import CopyMade, DocumentIssued, DraftCreated, RecipientsSet
from vanthu.office.documents.fields import OutgoingFields
from vanthu.office.documents.models import Document, Recipient


@dataclass(frozen=True, slots=True)
class NewRecipient:
    """Who shall receive a document: an agency of the installation, or a name (and code) alone."""

    name: str = ""
    agency_id: int | None = None
    code: str = ""
    purpose: str = Purpose.EXECUTE


@action
def create_draft(
    actor: Actor,
    *,
    direction: str,
    fields: OutgoingFields,
    recipients: Sequence[NewRecipient] = (),
) -> Document:
    """Begin an outgoing or internal document, state DRAFTING, open to the post that drafts it.

    The issuer is the actor's agency under its name of the day, or the consultative body named in
    `fields.body`, which must have a register (NoRegister).
    """
    permissions.check_draft(actor)
    if direction not in (Direction.OUTGOING, Direction.INTERNAL):
        raise NotADraftDirection
    document = _begin(actor, direction, DocumentState.DRAFTING, fields, recipients)
    announce(
        actor,
        DraftCreated(
            agency_id=document.agency_id,
            object_id=document.pk,
            direction=str(direction),
            type_code=document.type_id or "",
            subject=document.subject,
        ),
    )
    return document


@action
def create_copy(
    actor: Actor,
    *,
    source_id: int,
    fields: OutgoingFields,
    recipients: Sequence[NewRecipient] = (),
) -> Document:
    """A copy of a document, ready to be numbered: that it is made is the head's decision, and its
    text is another's (Decree 30/2020 Art. 25, 26). Open to the registry, which makes copies."""
    permissions.check_issue(actor)
    document = _begin(actor, Direction.OUTGOING, DocumentState.APPROVED, fields, recipients)
    registry = keys.registry(document.agency_id)
    open_to(actor, document.pk, document.direction, [(registry, GrantCause.REGISTRY)])
    about = {"agency_id": document.agency_id, "object_id": document.pk}
    announce(actor, CopyMade(**about, type_code=document.type_id or "", source_id=source_id))
    return document


def _begin(
    actor: Actor,
    direction: str,
    state: DocumentState,
    fields: OutgoingFields,
    recipients: Sequence[NewRecipient],
) -> Document:
    """The row of a document of our own with its recipients, open to the post that begins it."""
    clean = fields.cleaned()
    rules.refuse_secrets(clean.secrecy, clean.texts().values())
    check_fields(actor, clean)
    name, place = _issuer(actor, clean.body)
    columns = clean.columns()
    columns["unit_id"] = columns["unit_id"] or actor.unit_id
    columns["place"] = columns["place"] or place
    document = Document.objects.create(
        **columns,
        agency_id=actor.agency_id,
        direction=direction,
        state=state,
        issuer_id=actor.agency_id,
        issuer_name=name,
        issuer_key=queries.issuer_key(name),
        created_at=actor.now,
        created_by_post=actor.post_id,
    )
    _write_recipients(actor, document, recipients)
    if actor.post_id is not None:
        drafter = keys.post(actor.post_id)
        open_to(actor, document.pk, direction, [(drafter, GrantCause.CREATED)])
    touch("document", document.pk)
    return document


def _issuer(actor: Actor, body: str) -> tuple[str, str]:
    version = AgencyVersion.objects.on(actor.today).get(agency_id=actor.agency_id)
    if not body:
        return version.name, version.place
    series = numbers.series_on(actor.agency_id, actor.today)
    if not any(s.kind == RegisterKind.CONSULTATIVE and s.body == body for s in series):
        kind = f"{RegisterKind.CONSULTATIVE.label} ({body})"
        raise NoRegister(kind=kind, day=short_date(actor.today))
    return body, version.place


@action
def set_recipients(
    actor: Actor, *, document_id: int, recipients: Sequence[NewRecipient]
) -> Document:
    """Set the recipients (nơi nhận) of a draft, in this order, by whose turn it is.

    Raises Locked once it is approved, NotYoursToChange.
    """
    permissions.check_see(actor, document_id)
    document = of_agency(actor, document_id)
    standard.check_open_to_change(document)
    held = permissions.relations(actor, document_id)
    permissions.check_change(document, Change.FIELDS, held)
    rules.refuse_secrets(0, [recipient.name for recipient in recipients])
    Recipient.objects.filter(document=document).delete()
    rows = _write_recipients(actor, document, recipients)
    announce(
        actor,
        RecipientsSet(
            agency_id=document.agency_id,
            object_id=document_id,
            recipients=tuple(row.name for row in rows),
        ),
    )
    return document


def add_recipients(
    actor: Actor, document: Document, recipients: Sequence[NewRecipient]
) -> list[Recipient]:
    """Recipients of an issued document after those it has; who sends to them announces it.

    Raises InvalidFields, StateSecretRefused, AgencyNotFound.
    """
    rules.refuse_secrets(0, [recipient.name for recipient in recipients])
    last = Recipient.objects.filter(document=document).aggregate(last=Max("order"))["last"]
    first = 0 if last is None else last + 1
    return _write_recipients(actor, document, recipients, first, actor.now)


def _write_recipients(
    actor: Actor,
    document: Document,
    recipients: Sequence[NewRecipient],
    first: int = 0,
    added_at: datetime | None = None,
) -> list[Recipient]:
    if not recipients:
        return []
    ids = [recipient.agency_id for recipient in recipients if recipient.agency_id]
    check_agencies(ids)
    names, codes = _names(actor, ids), _codes(actor, ids)
    rows = [
        Recipient(
            document=document,
            agency_id=recipient.agency_id,
            name=recipient.name or names.get(recipient.agency_id or 0, ""),
            # field 13.1 fills itself in (III.1.g)
            code=recipient.code or codes.get(recipient.agency_id or 0, ""),
            purpose=recipient.purpose,
            order=place,
            added_at=added_at,
        )
        for place, recipient in enumerate(recipients, first)
    ]
    standard.check_recipients((row.name, row.code, row.purpose) for row in rows)
    # whom a code leads to is found when it is sent
    outside = [row.name for row in rows if row.agency_id is None and not row.code]
    rules.check_circulation(document.circulation, outside)
    return Recipient.objects.bulk_create(rows)


def _names(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    found = AgencyVersion.objects.on(actor.today).filter(agency_id__in=ids)
    return dict(found.values_list("agency_id", "name"))


def _codes(actor: Actor, ids: Sequence[int]) -> dict[int, str]:
    found = AgencyCode.objects.on(actor.today).filter(agency_id__in=ids, scheme=CodeScheme.QD_20)
    return dict(found.values_list("agency_id", "code"))


@action
def mark_issued(actor: Actor, *, document_id: int) -> Document:
    """Issue a numbered document: from here on it leaves the agency and changes no more."""
    permissions.check_issue(actor)
    document = of_agency(actor, document_id)
    move(actor, document, "issue", issued_at=actor.now)
    registry, leaders = keys.registry(document.agency_id), keys.leaders(document.agency_id)
    pairs = [(registry, GrantCause.REGISTRY), (leaders, GrantCause.LEADERSHIP)]
    open_to(actor, document.pk, document.direction, pairs)
    touch("access", document.pk)
    announce(
        actor,
        DocumentIssued(
            agency_id=document.agency_id,
            object_id=document.pk,
            direction=document.direction,
            reference=document.reference,
            urgency=document.urgency,
        ),
    )
    return document
