"""The front of the checker: files, texts and structured papers in, findings out."""

import tempfile
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
from vanthu.office.checking.rules.catalogue import findings_of
from vanthu.office.reading.choices import FileKind
from vanthu.office.reading.errors import UnsupportedFile
from vanthu.office.reading.queries import inspect_file
from vanthu.office.writing.paper import Paper

__all__ = [
    "EDITION",
    "Cell",
    "Finding",
    "Passage",
    "Report",
    "Severity",
    "check_docx",
    "check_file",
    "check_paper",
    "check_pdf",
    "check_text",
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
        return (
            Report((), scanned=True) if subject is None else Report(_ordered(findings_of(subject)))
        )
    if kind is FileKind.DOCX:
        return Report(tuple(check_docx(path)))
    if kind.is_image:
        return Report((), scanned=True)
    raise UnsupportedFile


def check_pdf(pdf: Path | bytes) -> list[Finding]:
    """A PDF; none are found in a scan (ask `check_file` whether it is one)."""
    if isinstance(pdf, Path):
        subject = subject_of_pdf(pdf)
        return [] if subject is None else list(_ordered(findings_of(subject)))
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        return check_pdf(Path(file.name))


def check_docx(path: Path) -> list[Finding]:
    """A DOCX. Raises UnreadableFile."""
    return list(_ordered(findings_of(subject_of_docx(path))))


def check_paper(paper: Paper) -> list[Finding]:
    """The structured text of a draft; places are passages of its blocks and fields."""
    return list(_ordered(findings_of(subject_of_paper(paper))))


def check_text(text: str) -> list[Finding]:
    """A bare text: its words only."""
    return list(_ordered(findings_of(subject_of_text(text))))


def rows_of(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON whose sentences can still be translated."""
    return [finding.as_row() for finding in findings]


def _ordered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The gravest first; the order of the cells within."""
    return tuple(sorted(findings, key=lambda finding: _RANK.index(finding.severity)))
