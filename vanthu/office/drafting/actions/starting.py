"""Begin a draft, alone or as the answer to an incoming document; its route and addressees."""

from collections.abc import Sequence

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.documents import actions as documents
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.choices import Direction, RelationKind
from vanthu.office.documents.fields import OutgoingFields
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_see
from vanthu.office.drafting import permissions, queries
from vanthu.office.drafting.actions.addressing import write_addressees
from vanthu.office.drafting.actions.inputs import RouteChoice, Text
from vanthu.office.drafting.actions.routes import write_route
from vanthu.office.drafting.actions.versions import write_version
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.events import AddresseesSet
from vanthu.office.drafting.models import Addressee, Route
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import Receiver, record_step
from vanthu.office.handling.choices import Act, Box


@action
def start(
    actor: Actor,
    *,
    direction: str,
    fields: OutgoingFields,
    recipients: Sequence[NewRecipient] = (),
    group_ids: Sequence[int] = (),
    addressees: Sequence[Receiver] = (),
    route: RouteChoice | None = None,
    text: Text | None = None,
) -> Document:
    """Begin an outgoing or internal document, perhaps with its first version.

    `group_ids` are groups of recipients of the agency, added to `recipients` without repeats
    (Q-075); `addressees` the units and posts an internal document goes to.
    """
    permissions.check_start(actor)
    everyone = [
        *recipients,
        *queries.group_members(actor.agency_id, group_ids, actor.today, recipients),
    ]
    document = documents.create_draft(
        actor, direction=direction, fields=fields, recipients=everyone
    )
    draft = Draft(document, Route(document=document))
    write_route(draft, route or RouteChoice(), actor.today)
    record_step(actor, document.pk, Act.DRAFT)
    if actor.post_id is not None:
        holder = keys.post(actor.post_id)
        boxes.put(actor, holder=holder, box=Box.DRAFTS, document=document)
    if addressees:
        _set_addressees(actor, draft, addressees)
    if text is not None and not text.empty:
        write_version(actor, draft, text)
    return document


@action
def answer(
    actor: Actor,
    *,
    incoming_id: int,
    fields: OutgoingFields | None = None,
    recipients: Sequence[NewRecipient] | None = None,
    route: RouteChoice | None = None,
    text: Text | None = None,
) -> Document:
    """Begin the answer to an incoming document with one act: subject, reference and recipient are
    filled in from it (`queries.answer_form`), and the two are tied by ANSWERS."""
    check_see(actor, incoming_id)
    incoming = Document.objects.get(pk=incoming_id)
    permissions.check_answer(actor, incoming)
    form = queries.answer_form(actor, incoming_id=incoming_id)
    document = start(
        actor,
        direction=Direction.OUTGOING,
        fields=fields or form.fields,
        recipients=form.recipients if recipients is None else recipients,
        route=route,
        text=text,
    )
    documents.tie(actor, source_id=document.pk, target_id=incoming_id, kind=RelationKind.ANSWERS)
    return document


@action
def choose_route(actor: Actor, *, document_id: int, route: RouteChoice) -> None:
    """Choose who approves and signs, before the draft is submitted."""
    draft = open_draft(actor, document_id)
    permissions.check_step(actor, Verb.SUBMIT, draft)
    write_route(draft, route, actor.today)


@action
def set_addressees(
    actor: Actor, *, document_id: int, addressees: Sequence[Receiver]
) -> list[Addressee]:
    """Set the units and posts that an internal document goes to, before it is submitted."""
    draft = open_draft(actor, document_id)
    permissions.check_step(actor, Verb.SUBMIT, draft)
    return _set_addressees(actor, draft, addressees)


def _set_addressees(actor: Actor, draft: Draft, addressees: Sequence[Receiver]) -> list[Addressee]:
    rows = write_addressees(draft.document, addressees, actor.today)
    announce(
        actor,
        AddresseesSet(
            agency_id=draft.document.agency_id,
            object_id=draft.document.pk,
            addressees=tuple(row.name for row in rows),
        ),
    )
    return rows
