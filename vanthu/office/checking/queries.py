"""The front of the checker: files, texts and structured papers in, findings out."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vanthu.office.checking.choices import Cell, Severity
from vanthu.office.checking.findings import Finding, Passage
from vanthu.office.checking.intake.docx import subject_of_docx
from vanthu.office.checking.intake.paper import subject_of_paper
from vanthu.office.checking.intake.pdf import subject_of_pdf
from vanthu.office.checking.intake.plain import subject_of_text
from vanthu.office.checking.rules.body import places_left_open
from vanthu.office.checking.rules.catalogue import findings_of
from vanthu.office.checking.subject import Subject
from vanthu.office.reading.choices import FileKind
from vanthu.office.reading.errors import UnsupportedFile
from vanthu.office.reading.queries import inspect_file
from vanthu.office.writing.content import Content
from vanthu.office.writing.paper import Paper

__all__ = [
    "EDITION",
    "Cell",
    "Finding",
    "Passage",
    "Report",
    "Severity",
    "check_file",
    "check_paper",
    "check_text",
    "left_open",
    "rows_of",
]

_RANK = list(Severity)


EDITION = "1"
"""Of the rules: raised when they change, so that what was found by older ones is found anew."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found; `scanned` says that the file is a picture, of which nothing can be said."""

    findings: tuple[Finding, ...]
    scanned: bool = False

    def count(self, severity: Severity) -> int:
        """How many of one gravity."""
        return sum(finding.severity is severity for finding in self.findings)


def check_file(path: Path) -> Report:
    """A PDF or a DOCX, told by its content.

    Raises UnsupportedFile, UnreadableFile, FileTooLarge.
    """
    kind = inspect_file(path).kind
    if kind is FileKind.PDF:
        subject = subject_of_pdf(path)
        return Report((), scanned=True) if subject is None else Report(_findings(subject))
    if kind is FileKind.DOCX:
        return Report(_findings(subject_of_docx(path)))
    if kind.is_image:
        return Report((), scanned=True)
    raise UnsupportedFile


def check_paper(paper: Paper) -> tuple[Finding, ...]:
    """The structured text of a draft; places are passages of its blocks and fields."""
    return _findings(subject_of_paper(paper))


def left_open(content: Content) -> list[str]:
    """What of its form is left unfilled in the text of a draft, each once, in order."""
    found = [words for block in content.blocks for _at, words in places_left_open(block.text)]
    return list(dict.fromkeys(found))


def check_text(text: str) -> tuple[Finding, ...]:
    """A bare text: its words only."""
    return _findings(subject_of_text(text))


def rows_of(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON whose sentences can still be translated."""
    return [finding.as_row() for finding in findings]


def _findings(subject: Subject) -> tuple[Finding, ...]:
    """The gravest first; the order of the cells within."""
    return tuple(sorted(findings_of(subject), key=lambda found: _RANK.index(found.severity)))
