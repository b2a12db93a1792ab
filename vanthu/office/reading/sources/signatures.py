"""Form fields of a PDF: how many are signed, where their appearances lie (ISO 32000, 12.7).

Only reads. Whether a signature is valid is the business of the signing floor, not of the reader.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

# pypdf warns of every flaw it works around; what matters is reported as a hazard.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_ACTIONS = {"/JavaScript": "pdf-javascript", "/Launch": "pdf-launch"}
_BROKEN = (PyPdfError, ValueError, TypeError, KeyError, AttributeError, OSError, RecursionError)


@dataclass(frozen=True, slots=True)
class Widget:
    """A field on a page (from 1): its rectangle in points of the page, y upwards. `text` tells a
    text field, whose words are part of the paper, from a signed one."""

    page: int
    rectangle: tuple[float, float, float, float]
    text: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """What a file says about its signatures and text fields, without judging them."""

    count: int
    widgets: tuple[Widget, ...]
    hazards: tuple[str, ...] = ()


def read_signatures(path: Path) -> Signatures:
    """Signed fields and active contents; a file that pypdf cannot follow counts as unsigned."""
    try:
        with path.open("rb") as stream:
            return _read(PdfReader(stream, strict=False))
    except _BROKEN:
        return Signatures(0, (), ("pdf-damaged",))


def _read(reader: PdfReader) -> Signatures:
    if reader.is_encrypted and not reader.decrypt(""):
        return Signatures(0, (), ("pdf-encrypted",))
    widgets: list[Widget] = []
    hazards = set(_catalog_hazards(reader))
    signed: set[int] = set()
    for number, page in enumerate(reader.pages, start=1):
        for annotation in _annotations(page):
            hazards |= set(_action_hazards(annotation))
            field = _signed_field(annotation)
            if field is not None:
                signed.add(id(field))
                widgets.append(Widget(number, _rectangle(annotation)))
            elif _is_text(annotation):
                widgets.append(Widget(number, _rectangle(annotation), text=True))
    return Signatures(max(len(signed), _invisible(reader)), tuple(widgets), tuple(sorted(hazards)))


def _annotations(page: Any) -> Iterator[Any]:
    for item in page.get("/Annots") or ():
        annotation = item.get_object()
        if hasattr(annotation, "get"):
            yield annotation


def _signed_field(annotation: Any) -> Any | None:
    """The field that holds the type and the value: the widget itself or its parent."""
    parent = annotation.get("/Parent")
    for holder in (annotation, parent.get_object() if parent is not None else None):
        if holder is not None and holder.get("/FT") == "/Sig" and holder.get("/V") is not None:
            return holder
    return None


def _is_text(annotation: Any) -> bool:
    """Whether it shows a text field: number and day of a paper may be filled into such (S-11)."""
    parent = annotation.get("/Parent")
    holders = (annotation, parent.get_object() if parent is not None else {})
    return any(holder.get("/FT") == "/Tx" for holder in holders) and "/AP" in annotation


def _invisible(reader: PdfReader) -> int:
    """Signed fields counted from the form itself: some have no widget on any page."""
    form = reader.root_object.get("/AcroForm")
    fields = form.get_object().get("/Fields") if form is not None else None
    items = [item.get_object() for item in (fields or ())]
    return sum(item.get("/FT") == "/Sig" and item.get("/V") is not None for item in items)


def _rectangle(annotation: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(value) for value in annotation["/Rect"])
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _catalog_hazards(reader: PdfReader) -> Iterator[str]:
    root = reader.root_object
    opening = root.get("/OpenAction")
    yield from _action_code(opening.get_object() if opening is not None else None)
    names = root.get("/Names")
    tree = names.get_object() if names is not None else {}
    if tree.get("/JavaScript") is not None:
        yield "pdf-javascript"
    if tree.get("/EmbeddedFiles") is not None:
        yield "pdf-embedded-file"


def _action_hazards(annotation: Any) -> Iterator[str]:
    action = annotation.get("/A")
    yield from _action_code(action.get_object() if action is not None else None)


def _action_code(action: Any) -> Iterator[str]:
    kind = action.get("/S") if hasattr(action, "get") else None
    if kind in _ACTIONS:
        yield _ACTIONS[str(kind)]
