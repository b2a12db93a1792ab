"""What can be done with drafts, from the first line to issuing and recalling."""

from vanthu.office.drafting.actions.approving import (
    approve_content,
    approve_format,
    approve_signing,
    submit,
)
from vanthu.office.drafting.actions.commenting import Anchor, comment, reply, settle_comment
from vanthu.office.drafting.actions.consulting import answer_consultation, consult
from vanthu.office.drafting.actions.delaying import explain_delay
from vanthu.office.drafting.actions.electronic import (
    Certificate,
    Chosen,
    begin_signing,
    finish_signing,
    sign,
    sign_many,
)
from vanthu.office.drafting.actions.inputs import RouteChoice, Text, text_of_file
from vanthu.office.drafting.actions.issuing import give_number, issue, recall_issued
from vanthu.office.drafting.actions.mandates import NewMandate, end_mandate, give_mandate
from vanthu.office.drafting.actions.putting_right import correct_by_letter, replace_issued
from vanthu.office.drafting.actions.reading import mark_read
from vanthu.office.drafting.actions.returning import cancel, recall_draft, return_draft
from vanthu.office.drafting.actions.sealing import (
    Sealed,
    begin_sealing,
    finish_sealing,
    seal,
)
from vanthu.office.drafting.actions.signing import record_paper_signature
from vanthu.office.drafting.actions.standards import drop_standard_text, set_standard_text
from vanthu.office.drafting.actions.starting import (
    answer,
    choose_route,
    set_addressees,
    start,
)
from vanthu.office.drafting.actions.versions import add_version
from vanthu.office.drafting.actions.writing import (
    drop_working_text,
    save_version,
    save_working_text,
)

__all__ = [
    "Certificate",
    "Chosen",
    "Sealed",
    "begin_sealing",
    "begin_signing",
    "finish_sealing",
    "finish_signing",
    "seal",
    "sign",
    "sign_many",
    "NewMandate",
    "end_mandate",
    "give_mandate",
    "Anchor",
    "answer_consultation",
    "comment",
    "consult",
    "drop_standard_text",
    "drop_working_text",
    "reply",
    "save_version",
    "save_working_text",
    "set_standard_text",
    "settle_comment",
    "RouteChoice",
    "Text",
    "text_of_file",
    "add_version",
    "answer",
    "approve_content",
    "approve_format",
    "approve_signing",
    "cancel",
    "choose_route",
    "correct_by_letter",
    "explain_delay",
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
