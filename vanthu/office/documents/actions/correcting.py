"""Corrects fields of a document, leaving before and after in the journal."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F

from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.kernel.errors import Conflict
from vanthu.kernel.text import reference_key
from vanthu.office.documents import permissions, queries, rules, standard
from vanthu.office.documents.actions.moving import of_agency
from vanthu.office.documents.actions.references import check_fields
from vanthu.office.documents.choices import Direction, DocumentState
from vanthu.office.documents.demands import Change
from vanthu.office.documents.errors import NotIssued
from vanthu.office.documents.events import FieldsCorrected
from vanthu.office.documents.fields import CommonFields, IncomingFields, OutgoingFields
from vanthu.office.documents.models import Document


@action
def correct_fields(
    actor: Actor, *, document_id: int, fields: CommonFields, revision: int | None = None
) -> Document:
    """Write the fields anew; number, date, arrival and identifier of our own are not among them.

    The records clerk corrects incoming documents; a draft is corrected by whose turn it is, until
    it is approved (Locked after that; NotYoursToChange). `revision` as the form was read: Conflict
    when it has moved on.
    """
    permissions.check_see(actor, document_id)
    document = of_agency(actor, document_id)
    incoming = document.direction == Direction.INCOMING
    if incoming is not isinstance(fields, IncomingFields):
        raise TypeError("an incoming document has IncomingFields, a draft OutgoingFields")
    clean = fields.cleaned()
    rules.refuse_secrets(clean.secrecy, clean.texts().values())
    check_fields(actor, clean)
    if incoming:
        permissions.check_receive(actor)
    else:
        permissions.check_draft(actor)
        standard.check_open_to_change(document)
        held = permissions.relations(actor, document_id)
        permissions.check_change(document, Change.FIELDS, held)
    changed = _changes(document, clean)
    if changed:
        _write(document, changed, revision or document.revision)
        _tell(actor, document, changed)
    return document


# What describes an issued document without being its signed text, number, date or issuer.
ISSUED_OPEN = (
    "subject",
    "urgency",
    "due_on",
    "page_count",
    "circulation",
    "language",
    "signer_name",
    "signer_position",
)


@action
def correct_issued(
    actor: Actor, *, document_id: int, values: Mapping[str, Any]
) -> dict[str, tuple[Any, Any]]:
    """Correct what describes an issued document (ISSUED_OPEN); its bytes and its number stay.

    Returns name to (before, after), empty when nothing differs. Raises NotIssued, InvalidFields.
    """
    permissions.check_see(actor, document_id)
    check_right(actor, Right.ISSUE)
    document = of_agency(actor, document_id)
    if document.state != DocumentState.ISSUED:
        raise NotIssued(state=DocumentState(document.state).label, verb="cập nhật")
    now = {name: getattr(document, name) for name in ISSUED_OPEN}
    given = {name: value for name, value in values.items() if name in ISSUED_OPEN}
    clean = OutgoingFields(type_code=document.type_id, **{**now, **given}).cleaned()
    rules.refuse_secrets(clean.secrecy, clean.texts().values())
    check_fields(actor, clean)
    changed = {
        name: (now[name], getattr(clean, name))
        for name in ISSUED_OPEN
        if now[name] != getattr(clean, name)
    }
    if changed:
        _write(document, changed, document.revision)
        _tell(actor, document, changed)
    return changed


def _tell(actor: Actor, document: Document, changed: Mapping[str, tuple[Any, Any]]) -> None:
    touch("fields", document.pk)
    announce(
        actor,
        FieldsCorrected(
            agency_id=document.agency_id,
            object_id=document.pk,
            changes={name: [str(old), str(new)] for name, (old, new) in changed.items()},
        ),
    )


def _changes(document: Document, fields: CommonFields) -> dict[str, tuple[Any, Any]]:
    columns = fields.columns()
    if isinstance(fields, IncomingFields):
        columns["reference_key"] = reference_key(fields.reference)
        columns["issuer_key"] = queries.issuer_key(fields.issuer_name)
    else:
        columns["unit_id"] = columns["unit_id"] or document.unit_id
        columns["place"] = columns["place"] or document.place
    before = {name: getattr(document, name) for name in columns}
    return {name: (before[name], new) for name, new in columns.items() if before[name] != new}


def _write(document: Document, changed: dict[str, tuple[Any, Any]], revision: int) -> None:
    values = {name: new for name, (_old, new) in changed.items()}
    if "circulation" in values and document.direction == Direction.OUTGOING:
        outside = document.recipients.filter(agency=None, code="").values_list("name", flat=True)
        rules.check_circulation(values["circulation"], list(outside))
    rows = Document.objects.filter(pk=document.pk, revision=revision, state=document.state)
    if not rows.update(revision=F("revision") + 1, **values):
        raise Conflict
    for name, value in values.items():
        setattr(document, name, value)
    document.revision = revision + 1
