"""Rows of lists and heads of papers, worded for the screen."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from vanthu.faces.web import wording
from vanthu.kernel.workdays import WorkCalendar
from vanthu.office.documents.choices import DocumentState, Urgency
from vanthu.office.documents.models import Document
from vanthu.office.handling.queries import BoxRow
from vanthu.office.handling.rules import Parameters

Item = dict[str, Any]
_NEAR_DAYS = Parameters().near_due_days
# Weekends only: the exact terms are set and judged with the holidays; this colours a chip.
_WEEKS = WorkCalendar()
_ENDED = {DocumentState.FINISHED, DocumentState.REFUSED, DocumentState.RECALLED}


def due_words(due: date | None, today: date) -> tuple[str, str]:
    """State ("", near, late) and words of a term on a day."""
    if due is None:
        return "", ""
    days = (due - today).days
    if days < 0:
        return "late", _("Quá hạn %(n)s ngày") % {"n": -days}
    if days == 0:
        return "near", _("Hạn hôm nay")
    if days == 1:
        return "near", _("Hạn ngày mai")
    near = _WEEKS.between(today, due) <= _NEAR_DAYS
    return "near" if near else "", _("Hạn %(day)s") % {"day": wording.day(due)}


def step_words(due: date | None, today: date) -> tuple[str, str]:
    """As `due_words`, of the term in which a step must pass the paper on (Decree 30 Art. 4.2.c):
    named so that nobody takes it for the term of the matter itself."""
    state, words = due_words(due, today)
    if due is None:
        return state, words
    days = (due - today).days
    if days < 0:
        return state, _("Bước này quá hạn %(n)s ngày") % {"n": -days}
    if days == 0:
        return state, _("Bước này: hạn hôm nay")
    if days == 1:
        return state, _("Bước này: hạn ngày mai")
    return state, _("Bước này: hạn %(day)s") % {"day": wording.day(due)}


def box_due(row: BoxRow, today: date) -> tuple[str, str]:
    """State and words of the term of a line: of the work that was given, else of the step."""
    return (step_words if row.assignment_id is None else due_words)(row.due_on, today)


def box_rows(rows: Iterable[BoxRow], now: datetime, today: date) -> list[Item]:
    """The lines of a box."""
    rows = list(rows)
    # Worded once for the many lines that share them: each takes as long as the rest of its line.
    urgencies = {value: str(label) for value, label in Urgency.choices}
    alike = {(row.due_on, row.assignment_id is None): row for row in rows}
    worded = {kind: box_due(row, today) for kind, row in alike.items()}
    marks = _("Số đến %(number)s")
    found = []
    for row in rows:
        state, words = worded[row.due_on, row.assignment_id is None]
        found.append(
            {
                "id": row.document_id,
                "url": f"/documents/{row.document_id}?box={row.box}",
                "reference": row.reference,
                "subject": row.subject or _("(Chưa có trích yếu)"),
                "issuer": row.issuer_name or row.from_name,
                "when": wording.ago(row.since, now),
                "due_state": state,
                "due_words": words,
                "urgency": row.urgency,
                "urgency_label": urgencies.get(row.urgency, ""),
                "unread": row.opened_at is None,
                "holder": row.remark,
                "mark": marks % {"number": row.arrival_number} if row.arrival_number else "",
            }
        )
    return found


def arrival(number: int | None) -> str:
    """`Số đến 12`."""
    return _("Số đến %(number)s") % {"number": number} if number else ""


def paper_head(document: Document, today: date) -> Item:
    """What stands over the reader."""
    ended = document.state in _ENDED
    state, words = ("", "") if ended else due_words(document.due_on, today)
    return {
        "reference": document.reference,
        "subject": document.subject or _("(Chưa có trích yếu)"),
        "issuer": document.issuer_name,
        "day_words": wording.long_day(document.issued_on),
        "urgency": document.urgency,
        "urgency_label": str(Urgency(document.urgency).label),
        "arrival": arrival(document.arrival_number),
        "due_state": state,
        "due_words": words,
        "state": str(DocumentState(document.state).label),
    }
