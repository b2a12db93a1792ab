"""How drafting reacts; wired in config/wiring.py."""

from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.actions import grant
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.events import (
    DocumentIssued,
    NumberGiven,
    NumberInserted,
    NumberVoided,
    SecretExpelled,
)
from vanthu.office.drafting.actions.emptying import empty
from vanthu.office.drafting.actions.publishing import number_paper, unnumber_paper
from vanthu.office.drafting.actions.steps import send_to_registry
from vanthu.office.drafting.choices import Verb
from vanthu.office.drafting.draft import load
from vanthu.office.drafting.errors import ApprovedTextChanged
from vanthu.office.drafting.models import Addressee
from vanthu.office.drafting.rules import addressee_key, reader_key
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act, Box


def on_issued(actor: Actor, event: DocumentIssued) -> None:
    """An internal document reaches the units and people it is addressed to, at once."""
    if event.direction != Direction.INTERNAL:
        return
    document = load(event.object_id, lock=False).document
    rows = list(Addressee.objects.filter(document=document).order_by("order", "id"))
    for row in rows:
        grant(actor, document.pk, reader_key(row.unit_id, row.post_id), GrantCause.INFORMED, row.pk)
        boxes.put(
            actor,
            holder=addressee_key(row.unit_id, row.post_id),
            box=Box.TO_KNOW,
            document=document,
            from_name=document.issuer_name,
        )
    Addressee.objects.filter(document=document).update(sent_at=actor.now)


def on_expelled(actor: Actor, event: SecretExpelled) -> None:
    """Thrown out as a state secret, it waits for nobody, and nothing of its text stays."""
    document = load(event.object_id).document
    empty(document)
    boxes.take(document.pk)
    record_step(actor, document.pk, Act.EXPEL)


def on_numbered(actor: Actor, event: NumberGiven | NumberInserted) -> None:
    """A document with its number, given, reserved or inserted, waits to be issued.

    However it was numbered, it must be what the signer approved, to the byte (Q-062).
    """
    draft = load(event.object_id, lock=False)
    if draft.document.direction == Direction.INCOMING:
        return
    signature = draft.signature
    if signature is not None and signature.digest != draft.digest():
        raise ApprovedTextChanged(verb=Verb.GIVE_NUMBER.label)
    signed_on = (signature.signed_on if signature else None) or actor.today
    number_paper(actor, draft)
    send_to_registry(actor, draft, Box.TO_ISSUE, signed_on)
    record_step(actor, event.object_id, Act.GIVE_NUMBER, text=event.reference)


def on_number_voided(actor: Actor, event: NumberVoided) -> None:
    """A document whose number was made void waits for another one."""
    if event.document_id is None:
        return
    draft = load(event.document_id, lock=False)
    if draft.document.direction != Direction.INCOMING and draft.signature is not None:
        signed_on = draft.signature.signed_on or actor.today
        unnumber_paper(actor, draft)
        send_to_registry(actor, draft, Box.TO_NUMBER, signed_on)
