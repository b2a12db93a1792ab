"""What drafting kept of a document found to be a state secret goes (M-08, Q-145)."""

from vanthu.office.documents.models import Document
from vanthu.office.drafting.models import (
    Addressee,
    Approval,
    Comment,
    Consultation,
    DraftVersion,
    ElectronicSignature,
    PaperSignature,
    WorkingText,
)

_REMOVED = "(đã loại bỏ)"


def empty(document: Document) -> None:
    """Take text, files and remarks out of its versions and approvals; who did what when stays."""
    ElectronicSignature.objects.filter(document=document).delete()
    PaperSignature.objects.filter(document=document).delete()
    for kind in (WorkingText, Comment, Addressee):
        kind.objects.filter(document=document).delete()
    Consultation.objects.filter(document=document).update(question="", answer="")
    Approval.objects.filter(document=document).update(text="")
    DraftVersion.objects.filter(document=document).update(
        blob=None,
        file_name=_REMOVED,
        body="",
        content=None,
        lost=[],
        sheet=None,
        sheet_source="",
        places=None,
        note="",
    )
