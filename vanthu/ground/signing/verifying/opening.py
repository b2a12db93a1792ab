"""Opening a PDF that may be anything: its signed fields, and what it brings to check them by."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from typing import Any

from asn1crypto import crl, ocsp, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from vanthu.ground.signing.verifying.verdicts import FileState

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes; a larger file is not checked, and said to be too large."""
MOST_SIGNATURES = 64
_MOST_ENTRIES = 200  # certificates, lists and answers that one file may bring


class CannotOpen(Exception):
    """The file cannot be looked into; `state` says why."""

    def __init__(self, state: FileState) -> None:
        super().__init__(state.value)
        self.state = state


@dataclass
class Evidence:
    """Certificates, revocation lists and OCSP answers, from the file or from the network."""

    certificates: list[x509.Certificate] = field(default_factory=list)
    lists: list[crl.CertificateList] = field(default_factory=list)
    answers: list[ocsp.OCSPResponse] = field(default_factory=list)


@dataclass(frozen=True)
class SignedField:
    """A field that holds a signature, readable or not."""

    name: str
    value: Any
    dictionary: Any


def open_pdf(data: bytes) -> PdfFileReader:
    """A reader of the file; raises CannotOpen."""
    if len(data) > LARGEST_FILE:
        raise CannotOpen(FileState.TOO_LARGE)
    if b"%PDF-" not in data[:1024]:
        raise CannotOpen(FileState.NOT_PDF)
    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        if reader.encrypted and not _opens_freely(reader):
            raise CannotOpen(FileState.ENCRYPTED)
        if "/Pages" not in reader.root:
            raise CannotOpen(FileState.DAMAGED)
    except CannotOpen:
        raise
    except Exception as error:  # whatever a broken file makes the reader raise
        raise CannotOpen(FileState.DAMAGED) from error
    return reader


def _opens_freely(reader: PdfFileReader) -> bool:
    """Many files are encrypted with an empty password, only to forbid copying."""
    try:
        return reader.decrypt("").status.name != "FAILED"
    except Exception:
        return False


def signed_fields(reader: PdfFileReader) -> list[SignedField]:
    """The fields that hold something, at most one more than MOST_SIGNATURES."""
    found = enumerate_sig_fields(reader, filled_status=True)
    return [SignedField(*each) for each in islice(found, MOST_SIGNATURES + 1)]


def embedded(reader: PdfFileReader, signed: SignedField) -> EmbeddedPdfSignature:
    """The signature in the field; raises whatever its structure makes pyHanko raise."""
    return EmbeddedPdfSignature(reader, signed.dictionary, signed.name)


def security_store(reader: PdfFileReader) -> Evidence:
    """What the file's document security store brings; an entry that cannot be read is left out."""
    evidence = Evidence()
    store = entry(reader.root, "/DSS")
    if store is None:
        return evidence
    evidence.certificates += _entries(store, "/Certs", x509.Certificate)
    evidence.lists += _entries(store, "/CRLs", crl.CertificateList)
    evidence.answers += _entries(store, "/OCSPs", ocsp.OCSPResponse)
    return evidence


def entry(dictionary: Any, key: str) -> Any | None:
    """The value under the key, followed to where it lies; None when there is none."""
    try:
        return dictionary[key]
    except KeyError:
        return None


def _entries(store: Any, key: str, kind: Any) -> list[Any]:
    return list(_readable(entry(store, key) or (), kind))


def _readable(references: Any, kind: Any) -> Iterator[Any]:
    for reference in islice(references, _MOST_ENTRIES):
        try:
            yield kind.load(reference.get_object().data, strict=True)
        except Exception:
            continue
