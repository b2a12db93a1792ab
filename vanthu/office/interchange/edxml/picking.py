"""Taking values out of a tree, leniently: any order, any case of names, slips told as remarks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from vanthu.kernel.text import nfc
from vanthu.office.interchange.edxml import notes
from vanthu.office.interchange.edxml.notes import Notes
from vanthu.office.interchange.edxml.texts import as_text, day_of, moment_of, quoted
from vanthu.office.interchange.edxml.tree import Node, as_xml

_LARGEST = 2**31 - 1


@dataclass(slots=True)
class Found:
    """What reading gathers beside the values: remarks, and texts that were not composed."""

    remarks: Notes = field(default_factory=Notes)
    as_received: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scope:
    """An element whose values are taken; None for one that is not there, which holds nothing."""

    node: Node | None
    found: Found

    @property
    def path(self) -> str:
        """The element's path."""
        return self.node.path if self.node is not None else ""

    def all(self, *names: str) -> list["Scope"]:
        """The child elements of these names."""
        return [Scope(node, self.found) for node in self._children(names)]

    def one(self, *names: str) -> "Scope":
        """The child of one of these names, the first where there are several."""
        several = list(self._named(names))
        if not several:
            return Scope(None, self.found)
        if len(several) > 1:
            self.found.remarks.add(several[1].path, notes.REPEATED, name=names[0])
        return Scope(self._see(several[0], names), self.found)

    def own(self) -> str:
        """The text of the element itself."""
        if self.node is None:
            return ""
        told = as_text(self.node.text)
        if told != self.node.text.strip() and nfc(self.node.text) != self.node.text:
            self.found.as_received.append((self.path, self.node.text.strip()))
        if "\ufffd" in told:
            self.remark(notes.REPLACEMENT_SIGN)
        return told

    def text(self, *names: str) -> str:
        """The text of a child, empty where there is none."""
        return self.one(*names).own()

    def texts(self, *names: str) -> tuple[str, ...]:
        """The texts of the children of that name, without the empty ones."""
        return tuple(told for each in self.all(*names) if (told := each.own()))

    def number(self, *names: str, most: int = _LARGEST) -> int | None:
        """A whole number from 0 to `most`; None where there is none, with a remark where it is
        none."""
        child = self.one(*names)
        told = child.own()
        if not told:
            return None
        if told.isascii() and told.isdigit() and len(told) <= 10 and int(told) <= most:
            return int(told)
        child.remark(notes.NOT_A_NUMBER, value=quoted(told))
        return None

    def yes(self, *names: str) -> bool:
        """Whether a child says `true` or 1."""
        return self.text(*names).lower() in {"true", "1"}

    def day(self, *names: str) -> date | None:
        """A day; None with a remark where there is no such day."""
        child = self.one(*names)
        told = child.own()
        try:
            return day_of(told) if told else None
        except (ValueError, OverflowError):
            child.remark(notes.NOT_A_DAY, value=quoted(told))
            return None

    def moment(self, *names: str) -> datetime | None:
        """A moment; None with a remark where it is none."""
        child = self.one(*names)
        told = child.own()
        try:
            return moment_of(told) if told else None
        except (ValueError, OverflowError):
            child.remark(notes.NOT_A_MOMENT, value=quoted(told))
            return None

    def needed(self, told: str, name: str) -> str:
        """The text, with a remark where it is empty."""
        if not told and self.node is not None:
            self.remark(notes.MISSING, name=name)
        return told

    def remark(self, sentence: str, **values: object) -> None:
        """Remark on this element."""
        self.found.remarks.add(self.path, sentence, **values)

    def _named(self, names: tuple[str, ...]) -> Iterator[Node]:
        keys = {name.lower() for name in names}
        return (node for node in self._nodes() if node.key in keys)

    def _nodes(self) -> list[Node]:
        return self.node.children if self.node is not None else []

    def _children(self, names: tuple[str, ...]) -> Iterator[Node]:
        return (self._see(node, names) for node in self._named(names))

    def _see(self, node: Node, names: tuple[str, ...]) -> Node:
        """Mark as known; a name in other letters is read, and told."""
        node.seen = True
        if node.name not in names:
            right = next(name for name in names if name.lower() == node.key)
            self.found.remarks.add(node.path, notes.WRONG_CASE, name=right)
        return node


def unknown(root: Node) -> tuple[tuple[str, str], ...]:
    """The elements that nobody asked for, below those that somebody did: path and XML."""
    left: list[tuple[str, str]] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.seen:
            waiting.extend(reversed(node.children))
        else:
            left.append((node.path, as_xml(node)))
    return tuple(left)
