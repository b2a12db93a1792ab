"""What the checker found in a draft being written, each finding at its letters."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from vanthu.faces.web.layouts import worded
from vanthu.office.checking.choices import Cell
from vanthu.office.checking.queries import Finding, rows_of
from vanthu.office.writing.content import Content

Item = dict[str, Any]


def listed(findings: Iterable[Finding], content: Content) -> list[Item]:
    """The findings in the reader's language; `quote` are the letters one is about, `instead` what
    to write there exactly, both empty where it is about no letters of the text."""
    blocks = [*content.blocks, *(block for annex in content.annexes for block in annex.blocks)]
    texts = {block.id: block.text for block in blocks}
    return [_placed(worded(row), texts) for row in rows_of(findings)]


def _placed(row: Item, texts: Mapping[str, str]) -> Item:
    place = row["place"] or {}
    block = place.get("block", "")
    start, stop = place.get("start", 0), place.get("stop", 0)
    return row | {
        "cell": _(Cell(row["cell"]).label),
        "block": block if block in texts else "",
        "start": start,
        "quote": texts.get(block, "")[start:stop],
    }
