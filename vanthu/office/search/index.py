"""Writing the index: one row per document, folded by us, with its scope keys as tokens.

The row is made in the transaction of the change (docs/decisions/0004). PostgreSQL keeps the words
with
weight A (fields) and D (text of the files) and the access tokens without positions, so that a
change of
grants rewrites the tokens alone; SQLite keeps three columns of one FTS5 table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from vanthu.ground.access.keys import token
from vanthu.kernel.text import tokens

# A tsvector holds at most 1 MiB; what lies beyond is found by its first pages.
WORDS_OF_TEXT = 30_000


@dataclass(frozen=True)
class Row:
    """One document as the index takes it: folded words of fields and text, access tokens,
    facets.
    """

    document_id: int
    agency_id: int
    fields: str
    text: str
    access: Sequence[str]
    direction: str
    type_code: str
    urgency: int
    issued_on: date | None


_FACETS = "direction, type_code, urgency, issued_on"
_POSTGRES = (
    f"INSERT INTO search_document (document_id, agency_id, tsv, {_FACETS}) VALUES "
    "(%s, %s, setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), "
    "'D')"
    " || array_to_tsvector(%s::text[]), %s, %s, %s, %s) "
    "ON CONFLICT (agency_id, document_id) DO UPDATE SET tsv = excluded.tsv, "
    + ", ".join(f"{name} = excluded.{name}" for name in _FACETS.split(", "))
)
_FIELDS_POSTGRES = (
    "UPDATE search_document SET tsv = setweight(to_tsvector('simple', %s), 'A') || "
    "ts_filter(tsv, '{d}') || array_to_tsvector(%s::text[]), "
    + ", ".join(f"{name} = %s" for name in _FACETS.split(", "))
    + " WHERE document_id = %s AND agency_id = %s"
)
_ACCESS_POSTGRES = (
    "UPDATE search_document SET tsv = ts_filter(tsv, '{a,d}') || array_to_tsvector(%s::text[]) "
    "WHERE document_id = %s AND agency_id = %s"
)


def fold_words(text: str, limit: int | None = None) -> str:
    """The folded words of a text joined by blanks, as both engines index and search them."""
    return " ".join(tokens(text)[:limit])


def write(rows: Iterable[Row]) -> None:
    """Put the rows into the index, replacing what it held of the same documents."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.executemany(_POSTGRES, [_postgres_values(row) for row in rows])
        return
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute("DELETE FROM search_fts WHERE rowid = %s", [row.document_id])
            cursor.execute(
                "INSERT INTO search_fts (rowid, fields, text, access) VALUES (%s, %s, %s, %s)",
                [row.document_id, row.fields, row.text, " ".join(row.access)],
            )


def _postgres_values(row: Row) -> tuple[Any, ...]:
    return (
        row.document_id,
        row.agency_id,
        row.fields,
        row.text,
        list(row.access),
        row.direction,
        row.type_code,
        row.urgency,
        row.issued_on,
    )


def write_fields(rows: Iterable[Row]) -> None:
    """Rewrite the words of the fields, the facets and who may find the documents, not their text.

    On PostgreSQL the text moves on by as many places as there are words before it; only in the tail
    of a text of over 16,000 words, whose places PostgreSQL does not count, phrases get lost by it.
    """
    with connection.cursor() as cursor:
        for row in rows:
            if connection.vendor == "postgresql":
                facets = (row.direction, row.type_code, row.urgency, row.issued_on)
                place = (row.document_id, row.agency_id)
                cursor.execute(_FIELDS_POSTGRES, [row.fields, list(row.access), *facets, *place])
            else:
                cursor.execute(
                    "UPDATE search_fts SET fields = %s, access = %s WHERE rowid = %s",
                    [row.fields, " ".join(row.access), row.document_id],
                )


def write_access(entries: Iterable[tuple[int, int, Sequence[int]]]) -> None:
    """Rewrite only who may find the documents: (document, agency, scope keys)."""
    with connection.cursor() as cursor:
        for document_id, agency_id, keys in entries:
            words = [token(key) for key in keys]
            if connection.vendor == "postgresql":
                cursor.execute(_ACCESS_POSTGRES, [words, document_id, agency_id])
            else:
                cursor.execute(
                    "UPDATE search_fts SET access = %s WHERE rowid = %s",
                    [" ".join(words), document_id],
                )
