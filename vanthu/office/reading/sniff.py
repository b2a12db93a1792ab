"""What a file is by its content, and what in it could hurt the reader or the machine."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from vanthu.office.reading.choices import FileKind
from vanthu.office.reading.errors import FileTooLarge

_MAGIC: tuple[tuple[bytes, FileKind], ...] = (
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OLE),
    (b"{\\rtf", FileKind.RTF),
    (b"MZ", FileKind.PROGRAM),
    (b"\x7fELF", FileKind.PROGRAM),
    (b"#!", FileKind.PROGRAM),
)
_ZIP_PARTS = (
    ("word/document.xml", FileKind.DOCX),
    ("xl/workbook.xml", FileKind.XLSX),
    ("ppt/presentation.xml", FileKind.PPTX),
)
_PDF_HAZARDS: tuple[tuple[bytes, str], ...] = (
    (rb"/(?:JavaScript|JS)\b", "pdf-javascript"),
    (rb"/Launch\b", "pdf-launch"),
    (rb"/EmbeddedFiles?\b", "pdf-embedded-file"),
    (rb"/RichMedia\b", "pdf-rich-media"),
    (rb"/Encrypt\b", "pdf-encrypted"),
)
_HEAD = 4096
_CHUNK = 1 << 20
_OVERLAP = 64


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes beyond which a file is refused or left unread (bytes; pages; ratio out : in)."""

    file_bytes: int = 200 * 1024 * 1024
    unpacked_bytes: int = 600 * 1024 * 1024
    zip_ratio: int = 200
    pages: int = 2000
    text_pages: int = 500
    ocr_pages: int = 4
    every_page: int = 200


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Inspection:
    """Kind and size of a file, and codes of what is dangerous in it (never opened for that)."""

    kind: FileKind
    size: int
    hazards: tuple[str, ...] = ()


def inspect(path: Path, limits: Limits = DEFAULT_LIMITS) -> Inspection:
    """Sniffs by content; raises FileTooLarge for a file or an unpacked size beyond the limits."""
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise FileTooLarge(limit=f"{limits.file_bytes // (1024 * 1024)} MB")
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    kind = _kind(head, path)
    return Inspection(kind, size, _hazards(kind, path, limits))


def _kind(head: bytes, path: Path) -> FileKind:
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(path)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    return _text_kind(head)


def _zip_kind(path: Path) -> FileKind:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            odt = "mimetype" in names and b"opendocument.text" in package.read("mimetype")[:80]
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return FileKind.UNKNOWN
    if odt:
        return FileKind.ODT
    return next((kind for part, kind in _ZIP_PARTS if part in names), FileKind.ZIP)


def _text_kind(head: bytes) -> FileKind:
    body = head.removeprefix(b"\xef\xbb\xbf")
    try:
        text = body.decode("utf-8", errors="strict" if len(head) < _HEAD else "ignore")
    except UnicodeDecodeError:
        return FileKind.UNKNOWN
    if not text or re.search(r"[\x00-\x08\x0e-\x1f]", text):
        return FileKind.UNKNOWN
    opening = text.lstrip()[:200].lower()
    if opening.startswith(("<!doctype html", "<html")):
        return FileKind.HTML
    return FileKind.XML if opening.startswith("<?xml") else FileKind.TEXT


def _hazards(kind: FileKind, path: Path, limits: Limits) -> tuple[str, ...]:
    if kind is FileKind.PDF:
        return _scan(path, _PDF_HAZARDS)
    if kind in (FileKind.DOCX, FileKind.XLSX, FileKind.PPTX, FileKind.ODT, FileKind.ZIP):
        return _zip_hazards(path, limits)
    if kind is FileKind.XML:
        return _scan(path, ((rb"<!(?:DOCTYPE|ENTITY)", "xml-entities"),))
    return ("program",) if kind is FileKind.PROGRAM else ()


def _scan(path: Path, patterns: tuple[tuple[bytes, str], ...]) -> tuple[str, ...]:
    """Codes whose pattern occurs in the raw bytes; read in pieces, names in packed objects of a
    PDF are looked up by `sources.signatures` as well."""
    found: dict[str, None] = {}
    tail = b""
    with path.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            window = tail + piece
            found |= {code: None for pattern, code in patterns if re.search(pattern, window)}
            tail = window[-_OVERLAP:]
    return tuple(found)


def _zip_hazards(path: Path, limits: Limits) -> tuple[str, ...]:
    found: list[str] = []
    with zipfile.ZipFile(path) as package:  # opened once before: its directory is whole
        entries = package.infolist()
        total = sum(entry.file_size for entry in entries)
        if total > limits.unpacked_bytes or _swells(entries, limits):
            raise FileTooLarge(limit=f"{limits.unpacked_bytes // (1024 * 1024)} MB khi giải nén")
        if any(entry.flag_bits & 1 for entry in entries):
            found.append("encrypted")
        elif hazard := _parts_hazard(package, entries):
            found.append(hazard)
        if any("vbaproject.bin" in entry.filename.lower() for entry in entries):
            found.append("office-macros")
    return tuple(found)


def _swells(entries: list[zipfile.ZipInfo], limits: Limits) -> bool:
    """An entry that grows beyond the ratio and is more than small (1 MB)."""
    return any(
        entry.file_size > _CHUNK
        and entry.file_size > limits.zip_ratio * max(1, entry.compress_size)
        for entry in entries
    )


def _has_entities(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> bool:
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            with package.open(entry) as part:
                if re.search(rb"<!(?:DOCTYPE|ENTITY)", part.read(_CHUNK)):
                    return True
    return False


def _parts_hazard(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> str | None:
    try:
        return "xml-entities" if _has_entities(package, entries) else None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError):
        return "zip-damaged"
