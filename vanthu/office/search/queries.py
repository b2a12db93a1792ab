"""Finding documents: by words, by number and by facets, always within the keys of the actor."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import psycopg
from django.db import connection

from vanthu.ground.access.keys import token
from vanthu.ground.base.actor import Actor
from vanthu.kernel.text import tokens
from vanthu.office.search import rules
from vanthu.office.search.models import BlobText, SavedQuery

# Ranking everything would read every match (measured: 101 ms against 7 ms at a million documents).
CANDIDATES = 300
PAGE = 20
NEWEST, RELEVANCE = "newest", "relevance"

_COLUMNS = (
    "d.id, d.direction, d.state, d.reference, d.arrival_number, d.type_id, d.subject, "
    "d.issuer_name, d.issued_on, d.signer_name, d.urgency, d.due_on, d.arrived_on"
)
_NAMES = [name.split(".")[1] for name in _COLUMNS.split(", ")]


@dataclass(frozen=True)
class Query:
    """What is looked for. Empty text with facets lists the newest that fit."""

    text: str = ""
    direction: str = ""
    type_code: str = ""
    urgency: int | None = None
    state: str = ""
    issuer: str = ""
    signer: str = ""
    issued_from: date | None = None
    issued_to: date | None = None
    arrived_from: date | None = None
    arrived_to: date | None = None
    order: str = RELEVANCE


@dataclass
class Hit:
    """One document found, with the values a result list shows."""

    values: dict[str, Any]
    snippet: tuple[str, str, str] | None = None

    @property
    def id(self) -> int:
        """The document's id."""
        return int(self.values["id"])


@dataclass
class Page:
    """A page of hits; `after` is the cursor of the next one; `more` that the count is a floor."""

    hits: list[Hit] = field(default_factory=list)
    after: int | None = None
    count: int = 0
    more: bool = False


def search(
    actor: Actor,
    query: Query,
    *,
    after: int | None = None,
    limit: int = PAGE,
    snippets: bool = True,
) -> Page:
    """The documents that the actor may see and that fit the query.

    By relevance: the newest 300 matches ranked (`after` is a position); newest first: all matches
    (`after` is the last id). A list to take out needs no `snippets`. Raises QueryTooShort.
    """
    if not actor.keys:
        return Page()
    terms = rules.parse(query.text)
    if query.order == NEWEST or not terms:
        page = _newest(actor, query, terms, after, limit)
    else:
        page = _ranked(actor, query, terms, after or 0, limit)
    if snippets:
        _add_snippets(page.hits, terms)
    return page


def _newest(
    actor: Actor, query: Query, terms: Sequence[rules.Term], after: int | None, limit: int
) -> Page:
    rows = _matches(actor, query, terms, before=after, limit=limit + 1)
    hits = [Hit(dict(zip(_NAMES, row, strict=True))) for row in rows[:limit]]
    more = len(rows) > limit
    return Page(hits, hits[-1].id if more else None, len(hits), more)


def _ranked(
    actor: Actor, query: Query, terms: Sequence[rules.Term], position: int, limit: int
) -> Page:
    rows = _matches(actor, query, terms, before=None, limit=CANDIDATES)
    rank = rules.Ranking(query.text)
    subject, reference = _NAMES.index("subject"), _NAMES.index("reference")
    rows.sort(key=lambda row: -rank.of(row[subject], row[reference]))
    hits = [Hit(dict(zip(_NAMES, row, strict=True))) for row in rows[position : position + limit]]
    after = position + limit if position + limit < len(rows) else None
    return Page(hits, after, len(rows), len(rows) == CANDIDATES)


def _matches(
    actor: Actor, query: Query, terms: Sequence[rules.Term], before: int | None, limit: int
) -> list[tuple[Any, ...]]:
    access = [token(key) for key in actor.keys]
    facets, values = _facets(query)
    if connection.vendor == "postgresql":
        return _matches_postgres(actor, rules.tsquery(terms, access), facets, values, before, limit)
    return _matches_sqlite(actor, rules.fts5(terms, access), facets, values, before, limit)


def _matches_postgres(
    actor: Actor, match: str, facets: str, values: list[Any], before: int | None, limit: int
) -> list[tuple[Any, ...]]:
    connection.ensure_connection()
    sql = (
        f"SELECT {_COLUMNS} FROM search_document s JOIN documents_document d ON d.id = "
        f"s.document_id "
        f"WHERE s.agency_id = %s AND s.tsv @@ to_tsquery('simple', %s){facets}"
        + (" AND s.document_id < %s" if before else "")
        + " ORDER BY s.document_id DESC LIMIT %s"
    )
    arguments = [actor.agency_id, match, *values, *([before] if before else []), limit]
    # Literals instead of parameters: the planner chooses by how common the words are.
    with psycopg.ClientCursor(connection.connection) as cursor:
        return cursor.execute(sql, arguments).fetchall()


def _matches_sqlite(
    actor: Actor, match: str, facets: str, values: list[Any], before: int | None, limit: int
) -> list[tuple[Any, ...]]:
    sql = (
        f"SELECT {_COLUMNS} FROM search_fts s CROSS JOIN documents_document d ON d.id = s.rowid "
        f"WHERE s.search_fts MATCH %s AND d.agency_id = %s{facets}"
        + (" AND s.rowid < %s" if before else "")
        + " ORDER BY s.rowid DESC LIMIT %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [match, actor.agency_id, *values, *([before] if before else []), limit])
        return list(cursor.fetchall())


def _facets(query: Query) -> tuple[str, list[Any]]:
    conditions = {
        "d.direction = %s": query.direction or None,
        "d.type_id = %s": query.type_code or None,
        "d.urgency = %s": query.urgency,
        "d.state = %s": query.state or None,
        "d.issuer_key LIKE %s": _inside(query.issuer),
        "lower(d.signer_name) = lower(%s)": query.signer or None,
        "d.issued_on >= %s": query.issued_from,
        "d.issued_on <= %s": query.issued_to,
        "d.arrived_on >= %s": query.arrived_from,
        "d.arrived_on <= %s": query.arrived_to,
    }
    used = {sql: value for sql, value in conditions.items() if value is not None}
    return "".join(f" AND {sql}" for sql in used), list(used.values())


def _inside(text: str) -> str | None:
    words = tokens(text)
    return "%" + " ".join(words) + "%" if words else None


def _add_snippets(hits: Sequence[Hit], terms: Sequence[rules.Term]) -> None:
    """Show where the text holds a word that the subject does not; one query for the page."""
    wanted = {word for term in terms if not term.excluded for word in term.words}
    silent = [hit for hit in hits if not wanted <= set(tokens(hit.values["subject"]))]
    if not wanted or not silent:
        return
    texts: dict[int, str] = {}
    rows = BlobText.objects.filter(
        blob__documentfile__document_id__in=[hit.id for hit in silent],
        blob__documentfile__replaced_at=None,
    ).values_list("blob__documentfile__document_id", "text")
    for document_id, text in rows:
        texts.setdefault(document_id, text[:20_000])
    for hit in silent:
        hit.snippet = rules.snippet(texts.get(hit.id, ""), terms)


def saved_queries(actor: Actor) -> list[SavedQuery]:
    """The queries the actor has kept, by name."""
    return list(SavedQuery.objects.filter(account=actor.account_id).order_by("name"))
