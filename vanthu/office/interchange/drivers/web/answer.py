"""An answer, looked at before it is believed: status, type, length, shape."""

import hashlib
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import HTTPError

from vanthu.office.interchange.drivers.base import BadAnswer, TooLong

BROKEN = "Câu trả lời của trục liên thông bị đứt giữa chừng."
NOT_UNDERSTOOD = "Trục liên thông trả lời không đúng quy cách."
TOO_LARGE = "Câu trả lời của trục liên thông lớn quá mức cho phép."
PIECE = 64 * 1024


class Answer:
    """What came back, to be read once."""

    def __init__(self, response: BaseHTTPResponse, seconds: float) -> None:
        self._response = response
        self._end = monotonic() + seconds
        self._whole = False
        self.status = response.status
        declared = response.headers.get("Content-Length", "")
        self.length = int(declared) if declared.isascii() and declared.isdigit() else None
        self.type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()

    def pieces(self, most: int) -> Iterator[bytes]:
        """The body by pieces. Raises BadAnswer for one cut short, too slow or packed, TooLong."""
        if self._response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise BadAnswer(NOT_UNDERSTOOD, "packed although asked not to be")
        if self.length is not None and self.length > most:
            raise TooLong(TOO_LARGE, f"{self.length} bytes")
        size = 0
        for piece in self._read():
            size += len(piece)
            if size > most:
                raise TooLong(TOO_LARGE, f"over {most} bytes")
            yield piece
        if self.length is not None and size != self.length:
            raise BadAnswer(BROKEN, f"{size} of {self.length} bytes")
        self._whole = True

    def _read(self) -> Iterator[bytes]:
        try:
            for piece in self._response.stream(PIECE, decode_content=False):
                if monotonic() > self._end:
                    raise BadAnswer(BROKEN, "took too long")
                yield piece
        except (HTTPError, OSError) as error:
            raise BadAnswer(BROKEN, f"{type(error).__name__}: {error}") from error

    def require_type(self, types: Collection[str]) -> None:
        """Raise BadAnswer when the body is of none of these types."""
        if self.type not in types:
            raise BadAnswer(NOT_UNDERSTOOD, f"HTTP {self.status}, type “{self.type[:100]}”")

    def json(self, types: Collection[str], most: int) -> dict[str, Any]:
        """The body as a JSON object. Raises BadAnswer for anything else."""
        self.require_type(types)
        body = b"".join(self.pieces(most))
        try:
            value = json.loads(body.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise BadAnswer(NOT_UNDERSTOOD, f"no JSON: {error}") from error
        if not isinstance(value, dict):
            raise BadAnswer(NOT_UNDERSTOOD, "JSON, but no object")
        return value

    def save(self, path: Path, most: int) -> str:
        """Write the body to a new file and tell its SHA-256; bytes, never text.

        A body whose end cannot be told (no length, not in chunks) is refused.
        """
        chunked = "chunked" in self._response.headers.get("Transfer-Encoding", "").lower()
        if self.length is None and not chunked:
            raise BadAnswer(NOT_UNDERSTOOD, "neither length nor chunks")
        digest = hashlib.sha256()
        with path.open("xb") as file:
            for piece in self.pieces(most):
                digest.update(piece)
                file.write(piece)
        return digest.hexdigest()

    def close(self) -> None:
        """Give the connection back, or end it where something is left on it."""
        if not self._whole:
            self._response.close()
        self._response.release_conn()
