"""What drafting kept of a document found to be a state secret goes (M-08, Q-145)."""

from vanthu.office.documents.models import Document
from vanthu.office.drafting.models import Addressee, Approval, DraftVersion, PaperSignature

_REMOVED = "(đã loại bỏ)"


def empty(document: Document) -> None:
    """Take text, files and remarks out of its versions and approvals; who did what when stays."""
    rows = DraftVersion.objects.filter(document=document)
    rows.update(blob=None, body="", note="", file_name=_REMOVED)
    Approval.objects.filter(document=document).update(text="")
    PaperSignature.objects.filter(document=document).delete()
    Addressee.objects.filter(document=document).delete()
