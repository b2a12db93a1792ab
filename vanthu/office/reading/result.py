"""What a reading gives back."""

from dataclasses import dataclass, field
from pathlib import Path

from vanthu.office.reading.choices import CHECK_BELOW, FIELDS, Origin
from vanthu.office.reading.layout import Box

Value = str | list[str] | None


@dataclass(frozen=True, slots=True)
class Found:
    """One field as read: the value, how sure (0..1), and the boxes it was read from."""

    value: str | list[str]
    confidence: float
    places: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The fields of one file. `found` holds only what was read; everything else is unknown.

    `symbol` is the part of the reference behind the serial, also when the serial itself is blank
    or handwritten. `needs_ocr` tells that pages without a text layer were left unread.
    """

    official_document: bool
    found: dict[str, Found]
    symbol: str | None = None
    signatures: int = 0
    page_count: int = 0
    text: str = ""
    origin: Origin = Origin.DIGITAL
    hazards: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    needs_ocr: bool = False
    signers: tuple[str, ...] = field(default=())

    @property
    def fields(self) -> dict[str, Value]:
        """Every field by name; None means not read."""
        return {name: self.value(name) for name in FIELDS}

    @property
    def confidence(self) -> dict[str, float]:
        """Confidence of the fields that were read, two decimals."""
        return {
            name: round(self.found[name].confidence, 2) for name in FIELDS if name in self.found
        }

    @property
    def places(self) -> dict[str, list[Box]]:
        """Boxes on the pages, for the fields that have any."""
        return {
            name: list(self.found[name].places)
            for name in FIELDS
            if name in self.found and self.found[name].places
        }

    @property
    def doubtful(self) -> list[str]:
        """Fields a person must check before they are used."""
        return [name for name, sure in self.confidence.items() if sure < CHECK_BELOW]

    def value(self, name: str) -> Value:
        return self.found[name].value if name in self.found else None

    def as_dict(self, file: Path | str, *, places: bool = False) -> dict[str, object]:
        """The JSON object of `vanthu read`; with `places`, also boxes, symbol, hazards, notes."""
        result: dict[str, object] = {
            "file": str(file),
            "official_document": self.official_document,
            "fields": self.fields,
            "confidence": self.confidence,
            "signatures": self.signatures,
        }
        if places:
            result |= self._details()
        return result

    def _details(self) -> dict[str, object]:
        return {
            "places": {name: [_plain(box) for box in boxes] for name, boxes in self.places.items()},
            "symbol": self.symbol,
            "signers": list(self.signers),
            "pages": self.page_count,
            "origin": self.origin.value,
            "needs_ocr": self.needs_ocr,
            "hazards": list(self.hazards),
            "notes": list(self.notes),
        }


def _plain(box: Box) -> dict[str, float | int]:
    return {
        "page": box.page,
        "x0": round(box.x0, 4),
        "y0": round(box.y0, 4),
        "x1": round(box.x1, 4),
        "y1": round(box.y1, 4),
    }
