"""An attachment on its way to a file, piece by piece: from base64, or as it is."""

import binascii
import hashlib
from pathlib import Path
from typing import NoReturn

from vanthu.office.interchange.edxml.errors import BeyondLimit, BrokenBase64
from vanthu.office.interchange.edxml.limits import ReadLimits

_BLANKS = b" \t\r\n"


class Payload:
    """One attachment's bytes, written to `file` as they are decoded; strict base64.

    `size` in bytes and `sha256` are those of what was decoded. `room` is what all attachments of a
    packet may still take.
    """

    def __init__(self, file: Path, limits: ReadLimits, room: int) -> None:
        self.file, self.path = file, ""
        self.size = 0
        self._most = min(limits.attachment_bytes, room)
        self._digest = hashlib.sha256()
        self._left = b""
        self._padded = False
        self._target = file.open("wb")

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal."""
        return self._digest.hexdigest()

    def feed(self, text: str) -> None:
        """Decode some more. Raises BrokenBase64, BeyondLimit."""
        try:
            piece = text.encode("ascii").translate(None, _BLANKS)
        except UnicodeEncodeError:
            self.refuse()
        data = self._left + piece
        whole = len(data) - len(data) % 4
        self._left = data[whole:]
        if whole:
            self._decode(data[:whole])

    def _decode(self, data: bytes) -> None:
        if self._padded:
            self.refuse()
        self._padded = data.endswith(b"=")
        try:
            decoded = binascii.a2b_base64(data, strict_mode=True)
        except binascii.Error:
            self.refuse()
        self.take(decoded)

    def take(self, data: bytes) -> None:
        """Write bytes as they are. Raises BeyondLimit."""
        self.size += len(data)
        if self.size > self._most:
            raise BeyondLimit(self.path, what="dung lượng tệp đính kèm", limit=f"{self._most} byte")
        self._digest.update(data)
        self._target.write(data)

    def finish(self) -> None:
        """The end of the text. Raises BrokenBase64 when it broke off within a group."""
        if self._left:
            self.refuse()
        self._target.close()

    def refuse(self) -> NoReturn:
        """Raise BrokenBase64."""
        raise BrokenBase64(self.path)

    def abandon(self) -> None:
        """Close the file of a packet that is not read further."""
        self._target.close()
