"""The interface that every driver fulfils, and the answers it may give.

An outage is never an empty inbox: each call returns what the other side said, or raises one of the
faults below, each of which tells the caller what it may do next.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from vanthu.office.interchange.edxml.message import Message

DIRECTORY_LOSS = 0.2
"""Share of a directory that may be gone at once: ours, no rule says it. More is a fault of the list
more likely than a reform."""


class Fault(Exception):
    """A call that did not bring what was asked; `sentence` is what a clerk may read."""

    def __init__(self, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.detail = detail


class Unreachable(Fault):
    """Nothing reached the other side for sure: the same call may be made again later."""


class Busy(Unreachable):
    """As unreachable, but for this receiver alone (its box is full): other parcels may go on."""


class BadAnswer(Fault):
    """The other side answered something that is no answer (an error page, half a body)."""


class TooLong(BadAnswer):
    """What was asked for is longer than the link is set to take, and was not brought."""


class OutcomeUnknown(Fault):
    """A parcel may or may not have been taken: `find` must be asked before it is sent again.

    `wait` seconds must pass before that: the other side may still be working on what it was given,
    and would say "no" of a parcel that it takes a moment later.
    """

    def __init__(self, sentence: str, detail: str = "", *, wait: float = 0) -> None:
        super().__init__(sentence, detail)
        self.wait = wait


class Rejected(Fault):
    """The other side understood and refused; sending the same again will be refused again.

    `code` is its own code; `ours` when our configuration or credentials are at fault, so that the
    whole link must wait rather than this parcel alone.
    """

    def __init__(self, sentence: str, *, code: str, ours: bool = False, detail: str = "") -> None:
        super().__init__(sentence, detail)
        self.code = code
        self.ours = ours


class Kind(StrEnum):
    """What a parcel holds."""

    DOCUMENT = "document"
    STATUS = "status"
    SHEET = "sheet"


class Fate(StrEnum):
    """Where the other side says that a parcel sent before is."""

    UNDERWAY = "underway"
    TAKEN = "taken"
    REFUSED = "refused"
    INCOMPLETE = "incomplete"  # its receiver could not put it together: to be handed over again


class Verdict(StrEnum):
    """What the receiver tells the network about a parcel it has looked at and committed; a driver
    itself says that one came incomplete, and nothing of it is committed."""

    TAKEN = "taken"
    REFUSED = "refused"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What two installations of our own tell each other about a day, as bytes; no network reads
    it, and none but our own carries it."""

    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One message for one receiver. `uuid` stays the same however often it is sent."""

    uuid: UUID
    kind: Kind
    sender: str
    receiver: str
    document_id: str
    message: Message | Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The network has taken a parcel: its own id for it, and the hash of the bytes handed over."""

    remote_id: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a parcel of ours, as the receiver's side says; `digests` by content id."""

    uuid: UUID
    fate: Fate
    at: datetime | None = None
    reason: str = ""
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A parcel that waits for us. `sender` is whom the network has authenticated, empty where it
    authenticates nobody; `ref` is the driver's own handle, `place` what stays the same where the
    network hands a parcel out again under another.
    """

    ref: str
    kind: Kind
    sender: str = ""
    uuid: UUID | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The raw packet in a file of the caller's folder, and files that travelled apart by hash.
    `sha256` is the packet's as its sender has stated it beside, empty where the network has no
    place for that.
    """

    raw: Path
    files: Mapping[str, Path] = field(default_factory=dict)
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row of the network's directory of agencies; `successor` where a code was closed."""

    code: str
    name: str
    parent: str = ""
    mail: str = ""
    closed_on: date | None = None
    successor: str = ""


class Driver(Protocol):
    """A way to other installations. Calls block for seconds at most and hold nothing of ours.

    Any call raises Rejected with `ours` when the other side no longer knows our credentials.
    """

    def send(self, parcel: Parcel) -> Taken:
        """Hand a parcel over. Raises Unreachable, OutcomeUnknown, Rejected."""
        ...

    def find(self, parcel: Parcel) -> Taken | None:
        """After an unknown outcome: what was taken, None when it was not. Raises Unreachable,
        BadAnswer."""
        ...

    def reports(self, parcels: Sequence[tuple[Parcel, Taken]]) -> list[Report]:
        """What has become of these parcels, as far as the network tells of its own. Raises
        Unreachable, BadAnswer."""
        ...

    def waiting(self, most: int) -> Sequence[Waiting]:
        """What waits for us; empty only when the other side said so. Of much, some may be left for
        the next look, but nobody who has sent something. Raises Unreachable, BadAnswer, Rejected.
        """
        ...

    def put_back(self, waiting: Sequence[Waiting]) -> None:
        """These were looked at and must wait longer: they are handed out again at once. Raises
        Unreachable."""
        ...

    def fetch(self, waiting: Waiting, folder: Path) -> Fetched:
        """Bring one into a folder of the caller's. Raises Unreachable, BadAnswer, TooLong."""
        ...

    def acknowledge(self, waiting: Waiting, verdict: Verdict, reason: str = "") -> None:
        """Tell the network what became of it; asked again for what waits again. Raises Unreachable,
        BadAnswer."""
        ...

    def directory(self) -> Iterator[Listed]:
        """Every agency that the network knows, row by row. Raises Unreachable, BadAnswer."""
        ...

    def close(self) -> None:
        """Let go of connections."""
        ...
