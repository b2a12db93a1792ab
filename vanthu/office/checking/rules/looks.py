"""Size, weight and slope of each cell (Annex I, Part I, Section II)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vanthu.kernel.citations import Citation
from vanthu.office.checking.choices import Cell, Severity, Source
from vanthu.office.checking.findings import Finding, Rule
from vanthu.office.checking.rules import sources
from vanthu.office.checking.subject import Row, Subject
from vanthu.office.reading.fields.marks import SENT_TO
from vanthu.office.reading.layout import Look
from vanthu.office.reading.letters import flat

_SENTENCE = 60
_SLACK = 0.3  # Word keeps 13 pt as 12.96 in a PDF


@dataclass(frozen=True, slots=True)
class Dress:
    """What a cell asks for: sizes in points from..to, weight and slope; None: not asked."""

    low: float
    high: float
    bold: bool | None
    italic: bool | None

    def wrong_size(self, look: Look) -> bool:
        """Whether the size lies outside."""
        return look.size is not None and not self.low - _SLACK <= look.size <= self.high + _SLACK

    def wrong_style(self, look: Look) -> bool:
        """Whether weight or slope differ."""
        return (self.bold is not None and look.bold is not self.bold) or (
            self.italic is not None and look.italic is not self.italic
        )

    @property
    def size_words(self) -> str:
        """The sizes as a clerk writes them."""
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g}–{self.high:g}"

    @property
    def style_words(self) -> str:
        """Weight and slope as a clerk writes them."""
        slope = "nghiêng" if self.italic else "đứng"
        return f"{slope}, đậm" if self.bold else slope


@dataclass(frozen=True, slots=True)
class Demand:
    """What one cell has to look like, with the two rules it is told by."""

    dress: Dress
    size: Rule
    style: Rule


def _demand(code: str, cell: Cell, source: Citation, dress: Dress) -> Demand:
    size = Rule(
        f"{code}.size",
        cell,
        Severity.ERROR,
        source,
        "Cỡ chữ {size} không đúng với phần này; quy định là {asked}.",
        "Đặt cỡ chữ {asked}.",
    )
    style = Rule(
        f"{code}.style",
        cell,
        Severity.ERROR,
        source,
        "Kiểu chữ của phần này không đúng; quy định là kiểu chữ {asked}.",
        "Đặt kiểu chữ {asked}.",
    )
    return Demand(dress, size, style)


PARENT = _demand("parent", Cell.ISSUER, sources.ISSUER, Dress(12, 13, False, False))
ISSUER = _demand("issuer", Cell.ISSUER, sources.ISSUER, Dress(12, 13, True, False))
NATION = _demand("nation", Cell.MOTTO, sources.MOTTO, Dress(12, 13, True, False))
MOTTO = _demand("motto", Cell.MOTTO, sources.MOTTO, Dress(13, 14, True, False))
BODY = _demand("body", Cell.BODY, sources.BODY, Dress(13, 14, None, None))
RECIPIENTS_HEAD = _demand(
    "recipients-head", Cell.RECIPIENTS, sources.RECIPIENTS, Dress(12, 12, True, True)
)
RECIPIENTS_LIST = _demand(
    "recipients-list", Cell.RECIPIENTS, sources.RECIPIENTS, Dress(11, 11, False, False)
)
PLAIN = {
    Cell.NUMBER: _demand("number", Cell.NUMBER, sources.NUMBER, Dress(13, 13, False, False)),
    Cell.DAY: _demand("day", Cell.DAY, sources.DAY, Dress(13, 14, False, True)),
    Cell.TITLE: _demand("title", Cell.TITLE, sources.TITLE, Dress(13, 14, True, False)),
    Cell.SUBJECT: _demand("subject", Cell.SUBJECT, sources.TITLE, Dress(12, 13, False, False)),
    Cell.AUTHORITY: _demand(
        "authority", Cell.AUTHORITY, sources.SIGNING, Dress(13, 14, True, False)
    ),
    Cell.NAME: _demand("name", Cell.NAME, sources.SIGNING, Dress(13, 14, True, False)),
    Cell.TO: _demand("to", Cell.TO, sources.RECIPIENTS, Dress(13, 14, False, False)),
    Cell.URGENCY: _demand("urgency", Cell.URGENCY, sources.URGENCY, Dress(13, 14, True, False)),
}
# What is known of the Party's guidance 05-HD/VPTW by secondary use (4.1); the rest is not asked.
PARTY_BODY = _demand("party-body", Cell.BODY, sources.PARTY, Dress(14, 14, None, None))
PARTY_HEAD = _demand("party-head", Cell.MOTTO, sources.PARTY, Dress(13, 15, True, False))
PARTY_DAY = _demand("party-day", Cell.DAY, sources.PARTY, Dress(13, 14, False, True))

NOT_CENTRED = Rule(
    "title.centred",
    Cell.TITLE,
    Severity.ERROR,
    sources.TITLE,
    "Tên loại văn bản chưa đặt canh giữa.",
    "Đặt tên loại và trích yếu canh giữa theo chiều ngang văn bản.",
)


def check_looks(subject: Subject) -> Iterator[Finding]:
    """Every cell of a state paper whose looks are known, each demand told once."""
    if subject.party or subject.normative:
        return
    heading = subject.rows(Cell.MOTTO)
    yield from _told(heading[:1], NATION)
    yield from _told(heading[1:2], MOTTO)
    yield from _told(subject.parents, PARENT)
    yield from _told(subject.issuer, ISSUER)
    for cell, demand in PLAIN.items():
        yield from _told(subject.rows(cell), demand)
    sent = subject.rows(Cell.RECIPIENTS)
    if sent and SENT_TO.search(flat(sent[0].text)):
        yield from _told(sent[:1], RECIPIENTS_HEAD)
        yield from _told(sent[1:], RECIPIENTS_LIST)


def check_party_looks(subject: Subject) -> Iterator[Finding]:
    """The few looks of a Party paper that are known."""
    if subject.party:
        yield from _told(subject.rows(Cell.MOTTO), PARTY_HEAD)
        yield from _told(subject.rows(Cell.DAY), PARTY_DAY)
        yield from _body(subject, PARTY_BODY)


def check_body_size(subject: Subject) -> Iterator[Finding]:
    """The paragraphs of a state paper; tables and short lines are let be."""
    if not subject.party and not subject.normative:
        yield from _body(subject, BODY)


def _body(subject: Subject, demand: Demand) -> Iterator[Finding]:
    long = [row for row in subject.paragraphs if len(row.text) > _SENTENCE]
    yield from _told(long, demand)


def _told(rows: Iterable[Row], demand: Demand) -> Iterator[Finding]:
    """The first row of a wrong size, the first of a wrong style."""
    sized = styled = False
    for row in rows:
        look = row.look
        if look is None:
            continue
        if not sized and demand.dress.wrong_size(look):
            sized = True
            size = f"{_rounded(look.size or 0):g}"
            yield demand.size.found(row.spot(), size=size, asked=demand.dress.size_words)
        if not styled and demand.dress.wrong_style(look):
            styled = True
            yield demand.style.found(row.spot(), asked=demand.dress.style_words)


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def check_centred(subject: Subject) -> Iterator[Finding]:
    """The name of the type in the middle; only a DOCX tells by its paragraphs."""
    title = subject.rows(Cell.TITLE)[:1]
    if subject.source is Source.DOCX and title and title[0].centred is False:
        yield NOT_CENTRED.found(title[0].spot())
