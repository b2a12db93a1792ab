"""The archive itself: members streamed in and out, each with its hash."""

import hashlib
import io
import json
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from vanthu.kernel.errors import Refusal

MANIFEST = "manifest.json"
CHUNK = 1 << 20


class DamagedArchive(Refusal):
    """The archive is not whole."""

    code = "damaged-archive"
    default_sentence = (
        "Tệp sao lưu bị hỏng ở {member}; hãy dùng bản sao lưu khác "
        "(the archive is damaged at {member}; use another one)."
    )


@dataclass
class Manifest:
    """What an archive holds and what must be true after restoring it."""

    vendor: str
    made_at: str
    migrations: list[str]
    heads: list[list[Any]]
    rows: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """The manifest as it stands in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Manifest":
        """Read a manifest back."""
        return cls(**json.loads(data))


class Writer:
    """Writes members and remembers their hashes for the manifest."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self._tar = tarfile.open(path, "w")  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self._tar.close()

    def add_stream(self, name: str, write: Callable[[IO[bytes]], None]) -> None:
        """Add what `write` produces, by way of a temporary file, since tar needs the size first."""
        with tempfile.TemporaryFile() as spool:
            write(spool)
            size = spool.tell()
            spool.seek(0)
            self._add(name, size, spool)

    def add_file(self, name: str, path: Path) -> str:
        """Add a file of the disk; returns its SHA-256."""
        with path.open("rb") as source:
            return self._add(name, path.stat().st_size, source)

    def finish(self) -> None:
        """Write the manifest, last of all."""
        data = self.manifest.to_json()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(data)
        self._tar.addfile(info, io.BytesIO(data))

    def _add(self, name: str, size: int, source: IO[bytes]) -> str:
        info = tarfile.TarInfo(name)
        info.size = size
        reader = Hashing(source)
        self._tar.addfile(info, reader)
        self.manifest.hashes[name] = reader.hexdigest()
        return reader.hexdigest()


class Hashing(io.RawIOBase):
    """A stream that hashes what is read through it."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Read into the buffer, hashing on the way."""
        data = self._source.read(len(buffer))
        buffer[: len(data)] = data
        self._hash.update(data)
        return len(data)

    def hexdigest(self) -> str:
        """The hash of what has been read."""
        return self._hash.hexdigest()


def read_manifest(path: Path) -> Manifest:
    """Check every member against the manifest's hashes and return it.

    Raises DamagedArchive for a missing, changed or unknown member.
    """
    found: dict[str, str] = {}
    manifest: Manifest | None = None
    try:
        for name, source in members(path):
            if name == MANIFEST:
                manifest = Manifest.from_json(source.read())
            else:
                reader = Hashing(source)
                while reader.read(CHUNK):
                    pass
                found[name] = reader.hexdigest()
    except (tarfile.TarError, EOFError, json.JSONDecodeError, TypeError) as error:
        raise DamagedArchive(member=path.name) from error
    if manifest is None:
        raise DamagedArchive(member=MANIFEST)
    for name in sorted(set(manifest.hashes) ^ set(found)):
        raise DamagedArchive(member=name)
    for name, digest in found.items():
        if digest != manifest.hashes[name]:
            raise DamagedArchive(member=name)
    return manifest


def members(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The members of the archive in order, each to be read before the next."""
    with tarfile.open(path, "r|") as tar:
        for info in tar:
            source = tar.extractfile(info)
            if source is not None:
                yield info.name, source


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A neighbour of `path` to write to, renamed to it only when all went well."""
    part = path.with_name(path.name + ".part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
