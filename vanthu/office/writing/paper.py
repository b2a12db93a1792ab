"""Everything that stands on one paper, and what typesetting it gives back."""

from dataclasses import dataclass, field
from datetime import date

from vanthu.office.writing.choices import Family
from vanthu.office.writing.content import Content, Signing


@dataclass(frozen=True, slots=True)
class Paper:
    """The cells of one paper. `number` and `day` stay None while they are not given yet: their
    place is then kept free (cells 3 and 4).

    `recipients` are the finished lines of "Nơi nhận"; `more_signers` stand left of `signing`
    (minutes, agreements between parties). `contact` are the lines of cell 13, `drafter` is cell 12.
    """

    type_code: str
    type_name: str
    family: Family
    issuer: str
    symbol: str
    subject: str
    signing: Signing
    content: Content
    parent: str = ""
    place: str = ""
    number: str | None = None
    day: date | None = None
    recipients: tuple[str, ...] = ()
    urgency: str = ""
    circulation: str = ""
    drafter: str = ""
    contact: tuple[str, ...] = ()
    more_signers: tuple[Signing, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on a page (from 1) in points from the lower left corner, as PDF counts."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A typeset paper: the PDF/A and where the cells that are filled later stand.

    `number` (cell 3) and `day` (cell 4) are whole lines; `signature` (7c) is the room between
    position and name; `name` is the printed name of the signer. `others` are the rooms of those
    who sign beside, in their order.
    """

    pdf: bytes
    number: Place
    day: Place
    signature: Place
    name: Place
    pages: int
    others: tuple[Place, ...] = ()
