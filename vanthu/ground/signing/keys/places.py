"""Where a key lies, as values: what the registry knows of it, and what the server is told."""

from dataclasses import dataclass, field

from vanthu.ground.signing.choices import Driver


@dataclass(frozen=True)
class KeyPlace:
    """One registered key: its driver, where it is found there, and whose certificate it has.

    `token` is the label of a PKCS#11 token; `credential` the label of the key on it, or the id of a
    remote credential; both are empty for PKCS#12. `fingerprint` is the SHA-256 of the certificate.
    """

    driver: Driver
    token: str = ""
    credential: str = ""
    fingerprint: bytes = b""


@dataclass(frozen=True)
class KeyServer:
    """What the operator set: the PKCS#11 module, the remote service and its bearer token."""

    pkcs11_module: str = ""
    csc_url: str = ""
    csc_token: str = field(default="", repr=False)
    seconds: float = 10
