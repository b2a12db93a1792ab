"""What the drafter hands over: a text or file, and the people it goes to."""

import hashlib
from dataclasses import dataclass

from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.kernel.errors import Refusal
from vanthu.kernel.text import nfc
from vanthu.office.writing.queries import (
    DOCX,
    Content,
    content_digest,
    content_of_docx,
    print_text,
)


@dataclass(frozen=True, slots=True)
class Text:
    """A version to be saved: a structured text, a stored file with its name, or a plain body.

    A file may come with the text read out of it (a DOCX); `lost` then names what could not be read.
    """

    body: str = ""
    blob: Blob | None = None
    name: str = ""
    note: str = ""
    content: Content | None = None
    lost: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        if self.content is not None:
            return self.content.empty
        return self.blob is None and not self.body.strip()

    @property
    def plain(self) -> str:
        """The text as plain letters; empty for a file that nothing was read out of."""
        if self.content is not None:
            return print_text(self.content)
        return "" if self.blob else nfc(self.body)

    @property
    def digest(self) -> str:
        """SHA-256 of the content, else of the file, else of the body: an approval is bound to it.

        A file whose text was read out is bound with it: the bytes stay beside the text.
        """
        if self.content is not None:
            text = content_digest(self.content)
            both = f"{text}\n{self.blob.pk}" if self.blob else ""
            return hashlib.sha256(both.encode()).hexdigest() if both else text
        return self.blob.pk if self.blob else hashlib.sha256(nfc(self.body).encode()).hexdigest()


def text_of_file(blob: Blob, name: str, note: str = "") -> Text:
    """A version out of a stored file: of a DOCX its text is read out, others stay mere files.

    So does a DOCX that cannot be read or has no text of its own: the file itself is kept anyway.
    """
    if blob.media_type != DOCX:
        return Text(blob=blob, name=name, note=note)
    try:
        taken = content_of_docx(path_of(blob.pk))
    except Refusal:
        return Text(blob=blob, name=name, note=note)
    content = None if taken.content.empty else taken.content
    return Text(blob=blob, name=name, note=note, content=content, lost=taken.lost)


@dataclass(frozen=True, slots=True)
class RouteChoice:
    """The posts that approve the content, approve the format and sign; None: not chosen yet."""

    content_post: int | None = None
    format_post: int | None = None
    signer_post: int | None = None
