"""The agency's text-only signature on an electronic copy (cell 14, S-05, Q-070, Q-072)."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.factories import copying, drafts, exchange
from tests.factories.pki import Authority
from tests.factories.province import Office, office
from tests.factories.signing import services
from tests.support.attempts import events_of
from vanthu.demo.pki.authority import Issued
from vanthu.ground.files.queries import path_of
from vanthu.ground.signing.choices import Level
from vanthu.ground.signing.keys import pkcs12
from vanthu.ground.signing.keys.opened import Secret
from vanthu.office.copies import actions, queries
from vanthu.office.copies.choices import CopyKind, Medium
from vanthu.office.copies.errors import NotACopy, OnPaper, SignedAlready
from vanthu.office.copies.rules import signature_lines
from vanthu.office.documents.choices import Channel, DocumentState
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.drafting.models import ElectronicSignature

# Signatures in files are judged here, at their price; the rows beside them are asked of both
# databases where papers are signed by hand.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store"), pytest.mark.once]
P, E = Medium.PAPER, Medium.ELECTRONIC


@pytest.fixture(scope="module")
def seal(authority: Authority) -> Issued:
    return authority.agency()


@pytest.fixture
def place(store: Path) -> Office:
    made = office("Ủy ban nhân dân phường Long Châu")
    copying.register(made)
    return made


def electronic(place: Office, *receivers: Office) -> Document:
    """A copy of a paper, scanned, waiting for the signature."""
    source = copying.registered(place, channel=Channel.PAPER)
    wanted = copying.wanted(place, CopyKind.WHOLE, P, E, blob=copying.scan())
    to = drafts.to(*(receivers or (office(),)))
    return actions.make_copy(place.clerk, source_id=source.pk, wanted=wanted, recipients=to)


def sign(place: Office, document: Document, seal: Issued, authority: Authority) -> None:
    with pkcs12.opened(Secret(seal.password, seal.pkcs12)) as key:
        actions.sign_copy(
            place.clerk,
            document_id=document.pk,
            key=key,
            services=services(authority),
            level=Level.B_LT,
        )


def test_it_stands_top_right_of_the_first_page_in_words_alone(
    place: Office, seal: Issued, authority: Authority
) -> None:
    document = electronic(place)
    first = DocumentFile.objects.get(document=document)
    scan = path_of(first.blob_id).read_bytes()
    assert "copy-signed" in events_of(lambda: sign(place, document, seal, authority))
    file = DocumentFile.objects.get(document=document, replaced_at=None)
    signed = path_of(file.blob_id).read_bytes()
    assert signed.startswith(scan), "an update behind the scan: its bytes stay"
    page = PdfReader(BytesIO(signed)).pages[0]
    (widget,) = (each.get_object() for each in page.annotations or ())
    x0, y0, x1, y1 = (float(side) for side in widget["/Rect"])
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    assert x0 > width / 2
    assert width - x1 < 60
    assert height - y1 < 60
    look = widget["/AP"]["/N"]
    assert "/Subtype" not in look or look["/Subtype"] == "/Form"
    assert "/XObject" not in look["/Resources"], "no image"
    row = ElectronicSignature.objects.get(document=document)
    assert (row.kind, row.before_id, row.after_id) == ("copy", first.blob_id, file.blob_id)
    copy = queries.copy_of(document.pk)
    assert copy is not None
    assert copy.signed_at == place.clerk.now


def test_its_words_are_kind_agency_and_time(place: Office) -> None:
    kind, agency, moment = signature_lines("Sao y", "UBND phường A", place.clerk.now)
    assert (kind, agency) == ("Sao y", "UBND phường A")
    assert re.fullmatch(r"2026-11-23T09:00:00\+07:00", moment)


def test_signed_it_is_issued_and_arrives_as_signed(
    place: Office, seal: Issued, authority: Authority
) -> None:
    receiver = office()
    document = electronic(place, receiver)
    sign(place, document, seal, authority)
    with pytest.raises(SignedAlready):
        sign(place, document, seal, authority)
    assert actions.issue_copy(place.clerk, document_id=document.pk).state == DocumentState.ISSUED
    exchange.carry()
    arrived = exchange.arrival(document, receiver)
    sent = DocumentFile.objects.get(document=document, replaced_at=None)
    assert DocumentFile.objects.get(document=arrived).blob_id == sent.blob_id


def test_paper_copies_and_other_documents_are_not_signed_so(
    place: Office, seal: Issued, authority: Authority
) -> None:
    with pytest.raises(OnPaper):
        sign(place, copying.copied(place), seal, authority)
    with pytest.raises(NotACopy):
        sign(place, drafts.numbered(place), seal, authority)
