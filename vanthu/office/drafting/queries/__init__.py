"""Reads of drafts: versions, approvals, what is possible, the answer's form, late issues."""

from vanthu.office.drafting.queries.answering import AnswerForm, answer_form, letter_of
from vanthu.office.drafting.queries.mandates import (
    Ways,
    lent_posts,
    mandates,
    signing_words,
    ways_of,
    word_or_direct,
)
from vanthu.office.drafting.queries.possible import Possibility, possible, possible_answer
from vanthu.office.drafting.queries.recipients import addressees, group_members, groups, lines
from vanthu.office.drafting.queries.signing import (
    Prepared,
    esignatures,
    prepared_to_sign,
    signed_electronically,
)
from vanthu.office.drafting.queries.texts import (
    Asked,
    Desk,
    comments,
    consultations,
    content_of,
    desk,
    standard_texts,
)
from vanthu.office.drafting.queries.times import issue_time, issue_times, late_issues
from vanthu.office.drafting.queries.versions import (
    approvals,
    compare_clauses,
    compare_versions,
    route,
    signatures,
    version,
    versions,
    versions_with_text,
)

__all__ = [
    "Prepared",
    "esignatures",
    "prepared_to_sign",
    "Asked",
    "Desk",
    "Ways",
    "comments",
    "consultations",
    "content_of",
    "desk",
    "lent_posts",
    "mandates",
    "signed_electronically",
    "signing_words",
    "standard_texts",
    "ways_of",
    "word_or_direct",
    "AnswerForm",
    "Possibility",
    "addressees",
    "answer_form",
    "approvals",
    "compare_clauses",
    "compare_versions",
    "group_members",
    "groups",
    "issue_time",
    "issue_times",
    "late_issues",
    "letter_of",
    "lines",
    "possible",
    "possible_answer",
    "route",
    "signatures",
    "version",
    "versions",
    "versions_with_text",
]
