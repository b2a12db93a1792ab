"""Real drafts of the National Assembly as DOCX: nothing crashes, and no word is lost in silence.

The files are no part of the repository; without them the tests are skipped.
"""

import re
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph

from vanthu.kernel.text import clean
from vanthu.office.writing.docx.taking.content import DocxContent
from vanthu.office.writing.queries import (
    Kind,
    content_from_json,
    content_of_docx,
    content_to_json,
    labels,
)

_WORD = re.compile(r"[^\W\d_]+")


@pytest.fixture(scope="module")
def taken(samples: Path) -> dict[Path, DocxContent]:
    """What every file became."""
    files = sorted((samples / "documents" / "docx").glob("*.docx"))
    return {path: content_of_docx(path) for path in files}


def test_every_word_is_text_or_cell_or_named_as_lost(taken: dict[Path, DocxContent]) -> None:
    for path, found in taken.items():
        kept = Counter(_WORD.findall(_all_words(found).lower()))
        asked = Counter(_WORD.findall(clean(_body_words(path)).lower()))
        assert asked - kept == Counter(), path.name


def test_what_was_taken_can_be_saved(taken: dict[Path, DocxContent]) -> None:
    for found in taken.values():
        assert content_from_json(content_to_json(found.content)) == found.content


def test_most_lines_of_a_law_are_told_apart(taken: dict[Path, DocxContent]) -> None:
    kinds: Counter[Kind] = Counter()
    for found in taken.values():
        kinds.update(block.kind for block in found.content.blocks)
    counted = sum(n for kind, n in kinds.items() if kind not in (Kind.PARAGRAPH, Kind.CENTRED))
    assert counted >= 0.85 * kinds.total()


def _all_words(found: DocxContent) -> str:
    content = found.content
    lines = [*content.to, *found.cells, *found.lost]
    for blocks in (content.blocks, *(annex.blocks for annex in content.annexes)):
        lines += labels(blocks)
        for block in blocks:
            lines.append(block.text)
            lines += [cell for row in (block.grid.rows if block.grid else ()) for cell in row]
    lines += [annex.title for annex in content.annexes]
    return "\n".join(lines)


def _body_words(path: Path) -> str:
    """The letters of the body as another library reads them; lines of a table of contents repeat
    the headings."""
    document = docx.Document(str(path))
    lines = [p.text for p in document.paragraphs if not _of_contents(p)]
    for table in document.tables:
        seen = set()
        for row in table.rows:
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    lines.append(cell.text)
    return "\n".join(lines)


def _of_contents(paragraph: Paragraph) -> bool:
    style = paragraph.style
    return style is not None and (style.name or "").lower().startswith("toc")
