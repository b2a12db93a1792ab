"""A key that is open for one act of signing, and the secret that opens it."""

from dataclasses import dataclass, field

from asn1crypto import x509
from pyhanko.sign.signers import Signer


@dataclass(frozen=True)
class Secret:
    """What the holder gives at the moment of signing: PIN or password, and the key file if any.

    It is handed from the form to the driver and to nobody else; it shows nothing of itself.
    """

    pin: str = field(repr=False)
    file: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class OpenKey:
    """Certificate, the certificates above it, and what signs with its key while it is open."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    signer: Signer

    @property
    def usage(self) -> str:
        """The use that the certificate must allow: non-repudiation, unless it names only others."""
        allowed = self.certificate.key_usage_value
        named = allowed.native if allowed is not None else {"non_repudiation"}
        return "non_repudiation" if "non_repudiation" in named else "digital_signature"
