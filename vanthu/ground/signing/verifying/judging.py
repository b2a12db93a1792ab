"""From facts to a verdict: what speaks most strongly against a signature names it (S-13)."""

from dataclasses import dataclass
from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.signing.verifying.chains import Chain, find_chain, may_sign, validity
from vanthu.ground.signing.verifying.identity import Signer, signer_of
from vanthu.ground.signing.verifying.reports import SignatureReport
from vanthu.ground.signing.verifying.revoking import Standing, standing
from vanthu.ground.signing.verifying.stamping import Judge, SigningTime, check_stamp, signing_time
from vanthu.ground.signing.verifying.verdicts import Note, Verdict
from vanthu.ground.signing.verifying.weakness import digest_name, weaknesses
from vanthu.ground.signing.verifying.wholeness import Wholeness, examine
from vanthu.kernel.dates import short_date


@dataclass(frozen=True)
class Finding:
    """A reason against a signature, and whether it leaves the signer trusted."""

    verdict: Verdict
    notes: tuple[Note, ...] = ()
    trusted: bool | None = True


@dataclass(frozen=True)
class Facts:
    """What was found of one signature, before it is judged."""

    signature: EmbeddedPdfSignature
    whole: Wholeness
    time: SigningTime
    chain: Chain
    standing: Standing
    signer: Signer

    @property
    def certificate(self) -> x509.Certificate:
        """The signer's."""
        return self.signature.signer_cert


def judge_signature(signature: EmbeddedPdfSignature, data: bytes, judge: Judge) -> SignatureReport:
    """The report on a signature of a person or an agency."""
    facts = _facts(signature, data, judge)
    return _report(facts, _findings(facts, judge.now))


def _facts(signature: EmbeddedPdfSignature, data: bytes, judge: Judge) -> Facts:
    whole = examine(signature, data)
    certificate = signature.signer_cert
    judge.evidence.certificates += list(signature.other_embedded_certs)
    time = signing_time(signature, judge)
    at = _moment(time, judge.now)
    chain = find_chain(certificate, at, judge.trust, judge.evidence, judge.network)
    found = Standing(known=True)
    if whole.intact and chain.path is not None and chain.anchor is not None:
        found = standing(chain.path, chain.anchor, at, judge.now, judge.evidence, judge.network)
    return Facts(signature, whole, time, chain, found, signer_of(certificate))


def _moment(time: SigningTime, now: datetime) -> datetime:
    """When the certificate must have held: never later than the check itself."""
    return min(time.moment, now) if time.moment is not None else now


def _findings(facts: Facts, now: datetime) -> list[Finding]:
    """Strongest first; of altered content nothing else matters."""
    if not facts.whole.intact:
        return [Finding(Verdict.ALTERED, facts.whole.notes, trusted=False)]
    findings = [
        _of_later_changes(facts.whole),
        _of_weakness(facts),
        _of_chain(facts),
        _of_revocation(facts.standing, facts.time),
        _of_period(facts.certificate, facts.time, now),
    ]
    found = [finding for finding in findings if finding is not None]
    return found if any(each.trusted is not True for each in found) else _doubted(facts, found)


def _doubted(facts: Facts, found: list[Finding]) -> list[Finding]:
    """What is not known of a revocation matters where the signer is trusted otherwise."""
    if facts.standing.known:
        return found
    return [*found, Finding(Verdict.REVOCATION_UNKNOWN, facts.standing.notes)]


def _of_later_changes(whole: Wholeness) -> Finding | None:
    return Finding(Verdict.MODIFIED, whole.notes) if whole.modified else None


def _of_weakness(facts: Facts) -> Finding | None:
    notes = weaknesses(facts.signature, facts.chain.path)
    return Finding(Verdict.WEAK, notes) if notes else None


def _of_chain(facts: Facts) -> Finding | None:
    if facts.chain.problem is not None:
        return Finding(facts.chain.problem, facts.chain.notes, trusted=False)
    return None if may_sign(facts.certificate) else Finding(Verdict.WRONG_USE, trusted=False)


def _of_revocation(found: Standing, time: SigningTime) -> Finding | None:
    """A revocation after a proven signing does not touch it; a claimed time proves nothing."""
    if found.revoked_at is None or _signed_before(found.revoked_at, time):
        return None
    values = {"name": found.revoked_name, "day": _day(found.revoked_at)}
    return Finding(Verdict.REVOKED, (Note("revoked", values),), trusted=False)


def _signed_before(revoked_at: datetime, time: SigningTime) -> bool:
    return time.proven and time.moment is not None and time.moment < revoked_at


def _of_period(certificate: x509.Certificate, time: SigningTime, now: datetime) -> Finding | None:
    start, end = validity(certificate)
    at = _moment(time, now)
    if at < start:
        note = Note("not-yet-valid", {"day": _day(start)})
        return Finding(Verdict.NOT_YET_VALID, (note,), trusted=False)
    ended = (Note("expired", {"day": _day(end)}),)
    if at > end:
        return Finding(Verdict.EXPIRED, ended, trusted=False)
    if now > end and not time.proven:
        return Finding(Verdict.EXPIRED_SINCE, ended, trusted=None)
    return None


def _day(moment: datetime) -> str:
    return short_date(moment.astimezone(VIETNAM).date())


def _report(facts: Facts, findings: list[Finding]) -> SignatureReport:
    whole, chain, time, signer = facts.whole, facts.chain, facts.time, facts.signer
    return SignatureReport(
        signer=signer.name,
        cn_issuer=signer.issuer,
        signing_time=time.moment,
        intact=whole.intact,
        trusted=_trusted(findings, chain),
        covers=whole.covers,
        modified_after=whole.modified if whole.intact else None,
        verdict=findings[0].verdict if findings else Verdict.VALID,
        notes=_notes(facts, findings),
        field=str(facts.signature.field_name),
        organisation=signer.organisation,
        unit=signer.unit,
        code=signer.code,
        serial=signer.serial,
        time_proven=time.proven,
        anchor=chain.anchor.name if chain.anchor else "",
        digest=digest_name(facts.signature),
    )


def _trusted(findings: list[Finding], chain: Chain) -> bool | None:
    answers = {finding.trusted for finding in findings}
    if chain.path is None or False in answers:
        return False
    return None if None in answers else True


def _notes(facts: Facts, findings: list[Finding]) -> tuple[Note, ...]:
    """What was found against it, then what is to be known beside that; each once."""
    said = [note for finding in findings for note in finding.notes]
    if facts.whole.intact:
        said += [*facts.whole.notes, *facts.chain.notes]
    said += facts.time.notes
    revoked_at = facts.standing.revoked_at
    if revoked_at is not None and _signed_before(revoked_at, facts.time):
        said.append(Note("revoked-later", {"day": _day(revoked_at)}))
    return tuple(note for place, note in enumerate(said) if note not in said[:place])


def judge_stamp(signature: EmbeddedPdfSignature, data: bytes, judge: Judge) -> SignatureReport:
    """The report on a time stamp of the whole document (PAdES B-LTA)."""
    stamp = check_stamp(signature.signed_data, signature.compute_digest, judge)
    broken = any(note.code == "stamp-broken" for note in stamp.notes)
    whole = examine(signature, data, stamped=not broken)
    certificate = signature.signer_cert
    signer = signer_of(certificate)
    return SignatureReport(
        signer=signer.name,
        cn_issuer=signer.issuer,
        signing_time=stamp.moment,
        intact=whole.intact,
        trusted=stamp.proven and whole.intact,
        covers=whole.covers,
        modified_after=whole.modified if whole.intact else None,
        verdict=_verdict_on_stamp(whole, stamp),
        notes=(*whole.notes, *stamp.notes),
        field=str(signature.field_name),
        organisation=signer.organisation,
        serial=signer.serial,
        time_proven=stamp.proven,
        digest=digest_name(signature),
    )


def _verdict_on_stamp(whole: Wholeness, stamp: SigningTime) -> Verdict:
    if not whole.intact:
        return Verdict.ALTERED
    if whole.modified:
        return Verdict.MODIFIED
    return Verdict.VALID if stamp.proven else Verdict.UNTRUSTED
