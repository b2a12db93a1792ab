"""Says why a document was not issued by its last day; the report of late issues prints it."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.documents.permissions import check_see
from vanthu.office.drafting import permissions, queries
from vanthu.office.drafting.events import DelayExplained
from vanthu.office.drafting.models import IssueDelay
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act
from vanthu.office.handling.errors import ReasonMissing

_REASON = 500


@action
def explain_delay(actor: Actor, *, document_id: int, reason: str) -> IssueDelay:
    """Keep the reason for a late issue, or for one that is late by now; a later one replaces it.

    Raises NotLate, NotAllowed, ReasonMissing.
    """
    check_see(actor, document_id)
    permissions.check_explain_delay(actor, queries.issue_time(actor, document_id))
    if not reason.strip():
        raise ReasonMissing
    row, _created = IssueDelay.objects.update_or_create(
        document_id=document_id,
        defaults={"reason": reason.strip()[:_REASON], "at": actor.now, "by_name": actor.name},
    )
    record_step(actor, document_id, Act.EXPLAIN_DELAY, text=row.reason)
    announce(
        actor,
        DelayExplained(agency_id=actor.agency_id, object_id=document_id, reason=row.reason),
    )
    return row
