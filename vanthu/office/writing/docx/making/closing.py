"""Cells 7 to 9b and 12: who signs, who receives, who drafted."""

from collections.abc import Iterator
from typing import Any

from vanthu.office.writing.docx.making.elements import Cell, Piece, element, paragraph, table
from vanthu.office.writing.docx.making.heading import line
from vanthu.office.writing.docx.making.styles import style_id
from vanthu.office.writing.docx.names import CellStyle
from vanthu.office.writing.docx.xml import Element


def closing(data: dict[str, Any], width: int) -> Iterator[Element]:
    """Recipients on the left and the signature on the right; several signers side by side."""
    yield paragraph(style_id(CellStyle.SPACER), extra=[element("keepNext")])
    signers = [*data["more_signers"], data["signing"]]
    columns = max(2, len(signers))
    each = width // columns
    signing = [Cell(list(_signer(signer)), each) for signer in signers]
    received = Cell(list(_recipients(data)), each)
    if len(signers) == 1:
        yield table([[received, *signing]])
        return
    empty = [Cell([paragraph(style_id(CellStyle.SPACER))], each) for _blank in signers[1:]]
    yield table([signing, [received, *empty]])


def _signer(signing: dict[str, Any]) -> Iterator[Element]:
    lines = signing["authority"]
    for number, words in enumerate(lines):
        bold = True if number == 0 and len(lines) > 1 else None
        yield paragraph(style_id(CellStyle.AUTHORITY), [Piece(words.upper(), bold=bold)])
    if signing["title"]:
        yield paragraph(style_id(CellStyle.AUTHORITY), [Piece(signing["title"], bold=True)])
    yield line(CellStyle.SIGNER, signing["name"])


def _recipients(data: dict[str, Any]) -> Iterator[Element]:
    if data["recipients"]:
        yield line(CellStyle.RECIPIENTS, data["sent_label"])
        for words in data["recipients"]:
            yield line(CellStyle.RECIPIENT, words)
    if data["drafter"]:
        yield line(CellStyle.DRAFTER, data["drafter"])
