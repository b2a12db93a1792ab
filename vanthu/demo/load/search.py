"""Rows of the search index, equal to those that search itself writes for the same documents.

On PostgreSQL the words wait in temporary tables, the text of a paper once for all its rows, and
become vectors in one statement at the end; SQLite takes them as they come.
"""

from typing import Any

from django.db import connection

from vanthu.demo.bulk import Sink, Table
from vanthu.demo.load.context import Context, Opened
from vanthu.demo.load.issued import Issued
from vanthu.ground.access.keys import token
from vanthu.kernel.text import folded_words

_LANGUAGE = "tieng viet"
_STAGES = (
    "CREATE TEMPORARY TABLE demo_text (paper integer, body text) ON COMMIT DROP",
    "CREATE TEMPORARY TABLE demo_index (document_id bigint, agency_id bigint, paper integer, "
    "fields text, access text, direction varchar, type_code varchar, urgency smallint, "
    "issued_on date) ON COMMIT DROP",
)
_VECTORS = (
    "CREATE TEMPORARY TABLE demo_vector ON COMMIT DROP AS SELECT paper, "
    "setweight(to_tsvector('simple', body), 'D') AS tsv FROM demo_text",
    "ANALYZE demo_vector",
    "INSERT INTO search_document (document_id, agency_id, tsv, direction, type_code, urgency, "
    "issued_on) SELECT i.document_id, i.agency_id, setweight(to_tsvector('simple', i.fields), 'A') "
    "|| coalesce(v.tsv, ''::tsvector) || array_to_tsvector(string_to_array(i.access, ' ')), "
    "i.direction, i.type_code, i.urgency, i.issued_on "
    "FROM demo_index i LEFT JOIN demo_vector v USING (paper) ORDER BY i.document_id",
)


class _Stage(Table):
    """A table that is no model's."""

    def __init__(self, name: str, *columns: str) -> None:
        self.name = name
        self.columns = list(columns)
        self.tail = ()


_TEXT = _Stage("demo_text", "paper", "body")
_INDEX = _Stage(
    "demo_index",
    *("document_id", "agency_id", "paper", "fields", "access"),
    *("direction", "type_code", "urgency", "issued_on"),
)
_FTS = _Stage("search_fts", "rowid", "fields", "text", "access")


def prepare() -> None:
    """Make the temporary tables where the engine wants them."""
    if connection.vendor == "postgresql":
        _run(_STAGES)


def complete(sink: Sink) -> None:
    """Turn what waits into the index."""
    sink.flush()
    if connection.vendor == "postgresql":
        _run(_VECTORS)


def _run(statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def store_text(context: Context, issued: Issued) -> None:
    """Keep the words of a paper's file for the index rows of its documents."""
    if connection.vendor == "postgresql":
        context.table(_TEXT).append((issued.paper.head.index, issued.folded))


def index(
    context: Context,
    issued: Issued,
    opened: Opened,
    agency_id: int,
    to_places: str,
    arrival_number: int | None = None,
    *,
    with_text: bool = True,
) -> None:
    """The index row of one document: its fields, the text of its file, who may find it."""
    head = issued.paper.head
    places = " ".join(folded_words(to_places))
    number = str(arrival_number or "")
    words = f"{issued.words_before} {places} {_LANGUAGE} {issued.words_after} {number}"
    day = f"{head.issued_on:%d %m %Y}" if issued.number else ""
    fields = " ".join(f"{words} {day}".split())
    access = " ".join(dict.fromkeys(token(key) for key in opened.keys))
    if connection.vendor != "postgresql":
        text = issued.folded if with_text else ""
        context.table(_FTS).append((opened.document_id, fields, text, access))
        return
    paper = context.stored[issued.blob] if with_text else None
    row: tuple[Any, ...] = (opened.document_id, agency_id, paper, fields, access)
    type_code = context.schedule.series.type_code(head)
    day_column = head.issued_on if issued.number else None
    facets = (opened.direction, type_code, head.urgency, day_column)
    context.table(_INDEX).append((*row, *facets))
