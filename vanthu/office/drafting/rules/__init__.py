"""The law of drafting as pure functions: who may do what when, terms, the list of recipients."""

from vanthu.office.drafting.rules.addresses import addressee_key, reader_key
from vanthu.office.drafting.rules.approvals import Word, missing
from vanthu.office.drafting.rules.correcting import PUT_RIGHT, correcting_subject
from vanthu.office.drafting.rules.demands import DEMANDS, Demand, flow_verb, is_open, turn
from vanthu.office.drafting.rules.mandates import (
    House,
    Lack,
    Row,
    Seat,
    Signer,
    Words,
    Written,
    deciding,
    full_title,
    lack,
    ways_to_sign,
    written_word,
)
from vanthu.office.drafting.rules.recipients import (
    LETTER,
    LETTERS,
    PARTY_LETTER,
    PURPOSE_WORDS,
    keep_line,
    recipient_lines,
)
from vanthu.office.drafting.rules.times import IssueTime, issue_due

__all__ = [
    "House",
    "Lack",
    "Row",
    "Seat",
    "Signer",
    "Words",
    "Written",
    "deciding",
    "full_title",
    "lack",
    "ways_to_sign",
    "written_word",
    "DEMANDS",
    "Demand",
    "LETTER",
    "LETTERS",
    "PARTY_LETTER",
    "PUT_RIGHT",
    "IssueTime",
    "Word",
    "addressee_key",
    "correcting_subject",
    "flow_verb",
    "is_open",
    "issue_due",
    "keep_line",
    "missing",
    "reader_key",
    "PURPOSE_WORDS",
    "recipient_lines",
    "turn",
]
