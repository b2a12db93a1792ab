"""A structured paper of this system as a subject: its words; layout and numbers are set by us."""

from collections.abc import Iterable

from vanthu.office.checking.choices import Cell, Source
from vanthu.office.checking.subject import Part, Row, Subject
from vanthu.office.reading.choices import LETTER
from vanthu.office.reading.layout import Word
from vanthu.office.writing.choices import Kind
from vanthu.office.writing.content import Annex, Block
from vanthu.office.writing.paper import Paper
from vanthu.office.writing.queries import find_form, number_line


def subject_of_paper(paper: Paper) -> Subject:
    """The cells under the names of the paper's fields, the body under the ids of its blocks."""
    letter = paper.type_name == LETTER
    signing = (paper.signing, *paper.more_signers)
    cells = {
        Cell.SUBJECT if letter else Cell.TITLE: _named("subject", [paper.subject]),
        Cell.NUMBER: _named("number", _number(paper)),
        Cell.TO: _named("to", paper.content.to),
        Cell.AUTHORITY: _named("authority", [line for one in signing for line in one.authority]),
        Cell.NAME: _named("name", [one.name for one in signing]),
        Cell.RECIPIENTS: _named("recipients", paper.recipients),
        Cell.URGENCY: _named("urgency", [paper.urgency]),
    }
    return Subject(
        source=Source.PAPER,
        family=paper.family,
        cells={cell: rows for cell, rows in cells.items() if rows},
        parents=_named("parent", [paper.parent]),
        issuer=_named("issuer", [paper.issuer]),
        body=_rows(paper.content.blocks),
        annexes=tuple(_part(annex) for annex in paper.content.annexes),
        type_name=paper.type_name,
        letter=letter,
        day=paper.day,
        signers=len(signing),
        wanted=_wanted(paper),
    )


def _wanted(paper: Paper) -> tuple[str, ...]:
    """Whom the form of the type has sign beside, those apart who are named."""
    form = find_form(paper.type_code)
    return form.signers[len(paper.more_signers) :] if form else ()


def _number(paper: Paper) -> list[str]:
    return [number_line(paper.family, paper.number, paper.symbol)] if paper.number else []


def _named(name: str, texts: Iterable[str]) -> tuple[Row, ...]:
    return tuple(
        Row(text, _words(text), block=f"{name}.{number}")
        for number, text in enumerate(texts)
        if text
    )


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(part) for part in text.split())


def _rows(blocks: Iterable[Block]) -> tuple[Row, ...]:
    """A row for each line of a block; tables are left out, their cells are no sentences."""
    found: list[Row] = []
    for block in blocks:
        if block.kind is Kind.TABLE:
            continue
        at = 0
        for line in block.text.split("\n"):
            if line.strip():
                found.append(Row(line, _words(line), block.id, at, kind=block.kind))
            at += len(line) + 1
    return tuple(found)


def _part(annex: Annex) -> Part:
    head = (Row(annex.title, _words(annex.title), annex.id),) if annex.title else ()
    return Part(head, _rows(annex.blocks))
