"""What a style says once all it is based on is counted in."""

from collections.abc import Iterator
from dataclasses import dataclass

from vanthu.office.writing.docx.xml import Element, W, number, switch, value, w

_DEEPEST = 30  # a chain of styles longer than this is a circle


@dataclass(frozen=True, slots=True)
class Look:
    """How letters stand out; None: not said here, so what lies below decides."""

    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None

    def over(self, below: "Look") -> "Look":
        """This look, and where it says nothing the one below."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.capitals if self.capitals is None else self.capitals,
            below.hidden if self.hidden is None else self.hidden,
        )


PLAIN = Look()


def look_of(properties: Element | None) -> Look:
    """The look that a `w:rPr` asks for."""
    if properties is None:
        return PLAIN
    return Look(
        switch(properties, "b"),
        switch(properties, "i"),
        switch(properties, "caps"),
        switch(properties, "vanish"),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """A place in an automatic list: which list, which level (from 0)."""

    list_id: int
    level: int


class Styles:
    """The styles of one document, asked by id."""

    def __init__(self, root: Element | None) -> None:
        found = root.iter(w("style")) if root is not None else ()
        self._styles: dict[str, Element] = {each.get(w("styleId"), ""): each for each in found}
        standard = (s for s in self._styles.values() if s.get(w("default")) in ("1", "true"))
        self._standard = next(
            (s.get(w("styleId"), "") for s in standard if s.get(w("type")) == "paragraph"), ""
        )
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._ground = look_of(defaults)

    def name(self, style: str) -> str:
        """The name as Word shows it."""
        return value(self._styles.get(style), "name") or ""

    def paragraph_look(self, style: str | None) -> Look:
        """The look of letters in a paragraph of a style."""
        return self._look(style or self._standard).over(self._ground)

    def character_look(self, style: str | None) -> Look:
        """What a character style adds."""
        return self._look(style) if style else PLAIN

    def centred(self, style: str | None) -> bool:
        """Whether paragraphs of the style stand in the middle."""
        for each in self._chain(style or self._standard):
            said = value(each.find(w("pPr")), "jc")
            if said is not None:
                return said == "center"
        return False

    def listed(self, style: str | None) -> Listed | None:
        """The automatic list that a style belongs to."""
        for each in self._chain(style or self._standard):
            found = listed_in(each.find(w("pPr")))
            if found is not None:
                return found
        return None

    def _look(self, style: str | None) -> Look:
        look = PLAIN
        for each in self._chain(style):
            look = look.over(look_of(each.find(w("rPr"))))
        return look

    def _chain(self, style: str | None) -> Iterator[Element]:
        for _step in range(_DEEPEST):
            found = self._styles.get(style) if style else None
            if found is None:
                return
            yield found
            style = value(found, "basedOn")


def listed_in(properties: Element | None) -> Listed | None:
    """The place in a list that a `w:pPr` names; list 0 takes a paragraph out of every list."""
    place = properties.find(w("numPr")) if properties is not None else None
    if place is None:
        return None
    list_id = number(place, "numId")
    return None if list_id is None else Listed(list_id, number(place, "ilvl") or 0)
