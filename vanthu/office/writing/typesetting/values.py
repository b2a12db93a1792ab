"""What the template is given: a paper as values, its text cut into runs, numbers counted."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from vanthu.office.writing.choices import BOLD, SIGNS, Kind, Style
from vanthu.office.writing.content import Annex, Block, Signing
from vanthu.office.writing.forms.catalogue import find_form
from vanthu.office.writing.numbering import annex_labels, labels
from vanthu.office.writing.paper import Paper
from vanthu.office.writing.typesetting.lines import (
    agency_lines,
    day_line,
    enclosed_line,
    letter_subject,
    number_line,
    to_label,
)
from vanthu.office.writing.typesetting.measures import Layout, layout

_SENTENCE_ENDS = (".", ";", ":", ",", "/", "?", "!", "…")
# What may stand below the title of a clause.
_BELOW_CLAUSE = {Kind.POINT, Kind.DASH, Kind.PLUS, Kind.PARAGRAPH, Kind.TABLE}


def values(paper: Paper) -> dict[str, Any]:
    """Everything the template asks for, as JSON values."""
    rules = layout(paper.family)
    form = find_form(paper.type_code)
    titled = form is None or form.titled
    return {
        "measures": rules.values(),
        "party": paper.family == "party",
        "heading": paper.subject or paper.type_name,
        "issuer": agency_lines(paper.issuer),
        "parent": agency_lines(paper.parent),
        "number": number_line(paper.family, paper.number, paper.symbol) if paper.number else "",
        "day": day_line(paper.place, paper.day) if paper.day else "",
        "type": paper.type_name if titled else "",
        "subject": paper.subject,
        "letter_subject": "" if titled else letter_subject(paper.family, paper.subject),
        "to": list(paper.content.to),
        "to_label": to_label(paper),
        "blocks": block_values(paper.content.blocks, rules, last=True),
        "annexes": _annexes(paper, rules),
        "sent_label": rules.words["sent_label"],
        "recipients": list(paper.recipients),
        "signing": signing_values(paper.signing),
        "more_signers": [signing_values(each) for each in paper.more_signers],
        "urgency": _urgency(paper.urgency, rules),
        "circulation": paper.circulation,
        "drafter": paper.drafter,
        "contact": list(paper.contact),
    }


def signing_values(signing: Signing) -> dict[str, Any]:
    """Cells 7a and 7b."""
    return {
        "authority": list(signing.authority),
        "title": signing.title,
        "name": signing.name,
    }


def _urgency(words: str, rules: Layout) -> dict[str, Any] | None:
    """The mark with its frame; another wording gets the frame of the highest level."""
    if not words:
        return None
    mark = words.upper()
    frame = rules.frames.get(mark) or rules.frames["HỎA TỐC HẸN GIỜ"]
    return {"words": mark, "width": frame.width, "height": frame.height}


def _annexes(paper: Paper, rules: Layout) -> list[dict[str, Any]]:
    named = zip(annex_labels(paper.content.annexes), paper.content.annexes, strict=True)
    return [_annex(paper, rules, label, annex) for label, annex in named]


def _annex(paper: Paper, rules: Layout, label: str, annex: Annex) -> dict[str, Any]:
    return {
        "label": label,
        "title": annex.title,
        "enacted": annex.enacted,
        "landscape": annex.landscape,
        "with": enclosed_line(paper, enacted=annex.enacted),
        "blocks": block_values(annex.blocks, rules, last=False),
    }


def block_values(blocks: Sequence[Block], rules: Layout, *, last: bool) -> list[dict[str, Any]]:
    """The blocks with their labels; with `last`, the end of the text gets its mark."""
    counted = labels(blocks)
    found = []
    for place, (block, label) in enumerate(zip(blocks, counted, strict=True)):
        below = blocks[place + 1].kind if place + 1 < len(blocks) else None
        closes = last and below is None
        found.append(_block(block, label, below, rules, closes=closes))
    return found


def _block(
    block: Block, label: str, below: Kind | None, rules: Layout, *, closes: bool
) -> dict[str, Any]:
    titled = is_title(block, below)
    italic = block.kind is Kind.GROUND and bool(rules.flags["ground_italic"])
    text = end_marked(block, rules.words["end_mark"]) if closes else block.text
    sign = rules.words["ground_sign"].strip() if block.kind is Kind.GROUND else label
    found: dict[str, Any] = {
        "kind": str(block.kind),
        "label": sign or SIGNS.get(block.kind, ""),
        "label_bold": titled or block.kind in (Kind.ARTICLE, Kind.ROMAN),
        "sticky": titled or closes,
        "pieces": pieces(block, text, bold=titled or block.kind in BOLD, italic=italic),
    }
    if block.grid is not None:
        rows = [list(row) for row in block.grid.rows]
        found |= {"rows": rows, "header": block.grid.header, "widths": list(block.grid.widths)}
    return found


def is_title(block: Block, below: Kind | None) -> bool:
    """Whether an article, a clause or a Roman heading bears a title, which is set bold: it does
    not end as a sentence does, and a clause has something below it (Annex I, II.6)."""
    if not block.text or block.text.rstrip().endswith(_SENTENCE_ENDS):
        return False
    if block.kind is Kind.CLAUSE:
        return below in _BELOW_CLAUSE
    return block.kind in (Kind.ARTICLE, Kind.ROMAN)


def end_marked(block: Block, mark: str) -> str:
    """The last words of a paper with the sign that nothing follows: `./.`, in the Party `.`."""
    bare = block.text.rstrip()
    if block.kind is Kind.TABLE or not bare:
        return block.text
    for end in ("./.", ".", "/"):
        if bare.endswith(end):
            return bare.removesuffix(end) + mark
    return block.text if bare.endswith(_SENTENCE_ENDS) else bare + mark


# `15/QĐ-UBND`, `72/2025/QH15`: not broken at the end of a line.
_REFERENCE = re.compile(r"\d+[a-z]?(?:/\d{4})?[/-][A-ZĐ][\w&./-]{1,24}(?<![.])")

Piece = tuple[str, bool, bool, bool]


def pieces(block: Block, text: str, *, bold: bool, italic: bool) -> list[Piece]:
    """Runs of letters of one look, references apart; what is marked inside an italic block stands
    upright."""
    cuts = {0, len(text)}
    for span in block.spans:
        cuts |= {min(span.start, len(text)), min(span.stop, len(text))}
    edges = sorted(cuts)
    found = []
    for start, stop in zip(edges, edges[1:], strict=False):
        styles = {s.style for s in block.spans if s.start <= start and stop <= s.stop}
        upright = Style.ITALIC in styles
        look = (bold or Style.BOLD in styles, italic != upright)
        found += [(words, *look, whole) for words, whole in _cut(text[start:stop])]
    return found


def _cut(words: str) -> Iterator[tuple[str, bool]]:
    """Parts that may be broken and references that may not, in turn."""
    start = 0
    for found in _REFERENCE.finditer(words):
        if found.start() > start:
            yield words[start : found.start()], False
        yield found[0], True
        start = found.end()
    if start < len(words):
        yield words[start:], False
