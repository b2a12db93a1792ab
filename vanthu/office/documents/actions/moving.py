"""Moves a document from state to state: one guarded statement."""

from datetime import datetime
from enum import Enum
from typing import Any

from django.db import connection

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.moments import stamp
from vanthu.kernel.errors import Conflict
from vanthu.office.documents.errors import DocumentNotFound, Frozen
from vanthu.office.documents.flows import machine_of
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_not_held

_COLUMNS = frozenset(field.column for field in Document._meta.concrete_fields)


def move(actor: Actor, document: Document, verb: str, **changes: Any) -> None:
    """Take the step `verb` of the document's flow and write `changes` (columns) with it.

    Raises WrongState when the state does not know the verb, Conflict when someone else moved the
    document since it was read. The row and `document` are changed alike. By hand, not by the ORM:
    every act on a document passes here, and compiling this update costs as much as running it.
    """
    target = str(machine_of(document.direction).target(document.state, verb))
    if unknown := set(changes) - _COLUMNS:
        raise ValueError(f"not columns of a document: {sorted(unknown)}")
    written = "".join(f", {column} = %s" for column in changes)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE documents_document SET state = %s, revision = revision + 1{written} "
            "WHERE id = %s AND state = %s",
            [target, *map(_stored, changes.values()), document.pk, str(document.state)],
        )
        if not cursor.rowcount:
            raise Conflict
    document.state = target
    document.revision += 1
    for name, value in changes.items():
        setattr(document, name, value)


def of_agency(actor: Actor, document_id: int) -> Document:
    """The document, kept by the actor's agency; raises DocumentNotFound, Frozen, and what
    `permissions.check_not_held` raises."""
    found = Document.objects.filter(pk=document_id, agency_id=actor.agency_id).first()
    if found is None:
        raise DocumentNotFound
    check_living(actor, found)
    return found


def check_living(actor: Actor, document: Document) -> None:
    """What `of_agency` asks of a document already in hand."""
    if document.agency_id != actor.agency_id:
        raise DocumentNotFound
    if document.frozen_at is not None:
        raise Frozen
    check_not_held(actor, document)


def _stored(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return stamp(value) if isinstance(value, datetime) else value
