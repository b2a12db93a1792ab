"""A paper as its issuer has issued it: with number, signer and the columns that follow from it."""

from dataclasses import dataclass
from typing import Any

from vanthu.demo.load.desks import Seat
from vanthu.demo.papers.texts import Paper

# The columns of a document that its paper alone decides, in the order of `Issued.columns`.
PAPER_COLUMNS = (
    *("type", "number", "symbol", "reference", "reference_key", "identifier", "issued_on"),
    *("issuer_name", "issuer_key", "issuer", "subject", "page_count", "signing_authority"),
    *("signer_position", "signer_name", "urgency", "place"),
)


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper with what its issuer's register and people add to it."""

    paper: Paper
    number: str
    reference: str
    signer: Seat
    blob: str
    columns: tuple[Any, ...]
    words_before: str
    words_after: str
    folded: str
    scan: str = ""

    @property
    def identifier(self) -> str:
        """The identifier of the document, "" before it has a number."""
        return str(self.columns[PAPER_COLUMNS.index("identifier")])
