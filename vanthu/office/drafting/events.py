"""What drafting announces. `object_id` is always the document's id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class _OfDocument(Recorded):
    object_type: ClassVar[str] = "document"


@dataclass(frozen=True, kw_only=True)
class _OfVersion(_OfDocument):
    version: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class VersionAdded(_OfVersion):
    """A version was saved; after the signer's approval it goes `back_to_signer` (Art. 11.2)."""

    file_name: str
    back_to_signer: bool


@dataclass(frozen=True, kw_only=True)
class AddresseesSet(_OfDocument):
    """The units and people who are to receive an internal document were set anew."""

    addressees: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CommentMade(_OfDocument):
    """Somebody commented on a version; `answers` is the comment it replies to."""

    version: int
    comment_id: int
    answers: int | None


@dataclass(frozen=True, kw_only=True)
class CommentSettled(_OfDocument):
    """A comment was taken care of."""

    comment_id: int


@dataclass(frozen=True, kw_only=True)
class CommentsAsked(_OfDocument):
    """Units and people were asked for comments until `due_on`."""

    asked: tuple[str, ...]
    due_on: date


@dataclass(frozen=True, kw_only=True)
class ConsultationAnswered(_OfDocument):
    """Those who were asked for comments have answered."""

    answered: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StandardTextSet(Recorded):
    """A standard text was made or changed."""

    object_type: ClassVar[str] = "standard-text"

    called: str
    type_code: str


@dataclass(frozen=True, kw_only=True)
class StandardTextDropped(Recorded):
    """A standard text was forgotten."""

    object_type: ClassVar[str] = "standard-text"

    called: str


@dataclass(frozen=True, kw_only=True)
class MandateGiven(Recorded):
    """The holder of a post may sign for another from a day on."""

    object_type: ClassVar[str] = "mandate"

    post_id: int
    authority: str
    starts: date
    ends: date | None
    basis: str


@dataclass(frozen=True, kw_only=True)
class MandateEnded(Recorded):
    """A mandate to sign for another ends."""

    object_type: ClassVar[str] = "mandate"

    ends: date


@dataclass(frozen=True, kw_only=True)
class SentForContent(_OfVersion):
    """The drafter sent the draft on its way: round `round`, to these posts in turn."""

    round: int
    content_post: int
    format_post: int
    signer_post: int


@dataclass(frozen=True, kw_only=True)
class ContentApproved(_OfVersion):
    """The head of the drafting unit answers for the content (Art. 12.1)."""


@dataclass(frozen=True, kw_only=True)
class FormatApproved(_OfVersion):
    """The person charged with it answers for format and technique (Art. 12.2)."""


@dataclass(frozen=True, kw_only=True)
class SigningApproved(_OfVersion):
    """The competent person approved this version for signature; its hash is locked (Art. 13)."""


@dataclass(frozen=True, kw_only=True)
class ElectronicallySigned(_OfVersion):
    """A file was signed: by the leader, by the agency on the paper, or by it on an annex."""

    signature_kind: str
    sha256: str
    certificate_serial: str
    certificate_issuer: str
    level: str


@dataclass(frozen=True, kw_only=True)
class PaperSigned(_OfVersion):
    """A signature on paper was recorded, with the scan of the signed paper."""

    signed_on: date
    sha256: str
    signer_name: str


@dataclass(frozen=True, kw_only=True)
class DraftReturned(_OfDocument):
    """Somebody on its way sent the draft back to the drafter."""

    from_state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DraftRecalled(_OfDocument):
    """The drafter took the draft back before it was approved."""

    from_state: str


@dataclass(frozen=True, kw_only=True)
class DraftCancelled(_OfDocument):
    """The draft will not be issued; everything in it stays."""

    from_state: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class DocumentRecalled(_OfDocument):
    """An issued document was recalled by its agency and is frozen (Art. 18.4; Annex VI III.8.a)."""

    reference: str
    direction: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class InternalRead(_OfDocument):
    """An addressee of an internal document marked it as read."""

    addressees: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DelayExplained(_OfDocument):
    """The clerk said why the document was issued late, or is late."""

    reason: str
