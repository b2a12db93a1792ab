"""A table written in the form asked for."""

import tempfile
from contextlib import ExitStack
from enum import StrEnum
from typing import IO

from vanthu.reports.tables.docx import write_docx
from vanthu.reports.tables.model import Table
from vanthu.reports.tables.pdf import to_pdf
from vanthu.reports.tables.xlsx import write_xlsx

_IN_MEMORY = 2 * 1024 * 1024
_OFFICE = "application/vnd.openxmlformats-officedocument"


class Format(StrEnum):
    """In which form a table leaves the system."""

    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"

    @property
    def media_type(self) -> str:
        """The type a browser is told."""
        return _MEDIA[self]


_MEDIA = {
    Format.PDF: "application/pdf",
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
}


def written(table: Table, form: Format) -> IO[bytes]:
    """The table as an open file, at its beginning; a large one lies on disk, not in memory.

    Raises FontsMissing for a PDF before the assets were built.
    """
    with ExitStack() as on_failure:
        out: IO[bytes] = on_failure.enter_context(tempfile.SpooledTemporaryFile(_IN_MEMORY))
        if form is Format.PDF:
            out.write(to_pdf(table))
        elif form is Format.XLSX:
            write_xlsx(table, out)
        else:
            write_docx(table, out)
        out.seek(0)
        on_failure.pop_all()  # who asked closes it
        return out
