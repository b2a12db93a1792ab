"""Seals: copies of the chains' ends, to be kept where nobody of this installation can write."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.journal.events import JournalSealed
from vanthu.ground.journal.models import Head, Seal


@action
def seal(actor: Actor) -> list[Seal]:
    """Seal every chain that has grown since it was last sealed; the new seals.

    Sealing is told in chain 0, and so that chain always has grown by the next time.
    """
    sealed = set(Seal.objects.values_list("agency_id", "seq"))
    rows = [
        Seal(agency_id=head.agency_id, seq=head.seq, hash=head.hash, sealed_at=actor.now)
        for head in Head.objects.order_by("agency_id")
        if (head.agency_id, head.seq) not in sealed
    ]
    made = Seal.objects.bulk_create(rows)
    announce(actor, JournalSealed(agency_id=0, object_id=0, chains=len(made)))
    return made
