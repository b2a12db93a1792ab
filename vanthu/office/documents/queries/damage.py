"""Which files of a document the nightly check found damaged (Q-079)."""

from vanthu.ground.files.models import Damage
from vanthu.office.documents.models import DocumentFile


def damaged_files(document_id: int) -> list[str]:
    """The names of its files whose bytes are not what they were, and not restored yet."""
    broken = Damage.objects.filter(repaired_at=None).values("blob")
    rows = DocumentFile.objects.filter(document=document_id, blob__in=broken)
    return list(rows.order_by("order", "id").values_list("name", flat=True))
