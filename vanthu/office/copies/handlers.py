"""How copies react; wired in config/wiring.py."""

from vanthu.ground.base.actor import Actor
from vanthu.office.copies.queries import copy_of
from vanthu.office.documents.actions import move
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.events import NumberVoided
from vanthu.office.documents.models import Document
from vanthu.office.handling import boxes


def on_number_voided(actor: Actor, event: NumberVoided) -> None:
    """A copy bears its number on its pages: without the number it is no copy any more."""
    if event.document_id is None or copy_of(event.document_id) is None:
        return
    document = Document.objects.get(pk=event.document_id)
    if document.state == DocumentState.APPROVED:
        move(actor, document, "cancel")
        boxes.take(document.pk)
