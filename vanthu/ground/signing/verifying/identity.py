"""Who signed, as the certificate says, and whether that is who should have."""

import re
from dataclasses import dataclass, replace

from asn1crypto import x509

from vanthu.ground.signing.verifying.reports import Expected, FileReport, SignatureReport
from vanthu.ground.signing.verifying.trust import first
from vanthu.ground.signing.verifying.verdicts import Note, Verdict
from vanthu.kernel.text import folded_words

_LONG_FORMS = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
}


@dataclass(frozen=True)
class Signer:
    """The names in the subject of a certificate."""

    name: str
    organisation: str
    unit: str
    code: str
    serial: str
    issuer: str


def signer_of(certificate: x509.Certificate) -> Signer:
    """What the certificate says of its holder; what it does not say is empty."""
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return Signer(
        first(subject.get("common_name")) or certificate.subject.human_friendly,
        first(subject.get("organization_name")),
        first(subject.get("organizational_unit_name")),
        first(subject.get("organization_identifier")),
        f"{certificate.serial_number:x}",
        first(issuer.get("common_name")) or certificate.issuer.human_friendly,
    )


def compared(report: FileReport, expected: Expected) -> FileReport:
    """The report, with a word at each signature of somebody else when nobody expected has signed.

    Others may well sign too: who publishes a paper, or copies it. A certificate may write an
    agency in short ("UBND"), in capitals, or with its province behind it.
    """
    if not (expected.names or expected.codes) or not report.signatures:
        return report
    if any(_is_expected(each, expected) for each in report.signatures):
        return report
    return replace(report, signatures=tuple(_other(each, expected) for each in report.signatures))


def _is_expected(report: SignatureReport, expected: Expected) -> bool:
    if report.code and report.code in expected.codes:
        return True
    given = [_words(text) for text in (report.organisation, report.unit, report.signer)]
    asked = [_words(text) for text in expected.names]
    return any(_names_one(mine, theirs) for mine in given for theirs in asked if mine and theirs)


def _other(report: SignatureReport, expected: Expected) -> SignatureReport:
    if report.verdict is Verdict.UNREADABLE:
        return report
    found = report.organisation or report.signer
    note = Note("other-signer", {"found": found, "asked": "; ".join(expected.names)})
    valid = report.verdict is Verdict.VALID
    return replace(
        report,
        verdict=Verdict.OTHER_SIGNER if valid else report.verdict,
        notes=(note, *report.notes) if valid else (*report.notes, note),
    )


def _names_one(given: str, asked: str) -> bool:
    return f" {asked} " in f" {given} " or (
        len(given.split()) >= 4 and f" {given} " in f" {asked} "
    )


def _words(text: str) -> str:
    words = " ".join(folded_words(text))
    return re.sub(r"\w+", lambda found: _LONG_FORMS.get(found[0], found[0]), words)
