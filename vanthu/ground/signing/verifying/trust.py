"""The trust list as values: whose roots are trusted from when until when, and what may be asked."""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from asn1crypto import pem, x509

from vanthu.kernel.errors import Invalid


class NotACertificate(Invalid):
    """The bytes are no X.509 certificate."""

    code = "not-a-certificate"

    def __init__(self) -> None:
        sentence = "Tệp không phải là chứng thư số X.509 (.cer, .crt, .pem). Hãy chọn tệp khác."
        super().__init__({"certificate": sentence}, sentence)


@dataclass(frozen=True)
class Anchor:
    """A root that is trusted for signatures made from `valid_from` until before `valid_to`."""

    name: str
    certificate: bytes
    """DER."""
    kind: str = "own"
    valid_from: date = date.min
    valid_to: date | None = None

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in hexadecimal."""
        return hashlib.sha256(self.certificate).hexdigest()

    def holds_on(self, day: date) -> bool:
        """Whether a signature of that day may rest on this root."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def as_json(self) -> dict[str, Any]:
        """For the process that checks, and for the evidence."""
        return {
            "name": self.name,
            "certificate": base64.b64encode(self.certificate).decode(),
            "kind": self.kind,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
        }

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Self:
        """What `as_json` wrote."""
        end = told["valid_to"]
        return cls(
            told["name"],
            base64.b64decode(told["certificate"]),
            told["kind"],
            date.fromisoformat(told["valid_from"]),
            date.fromisoformat(end) if end else None,
        )


@dataclass(frozen=True)
class Host:
    """A machine that may be asked for revocations; `internal` ones may have a private address."""

    name: str
    """`host` for the usual ports, or `host:port`."""
    internal: bool = False


@dataclass(frozen=True)
class TrustList:
    """All roots and hosts, whatever their period: the day of each signature chooses."""

    anchors: tuple[Anchor, ...] = ()
    hosts: tuple[Host, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over all that it says: two checks by the same list name the same digest."""
        said = json.dumps(
            [sorted(map(json.dumps, self._anchors_json())), sorted(map(str, self.hosts))]
        )
        return hashlib.sha256(said.encode()).hexdigest()

    def on(self, day: date) -> tuple[Anchor, ...]:
        """The roots that a signature of that day may rest on."""
        return tuple(anchor for anchor in self.anchors if anchor.holds_on(day))

    def as_json(self) -> dict[str, Any]:
        """For the process that checks."""
        hosts = [{"name": host.name, "internal": host.internal} for host in self.hosts]
        return {"anchors": self._anchors_json(), "hosts": hosts}

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Self:
        """What `as_json` wrote."""
        return cls(
            tuple(Anchor.of_json(each) for each in told["anchors"]),
            tuple(Host(each["name"], each["internal"]) for each in told["hosts"]),
        )

    def _anchors_json(self) -> list[dict[str, Any]]:
        return [anchor.as_json() for anchor in self.anchors]


@dataclass(frozen=True)
class CertificateFacts:
    """What a certificate says, for whoever decides to trust it."""

    der: bytes
    name: str
    subject: str
    issuer: str
    not_before: date
    not_after: date
    fingerprint: str
    is_authority: bool


def read_certificates(content: bytes) -> list[bytes]:
    """The DER of every certificate in a PEM or DER file; raises NotACertificate."""
    try:
        if pem.detect(content):
            found = [der for kind, _, der in pem.unarmor(content, True) if kind == "CERTIFICATE"]
        else:
            found = [content]
        for der in found:
            facts_of(der)
    except (ValueError, TypeError, KeyError, OverflowError) as error:
        raise NotACertificate from error
    if not found:
        raise NotACertificate
    return found


def facts_of(der: bytes) -> CertificateFacts:
    """What the certificate says; raises ValueError for bytes that are none."""
    certificate = x509.Certificate.load(der, strict=True)
    validity = certificate["tbs_certificate"]["validity"]
    native = certificate.subject.native
    return CertificateFacts(
        der,
        first(native.get("common_name")) or certificate.subject.human_friendly,
        certificate.subject.human_friendly,
        certificate.issuer.human_friendly,
        validity["not_before"].native.date(),
        validity["not_after"].native.date(),
        hashlib.sha256(der).hexdigest(),
        bool(certificate.ca),
    )


def first(value: Any) -> str:
    """An attribute that may be given several times: its first text, or nothing."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def anchors_of(certificates: Iterable[bytes]) -> tuple[Anchor, ...]:
    """Roots named by what they say themselves, trusted whenever: those of a command line."""
    return tuple(Anchor(facts_of(der).name, der) for der in certificates)
