"""Pictures of pages: drawn once from the stored bytes, which never change, and kept under var."""

from functools import lru_cache
from pathlib import Path

from vanthu.ground.files.actions import keep_drawn
from vanthu.ground.files.errors import FileMissing
from vanthu.ground.files.queries import path_of, pictures_of
from vanthu.kernel.errors import NotFound, Refusal
from vanthu.office.reading.queries import page_count, render_page

SCALE = 1.6  # of 72 dpi: sharp on a desk, small enough for a phone
DRAWN = ("application/pdf", "image/png", "image/jpeg", "image/tiff")
PLAIN = "text/plain"
PLAIN_BYTES = 200_000  # some sixty pages: more is read in the file itself
# A4 in points: the place a page takes until its picture has come.
WIDTH, HEIGHT = 595, 842


def is_drawn(media_type: str) -> bool:
    """Whether pages of this kind of file can be drawn."""
    return media_type in DRAWN


@lru_cache(maxsize=4096)
def pages_of(sha256: str) -> int:
    """How many pages the file has; 0 when it cannot be read as pages. Bytes never change, so the
    answer is kept."""
    try:
        return page_count(path_of(sha256))
    except (Refusal, OSError):
        return 0


def plain_text(sha256: str) -> str:
    """The beginning of a text file, as it was typed; nothing when the bytes are not there."""
    try:
        with path_of(sha256).open("rb") as stream:
            head = stream.read(PLAIN_BYTES)
    except OSError:
        return ""
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "utf-8-sig", errors="replace")


def page_image(sha256: str, page: int) -> Path:
    """Where the picture of the page (from 1) lies, drawing it at first; raises NotFound."""
    path = pictures_of(sha256) / f"{page}.png"
    if not path.exists():
        keep_drawn(path, _draw(sha256, page))
    return path


def _draw(sha256: str, page: int) -> bytes:
    source = path_of(sha256)
    if not source.exists():
        raise FileMissing
    try:
        return render_page(source, page, SCALE)
    except IndexError as error:
        raise NotFound from error
