"""What the demo's certificates say: subjects, uses, and where their state can be asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from vanthu.demo.pki.choices import MARK

PublicKey = RSAPublicKey | EllipticCurvePublicKey
ORGANIZATION_IDENTIFIER = x509.ObjectIdentifier("2.5.4.97")
# RFC 6960, 4.2.2.2.1: nobody need ask whether the responder's own certificate is revoked.
_OCSP = ExtendedKeyUsageOID.OCSP_SIGNING


@dataclass(frozen=True)
class Pair:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: RSAPrivateKey


@dataclass(frozen=True)
class Term:
    """From when until when a certificate holds; both ends belong to it, as X.509 has it."""

    start: datetime
    end: datetime

    @classmethod
    def around(cls, now: datetime, before_days: int, after_days: int) -> "Term":
        """A term that began some days before `now` and ends some days after it."""
        return cls(now - timedelta(days=before_days), now + timedelta(days=after_days))


def subject(name: str, organisation: str = "", organisation_code: str = "") -> x509.Name:
    """A subject marked as the demo's; a name of over 64 letters is cut, as X.520 allows no more."""
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64] or "vanthu – mẫu"),
        x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, MARK),
    ]
    if organisation_code:
        parts.append(x509.NameAttribute(ORGANIZATION_IDENTIFIER, organisation_code))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def root_certificate(key: RSAPrivateKey, term: Term) -> x509.Certificate:
    """The trust anchor: it says itself who it is."""
    name = subject("vanthu DEMO Root CA")
    return _authority(_begun(name, name, key.public_key(), term), key.public_key(), None).sign(
        key, hashes.SHA256()
    )


def issuing_certificate(
    key: RSAPrivateKey, term: Term, root: Pair, base_url: str
) -> x509.Certificate:
    """The authority that certifies people, agencies and services."""
    name = subject("vanthu DEMO CA")
    begun = _begun(name, root.certificate.subject, key.public_key(), term)
    pointed = _pointing(begun, base_url, crl="root.crl", issuer="root.cer", ocsp=False)
    return _authority(pointed, root.key.public_key(), 0).sign(root.key, hashes.SHA256())


def holder_certificate(
    name: x509.Name, key: PublicKey, term: Term, issuing: Pair, base_url: str
) -> x509.Certificate:
    """The certificate of a person or an agency, to sign documents with."""
    begun = _begun(name, issuing.certificate.subject, key, term)
    pointed = _pointing(begun, base_url, crl="ca.crl", issuer="ca.cer", ocsp=True)
    return (
        _identified(pointed, issuing.key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(content_commitment=True), critical=True)
        .sign(issuing.key, hashes.SHA256())
    )


def service_certificate(
    name: str, use: x509.ObjectIdentifier, key: RSAPrivateKey, term: Term, issuing: Pair, url: str
) -> x509.Certificate:
    """The certificate of the time stamps' or the OCSP answers' signer; `use` says which."""
    begun = _begun(subject(name), issuing.certificate.subject, key.public_key(), term)
    if use == _OCSP:
        builder = begun.add_extension(x509.OCSPNoCheck(), critical=False)
    else:
        builder = _pointing(begun, url, crl="ca.crl", issuer="ca.cer", ocsp=True)
    return (
        _identified(builder, issuing.key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.ExtendedKeyUsage([use]), critical=True)
        .sign(issuing.key, hashes.SHA256())
    )


def _begun(
    name: x509.Name, issuer: x509.Name, key: PublicKey, term: Term
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(term.start)
        .not_valid_after(term.end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _identified(builder: x509.CertificateBuilder, issuer_key: PublicKey) -> x509.CertificateBuilder:
    identifier = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key)
    return builder.add_extension(identifier, critical=False)


def _authority(
    builder: x509.CertificateBuilder, issuer_key: PublicKey, path_length: int | None
) -> x509.CertificateBuilder:
    constraints = x509.BasicConstraints(ca=True, path_length=path_length)
    return (
        _identified(builder, issuer_key)
        .add_extension(constraints, critical=True)
        .add_extension(_usage(authority=True), critical=True)
    )


def _usage(*, authority: bool = False, content_commitment: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _pointing(
    builder: x509.CertificateBuilder, base_url: str, *, crl: str, issuer: str, ocsp: bool
) -> x509.CertificateBuilder:
    """Say where the revocation list, the issuer's certificate and (if any) OCSP answers are."""
    place = [x509.UniformResourceIdentifier(f"{base_url}/{crl}")]
    points = [x509.DistributionPoint(place, None, None, None)]
    access = [(AuthorityInformationAccessOID.CA_ISSUERS, f"{base_url}/{issuer}")]
    if ocsp:
        access.append((AuthorityInformationAccessOID.OCSP, f"{base_url}/ocsp"))
    described = [
        x509.AccessDescription(method, x509.UniformResourceIdentifier(url))
        for method, url in access
    ]
    return builder.add_extension(x509.CRLDistributionPoints(points), critical=False).add_extension(
        x509.AuthorityInformationAccess(described), critical=False
    )
