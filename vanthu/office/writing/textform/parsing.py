"""From plain text to blocks."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import count

from vanthu.office.writing.choices import HEADINGS, Kind
from vanthu.office.writing.content import Annex, Block, Content, Signing
from vanthu.office.writing.textform.lines import opening
from vanthu.office.writing.textform.marks import parse_marked
from vanthu.office.writing.textform.printing import (
    ENACTED_LINE,
    LANDSCAPE,
    ROLE_TAG,
    SIGNER_TAG,
    TABLE_TAG,
)
from vanthu.office.writing.textform.tables import is_row, parse_grid

_ANNEX = re.compile(
    rf"(?:(?:Phụ lục|PHỤ LỤC)(?:\s+(?:[IVXLC]+|\d+))?|{ENACTED_LINE})"
    rf"(?P<wide>{re.escape(LANDSCAPE)})?\s*:?"
)
_ADDRESSED = re.compile(r"Kính (?:gửi|trình)\s*:\s*(?P<name>.*)")
_ITEM = re.compile(r"[-–]\s+(?P<name>.*)")


def parse_text(text: str) -> Content:
    """The content that the text says; every text says one. Ids are given in order."""
    return _Parser(text).content()


class _Parser:
    """One text read from its first line to its last."""

    def __init__(self, text: str) -> None:
        plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
        self.lines = plain.replace("\t", " ").split("\n")
        self.place = 0
        self.ids = count(1)
        self.role = ""
        self.signers: list[Signing] = []

    def content(self) -> Content:
        to = self._addressees()
        blocks = self._blocks()
        annexes = []
        while self.place < len(self.lines):
            annexes.append(self._annex())
        return Content(tuple(to), tuple(blocks), tuple(annexes), self.role, tuple(self.signers))

    def _line(self) -> str | None:
        """The line at hand without the spaces around it; None behind the last."""
        return self.lines[self.place].strip() if self.place < len(self.lines) else None

    def _skip_empty(self) -> None:
        while self._line() == "":
            self.place += 1

    def _whole(self) -> str:
        """The line at hand with those that a backslash at its end hangs on to it."""
        parts = []
        while (line := self._line()) is not None:
            self.place += 1
            if not _hangs(line):
                parts.append(line)
                break
            parts.append(line[:-1])
        return "\n".join(parts)

    def _addressees(self) -> list[str]:
        self._skip_empty()
        found = _ADDRESSED.fullmatch(self._line() or "")
        if found is None:
            return []
        self.place += 1
        return [found["name"].strip()] if found["name"].strip() else list(self._listed())

    def _listed(self) -> Iterable[str]:
        while (item := _ITEM.fullmatch(self._line() or "")) is not None:
            self.place += 1
            name = item["name"].strip()
            yield name[:-1].rstrip() if name.endswith((";", ".", ",")) else name
            if name.endswith("."):
                return

    def _blocks(self) -> list[Block]:
        found: list[Block] = []
        self._skip_empty()
        while (line := self._line()) is not None and not _ANNEX.fullmatch(line):
            if line.startswith((ROLE_TAG, SIGNER_TAG)):
                self._signer()
            else:
                found.append(self._block(line, found[-1].kind if found else None))
            self._skip_empty()
        return found

    def _signer(self) -> None:
        """Who signs beside, or as what the own signer does; the last line is the name."""
        tag, _bracket, rest = self._whole().partition("]")
        *authority, name = [line.strip() for line in parse_marked(rest)[0].split("\n")]
        if f"{tag}]" == ROLE_TAG:
            self.role = " ".join(filter(None, (*authority, name)))
        elif name or any(authority):
            self.signers.append(Signing(tuple(filter(None, authority)), name))

    def _block(self, line: str, before: Kind | None) -> Block:
        if is_row(line) or line.split(" ")[0] == TABLE_TAG:
            return self._table(line)
        first, *more = self._whole().split("\n")
        kind, rest = opening(first, before)
        text = "\n".join([rest, *more])
        if kind in HEADINGS and not text:
            text = self._title()
        return self._made(kind, text)

    def _made(self, kind: Kind, source: str) -> Block:
        text, spans = parse_marked(source)
        return Block(f"b{next(self.ids)}", kind, text, spans)

    def _title(self) -> str:
        """The line below a heading; an empty one, or one that opens a block, is no title."""
        line = self._line()
        if not line or opening(line, None)[0] is not Kind.PARAGRAPH or is_row(line):
            return ""
        return self._whole()

    def _table(self, line: str) -> Block:
        caption = ""
        if not is_row(line):
            caption = self._whole()[len(TABLE_TAG) :].strip(" ")
        rows = []
        while (row := self._line()) is not None and is_row(row):
            rows.append(row)
            self.place += 1
        grid = parse_grid(rows)
        if grid is None:
            return self._made(Kind.PARAGRAPH, caption)
        text, spans = parse_marked(caption)
        return Block(f"b{next(self.ids)}", Kind.TABLE, text, spans, grid)

    def _annex(self) -> Annex:
        found = _ANNEX.fullmatch(self._line() or "")
        self.place += 1
        title = self._annex_title()
        blocks = tuple(self._blocks())
        wide = found is not None and found["wide"] is not None
        return Annex(f"p{next(self.ids)}", title, blocks, wide)

    def _annex_title(self) -> str:
        line = self._line()
        return parse_marked(self._whole())[0] if line and not is_row(line) else ""


def _hangs(line: str) -> bool:
    """Whether the line ends in a backslash that is not itself taken as a letter."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1
