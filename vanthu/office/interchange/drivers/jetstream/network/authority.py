"""A private certificate authority of the network's operators: it vouches for servers and sites.

Elliptic keys (P-256), written readable by their owner alone. The authority's key need only be where
certificates are made; keep it off the servers.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from vanthu.office.interchange.drivers.jetstream.network.plan import is_ip

AUTHORITY = "authority"
YEARS_OF_AUTHORITY, DAYS_OF_MEMBER = 10, 825


@dataclass(frozen=True, slots=True)
class Authority:
    """The authority's certificate and key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


def open_authority(folder: Path, network: str) -> Authority:
    """The authority in a folder, made when there is none yet."""
    certificate, key = folder / f"{AUTHORITY}.pem", folder / f"{AUTHORITY}.key"
    if not certificate.exists():
        _make_authority(certificate, key, network)
    private = serialization.load_pem_private_key(key.read_bytes(), None)
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    return Authority(x509.load_pem_x509_certificate(certificate.read_bytes()), private)


def issue(authority: Authority, folder: Path, name: str, addresses: tuple[str, ...]) -> Path:
    """A key and a certificate for a server or site, kept when there already; its path."""
    certificate, key = folder / f"{name}.pem", folder / f"{name}.key"
    if certificate.exists() and key.exists():
        return certificate
    private = ec.generate_private_key(ec.SECP256R1())
    builder = (
        _builder(name, authority.certificate.subject, private, DAYS_OF_MEMBER)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage(
                [ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]
            ),
            critical=False,
        )
        .add_extension(_alternatives(name, addresses), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()),
            critical=False,
        )
    )
    _write(certificate, key, builder.sign(authority.key, hashes.SHA256()), private)
    return certificate


def _alternatives(name: str, addresses: tuple[str, ...]) -> x509.SubjectAlternativeName:
    """The first name is what the servers know an account by."""
    others = [address for address in addresses if address != name]
    return x509.SubjectAlternativeName(
        [x509.DNSName(name)]
        + [x509.IPAddress(ip_address(a)) if is_ip(a) else x509.DNSName(a) for a in others]
    )


def _make_authority(certificate: Path, key: Path, network: str) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"vanthu network {network}")])
    builder = (
        _builder(f"vanthu network {network}", subject, private, 365 * YEARS_OF_AUTHORITY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_signing_only(), critical=True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False
        )
    )
    _write(certificate, key, builder.sign(private, hashes.SHA256()), private)


def _signing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )


def _builder(
    name: str, issuer: x509.Name, private: ec.EllipticCurvePrivateKey, days: int
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(issuer)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
    )


def _write(
    certificate: Path, key: Path, signed: x509.Certificate, private: ec.EllipticCurvePrivateKey
) -> None:
    certificate.parent.mkdir(parents=True, exist_ok=True)
    secret = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with open(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        target.write(secret)
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
