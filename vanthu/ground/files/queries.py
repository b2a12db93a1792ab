"""Where the bytes are, and how to read them."""

from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from vanthu.ground.files.errors import FileMissing


def root() -> Path:
    """The folder of the store."""
    return Path(settings.FILES_ROOT)


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash lie: two levels of folders, 65,536 in all."""
    return root() / sha256[:2] / sha256[2:4] / sha256


def pictures_of(sha256: str) -> Path:
    """The folder of what was drawn from these bytes: it can be drawn again, and goes with them."""
    return pictures() / sha256[:2] / sha256


def pictures() -> Path:
    """The folder of everything drawn from stored files."""
    return Path(settings.VAR) / "previews"


def open_stream(sha256: str) -> BinaryIO:
    """The bytes as a stream, for reading piece by piece; raises FileMissing."""
    try:
        return path_of(sha256).open("rb")
    except OSError as error:
        raise FileMissing from error
