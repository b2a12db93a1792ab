"""Reads of copies."""

from collections.abc import Sequence

from vanthu.ground.base.actor import Actor
from vanthu.office.copies.choices import Medium
from vanthu.office.copies.models import Copy
from vanthu.office.documents.choices import Channel
from vanthu.office.documents.models import Document
from vanthu.office.documents.permissions import visible


def copy_of(document_id: int) -> Copy | None:
    """How the document copies another; None for one that is no copy."""
    return Copy.objects.filter(document=document_id).first()


def copies_of(actor: Actor, source_id: int) -> Sequence[Copy]:
    """The copies made of a document that the actor sees, the newest first."""
    rows = Copy.objects.filter(source=source_id, document__in=visible(actor))
    return list(rows.select_related("document").order_by("-pk"))


def medium_of(document: Document) -> Medium:
    """What the clerk most likely has in hand: paper where a paper came in."""
    return Medium.PAPER if document.channel == Channel.PAPER else Medium.ELECTRONIC
