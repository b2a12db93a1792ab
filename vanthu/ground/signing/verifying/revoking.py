"""Whether a certificate had been revoked: by what the file brings, then by asking."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl, ocsp, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.ocsp import OCSPRequestBuilder
from pyhanko_certvalidator.errors import (
    CRLValidationError,
    OCSPValidationError,
    PathValidationError,
    RevokedError,
)
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.revinfo.validate_crl import verify_crl
from pyhanko_certvalidator.revinfo.validate_ocsp import verify_ocsp_response

from vanthu.ground.signing.verifying.chains import context_at, finished, validity, within
from vanthu.ground.signing.verifying.network import HostNotAllowed, Network, Unreachable
from vanthu.ground.signing.verifying.opening import Evidence
from vanthu.ground.signing.verifying.trust import Anchor
from vanthu.ground.signing.verifying.verdicts import Note


@dataclass(frozen=True)
class Standing:
    """Of one path: known not to be revoked, revoked at a moment, or not known and why."""

    known: bool
    revoked_at: datetime | None = None
    revoked_name: str = ""
    notes: tuple[Note, ...] = ()


def standing(
    path: ValidationPath,
    anchor: Anchor,
    signed: datetime,
    now: datetime,
    evidence: Evidence,
    network: Network | None,
) -> Standing:
    """Of every certificate of the path below its root; the first that is not good is told."""
    certificates = [each for each in path if each.dump() != anchor.certificate]
    if not certificates:
        return Standing(known=True)  # trusted by itself: nobody stands above it to revoke it
    doubtful: Standing | None = None
    for certificate in certificates:
        found = _one(certificate, path, anchor, signed, now, evidence, network)
        if found.revoked_at is not None:
            return found
        doubtful = doubtful or (None if found.known else found)
    return doubtful or Standing(known=True)


def _one(
    certificate: x509.Certificate,
    path: ValidationPath,
    anchor: Anchor,
    signed: datetime,
    now: datetime,
    evidence: Evidence,
    network: Network | None,
) -> Standing:
    found = _judge(certificate, path, anchor, signed, now, evidence)
    if found.known or found.revoked_at is not None:
        return found
    if network is None:
        return Standing(known=False, notes=(Note("revocation-offline"),))
    trouble = None
    for ask in (_ask_ocsp, _ask_lists):
        note = ask(certificate, path, evidence, network)
        trouble = trouble or note
        found = _judge(certificate, path, anchor, signed, now, evidence)
        if found.known or found.revoked_at is not None:
            return found
    silent = not (_ocsp_addresses(certificate) or _list_addresses(certificate))
    useless = "revocation-silent" if silent else "revocation-useless"
    return Standing(known=False, notes=(trouble or Note(useless),))


def _judge(
    certificate: x509.Certificate,
    path: ValidationPath,
    anchor: Anchor,
    signed: datetime,
    now: datetime,
    evidence: Evidence,
) -> Standing:
    """By what is at hand, as of now and as of the signing.

    Authorities drop expired certificates from their lists: what was written after a certificate's
    end says nothing good of it.
    """
    _, end = validity(certificate)
    revoked = _asked_at(now, certificate, path, anchor, evidence)
    if isinstance(revoked, Standing):
        return revoked
    if revoked and now <= end:
        return Standing(known=True)
    at = within(certificate, signed)
    then = _asked_at(at, certificate, path, anchor, _before(end, evidence))
    if isinstance(then, Standing):
        return then
    return Standing(known=then)


def _asked_at(
    moment: datetime,
    certificate: x509.Certificate,
    path: ValidationPath,
    anchor: Anchor,
    evidence: Evidence,
) -> Standing | bool:
    """A Standing when it was revoked by `moment`, True when known to be good, else False."""
    context = context_at(moment, (anchor,), evidence)
    for verify in (verify_ocsp_response, verify_crl):
        try:
            finished(verify(certificate, path, context))
            return True
        except RevokedError as error:
            name = str(certificate.subject.native.get("common_name", ""))
            return Standing(known=True, revoked_at=error.revocation_dt, revoked_name=name)
        except (OCSPValidationError, CRLValidationError, PathValidationError):
            continue
        except Exception:  # an answer written to confuse proves nothing
            continue
    return False


def _before(end: datetime, evidence: Evidence) -> Evidence:
    lists = [each for each in evidence.lists if _said(each) <= end]
    answers = [each for each in evidence.answers if _answered(each) <= end]
    return Evidence(evidence.certificates, lists, answers)


def _said(found: crl.CertificateList) -> datetime:
    moment: datetime = found["tbs_cert_list"]["this_update"].native
    return moment


def _answered(found: ocsp.OCSPResponse) -> datetime:
    moment: datetime = found.response_data["produced_at"].native
    return moment


def _ask_ocsp(
    certificate: x509.Certificate, path: ValidationPath, evidence: Evidence, network: Network
) -> Note | None:
    issuer = _issuer(certificate, path)
    for url in _ocsp_addresses(certificate):
        if issuer is None:
            return None
        try:
            answer = network.fetch(url, _question(certificate, issuer), "application/ocsp-request")
            evidence.answers.append(ocsp.OCSPResponse.load(answer, strict=True))
            return None
        except (HostNotAllowed, Unreachable, ValueError) as error:
            return _trouble(error)
    return None


def _ask_lists(
    certificate: x509.Certificate, path: ValidationPath, evidence: Evidence, network: Network
) -> Note | None:
    note = None
    for url in _list_addresses(certificate):
        try:
            fetched = network.fetch(url)
            evidence.lists.append(crl.CertificateList.load(fetched, strict=True))
            return None
        except (HostNotAllowed, Unreachable, ValueError) as error:
            note = note or _trouble(error)
    return note


def _trouble(error: Exception) -> Note:
    if isinstance(error, HostNotAllowed):
        return Note("revocation-host", {"host": str(error)})
    if isinstance(error, Unreachable):
        return Note("revocation-unreachable", {"host": str(error)})
    return Note("revocation-useless")


def _question(certificate: x509.Certificate, issuer: x509.Certificate) -> bytes:
    asked = pyca.load_der_x509_certificate(certificate.dump())
    above = pyca.load_der_x509_certificate(issuer.dump())
    # SHA-1 names the issuer here and proves nothing; many responders know no other (RFC 5019)
    builder = OCSPRequestBuilder().add_certificate(asked, above, hashes.SHA1())
    return builder.build().public_bytes(Encoding.DER)


def _issuer(certificate: x509.Certificate, path: ValidationPath) -> x509.Certificate | None:
    above = None
    for each in path:
        if each.dump() == certificate.dump():
            return above
        above = each
    return None


def _ocsp_addresses(certificate: x509.Certificate) -> list[str]:
    return list(certificate.ocsp_urls)


def _list_addresses(certificate: x509.Certificate) -> list[str]:
    return list(_points(certificate))


def _points(certificate: x509.Certificate) -> Iterator[str]:
    for point in certificate.crl_distribution_points_value or ():
        name = point["distribution_point"]
        if name.name == "full_name":
            for general in name.chosen:
                if general.name == "uniform_resource_identifier":
                    yield str(general.native)
