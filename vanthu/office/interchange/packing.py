"""What a packet carries: the fields of the document by our own names, its files by their hash."""

from datetime import date
from typing import Any

from vanthu.ground.files.models import Blob
from vanthu.office.documents.actions import NewFile
from vanthu.office.documents.choices import FileRole, RelationKind
from vanthu.office.documents.fields import IncomingFields
from vanthu.office.documents.models import Document, DocumentFile, Relation

# Everything of the paper itself; notes, copies and handling stay with the sender.
_FIELDS = (
    "number",
    "symbol",
    "reference",
    "identifier",
    "issuer_name",
    "subject",
    "language",
    "page_count",
    "signing_authority",
    "signer_position",
    "signer_name",
    "urgency",
    "circulation",
    "place",
)
_DAYS = ("issued_on", "due_on")
_SENT_ROLES = (FileRole.MAIN, FileRole.ANNEX, FileRole.SIGNED_SCAN)


def pack(document: Document) -> dict[str, Any]:
    """The payload of an issued document: fields, files, what it answers, replaces, corrects."""
    fields = {name: getattr(document, name) for name in _FIELDS}
    days = {name: getattr(document, name) for name in _DAYS}
    files = DocumentFile.objects.filter(
        document=document, role__in=_SENT_ROLES, replaced_at=None
    ).order_by("order", "id")
    return {
        **fields,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "type_code": document.type_id,
        "issuer_id": document.agency_id,
        "files": [{"sha256": row.blob_id, "name": row.name, "role": row.role} for row in files],
        "answers": _identifiers(document, RelationKind.ANSWERS),
        "replaces": _identifiers(document, RelationKind.REPLACES),
        "corrects": _identifiers(document, RelationKind.CORRECTS),
    }


def _identifiers(document: Document, kind: RelationKind) -> list[str]:
    """The identifiers of what the document is tied to in this way."""
    targets = Relation.objects.filter(source=document, kind=kind)
    return sorted(filter(None, targets.values_list("target__identifier", flat=True)))


def fields_of(payload: dict[str, Any]) -> IncomingFields:
    """The fields of the arrival, filled in from the packet (Q-044)."""
    days = {
        name: date.fromisoformat(payload[name]) if payload.get(name) else None for name in _DAYS
    }
    given = {name: payload[name] for name in (*_FIELDS, "type_code", "issuer_id")}
    return IncomingFields(**given, **days)  # type: ignore[arg-type]  # names from the tables above


def files_of(payload: dict[str, Any]) -> list[NewFile]:
    """The files of the arrival: the sender's own bytes, nothing is copied."""
    blobs = Blob.objects.in_bulk([file["sha256"] for file in payload["files"]])
    return [NewFile(blobs[file["sha256"]], file["name"], file["role"]) for file in payload["files"]]
