"""Moves a document from state to state: one guarded statement."""

from typing import Any

from django.db.models import F

from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Conflict
from vanthu.office.documents.errors import DocumentNotFound, Frozen
from vanthu.office.documents.flows import machine_of
from vanthu.office.documents.models import Document


def move(actor: Actor, document: Document, verb: str, **changes: Any) -> None:
    """Take the step `verb` of the document's flow and write `changes` with it.

    Raises WrongState when the state does not know the verb, Conflict when someone else moved the
    document since it was read. The row and `document` are changed alike.
    """
    target = machine_of(document.direction).target(document.state, verb)
    moved = Document.objects.filter(pk=document.pk, state=document.state).update(
        state=target, revision=F("revision") + 1, **changes
    )
    if not moved:
        raise Conflict
    document.state = target
    document.revision += 1
    for name, value in changes.items():
        setattr(document, name, value)


def of_agency(actor: Actor, document_id: int) -> Document:
    """The document, kept by the actor's agency; raises DocumentNotFound, Frozen."""
    found = Document.objects.filter(pk=document_id, agency_id=actor.agency_id).first()
    if found is None:
        raise DocumentNotFound
    if found.frozen_at is not None:
        raise Frozen
    return found
