"""What a check found, as values that can be kept: of each signature, of each stamp, of the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from vanthu.ground.signing.verifying.verdicts import (
    FILE_SENTENCES,
    GRAVITY,
    VERDICT_SENTENCES,
    Coverage,
    FileState,
    Gravity,
    Note,
    Verdict,
)


@dataclass(frozen=True)
class SignatureReport:
    """One signature; what cannot be told is None."""

    signer: str
    cn_issuer: str
    signing_time: datetime | None
    intact: bool | None
    trusted: bool | None
    covers: Coverage | None
    modified_after: bool | None
    verdict: Verdict
    notes: tuple[Note, ...] = ()
    field: str = ""
    organisation: str = ""
    unit: str = ""
    code: str = ""
    serial: str = ""
    time_proven: bool = False
    anchor: str = ""
    digest: str = ""

    @property
    def reason(self) -> str:
        """The verdict's sentence and the facts it rests on, in Vietnamese."""
        return " ".join([VERDICT_SENTENCES[self.verdict], *(note.sentence for note in self.notes)])

    @property
    def gravity(self) -> Gravity:
        """How it is to be shown."""
        return GRAVITY.get(self.verdict, Gravity.BAD)

    def as_json(self) -> dict[str, Any]:
        """The nine fields that `vanthu verify --json` prints."""
        return {
            "signer": self.signer,
            "cn_issuer": self.cn_issuer,
            "signing_time": self.signing_time.isoformat() if self.signing_time else None,
            "intact": self.intact,
            "trusted": self.trusted,
            "covers": self.covers.value if self.covers else None,
            "modified_after": self.modified_after,
            "verdict": self.verdict.value,
            "reason": self.reason,
        }

    def as_evidence(self) -> dict[str, Any]:
        """All that is kept: the nine fields and what they were judged by."""
        return self.as_json() | {
            "notes": [{"code": note.code, "values": note.values} for note in self.notes],
            "field": self.field,
            "organisation": self.organisation,
            "unit": self.unit,
            "code": self.code,
            "serial": self.serial,
            "time_proven": self.time_proven,
            "anchor": self.anchor,
            "digest": self.digest,
        }

    @classmethod
    def of_evidence(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_evidence` wrote."""
        time, covers = kept["signing_time"], kept["covers"]
        given = {
            name: kept[name]
            for name in ("signer", "cn_issuer", "intact", "trusted", "modified_after", "field")
        }
        return cls(
            **given,
            signing_time=datetime.fromisoformat(time) if time else None,
            covers=Coverage(covers) if covers else None,
            verdict=Verdict(kept["verdict"]),
            notes=tuple(Note(note["code"], note["values"]) for note in kept["notes"]),
            organisation=kept["organisation"],
            unit=kept["unit"],
            code=kept["code"],
            serial=kept["serial"],
            time_proven=kept["time_proven"],
            anchor=kept["anchor"],
            digest=kept["digest"],
        )


@dataclass(frozen=True)
class FileReport:
    """A file: what it is, its signatures in the order they were made, document stamps apart."""

    state: FileState
    signatures: tuple[SignatureReport, ...] = ()
    timestamps: tuple[SignatureReport, ...] = ()
    notes: tuple[Note, ...] = ()
    asked_network: bool = False

    @property
    def sentence(self) -> str:
        """What the file is, in Vietnamese."""
        return " ".join([FILE_SENTENCES[self.state], *(note.sentence for note in self.notes)])

    @property
    def could_be_read(self) -> bool:
        """Whether anything could be said of its signatures."""
        return self.state in (FileState.SIGNED, FileState.UNSIGNED)

    @property
    def all_valid(self) -> bool:
        """Whether it is signed, and each signature is found good."""
        return bool(self.signatures) and all(
            signature.verdict is Verdict.VALID for signature in self.signatures
        )

    def as_evidence(self) -> dict[str, Any]:
        """All that is kept of the check."""
        return {
            "state": self.state.value,
            "signatures": [signature.as_evidence() for signature in self.signatures],
            "timestamps": [stamp.as_evidence() for stamp in self.timestamps],
            "notes": [{"code": note.code, "values": note.values} for note in self.notes],
            "asked_network": self.asked_network,
        }

    @classmethod
    def of_evidence(cls, kept: Mapping[str, Any]) -> Self:
        """What `as_evidence` wrote."""
        return cls(
            FileState(kept["state"]),
            tuple(SignatureReport.of_evidence(each) for each in kept["signatures"]),
            tuple(SignatureReport.of_evidence(each) for each in kept["timestamps"]),
            tuple(Note(note["code"], note["values"]) for note in kept["notes"]),
            kept["asked_network"],
        )


@dataclass(frozen=True)
class Expected:
    """Who should have signed, as a document says: any of the names or of the codes will do."""

    names: tuple[str, ...] = field(default=())
    codes: tuple[str, ...] = field(default=())
