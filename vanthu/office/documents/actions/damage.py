"""The nightly check found a stored file changed or missing: whoever keeps a document learns of it.

The original of an issued document is kept unchanged in the issuing agency's system (Decree 30/2020
Art. 19.2.a; Annex VI III.5.d; Q-079). The alarm goes to the registry, which answers for it.
"""

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.models import Damage
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.notify.actions import Notify, notify_all
from vanthu.office.documents.events import FileDamaged
from vanthu.office.documents.models import DocumentFile

_TEXT = (
    "Tệp của một văn bản không còn nguyên vẹn so với khi lưu. Hãy báo quản trị hệ thống khôi phục "
    "từ bản sao lưu; trước đó không sử dụng tệp này."
)


@action
def tell_damage(actor: Actor, *, damage: Damage) -> int:
    """Alarm the registry of every document that holds the file, once; returns how many there are.

    A damage that was told before and is still there is told no more.
    """
    rows = DocumentFile.objects.filter(blob=damage.blob_id).select_related("document")
    held = {row.document_id: row for row in rows.order_by("document_id", "-id")}
    notes = [_note(damage, row) for row in held.values()]
    if not notify_all(actor, notes):
        return len(held)
    for row in held.values():
        announce(
            actor,
            FileDamaged(
                agency_id=row.document.agency_id,
                object_id=row.document_id,
                sha256=damage.blob_id,
                actual=damage.actual,
                file_name=row.name,
            ),
        )
    return len(held)


def _note(damage: Damage, row: DocumentFile) -> Notify:
    return Notify(
        holder=keys.registry(row.document.agency_id),
        kind="damage",
        text=_TEXT,
        link=f"/documents/{row.document_id}",
        urgent=True,
        object_type="document",
        object_id=row.document_id,
        repeat_key=f"damage:{damage.pk}:{row.document_id}",
    )
