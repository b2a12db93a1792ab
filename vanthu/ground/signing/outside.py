"""The services and key places of this installation, from its settings.

What the environment leaves open is read from `VANTHU_VAR/signing.json`, which the demo writes.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from asn1crypto import x509
from django.conf import settings

from vanthu.ground.signing.keys.places import KeyServer
from vanthu.ground.signing.pdf.services import Services

FILE = "signing.json"


def key_server() -> KeyServer:
    """Where keys are reached."""
    told = _settings()
    return KeyServer(
        told["pkcs11_module"], told["csc_url"], told["csc_token"], float(told["seconds"])
    )


def services(roots: Iterable[bytes], hosts: Iterable[str] = ()) -> Services:
    """Who stamps time and tells that certificates hold; `roots` (DER) and `hosts` are trusted."""
    told = _settings()
    stamper = urlsplit(told["tsa_url"]).hostname
    return Services(
        stamp_url=told["tsa_url"],
        roots=tuple(x509.Certificate.load(root) for root in roots),
        hosts=frozenset({*hosts, *told["hosts"], *([stamper] if stamper else [])}),
        seconds=float(told["seconds"]),
    )


def _settings() -> dict[str, Any]:
    own: dict[str, Any] = settings.SIGNING
    path = Path(settings.VAR) / FILE
    made = json.loads(path.read_text()) if path.exists() else {}
    return {name: value or made.get(name, value) for name, value in own.items()}
