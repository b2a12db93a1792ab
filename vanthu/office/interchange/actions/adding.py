"""An issued document goes to recipients who were not among those it was issued to."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.text import fold
from vanthu.office.documents.actions import NewRecipient, add_recipients
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_see
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act
from vanthu.office.handling.errors import ReasonMissing
from vanthu.office.interchange import permissions
from vanthu.office.interchange.actions.sending import make_ready
from vanthu.office.interchange.choices import PacketKind, Verb
from vanthu.office.interchange.errors import NobodyFurther, RecipientsAlready
from vanthu.office.interchange.events import FurtherSent
from vanthu.office.interchange.models import OutsideDelivery, Packet
from vanthu.office.interchange.routing import Routes, routes

_NAMED = 5


@action
def send_further(
    actor: Actor, *, document_id: int, recipients: Sequence[NewRecipient], reason: str
) -> Routes:
    """Send an issued document to further recipients, as it stands now, and say why.

    The signed paper stays as it is: they are not among its printed recipients. Raises
    ReasonMissing, NobodyFurther, RecipientsAlready, NotIssued, RecalledAlready, NotTheClerk.
    """
    check_see(actor, document_id)
    document = Document.objects.select_for_update(no_key=True).get(pk=document_id)
    permissions.check_any(actor, Verb.SEND_FURTHER, document)
    if not reason.strip():
        raise ReasonMissing
    added = add_recipients(actor, document, recipients)
    prefetch_related_objects(added, "agency")
    found = routes(actor, document, added)
    if not found.inside and not found.outside:
        raise NobodyFurther
    _check_new(document, found)
    make_ready(actor, document, found)
    names = "; ".join(row.name for row in added)
    record_step(actor, document_id, Act.SEND_FURTHER, to_name=names, text=reason.strip())
    announce(
        actor,
        FurtherSent(
            agency_id=document.agency_id,
            object_id=document_id,
            receivers=tuple(found.inside),
            outside=tuple(recipient.name for recipient, _problem in found.outside),
            reason=reason.strip(),
        ),
    )
    return found


def _check_new(document: Document, found: Routes) -> None:
    """Raise RecipientsAlready for agencies and names that the document was sent to before."""
    packets = Packet.objects.filter(document=document, kind=PacketKind.NEW)
    sent = set(packets.values_list("receiver_id", flat=True))
    copies = OutsideDelivery.objects.filter(document=document)
    named = {fold(name) for name in copies.values_list("name", flat=True)}
    known = [rows[0].name for agency, rows in found.inside.items() if agency in sent]
    known += [row.name for row, _problem in found.outside if fold(row.name) in named]
    if known:
        more = "…" if len(known) > _NAMED else ""
        raise RecipientsAlready(", ".join(known[:_NAMED]) + more)
