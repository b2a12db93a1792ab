"""Reads of dossiers: lists, contents, the 13 fields of the data standard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Sum

from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.office.documents import standard
from vanthu.office.dossiers import permissions
from vanthu.office.dossiers.choices import Verb
from vanthu.office.dossiers.models import Dossier, DossierItem, DossierShare

find_visible = permissions.find


def dossiers(
    actor: Actor, *, before: int | None = None, limit: int = 50, closed: bool | None = None
) -> Sequence[Dossier]:
    """The dossiers the actor may see, newest first, from the one after id `before` on."""
    rows = permissions.visible(actor)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    if closed is not None:
        rows = rows.filter(closed_at__isnull=not closed)
    return list(rows.order_by("-pk")[:limit])


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of documents in a dossier (H-09: mục lục văn bản)."""

    ordinal: int
    document_id: int
    reference: str
    dated: date | None
    type_name: str
    subject: str
    author: str
    pages: int | None
    note: str


def contents(
    actor: Actor, dossier_id: int, *, after: int = 0, limit: int | None = None
) -> list[Entry]:
    """The documents in order of their numbers, from the one after ordinal `after` on."""
    permissions.find(actor, dossier_id)
    rows = DossierItem.objects.filter(dossier=dossier_id, ordinal__gt=after)
    found = rows.select_related("document__type").order_by("ordinal")
    return [_entry(row) for row in (found if limit is None else found[:limit])]


def _entry(row: DossierItem) -> Entry:
    document = row.document
    return Entry(
        ordinal=row.ordinal,
        document_id=document.pk,
        reference=document.reference,
        dated=document.issued_on,
        type_name=document.type.name if document.type else "",
        subject=document.subject,
        author=document.issuer_name,
        pages=document.page_count,
        note=document.note,
    )


def dossiers_of(actor: Actor, document_id: int) -> Sequence[Dossier]:
    """The dossiers a document lies in, as far as the actor may see them."""
    return list(permissions.visible(actor).filter(items__document=document_id).order_by("pk"))


def shares(actor: Actor, dossier_id: int) -> Sequence[DossierShare]:
    """With whom a dossier is shared since when."""
    permissions.find(actor, dossier_id)
    return list(DossierShare.objects.filter(dossier=dossier_id).order_by("since", "id"))


@dataclass(frozen=True, slots=True)
class Standard:
    """The 13 leaf fields by their wire names, and which value is longer than the decree allows."""

    values: dict[str, Any]
    warnings: tuple[str, ...]


def standard_fields(actor: Actor, dossier_id: int) -> Standard:
    """The dossier in the data standard of Annex VI Part II; days as dd/MM/yyyy (trap e)."""
    dossier = permissions.find(actor, dossier_id)
    totals = DossierItem.objects.filter(dossier=dossier).aggregate(
        documents=Count("id"), pages=Sum("document__page_count")
    )
    derived = {
        "FileCode.OrganId": dossier.agency_code,
        "FileCode.FileCatalog": dossier.year,
        "FileCode.FileNotation": dossier.notation,
        "DocTotal": totals["documents"],
        "PageTotal": totals["pages"] or 0,
    }
    values = {
        leaf.name: derived[leaf.name] if leaf.name in derived else _wire(dossier, leaf.column)
        for leaf in standard.DOSSIER
    }
    return Standard(values, tuple(standard.too_long(standard.DOSSIER, values)))


def _wire(dossier: Dossier, column: str) -> str:
    value = getattr(dossier, column)
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value or "")


@dataclass(frozen=True, slots=True)
class Possibility:
    """A verb with its yes or the sentence that the action would refuse with."""

    verb: str
    label: str
    allowed: bool
    reason: str


def possible(actor: Actor, dossier_id: int) -> list[Possibility]:
    """Every verb on a dossier the actor sees, and why not; raises DossierNotFound."""
    dossier = permissions.find(actor, dossier_id)
    return [_judge(actor, verb, dossier) for verb in Verb]


def _judge(actor: Actor, verb: Verb, dossier: Dossier) -> Possibility:
    try:
        permissions.check(actor, verb, dossier)
    except Refusal as refusal:
        return Possibility(verb.value, str(verb.label), False, refusal.sentence)
    return Possibility(verb.value, str(verb.label), True, "")
