"""The check of one file: never an exception, whatever the file is."""

import logging
from datetime import datetime
from pathlib import Path

from pyhanko.pdf_utils.reader import PdfFileReader

from vanthu.ground.signing.verifying.identity import compared
from vanthu.ground.signing.verifying.judging import judge_signature, judge_stamp
from vanthu.ground.signing.verifying.network import Network
from vanthu.ground.signing.verifying.opening import (
    LARGEST_FILE,
    MOST_SIGNATURES,
    CannotOpen,
    SignedField,
    embedded,
    entry,
    open_pdf,
    security_store,
    signed_fields,
)
from vanthu.ground.signing.verifying.reports import Expected, FileReport, SignatureReport
from vanthu.ground.signing.verifying.stamping import Judge
from vanthu.ground.signing.verifying.trust import TrustList
from vanthu.ground.signing.verifying.verdicts import FileState, Note, Verdict

# pyHanko tells the log of every flaw it meets; here flaws are what is looked for.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

STAMP = "/DocTimeStamp"
_FORMATS = {"/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/PBAD.PAdES", "/ETSI.RFC3161"}


def check_file(
    path: Path,
    *,
    trust: TrustList,
    now: datetime,
    network: Network | None = None,
    expected: Expected | None = None,
) -> FileReport:
    """Check the signatures of a file; one that is too large is not read."""
    if path.stat().st_size > LARGEST_FILE:
        return FileReport(FileState.TOO_LARGE)
    return check(path.read_bytes(), trust=trust, now=now, network=network, expected=expected)


def check(
    data: bytes,
    *,
    trust: TrustList,
    now: datetime,
    network: Network | None = None,
    expected: Expected | None = None,
) -> FileReport:
    """Check the signatures in these bytes as of `now`; without a network nothing is asked.

    The work is bounded by the file's size and number of signatures only: files from outside go
    through `apart`, which bounds time and memory too.
    """
    try:
        reader = open_pdf(data)
        fields = signed_fields(reader)
        evidence = security_store(reader)
    except CannotOpen as reason:
        return FileReport(reason.state)
    except MemoryError:
        return FileReport(FileState.TOO_LONG)
    except Exception:  # a form whose fields cannot be walked
        return FileReport(FileState.DAMAGED)
    judge = Judge(trust, now, evidence, network)
    reports = [_one(reader, field, data, judge) for field in fields[:MOST_SIGNATURES]]
    signatures = tuple(report for is_stamp, report in reports if not is_stamp)
    stamps = tuple(report for is_stamp, report in reports if is_stamp)
    found = FileReport(
        FileState.SIGNED if reports else FileState.UNSIGNED,
        signatures,
        stamps,
        (Note("too-many", {"most": MOST_SIGNATURES}),) if len(fields) > MOST_SIGNATURES else (),
        asked_network=network is not None and network.asked > 0,
    )
    return compared(found, expected or Expected())


def _one(
    reader: PdfFileReader, field: SignedField, data: bytes, judge: Judge
) -> tuple[bool, SignatureReport]:
    """Whether it is a stamp of the document, and the report."""
    is_stamp = False
    try:
        dictionary = field.value.get_object()
        is_stamp = entry(dictionary, "/Type") == STAMP
        if (form := str(entry(dictionary, "/SubFilter"))) not in _FORMATS:
            return is_stamp, _unreadable(field, Note("unreadable-format", {"format": form[1:60]}))
        signature = embedded(reader, field)
        if is_stamp:
            return True, judge_stamp(signature, data, judge)
        return False, judge_signature(signature, data, judge)
    except Exception:  # a structure that is no signature, in any of a hundred ways
        return is_stamp, _unreadable(field, Note("unreadable-structure"))


def _unreadable(field: SignedField, note: Note) -> SignatureReport:
    return SignatureReport(
        signer="",
        cn_issuer="",
        signing_time=None,
        intact=None,
        trusted=None,
        covers=None,
        modified_after=None,
        verdict=Verdict.UNREADABLE,
        notes=(note,),
        field=str(field.name),
    )
