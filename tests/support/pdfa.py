"""A list of clauses of PDF/A-2b (ISO 19005-2) that a file of ours could break, checked with pypdf.

No validator of PDF/A-2 can be had from PyPI, npm or Debian (docs/performance.md says what was
looked at). What this list covers: the header and binary comment (6.1.2), file identifier and no
encryption (6.1.3), no LZW and no external streams (6.1.7), output intent with an ICC profile
(6.2.3), embedded fonts with their metrics (6.2.11), no forbidden graphics operators or XObjects
(6.2.8, 6.2.9), annotations with flags and appearances (6.3), no actions and scripts (6.4, 6.5),
XMP identification and agreement with the information dictionary (6.6). It does not cover: the
inside of font programs and of ICC profiles, content streams operator by operator, colour spaces of
shadings and patterns, optional content.
"""

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

_ACTIONS = ("/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide")
_ID = "http://www.aiim.org/pdfa/ns/id/"
_PRINT, _HIDDEN, _INVISIBLE, _NO_VIEW, _TOGGLE = 4, 2, 1, 32, 256


def faults(pdf: bytes) -> list[str]:
    """The clauses broken, each with what breaks it; empty where none of the list is."""
    reader = PdfReader(io.BytesIO(pdf))
    return [
        *_file(pdf, reader),
        *_intent(reader),
        *_metadata(reader),
        *_objects(reader),
        *(fault for page in reader.pages for fault in _annotations(page)),
        *_form(reader),
    ]


def _file(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", pdf):
        yield "6.1.2 header"
    if "/ID" not in reader.trailer:
        yield "6.1.3 no file identifier"
    if reader.is_encrypted:
        yield "6.1.3 encrypted"


def _intent(reader: PdfReader) -> Iterator[str]:
    intents = [item.get_object() for item in reader.root_object.get("/OutputIntents", [])]
    found = [i for i in intents if i.get("/S") == "/GTS_PDFA1"]
    if len(found) != 1:
        yield "6.2.3 one output intent for PDF/A"
        return
    profile = found[0]["/DestOutputProfile"].get_object()
    if profile["/N"] != 3 or profile.get_data()[36:40] != b"acsp":
        yield "6.2.3 ICC profile of three colours"


def _metadata(reader: PdfReader) -> Iterator[str]:
    stream = reader.root_object.get("/Metadata")
    if stream is None or "/Filter" in stream.get_object():
        yield "6.6.2 metadata, unfiltered"
        return
    tree = ElementTree.fromstring(stream.get_object().get_data())
    values = {node.tag: (node.text or "") for node in tree.iter()}
    for node in tree.iter():
        values |= dict(node.attrib)
    if (values.get(f"{{{_ID}}}part"), values.get(f"{{{_ID}}}conformance")) != ("2", "B"):
        yield "6.6.4 part 2, conformance B"
    title = reader.metadata.get("/Title") if reader.metadata else None
    if title and title not in {node.text for node in tree.iter()}:
        yield "6.6.2 title differs from the information dictionary"


def _objects(reader: PdfReader) -> Iterator[str]:
    for number in range(1, len(reader.xref_objStm) + _highest(reader) + 1):
        item = _object(reader, number)
        if isinstance(item, DictionaryObject):
            yield from _dictionary(item, f"object {number}")


def _highest(reader: PdfReader) -> int:
    return max((number for entries in reader.xref.values() for number in entries), default=0)


def _object(reader: PdfReader, number: int) -> Any:
    try:
        return reader.get_object(IndirectObject(number, 0, reader))
    except Exception:  # a free or replaced number is nothing that a reader meets
        return None


def _dictionary(item: DictionaryObject, where: str) -> Iterator[str]:
    if isinstance(item, StreamObject):
        filters = item.get("/Filter", [])
        names = filters if isinstance(filters, ArrayObject) else [filters]
        if "/LZWDecode" in names or "/Crypt" in names:
            yield f"6.1.7 filter of {where}"
        if "/F" in item:
            yield f"6.1.7 external stream of {where}"
    if item.get("/S") in _ACTIONS or "/JS" in item:
        yield f"6.5 action of {where}"
    if "/AA" in item:
        yield f"6.5 additional actions of {where}"
    if item.get("/Subtype") == "/PS" or "/OPI" in item or "/Alternates" in item:
        yield f"6.2.8 forbidden XObject of {where}"
    if item.get("/TR") is not None or item.get("/TR2", "/Default") != "/Default":
        yield f"6.2.5 transfer function of {where}"
    if item.get("/Type") == "/Font":
        yield from _font(item, where)


def _font(font: DictionaryObject, where: str) -> Iterator[str]:
    if font.get("/Subtype") in ("/Type0", "/Type3"):
        return
    descriptor = font.get("/FontDescriptor")
    described = descriptor.get_object() if descriptor is not None else {}
    if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
        yield f"6.2.11.4 font not embedded: {font.get('/BaseFont')} of {where}"
    if "/W" not in font and "/Widths" not in font:
        yield f"6.2.11.5 no widths: {where}"


def _annotations(page: Any) -> Iterator[str]:
    for reference in page.get("/Annots", []):
        one = reference.get_object()
        flags = int(one.get("/F", 0))
        x0, y0, x1, y1 = map(float, one["/Rect"])
        if not flags & _PRINT or flags & (_HIDDEN | _INVISIBLE | _NO_VIEW | _TOGGLE):
            yield f"6.3.2 flags of {one.get('/T')}"
        if (x1 - x0 and y1 - y0) and set(one.get("/AP", {})) != {"/N"}:
            yield f"6.3.3 appearance of {one.get('/T')}"
        if "/A" in one and one.get("/Subtype") == "/Widget":
            yield f"6.4.1 action of {one.get('/T')}"


def _form(reader: PdfReader) -> Iterator[str]:
    form = reader.root_object.get("/AcroForm")
    described = form.get_object() if form is not None else {}
    if described.get("/NeedAppearances") or "/XFA" in described:
        yield "6.4.1 form that wants to be drawn anew"
    if "/Names" in reader.root_object and "/JavaScript" in reader.root_object["/Names"]:  # type: ignore[operator]
        yield "6.5 scripts of the file"
