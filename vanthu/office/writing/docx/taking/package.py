"""A DOCX opened with care: bounded in every direction, XML without entities, only parts we name."""

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Final

from lxml import etree

from vanthu.office.writing.docx.errors import DocxTooLarge, UnreadableDocx
from vanthu.office.writing.docx.xml import Element

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError)
_SMALL = 1 << 20
_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused: bytes of the file and of one unpacked part, entries, swelling, lines.

    A real draft has some dozens of entries and swells tenfold; depth is bounded by libxml2 (256).
    """

    file_bytes: int = 50 * _MB
    part_bytes: int = 40 * _MB
    entries: int = 5_000
    ratio: int = 200
    lines: int = 20_000


DEFAULT_LIMITS: Final = Limits()


class Package:
    """The parts of one DOCX, each read and parsed when it is asked for.

    Raises UnreadableDocx or DocxTooLarge, from the constructor and from every reading.
    """

    def __init__(self, source: Path | bytes, limits: Limits = DEFAULT_LIMITS) -> None:
        self.limits = limits
        size = source.stat().st_size if isinstance(source, Path) else len(source)
        if size > limits.file_bytes:
            raise DocxTooLarge(limit=f"{limits.file_bytes // _MB} MB")
        try:
            self._zip = zipfile.ZipFile(source if isinstance(source, Path) else io.BytesIO(source))
        except _BROKEN as error:
            raise UnreadableDocx from error
        self._names = self._checked()
        self.main = self._main()

    def close(self) -> None:
        """Give the file back."""
        self._zip.close()

    def document(self) -> Element:
        """The root of the main part; raises UnreadableDocx when there is none."""
        root = self.part(self.main)
        if root is None:
            raise UnreadableDocx
        return root

    def related(self, kind: str) -> list[Element]:
        """The parts that the main part names as its `styles`, `numbering`, `comments`, ..."""
        found = (self.part(target) for target in self._targets(self.main, kind))
        return [root for root in found if root is not None]

    def part(self, name: str) -> Element | None:
        """One part as a tree, or None when the package has no such part."""
        if name not in self._names:
            return None
        try:
            root: Element = etree.fromstring(self._bytes(name), _parser())
        except etree.XMLSyntaxError as error:
            raise UnreadableDocx from error
        if root is None or root.getroottree().docinfo.doctype:
            raise UnreadableDocx
        return root

    def _checked(self) -> frozenset[str]:
        entries = self._zip.infolist()
        if len(entries) > self.limits.entries:
            raise DocxTooLarge(limit=f"{self.limits.entries} tệp thành phần")
        for entry in entries:
            if entry.flag_bits & 1:
                raise UnreadableDocx
            if entry.file_size > _SMALL and (
                entry.file_size > self.limits.ratio * max(1, entry.compress_size)
            ):
                raise DocxTooLarge(limit=f"tỷ lệ nén {self.limits.ratio} lần")
        return frozenset(entry.filename for entry in entries)

    def _bytes(self, name: str) -> bytes:
        """The size in the directory may lie, so reading itself is bounded."""
        try:
            with self._zip.open(name) as part:
                data = part.read(self.limits.part_bytes + 1)
        except _BROKEN as error:
            raise UnreadableDocx from error
        if len(data) > self.limits.part_bytes:
            raise DocxTooLarge(limit=f"{self.limits.part_bytes // _MB} MB khi giải nén")
        return data

    def _main(self) -> str:
        for target in self._targets("", "officeDocument"):
            return target
        raise UnreadableDocx

    def _targets(self, source: str, kind: str) -> list[str]:
        folder, name = dirname(source), source.rpartition("/")[2]
        relations = self.part(join(folder, "_rels", f"{name}.rels"))
        if relations is None:
            return []
        return [
            normpath(join(folder, str(each.get("Target", "")))).lstrip("/")
            for each in relations.iter(_RELATION)
            if str(each.get("Type", "")).rpartition("/")[2] == kind
            and each.get("TargetMode") != "External"
        ]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
