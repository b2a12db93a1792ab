"""All fields of one sheet, and whether it is an official paper at all."""

import re
from dataclasses import replace

from vanthu.office.reading.choices import TYPE_BY_ABBREVIATION, Origin
from vanthu.office.reading.fields.dates import read_day
from vanthu.office.reading.fields.issuer import read_issuer
from vanthu.office.reading.fields.number import Reference, read_number
from vanthu.office.reading.fields.paper import HEADER_ROWS, Paper, arrange
from vanthu.office.reading.fields.parties import read_recipients, read_to
from vanthu.office.reading.fields.signer import read_signer
from vanthu.office.reading.fields.stamps import read_arrival, read_urgency, secrecy_mark
from vanthu.office.reading.fields.title import read_title
from vanthu.office.reading.fields.trust import weigh
from vanthu.office.reading.layout import Line, Sheet
from vanthu.office.reading.result import Found, Reading

SECRECY_HAZARD = "secrecy-mark"


def read_sheet(sheet: Sheet) -> Reading:
    """Reads every cell; of a text that is no official paper, no field at all is reported."""
    paper = arrange(sheet.lines)
    reference = read_number(paper)
    found = _found(sheet, paper, reference)
    signer, names = read_signer(paper)
    mark = secrecy_mark(_marked(sheet, paper))
    blank = Reading(
        official_document=False,
        found={},
        signatures=sheet.signatures,
        page_count=sheet.page_count,
        text=sheet.text,
        origin=sheet.origin,
        hazards=(*sheet.hazards, SECRECY_HAZARD) if mark else sheet.hazards,
        notes=sheet.notes,
        needs_ocr=sheet.needs_ocr,
    )
    if not _is_official(paper, reference, found):
        return blank
    return replace(
        blank,
        official_document=True,
        found=weigh(found | signer, sheet.origin),
        symbol=reference.symbol if reference else None,
        signers=names,
    )


def _marked(sheet: Sheet, paper: Paper) -> tuple[Line, ...]:
    """Where a mark may stand alone: in a column of the header, or on a line of the first page."""
    return (*paper.header, *sheet.lines[:HEADER_ROWS])


def _found(sheet: Sheet, paper: Paper, reference: Reference | None) -> dict[str, Found]:
    single = {
        "issuer_lines": read_issuer(paper, reference),
        "number": reference.found if reference else None,
        "to": read_to(paper),
        "recipients": read_recipients(paper),
        "urgency": read_urgency(_marked(sheet, paper)),
    }
    found = {name: one for name, one in single.items() if one is not None}
    found |= read_day(paper) | read_title(paper, reference) | read_arrival(sheet.lines)
    return _agreed(found, reference) if sheet.origin is Origin.OCR else found


def _agreed(found: dict[str, Found], reference: Reference | None) -> dict[str, Found]:
    """A recognised symbol must carry the abbreviation of the title printed below it (N-05)."""
    if "number" not in found or "type" not in found or reference is None or not reference.symbol:
        return found
    names = {name: short for short, name in TYPE_BY_ABBREVIATION.items() if short != "CV"}
    wanted = names.get(str(found["type"].value))
    if wanted and wanted not in re.split("[-/]", reference.symbol):
        doubtful = replace(found["number"], confidence=found["number"].confidence * 0.6)
        return found | {"number": doubtful}
    return found


def _is_official(paper: Paper, reference: Reference | None, found: dict[str, Found]) -> bool:
    """The national or Party heading and one more cell, or three cells without it (Art. 8)."""
    cells = (reference is not None) + sum(
        name in found for name in ("issuer_lines", "place", "type", "recipients", "to")
    )
    return cells >= 1 if paper.has_motto else reference is not None and cells >= 3
