"""The links of an installation, out of one TOML file (docs/exchange.md shows one).

The file names no secret: it names the files in which they lie. A mistake in it stops the start with
a sentence that says where it is.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from vanthu.office.interchange.drivers.axis import reading as axis
from vanthu.office.interchange.drivers.axis.driver import AxisDriver
from vanthu.office.interchange.drivers.base import DIRECTORY_LOSS, Driver
from vanthu.office.interchange.drivers.codes import is_code
from vanthu.office.interchange.drivers.jetstream import driver as jetstream
from vanthu.office.interchange.drivers.jetstream.settings import WrongSettings
from vanthu.office.interchange.drivers.jetstream.settings import read_settings as read_jetstream
from vanthu.office.interchange.drivers.lgsp import reading as lgsp
from vanthu.office.interchange.drivers.lgsp.driver import LgspDriver
from vanthu.office.interchange.drivers.tables import Table, WrongTable
from vanthu.office.interchange.drivers.wire import Wire

# About two months of working days: further back nothing is looked for.
_MOST_HOURS = 400
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class WrongLinks(ValueError):
    """The file of the links cannot be used; the sentence says where and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way out of this installation. `own` are the codes of agencies here, in its words;
    `settings` are those of its kind.

    `reached` lists what lies at its other end: `H61.12` (it and what is below it), `*.H49` (every
    code of the old form that ends so) or `*` (every code). What is `own` is never reached.
    A sending takes `lease_seconds` at most. `directory_loss` is the share of its directory that may
    be gone at once. The other times are described at `ways.Way`, and all are ours to set: no rule
    fixes them.
    """

    name: str
    kind: str
    title: str
    own: tuple[str, ...]
    reached: tuple[str, ...]
    settings: Any
    lease_seconds: float = 300
    directory_loss: float = DIRECTORY_LOSS
    every_seconds: float = 60
    settle_seconds: float = 120
    doubt_minutes: float = 30
    silent_minutes: float = 15
    arrival_hours: int = 4
    acceptance_hours: int = 24

    def reaches(self, code: str) -> bool:
        """Whether a message for this code may go out by this link."""
        return any(_covers(pattern, code) for pattern in self.reached) and not self.owns(code)

    def owns(self, code: str) -> bool:
        """Whether the code is one of ours."""
        return any(_covers(pattern, code) for pattern in self.own)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of link reads its settings, and makes its driver of them.

    `settle` is how long the other side may still be working on what it was handed; `every` how
    often it is asked what waits, in seconds: a box of our own network is looked into at once.
    """

    read: Callable[[Mapping[str, Any], Path], Any]
    build: Callable[[Any, Wire], Driver]
    settle: Callable[[Any], float]
    every: float = 60


def _settled(settings: Any) -> float:
    return float(settings.limits.settle_seconds)


KINDS: Mapping[str, _Kind] = MappingProxyType(
    {
        "axis": _Kind(
            lambda values, folder: Table(values, folder).whole_of(axis.read_settings),
            lambda settings, wire: AxisDriver(settings, wire.packing),
            _settled,
        ),
        "lgsp": _Kind(
            lambda values, folder: Table(values, folder).whole_of(lgsp.read_settings),
            lambda settings, wire: LgspDriver(settings, wire.packing),
            _settled,
        ),
        "jetstream": _Kind(
            read_jetstream,
            lambda settings, wire: jetstream.build(settings, wire.envelope),
            lambda settings: float(settings.seconds),
            every=2,
        ),
    }
)
"""Every kind of link. A new one is a line here."""


def driver_of(link: Link, wire: Wire) -> Driver:
    """The driver of a link; it connects at its first call. Whoever asked for it closes it."""
    return KINDS[link.kind].build(link.settings, wire)


def read_links(path: Path) -> tuple[Link, ...]:
    """The links that a file lists, in its order; none when there is no file. Raises WrongLinks."""
    if not path.exists():
        return ()
    try:
        root = Table(tomllib.loads(path.read_text(encoding="utf-8")), path.parent)
        links = root.whole_of(_listed)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, WrongTable) as error:
        raise WrongLinks(f"Cấu hình liên thông {path}: {error}.") from error
    return links


def _listed(root: Table) -> tuple[Link, ...]:
    rows = root.take("links") or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise WrongTable("mỗi liên kết phải là một mục [[links]]")
    links: list[Link] = []
    for place, row in enumerate(rows, start=1):
        name = row.get("name") or f"thứ {place}"
        try:
            links.append(Table(row, root.folder).whole_of(_link))
        except (WrongTable, WrongSettings) as error:
            raise WrongTable(f"liên kết {name}: {str(error).rstrip('.')}") from error
        if [link.name for link in links].count(links[-1].name) > 1:
            raise WrongTable(f"hai liên kết cùng tên {name}")
    return tuple(links)


def _link(table: Table) -> Link:
    name, kind = table.text("name"), table.text("kind")
    if not _NAME.fullmatch(name):
        raise WrongTable("“name” chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối")
    if kind not in KINDS:
        raise WrongTable(f"“kind” phải là một trong: {', '.join(KINDS)}")
    own, reached = table.words("own"), table.words("reaches")
    for pattern in (*own, *reached):
        if pattern != "*" and not is_code(pattern.removeprefix("*.")):
            raise WrongTable(f"“{pattern}” không phải mã định danh")
    settings = _settings(table, KINDS[kind])
    return Link(
        name=name,
        kind=kind,
        title=table.text("title"),
        own=own,
        reached=reached,
        settings=settings,
        settle_seconds=KINDS[kind].settle(settings),
        directory_loss=_share(table, "directory_loss", DIRECTORY_LOSS),
        **_times(table, KINDS[kind].every),
    )


def _share(table: Table, name: str, default: float) -> float:
    value = table.number(name, default)
    if value > 1:
        raise WrongTable(f"“{name}” là một tỷ lệ, từ 0 đến 1")
    return value


def _times(table: Table, usual: float) -> dict[str, Any]:
    """How long everything may take; a time that would do harm is a mistake."""
    every = table.number("every_seconds", usual)
    silent = table.number("silent_minutes", 15)
    if every < 1:
        raise WrongTable("“every_seconds” phải từ 1 giây")
    if silent * 60 <= every:
        raise WrongTable("“silent_minutes” phải dài hơn “every_seconds”")
    return {
        "lease_seconds": table.number("lease_seconds", 300),
        "every_seconds": every,
        "doubt_minutes": table.number("doubt_minutes", 30),
        "silent_minutes": silent,
        "arrival_hours": _hours(table, "arrival_hours", 4),
        "acceptance_hours": _hours(table, "acceptance_hours", 24),
    }


def _hours(table: Table, name: str, usual: int) -> int:
    hours = table.whole(name, usual)
    if hours > _MOST_HOURS:
        raise WrongTable(f"“{name}” phải từ 1 đến {_MOST_HOURS} giờ làm việc")
    return hours


def _settings(table: Table, kind: _Kind) -> Any:
    """`settings` is a table, or names a file that holds it."""
    given = table.take("settings")
    if isinstance(given, dict):
        return kind.read(given, table.folder)
    if not isinstance(given, str):
        raise WrongTable("thiếu bảng “settings”")
    path = Table({"settings": given}, table.folder).file("settings")
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongTable(f"{path}: {error}") from error
    return kind.read(values, path.parent)


def _covers(pattern: str, code: str) -> bool:
    if pattern == "*":
        return True
    if pattern.startswith("*."):
        return code.endswith(pattern[1:])
    return code == pattern or code.startswith(f"{pattern}.")
