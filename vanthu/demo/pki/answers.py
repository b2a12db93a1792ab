"""What the authority answers: revocation lists, OCSP (RFC 6960) and time stamps (RFC 3161)."""

from datetime import datetime, timedelta

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.x509 import ocsp
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from vanthu.demo.pki.authority import Pki, Revocation
from vanthu.demo.pki.certificates import Pair

_FRESH = timedelta(days=1)
_DER = serialization.Encoding.DER
# TimeStampResp with PKIStatus rejection (2) and no token, which asn1crypto cannot write.
_REJECTION = bytes.fromhex("30053003020102")


def revocation_list(pki: Pki, now: datetime) -> bytes:
    """The issuing authority's list, as of `now`."""
    return _list(pki.issuing, pki.revocations(), now)


def root_revocation_list(pki: Pki, now: datetime) -> bytes:
    """The root's list: the demo never revokes its own authority."""
    return _list(pki.root, [], now)


def _list(issuer: Pair, revocations: list[Revocation], now: datetime) -> bytes:
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(now)
        .next_update(now + _FRESH)
        .add_extension(x509.CRLNumber(int(now.timestamp())), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()),
            critical=False,
        )
    )
    for revocation in revocations:
        builder = builder.add_revoked_certificate(_entry(revocation))
    return builder.sign(issuer.key, hashes.SHA256()).public_bytes(_DER)


def _entry(revocation: Revocation) -> x509.RevokedCertificate:
    return (
        x509.RevokedCertificateBuilder()
        .serial_number(revocation.serial)
        .revocation_date(revocation.at)
        .add_extension(x509.CRLReason(revocation.reason), critical=False)
        .build()
    )


def ocsp_answer(pki: Pki, request: bytes, now: datetime) -> bytes:
    """Good, revoked or unknown; a request that is none is answered as malformed."""
    try:
        asked = ocsp.load_der_ocsp_request(request)
        builder = _status(pki, asked, now)
    except ValueError:
        malformed = ocsp.OCSPResponseStatus.MALFORMED_REQUEST
        return ocsp.OCSPResponseBuilder.build_unsuccessful(malformed).public_bytes(_DER)
    for extension in asked.extensions:
        if isinstance(extension.value, x509.OCSPNonce):
            builder = builder.add_extension(extension.value, critical=False)
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, pki.ocsp.certificate)
    signed = builder.certificates([pki.ocsp.certificate]).sign(pki.ocsp.key, hashes.SHA256())
    return signed.public_bytes(_DER)


def _status(pki: Pki, asked: ocsp.OCSPRequest, now: datetime) -> ocsp.OCSPResponseBuilder:
    revocation = pki.revocation(asked.serial_number)
    status = ocsp.OCSPCertStatus.UNKNOWN
    if revocation:
        status = ocsp.OCSPCertStatus.REVOKED
    elif pki.has_issued(asked.serial_number):
        status = ocsp.OCSPCertStatus.GOOD
    return ocsp.OCSPResponseBuilder().add_response_by_hash(
        asked.issuer_name_hash,
        asked.issuer_key_hash,
        asked.serial_number,
        asked.hash_algorithm,
        status,
        now,
        now + _FRESH,
        revocation.at if revocation else None,
        revocation.reason if revocation else None,
    )


def time_stamper(pki: Pki, at: datetime | None = None) -> DummyTimeStamper:
    """Stamps without a network; at the moment `at`, or always now."""
    store = SimpleCertificateStore.from_certs([_asn1(above) for above in pki.chain])
    key = pki.tsa.key.private_bytes(
        _DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return DummyTimeStamper(
        _asn1(pki.tsa.certificate), keys.PrivateKeyInfo.load(key), store, fixed_dt=at
    )


def time_stamp(pki: Pki, request: bytes, now: datetime) -> bytes:
    """Stamp the digest of the request; what is no request is refused (PKIStatus rejection)."""
    try:
        asked = tsp.TimeStampReq.load(request, strict=True)
        answer = time_stamper(pki, now).request_tsa_response(asked)
    except (ValueError, TypeError, KeyError, NotImplementedError):
        return _REJECTION
    return bytes(answer.dump())


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(_DER))
