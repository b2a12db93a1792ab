"""A text that went through a DOCX is the same text: what is written is recognised again."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tests.office.writing.contents import contents
from tests.office.writing.papers import DECISION, PARTY
from vanthu.office.writing.content import Annex, Block, Content, Grid
from vanthu.office.writing.docx.making.document import docx_of
from vanthu.office.writing.docx.taking.content import content_of_docx
from vanthu.office.writing.paper import Paper
from vanthu.office.writing.serialise import content_from_json, content_to_json
from vanthu.office.writing.typesetting.measures import layout
from vanthu.office.writing.typesetting.values import end_marked


@settings(max_examples=40, deadline=None)
@given(contents())
def test_every_block_comes_back_with_its_id(content: Content) -> None:
    for paper in (DECISION, PARTY):
        written = replace(paper, content=content)
        taken = content_of_docx(docx_of(written))
        assert _carried(taken.content) == _carried(_ended(written))
        assert _shares(taken.content) == pytest.approx(_shares(content), abs=0.002)
        assert taken.lost == ()


@settings(max_examples=15, deadline=None)
@given(contents())
def test_what_was_taken_can_be_saved(content: Content) -> None:
    taken = content_of_docx(docx_of(replace(DECISION, content=content))).content
    assert content_from_json(content_to_json(taken)) == taken


@pytest.mark.parametrize("content", [Content(), Content(to=("Sở Nội vụ",))])
def test_an_empty_text_stays_empty(content: Content) -> None:
    taken = content_of_docx(docx_of(replace(DECISION, content=content)))
    assert taken.content == content


def _ended(paper: Paper) -> Content:
    """The text as printed: its last words with the sign that nothing follows."""
    content = paper.content
    if not content.blocks:
        return content
    last = content.blocks[-1]
    mark = layout(paper.family).words["end_mark"]
    ended = replace(last, text=end_marked(last, mark))
    return replace(content, blocks=(*content.blocks[:-1], ended))


def _carried(content: Content) -> Content:
    """What a DOCX carries: the end mark as a full stop, widths apart."""
    found = tuple(map(_block, content.blocks))
    if found and found[-1].text.endswith("./."):
        last = replace(found[-1], text=found[-1].text.removesuffix("./.") + ".")
        found = (*found[:-1], last)
    return Content(content.to, found, tuple(map(_annex, content.annexes)))


def _annex(annex: Annex) -> Annex:
    return replace(annex, blocks=tuple(map(_block, annex.blocks)))


def _block(block: Block) -> Block:
    return replace(block, grid=_grid(block.grid)) if block.grid else block


def _grid(grid: Grid) -> Grid:
    """Without the widths, which are compared on their own."""
    return replace(grid, widths=())


def _shares(content: Content) -> list[float]:
    """The width of every column of every table as a share of its table."""
    blocks = [*content.blocks, *(b for annex in content.annexes for b in annex.blocks)]
    grids = [block.grid for block in blocks if block.grid]
    found = []
    for grid in grids:
        widths = grid.widths or (1.0,) * len(grid.rows[0])
        found += [width / sum(widths) for width in widths]
    return found
