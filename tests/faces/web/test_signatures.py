"""What arrives is checked by the worker, shown beside the paper, and never in anybody's way."""

import io

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from tests.faces.web.people import client_of
from tests.factories import esigning
from tests.factories import signatures as made
from tests.factories.incoming import fields
from tests.factories.pki import Authority
from tests.factories.province import NOW, Office, office
from tests.support.attempts import events_of
from vanthu.faces.jobs import tasks, worker
from vanthu.faces.web.signatures import note_words
from vanthu.ground.files.actions import store
from vanthu.ground.org.choices import Level
from vanthu.ground.signing import actions as trusting
from vanthu.ground.signing.choices import AnchorKind
from vanthu.ground.signing.models import SignatureCheck
from vanthu.ground.signing.verifying.verdicts import Note
from vanthu.office.documents import actions
from vanthu.office.documents.actions import NewFile, receive_incoming, register_incoming
from vanthu.office.documents.choices import Channel, DocumentState
from vanthu.office.documents.models import Document

# Signatures in files are judged here, at their price; the rows beside them are asked of both
# databases where papers are signed by hand.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store"), pytest.mark.once]


@pytest.fixture
def place() -> Office:
    """The province's office."""
    return office(level=Level.PROVINCE)


def arrived(place: Office, pdf: bytes, name: str = "van-ban.pdf", issuer: str = "") -> Document:
    """A PDF taken in by the clerk; the worker has done what was due."""
    blob = store(io.BytesIO(pdf), now=NOW)
    document = receive_incoming(
        place.clerk,
        fields=fields(issuer_name=issuer or "Ủy ban nhân dân tỉnh Vĩnh Long"),
        files=[NewFile(blob, name)],
        channel=Channel.UPLOAD,
        received_at=NOW,
    )
    work()
    return document


def work() -> None:
    """The worker does what is due."""
    assert tasks.TASKS
    worker.run_all(lambda: NOW)


def trusted(place: Office, authority: Authority) -> None:
    """The test root is on the list, its host may be asked."""
    root = authority.pki.root.certificate.public_bytes(Encoding.DER)
    trusting.add_anchor(place.sysadmin, certificate=root, kind=AnchorKind.OWN, source="Bản in")
    host = authority.pki.base_url.removeprefix("http://")
    trusting.allow_host(place.sysadmin, name=host, source="Bản in", internal=True)


@pytest.mark.parametrize("kind", ["altered", "sha1", "broken"])
def test_a_bad_signature_never_stops_registering(
    place: Office, authority: Authority, kind: str
) -> None:
    way = made.Way(digest="sha1" if kind == "sha1" else "sha256")
    pdf = made.sign(made.paper(), authority.person(at=NOW), authority.pki, way)
    if kind == "altered":
        pdf = pdf.replace(b"QUYET", b"quyet")
    if kind == "broken":
        pdf = made.emptied(pdf)
    document = arrived(place, pdf, "VAN BAN.PDF")
    (check,) = SignatureCheck.objects.all()
    verdict = check.report["signatures"][0]["verdict"]
    assert verdict == {"altered": "altered", "sha1": "weak", "broken": "unreadable"}[kind]
    register_incoming(place.clerk, document_id=document.pk)
    document.refresh_from_db()
    assert document.state == DocumentState.REGISTERED


def test_the_evidence_names_time_list_and_roots(place: Office, authority: Authority) -> None:
    trusted(place, authority)
    way = made.Way(at=NOW, ltv=True)
    arrived(place, made.sign(made.paper(), authority.person(at=NOW), authority.pki, way))
    (check,) = SignatureCheck.objects.all()
    assert (check.at, check.state) == (NOW, "signed")
    assert check.trust_names == ["vanthu DEMO Root CA"]
    assert len(check.trust_digest) == 64
    assert check.report["signatures"][0]["verdict"] == "valid"


def test_asked_again_it_is_checked_again_and_the_old_is_kept(
    place: Office, authority: Authority
) -> None:
    way = made.Way(at=NOW, ltv=True)
    pdf = made.sign(made.paper(), authority.person(at=NOW), authority.pki, way)
    document = arrived(place, pdf, issuer="Ủy ban nhân dân tỉnh Vĩnh Long")
    trusted(place, authority)
    told = events_of(lambda: actions.recheck_signatures(place.clerk, document_id=document.pk))
    assert told == ["signature-check-asked"]
    work()
    checks = SignatureCheck.objects.order_by("id")
    assert [check.report["signatures"][0]["verdict"] for check in checks] == ["untrusted", "valid"]
    client = client_of(place.clerk)
    page = client.get(f"/documents/{document.pk}").content.decode()
    assert "1 chữ ký số, hợp lệ" in page
    assert "Các lần kiểm tra trước" in page
    rows = client.get(f"/api/v1/documents/{document.pk}/signatures").json()
    assert [row["signatures"][0]["verdict"] for row in rows] == ["valid", "untrusted"]
    again = client.post(f"/documents/{document.pk}/acts/check-signatures", follow=True)
    assert again.status_code == 200


def test_the_same_file_is_checked_once_a_day_for_all_who_get_it(
    place: Office, authority: Authority
) -> None:
    pdf = made.sign(made.paper(), authority.person(at=NOW), authority.pki)
    for _ in range(3):
        arrived(place, pdf)
    assert SignatureCheck.objects.count() == 1


def test_what_is_no_pdf_is_not_checked(place: Office) -> None:
    document = arrived(place, "chỉ là chữ".encode(), "a.txt")
    assert not SignatureCheck.objects.exists()
    client = client_of(place.clerk)
    assert "Chữ ký số" not in client.get(f"/documents/{document.pk}").content.decode()


def test_cells_filled_later_are_named_as_officials_call_them() -> None:
    words = note_words(Note("filled", {"fields": "dau, ngay, so, Signature1"}))
    assert words.endswith("phạm vi cho phép: con dấu, ngày, số, Signature1.")


def test_an_unsigned_paper_says_so(place: Office) -> None:
    document = arrived(place, made.paper())
    client = client_of(place.clerk)
    page = client.get(f"/documents/{document.pk}").content.decode()
    assert "Tệp không có chữ ký số" in page


def test_who_should_have_signed_is_compared(place: Office, authority: Authority) -> None:
    trusted(place, authority)
    way = made.Way(at=NOW, ltv=True)
    pdf = made.sign(made.paper(), authority.person(at=NOW), authority.pki, way)
    document = arrived(place, pdf, issuer="Sở Nội vụ")
    client = client_of(place.clerk)
    page = client.get(f"/documents/{document.pk}").content.decode()
    assert "Chứng thư ghi “UBND tỉnh Vĩnh Long”, văn bản ghi “Sở Nội vụ”." in page


def test_what_we_seal_ourselves_is_checked_too(place: Office, authority: Authority) -> None:
    trusted(place, authority)
    document = esigning.sealed(place, esigning.Keys.of(authority))
    work()
    check = SignatureCheck.objects.filter(blob=esigning.main_file(document).blob_id).latest("id")
    found = [each["verdict"] for each in check.report["signatures"]]
    assert found == ["valid", "valid"]
    assert [each["modified_after"] for each in check.report["signatures"]] == [False, False]
    page = client_of(place.clerk).get(f"/documents/{document.pk}").content.decode()
    assert "2 chữ ký số" in page
