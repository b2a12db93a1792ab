"""Lists of documents: everything one may see, newest first, by direction."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.places import address
from vanthu.faces.web.rendering import wants_fragment
from vanthu.faces.web.rows import due_words
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import Direction, DocumentState, Urgency
from vanthu.office.documents.queries import ListRow, newest
from vanthu.reports.lists.documents import MOST_ROWS, document_table

PAGE = 50
_EXPORTED = {
    Direction.INCOMING: (
        *("arrival_number", "arrived_on", "issuer_name", "reference", "issued_on", "subject"),
        *("due_on", "state"),
    ),
    Direction.OUTGOING: ("reference", "issued_on", "subject", "signer_name", "state"),
    Direction.INTERNAL: ("reference", "issued_on", "subject", "signer_name", "state"),
}
# Lazy, so that each reader gets them in the language of the own screens.
_URGENCIES = {each.value: each.label for each in Urgency}
_STATES = {each.value: each.label for each in DocumentState}
# What is done has no term any more.
_ENDED = {"finished", "refused", "issued", "cancelled", "recalled"}


@needs(Right.SEARCH)
@require_GET
def documents(request: Request) -> HttpResponse:
    """The list of one direction beside an empty reader."""
    chosen, actor = _direction(request), request.actor
    cursor = row_number(request.GET.get("after", ""))
    page = newest(actor, chosen.value, cursor, PAGE)
    template = "lists/rows.html" if cursor and wants_fragment(request) else "lists/documents.html"
    return screen(
        request,
        template,
        here="documents",
        title=chosen.label,
        direction=chosen.value,
        rows=_rows(page.rows, actor),
        more=f"?direction={chosen.value}&after={page.cursor}" if page.cursor else "",
        filters=[_filter(direction, chosen) for direction in Direction],
        may_register=actor.may(Right.REGISTER),
        forms=FORMS,
    )


def _direction(request: Request) -> Direction:
    asked = request.GET.get("direction", "")
    return Direction(asked) if asked in Direction.values else Direction.INCOMING


def _filter(direction: Direction, chosen: Direction) -> dict[str, Any]:
    return {
        "label": direction.label,
        "url": f"{address('documents')}?direction={direction.value}",
        "current": direction is chosen,
    }


def _rows(rows: Sequence[ListRow], actor: Actor) -> list[dict[str, Any]]:
    dues = {due: due_words(due, actor.today) for due in {row.due_on for row in rows}}
    mark = _("Số đến %(number)s")
    return [
        _row(row, mark, *(("", "") if row.state in _ENDED else dues[row.due_on])) for row in rows
    ]


def _row(row: ListRow, mark: str, due_state: str, due: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "url": f"/documents/{row.id}",
        "reference": row.reference,
        "subject": row.subject or _("(Chưa có trích yếu)"),
        "issuer": row.issuer_name or row.type_name,
        "when": wording.day(row.arrived_on or row.issued_on),
        "due_state": due_state,
        "due_words": due,
        "urgency": row.urgency,
        "urgency_label": str(_URGENCIES.get(row.urgency, "")),
        "unread": False,
        "holder": str(_STATES.get(row.state, "")),
        "mark": mark % {"number": row.arrival_number} if row.arrival_number else "",
    }


@needs(Right.SEARCH)
@require_GET
def export(request: Request, form: str) -> HttpResponseBase:
    """The newest 2,000 of the list."""
    chosen = _direction(request)
    page = newest(request.actor, chosen.value, None, MOST_ROWS)
    lines = [_("%(n)s văn bản mới nhất") % {"n": MOST_ROWS}] if page.cursor else []
    table = document_table(
        request.actor,
        title=_("Danh sách %(what)s") % {"what": str(chosen.label).lower()},
        rows=[row._asdict() for row in page.rows],
        columns=_EXPORTED[chosen],
        types={},
        lines=lines,
    )
    return download(request.actor, table, form)
