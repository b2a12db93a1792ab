"""The operators' list of the network: nodes of the centre, sites, ports, limits of an account."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from vanthu.office.interchange.drivers.jetstream.names import is_site
from vanthu.office.interchange.drivers.jetstream.settings import MEGABYTE, Site, WrongSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """Where servers listen: `client` for installations, `cluster` between the nodes of the centre,
    `leaf` for the sites' own servers."""

    client: int = 4222
    cluster: int = 6222
    leaf: int = 7422


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A server of the centre. `address` is a name or IP that the others reach it by."""

    name: str
    address: str
    ports: Ports = Ports()
    store: str = "/var/lib/vanthu-nats"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A site of the network: an installation with its own server, its account and its agencies.

    A suspended one keeps its box but can send nothing.
    """

    name: str
    site: Site
    listen: str = "127.0.0.1:4222"
    suspended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one account may use of the centre. `store_bytes` counts each replica: three times the
    bytes of a box, and a little more.
    """

    connections: int = 20
    leaves: int = 4
    subscriptions: int = 2_000
    store_bytes: int = 15 * 1024 * MEGABYTE
    streams: int = 4
    consumers: int = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole network."""

    name: str
    nodes: tuple[Node, ...]
    members: tuple[Member, ...]
    limits: Limits = field(default_factory=Limits)
    folder: str = "/etc/vanthu-nats"

    def __post_init__(self) -> None:
        """Refuse what would make no network."""
        if len(self.nodes) not in {1, 3, 5}:
            raise WrongSettings("Trung tâm phải có 1, 3 hoặc 5 nút để luôn có đa số.")
        _check_names([node.name for node in self.nodes], "nút")
        _check_names([member.name for member in self.members], "điểm")
        codes = [code for member in self.members for code in member.site.codes]
        if doubled := sorted({code for code in codes if codes.count(code) > 1}):
            raise WrongSettings(f"Mã cơ quan {', '.join(doubled)} thuộc hai điểm.")

    @property
    def replicas(self) -> int:
        """How many copies a box has."""
        return min(3, len(self.nodes))


def _check_names(names: list[str], what: str) -> None:
    if wrong := [name for name in names if not is_site(name)]:
        raise WrongSettings(f"Tên {what} «{wrong[0]}» không hợp lệ: chỉ dùng a-z, 0-9 và dấu -.")
    if len(set(names)) < len(names):
        raise WrongSettings(f"Hai {what} cùng tên.")


def read_plan(path: Path) -> Plan:
    """The plan in a TOML file. Raises WrongSettings with a sentence."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return Plan(
            name=table["name"],
            nodes=tuple(_node(row) for row in table["node"]),
            members=tuple(_member(row) for row in table["site"]),
            limits=Limits(**table.get("limits", {})),
            folder=table.get("folder", "/etc/vanthu-nats"),
        )
    except (OSError, KeyError, TypeError, tomllib.TOMLDecodeError) as problem:
        raise WrongSettings(f"Danh sách mạng {path} sai hoặc thiếu: {problem}.") from problem


def _node(row: Mapping[str, Any]) -> Node:
    values = dict(row)
    return Node(ports=Ports(**values.pop("ports", {})), **values)


def _member(row: Mapping[str, Any]) -> Member:
    values = dict(row)
    site = Site(title=values.pop("title", ""), codes=tuple(values.pop("codes")))
    return Member(site=site, **values)


def is_ip(address: str) -> bool:
    """Whether an address is an IP rather than a name."""
    try:
        ip_address(address)
    except ValueError:
        return False
    return True
