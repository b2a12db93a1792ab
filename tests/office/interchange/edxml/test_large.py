"""A large attachment goes there and back in a memory that does not grow with it."""

import hashlib
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bench.fuzzing.seeds import CONTENT, attachment, document
from vanthu.office.interchange.edxml.message import DocumentMessage
from vanthu.office.interchange.edxml.reading import read
from vanthu.office.interchange.edxml.writing import write

SIZE, MOST = 40 << 20, 6 << 20


def peak(act: Callable[[], object]) -> int:
    """The most memory that was held at once, in bytes."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_large_file_takes_no_memory(tmp_path: Path) -> None:
    source, packet, folder = tmp_path / "source", tmp_path / "packet", tmp_path / "files"
    with source.open("wb") as target:
        target.write(CONTENT)
        target.truncate(SIZE)
    with source.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    big = replace(
        attachment("a.pdf", b""), size=SIZE, sha256=sha256, open=lambda: source.open("rb")
    )
    message = replace(document(), attachments=(big, attachment("b.pdf", CONTENT)))
    folder.mkdir()
    with packet.open("wb") as target:
        assert peak(lambda: write(message, target)) < MOST
    held: list[DocumentMessage] = []

    def take() -> None:
        found = read(packet, folder).message
        assert isinstance(found, DocumentMessage)
        held.append(found)

    assert peak(take) < MOST
    assert [file.sha256 for file in held[0].attachments] == [sha256, message.attachments[1].sha256]
