"""Ties documents to one another."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.documents import permissions
from vanthu.office.documents.actions.moving import of_agency
from vanthu.office.documents.choices import RelationKind
from vanthu.office.documents.demands import Change
from vanthu.office.documents.errors import NotRelated
from vanthu.office.documents.events import DocumentsRelated
from vanthu.office.documents.models import Document, Relation


@action
def relate(actor: Actor, *, source_id: int, target_id: int, kind: str) -> None:
    """Say how one document relates to another of the agency; saying it twice changes nothing.

    Both must be open to the actor, and the source's state and the relation to it must allow it:
    raises NotYoursToChange, NothingToChange, NotRelated.
    """
    permissions.check_see(actor, source_id)
    held = permissions.relations(actor, source_id)
    permissions.check_change(of_agency(actor, source_id), Change.RELATIONS, held)
    tie(actor, source_id=source_id, target_id=target_id, kind=kind)


@action
def tie(actor: Actor, *, source_id: int, target_id: int, kind: str) -> None:
    """Relate two documents the actor sees, as a part of a step whose own permission was asked."""
    for document_id in (source_id, target_id):
        permissions.check_see(actor, document_id)
    source = of_agency(actor, source_id)
    same_agency = Document.objects.filter(pk=target_id, agency_id=source.agency_id).exists()
    if source_id == target_id or not same_agency:
        raise NotRelated
    row = {"source_id": source_id, "target_id": target_id, "kind": RelationKind(kind)}
    _made, created = Relation.objects.get_or_create(**row, defaults={"made_at": actor.now})
    if created:
        announce(
            actor,
            DocumentsRelated(
                agency_id=source.agency_id,
                object_id=source_id,
                target_id=target_id,
                kind=str(kind),
            ),
        )
