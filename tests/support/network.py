"""A guard that lets tests reach this machine and nothing else."""

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


class NetworkBlocked(AssertionError):
    """A test tried to reach another machine."""


def is_local(address: Any) -> bool:
    """True for a Unix socket, a loopback address or the name localhost."""
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@contextmanager
def blocked() -> Iterator[None]:
    """Refuse every connection that leaves this machine while the block runs."""
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex

    def connect(self: socket.socket, address: Any) -> None:
        _refuse_remote(self, address)
        real_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        _refuse_remote(self, address)
        return real_connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket.socket, "connect_ex", connect_ex)
        yield


def _refuse_remote(connection: socket.socket, address: Any) -> None:
    if not is_local(address):
        connection.close()
        raise NetworkBlocked(f"tests stay on this machine, not {address!r}")
