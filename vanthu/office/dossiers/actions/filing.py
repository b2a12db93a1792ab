"""Put documents into a dossier and take them out: references, never copies (III.4.e; Q-092)."""

from collections.abc import Sequence

from django.db.models import Max

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.documents.actions import grant, revoke
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_see
from vanthu.office.dossiers import permissions
from vanthu.office.dossiers.choices import Verb
from vanthu.office.dossiers.errors import FiledAlready, NotFiled, OtherAgencyDocument
from vanthu.office.dossiers.events import DocumentsFiled, DocumentTakenOut
from vanthu.office.dossiers.models import Dossier, DossierItem
from vanthu.office.handling.errors import ReasonMissing


@action
def file_documents(
    actor: Actor, *, dossier_id: int, document_ids: Sequence[int]
) -> list[DossierItem]:
    """Put documents the actor sees into the dossier, numbered in this order.

    Whoever the dossier is shared with sees them from now on. Raises FiledAlready,
    OtherAgencyDocument, DocumentNotFound.
    """
    dossier = permissions.find(actor, dossier_id, lock=True)
    permissions.check(actor, Verb.FILE, dossier)
    wanted = list(dict.fromkeys(document_ids))
    _check_documents(actor, dossier, wanted)
    last = DossierItem.objects.filter(dossier=dossier).aggregate(Max("ordinal"))["ordinal__max"]
    items = DossierItem.objects.bulk_create(
        DossierItem(dossier=dossier, document_id=number, ordinal=place, added_at=actor.now)
        for place, number in enumerate(wanted, start=(last or 0) + 1)
    )
    for number in wanted:
        grant(actor, number, keys.dossier(dossier_id), GrantCause.DOSSIER, dossier_id)
    announce(
        actor,
        DocumentsFiled(
            agency_id=dossier.agency_id,
            object_id=dossier_id,
            document_ids=tuple(wanted),
            ordinals=tuple(item.ordinal for item in items),
        ),
    )
    return items


@action
def take_out(actor: Actor, *, dossier_id: int, document_id: int, reason: str) -> None:
    """Take a document out of an open dossier, saying why; who saw it only there no longer does."""
    dossier = permissions.find(actor, dossier_id, lock=True)
    permissions.check(actor, Verb.TAKE_OUT, dossier)
    if not reason.strip():
        raise ReasonMissing
    item = DossierItem.objects.filter(dossier=dossier, document=document_id).first()
    if item is None:
        raise NotFiled
    ordinal = item.ordinal
    item.delete()
    revoke(actor, document_id, GrantCause.DOSSIER, dossier_id)
    announce(
        actor,
        DocumentTakenOut(
            agency_id=dossier.agency_id,
            object_id=dossier_id,
            document_id=document_id,
            ordinal=ordinal,
            reason=reason.strip(),
        ),
    )


def _check_documents(actor: Actor, dossier: Dossier, wanted: Sequence[int]) -> None:
    for number in wanted:
        check_see(actor, number)
    own = Document.objects.filter(pk__in=wanted, agency=dossier.agency_id).count()
    if own < len(wanted):
        raise OtherAgencyDocument
    twin = DossierItem.objects.filter(dossier=dossier, document__in=wanted).first()
    if twin is not None:
        raise FiledAlready(ordinal=twin.ordinal)
