"""What can be done with drafts, from the first line to issuing and recalling."""

from vanthu.office.drafting.actions.approving import (
    approve_content,
    approve_format,
    approve_signing,
    submit,
)
from vanthu.office.drafting.actions.inputs import RouteChoice, Text
from vanthu.office.drafting.actions.issuing import give_number, issue, recall_issued
from vanthu.office.drafting.actions.putting_right import correct_by_letter, replace_issued
from vanthu.office.drafting.actions.reading import mark_read
from vanthu.office.drafting.actions.returning import cancel, recall_draft, return_draft
from vanthu.office.drafting.actions.signing import record_paper_signature
from vanthu.office.drafting.actions.starting import (
    answer,
    choose_route,
    set_addressees,
    start,
)
from vanthu.office.drafting.actions.versions import add_version

__all__ = [
    "RouteChoice",
    "Text",
    "add_version",
    "answer",
    "approve_content",
    "approve_format",
    "approve_signing",
    "cancel",
    "choose_route",
    "correct_by_letter",
    "give_number",
    "issue",
    "mark_read",
    "recall_draft",
    "recall_issued",
    "record_paper_signature",
    "replace_issued",
    "return_draft",
    "set_addressees",
    "start",
    "submit",
]
