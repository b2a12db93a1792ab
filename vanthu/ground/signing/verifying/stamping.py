"""When it was signed: proven by a time stamp (RFC 3161), or only claimed by the signer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import cms, tsp, x509
from cryptography.hazmat.primitives import hashes
from pyhanko.sign.general import SignedDataCerts, extract_signer_info
from pyhanko.sign.validation.generic_cms import (
    extract_certs_for_validation,
    extract_tst_data_iter,
    message_imprint_checker,
    validate_sig_integrity,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.signing.verifying.chains import find_chain, may_stamp
from vanthu.ground.signing.verifying.network import Network
from vanthu.ground.signing.verifying.opening import Evidence
from vanthu.ground.signing.verifying.revoking import standing
from vanthu.ground.signing.verifying.trust import TrustList
from vanthu.ground.signing.verifying.verdicts import Note

_SKEW = timedelta(hours=1)


@dataclass(frozen=True)
class SigningTime:
    """The moment, whether a trusted stamp proves it, and what is to be said of it."""

    moment: datetime | None
    proven: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Judge:
    """By what everything of one file is judged."""

    trust: TrustList
    now: datetime
    evidence: Evidence
    network: Network | None


def signing_time(signature: EmbeddedPdfSignature, judge: Judge) -> SigningTime:
    """The stamp's time when a trusted authority stamped the signature, else the signer's own."""
    notes: list[Note] = []
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        stamp = check_stamp(token, message_imprint_checker(signature.signer_info), judge)
        if stamp.proven:
            return stamp
        notes += stamp.notes
    return _claimed(signature, judge.now, notes)


def _claimed(signature: EmbeddedPdfSignature, now: datetime, notes: list[Note]) -> SigningTime:
    moment = _own_word(signature)
    if moment is None:
        return SigningTime(None, False, (*notes, Note("time-absent")))
    if moment > now + _SKEW:
        return SigningTime(moment, False, (*notes, Note("time-future")))
    return SigningTime(moment, False, tuple(notes or [Note("time-claimed")]))


def _own_word(signature: EmbeddedPdfSignature) -> datetime | None:
    try:
        moment: datetime | None = signature.self_reported_timestamp
    except Exception:  # a date that is none
        return None
    if moment is not None and moment.utcoffset() is None:
        return moment.replace(tzinfo=VIETNAM)
    return moment


def check_stamp(token: cms.SignedData, imprint: Any, judge: Judge) -> SigningTime:
    """One token: is it whole, of this very value, by an authority of the trust list?"""
    try:
        info = token["encap_content_info"]["content"].parsed
        certificates = extract_certs_for_validation(token)
        whole = _is_whole(token, info, certificates.signer_cert, imprint)
        moment: datetime = info["gen_time"].native
    except Exception:
        return SigningTime(None, False, (Note("stamp-broken"),))
    if not whole:
        return SigningTime(None, False, (Note("stamp-broken"),))
    return _trusted(certificates, moment, judge)


def _trusted(certificates: SignedDataCerts, moment: datetime, judge: Judge) -> SigningTime:
    stamper = certificates.signer_cert
    judge.evidence.certificates += list(certificates.other_certs)
    name = str(stamper.subject.native.get("common_name") or stamper.subject.human_friendly)
    chain = find_chain(stamper, moment, judge.trust, judge.evidence, judge.network)
    if chain.path is None or chain.anchor is None or not may_stamp(stamper):
        return SigningTime(moment, False, (Note("stamp-untrusted", {"name": name}),))
    found = standing(chain.path, chain.anchor, moment, judge.now, judge.evidence, judge.network)
    if found.revoked_at is not None and found.revoked_at <= moment:
        return SigningTime(moment, False, (Note("stamp-untrusted", {"name": name}),))
    return SigningTime(moment, True, (Note("stamped", {"name": name}),))


def _is_whole(
    token: cms.SignedData, info: tsp.TSTInfo, stamper: x509.Certificate, imprint: Any
) -> bool:
    signer = extract_signer_info(token)
    digest = hashes.Hash(get_pyca_cryptography_hash(signer["digest_algorithm"]["algorithm"].native))
    digest.update(bytes(token["encap_content_info"]["content"]))
    same, right = validate_sig_integrity(signer, stamper, "tst_info", digest.finalize())
    asked = info["message_imprint"]
    expected = imprint(asked["hash_algorithm"]["algorithm"].native)
    return bool(same and right and asked["hashed_message"].native == expected)
