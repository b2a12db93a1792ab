"""What signing announces."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from vanthu.ground.journal.events import Recorded


@dataclass(frozen=True, kw_only=True)
class KeyRegistered(Recorded):
    """A person or an agency signs with this certificate from now on."""

    object_type: ClassVar[str] = "signing-key"

    holder: str
    of: int
    driver: str
    subject: str
    issuer: str
    fingerprint: str
    ends: date
    basis: str


@dataclass(frozen=True, kw_only=True)
class KeyWithdrawn(Recorded):
    """Nobody signs with this key any more."""

    object_type: ClassVar[str] = "signing-key"

    subject: str
    why: str


@dataclass(frozen=True, kw_only=True)
class SignatureImageRegistered(Recorded):
    """A person's signature looks like this from now on."""

    object_type: ClassVar[str] = "signature-image"

    person: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class SealRegistered(Recorded):
    """The agency's seal looks like this from a day on."""

    object_type: ClassVar[str] = "agency-seal"

    sha256: str
    diameter_mm: Decimal
    on: date
    basis: str

    def details(self) -> dict[str, object]:
        """The diameter as text, exactly as it was given."""
        return {**super().details(), "diameter_mm": str(self.diameter_mm)}


@dataclass(frozen=True, kw_only=True)
class AnchorAdded(Recorded):
    """The installation trusts a root from a day on."""

    object_type: ClassVar[str] = "trust"

    title: str
    kind: str
    fingerprint: str
    source: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, kw_only=True)
class AnchorEnded(Recorded):
    """Signatures made from a day on may no longer rest on a root."""

    object_type: ClassVar[str] = "trust"

    title: str
    fingerprint: str
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class HostAllowed(Recorded):
    """A machine may be asked for revocations from a day on."""

    object_type: ClassVar[str] = "trust"

    host: str
    internal: bool
    source: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class HostEnded(Recorded):
    """A machine is no longer asked from a day on."""

    object_type: ClassVar[str] = "trust"

    host: str
    valid_to: date


@dataclass(frozen=True, kw_only=True)
class SignaturesChecked(Recorded):
    """The signatures of a file were checked; the evidence is the row of that id."""

    object_type: ClassVar[str] = "signature-check"

    file: str
    state: str
    verdicts: tuple[str, ...]
    trust_list: str
