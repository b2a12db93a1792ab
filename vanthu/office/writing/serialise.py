"""Structured text as JSON values and back: strict, bounded, ids kept or made.

What comes in is somebody's request: unknown keys, wrong types, marks out of range and doubled ids
are refused, letters are brought to NFC with the marks moved along.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeGuard, TypeVar

from vanthu.office.writing.choices import Kind, Style
from vanthu.office.writing.content import Annex, Block, Content, Grid, Signing, Span
from vanthu.office.writing.errors import NotAContent, TooMuchText

MOST_BLOCKS = 5_000
MOST_LETTERS = 2_000_000
MOST_IN_BLOCK = 50_000
MOST_ANNEXES = 50
MOST_ADDRESSEES = 300
MOST_SIGNERS = 10
MOST_LINES = 5  # of what stands above one name
MOST_IN_LINE = 200
MOST_ROWS = 2_000
MOST_COLUMNS = 30

_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u2028\u2029\ufeff\ufffe\uffff]")


def content_to_json(content: Content) -> dict[str, Any]:
    """The content as values that JSON knows; what is empty in a block, and who signs beside where
    nobody does, is left out."""
    found: dict[str, Any] = {
        "to": list(content.to),
        "blocks": [_block_out(block) for block in content.blocks],
        "annexes": [
            {
                "id": annex.id,
                "title": annex.title,
                "landscape": annex.landscape,
                "blocks": [_block_out(block) for block in annex.blocks],
            }
            for annex in content.annexes
        ],
    }
    if content.role:
        found["role"] = content.role
    if content.signers:
        found["signers"] = [
            {"authority": list(signer.authority), "name": signer.name} for signer in content.signers
        ]
    return found


def _block_out(block: Block) -> dict[str, Any]:
    found: dict[str, Any] = {"id": block.id, "kind": str(block.kind), "text": block.text}
    if block.spans:
        found["spans"] = [
            {"start": span.start, "stop": span.stop, "style": str(span.style)}
            for span in block.spans
        ]
    if block.grid is not None:
        found["grid"] = {
            "rows": [list(row) for row in block.grid.rows],
            "header": block.grid.header,
            "widths": list(block.grid.widths),
        }
    return found


def canonical_json(content: Content) -> str:
    """One spelling for one content: keys sorted, no spaces, letters as they are."""
    return json.dumps(
        content_to_json(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def content_digest(content: Content) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal: what an approval binds to."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def content_from_json(value: object) -> Content:
    """The content in values that came from JSON; raises NotAContent, TooMuchText."""
    intake = _Intake(sent=frozenset(_sent_ids(value)))
    found = intake.keys(value, "nội dung", ("to", "blocks", "annexes", "role", "signers"))
    to = intake.items(found.get("to", []), "kính gửi", MOST_ADDRESSEES)
    annexes = intake.items(found.get("annexes", []), "phụ lục", MOST_ANNEXES)
    signers = intake.items(found.get("signers", []), "người ký", MOST_SIGNERS)
    return Content(
        to=tuple(intake.line(name, "kính gửi") for name in to),
        blocks=intake.blocks(found.get("blocks", []), "nội dung"),
        annexes=tuple(intake.annex(each, n) for n, each in enumerate(annexes, start=1)),
        role=intake.words(found.get("role", ""), "người ký"),
        signers=tuple(intake.signer(each, f"người ký {n}") for n, each in enumerate(signers, 1)),
    )


def _sent_ids(value: object) -> Iterator[str]:
    """Every id in what was sent, wherever it stands: a made id is none of them."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for part in ("blocks", "annexes"):
            yield from _sent_ids(value.get(part))
    elif isinstance(value, list):
        for item in value:
            yield from _sent_ids(item)


@dataclass(slots=True)
class _Intake:
    """One text being taken in: the ids and the letters seen so far."""

    sent: frozenset[str]
    ids: set[str] = field(default_factory=set)
    letters: int = 0
    number_of_blocks: int = 0
    fresh: Iterator[int] = field(default_factory=lambda: count(1))

    def keys(self, value: object, where: str, known: tuple[str, ...]) -> Mapping[str, Any]:
        if not isinstance(value, dict) or not set(value) <= set(known):
            raise NotAContent(where=where)
        return value

    def items(self, value: object, where: str, most: int) -> list[Any]:
        if not isinstance(value, list):
            raise NotAContent(where=where)
        if len(value) > most:
            raise TooMuchText(where=where, most=most)
        return value

    def raw(self, value: object, where: str) -> str:
        """The letters as sent, counted and without control characters other than line ends."""
        if not isinstance(value, str) or _CONTROL.search(value) or not _encodable(value):
            raise NotAContent(where=where)
        self.letters += len(value)
        if len(value) > MOST_IN_BLOCK or self.letters > MOST_LETTERS:
            raise TooMuchText(where=where, most=MOST_LETTERS)
        return value

    def line(self, value: object, where: str) -> str:
        """A name on one line."""
        text = unicodedata.normalize("NFC", self.raw(value, where)).strip()
        if not text or "\n" in text:
            raise NotAContent(where=where)
        return text

    def words(self, value: object, where: str) -> str:
        """A short line, which may be empty."""
        text = unicodedata.normalize("NFC", self.raw(value, where)).strip()
        if "\n" in text or len(text) > MOST_IN_LINE:
            raise NotAContent(where=where)
        return text

    def signer(self, value: object, where: str) -> Signing:
        """Who signs beside: at least a line above the name, or the name."""
        found = self.keys(value, where, ("authority", "name"))
        lines = self.items(found.get("authority", []), where, MOST_LINES)
        authority = tuple(filter(None, (self.words(line, where) for line in lines)))
        signer = Signing(authority, self.words(found.get("name", ""), where))
        if not signer.authority and not signer.name:
            raise NotAContent(where=where)
        return signer

    def identity(self, value: object, prefix: str, where: str) -> str:
        """The id that was sent, or a new one where there is none."""
        if value is None:
            value = next(i for i in (f"{prefix}{n}" for n in self.fresh) if i not in self.sent)
        if not isinstance(value, str) or not _ID.fullmatch(value) or value in self.ids:
            raise NotAContent(where=where)
        self.ids.add(value)
        return value

    def blocks(self, value: object, where: str) -> tuple[Block, ...]:
        items = self.items(value, where, MOST_BLOCKS)
        self.number_of_blocks += len(items)
        if self.number_of_blocks > MOST_BLOCKS:
            raise TooMuchText(where=where, most=MOST_BLOCKS)
        return tuple(
            self.block(item, f"{where}, đoạn {n}") for n, item in enumerate(items, start=1)
        )

    def block(self, value: object, where: str) -> Block:
        found = self.keys(value, where, ("id", "kind", "text", "spans", "grid"))
        kind = _member(Kind, found.get("kind"), where)
        if ("grid" in found) != (kind is Kind.TABLE):
            raise NotAContent(where=where)
        text = self.raw(found.get("text", ""), where)
        spans = self.items(found.get("spans", []), where, MOST_IN_BLOCK)
        return Block(
            id=self.identity(found.get("id"), "b", where),
            kind=kind,
            text=unicodedata.normalize("NFC", text),
            spans=_joined([_span(self.keys(s, where, _SPAN), text, where) for s in spans]),
            grid=self.grid(found["grid"], where) if kind is Kind.TABLE else None,
        )

    def grid(self, value: object, where: str) -> Grid:
        found = self.keys(value, where, ("rows", "header", "widths"))
        rows = [
            self.items(row, where, MOST_COLUMNS)
            for row in self.items(found.get("rows"), where, MOST_ROWS)
        ]
        header = found.get("header", 1)
        widths = self.items(found.get("widths", []), where, MOST_COLUMNS)
        if not rows or not rows[0] or len({len(row) for row in rows}) > 1:
            raise NotAContent(where=where)
        if not _whole(header) or not 0 <= header <= len(rows):
            raise NotAContent(where=where)
        if widths and (len(widths) != len(rows[0]) or not all(map(_share, widths))):
            raise NotAContent(where=where)
        cells = (
            tuple(unicodedata.normalize("NFC", self.raw(c, where)) for c in row) for row in rows
        )
        return Grid(tuple(cells), header, tuple(float(width) for width in widths))

    def annex(self, value: object, number: int) -> Annex:
        where = f"phụ lục {number}"
        found = self.keys(value, where, ("id", "title", "blocks", "landscape"))
        landscape = found.get("landscape", False)
        if not isinstance(landscape, bool):
            raise NotAContent(where=where)
        return Annex(
            id=self.identity(found.get("id"), "p", where),
            title=unicodedata.normalize("NFC", self.raw(found.get("title", ""), where)),
            blocks=self.blocks(found.get("blocks", []), where),
            landscape=landscape,
        )


_SPAN = ("start", "stop", "style")


_Choice = TypeVar("_Choice", Kind, Style)


def _member(choices: type[_Choice], value: object, where: str) -> _Choice:
    found = next((choice for choice in choices if choice == value), None)
    if found is None:
        raise NotAContent(where=where)
    return found


def _whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1000


def _encodable(text: str) -> bool:
    """Half of a surrogate pair is no letter."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def _span(value: Mapping[str, Any], text: str, where: str) -> Span:
    start, stop = value.get("start"), value.get("stop")
    if not _whole(start) or not _whole(stop) or not 0 <= start < stop <= len(text):
        raise NotAContent(where=where)
    style = _member(Style, value.get("style"), where)
    return Span(_composed(text, start), _composed(text, stop), style)


def _composed(text: str, offset: int) -> int:
    """Where an offset lies when the letters before it are composed."""
    return len(unicodedata.normalize("NFC", text[:offset]))


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """In order, of one style never touching: so that equal looks are equal values."""
    found: list[Span] = []
    for style in Style:
        for span in sorted(s for s in spans if s.style is style):
            last = found[-1] if found and found[-1].style is style else None
            if last is not None and span.start <= last.stop:
                found[-1] = Span(last.start, max(last.stop, span.stop), style)
            elif span.start < span.stop:
                found.append(span)
    return tuple(sorted(found))
