"""What interchange announces. `object_id` is the sender's document unless said otherwise."""

from dataclasses import dataclass
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class _OfDocument(Recorded):
    object_type: ClassVar[str] = "document"


@dataclass(frozen=True, kw_only=True)
class PacketsSent(_OfDocument):
    """Packets went out to agencies of this installation; others are left to the clerk."""

    receivers: tuple[int, ...]
    outside: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FurtherSent(PacketsSent):
    """An issued document went to recipients who were not among those it was issued to."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class PacketResent(_OfDocument):
    """A packet that had not arrived, or was refused, was sent again."""

    receiver: int
    uuid: str


@dataclass(frozen=True, kw_only=True)
class DeliveryFailed(_OfDocument):
    """A packet could not be delivered; it stays with the sender, who sees why."""

    receiver: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class StatusReported(_OfDocument):
    """A receiver reported a status (01 to 06)."""

    receiver: int
    status: str
    text: str


@dataclass(frozen=True, kw_only=True)
class RecallOrdered(_OfDocument):
    """The receivers of a recalled document were ordered to cancel it."""

    receivers: tuple[int, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class RecallArrived(_OfDocument):
    """An order to give a document back arrived; `object_id` is the receiver's document."""

    sender: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RecallAnswered(_OfDocument):
    """A receiver agreed (15) or refused (16) to give the document back."""

    receiver: int
    status: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ChangeOrdered(_OfDocument):
    """The receivers of an issued document were told of its update or of what replaces it."""

    kind: int
    receivers: tuple[int, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangeArrived(_OfDocument):
    """An update or a replacement arrived; `object_id` is the receiver's document."""

    kind: int
    sender: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangeAnswered(_OfDocument):
    """A receiver agreed (15) or refused (16) to an update or a replacement."""

    kind: int
    receiver: int
    status: str
    text: str


@dataclass(frozen=True, kw_only=True)
class GivenBack(_OfDocument):
    """What was to be returned after reading was given back; `object_id` is the receiver's."""

    sender: int | None
    note: str


@dataclass(frozen=True, kw_only=True)
class OutsideRecorded(_OfDocument):
    """The clerk recorded how a copy for a recipient outside stands."""

    recipient: str
    status: str
    channel: str
    note: str


@dataclass(frozen=True, kw_only=True)
class _OfMessage(Recorded):
    """About a message of the exchange; `object_id` is its row."""

    object_type: ClassVar[str] = "message"


@dataclass(frozen=True, kw_only=True)
class MessageSent(_OfMessage):
    """A network took a message: by its id there, and with the hash of the bytes handed over."""

    uuid: str
    link: str
    remote_id: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class MessageAskedAgain(_OfMessage):
    """A clerk had a message sent once more that had failed, or nobody answered."""

    uuid: str
    link: str


@dataclass(frozen=True, kw_only=True)
class MessageTaken(_OfMessage):
    """A clerk took a raw packet away, as it came in."""

    link: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class MessageRefused(_OfMessage):
    """A message that came in could not be read or is none of ours; it is kept as it came."""

    link: str
    sender: str
    document: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class MessageQuarantined(_OfMessage):
    """A message that came in waits for somebody to look at it, and why."""

    link: str
    sender: str
    document: str
    cause: str


@dataclass(frozen=True, kw_only=True)
class MessageAccepted(_OfMessage):
    """Somebody let a message out of quarantine."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class MessageDiscarded(_OfMessage):
    """Somebody discarded a message that lay in quarantine."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class DirectorySynced(Recorded):
    """The directory of a link was taken over; `object_id` is the sync. Counts are of rows."""

    object_type: ClassVar[str] = "directory"

    link: str
    listed: int
    new: int
    renamed: int
    changed: int
    closed: int
    reopened: int
    unchanged: int


@dataclass(frozen=True, kw_only=True)
class DirectoryRefused(Recorded):
    """The directory of a link was not taken over, and why; what was known stays as it was."""

    object_type: ClassVar[str] = "directory"

    link: str
    listed: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class LinkPaused(Recorded):
    """An administrator let a link rest: nothing goes or comes over it."""

    object_type: ClassVar[str] = "link"

    link: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class LinkResumed(Recorded):
    """An administrator let a link go on."""

    object_type: ClassVar[str] = "link"

    link: str


@dataclass(frozen=True, kw_only=True)
class SheetWritten(Recorded):
    """Our sheet of a day went to the other side; `object_id` is the reconciliation."""

    object_type: ClassVar[str] = "reconciliation"

    link: str
    day: str
    other: str
    sent: int
    received: int


@dataclass(frozen=True, kw_only=True)
class DayCompared(Recorded):
    """What both sides hold of a day was compared."""

    object_type: ClassVar[str] = "reconciliation"

    link: str
    day: str
    other: str
    state: str
    differences: int
    underway: int
