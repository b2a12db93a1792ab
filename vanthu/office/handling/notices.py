"""The sentences of notices about boxes: number and term, never the subject (Q-132)."""

from datetime import date

from django.utils.translation import gettext as _

from vanthu.ground.notify.actions import Notify
from vanthu.kernel.dates import short_date
from vanthu.office.documents.models import Document
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem

# The clerk and the drafter see these boxes fill by their own work; a notice would be noise.
_QUIET = frozenset({Box.TO_PRESENT, Box.TO_HAND_OVER, Box.DRAFTS})


def of_item(document: Document, item: BoxItem) -> Notify | None:
    """The notice for a new box item; None for boxes that make none unless urgent."""
    if item.box in _QUIET and not item.urgency:
        return None
    return Notify(
        holder=item.holder,
        kind=f"box-{item.box}",
        text=_text(document, item),
        link=link_to(document.pk, item.box),
        urgent=item.urgency > 0,
        object_type="document",
        object_id=document.pk,
    )


def link_to(document_id: int, box: str = "") -> str:
    """Where the document is read, beside the list of its box."""
    return f"/documents/{document_id}?box={box}" if box else f"/documents/{document_id}"


def named(document: Document) -> str:
    """How a notice calls a document: by its numbers alone."""
    if document.arrival_number is not None:
        return _("Văn bản đến số %(number)s") % {"number": document.arrival_number}
    if document.reference:
        return _("Văn bản %(reference)s") % {"reference": document.reference}
    return _("Một văn bản")


def about_work(document: Document, holder: int, sentence: str) -> Notify:
    """A notice to whoever holds work on the document."""
    return Notify(
        holder=holder,
        kind="work",
        text=sentence,
        link=link_to(document.pk),
        urgent=document.urgency > 0,
        object_type="document",
        object_id=document.pk,
    )


def until(day: date) -> str:
    """A deadline in the words of the path."""
    return f"đến {short_date(day)}"


def granted(document: Document, due_on: date) -> str:
    """The giver agreed to a later deadline."""
    return _("%(document)s: được gia hạn đến %(day)s.") % {
        "document": named(document),
        "day": short_date(due_on),
    }


def not_granted(document: Document, due_on: date | None) -> str:
    """The giver left the deadline as it is."""
    return _("%(document)s: không được gia hạn; hạn vẫn là %(day)s.") % {
        "document": named(document),
        "day": short_date(due_on) if due_on else "",
    }


def _text(document: Document, item: BoxItem) -> str:
    words = [f"{named(document)}: {Box(item.box).label}."]
    if item.urgency:
        words.insert(0, f"[{document.get_urgency_display()}]")
    if item.due_on:
        words.append(_("Hạn: %(day)s.") % {"day": short_date(item.due_on)})
    return " ".join(words)
