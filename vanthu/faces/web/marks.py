"""How the fields of a form that was filled from a file are marked: doubtful, or not read at all."""

from collections.abc import Mapping, Sequence
from typing import Any

from vanthu.office.documents.models import Document, DocumentFile, FieldReading
from vanthu.office.documents.recognition import COLUMNS_BY_FIELD
from vanthu.office.reading.choices import CHECK_BELOW
from vanthu.office.search.models import BlobText

Item = dict[str, Any]
# The form names the type by its code; the reader's table by the column.
_FIELD_OF_COLUMN = {
    ("type_code" if column == "type_id" else column): field
    for field, columns in COLUMNS_BY_FIELD.items()
    for column in columns
}
# What a paper may rightly lack: to find none of it says nothing.
_MAY_LACK = frozenset({"place", "urgency", "signing_authority", "to_places"})


def marks(document: Document, readings: Sequence[FieldReading], reading: bool) -> dict[str, Item]:
    """For each field of the form how sure the reader was and where it read, or that it did not
    find it; `reading` says that the files are still being read."""
    found = _doubts(readings)
    if not reading and _was_read(document, found):
        sought = _FIELD_OF_COLUMN.keys() - _MAY_LACK - found.keys()
        found |= {column: {"unread": True} for column in sought}
    return found


def _doubts(readings: Sequence[FieldReading]) -> dict[str, Item]:
    by_field = {reading.field: reading for reading in readings}
    return {
        column: {
            "confidence": by_field[field].confidence,
            "doubtful": by_field[field].confidence < CHECK_BELOW,
            "place": field if by_field[field].places else "",
        }
        for column, field in _FIELD_OF_COLUMN.items()
        if field in by_field
    }


def _was_read(document: Document, found: Mapping[str, Item]) -> bool:
    """Whether letters came out of a file: without any nothing was looked for."""
    files = DocumentFile.objects.filter(document=document, replaced_at=None)
    return bool(found) or BlobText.objects.filter(blob__in=files.values("blob")).exists()
