"""Tables that leave the system as files: the books of a register, what a search found."""

from dataclasses import replace
from typing import Annotated, Any

from django.http import FileResponse
from django.utils.translation import gettext as _
from ninja import Query
from pydantic import Field

from vanthu.faces.acts.fields import Line20
from vanthu.faces.acts.inputs import Day
from vanthu.faces.api.routes.search import Wanted
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import PathId
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.kernel.errors import Invalid
from vanthu.office.documents.errors import NoSuchNumber
from vanthu.office.documents.queries import types_by_code
from vanthu.office.documents.registers import RegisterPeriod
from vanthu.office.search.queries import NEWEST, search
from vanthu.reports.actions import export
from vanthu.reports.lists.columns import chosen
from vanthu.reports.lists.documents import MOST_ROWS, document_table
from vanthu.reports.registers.books import Book, register_book
from vanthu.reports.tables.model import Table
from vanthu.reports.tables.writing import Format

registers = Operations(tags=["registers"])
found = Operations(tags=["search"])
_FILE: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The table as a file",
            "content": {"application/octet-stream": {"schema": {"type": "string"}}},
        }
    }
}


@registers.get(
    "/periods/{int:period_id}/book",
    operation_id="register_book",
    summary="In sổ đăng ký (PDF, XLSX, DOCX)",
    openapi_extra=_FILE,
)
@needs(Right.REPORT)
def book(
    request: Request,
    period_id: PathId,
    form: Format = Format.XLSX,
    book: Book = Book.REGISTER,
    first: Day | None = None,
    last: Day | None = None,
) -> FileResponse:
    """The book of a year or term with all its columns, for binding; or some days of it."""
    period = RegisterPeriod.objects.filter(
        pk=period_id, register__agency=request.actor.agency_id
    ).first()
    if period is None:
        raise NoSuchNumber(number=period_id)
    for name, day in {"first": first, "last": last}.items():
        if day is not None and not period.starts_on <= day < period.ends_before:
            raise Invalid({name: "Ngày này không thuộc kỳ của sổ."})
    table = register_book(request.actor, period_id=period_id, book=book, first=first, last=last)
    return _as_file(request, table, form)


class WantedTable(Wanted):
    """What is looked for, and the columns of the table."""

    form: Format = Format.XLSX
    columns: Annotated[list[Line20], Field(max_length=20)] = []


@found.get(
    "/table",
    operation_id="search_table",
    summary="Xuất kết quả tìm (PDF, XLSX, DOCX)",
    openapi_extra=_FILE,
)
@needs(Right.SEARCH)
def table(request: Request, wanted: Query[WantedTable]) -> FileResponse:
    """The newest 2,000 documents that fit, under the columns of choice."""
    query = replace(wanted.query(), order=NEWEST)
    page = search(request.actor, query, limit=MOST_ROWS, snippets=False)
    types = {code: row.name for code, row in types_by_code().items()}
    made = document_table(
        request.actor,
        title=_("Danh sách văn bản tìm thấy"),
        rows=[hit.values for hit in page.hits],
        columns=chosen(wanted.columns),
        types=types,
        lines=[wanted.text] if wanted.text else [],
    )
    return _as_file(request, made, wanted.form)


def _as_file(request: Request, table: Table, form: Format) -> FileResponse:
    body = export(request.actor, table=table, form=form)
    name = f"{table.heading.title}.{form.value}"
    return FileResponse(body, as_attachment=True, filename=name, content_type=form.media_type)
