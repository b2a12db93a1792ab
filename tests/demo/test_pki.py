"""The demo's authority: its certificates chain, its lists and answers tell what was revoked."""

import stat
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.x509 import ocsp

from tests.factories.pki import Authority
from vanthu.demo.pki import answers
from vanthu.demo.pki.authority import Issued, Pki
from vanthu.demo.pki.choices import MARK


def test_every_certificate_says_that_it_proves_nothing(authority: Authority) -> None:
    pki = authority.pki
    certificates = [*pki.chain, pki.tsa.certificate, pki.ocsp.certificate]
    for certificate in [*certificates, authority.person().certificate]:
        assert MARK in certificate.subject.rfc4514_string()


def test_certificates_chain_to_the_root(authority: Authority) -> None:
    issuing, root = authority.pki.chain
    issuing.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    authority.person().certificate.verify_directly_issued_by(issuing)


def test_a_holder_gets_key_and_chain_in_one_file(authority: Authority) -> None:
    issued = authority.person()
    opened = pkcs12.load_pkcs12(issued.pkcs12, issued.password.encode())
    assert opened.cert is not None
    assert opened.cert.certificate == issued.certificate
    assert {extra.certificate for extra in opened.additional_certs} == set(authority.pki.chain)


def test_keys_are_readable_by_their_owner_only(authority: Authority) -> None:
    for path in authority.pki.folder.rglob("*.key"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_process_opens_the_same_authority(authority: Authority) -> None:
    opened = Pki.open(authority.pki.folder)
    assert opened.chain == authority.pki.chain
    assert opened.base_url == authority.pki.base_url


def test_the_list_and_ocsp_tell_a_revocation_and_its_day(authority: Authority) -> None:
    issued, at = authority.person(), datetime.now(UTC).replace(microsecond=0) - timedelta(days=3)
    assert _asked(authority, issued).certificate_status is ocsp.OCSPCertStatus.GOOD
    authority.pki.revoke(issued.serial, at)
    told = _asked(authority, issued)
    assert told.certificate_status is ocsp.OCSPCertStatus.REVOKED
    assert told.revocation_time_utc == at
    listed = x509.load_der_x509_crl(_fetched(authority, "ca.crl"))
    entry = listed.get_revoked_certificate_by_serial_number(issued.serial)
    assert entry is not None
    assert entry.revocation_date_utc == at
    assert listed.is_signature_valid(authority.pki.issuing.key.public_key())


def test_ocsp_does_not_know_foreign_numbers_and_refuses_noise(authority: Authority) -> None:
    builder = ocsp.OCSPRequestBuilder().add_certificate_by_hash(
        b"0" * 20, b"1" * 20, 4711, hashes.SHA1()
    )
    unknown = answers.ocsp_answer(authority.pki, _der(builder), datetime.now(UTC))
    status = ocsp.load_der_ocsp_response(unknown).certificate_status
    assert status is ocsp.OCSPCertStatus.UNKNOWN
    noise = answers.ocsp_answer(authority.pki, b"no request", datetime.now(UTC))
    malformed = ocsp.OCSPResponseStatus.MALFORMED_REQUEST
    assert ocsp.load_der_ocsp_response(noise).response_status is malformed


def test_a_time_stamp_is_of_the_digest_asked_for(authority: Authority) -> None:
    imprint = tsp.MessageImprint(
        {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": b"d" * 32}
    )
    request = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "cert_req": True})
    url = f"{authority.pki.base_url}/tsa"
    with urlopen(Request(url, request.dump(), method="POST")) as answer:
        told = tsp.TimeStampResp.load(answer.read())
    assert told["status"]["status"].native == "granted"
    info = told["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
    assert info["message_imprint"]["hashed_message"].native == b"d" * 32
    assert abs(datetime.now(UTC) - info["gen_time"].native) < timedelta(minutes=1)


def test_a_time_stamp_of_noise_is_refused(authority: Authority) -> None:
    told = answers.time_stamp(authority.pki, b"no request", datetime.now(UTC))
    status = tsp.PKIStatusInfo.load(told[2:])
    assert status["status"].native == "rejection"


def test_nothing_else_is_found_there(authority: Authority) -> None:
    for path in ("root.key", "../root.key", "", "issued"):
        with pytest.raises(HTTPError, match="404"):
            _fetched(authority, path)


def _asked(authority: Authority, issued: Issued) -> ocsp.OCSPResponse:
    issuing = authority.pki.issuing.certificate
    builder = ocsp.OCSPRequestBuilder().add_certificate(
        issued.certificate, issuing, hashes.SHA256()
    )
    builder = builder.add_extension(x509.OCSPNonce(b"0123456789abcdef"), critical=False)
    url = f"{authority.pki.base_url}/ocsp"
    with urlopen(Request(url, _der(builder), method="POST")) as answer:
        told = ocsp.load_der_ocsp_response(answer.read())
    assert told.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce[-4:] == b"cdef"
    return told


def _der(builder: ocsp.OCSPRequestBuilder) -> bytes:
    return builder.build().public_bytes(Encoding.DER)


def _fetched(authority: Authority, name: str) -> bytes:
    with urlopen(f"{authority.pki.base_url}/{name}") as answer:
        return bytes(answer.read())
