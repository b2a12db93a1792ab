"""Files on which a secrecy mark was read: held for the clerk, and thrown out on their word.

State secrets have no place in a networked system (M-02, M-08, Q-144, Q-145). A mark read by the
worker may be a mistake of the reader, so the clerk decides; until then nothing of the paper is
shown to others, found, filled in or passed on, wherever in its flow it stands.
"""

from django.db.models import ForeignKey

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import discard, references
from vanthu.ground.journal.actions import action, announce, touch, unit_of_work
from vanthu.ground.notify.actions import Notify, notify_all
from vanthu.office.documents import permissions
from vanthu.office.documents.actions.grants import grant, revoke
from vanthu.office.documents.actions.moving import move
from vanthu.office.documents.choices import Direction, DocumentState
from vanthu.office.documents.errors import DocumentNotFound, NeedsReason, RecallFirst
from vanthu.office.documents.events import (
    DocumentRefused,
    SecrecyCleared,
    SecrecySuspected,
    SecretExpelled,
)
from vanthu.office.documents.models import Document, DocumentFile, FieldReading
from vanthu.office.documents.queries.secrecy import CLEARED, check_suspected

_REASON = "Văn bản có dấu hiệu chứa bí mật nhà nước; nội dung không được lưu giữ trên hệ thống."
_SUSPECTED = (
    "Văn bản có dấu hiệu mang dấu độ mật và đang bị tạm giữ; đề nghị kiểm tra bản gốc ngay."
)
_EXPELLED = (
    "Văn thư đã loại bỏ khỏi hệ thống một văn bản mang dấu độ mật. Đề nghị người được giao bảo vệ "
    "bí mật nhà nước xử lý bản gốc và báo cáo theo quy định."
)
_WORDS = {"subject": "(đã loại bỏ)", "note": "", "signer_name": "", "to_places": ""}
# The issuer's own marks on what came in; those of our registers stay, or a number would be missing.
_MARKS = {"reference": "", "reference_key": "", "number": "", "symbol": "", "identifier": ""}


@action
def suspect_secret(actor: Actor, *, document_id: int) -> None:
    """Hold a document on which a secrecy mark was read, and tell the registry at once.

    The registry, which decides, sees it from now on even while it is a draft. Called by the worker.
    """
    document = Document.objects.get(pk=document_id)
    Document.objects.filter(pk=document_id, held_at=None).update(held_at=actor.now)
    registry = keys.registry(document.agency_id)
    # a cause of its own, so that the right goes with the decision
    grant(actor, document_id, registry, GrantCause.REGISTRY, document_id)
    notify_all(actor, [_note(document, registry, "secrecy", _SUSPECTED)])
    announce(actor, SecrecySuspected(agency_id=document.agency_id, object_id=document_id))


def _note(document: Document, holder: int, kind: str, text: str) -> Notify:
    return Notify(
        holder=holder,
        kind=kind,
        text=text,
        link=f"/documents/{document.pk}",
        urgent=True,
        object_type="document",
        object_id=document.pk,
        repeat_key=f"{kind}-{document.pk}",
    )


def expel_secret(actor: Actor, *, document_id: int) -> None:
    """Throw out a paper that bears a secrecy mark: its bytes, its readings, its fields.

    What is left is a refused or cancelled row without content; the leaders are told, without any of
    it. Raises NotAllowed, NothingSuspected, RecallFirst for what was issued.
    """
    with unit_of_work(actor):
        document = _decided(actor, document_id)
        hashes = _bytes_of(document)
        _empty(actor, document)
        # handlers empty what other modules keep of it
        _announce_expelled(actor, document)
        leaders = keys.leaders(document.agency_id)
        notify_all(actor, [_note(document, leaders, "secrecy-expelled", _EXPELLED)])
    # After the commit: bytes that went while the rows still stood would be a broken document.
    for sha256 in hashes:
        discard(sha256)


def _bytes_of(document: Document) -> set[str]:
    """Every stored file that a row of any module holds for this document."""
    found: set[str] = set()
    for reference in references():
        fields = reference.model._meta.get_fields()
        keys_to = [f for f in fields if isinstance(f, ForeignKey) and f.related_model is Document]
        for key in keys_to:
            rows = reference.model._base_manager.filter(**{key.name: document.pk})
            found |= set(rows.values_list(reference.attname, flat=True))
    return {sha256 for sha256 in found if sha256}


def check_expel(actor: Actor, document: Document) -> None:
    """The clerk of the agency, on what is held and was not issued, or was recalled since."""
    permissions.check_receive(actor)
    check_suspected(document)
    if document.state == DocumentState.ISSUED:
        raise RecallFirst


def _decided(actor: Actor, document_id: int) -> Document:
    """The held document that the clerk decides on; raises DocumentNotFound, NotAllowed."""
    rows = Document.objects.select_for_update(of=("self",), no_key=True)
    document = rows.filter(pk=document_id, agency_id=actor.agency_id).first()
    if document is None:
        raise DocumentNotFound
    check_expel(actor, document)
    return document


def _empty(actor: Actor, document: Document) -> None:
    incoming = document.direction == Direction.INCOMING
    received = document.state == DocumentState.RECEIVED
    blank = {**_WORDS, **_MARKS} if incoming else _WORDS
    changes = {"held_at": None, "finished_at": actor.now, **blank}
    move(actor, document, "refuse" if received else "expel", **changes)
    DocumentFile.objects.filter(document=document).delete()
    FieldReading.objects.filter(document=document).delete()
    touch("document", document.pk)


def _announce_expelled(actor: Actor, document: Document) -> None:
    about = {"agency_id": document.agency_id, "object_id": document.pk}
    if document.direction == Direction.INCOMING:
        announce(actor, DocumentRefused(**about, reason=_REASON))
    else:
        announce(actor, SecretExpelled(**about))


@action
def clear_suspicion(actor: Actor, *, document_id: int, reason: str) -> None:
    """The clerk has looked: not a state secret, for this reason. Its files are read again.

    Raises NotAllowed, NothingSuspected, NeedsReason.
    """
    permissions.check_receive(actor)
    document = Document.objects.filter(pk=document_id, agency_id=actor.agency_id).first()
    if document is None:
        raise DocumentNotFound
    check_suspected(document)
    if not reason.strip():
        raise NeedsReason(field="reason")
    FieldReading.objects.update_or_create(
        document=document, field=CLEARED, defaults={"value": reason.strip(), "confidence": 1.0}
    )
    Document.objects.filter(pk=document_id).update(held_at=None)
    revoke(actor, document_id, GrantCause.REGISTRY, document_id)
    about = {"agency_id": document.agency_id, "object_id": document_id}
    announce(actor, SecrecyCleared(**about, reason=reason.strip()))
