"""The text of a draft out of a DOCX that somebody wrote in Word or LibreOffice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vanthu.office.writing.content import Block, Content
from vanthu.office.writing.docx.errors import DocxTooLarge
from vanthu.office.writing.docx.taking.annexes import annex_starts, annexes_of
from vanthu.office.writing.docx.taking.blocks import Ids, Recogniser
from vanthu.office.writing.docx.taking.lines import Body, cut, paragraphs
from vanthu.office.writing.docx.taking.losing import Losses
from vanthu.office.writing.docx.taking.package import DEFAULT_LIMITS, Limits, Package
from vanthu.office.writing.docx.taking.parting import Parted, part
from vanthu.office.writing.docx.taking.reader import Reader
from vanthu.office.writing.docx.taking.remainder import name_remainder
from vanthu.office.writing.serialise import (
    MOST_ADDRESSEES,
    MOST_ANNEXES,
    MOST_BLOCKS,
    MOST_COLUMNS,
    MOST_IN_BLOCK,
    MOST_ROWS,
)

_ENDED = "./."


@dataclass(frozen=True, slots=True)
class DocxContent:
    """What a DOCX became: the text, the cells set aside (lines of heading and closing, which are
    data of the document), and in `lost` a Vietnamese sentence for each thing not taken over."""

    content: Content
    lost: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()


def content_of_docx(source: Path | bytes, limits: Limits = DEFAULT_LIMITS) -> DocxContent:
    """The structured text of a DOCX; raises UnreadableDocx or DocxTooLarge.

    Numbers typed or counted by Word are dropped where the text counts the same; nothing is opened,
    run or fetched that the file points to.
    """
    losses = Losses()
    package = Package(source, limits)
    try:
        reader = Reader(package, losses)
        body = reader.body(package.document())
        cells = name_remainder(package, reader.styles, losses)
    finally:
        package.close()
    content, around = _content(body, losses)
    _check(content)
    return DocxContent(content, losses.sentences(), (*around, *cells))


def _content(body: Body, losses: Losses) -> tuple[Content, list[str]]:
    parted = part(body.items)
    _split_annexes(parted)
    ids = Ids(_marks(body))
    blocks = Recogniser(ids, losses).take(parted.body)
    annexes, around = annexes_of(parted.after, body.landscape, ids, losses)
    return Content(tuple(parted.to), _unended(blocks), annexes), [*parted.cells, *around]


def _unended(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Without the sign "./." below which nothing follows: the typesetter sets it itself."""
    if not blocks or not blocks[-1].text.endswith(_ENDED):
        return blocks
    last = blocks[-1]
    text = last.text.removesuffix(_ENDED) + "."
    spans = cut(last.spans, 0, len(text))
    return (*blocks[:-1], replace(last, text=text, spans=spans))


def _split_annexes(parted: Parted) -> None:
    """Without a closing, annexes begin where a page or the middle of a line says "Phụ lục"."""
    starts = annex_starts(parted.body) if not parted.after else []
    if starts and starts[0]:
        parted.after = parted.body[starts[0] :]
        parted.body = parted.body[: starts[0]]


def _check(content: Content) -> None:
    """The bounds of a draft, told in words of the file; what is within them can be saved."""
    blocks = [*content.blocks, *(b for annex in content.annexes for b in annex.blocks)]
    _most(len(blocks), MOST_BLOCKS, "đoạn")
    _most(len(content.annexes), MOST_ANNEXES, "phụ lục")
    _most(len(content.to), MOST_ADDRESSEES, "nơi kính gửi")
    _check_blocks(blocks)


def _check_blocks(blocks: Sequence[Block]) -> None:
    for block in blocks:
        _most(len(block.text), MOST_IN_BLOCK, "chữ trong một đoạn")
        if block.grid is not None:
            _most(len(block.grid.rows), MOST_ROWS, "hàng trong một bảng")
            _most(len(block.grid.rows[0]), MOST_COLUMNS, "cột trong một bảng")


def _most(found: int, most: int, what: str) -> None:
    if found > most:
        raise DocxTooLarge(limit=f"{most} {what}")


def _marks(body: Body) -> list[str]:
    """The ids that lines of ours bring along: no new block may take one."""
    return [
        mark
        for item in body.items
        for mark in (item.mark, *(line.mark for line in paragraphs(item)))
        if mark
    ]
