"""A message as values: what reading finds and writing takes; our names, not those of the wire."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import BinaryIO


class Business(IntEnum):
    """What a document message is about."""

    NEW = 0
    RECALL = 1
    UPDATE = 2
    REPLACE = 3


class Flag(StrEnum):
    """What a receiver should know of an attachment; each comes with a warning."""

    DIGEST = "digest"
    DAMAGED = "damaged"
    MANY_ENTRIES = "many-entries"
    SEALED = "sealed"
    FORBIDDEN = "forbidden"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An agency as a message names it; `code` as received, never repaired."""

    code: str
    name: str = ""
    in_charge: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    fax: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Who speaks for an agency."""

    department: str = ""
    name: str = ""
    mobile: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Authority words (TM., KT., TL., TUQ.), position and name of who signed the document."""

    authority: str = ""
    position: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A document that the message answers; matched by `document_id` alone (interchange 2.2)."""

    document_id: str
    code: str = ""
    reference: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file of a message: `media_type` is told by its bytes; `open` streams them, None when the
    bytes travel apart. `sha256` and `size` are those of the bytes, unwrapped; of bytes that are not
    those the message states (`Flag.DIGEST`), and of bytes that are not here, the stated ones.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    content_id: str = ""
    description: str = ""
    flags: tuple[Flag, ...] = ()
    open: Callable[[], BinaryIO] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One hop; the wire has no time zone, and a hop may lack its name."""

    code: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """A document that is replaced, and the receivers whom it concerns (none named: all)."""

    document_id: str
    receivers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What the message does to documents sent before, and why.

    `paper` is 0 in every message seen; what else it may say is not known (interchange 2.3).
    """

    business: Business = Business.NEW
    document_id: str = ""
    reason: str = ""
    fields_changed: bool = False
    receivers_added: tuple[str, ...] = ()
    receivers_removed: tuple[str, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    staff: Staff = Staff()
    paper: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMessage:
    """A document on its way. `number` is text; `urgency` 0 to 4.

    `type_name` tells the type, `type_number` nothing that senders agree on (interchange 1.2).
    `others` holds what the reader does not know, each as its path and its XML; `as_received` the
    texts that were not in composed letters (NFC), each as its path and its own letters.
    """

    sender: Organization
    receivers: tuple[Organization, ...]
    document_id: str
    number: str = ""
    symbol: str = ""
    day: date | None = None
    place: str = ""
    type_name: str = ""
    type_number: int = 2
    type_detail: int = 0
    type_notation: str = ""
    subject: str = ""
    content: str = ""
    signer: Signer = Signer()
    urgency: int = 0
    due: date | None = None
    answers: tuple[Answered, ...] = ()
    places: tuple[str, ...] = ()
    sphere: str = ""
    page_count: int | None = None
    copies: int | None = None
    appendixes: tuple[str, ...] = ()
    steering: int | None = None
    direction: bool = False
    change: Change = Change()
    traces: tuple[Trace, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    as_received: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMessage:
    """A status (01 to 06, 13, 15, 16) of a document, told by one agency to another.

    `about.code` is the agency it goes to: the form has no receiver of its own (interchange 2.2).
    """

    sender: Organization
    about: Answered
    code: str
    description: str = ""
    at: datetime | None = None
    staff: Staff = Staff()
    others: tuple[tuple[str, str], ...] = ()
    as_received: tuple[tuple[str, str], ...] = ()


Message = DocumentMessage | StatusMessage
