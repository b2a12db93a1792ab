"""What the documents module announces; every one is an entry of the journal."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class DocumentEvent(Recorded):
    """About one document; `direction` says of which kind."""

    object_type: ClassVar[str] = "document"


@dataclass(frozen=True, kw_only=True)
class RegisterEvent(Recorded):
    """About a register (number series) of the agency."""

    object_type: ClassVar[str] = "register"


@dataclass(frozen=True, kw_only=True)
class DocumentReceived(DocumentEvent):
    """A document came in and waits to be registered."""

    reference: str
    issuer_name: str
    channel: str
    urgency: int
    files: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DocumentRegistered(DocumentEvent):
    """An incoming document got its arrival number."""

    register_id: int
    period_id: int
    number: int
    arrived_on: date
    reference: str
    channel: str
    urgency: int
    duplicate_of: int | None


@dataclass(frozen=True, kw_only=True)
class EmergencyEvent(DocumentEvent):
    """About the emergency `access` of the holder of `tenure` to the document (Q-008)."""

    access: int
    tenure: int


@dataclass(frozen=True, kw_only=True)
class EmergencyRequested(EmergencyEvent):
    """Somebody without a right to content asks to read the document."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class EmergencyAllowed(EmergencyEvent):
    """A leader lets them read `until` a moment."""

    until: str


@dataclass(frozen=True, kw_only=True)
class EmergencyRefused(EmergencyEvent):
    """A leader refused."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class EmergencyEnded(EmergencyEvent):
    """Closed before its time."""


@dataclass(frozen=True, kw_only=True)
class EmergencyRead(EmergencyEvent):
    """The document was opened by emergency access, or its file `file_id` taken."""

    file_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentRefused(DocumentEvent):
    """The registry sent an incoming document back, with the reason."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class SecrecySuspected(DocumentEvent):
    """The worker read a secrecy mark on a file; the clerk has to look."""


@dataclass(frozen=True, kw_only=True)
class SecrecyCleared(DocumentEvent):
    """The clerk looked and found no secrecy mark, for the reason given."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class SecretExpelled(DocumentEvent):
    """The clerk found a document of the agency's own to be a state secret: nothing of it stays."""


@dataclass(frozen=True, kw_only=True)
class FieldsRead(DocumentEvent):
    """The worker read the files and filled the fields that stood empty."""

    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FieldsCorrected(DocumentEvent):
    """Fields were changed: name to [before, after]."""

    changes: dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class RecipientsSet(DocumentEvent):
    """The recipients of a draft were set anew."""

    recipients: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DraftCreated(DocumentEvent):
    """An outgoing or internal document was begun."""

    direction: str
    type_code: str
    subject: str


@dataclass(frozen=True, kw_only=True)
class CopyMade(DocumentEvent):
    """A copy of the document `source_id` was begun, of the kind `type_code`."""

    type_code: str
    source_id: int


@dataclass(frozen=True, kw_only=True)
class NumberGiven(DocumentEvent):
    """A document got its number and date."""

    register_id: int
    period_id: int
    number: int
    suffix: str
    reference: str
    dated: date
    identifier: str


@dataclass(frozen=True, kw_only=True)
class NumberInserted(DocumentEvent):
    """A document got a number with a letter behind one already given, for a reason."""

    register_id: int
    period_id: int
    number: int
    suffix: str
    reference: str
    dated: date
    identifier: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class NumberReserved(RegisterEvent):
    """Numbers were kept back, for a reason."""

    period_id: int
    numbers: tuple[int, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class NumberVoided(RegisterEvent):
    """A number will not be used; `document_id` had it until now."""

    period_id: int
    number: int
    suffix: str
    reason: str
    document_id: int | None


@dataclass(frozen=True, kw_only=True)
class RegisterDefined(RegisterEvent):
    """The agency's head set a series."""

    kind: str
    name_of_register: str
    types: tuple[str, ...]
    body: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class RegisterEnded(RegisterEvent):
    """A series takes no more documents from a day on."""

    valid_to: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class PeriodOpened(RegisterEvent):
    """A year or term of a register was opened."""

    period_id: int
    label: str
    starts_on: date
    ends_before: date


@dataclass(frozen=True, kw_only=True)
class PeriodClosed(RegisterEvent):
    """A year or term was closed at its last number."""

    period_id: int
    label: str
    last: int


@dataclass(frozen=True, kw_only=True)
class DocumentIssued(DocumentEvent):
    """A numbered document was issued to its recipients."""

    direction: str
    reference: str
    urgency: int


@dataclass(frozen=True, kw_only=True)
class FileAttached(DocumentEvent):
    """A file was added to a document."""

    sha256: str
    file_name: str
    role: str


@dataclass(frozen=True, kw_only=True)
class FileReplaced(DocumentEvent):
    """A file of a document gave way to a newer one; its bytes stay."""

    sha256: str
    file_name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class SignatureCheckAsked(DocumentEvent):
    """Somebody asked for the signatures to be checked again."""


@dataclass(frozen=True, kw_only=True)
class FileDamaged(DocumentEvent):
    """The nightly check found the bytes of a file changed; `actual` is their hash now, empty when
    they are missing."""

    sha256: str
    actual: str
    file_name: str


@dataclass(frozen=True, kw_only=True)
class DocumentsRelated(DocumentEvent):
    """A document was tied to another of the same agency."""

    target_id: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class DocumentViewed(DocumentEvent):
    """Someone opened the document."""


@dataclass(frozen=True, kw_only=True)
class DocumentPrinted(DocumentEvent):
    """Someone printed the document."""

    file_id: int | None


@dataclass(frozen=True, kw_only=True)
class DocumentDownloaded(DocumentEvent):
    """Someone took a file of the document away."""

    file_id: int | None


@dataclass(frozen=True, kw_only=True)
class RecipientGroupSet(Recorded):
    """A group of recipients was made, or changed as a whole."""

    object_type: ClassVar[str] = "recipient-group"

    called: str
    members: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class RecipientGroupDropped(Recorded):
    """A group of recipients is no longer kept."""

    object_type: ClassVar[str] = "recipient-group"

    called: str
