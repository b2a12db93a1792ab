"""Keeps the index in step with the documents, in the same transaction."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from vanthu.ground.access.keys import token
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.jobs import enqueue
from vanthu.ground.journal.actions import touch
from vanthu.office.documents.events import (
    DocumentReceived,
    FileAttached,
    SecrecyCleared,
    SecrecySuspected,
)
from vanthu.office.documents.models import DocumentFile
from vanthu.office.drafting.events import VersionAdded
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.search import index
from vanthu.office.search.models import BlobText

_FIELDS = (
    "reference",
    "identifier",
    "issuer_name",
    "subject",
    "note",
    "signer_position",
    "signer_name",
    "to_places",
    "language",
    "place",
)


def _read(names: str, joined: str, text: str) -> str:
    text = f"(SELECT {text} {_TEXTS})" if text else "NULL"
    return (
        f"SELECT d.id, d.agency_id, d.direction, coalesce(d.type_id, ''), d.urgency, d.issued_on, "
        f"d.arrival_number, t.name, {names}, "
        f"(SELECT {joined} FROM documents_grant g WHERE g.document_id = d.id), {text} "
        "FROM documents_document d LEFT JOIN documents_documenttype t ON t.code = d.type_id "
        "WHERE d.id IN "
    )


_TEXTS = (
    "FROM documents_documentfile f JOIN search_blobtext b ON b.blob_id = f.blob_id "
    "WHERE f.document_id = d.id AND f.replaced_at IS NULL"
)
_NAMES = ", ".join(f"d.{name}" for name in _FIELDS)
_KEYS = {"postgresql": "string_agg(g.key::text, ',')", "sqlite": "group_concat(g.key)"}
_WHOLE = {"postgresql": "string_agg(b.text, ' ')", "sqlite": "group_concat(b.text, ' ')"}


def on_received(actor: Actor, event: DocumentReceived) -> None:
    """Let the worker read the files: their text for the index, their fields for the form."""
    if event.files:
        priority = 10 if event.urgency else 5
        enqueue(actor, "files.read", priority=priority, document_id=event.object_id)


def on_version(actor: Actor, event: VersionAdded) -> None:
    """Let the worker read a draft's file, so that who approves it sees its words."""
    if event.file_name:
        _read_version(actor, event.object_id, event.version)


def _read_version(actor: Actor, document_id: int, version: int) -> None:
    task = "files.read_version"
    enqueue(actor, task, priority=5, document_id=document_id, version=version)


def on_attached(actor: Actor, event: FileAttached) -> None:
    """Let the worker read a file added later: for the search, and for a mark it might bear."""
    enqueue(actor, "files.read", priority=5, document_id=event.object_id)


def on_suspected(actor: Actor, event: SecrecySuspected) -> None:
    """What was read of a held document is forgotten, so that no search finds it (Q-145)."""
    BlobText.objects.filter(blob__in=_blobs(event.object_id)).delete()
    touch("document", event.object_id)


def on_cleared(actor: Actor, event: SecrecyCleared) -> None:
    """Found to be no secret, its files are read again, and the newest version of a draft."""
    enqueue(actor, "files.read", priority=5, document_id=event.object_id)
    last = DraftVersion.objects.filter(document=event.object_id).order_by("-version").first()
    if last is not None and last.blob_id is not None:
        _read_version(actor, event.object_id, last.version)


def _blobs(document_id: int) -> set[str]:
    files = DocumentFile.objects.filter(document=document_id).values_list("blob_id", flat=True)
    versions = DraftVersion.objects.filter(document=document_id).exclude(blob=None)
    return {*files, *versions.values_list("blob_id", flat=True)}


def index_documents(actor: Actor, ids: set[int]) -> None:
    """Index the documents anew: fields, text of their files and who may find them."""
    index.write(rows_of(ids))


def index_fields(actor: Actor, ids: set[int]) -> None:
    """Index the fields anew, and who may find them; the text of the files stays as it is."""
    index.write_fields(rows_of(ids, with_text=False))


def index_access(actor: Actor, ids: set[int]) -> None:
    """Write only who may find the documents, after a change of grants."""
    sql = (
        "SELECT d.id, d.agency_id, g.key FROM documents_document d "
        "LEFT JOIN documents_grant g ON g.document_id = d.id WHERE d.id IN "
    )
    found: dict[tuple[int, int], list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql + _marks(ids), list(ids))
        for document_id, agency_id, key in cursor.fetchall():
            keys = found.setdefault((document_id, agency_id), [])
            if key is not None:
                keys.append(key)
    index.write_access((document, agency, keys) for (document, agency), keys in found.items())


def rows_of(ids: set[int], *, with_text: bool = True) -> Iterable[index.Row]:
    """The index rows of these documents, read in one statement."""
    vendor = connection.vendor
    sql = _read(_NAMES, _KEYS[vendor], _WHOLE[vendor] if with_text else "")
    with connection.cursor() as cursor:
        cursor.execute(sql + _marks(ids), list(ids))
        for row in cursor.fetchall():
            yield _row(row)


def _row(row: tuple[Any, ...]) -> index.Row:
    document_id, agency_id, direction, type_code, urgency, issued_on = row[:6]
    arrival, type_name, *fields, keys, text = row[6:]
    words = [type_name or "", *fields, str(arrival or "")]
    if issued_on:
        words.append(issued_on.strftime("%d/%m/%Y"))
    return index.Row(
        document_id=document_id,
        agency_id=agency_id,
        fields=index.fold_words(" ".join(words)),
        text=index.fold_words(text or "", index.WORDS_OF_TEXT),
        access=[token(int(key)) for key in dict.fromkeys((keys or "").split(",")) if key],
        direction=direction,
        type_code=type_code,
        urgency=urgency,
        issued_on=issued_on,
    )


def _marks(ids: set[int]) -> str:
    return "(" + ", ".join(["%s"] * len(ids)) + ")"
