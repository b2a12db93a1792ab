"""Papers as PDF in the layout of Decree 30, so that the reader has a sheet to show."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import typst

from vanthu.kernel.dates import vietnamese_date

_TEMPLATE = Path(__file__).with_name("paper.typ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed; `letter` is a công văn, `lines` the paragraphs of the body."""

    issuer: str
    parent: str
    party: bool
    reference: str
    place: str
    day: date
    type: str
    letter: bool
    subject: str
    to: Sequence[str]
    lines: Sequence[str]
    recipients: Sequence[str]
    signing: Sequence[str]
    signer: str
    urgency: str


def can_print(fonts: Path) -> bool:
    """Whether Tinos, the free Times, is there; no other font is put in silently."""
    return any(fonts.glob("*.ttf"))


def print_sheet(sheet: Sheet, fonts: Path) -> bytes:
    """The PDF; the same sheet gives the same bytes."""
    data = asdict(sheet) | {"date": vietnamese_date(sheet.day)}
    data["abstract"] = sheet.subject[:1].lower() + sheet.subject[1:]
    del data["day"]
    return typst.compile(
        _TEMPLATE,
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        timestamp=0,
    )
