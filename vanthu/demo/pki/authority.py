"""The authority as it lies in its folder: made once, opened by each process, certifying on demand.

Each issued and each revoked certificate is a file of its own, so processes need no lock.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID

from vanthu.demo.pki import certificates
from vanthu.demo.pki.certificates import Pair, PublicKey, Term
from vanthu.demo.pki.choices import HolderKind

_AUTHORITY_DAYS = (3650, 7300)  # so that a certificate of an earlier year can be issued too
_SERVICES = {
    "tsa": ("vanthu DEMO TSA", ExtendedKeyUsageOID.TIME_STAMPING),
    "ocsp": ("vanthu DEMO OCSP", ExtendedKeyUsageOID.OCSP_SIGNING),
}


@dataclass(frozen=True)
class Issued:
    """A certificate with its key, as its holder gets it."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey
    pkcs12: bytes
    """Key, certificate and chain in one file, under `password`."""
    password: str

    @property
    def serial(self) -> int:
        """The certificate's number, by which it is revoked."""
        return self.certificate.serial_number


@dataclass(frozen=True)
class Revocation:
    """Since when and why a certificate no longer holds."""

    serial: int
    at: datetime
    reason: x509.ReasonFlags


@dataclass(frozen=True)
class Pki:
    """Root, issuing authority, and the signers of time stamps and of OCSP answers."""

    folder: Path
    base_url: str
    root: Pair
    issuing: Pair
    tsa: Pair
    ocsp: Pair

    @classmethod
    def make(cls, folder: Path, base_url: str, now: datetime) -> "Pki":
        """Make new keys in `folder`; certificates will name addresses below `base_url`."""
        url, term = base_url.rstrip("/"), Term.around(now, *_AUTHORITY_DAYS)
        key = new_key()
        root = Pair(certificates.root_certificate(key, term), key)
        key = new_key()
        issuing = Pair(certificates.issuing_certificate(key, term, root, url), key)
        pairs = {"root": root, "issuing": issuing}
        for service, (name, use) in _SERVICES.items():
            key = new_key()
            made = certificates.service_certificate(name, use, key, term, issuing, url)
            pairs[service] = Pair(made, key)
        _keep(folder, url, pairs)
        return cls(folder, url, **pairs)

    @classmethod
    def open(cls, folder: Path) -> "Pki":
        """The authority that `make` left in `folder`; FileNotFoundError when there is none."""
        names = ("root", "issuing", *_SERVICES)
        pairs = {name: _pair(folder, name) for name in names}
        return cls(folder, (folder / "base_url").read_text(), **pairs)

    @property
    def chain(self) -> tuple[x509.Certificate, x509.Certificate]:
        """The certificates above a holder's: the issuing authority's, then the root's."""
        return self.issuing.certificate, self.root.certificate

    def certify(
        self,
        key: PublicKey,
        name: str,
        kind: HolderKind,
        term: Term,
        organisation: str = "",
        organisation_code: str = "",
    ) -> x509.Certificate:
        """Certify a key made elsewhere, on a token or in an HSM."""
        owner = name if kind is HolderKind.AGENCY else organisation
        subject = certificates.subject(name, owner, organisation_code)
        made = certificates.holder_certificate(subject, key, term, self.issuing, self.base_url)
        _write(self._issued(made.serial_number), made.public_bytes(serialization.Encoding.DER))
        return made

    def issue(
        self,
        name: str,
        kind: HolderKind,
        *,
        term: Term,
        organisation: str = "",
        organisation_code: str = "",
        password: str = "",
        key: rsa.RSAPrivateKey | None = None,
    ) -> Issued:
        """Make a key (or take `key`) and certify it; the key is given away and not kept here."""
        held = key or new_key()
        made = self.certify(held.public_key(), name, kind, term, organisation, organisation_code)
        secret = password or f"demo-{made.serial_number % 10**8:08}"
        packed = pkcs12.serialize_key_and_certificates(
            name.encode(), held, made, self.chain, _encryption(secret)
        )
        return Issued(made, held, packed, secret)

    def revoke(
        self,
        serial: int,
        at: datetime,
        reason: x509.ReasonFlags = x509.ReasonFlags.key_compromise,
    ) -> None:
        """Say from now on that the certificate has not held since `at`."""
        told = {"at": at.isoformat(), "reason": reason.name}
        _write(self.folder / "revoked" / f"{serial:x}.json", json.dumps(told).encode())

    def revocation(self, serial: int) -> Revocation | None:
        """The revocation of one certificate, if it was revoked."""
        path = self.folder / "revoked" / f"{serial:x}.json"
        return _revocation(path) if path.exists() else None

    def revocations(self) -> list[Revocation]:
        """All that were revoked, by number."""
        found = (_revocation(path) for path in (self.folder / "revoked").glob("*.json"))
        return sorted(found, key=lambda revocation: revocation.serial)

    def has_issued(self, serial: int) -> bool:
        """Whether a certificate of this number came from here."""
        return self._issued(serial).exists()

    def _issued(self, serial: int) -> Path:
        return self.folder / "issued" / f"{serial:x}.cer"


def new_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """A new RSA key; below 2048 bits only to show that it is found too weak."""
    return rsa.generate_private_key(65537, bits)


def _encryption(password: str) -> serialization.KeySerializationEncryption:
    return serialization.BestAvailableEncryption(password.encode())


def _keep(folder: Path, base_url: str, pairs: dict[str, Pair]) -> None:
    for name, pair in pairs.items():
        secret = pair.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        _write(folder / f"{name}.key", secret)
        public = pair.certificate.public_bytes(serialization.Encoding.DER)
        _write(folder / f"{name}.cer", public)
        if name in _SERVICES:
            _write(folder / "issued" / f"{pair.certificate.serial_number:x}.cer", public)
    (folder / "revoked").mkdir(exist_ok=True)
    _write(folder / "base_url", base_url.encode())


def _write(path: Path, content: bytes) -> None:
    """Put a whole file in place, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    beside.replace(path)


def _pair(folder: Path, name: str) -> Pair:
    key = serialization.load_pem_private_key((folder / f"{name}.key").read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    return Pair(x509.load_der_x509_certificate((folder / f"{name}.cer").read_bytes()), key)


def _revocation(path: Path) -> Revocation:
    told = json.loads(path.read_text())
    at = datetime.fromisoformat(told["at"])
    return Revocation(int(path.stem, 16), at, x509.ReasonFlags[told["reason"]])
