"""What a certificate says to the registry, out of whatever file holds it."""

from dataclasses import dataclass
from datetime import datetime

from asn1crypto import pem, x509

from vanthu.ground.signing.errors import BadCertificate

_LONGEST = 200


@dataclass(frozen=True)
class Facts:
    """One certificate as the registry keeps it; `fingerprint` is its SHA-256 in hexadecimal."""

    der: bytes
    fingerprint: str
    subject: str
    issuer: str
    starts_at: datetime
    ends_at: datetime


def facts_of(content: bytes) -> Facts:
    """Read DER or PEM. Raises BadCertificate for anything else and for a certificate authority."""
    try:
        if pem.detect(content):
            content = pem.unarmor(content)[2]
        certificate = x509.Certificate.load(content, strict=True)
        if certificate.ca:
            raise BadCertificate
        return Facts(
            der=certificate.dump(),
            fingerprint=certificate.sha256.hex(),
            subject=_name(certificate.subject),
            issuer=_name(certificate.issuer),
            starts_at=certificate.not_valid_before,
            ends_at=certificate.not_valid_after,
        )
    except (ValueError, TypeError, KeyError) as error:
        raise BadCertificate from error


def _name(name: x509.Name) -> str:
    """The common name; everything when there is none."""
    common = name.native.get("common_name") or name.human_friendly
    return (common if isinstance(common, str) else str(common[0]))[:_LONGEST]
