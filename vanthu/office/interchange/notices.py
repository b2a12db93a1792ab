"""What the sender is told about a document on its way (R-06): numbers and names, no content."""

from datetime import datetime

from django.utils.translation import gettext as _

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.moments import hour_and_day
from vanthu.ground.notify.actions import Notify
from vanthu.ground.org.queries import agency_names
from vanthu.office.documents.models import Document
from vanthu.office.interchange.choices import Cause, PacketKind, ReceiptStatus
from vanthu.office.interchange.models import Message, Packet, Reconciliation
from vanthu.office.interchange.queries.waiting import Late

# Each of these is told for itself; that a document was accepted is told once all have answered.
_TOLD = frozenset({ReceiptStatus.REFUSED, ReceiptStatus.FINISHED})
_URGENT = frozenset({ReceiptStatus.REFUSED, ReceiptStatus.TAKE_BACK_REFUSED})
_OPEN = (ReceiptStatus.SENT, ReceiptStatus.ARRIVED)


def of_status(actor: Actor, packet: Packet, status: ReceiptStatus, text: str) -> list[Notify]:
    """The notices to the issuing clerks and the drafter about one status, if they are here."""
    if packet.from_elsewhere:
        return []
    if status in _TOLD:
        return _to_sender(actor, packet, status, text)
    if status is ReceiptStatus.ACCEPTED:
        packets = Packet.objects.filter(document=packet.document, kind=PacketKind.NEW)
        if not packets.filter(status__in=_OPEN).exists():
            return _all_answered(packet)
    return []


def of_failure(packet: Packet, sentence: str) -> list[Notify]:
    """The notice that a packet did not arrive."""
    document = Document.objects.get(pk=packet.document_id or 0)
    words = _("Chưa gửi được văn bản %(reference)s đến %(agency)s: %(reason)s") % {
        "reference": document.reference,
        "agency": packet.addressed_name,
        "reason": sentence,
    }
    return _for_holders(document, "delivery-failed", words, True)


def of_recall(actor: Actor, packet: Packet, status: ReceiptStatus, text: str) -> list[Notify]:
    """The notices about the answer to an order to give a document back."""
    return [] if packet.from_elsewhere else _to_sender(actor, packet, status, text)


def of_change(actor: Actor, order: Packet, status: ReceiptStatus, text: str) -> list[Notify]:
    """The notices about the answer to an update or a replacement."""
    if order.from_elsewhere:
        return []
    document = Document.objects.get(pk=order.document_id or 0)
    names = agency_names([order.receiver_id], actor.today)
    refused = status is ReceiptStatus.TAKE_BACK_REFUSED
    words = (
        _("%(agency)s: từ chối cập nhật, thay thế văn bản %(reference)s.")
        if refused
        else _("%(agency)s: đồng ý cập nhật, thay thế văn bản %(reference)s.")
    ) % {
        "agency": names[order.receiver_id].name
        if order.receiver_id in names
        else order.addressed_name,
        "reference": document.reference,
    }
    if text and refused:
        words += " " + _("Lý do: %(reason)s") % {"reason": text}
    return _for_holders(document, f"change-{status.value}", words, refused)


def of_return(actor: Actor, packet: Packet) -> list[Notify]:
    """The notice that a receiver gave back what was to be returned after reading."""
    if packet.from_elsewhere:
        return []
    document = Document.objects.get(pk=packet.document_id or 0)
    names = agency_names([packet.receiver_id], actor.today)
    name = names[packet.receiver_id].name if packet.receiver_id in names else ""
    words = _("%(agency)s: đã xem và trả lại văn bản %(reference)s.") % {
        "agency": name or packet.addressed_name,
        "reference": document.reference,
    }
    return _for_holders(document, "given-back", words, False)


def _to_sender(actor: Actor, packet: Packet, status: ReceiptStatus, text: str) -> list[Notify]:
    document = Document.objects.get(pk=packet.document_id or 0)
    names = agency_names([packet.receiver_id], actor.today)
    receiver = names[packet.receiver_id].name if packet.receiver_id in names else ""
    words = _("%(agency)s: %(status)s văn bản %(reference)s.") % {
        "agency": receiver or packet.addressed_name,
        "status": status.label,
        "reference": document.reference,
    }
    if text and status in _URGENT:
        words += " " + _("Lý do: %(reason)s") % {"reason": text}
    return _for_holders(document, f"receipt-{status.value}", words, status in _URGENT)


def _all_answered(packet: Packet) -> list[Notify]:
    document = Document.objects.get(pk=packet.document_id or 0)
    words = _("Mọi nơi nhận đã trả lời việc tiếp nhận văn bản %(reference)s.") % {
        "reference": document.reference
    }
    return _for_holders(document, "receipt-03", words, False, once=f"accepted:{document.pk}")


def _for_holders(
    document: Document, kind: str, words: str, urgent: bool, once: str = ""
) -> list[Notify]:
    holders = [keys.registry(document.agency_id)]
    if document.created_by_post is not None:
        holders.append(keys.post(document.created_by_post))
    return [
        Notify(
            holder=holder,
            kind=kind,
            text=words,
            link=f"/documents/{document.pk}",
            urgent=urgent,
            object_type="document",
            object_id=document.pk,
            repeat_key=f"{once}:{holder}" if once else None,
        )
        for holder in holders
    ]


def of_quarantine(row: Message, holder: int) -> Notify:
    """The notice that a message from elsewhere waits for a decision; it names no content."""
    words = _("Gói tin từ %(sender)s đang tạm giữ: %(cause)s.") % {
        "sender": row.sender_code,
        "cause": Cause(row.cause).label,
    }
    return Notify(
        holder=holder,
        kind="quarantine",
        text=words,
        link=f"/exchange/messages/{row.pk}",
        urgent=True,
        object_type="message",
        object_id=row.pk,
        repeat_key=f"quarantine:{row.pk}",
    )


def of_late(each: Late) -> list[Notify]:
    """The notice to the issuing clerks that a receiver elsewhere does not answer in time."""
    arrived = each.owes == ReceiptStatus.ACCEPTED
    words = (
        _("%(agency)s chưa tiếp nhận văn bản %(reference)s sau %(hours)s giờ làm việc.")
        if arrived
        else _("Văn bản %(reference)s chưa tới %(agency)s sau %(hours)s giờ làm việc.")
    ) % {"agency": each.receiver, "reference": each.reference, "hours": each.hours}
    holder = keys.registry(each.agency_id)
    return [
        Notify(
            holder=holder,
            kind=f"late-{each.owes}",
            text=words,
            link=f"/documents/{each.document_id}",
            object_type="document",
            object_id=each.document_id,
            repeat_key=f"late-{each.owes}:{each.packet_id}",
        )
    ]


def of_silent_link(title: str, since: datetime, problem: str, holder: int) -> Notify:
    """The alarm to an administrator that a link does not answer."""
    words = _("%(link)s không trả lời từ %(since)s. %(problem)s") % {
        "link": title,
        "since": hour_and_day(since),
        "problem": problem,
    }
    return _of_link("link-silent", words.strip(), holder, since, urgent=True)


def of_link_back(title: str, holder: int, now: datetime) -> Notify:
    """Word to an administrator that a link answers again."""
    words = _("%(link)s đã trả lời trở lại.") % {"link": title}
    return _of_link("link-back", words, holder, now, urgent=False)


def of_directory(title: str, problem: str, sync_id: int, holder: int) -> Notify:
    """Word to an administrator that the directory of a link was not taken over, and why."""
    words = _("Danh bạ của %(link)s không được cập nhật. %(problem)s") % {
        "link": title,
        "problem": problem,
    }
    return Notify(
        holder=holder,
        kind="directory-refused",
        text=words,
        link="/config/exchange/directory",
        urgent=True,
        object_type="directory",
        object_id=sync_id,
        repeat_key=f"directory-refused:{sync_id}:{holder}",
    )


def of_differences(title: str, row: Reconciliation, count: int, holder: int) -> Notify:
    """Word that the other side holds something else of a day."""
    words = _("Đối soát ngày %(day)s với %(code)s qua %(link)s: %(count)s gói tin chênh lệch.") % {
        "day": f"{row.day:%d/%m/%Y}",
        "code": row.their_code,
        "link": title,
        "count": count,
    }
    return Notify(
        holder=holder,
        kind="reconciliation",
        text=words,
        link=f"/exchange/days/{row.pk}",
        urgent=True,
        object_type="reconciliation",
        object_id=row.pk,
        repeat_key=f"reconciliation:{row.pk}:{holder}",
    )


def _of_link(kind: str, words: str, holder: int, at: datetime, *, urgent: bool) -> Notify:
    return Notify(
        holder=holder,
        kind=kind,
        text=words,
        link="/exchange/links",
        urgent=urgent,
        object_type="link",
        repeat_key=f"{kind}:{holder}:{at.isoformat()}",
    )
