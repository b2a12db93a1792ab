"""Who signed, as the certificate says, and whether that is who should have."""

import re
from dataclasses import dataclass
from typing import Any

from asn1crypto import x509

from vanthu.ground.signing.verifying.reports import Expected
from vanthu.ground.signing.verifying.trust import first
from vanthu.ground.signing.verifying.verdicts import Note
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


def differs(signer: Signer, expected: Expected) -> Note | None:
    """None when nobody was expected or the certificate names them, else what it names instead.

    A certificate may write an agency in short ("UBND"), in capitals, or with its province behind
    it: the words of one name within the other will do.
    """
    if not (expected.names or expected.codes):
        return None
    if signer.code and signer.code in expected.codes:
        return None
    given = [_words(text) for text in (signer.organisation, signer.unit, signer.name)]
    asked = [_words(text) for text in expected.names]
    if any(_names_one(mine, theirs) for mine in given for theirs in asked if mine and theirs):
        return None
    found = signer.organisation or signer.name
    return Note("other-signer", {"found": found, "asked": "; ".join(expected.names)})


def _names_one(given: str, asked: str) -> bool:
    return f" {asked} " in f" {given} " or (
        len(given.split()) >= 4 and f" {given} " in f" {asked} "
    )


def _words(text: str) -> str:
    words = " ".join(folded_words(text))
    return re.sub(r"\w+", lambda found: _LONG_FORMS.get(found[0], found[0]), words)


def as_values(signer: Signer) -> dict[str, Any]:
    """The fields of a report that come from the certificate."""
    return {
        "signer": signer.name,
        "cn_issuer": signer.issuer,
        "organisation": signer.organisation,
        "serial": signer.serial,
    }
