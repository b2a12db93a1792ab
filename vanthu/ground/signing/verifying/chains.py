"""From a certificate to a root of the trust list, at a moment."""

from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from asn1crypto import x509
from pyhanko_certvalidator import ValidationContext, find_valid_path
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.policy_decl import (
    NO_REVOCATION,
    CertRevTrustPolicy,
    DisallowWeakAlgorithmsPolicy,
)

from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.signing.verifying.network import HostNotAllowed, Network, Unreachable
from vanthu.ground.signing.verifying.opening import Evidence
from vanthu.ground.signing.verifying.trust import Anchor, TrustList
from vanthu.ground.signing.verifying.verdicts import Note, Verdict

T = TypeVar("T")
_SIGNING = {"digital_signature", "non_repudiation"}
_MOST_ISSUERS = 4
# Weak digests and keys are told apart from the path (weakness.py): an old paper keeps its signer.
_ANY_ALGORITHM = DisallowWeakAlgorithmsPolicy(frozenset(), frozenset(), 0, 0)


@dataclass(frozen=True)
class Chain:
    """The path found, or why there is none."""

    path: ValidationPath | None
    anchor: Anchor | None
    problem: Verdict | None = None
    notes: tuple[Note, ...] = ()


def finished(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine that waits for nothing: no network, no other task, so no event loop.

    pyHanko's checks are written as coroutines for the sake of fetching, which we do ourselves.
    """
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value  # type: ignore[no-any-return]
    coroutine.close()
    raise RuntimeError("a check waited for something")


def validity(certificate: x509.Certificate) -> tuple[datetime, datetime]:
    """From when until when the certificate holds by its own word."""
    period = certificate["tbs_certificate"]["validity"]
    return period["not_before"].native, period["not_after"].native


def within(certificate: x509.Certificate, moment: datetime) -> datetime:
    """The moment, or the nearest at which the certificate holds: its path is judged there."""
    start, end = validity(certificate)
    return min(max(moment, start), end)


def context_at(
    moment: datetime, anchors: tuple[Anchor, ...], evidence: Evidence
) -> ValidationContext:
    """What pyHanko is told: these roots, these certificates, this moment, and nothing to fetch."""
    return ValidationContext(
        trust_roots=[x509.Certificate.load(anchor.certificate) for anchor in anchors],
        other_certs=evidence.certificates,
        moment=moment,
        allow_fetching=False,
        crls=evidence.lists,
        ocsps=evidence.answers,
        revinfo_policy=CertRevTrustPolicy(NO_REVOCATION, retroactive_revinfo=True),
        algorithm_usage_policy=_ANY_ALGORITHM,
    )


def find_chain(
    certificate: x509.Certificate,
    moment: datetime,
    trust: TrustList,
    evidence: Evidence,
    network: Network | None,
) -> Chain:
    """The path from the certificate to a root that was trusted on the day of `moment`."""
    anchors = trust.on(moment.astimezone(VIETNAM).date())
    if not anchors:
        return Chain(None, None, _unknown(certificate), (Note("no-anchors"),))
    at = within(certificate, moment)
    for attempt in range(_MOST_ISSUERS):
        chain = _attempt(certificate, at, anchors, evidence)
        if chain.path is not None or network is None:
            return chain
        if not _fetch_issuer(certificate, evidence, network, attempt):
            return chain
    return chain


def _attempt(
    certificate: x509.Certificate,
    moment: datetime,
    anchors: tuple[Anchor, ...],
    evidence: Evidence,
) -> Chain:
    context = context_at(moment, anchors, evidence)
    try:
        paths = context.path_builder.async_build_paths_lazy(certificate)
        path: ValidationPath = finished(find_valid_path(certificate, paths, context))
    except Exception:
        # no path, or one that breaks the rules of X.509: both leave the signer unknown
        issuer = certificate.issuer.human_friendly[:200]
        return Chain(None, None, _unknown(certificate), (Note("no-path", {"issuer": issuer}),))
    root = path.first.dump()
    anchor = next(each for each in anchors if each.certificate == root)
    notes = (Note("demo-anchor", {"name": anchor.name}),) if anchor.kind == "demo" else ()
    return Chain(path, anchor, None, notes)


def _unknown(certificate: x509.Certificate) -> Verdict:
    is_self_signed = certificate.subject == certificate.issuer
    return Verdict.SELF_SIGNED if is_self_signed else Verdict.UNTRUSTED


def may_sign(certificate: x509.Certificate) -> bool:
    """Whether its key usage allows to sign documents; a certificate without one allows all."""
    usage = certificate.key_usage_value
    return usage is None or bool(_SIGNING & set(usage.native))


def may_stamp(certificate: x509.Certificate) -> bool:
    """Whether it was issued to stamp times (RFC 3161, 2.3)."""
    usage = certificate.extended_key_usage_value
    return usage is not None and "time_stamping" in usage.native


def _fetch_issuer(
    certificate: x509.Certificate, evidence: Evidence, network: Network, attempt: int
) -> bool:
    """Ask where the certificate says for the one above it; True when something new was got."""
    known = {each.dump() for each in evidence.certificates}
    below = evidence.certificates[-1] if attempt else certificate
    for url in _issuer_addresses(below):
        try:
            fetched = network.fetch(url)
            issuer = x509.Certificate.load(fetched, strict=True)
        except (HostNotAllowed, Unreachable, ValueError):
            continue
        if fetched not in known and issuer.ca:
            evidence.certificates.append(issuer)
            return True
    return False


def _issuer_addresses(certificate: x509.Certificate) -> list[str]:
    access = certificate.authority_information_access_value or ()
    return [
        str(each["access_location"].native)
        for each in access
        if each["access_method"].native == "ca_issuers"
    ]
