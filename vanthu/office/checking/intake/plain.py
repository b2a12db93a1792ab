"""A bare text as a subject: words only, one line a paragraph."""

from dataclasses import replace

from vanthu.office.checking.choices import Source
from vanthu.office.checking.intake.assemble import assembled
from vanthu.office.checking.intake.paragraphs import lone_rows
from vanthu.office.checking.subject import Subject
from vanthu.office.reading.fields.paper import arrange
from vanthu.office.reading.layout import of_text


def subject_of_text(text: str) -> Subject:
    """The paper whose every line is a paragraph; what was cut out of the middle is not missed."""
    subject = assembled(arrange(of_text(text)), Source.TEXT, lone_rows)
    return replace(subject, complete=False)
