"""An internal document is read by those it was issued to."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.documents.permissions import check_see
from vanthu.office.drafting.errors import NotAddressed
from vanthu.office.drafting.events import InternalRead
from vanthu.office.drafting.models import Addressee
from vanthu.office.drafting.rules import addressee_key
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act, Box
from vanthu.office.handling.permissions import acts_at


@action
def mark_read(actor: Actor, *, document_id: int) -> None:
    """Say that an internal document has been read, for every address the actor's seat stands for.

    Raises NotAddressed when it was issued to others, or has been marked before.
    """
    check_see(actor, document_id)
    rows = Addressee.objects.filter(document=document_id, sent_at__isnull=False, read_at=None)
    mine = [row for row in rows if acts_at(actor, addressee_key(row.unit_id, row.post_id))]
    if not mine:
        raise NotAddressed
    for row in mine:
        holder = addressee_key(row.unit_id, row.post_id)
        boxes.take(document_id, box=Box.TO_KNOW, holder=holder)
    Addressee.objects.filter(pk__in=[row.pk for row in mine]).update(
        read_at=actor.now, read_by_name=actor.name
    )
    record_step(actor, document_id, Act.MARK_KNOWN)
    names = tuple(row.name for row in mine)
    announce(
        actor,
        InternalRead(agency_id=actor.agency_id, object_id=document_id, addressees=names),
    )
