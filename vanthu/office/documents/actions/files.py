"""Files of a document, and what was read in them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import discard
from vanthu.ground.files.models import Blob
from vanthu.ground.files.rules import clean_name
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.kernel.errors import StateSecretRefused
from vanthu.office.documents import permissions, rules
from vanthu.office.documents.actions.moving import of_agency
from vanthu.office.documents.choices import Direction, DocumentState, FileRole
from vanthu.office.documents.errors import DocumentNotFound, Locked, NeedsReason
from vanthu.office.documents.events import FileAttached, FileReplaced
from vanthu.office.documents.models import Document, DocumentFile, FieldReading


@dataclass(frozen=True, slots=True)
class NewFile:
    """A stored blob that becomes a file of a document, under its name."""

    blob: Blob
    name: str
    role: str = FileRole.MAIN


@dataclass(frozen=True, slots=True)
class NewReading:
    """A field as read from a file: confidence 0..1, places as JSON boxes on the pages."""

    field: str
    value: Any
    confidence: float
    places: Sequence[Any] = ()


def add_files(actor: Actor, document: Document, files: Sequence[NewFile], first: int = 0) -> None:
    """Write the rows of new files in order, in one statement."""
    DocumentFile.objects.bulk_create(
        DocumentFile(
            document=document,
            blob_id=new.blob.pk,
            name=clean_name(new.name),
            role=new.role,
            order=first + place,
            added_at=actor.now,
        )
        for place, new in enumerate(files)
    )


def add_readings(document: Document, readings: Sequence[NewReading]) -> None:
    """Write what was read from the files, one row per field, in one statement."""
    FieldReading.objects.bulk_create(
        FieldReading(
            document=document,
            field=read.field,
            value=read.value,
            confidence=read.confidence,
            places=list(read.places),
        )
        for read in readings
    )


def refuse_secrets(secrecy: int, texts: Iterable[str], files: Sequence[NewFile]) -> None:
    """Refuse what is, or is marked, a state secret, and throw its files away at once (M-08).

    Called before the transaction of the act begins, so that nothing brings the bytes back.
    """
    try:
        rules.refuse_secrets(secrecy, [*texts, *(file.name for file in files)])
    except StateSecretRefused:
        for file in files:
            discard(file.blob.pk)
        raise


def attach_file(actor: Actor, *, document_id: int, file: NewFile) -> DocumentFile:
    """Add a file as state and relation allow; refuses a name that carries a secrecy mark.

    Raises NotYoursToChange, NothingToChange, Locked.
    """
    refuse_secrets(0, [], [file])
    return _attach(actor, document_id, file)


@action
def _attach(actor: Actor, document_id: int, file: NewFile) -> DocumentFile:
    document = _open_to_change(actor, document_id, file.role)
    return put_file(actor, document=document, file=file)


@action
def put_file(actor: Actor, *, document: Document, file: NewFile) -> DocumentFile:
    """Add a file as a part of a step whose own permission was asked, such as numbering."""
    taken = DocumentFile.objects.filter(document=document).count()
    add_files(actor, document, [file], first=taken)
    row = DocumentFile.objects.filter(document=document).latest("id")
    touch("document", document.pk)
    announce(
        actor,
        FileAttached(
            agency_id=document.agency_id,
            object_id=document.pk,
            sha256=file.blob.pk,
            file_name=row.name,
            role=str(file.role),
        ),
    )
    return row


def _open_to_change(actor: Actor, document_id: int, role: str) -> Document:
    permissions.check_see(actor, document_id)
    document = of_agency(actor, document_id)
    check_text_open(document, role)
    held = permissions.relations(actor, document_id)
    permissions.check_change(document, permissions.change_of(role), held)
    return document


def check_text_open(document: Document, role: str) -> None:
    """Numbered or issued, the paper and its annexes are what was signed (Art. 11.2; Q-062)."""
    of_the_paper = role in (FileRole.MAIN, FileRole.ANNEX)
    if document.direction != Direction.INCOMING and of_the_paper and document.state in _FIXED:
        raise Locked(state=DocumentState(document.state).label)


_FIXED = frozenset({DocumentState.NUMBERED, DocumentState.ISSUED, DocumentState.RECALLED})


@action
def replace_file(actor: Actor, *, file_id: int, reason: str) -> None:
    """Set a file aside for a newer one: its bytes and its row stay, marked replaced.

    Raises NotYoursToChange, NothingToChange, Locked, NeedsReason.
    """
    row = DocumentFile.objects.filter(pk=file_id, replaced_at=None).first()
    if row is None:
        raise DocumentNotFound
    document = _open_to_change(actor, row.document_id, row.role)
    if not reason.strip():
        raise NeedsReason(field="reason")
    set_aside(actor, document=document, row=row, reason=reason)


@action
def set_aside(actor: Actor, *, document: Document, row: DocumentFile, reason: str) -> None:
    """Mark a file replaced as a part of a step whose own permission was asked."""
    DocumentFile.objects.filter(pk=row.pk).update(replaced_at=actor.now)
    touch("document", document.pk)
    announce(
        actor,
        FileReplaced(
            agency_id=document.agency_id,
            object_id=document.pk,
            sha256=row.blob_id,
            file_name=row.name,
            reason=reason.strip(),
        ),
    )
