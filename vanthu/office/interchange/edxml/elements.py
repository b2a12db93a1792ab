"""Elements on their way out: a tree of names and texts, and its characters, always the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from vanthu.office.interchange.edxml.message import Attachment
from vanthu.office.interchange.edxml.texts import as_text
from vanthu.office.interchange.edxml.tree import escape


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its qualified name, its attributes as written, and what it holds: elements,
    a text, or the attachment whose bytes stand here in base64.
    """

    tag: str
    content: "tuple[Element, ...] | str | Attachment"
    attributes: str = ""

    @property
    def name(self) -> str:
        """The name without its prefix."""
        return self.tag.rpartition(":")[2]


def leaf(tag: str, value: object) -> Element:
    """An element with a text."""
    return Element(tag, as_text(str(value)))


def optional(tag: str, value: object) -> Element | None:
    """An element with a text; none where there is nothing to say."""
    return None if value is None or as_text(str(value)) == "" else leaf(tag, value)


def group(tag: str, *held: Element | None, attributes: str = "") -> Element:
    """An element that holds others; those that are None are left out."""
    return Element(tag, tuple(each for each in held if each is not None), attributes)


def nonempty(tag: str, *held: Element | None) -> Element | None:
    """An element that holds others; none where they are all left out."""
    made = group(tag, *held)
    return made if made.content else None


def leaves(root: Element) -> Iterator[tuple[str, str, str]]:
    """Each text: the path of its element, the name of the one around, its own text."""
    waiting: list[tuple[Element, str]] = [(root, "")]
    while waiting:
        element, above = waiting.pop()
        path = f"{above}/{element.name}" if above else element.name
        if isinstance(element.content, str):
            yield path, above.rpartition("/")[2], element.content
        elif isinstance(element.content, tuple):
            waiting.extend((each, path) for each in reversed(element.content))


def characters(root: Element, level: int = 0) -> Iterator[str | Attachment]:
    """The XML in pieces, with an attachment wherever its bytes belong."""
    indent, name = "  " * level, f"{root.tag}{root.attributes}"
    if isinstance(root.content, Attachment):
        yield f"{indent}<{name}>"
        yield root.content
        yield f"</{root.tag}>\n"
    elif isinstance(root.content, str):
        yield f"{indent}<{name}>{escape(root.content)}</{root.tag}>\n"
    else:
        yield f"{indent}<{name}>\n"
        for each in root.content:
            yield from characters(each, level + 1)
        yield f"{indent}</{root.tag}>\n"
