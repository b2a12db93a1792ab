"""XEM XONG TRẢ LẠI: read, the document goes back to its sender, who sees until then who has it.

Decree 30/2020, Annex I, III.2.c (Q-146). Its files close to who handled it; register, path and
fields stay.
"""

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import notify_all
from vanthu.office.documents.choices import Circulation
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import check_see
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act, Box
from vanthu.office.interchange import notices, permissions
from vanthu.office.interchange.choices import PacketKind
from vanthu.office.interchange.events import GivenBack
from vanthu.office.interchange.models import Packet


def ask_to_give_back(actor: Actor, document_id: int) -> None:
    """Handling has ended: what is to be returned waits for the clerks; called by the handler."""
    document = Document.objects.select_related("type").get(pk=document_id)
    asked = document.circulation == Circulation.RETURN_AFTER_READING
    if not asked or document.frozen_at is not None:
        return
    boxes.put(
        actor,
        holder=keys.registry(document.agency_id),
        box=Box.TO_GIVE_BACK,
        document=document,
        due_on=actor.today,
        from_name=actor.name,
        remark=str(Circulation.RETURN_AFTER_READING.label),
    )


@action
def give_back(actor: Actor, *, document_id: int, note: str = "") -> None:
    """Give back what was read: the paper by the way in `note`, an electronic one by closing it.

    The sender, when it is here, is told. Raises NothingToGiveBack, StillRead, NotTheClerk.
    """
    check_see(actor, document_id)
    document = Document.objects.select_for_update(no_key=True).get(pk=document_id)
    permissions.check_give_back(actor, document)
    Document.objects.filter(pk=document_id).update(frozen_at=actor.now)
    boxes.take(document_id)
    record_step(actor, document_id, Act.GIVE_BACK, text=note.strip())
    packet = Packet.objects.filter(arrival=document, kind=PacketKind.NEW).first()
    if packet is not None:
        Packet.objects.filter(pk=packet.pk).update(given_back_at=actor.now)
        notify_all(actor, notices.of_return(actor, packet))
    announce(
        actor,
        GivenBack(
            agency_id=document.agency_id,
            object_id=document_id,
            sender=packet.sender_id if packet else None,
            note=note.strip(),
        ),
    )
