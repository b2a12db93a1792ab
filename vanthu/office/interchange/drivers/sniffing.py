"""Is a file that came a packet at all? A page that reports an error is none, whatever its type."""

import codecs
from pathlib import Path

from vanthu.office.interchange.drivers.base import BadAnswer

NO_PACKET = "Trục liên thông giao một tệp không phải gói tin edXML."
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def require_packet(path: Path) -> None:
    """Raise BadAnswer, and remove the file, unless it begins as XML and not as a web page."""
    with path.open("rb") as file:
        head = file.read(512)
    for mark in _MARKS:
        head = head.removeprefix(mark)
    words = head.replace(b"\0", b"").lstrip().lower()
    if not words.startswith(b"<") or words.startswith((b"<html", b"<!doctype html")):
        path.unlink()
        raise BadAnswer(NO_PACKET, repr(head[:60]))
