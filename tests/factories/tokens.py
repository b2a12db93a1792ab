"""Places where keys lie in tests: a SoftHSM2 token, and a remote signing service."""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from wsgiref.simple_server import make_server

import pkcs11
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509 import Certificate
from pkcs11 import Attribute
from pkcs11.util.x509 import decode_x509_certificate

from tests.factories.pki import Authority, Quiet
from vanthu.demo.csc.service import Service
from vanthu.demo.csc.site import Site
from vanthu.demo.csc.vault import Vault
from vanthu.demo.pki.authority import Issued
from vanthu.ground.signing.choices import Driver
from vanthu.ground.signing.keys.places import KeyPlace, KeyServer

PIN = "482915"
MODULES = ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/pkcs11/libsofthsm2.so")


@dataclass(frozen=True)
class Reached:
    """A key, where it lies and how its place is reached."""

    holder: Issued
    place: KeyPlace
    server: KeyServer


def token_module() -> str:
    """The library of SoftHSM2 on this machine."""
    return next(path for path in MODULES if Path(path).exists())


@contextmanager
def token(folder: Path, authority: Authority) -> Iterator[Reached]:
    """A SoftHSM2 token in `folder` with a person's key and certificate on it."""
    module = token_module()
    config = folder / "softhsm2.conf"
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(config)
    try:
        holder = authority.person("Phạm Thị Dung")
        init_token(folder, "vanthu")
        put_key(module, folder, "vanthu", "dung", 1, holder)
        put_certificate(module, "vanthu", "ca", authority.pki.chain[0])
        place = KeyPlace(Driver.PKCS11, "vanthu", "dung")
        yield Reached(holder, place, KeyServer(pkcs11_module=module))
    finally:
        os.environ.pop("SOFTHSM2_CONF")
        if before is not None:
            os.environ["SOFTHSM2_CONF"] = before


def _softhsm(*options: str) -> None:
    subprocess.run(["softhsm2-util", *options], check=True, capture_output=True)


def init_token(folder: Path, name: str) -> None:
    """An empty token in `folder`, whose configuration SOFTHSM2_CONF names."""
    (folder / "tokens").mkdir(parents=True)
    config = folder / "softhsm2.conf"
    config.write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n")
    _softhsm("--init-token", "--free", "--label", name, "--so-pin", "0000", "--pin", PIN)


def put_key(module: str, folder: Path, token: str, label: str, number: int, holder: Issued) -> None:
    """A key and its certificate on the token, under the label."""
    pem = folder / "key.pem"
    pem.write_bytes(holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    where = ("--token", token, "--label", label, "--id", f"{number:02d}", "--pin", PIN)
    _softhsm("--import", str(pem), *where)
    pem.unlink()
    put_certificate(module, token, label, holder.certificate)


def put_certificate(module: str, token: str, label: str, certificate: Certificate) -> None:
    """A certificate on the token, under the label."""
    slot = pkcs11.lib(module).get_token(token_label=token)
    with slot.open(rw=True, user_pin=PIN) as session:
        told = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
        session.create_object({**told, Attribute.LABEL: label, Attribute.TOKEN: True})


@contextmanager
def remote(folder: Path, authority: Authority) -> Iterator[Reached]:
    """A signing service on loopback that holds a person's key under the PIN."""
    vault = Vault(folder)
    holder = authority.person_with_pin("Lý Văn Em", PIN)
    vault.put("em", holder.pkcs12, [holder.certificate, *authority.pki.chain])
    with make_server("127.0.0.1", 0, Site(Service(vault), "token"), handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{server.server_port}/csc/v2"
        yield Reached(holder, KeyPlace(Driver.CSC, "", "em"), KeyServer("", url, "token", 5))
        server.shutdown()
        thread.join()
