"""What the worker read in the files of a received document, put where nothing was typed yet."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.kernel.text import fold, one_line, reference_key
from vanthu.office.documents import queries
from vanthu.office.documents.actions.files import NewReading, add_readings
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.events import FieldsRead
from vanthu.office.documents.models import Document, DocumentType, FieldReading
from vanthu.office.documents.recognition import columns_of
from vanthu.office.documents.symbols import split_reference


@action
def keep_readings(
    actor: Actor,
    *,
    document_id: int,
    values: Mapping[str, Any],
    readings: Sequence[NewReading],
    page_count: int,
) -> dict[str, Any]:
    """Keep what was read and fill the empty fields of a document that waits to be registered.

    What a person has typed is never written over; a document already registered keeps its fields
    and only gets the readings. Returns the columns filled. Called by the worker after reading.
    """
    document = Document.objects.get(pk=document_id)
    FieldReading.objects.filter(document=document).exclude(field__startswith="secrecy").delete()
    add_readings(document, readings)
    filled = _empty_ones(document, values) if document.state == DocumentState.RECEIVED else {}
    if page_count and not document.page_count:
        filled["page_count"] = page_count
    if filled:
        Document.objects.filter(pk=document.pk).update(revision=F("revision") + 1, **filled)
        touch("fields", document.pk)
    announce(
        actor,
        FieldsRead(
            agency_id=document.agency_id,
            object_id=document.pk,
            fields=tuple(sorted(filled)),
        ),
    )
    return filled


def _empty_ones(document: Document, values: Mapping[str, Any]) -> dict[str, Any]:
    # Families share names; the administrative type, first in the catalogue, is the one meant.
    rows = DocumentType.objects.order_by("-order").values_list("code", "name")
    types = {fold(name): code for code, name in rows}
    found = {
        name: one_line(value) if isinstance(value, str) else value
        for name, value in columns_of(values, types).items()
    }
    filled = {name: value for name, value in found.items() if not getattr(document, name)}
    if "reference" in filled:
        number, symbol = split_reference(filled["reference"])
        filled |= {"number": number[:11], "symbol": symbol[:60]}
        filled["reference_key"] = reference_key(filled["reference"])
    if "issuer_name" in filled:
        filled["issuer_key"] = queries.issuer_key(filled["issuer_name"])
    return filled
