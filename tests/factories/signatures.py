"""Signed PDFs of every kind: good, late, weak, with stamps, with what was put in afterwards."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, TypeVar

import time_machine
from asn1crypto import crl, keys, ocsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.ocsp import OCSPRequestBuilder
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter, copy_into_new_writer
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.factories.pki import around
from vanthu.demo.pki import answers
from vanthu.demo.pki.authority import Issued, Pki, new_key
from vanthu.demo.pki.certificates import subject
from vanthu.ground.signing.verifying.checking import check
from vanthu.ground.signing.verifying.reports import FileReport
from vanthu.ground.signing.verifying.trust import Anchor, Host, TrustList

T = TypeVar("T")


@dataclass(frozen=True)
class Way:
    """How a signature is made."""

    field: str = "ky"
    digest: str = "sha256"
    certify: MDPPerm | None = None
    stamped: bool = False
    ltv: bool = False
    lta: bool = False
    at: datetime | None = None
    format: SigSeedSubFilter = SigSeedSubFilter.PADES


def paper(words: str = "QUYET DINH") -> bytes:
    """A page with a line of text and an empty field "so"."""
    writer = PdfFileWriter()
    font = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Font"),
            pdf_name("/Subtype"): pdf_name("/Type1"),
            pdf_name("/BaseFont"): pdf_name("/Times-Roman"),
        }
    )
    resources = generic.DictionaryObject(
        {pdf_name("/Font"): generic.DictionaryObject({pdf_name("/F1"): font})}
    )
    text = f"BT /F1 14 Tf 72 700 Td ({words}) Tj ET".encode("latin-1")
    content = writer.add_object(generic.StreamObject(stream_data=text))
    box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
    page = PageObject(contents=content, media_box=box, resources=resources)
    writer.insert_page(page)
    out = BytesIO()
    writer.write(out)
    return _with_field(out.getvalue(), "so")


def _with_field(pdf: bytes, name: str) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    field = writer.add_object(
        generic.DictionaryObject(
            {
                pdf_name("/FT"): pdf_name("/Tx"),
                pdf_name("/T"): generic.TextStringObject(name),
                pdf_name("/Subtype"): pdf_name("/Widget"),
                pdf_name("/Rect"): generic.ArrayObject(
                    map(generic.NumberObject, (72, 760, 172, 780))
                ),
            }
        )
    )
    form = generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject([field])})
    writer.root["/AcroForm"] = writer.add_object(form)
    writer.update_root()
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Annots"] = generic.ArrayObject([field])
    writer.update_container(page)
    return _written(writer)


def fill(pdf: bytes, value: str = "15") -> bytes:
    """Put a value into the field "so", as a later revision."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == "so":
            field["/V"] = generic.TextStringObject(value)
            writer.update_container(field)
    return _written(writer)


def overpaint(pdf: bytes, words: str = "GIA MAO") -> bytes:
    """Replace the page's content by a later revision: an attack, or a careless stamp tool."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    text = f"BT /F1 20 Tf 72 700 Td ({words}) Tj ET".encode("latin-1")
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=text))
    writer.update_container(page)
    return _written(writer)


def rebuilt(pdf: bytes) -> bytes:
    """Signature wrapping: the signature's dictionary again, in a revision that changes the page."""
    return overpaint(_with_range(pdf, lambda numbers: numbers))


def moved(pdf: bytes) -> bytes:
    """Signature wrapping: what follows the signature is kept at the end, the ranges point there."""
    start = len(pdf)
    return _with_range(
        pdf + pdf[ranges(pdf)[2] :], lambda numbers: [numbers[0], numbers[1], start, numbers[3]]
    )


def emptied(pdf: bytes) -> bytes:
    """Universal forgery: a signature without a value, which careless viewers take for good."""
    return _with_range(pdf, lambda numbers: numbers, contents=b"")


def _with_range(
    pdf: bytes, change: Callable[[list[int]], list[int]], contents: bytes | None = None
) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] != "so":
            value = generic.DictionaryObject(field["/V"])
            numbers = change([int(number) for number in value["/ByteRange"]])
            value[pdf_name("/ByteRange")] = generic.ArrayObject(map(generic.NumberObject, numbers))
            if contents is not None:
                value[pdf_name("/Contents")] = generic.ByteStringObject(contents)
            field[pdf_name("/V")] = writer.add_object(value)
            writer.update_container(field)
    return _written(writer)


def ranges(pdf: bytes) -> list[int]:
    """The ranges of the first signature."""
    found = re.search(rb"/ByteRange *\[([0-9 ]+)\]", pdf)
    assert found is not None
    return [int(number) for number in found[1].split()]


def locked(password: str) -> bytes:
    """A paper that opens with a password only."""
    writer = copy_into_new_writer(PdfFileReader(BytesIO(paper())))
    writer.encrypt(owner_pass=password, user_pass=password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def sign(pdf: bytes, issued: Issued, pki: Pki, way: Way | None = None) -> bytes:
    """Sign as the holder of `issued`; the clock stands at `way.at`, or is that of now."""
    way = way or Way()
    at = way.at or datetime.now(UTC)
    with time_machine.travel(at, tick=False):
        return _signed(pdf, issued, pki, way, at)


def _signed(pdf: bytes, issued: Issued, pki: Pki, way: Way, at: datetime) -> bytes:
    stamper = answers.time_stamper(pki) if way.stamped or way.ltv or way.lta else None
    signer = signers.SimpleSigner(
        signing_cert=asn1_of(issued.certificate),
        signing_key=_key(issued),
        cert_registry=SimpleCertificateStore.from_certs([asn1_of(each) for each in pki.chain]),
    )
    metadata = signers.PdfSignatureMetadata(
        field_name=way.field,
        md_algorithm=way.digest,
        certify=way.certify is not None,
        docmdp_permissions=way.certify or MDPPerm.FILL_FORMS,
        subfilter=way.format,
        embed_validation_info=way.ltv or way.lta,
        use_pades_lta=way.lta,
        validation_context=_context(pki, issued, at) if way.ltv or way.lta else None,
    )
    made = signers.PdfSigner(
        metadata, signer=signer, timestamper=stamper, new_field_spec=_field(way)
    )
    out = run(made.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf), strict=False)))
    return bytes(out.getvalue())


def _field(way: Way) -> SigFieldSpec:
    return SigFieldSpec(way.field, box=(300, 100, 450, 160))


def _context(pki: Pki, issued: Issued, at: datetime) -> ValidationContext:
    lists = [answers.revocation_list(pki, at), answers.root_revocation_list(pki, at)]
    certificates = (issued.certificate, pki.tsa.certificate)
    told = [_answer(pki, each, at) for each in certificates]
    return ValidationContext(
        trust_roots=[asn1_of(pki.root.certificate)],
        other_certs=[asn1_of(pki.issuing.certificate)],
        crls=[crl.CertificateList.load(each) for each in lists],
        ocsps=[ocsp.OCSPResponse.load(each) for each in told],
        revocation_mode="hard-fail",
        allow_fetching=False,
    )


def _answer(pki: Pki, certificate: x509.Certificate, at: datetime) -> bytes:
    builder = OCSPRequestBuilder().add_certificate(
        certificate, pki.issuing.certificate, hashes.SHA1()
    )
    return answers.ocsp_answer(pki, builder.build().public_bytes(Encoding.DER), at)


def asn1_of(certificate: x509.Certificate) -> asn1.Certificate:
    """The same certificate as pyHanko wants it."""
    return asn1.Certificate.load(certificate.public_bytes(Encoding.DER))


def _key(issued: Issued) -> keys.PrivateKeyInfo:
    der = issued.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return keys.PrivateKeyInfo.load(der)


def self_signed(name: str) -> Issued:
    """A certificate that nobody issued."""
    key, term, named = new_key(), around(datetime.now(UTC)), subject(name)
    made = (
        x509.CertificateBuilder(named, named, key.public_key(), x509.random_serial_number())
        .not_valid_before(term.start)
        .not_valid_after(term.end)
        .sign(key, hashes.SHA256())
    )
    return Issued(made, key, b"", "")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine in a thread of its own: the browser's tests keep an event loop in ours."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def trust(pki: Pki, hosts: Sequence[str] = (), kind: str = "own") -> TrustList:
    """A list with the authority's root alone, that lets `hosts` of this machine be asked."""
    root = pki.root.certificate.public_bytes(Encoding.DER)
    return TrustList(
        (Anchor("Gốc thử nghiệm", root, kind),), tuple(Host(each, True) for each in hosts)
    )


def check_here(pdf: bytes, pki: Pki) -> FileReport:
    """The report on a file by the authority's root, without asking anybody."""
    return check(pdf, trust=trust(pki), now=datetime(2026, 1, 1, tzinfo=UTC))
