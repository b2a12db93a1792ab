"""The places of a paper that are filled later, as values."""

from dataclasses import dataclass

from vanthu.ground.signing.choices import SlotKind

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to keep free: `page` from 1, `rect` (x0, y0, x1, y1) in points from the lower left.

    `look` is a one-page PDF shown until the place is filled (None: nothing is shown); `label` is
    what a screen reader says; `locks` names the text slots that a signature here makes final.
    """

    name: str
    kind: SlotKind
    page: int
    rect: Rect
    look: bytes | None = None
    label: str = ""
    locks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filling:
    """What a text slot gets: the words, and the one-page PDF that shows them."""

    value: str
    look: bytes
