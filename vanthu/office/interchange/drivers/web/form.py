"""A multipart form with one file: read by pieces, its length known before it is sent.

A chunked body is refused by gateways in the field ("Unexpected end of Stream", interchange 3.3).
"""

from collections.abc import Iterator, Mapping
from typing import BinaryIO
from uuid import uuid4

PIECE = 64 * 1024


class FileForm:
    """The body of a request. `finished` once its last byte was handed over: from then on the other
    side may have understood the request, whatever comes or does not come back.
    """

    def __init__(self, file: BinaryIO, size: int, *, field: str, fields: Mapping[str, str]) -> None:
        boundary = uuid4().hex
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self._head = _opening(boundary, field, fields)
        self._file = file
        self._tail = f"\r\n--{boundary}--\r\n".encode()
        self.length = len(self._head) + size + len(self._tail)
        self.finished = False

    def __iter__(self) -> Iterator[bytes]:
        """The bytes by pieces, once."""
        yield self._head
        while piece := self._file.read(PIECE):
            yield piece
        self.finished = True
        yield self._tail


def _opening(boundary: str, field: str, fields: Mapping[str, str]) -> bytes:
    """The plain fields, and the head of the file: named by us, never by a document."""
    lines: list[str] = []
    for name, value in fields.items():
        lines += [f"--{boundary}", f'Content-Disposition: form-data; name="{name}"', "", value]
    lines += [
        f"--{boundary}",
        f'Content-Disposition: form-data; name="{field}"; filename="edoc.edxml"',
        "Content-Type: application/xml",
        "",
        "",
    ]
    return "\r\n".join(lines).encode()
