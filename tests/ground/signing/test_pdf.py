"""Number and seal go under the leader's signature, and every signature stays valid."""

import subprocess
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import (
    PdfSignatureStatus,
    read_certification_data,
    validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from tests.factories.pki import Authority
from tests.factories.signing import (
    SIGNATURE,
    fillings,
    look,
    near,
    numbered,
    paper,
    root,
    sealed,
    services,
    sheet,
    signed,
    text_signed,
)
from tests.support.pdfa import faults
from vanthu.demo.pki.authority import Issued
from vanthu.ground.signing.choices import Level, SlotKind
from vanthu.ground.signing.errors import (
    AlreadySigned,
    CertificateNotAccepted,
    HostNotAllowed,
    NoSlot,
    NotASheet,
    NoTimeStamper,
    NotNumberedYet,
    NotSignedYet,
    SlotLocked,
    SlotTaken,
    StamperSilent,
)
from vanthu.ground.signing.pdf.filling import fill
from vanthu.ground.signing.pdf.reserving import reserve
from vanthu.ground.signing.pdf.services import Services
from vanthu.ground.signing.pdf.slots import Slot
from vanthu.kernel.errors import Refusal


@pytest.fixture(scope="module")
def leader(authority: Authority) -> Issued:
    return authority.person()


@pytest.fixture(scope="module")
def agency(authority: Authority) -> Issued:
    return authority.agency()


@pytest.fixture(scope="module")
def original(authority: Authority, leader: Issued, agency: Issued) -> bytes:
    helpers = services(authority)
    return sealed(numbered(signed(sheet(), leader, helpers)), agency, helpers)


def statuses(pdf: bytes, authority: Authority) -> dict[str, PdfSignatureStatus]:
    """What pyHanko says of each signature, its difference analysis included."""
    reader = PdfFileReader(BytesIO(pdf))
    return {
        str(signature.field_name): validate_pdf_signature(
            signature, ValidationContext(trust_roots=[root(authority)], allow_fetching=False)
        )
        for signature in reader.embedded_regular_signatures
    }


def test_number_and_seal_leave_both_signatures_valid(original: bytes, authority: Authority) -> None:
    found = statuses(original, authority)
    assert set(found) == {"ky", "dau"}
    assert all(status.bottom_line and status.trusted for status in found.values())
    assert found["ky"].modification_level is ModificationLevel.FORM_FILLING
    assert found["dau"].modification_level is ModificationLevel.LTA_UPDATES


def test_the_first_signature_allows_filling_and_signing_only(original: bytes) -> None:
    reader = PdfFileReader(BytesIO(original))
    told = read_certification_data(reader)
    assert told is not None
    assert told.permission is MDPPerm.FILL_FORMS
    assert told.author_sig == reader.embedded_regular_signatures[0].sig_object


def test_the_signature_proves_its_certificates_and_time(original: bytes) -> None:
    reader = PdfFileReader(BytesIO(original))
    proofs = reader.root["/DSS"]
    assert proofs["/Certs"]
    assert proofs["/OCSPs"] or proofs["/CRLs"]
    assert [each.field_name for each in reader.embedded_timestamp_signatures]
    assert all(s.self_reported_timestamp for s in reader.embedded_regular_signatures)


def test_poppler_finds_both_signatures_valid_and_trusted(
    original: bytes, authority: Authority, tmp_path: Path
) -> None:
    file, known = tmp_path / "original.pdf", tmp_path / "nss"
    file.write_bytes(original)
    known.mkdir()
    run("certutil", "-N", "-d", f"sql:{known}", "--empty-password")
    anchor = str(authority.pki.folder / "root.cer")
    run("certutil", "-A", "-d", f"sql:{known}", "-n", "root", "-t", "CT,C,C", "-i", anchor)
    told = run("pdfsig", "-nssdir", str(known), str(file))
    assert told.count("Signature is Valid.") == 2
    assert told.count("Certificate is Trusted.") == 2


def run(*command: str) -> str:
    """What the program prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout


def test_what_was_filled_can_be_read(original: bytes, tmp_path: Path) -> None:
    file = tmp_path / "original.pdf"
    file.write_bytes(original)
    assert "Số: 125/QĐ-UBND" in run("pdftotext", "-layout", str(file), "-")
    form = PdfFileReader(BytesIO(original)).root["/AcroForm"]
    values = {field.get_object()["/T"]: field.get_object() for field in form["/Fields"]}
    assert values["so"]["/V"] == "Số: 125/QĐ-UBND"
    assert values["ngay"]["/V"] == "ngày 02 tháng 9 năm 2026"


def test_fields_keep_the_paper_archival(original: bytes) -> None:
    form = PdfFileReader(BytesIO(original)).root["/AcroForm"]
    assert "/NeedAppearances" not in form
    assert str(form["/DA"]).split()[0] in form["/DR"]["/Font"]
    for reference in form["/Fields"]:
        field = reference.get_object()
        assert field["/F"] & 4, "printed"
        if field["/Rect"] != [0, 0, 0, 0]:
            assert "/N" in field["/AP"]
            assert not field["/F"] & 0b11, "not hidden"


def test_the_paper_stays_archival_at_every_step(
    original: bytes, authority: Authority, leader: Issued
) -> None:
    first = signed(sheet(), leader, near(authority))
    for pdf in (paper(), sheet(), first, numbered(first), original):
        assert faults(pdf) == []


def test_the_bytes_of_earlier_steps_stay(authority: Authority, leader: Issued) -> None:
    first = signed(sheet(), leader, near(authority), Level.B_B)
    second = numbered(first)
    assert first.startswith(sheet())
    assert second.startswith(first)


def test_an_annex_is_signed_as_text_without_an_image(
    authority: Authority, agency: Issued, tmp_path: Path
) -> None:
    pdf = text_signed(paper(), agency, services(authority))
    assert statuses(pdf, authority)["co-quan"].bottom_line
    field = PdfFileReader(BytesIO(pdf)).root["/AcroForm"]["/Fields"][0].get_object()
    assert "/XObject" not in field["/AP"]["/N"]["/Resources"]
    file = tmp_path / "annex.pdf"
    file.write_bytes(pdf)
    assert "125/QĐ-UBND" in run("pdftotext", str(file), "-")


def test_several_leaders_sign_one_paper(
    authority: Authority, leader: Issued, agency: Issued
) -> None:
    helpers = near(authority)
    slots = (
        Slot("ky", SlotKind.SIGNATURE, 1, SIGNATURE),
        Slot("ky2", SlotKind.SIGNATURE, 2, SIGNATURE),
    )
    first = signed(reserve(paper(), slots), leader, helpers, Level.B_T)
    second = sealed(first, authority.person("Trần Thị Bình"), helpers, Level.B_T, "ky2")
    assert all(status.bottom_line for status in statuses(second, authority).values())


STEPS = ("sign", "number", "renumber", "seal", "reserve", "annex")


@given(st.lists(st.sampled_from(STEPS), max_size=6))
@settings(max_examples=20, deadline=None)
def test_no_order_of_steps_gives_an_invalid_original(
    authority: Authority, leader: Issued, agency: Issued, steps: list[str]
) -> None:
    pdf, helpers, done = sheet(), near(authority), []
    for step in steps:
        with suppress(Refusal):
            pdf = taken(step, pdf, leader, agency, helpers)
            done.append(step)
    found = statuses(pdf, authority)
    assert all(status.bottom_line for status in found.values()), done
    assert "seal" not in done or done.index("sign") < done.index("seal")


def taken(step: str, pdf: bytes, leader: Issued, agency: Issued, helpers: Services) -> bytes:
    """The paper after one more step, in whatever state it is."""
    match step:
        case "sign":
            return signed(pdf, leader, helpers, Level.B_B)
        case "number":
            return numbered(pdf)
        case "renumber":
            return numbered(pdf, "126")
        case "seal":
            return sealed(pdf, agency, helpers, Level.B_B)
        case "reserve":
            return reserve(pdf, [Slot("them", SlotKind.TEXT, 1, SIGNATURE)])
        case _:
            return text_signed(pdf, agency, helpers, Level.B_B)


def test_out_of_turn_is_refused(authority: Authority, leader: Issued, agency: Issued) -> None:
    helpers = near(authority)
    with pytest.raises(NotSignedYet):
        sealed(sheet(), agency, helpers)
    first = signed(sheet(), leader, helpers, Level.B_B)
    with pytest.raises(NotNumberedYet):
        sealed(first, agency, helpers)
    with pytest.raises(AlreadySigned):
        signed(first, leader, helpers)
    with pytest.raises(AlreadySigned):
        reserve(first, [Slot("them", SlotKind.TEXT, 1, SIGNATURE)])
    with pytest.raises(AlreadySigned):
        text_signed(first, agency, helpers)
    with pytest.raises(NoSlot):
        sealed(first, agency, helpers, field="dau2")
    with pytest.raises(NoSlot):
        fill(first, {"ky": fillings("1", "2")["so"]})


def test_the_seal_makes_number_and_day_final(original: bytes, agency: Issued) -> None:
    with pytest.raises(SlotLocked):
        numbered(original, "126")
    with pytest.raises(AlreadySigned):
        sealed(original, agency, Services())


def test_slots_have_names_of_their_own() -> None:
    with pytest.raises(SlotTaken):
        reserve(sheet(), [Slot("so", SlotKind.TEXT, 1, SIGNATURE)])


@pytest.mark.parametrize("noise", [b"", b"%PDF-1.7 nothing", b"PK\x03"])
def test_what_is_no_pdf_is_refused(noise: bytes) -> None:
    with pytest.raises(NotASheet):
        reserve(noise, [])


def test_a_silent_stamper_leaves_nothing_behind(authority: Authority, leader: Issued) -> None:
    ours = services(authority)
    hosts = ours.hosts | {"127.0.0.1:1"}
    silent = replace(ours, stamp_url="http://127.0.0.1:1/tsa", hosts=hosts, seconds=2)
    with pytest.raises(StamperSilent):
        signed(sheet(), leader, silent)
    with pytest.raises(NoTimeStamper):
        signed(sheet(), leader, replace(silent, stamp_url=""))


def test_only_named_hosts_are_asked(authority: Authority, leader: Issued) -> None:
    with pytest.raises(HostNotAllowed):
        signed(sheet(), leader, replace(services(authority), hosts=frozenset()))


def test_a_certificate_that_does_not_hold_does_not_sign(authority: Authority) -> None:
    helpers = services(authority)
    with pytest.raises(CertificateNotAccepted):
        signed(sheet(), authority.expired(), helpers)
    revoked = authority.person("Lê Văn Cường")
    authority.pki.revoke(revoked.serial, revoked.certificate.not_valid_before_utc)
    with pytest.raises(CertificateNotAccepted):
        signed(sheet(), revoked, helpers)
    with pytest.raises(CertificateNotAccepted):
        signed(sheet(), authority.person(), replace(helpers, roots=()))


def test_a_signature_shows_its_look_and_no_word_more(original: bytes) -> None:
    form = PdfFileReader(BytesIO(original)).root["/AcroForm"]
    fields = {str(f.get_object()["/T"]): f.get_object() for f in form["/Fields"]}
    shown = fields["ky"]["/AP"]["/N"]
    drawn = PdfFileReader(BytesIO(look("#text(blue)[An]", SIGNATURE))).root["/Pages"]["/Kids"][0]
    assert shown.data == drawn["/Contents"].data
