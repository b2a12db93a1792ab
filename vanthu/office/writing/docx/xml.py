"""WordprocessingML as trees: names of elements and the few questions asked of every one."""

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

Element: TypeAlias = Any  # lxml-stubs and python-docx disagree on the class of a node

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def w(name: str) -> str:
    """The full name of an element or attribute of the main vocabulary."""
    return W + name


def value(parent: Element | None, name: str) -> str | None:
    """`w:val` of a child, or None when there is no such child."""
    child = parent.find(W + name) if parent is not None else None
    return None if child is None else str(child.get(W + "val", ""))


def number(parent: Element | None, name: str) -> int | None:
    """`w:val` of a child as a whole number; None when absent or not one."""
    text = value(parent, name)
    return whole(text)


def whole(text: str | None) -> int | None:
    """A whole number written in an attribute, or None."""
    try:
        return int(text) if text is not None else None
    except ValueError:
        return None


def letters(node: Element, *names: str) -> str:
    """What stands in all elements of these names of the main vocabulary, joined."""
    return "".join(each.text or "" for each in node.iter(*map(w, names)))


def branch(node: Element) -> Iterable[Element]:
    """What a present-day Word shows of `mc:AlternateContent`; the rest repeats it for old ones."""
    found = (node.find(MC + name) for name in ("Choice", "Fallback"))
    return next((each for each in found if each is not None), ())


def switch(parent: Element | None, name: str) -> bool | None:
    """A toggle such as `w:b`: on, off, or not said."""
    child = parent.find(W + name) if parent is not None else None
    if child is None:
        return None
    return str(child.get(W + "val", "true")) not in ("0", "false", "off", "none")
