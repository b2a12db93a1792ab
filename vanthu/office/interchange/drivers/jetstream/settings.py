"""What an installation must know of the network, and which site an agency lives at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vanthu.office.interchange.drivers.jetstream.names import is_site

MEGABYTE = 1 << 20


class WrongSettings(ValueError):
    """The settings of the link cannot be used; the sentence says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """An installation of the network and the agencies living there.

    A code stands for itself and for what is below it (`H61.12` for `H61.12.3` too).
    """

    title: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """How much of a site's mail the centre keeps. The share is that of one sender: whoever floods
    fills its own share, not the others'. Days bound all three streams; hours are how long the
    server itself knows a parcel again.
    """

    share: int = 5_000
    mail_bytes: int = 256 * MEGABYTE
    file_bytes: int = 4096 * MEGABYTE
    receipts: int = 100_000
    days: int = 30
    known_hours: int = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The link of one installation. `servers` are its own leaf node, or the nodes of the centre."""

    site: str
    servers: tuple[str, ...]
    authority: Path
    certificate: Path
    key: Path
    sites: Mapping[str, Site]
    domain: str = "hub"
    replicas: int = 3
    seconds: float = 5.0
    again_after: float = 120.0
    missing_looks: int = 30
    chunk_bytes: int = 256 * 1024
    largest_file: int = 200 * MEGABYTE
    box: Box = field(default_factory=Box)

    def __post_init__(self) -> None:
        """Refuse what would fail later and less clearly."""
        for name in (self.site, *self.sites):
            if not is_site(name):
                raise WrongSettings(f"Tên điểm «{name}» không hợp lệ: chỉ dùng a-z, 0-9 và dấu -.")
        if not self.servers or not all(url.startswith("tls://") for url in self.servers):
            raise WrongSettings("Phải nêu máy chủ NATS dạng tls://tên:cổng.")
        for path in (self.authority, self.certificate, self.key):
            if not path.is_file():
                raise WrongSettings(f"Không đọc được tệp {path} của liên kết JetStream.")

    def site_of(self, code: str) -> str | None:
        """The site where the agency of a code lives: the longest code that covers it."""
        known = {c: name for name, site in self.sites.items() for c in site.codes}
        parts = code.split(".")
        starts = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
        return next((known[start] for start in starts if start in known), None)


def read_settings(table: Mapping[str, Any], folder: Path) -> Settings:
    """Settings out of a table of the links' file; paths are relative to its folder.

    Raises WrongSettings with a sentence.
    """
    values = dict(table)
    try:
        sites = {name: _site(row) for name, row in values.pop("sites").items()}
        paths = {name: folder / values.pop(name) for name in ("authority", "certificate", "key")}
        servers, box = tuple(values.pop("servers")), Box(**values.pop("box", {}))
        return Settings(servers=servers, sites=sites, box=box, **paths, **values)
    except (KeyError, TypeError, AttributeError) as problem:
        raise WrongSettings(f"Cấu hình liên kết JetStream sai hoặc thiếu: {problem}.") from problem


def _site(row: Mapping[str, Any]) -> Site:
    return Site(title=row.get("title", ""), codes=tuple(row["codes"]))
