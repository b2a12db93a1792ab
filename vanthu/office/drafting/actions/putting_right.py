"""Putting an issued document right: by one of the same kind, or by a letter that corrects it.

Decree 30/2020 Art. 18.3 (D-06, Q-077): wrong content is amended or replaced by a document of the
same kind, a fault of form or procedure is corrected by a công văn. The issued one stays as it is.
"""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action
from vanthu.office.documents import actions as documents
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.choices import Direction, RelationKind
from vanthu.office.documents.fields import OutgoingFields
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_see
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.inputs import RouteChoice, Text
from vanthu.office.drafting.actions.starting import start
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.drafting.queries import content_of, letter_of
from vanthu.office.drafting.rules import correcting_subject


@action
def replace_issued(
    actor: Actor,
    *,
    document_id: int,
    route: RouteChoice | None = None,
    text: Text | None = None,
) -> Document:
    """Begin the draft that replaces an issued document: of the same type, to the same recipients.

    Issued, it goes out with the word that it replaces the other (REPLACES).
    """
    old = _to_put_right(actor, Verb.REPLACE, document_id)
    fields = OutgoingFields(
        subject=old.subject,
        type_code=old.type_id,
        urgency=old.urgency,
        circulation=old.circulation,
        unit_id=actor.unit_id,
    )
    given = text if text is not None and not text.empty else _text_of(old)
    return _begin(actor, old, fields, RelationKind.REPLACES, route, given)


@action
def correct_by_letter(
    actor: Actor,
    *,
    document_id: int,
    route: RouteChoice | None = None,
    text: Text | None = None,
) -> Document:
    """Begin the letter that corrects an issued document, to the same recipients (CORRECTS)."""
    old = _to_put_right(actor, Verb.CORRECT, document_id)
    fields = OutgoingFields(
        subject=correcting_subject(old.type.name if old.type else "", old.reference, old.issued_on),
        type_code=letter_of(old.agency_id),
        urgency=old.urgency,
        circulation=old.circulation,
        unit_id=actor.unit_id,
    )
    return _begin(actor, old, fields, RelationKind.CORRECTS, route, text)


def _text_of(old: Document) -> Text | None:
    """What the issued one said, where it was written here: the draft begins with it."""
    last = DraftVersion.objects.filter(document=old).order_by("-version").first()
    content = content_of(last) if last is not None else None
    return Text(content=content) if content is not None and not content.empty else None


def _to_put_right(actor: Actor, verb: Verb, document_id: int) -> Document:
    check_see(actor, document_id)
    old = Document.objects.select_related("type").get(pk=document_id)
    permissions.check_put_right(actor, verb, old)
    return old


def _begin(
    actor: Actor,
    old: Document,
    fields: OutgoingFields,
    kind: RelationKind,
    route: RouteChoice | None,
    text: Text | None,
) -> Document:
    rows = old.recipients.order_by("order", "id").values("name", "agency_id", "code", "purpose")
    document = start(
        actor,
        direction=Direction.OUTGOING,
        fields=fields,
        recipients=[NewRecipient(**row) for row in rows],
        route=route,
        text=text,
    )
    documents.tie(actor, source_id=document.pk, target_id=old.pk, kind=kind)
    return document
