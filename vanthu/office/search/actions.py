"""Keeping queries, and the text that was read out of a file."""

from dataclasses import asdict, dataclass
from typing import ClassVar

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.ground.journal.events import Recorded
from vanthu.kernel.errors import Invalid, NotAllowed
from vanthu.office.documents.models import DocumentFile
from vanthu.office.search.models import BlobText, SavedQuery
from vanthu.office.search.queries import Query

COLUMNS = (
    "reference",
    "arrival_number",
    "type_id",
    "subject",
    "issuer_name",
    "issued_on",
    "arrived_on",
    "signer_name",
    "urgency",
    "due_on",
    "state",
)


@dataclass(frozen=True, kw_only=True)
class QuerySaved(Recorded):
    """A person kept a query."""

    object_type: ClassVar[str] = "query"
    name_of_query: str


@dataclass(frozen=True, kw_only=True)
class QueryDropped(Recorded):
    """A person dropped a kept query."""

    object_type: ClassVar[str] = "query"
    name_of_query: str


@dataclass(frozen=True, kw_only=True)
class TextRead(Recorded):
    """The text of a stored file was read, by its text layer or by OCR."""

    object_type: ClassVar[str] = "file"
    sha256: str
    by_ocr: bool


@action
def save_query(actor: Actor, *, name: str, query: Query, columns: list[str]) -> SavedQuery:
    """Keep a query and its columns under a name; the same name is written over.

    Raises Invalid for an empty name or an unknown column.
    """
    if not name.strip():
        raise Invalid({"name": "Hãy đặt tên cho câu tìm kiếm."})
    if unknown := set(columns) - set(COLUMNS):
        raise Invalid({"columns": f"Không có cột {', '.join(sorted(unknown))}."})
    plain = {key: str(value) for key, value in asdict(query).items() if value not in (None, "")}
    saved, _ = SavedQuery.objects.update_or_create(
        account_id=_account(actor),
        name=name.strip()[:100],
        defaults={"query": plain, "columns": columns},
    )
    announce(
        actor, QuerySaved(agency_id=actor.agency_id, object_id=saved.pk, name_of_query=saved.name)
    )
    return saved


@action
def drop_query(actor: Actor, *, query_id: int) -> None:
    """Forget a kept query of the actor's own; one that is not theirs is left alone."""
    for saved in SavedQuery.objects.filter(pk=query_id, account_id=_account(actor)):
        saved.delete()
        announce(
            actor,
            QueryDropped(agency_id=actor.agency_id, object_id=query_id, name_of_query=saved.name),
        )


def _account(actor: Actor) -> int:
    if actor.account_id is None:
        raise NotAllowed()
    return actor.account_id


@action
def keep_text(actor: Actor, *, sha256: str, text: str, by_ocr: bool) -> None:
    """Keep the text read out of a stored file and index the documents that hold it."""
    BlobText.objects.update_or_create(
        blob_id=sha256, defaults={"text": text.replace("\x00", ""), "by_ocr": by_ocr}
    )
    documents = DocumentFile.objects.filter(blob_id=sha256, replaced_at=None)
    touch("document", *documents.values_list("document_id", flat=True))
    announce(actor, TextRead(agency_id=actor.agency_id, object_id=0, sha256=sha256, by_ocr=by_ocr))
