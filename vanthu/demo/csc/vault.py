"""The keys that the service holds: one PKCS#12 file each, encrypted by its owner's PIN."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

_ID = re.compile(r"[a-z0-9-]{1,60}")


@dataclass(frozen=True)
class Vault:
    """A folder of keys, readable by its owner only."""

    folder: Path

    def put(self, credential: str, key_file: bytes, certificates: list[x509.Certificate]) -> None:
        """Keep a key (PKCS#12 under its PIN) and, readable without the PIN, its chain."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        chain = b"".join(each.public_bytes(Encoding.PEM) for each in certificates)
        for name, content in ((f"{credential}.pem", chain), (f"{credential}.p12", key_file)):
            _write(self.folder / name, content)

    def ids(self) -> list[str]:
        """The credentials, in the order of their ids."""
        return sorted(path.stem for path in self.folder.glob("*.p12"))

    def certificates(self, credential: str) -> list[x509.Certificate] | None:
        """The chain of a credential, its own certificate first; None when there is none."""
        path = self.folder / f"{credential}.pem"
        if not _ID.fullmatch(credential) or not path.exists():
            return None
        return x509.load_pem_x509_certificates(path.read_bytes())

    def key(self, credential: str, pin: str) -> RSAPrivateKey | None:
        """The key that the PIN opens; None when it does not."""
        try:
            held = pkcs12.load_pkcs12(
                (self.folder / f"{credential}.p12").read_bytes(), pin.encode()
            )
        except ValueError:
            return None
        return held.key if isinstance(held.key, RSAPrivateKey) else None


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    beside.replace(path)
