"""What a file is by its bytes, and what in it could hurt; its name is not trusted.

Kept and flagged (`hazards`): PDF that runs scripts or starts programs, office files with macros,
what is encrypted. Refused: programs, scripts, HTML and SVG, XML with entities, archives that swell.
"""

import errno
import lzma
import mmap
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO

from vanthu.ground.files.errors import ForbiddenFile, PackedTooTight

PDF = "application/pdf"
ZIP = "application/zip"
UNKNOWN = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_HEAD = 8192
_RATIO = 200
_UNPACKED = 2 * 1024**3
_SMALL = 10 * 1024**2
_ENTRIES = 20_000

_PROGRAMS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "chương trình Windows"),
    (b"\x7fELF", "chương trình Linux"),
    (b"\xca\xfe\xba\xbe", "chương trình"),
    (b"\xfe\xed\xfa", "chương trình macOS"),
    (b"\xcf\xfa\xed\xfe", "chương trình macOS"),
    (b"\xce\xfa\xed\xfe", "chương trình macOS"),
    (b"#!", "tập lệnh"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "lối tắt Windows"),
    (b"MSCF", "bộ cài đặt"),
    (b"dex\n", "ứng dụng Android"),
)
_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"{\\rtf", "application/rtf"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"0\x82", "application/pkcs7-mime"),
    (b"0\x80", "application/pkcs7-mime"),
)
_PARTS = (
    ("word/document.xml", f"{_OFFICE}wordprocessingml.document"),
    ("xl/workbook.xml", f"{_OFFICE}spreadsheetml.sheet"),
    ("ppt/presentation.xml", f"{_OFFICE}presentationml.presentation"),
)
_PDF_HAZARDS: tuple[tuple[bytes, str], ...] = (
    (rb"/(?:JavaScript|JS)(?![A-Za-z])", "pdf-javascript"),
    (rb"/Launch(?![A-Za-z])", "pdf-launch"),
    (rb"/EmbeddedFiles?(?![A-Za-z])", "pdf-embedded-file"),
    (rb"/RichMedia(?![A-Za-z])", "pdf-rich-media"),
    (rb"/Encrypt(?![A-Za-z])", "pdf-encrypted"),
)
_ESCAPED_NAME = re.compile(rb"/[A-Za-z0-9]*#[0-9A-Fa-f]{2}[A-Za-z0-9#]*")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b[^>]{0,300}>>\s*stream\r?\n")
_PACKED = 4 << 20
_UNPACKED_OBJECTS = 16 << 20
_MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|svg|xhtml|[a-z]+:(?:html|svg))[\s>/]", re.I
)
_SCRIPT = re.compile(
    rb"\A\s*(?:@echo\s+(?:off|on)|<\?php|<%|param\s*\(|set-executionpolicy|on error resume next"
    rb"|option explicit|wscript\.|function\s+\w+\s*\(|import\s+os\b)",
    re.I,
)
_PROGRAM_NAMES = re.compile(
    r"\.(?:exe|dll|com|scr|pif|msi|msix|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|jar|apk|sh|lnk"
    r"|reg|cpl|class|dex|html?|xhtml|svgz?)$",
    re.I,
)
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.I)


@dataclass(frozen=True, slots=True)
class Sniffed:
    """Media type by the bytes, and codes of what to beware of."""

    media_type: str
    hazards: tuple[str, ...] = ()


def sniff(path: Path) -> Sniffed:
    """Look at a complete file; raises ForbiddenFile or PackedTooTight."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    for sign, kind in _PROGRAMS:
        if head.startswith(sign):
            raise ForbiddenFile(kind=kind)
    start = head[:1024].find(b"%PDF-")
    if start >= 0 and not _MARKUP.search(head[:start]):
        return Sniffed(PDF, _pdf_hazards(path))
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(path)
    for sign, media_type in _SIGNS:
        if head.startswith(sign):
            return Sniffed(media_type, _ole_hazards(path, media_type))
    return _binary(head) or _text(head, path)


def _binary(head: bytes) -> Sniffed | None:
    if head.startswith(b"BM") and head[6:10] == bytes(4):
        return Sniffed("image/bmp")
    if head[4:8] == b"ftyp":
        image = head[8:12] in {b"heic", b"heix", b"mif1", b"avif"}
        return Sniffed("image/heic" if image else "video/mp4")
    if head.startswith(b"RIFF"):
        kinds = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
        return Sniffed(kinds.get(head[8:12], UNKNOWN))
    return None


def _text(head: bytes, path: Path) -> Sniffed:
    text = _as_text(head)
    if text is None:
        return Sniffed(UNKNOWN, ("unknown-type",))
    if _MARKUP.search(text):
        raise ForbiddenFile(kind="trang web hoặc ảnh SVG")
    if _SCRIPT.search(text):
        raise ForbiddenFile(kind="tập lệnh")
    if not text.lstrip().startswith((b"<?xml", b"<")):
        return Sniffed("text/plain")
    if _scan(path, ((rb"<!(?:DOCTYPE|ENTITY)", "xml-entities"),)):
        raise ForbiddenFile(kind="XML có khai báo thực thể (DOCTYPE, ENTITY)")
    return Sniffed("application/xml")


def _as_text(head: bytes) -> bytes | None:
    """The head as UTF-8, when it is text at all; UTF-16 is unmasked first."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="ignore").encode()
    body = head.removeprefix(b"\xef\xbb\xbf")
    return None if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", body) else body


def _scan(path: Path, patterns: tuple[tuple[bytes, str], ...]) -> tuple[str, ...]:
    """Codes whose pattern occurs anywhere in the bytes; mapped, so nothing is held in memory."""
    with _mapped(path) as content:
        return tuple(code for pattern, code in patterns if re.search(pattern, content, re.I))


@contextmanager
def _mapped(path: Path) -> Iterator[mmap.mmap]:
    with (
        path.open("rb") as stream,
        mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content,
    ):
        yield content


def _pdf_hazards(path: Path) -> tuple[str, ...]:
    """Hazards in the plain bytes, in names written with escapes, and inside packed objects."""
    with _mapped(path) as content:
        found = {code for pattern, code in _PDF_HAZARDS if re.search(pattern, content)}
        escaped = b" ".join(m[0] for m in islice(_ESCAPED_NAME.finditer(content), 10_000))
        for part in chain([escaped], _packed_objects(content)):
            plain = _ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), part)
            found |= {code for pattern, code in _PDF_HAZARDS if re.search(pattern, plain)}
    return tuple(code for _pattern, code in _PDF_HAZARDS if code in found)


def _packed_objects(content: mmap.mmap) -> Iterator[bytes]:
    """The object streams of a PDF, unpacked, as far as they deflate to a sensible size."""
    for found in islice(_OBJECT_STREAM.finditer(content), 50_000):
        start = found.end()
        packed = content[start : start + _PACKED]
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(packed, _UNPACKED_OBJECTS)


def _ole_hazards(path: Path, media_type: str) -> tuple[str, ...]:
    if media_type != "application/x-ole-storage":
        return ()
    # names in an OLE storage are UTF-16
    macro, package = ("_VBA_PROJECT".encode("utf-16-le"), "Ole10Native".encode("utf-16-le"))
    return _scan(
        path, ((re.escape(macro), "office-macros"), (re.escape(package), "embedded-object"))
    )


def _package(path: Path) -> Sniffed:
    try:
        with opened_zip(path) as package:
            return _open_package(package)
    except zipfile.BadZipFile as error:
        raise ForbiddenFile(kind="tệp nén bị hỏng") from error


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """An archive to look into; whatever is wrong with it is raised as BadZipFile.

    Places beyond the file's ends and wrong packed data come as OSError too, of another kind than
    the disk's own.
    """
    try:
        with zipfile.ZipFile(path) as package:
            yield package
    except (RuntimeError, ValueError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise zipfile.BadZipFile from error
    except OSError as error:
        if error.errno not in {None, errno.EINVAL}:
            raise
        raise zipfile.BadZipFile from error


def _open_package(package: zipfile.ZipFile) -> Sniffed:
    entries = package.infolist()
    _check_swelling(entries)
    names = {entry.filename for entry in entries}
    hazards = ["encrypted"] if any(entry.flag_bits & 1 for entry in entries) else []
    if any("vbaproject.bin" in name.lower() for name in names):
        hazards.append("office-macros")
    media_type = next((kind for part, kind in _PARTS if part in names), None)
    if media_type is None and "mimetype" in names:
        stated = _head_of(package, "mimetype", 100).decode("ascii", "ignore").strip()
        media_type = stated if stated.startswith("application/vnd.oasis.opendocument.") else None
    if media_type is None:
        return _plain_zip(names, hazards)
    if not hazards or "encrypted" not in hazards:
        _check_entities(package, entries)
    return Sniffed(media_type, tuple(hazards))


def _plain_zip(names: set[str], hazards: list[str]) -> Sniffed:
    for name in names:
        if _PROGRAM_NAMES.search(name):
            raise ForbiddenFile(kind=f"tệp nén chứa chương trình ({name[-40:]})")
        if name.lower().endswith((".zip", ".rar", ".7z")) and "nested-archive" not in hazards:
            hazards.append("nested-archive")
    return Sniffed(ZIP, tuple(hazards))


def _check_swelling(entries: list[zipfile.ZipInfo]) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    swells = any(
        entry.file_size > _SMALL and entry.file_size > _RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    whole = total > _SMALL and total > _RATIO * max(1, packed)
    if swells or whole or total > _UNPACKED or len(entries) > _ENTRIES:
        raise PackedTooTight


def _check_entities(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")) and _ENTITIES.search(
            _head_of(package, entry.filename, _HEAD)
        ):
            raise ForbiddenFile(kind="tệp văn phòng có khai báo thực thể XML (DOCTYPE, ENTITY)")


def _head_of(package: zipfile.ZipFile, name: str, length: int) -> bytes:
    part: IO[bytes]
    with package.open(name) as part:
        return part.read(length)
