"""What a person or a reader fills in: the fields of a document before it is a row.

Names are those of `models.Document`; `type_code` and `issuer_id` name the rows they point to. Both
are frozen and carry no judgement: `standard.validate` says what is wrong with them.
"""

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Self

from vanthu.kernel.text import normalise_reference, one_line
from vanthu.office.documents.symbols import join_reference, split_reference


@dataclass(frozen=True, kw_only=True)
class CommonFields:
    """What incoming and outgoing documents share (Annex VI, Part II, fields 3 and 8 to 16)."""

    subject: str = ""
    type_code: str | None = None
    language: str = "Tiếng Việt"
    page_count: int | None = None
    note: str = ""
    signing_authority: str = ""
    signer_position: str = ""
    signer_name: str = ""
    urgency: int = 0
    secrecy: int = 0
    circulation: str = ""
    due_on: date | None = None
    copies: int | None = None
    to_places: str = ""
    place: str = ""

    def cleaned(self) -> Self:
        """The same with every text in NFC, on one line, free of invisible signs."""
        texts = {name: one_line(value) for name, value in self.texts().items() if value}
        return replace(self, **texts)  # type: ignore[arg-type]

    def texts(self) -> dict[str, str]:
        """The fields that hold text."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, str)}

    def columns(self) -> dict[str, Any]:
        """The fields by the names of the columns of `documents_document`."""
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        found["type_id"] = found.pop("type_code") or None
        return found


@dataclass(frozen=True, kw_only=True)
class IncomingFields(CommonFields):
    """An incoming document as its paper says; number and symbol apart, or whole in `reference`."""

    number: str = ""
    symbol: str = ""
    reference: str = ""
    identifier: str = ""
    issued_on: date | None = None
    issuer_name: str = ""
    issuer_id: int | None = None

    def cleaned(self) -> Self:
        """As for all fields; number and symbol are taken out of the reference, or make it."""
        clean = super().cleaned()
        reference = normalise_reference(clean.reference)
        number, symbol = clean.number, normalise_reference(clean.symbol)
        if reference and not (number and symbol):
            number, symbol = split_reference(reference)
        elif not reference:
            reference = join_reference(number, symbol)
        return replace(clean, number=number, symbol=symbol, reference=reference)


@dataclass(frozen=True, kw_only=True)
class OutgoingFields(CommonFields):
    """A document to be drafted; its number, symbol, date and identifier come from the system.

    `unit_id` is the drafting unit (symbol of a công văn); `body` the consultative body in whose
    name it goes out, which has a register of its own (Decree 30/2020, Annex I.II.3.a).
    """

    unit_id: int | None = None
    body: str = ""

    def columns(self) -> dict[str, Any]:
        """As for all fields, without `body`: it becomes the issuer's name."""
        found = super().columns()
        del found["body"]
        return found
