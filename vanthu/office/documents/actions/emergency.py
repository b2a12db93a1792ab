"""Emergency access: asked for with a reason, allowed by a second person, ended by the clock."""

from datetime import timedelta

from django.utils.translation import gettext as _

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify
from vanthu.office.documents import emergencies as permissions
from vanthu.office.documents.actions.moving import of_agency
from vanthu.office.documents.errors import (
    DocumentNotFound,
    EmergencyAsked,
    EmergencyDecided,
    EmergencyHours,
    NeedsReason,
)
from vanthu.office.documents.events import (
    EmergencyAllowed,
    EmergencyEnded,
    EmergencyRead,
    EmergencyRefused,
    EmergencyRequested,
)
from vanthu.office.documents.models import DocumentFile, EmergencyAccess

# Long enough for a night's work on a fault, short enough to be asked for anew the next day: ours.
MOST_HOURS = 24
PAGE = "/emergency"


@action
def ask_emergency(actor: Actor, *, document_id: int, reason: str) -> EmergencyAccess:
    """Ask the leaders of the agency to let the actor read one document.

    Raises NeedsRight for a post that does not run the system, DocumentNotFound for a document of
    another agency, NeedsReason, EmergencyAsked while a request waits.
    """
    tenure = permissions.check_ask(actor)
    document = of_agency(actor, document_id)
    if not reason.strip():
        raise NeedsReason(field="reason")
    waiting = EmergencyAccess.objects.filter(document=document, tenure=tenure, decided_at=None)
    if waiting.exists():
        raise EmergencyAsked
    row = EmergencyAccess.objects.create(
        document=document,
        tenure_id=tenure,
        reason=reason.strip()[:500],
        asked_at=actor.now,
    )
    _tell(actor, row, keys.leaders(document.agency_id), _("Có yêu cầu truy cập khẩn cấp chờ duyệt"))
    announce(actor, EmergencyRequested(**_about(row), reason=row.reason))
    return row


@action
def allow_emergency(actor: Actor, *, access_id: int, hours: int) -> EmergencyAccess:
    """Let the person who asked read for `hours` (1 to 24) from now on; the registry is told.

    Raises NeedsRight, SamePerson, EmergencyDecided, EmergencyHours.
    """
    if not 1 <= hours <= MOST_HOURS:
        raise EmergencyHours(field="hours", most=MOST_HOURS)
    row = _waiting(actor, access_id)
    row.until = actor.now + timedelta(hours=hours)
    _decide(actor, row)
    registry = keys.registry(row.document.agency_id)
    _tell(actor, row, registry, _("Người quản trị được truy cập khẩn cấp một văn bản"))
    announce(actor, EmergencyAllowed(**_about(row), until=row.until.isoformat()))
    return row


@action
def refuse_emergency(actor: Actor, *, access_id: int, reason: str) -> EmergencyAccess:
    """Refuse it, with the reason; raises as `allow_emergency`, and NeedsReason."""
    row = _waiting(actor, access_id)
    if not reason.strip():
        raise NeedsReason(field="reason")
    _decide(actor, row)
    announce(actor, EmergencyRefused(**_about(row), reason=reason.strip()))
    return row


@action
def end_emergency(actor: Actor, *, access_id: int) -> EmergencyAccess:
    """Close an open access before its time: its holder, or a leader of the agency, may."""
    row = _find(actor, access_id)
    permissions.check_end(actor, row)
    row.ended_at = actor.now
    row.save(update_fields=["ended_at"])
    announce(actor, EmergencyEnded(**_about(row)))
    return row


@action
def read_emergency(
    actor: Actor, *, access_id: int, file_id: int | None = None
) -> tuple[EmergencyAccess, DocumentFile | None]:
    """The document, or one of its files, as its holder reads it: every look is journalled.

    Raises EmergencyOver when the time has ended or nobody allowed it, Frozen, DocumentNotFound.
    """
    row = _find(actor, access_id)
    permissions.check_read(actor, row)
    of_agency(actor, row.document_id)
    file = None
    if file_id is not None:
        files = DocumentFile.objects.filter(pk=file_id, document=row.document, replaced_at=None)
        file = files.select_related("blob").first()
        if file is None:
            raise DocumentNotFound
    announce(actor, EmergencyRead(**_about(row), file_id=file_id))
    return row, file


def _find(actor: Actor, access_id: int) -> EmergencyAccess:
    rows = EmergencyAccess.objects.filter(pk=access_id, document__agency=actor.agency_id)
    found = rows.select_related("document", "tenure").first()
    if found is None:
        raise DocumentNotFound
    return found


def _waiting(actor: Actor, access_id: int) -> EmergencyAccess:
    # The row is held, so that two leaders do not decide at once.
    list(EmergencyAccess.objects.select_for_update().filter(pk=access_id).values_list("pk"))
    row = _find(actor, access_id)
    permissions.check_decide(actor, row)
    if row.decided_at is not None:
        raise EmergencyDecided
    return row


def _decide(actor: Actor, row: EmergencyAccess) -> None:
    row.decided_at = actor.now
    row.decided_by_id = actor.tenure_id
    row.save(update_fields=["decided_at", "decided_by", "until"])


def _tell(actor: Actor, row: EmergencyAccess, holder: int, text: str) -> None:
    notify(actor, holder=holder, kind="emergency", text=text, link=PAGE, urgent=True)


def _about(row: EmergencyAccess) -> dict[str, int]:
    return {
        "agency_id": row.document.agency_id,
        "object_id": row.document_id,
        "access": row.pk,
        "tenure": row.tenure_id,
    }
