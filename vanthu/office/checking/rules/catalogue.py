"""Every rule's function, in the order of the cells."""

from collections.abc import Callable, Iterator

from vanthu.office.checking.findings import Finding
from vanthu.office.checking.rules import (
    body,
    day,
    heading,
    looks,
    number,
    others,
    page,
    recipients,
    sequence,
    signing,
    title,
)
from vanthu.office.checking.rules.capitals import names, opening, words
from vanthu.office.checking.subject import Subject

Check = Callable[[Subject], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    page.check_sheet,
    page.check_margins,
    page.check_page_numbers,
    page.check_font,
    page.check_colour,
    heading.check_nation,
    heading.check_issuer,
    heading.check_lines,
    others.check_party_heading,
    looks.check_looks,
    looks.check_party_looks,
    looks.check_body_size,
    looks.check_centred,
    number.check_present,
    number.check_form,
    number.check_zero,
    number.check_type,
    number.check_agency,
    day.check_day,
    title.check_title,
    title.check_subject,
    title.check_addressees,
    body.check_grounds,
    body.check_ground_italic,
    body.check_article_bold,
    body.check_left_open,
    body.check_end,
    sequence.check_sequence,
    others.check_annexes,
    others.check_districts,
    others.check_urgency,
    signing.check_authority,
    signing.check_deputy,
    signing.check_name,
    signing.check_name_present,
    signing.check_cosigners,
    recipients.check_head,
    recipients.check_ends,
    recipients.check_kept,
    names.check_names,
    words.check_words,
    opening.check_lines,
    opening.check_sentences,
)


def findings_of(subject: Subject) -> list[Finding]:
    """What every rule finds, in the order of the cells."""
    return [finding for check in CHECKS for finding in check(subject)]
