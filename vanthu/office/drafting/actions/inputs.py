"""What the drafter hands over: a text or file, and the people it goes to."""

import hashlib
from dataclasses import dataclass

from vanthu.ground.files.models import Blob
from vanthu.kernel.text import nfc


@dataclass(frozen=True, slots=True)
class Text:
    """A version to be saved: a stored file with its name, or a plain body."""

    body: str = ""
    blob: Blob | None = None
    name: str = ""
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return self.blob is None and not self.body.strip()

    @property
    def digest(self) -> str:
        """SHA-256 of the file, else of the body: what an approval is bound to."""
        return self.blob.pk if self.blob else hashlib.sha256(nfc(self.body).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class RouteChoice:
    """The posts that approve the content, approve the format and sign; None: not chosen yet."""

    content_post: int | None = None
    format_post: int | None = None
    signer_post: int | None = None
