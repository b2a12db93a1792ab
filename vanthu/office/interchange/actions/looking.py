"""What a clerk does with one message besides deciding about it: send it again, take it away."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.models import Blob
from vanthu.ground.journal.actions import action, announce
from vanthu.office.documents.permissions import check_not_held
from vanthu.office.interchange import permissions
from vanthu.office.interchange.actions import outbox
from vanthu.office.interchange.choices import Bound
from vanthu.office.interchange.errors import MessageNotFound
from vanthu.office.interchange.events import MessageAskedAgain, MessageTaken
from vanthu.office.interchange.models import Message
from vanthu.office.interchange.queries.exchange import raw_of


@action
def send_message_again(actor: Actor, *, message_id: int) -> Message:
    """Have a message sent now; where the network may have it already, it is asked first.

    Raises MessageNotFound, NotTheClerk, WrongState, and for a document as `resend`.
    """
    rows = Message.objects.filter(bound=Bound.OUT, agency_id=actor.agency_id)
    held = rows.select_for_update(of=("self",), no_key=True).select_related("packet__document")
    row = held.filter(pk=message_id).first()
    if row is None:
        raise MessageNotFound
    permissions.check_send_again(actor, row)
    outbox.again(actor, row)
    announce(
        actor,
        MessageAskedAgain(
            agency_id=row.agency_id, object_id=row.pk, uuid=str(row.uuid), link=row.link
        ),
    )
    return row


@action
def take_raw(actor: Actor, *, message_id: int) -> Blob:
    """The packet as it came in, to be shown to whoever inquires; journalled.

    Raises MessageNotFound, MissingRight, NotTheClerk, and what holds its document.
    """
    sha256 = raw_of(actor, message_id)
    if not sha256:
        raise MessageNotFound
    row = Message.objects.select_related("packet__arrival").get(pk=message_id)
    if row.packet is not None and row.packet.arrival is not None:
        check_not_held(actor, row.packet.arrival)
    announce(
        actor,
        MessageTaken(agency_id=row.agency_id, object_id=row.pk, link=row.link, sha256=sha256),
    )
    return Blob.objects.get(pk=sha256)
