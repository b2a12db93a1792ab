"""A table as a download."""

from urllib.parse import quote

from django.http import FileResponse
from django.utils.translation import gettext as _

from vanthu.faces.web import wording
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotFound
from vanthu.kernel.text import fold
from vanthu.reports.actions import export
from vanthu.reports.tables.model import Table
from vanthu.reports.tables.writing import Format

# Offered in this order wherever a table can be taken out.
FORMS = ((Format.XLSX, "Excel (XLSX)"), (Format.DOCX, "Word (DOCX)"), (Format.PDF, "PDF"))


def cut_at(most: int, *, more: bool) -> tuple[str, ...]:
    """What the head of a table says when there are `more` rows than it holds."""
    words = _("%(n)s dòng đầu; hãy lọc để lấy phần còn lại") % {"n": wording.number(most)}
    return (words,) if more else ()


def download(actor: Actor, table: Table, form: str) -> FileResponse:
    """Answer with the table as a file named after its title; raises NotFound for another form."""
    if form not in Format.__members__.values():
        raise NotFound
    chosen = Format(form)
    body = export(actor, table=table, form=chosen)
    name = f"{table.heading.title}.{chosen.value}"
    plain = fold(name).replace(" ", "-")
    response = FileResponse(body, content_type=chosen.media_type)
    response["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    )
    return response
