"""Files on which a secrecy mark was read: held for the clerk, and thrown out on their word.

State secrets have no place in a networked system (M-02, M-08, Q-144, Q-145). A mark read by the
worker may be a mistake of the reader, so the clerk decides; until then nothing of the paper is
indexed or filled in.
"""

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.files.actions import discard
from vanthu.ground.journal.actions import action, announce, touch, unit_of_work
from vanthu.ground.notify.actions import notify
from vanthu.office.documents import permissions
from vanthu.office.documents.actions.moving import move, of_agency
from vanthu.office.documents.events import DocumentRefused, SecrecyCleared, SecrecySuspected
from vanthu.office.documents.models import Document, DocumentFile, FieldReading
from vanthu.office.documents.queries.secrecy import CLEARED, SUSPECTED, check_suspected

_REASON = "Văn bản có dấu hiệu chứa bí mật nhà nước; nội dung không được lưu giữ trên hệ thống."
_BLANK = {
    "subject": "(đã loại bỏ)",
    "reference": "",
    "reference_key": "",
    "number": "",
    "symbol": "",
    "note": "",
    "signer_name": "",
    "to_places": "",
}


@action
def suspect_secret(actor: Actor, *, document_id: int) -> None:
    """Mark that a secrecy mark was read and tell the registry at once. Called by the worker."""
    document = Document.objects.get(pk=document_id)
    FieldReading.objects.update_or_create(
        document=document, field=SUSPECTED, defaults={"value": True, "confidence": 0.5}
    )
    notify(
        actor,
        holder=keys.registry(document.agency_id),
        kind="secrecy",
        text="Văn bản chờ đăng ký có dấu hiệu mang dấu độ mật; đề nghị kiểm tra ngay.",
        link=f"/documents/{document.pk}",
        urgent=True,
        object_type="document",
        object_id=document.pk,
        repeat_key=f"secrecy-{document.pk}",
    )
    announce(actor, SecrecySuspected(agency_id=document.agency_id, object_id=document.pk))


def expel_secret(actor: Actor, *, document_id: int) -> None:
    """Throw out a received paper that bears a secrecy mark: its bytes, its readings, its fields.

    What is left is a refused row without content, so that the sender learns of the refusal. Raises
    NotAllowed, WrongState once it is registered.
    """
    with unit_of_work(actor):
        hashes = _empty(actor, document_id)
    # After the commit: bytes that went while the rows still stood would be a broken document.
    for sha256 in hashes:
        discard(sha256)


def _empty(actor: Actor, document_id: int) -> list[str]:
    permissions.check_receive(actor)
    check_suspected(document_id)
    document = of_agency(actor, document_id)
    move(actor, document, "refuse", finished_at=actor.now, **_BLANK)
    files = DocumentFile.objects.filter(document=document)
    hashes = list(files.values_list("blob_id", flat=True))
    files.delete()
    FieldReading.objects.filter(document=document).delete()
    touch("document", document.pk)
    announce(
        actor,
        DocumentRefused(agency_id=document.agency_id, object_id=document.pk, reason=_REASON),
    )
    return hashes


@action
def clear_suspicion(actor: Actor, *, document_id: int) -> None:
    """The clerk has looked: no secrecy mark. The files are read again; it may be registered."""
    permissions.check_receive(actor)
    check_suspected(document_id)
    document = of_agency(actor, document_id)
    FieldReading.objects.filter(document=document, field=SUSPECTED).update(
        field=CLEARED, confidence=1.0
    )
    enqueue(actor, "files.read", priority=5, document_id=document.pk)
    announce(actor, SecrecyCleared(agency_id=document.agency_id, object_id=document.pk))
