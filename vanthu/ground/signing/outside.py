"""The services and key places of this installation.

The environment names them. What it leaves open is taken from the services that the installation
runs itself, where wiring says that it has some: the demo's.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from asn1crypto import x509
from django.conf import settings

from vanthu.ground.signing.keys.places import KeyServer
from vanthu.ground.signing.pdf.services import Services


@dataclass(frozen=True)
class OwnServices:
    """What an installation runs itself: a remote signing service and a stamper of time.

    `crls` are revocation lists known beforehand, so that nobody need be asked for them.
    """

    csc_url: str
    csc_token: str
    tsa_url: str
    crls: tuple[bytes, ...]


Provider = Callable[[], OwnServices | None]
_providers: list[Provider] = []


def offer(provider: Provider) -> None:
    """Let the installation's own services fill what the environment leaves open."""
    if provider not in _providers:
        _providers.append(provider)


def key_server() -> KeyServer:
    """Where keys are reached."""
    told: dict[str, Any] = settings.SIGNING
    server = KeyServer(
        told["pkcs11_module"], told["csc_url"], told["csc_token"], float(told["seconds"])
    )
    own = None if server.csc_url else _own()
    return replace(server, csc_url=own.csc_url, csc_token=own.csc_token) if own else server


def services(roots: Iterable[bytes], hosts: Iterable[str] = ()) -> Services:
    """Who stamps time and tells that certificates hold; `roots` (DER) and `hosts` are trusted."""
    told: dict[str, Any] = settings.SIGNING
    own = None if told["tsa_url"] else _own()
    stamp_url = own.tsa_url if own else told["tsa_url"]
    return Services(
        stamp_url=stamp_url,
        roots=tuple(x509.Certificate.load(root) for root in roots),
        hosts=frozenset({*hosts, *told["hosts"], urlsplit(stamp_url).netloc} - {""}),
        seconds=float(told["seconds"]),
        crls=own.crls if own else (),
    )


def _own() -> OwnServices | None:
    """The first own services there are."""
    return next((found for found in (provider() for provider in _providers) if found), None)
