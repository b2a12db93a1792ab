"""A report written in the form asked for."""

from collections.abc import Callable
from typing import IO

from vanthu.reports.tables.writing import Format
from vanthu.reports.texts.docx import write_docx
from vanthu.reports.texts.model import Paper
from vanthu.reports.texts.pdf import to_pdf

Writer = Callable[[Paper, IO[bytes]], None]


def write_pdf(paper: Paper, out: IO[bytes]) -> None:
    """The report as PDF/A."""
    out.write(to_pdf(paper))


WRITERS: dict[str, Writer] = {Format.DOCX.value: write_docx, Format.PDF.value: write_pdf}
