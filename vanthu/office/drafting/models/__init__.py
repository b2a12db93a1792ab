"""The rows of drafting: versions and approvals, the text being written, what others say to it,
electronic signatures, and who may sign what."""

from vanthu.office.drafting.models.consulting import Comment, Consultation
from vanthu.office.drafting.models.delays import IssueDelay
from vanthu.office.drafting.models.drafts import (
    Addressee,
    Approval,
    DraftVersion,
    PaperSignature,
    Route,
)
from vanthu.office.drafting.models.mandates import Mandate
from vanthu.office.drafting.models.signatures import ElectronicSignature
from vanthu.office.drafting.models.texts import StandardText, WorkingText

__all__ = [
    "Addressee",
    "Approval",
    "Comment",
    "Consultation",
    "DraftVersion",
    "ElectronicSignature",
    "IssueDelay",
    "Mandate",
    "PaperSignature",
    "Route",
    "StandardText",
    "WorkingText",
]
