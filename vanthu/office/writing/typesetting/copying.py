"""The block that makes printed pages a copy: cells 1 to 7 below a line (Annex I, Part II).

The pages themselves are printed as they are; the block is laid over what is free of the last one.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vanthu.office.writing.choices import Family
from vanthu.office.writing.content import Signing
from vanthu.office.writing.typesetting.lines import agency_lines, day_line, number_line
from vanthu.office.writing.typesetting.measures import layout
from vanthu.office.writing.typesetting.setting import compiler_of, moment_of, pdf_of
from vanthu.office.writing.typesetting.values import signing_values

_TEMPLATE = Path(__file__).with_name("copy.typ")
_TOP = 56.7  # 20 mm, where the text of a page begins


@dataclass(frozen=True, slots=True)
class CopyBlock:
    """What stands in the cells of a copy on paper.

    `kind` is SAO Y, TRÍCH SAO or SAO LỤC (cell 1); `issuer` the copying agency (2), `number` and
    `symbol` of the copy (3), `place` and `day` (4), the signer (5), `recipients` the finished lines
    of "Nơi nhận" (7). The seal (6) is pressed by hand.
    """

    kind: str
    issuer: str
    number: str
    symbol: str
    place: str
    day: date
    signing: Signing
    recipients: tuple[str, ...] = ()
    parent: str = ""
    family: Family = Family.STATE


@dataclass(frozen=True, slots=True)
class CopySheet:
    """A page with the block alone, nothing else drawn, and how high the block is (points)."""

    pdf: bytes
    height: float


def copy_sheet(block: CopyBlock, fonts: Path, *, top: float = _TOP) -> CopySheet:
    """The block on a page of its own, beginning `top` points below the upper edge of an A4 page.

    Raises WriterFontsMissing.
    """
    compiler = compiler_of(_TEMPLATE, fonts, {**_values(block), "top": top})
    pdf = pdf_of(compiler, moment_of(block.day))
    (begins,) = json.loads(compiler.query("<told>", field="value"))[:1]
    ends = json.loads(compiler.query("<end>", field="value", one=True))
    return CopySheet(pdf, float(ends) - float(begins["y"]))


def _values(block: CopyBlock) -> dict[str, Any]:
    rules = layout(block.family)
    return {
        "measures": rules.values(),
        "party": block.family is Family.PARTY,
        "heading": f"{block.kind} {block.number}/{block.symbol}",
        "kind": block.kind,
        "issuer": agency_lines(block.issuer),
        "parent": agency_lines(block.parent),
        "number": number_line(block.family, block.number, block.symbol),
        "day": day_line(block.place, block.day),
        "sent_label": rules.words["sent_label"],
        "recipients": list(block.recipients),
        "drafter": "",
        "signing": signing_values(block.signing),
    }
