"""Copies are made, numbered in one series, printed, issued (Q-030, Q-072, Q-073)."""

import io
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image

from tests.factories import copying, drafts, exchange, incoming
from tests.factories.province import NOW, Office, office
from tests.support.attempts import events_of
from vanthu.ground.access.permissions import MissingRight
from vanthu.ground.files.actions import store as store_file
from vanthu.ground.files.queries import path_of
from vanthu.ground.signing.pdf.forms import updating
from vanthu.kernel.errors import StateSecretRefused
from vanthu.office.copies import actions, queries
from vanthu.office.copies.choices import CopyKind, Medium
from vanthu.office.copies.errors import (
    BadPages,
    NoSigner,
    NothingToPrint,
    NotToBeCopied,
    OriginalNotOurs,
    ScanMissing,
    ScanTooPoor,
    SignFirst,
    WayNotAllowed,
)
from vanthu.office.documents.actions import NewFile, NewRecipient, void_number
from vanthu.office.documents.choices import Channel, DocumentState, RelationKind
from vanthu.office.documents.errors import DocumentNotFound, Frozen, InsideOnly, NoRegister
from vanthu.office.documents.models import Document, DocumentFile, Relation
from vanthu.office.drafting import actions as drafting
from vanthu.office.drafting.errors import NoRecipients
from vanthu.office.handling.choices import Box
from vanthu.office.handling.models import BoxItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
P, E = Medium.PAPER, Medium.ELECTRONIC


@pytest.fixture
def place(store: Path) -> Office:
    made = office("Ủy ban nhân dân phường Long Châu")
    copying.register(made)
    return made


def make(place: Office, source: Document, *args: object, **more: object) -> Document:
    wanted = copying.wanted(place, *args, **more)  # type: ignore[arg-type]
    return actions.make_copy(
        place.clerk, source_id=source.pk, wanted=wanted, recipients=drafts.to(office())
    )


def text_of(document: Document) -> list[str]:
    """The words of each page of the copy's file."""
    file = DocumentFile.objects.get(document=document, replaced_at=None)
    pdf = pdfium.PdfDocument(path_of(file.blob_id))
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_all_kinds_are_numbered_in_one_series(place: Office, tmp_path: Path) -> None:
    source = copying.issued(place, tmp_path)
    kinds = (CopyKind.WHOLE, CopyKind.EXTRACT, CopyKind.AGAIN)
    copies = [make(place, source, kind) for kind in kinds]
    references = [document.reference for document in copies]
    assert references == ["01/SY-UBND", "02/TrS-UBND", "03/SL-UBND"]
    assert drafts.fresh(source).state == DocumentState.ISSUED


def test_a_copy_is_a_document_tied_to_its_source(place: Office, tmp_path: Path) -> None:
    source = copying.registered(place, tmp_path)
    made: list[Document] = []
    told = events_of(lambda: made.append(make(place, source)))
    assert {"copy-made", "documents-related", "number-given", "file-attached"} == set(told)
    (document,) = made
    assert Relation.objects.filter(
        source=document, target=source, kind=RelationKind.COPY_OF
    ).exists()
    assert document.subject.startswith(f"Sao y văn bản số {source.reference}")
    assert (document.signer_name, document.signing_authority) == (place.leader.name, "")
    assert BoxItem.objects.filter(document=document, box=Box.TO_ISSUE).exists()
    (row,) = queries.copies_of(place.clerk, source.pk)
    assert (row.document_id, row.medium) == (document.pk, "paper")


def test_the_sheet_is_the_original_with_the_block_below(place: Office, tmp_path: Path) -> None:
    source = copying.issued(place, tmp_path)
    file = DocumentFile.objects.get(document=source)
    before = path_of(file.blob_id).read_bytes()
    document = make(place, source, signer="chief")
    (page,) = text_of(document)
    assert page.index("Kính gửi") < page.index("SAO Y")
    for cell in (
        "Số: 01/SY-UBND",
        "TL. CHỦ TỊCH",
        "CHÁNH VĂN PHÒNG",
        place.chief.name,
        "- Lưu: VT",
    ):
        assert cell in page, cell
    assert path_of(file.blob_id).read_bytes() == before


def test_where_there_is_no_room_the_block_has_its_own_page(place: Office) -> None:
    source = copying.registered(place)
    document = make(place, source, blob=copying.scan(mode="L"))
    assert len(text_of(document)) == 1, "a blank scan has room"
    dark = copying.scan(mode="1", pages=2)
    document = make(place, source, blob=dark)
    assert "SAO Y" in text_of(document)[-1]


def test_a_paper_of_which_nothing_is_here_gets_the_block_alone(place: Office) -> None:
    source = copying.registered(place, channel=Channel.PAPER)
    document = make(place, source, CopyKind.WHOLE, P, P)
    (page,) = text_of(document)
    assert page.startswith("ỦY BAN NHÂN DÂN PHƯỜNG LONG CHÂU")
    with pytest.raises(NothingToPrint):
        make(place, source, CopyKind.WHOLE, E, P)


def test_a_scan_must_be_what_the_rule_asks(place: Office) -> None:
    source = copying.registered(place, channel=Channel.PAPER)
    with pytest.raises(ScanMissing):
        make(place, source, CopyKind.WHOLE, P, E)
    with pytest.raises(ScanTooPoor, match="150 dpi"):
        make(place, source, CopyKind.WHOLE, P, E, blob=copying.scan(150))
    with pytest.raises(ScanTooPoor, match="ảnh xám"):
        make(place, source, CopyKind.WHOLE, P, E, blob=copying.scan(mode="L"))
    with pytest.raises(ScanTooPoor, match="tỷ lệ"):
        make(place, source, CopyKind.WHOLE, P, E, blob=copying.scan(scale=0.7))
    assert not Document.objects.filter(type="sao-y").exists(), "a refusal takes no number"


def test_a_good_scan_becomes_an_electronic_copy_that_waits_for_the_signature(
    place: Office,
) -> None:
    source = copying.registered(place, channel=Channel.PAPER)
    scan = copying.scan()
    document = make(place, source, CopyKind.WHOLE, P, E, blob=scan)
    file = DocumentFile.objects.get(document=document)
    assert file.blob_id == scan.pk, "the scan goes out byte for byte"
    copy = queries.copy_of(document.pk)
    assert copy is not None
    assert copy.scan == [{"page": 1, "dpi": 200, "width": 210, "height": 297}]
    with pytest.raises(SignFirst):
        actions.issue_copy(place.clerk, document_id=document.pk)


def test_a_scan_that_cannot_be_added_to_is_written_anew(place: Office) -> None:
    """Some scanners write PDF that readers forgive and signing programs do not."""
    out = io.BytesIO()
    Image.new("RGB", (1654, 2339), "white").save(out, "PDF", resolution=200)
    source = copying.registered(place, channel=Channel.PAPER)
    document = make(place, source, CopyKind.WHOLE, P, E, blob=store_file([out.getvalue()], now=NOW))
    file = DocumentFile.objects.get(document=document)
    assert path_of(file.blob_id).read_bytes() != out.getvalue()
    updating(path_of(file.blob_id).read_bytes())  # else: NotASheet


def test_an_extract_has_the_pages_asked_for(place: Office) -> None:
    source = copying.registered(place)
    three = copying.scan(pages=3)
    document = make(place, source, CopyKind.EXTRACT, pages="2-3", blob=three)
    assert len(text_of(document)) == 2
    with pytest.raises(BadPages):
        make(place, source, CopyKind.EXTRACT, pages="4", blob=three)
    with pytest.raises(WayNotAllowed):
        make(place, source, CopyKind.WHOLE, E, E, blob=three)


def test_a_paper_copy_is_issued_and_arrives(place: Office, tmp_path: Path) -> None:
    receiver = office()
    source = copying.registered(place, tmp_path)
    document = actions.make_copy(
        place.clerk,
        source_id=source.pk,
        wanted=copying.wanted(place),
        recipients=drafts.to(receiver),
    )
    actions.issue_copy(place.clerk, document_id=document.pk)
    exchange.carry()
    arrived = exchange.arrival(document, receiver)
    assert (arrived.reference, arrived.type_id) == (document.reference, "sao-y")
    assert not BoxItem.objects.filter(document=document).exists()


def test_a_copy_goes_to_somebody(place: Office, tmp_path: Path) -> None:
    source = copying.registered(place, tmp_path)
    document = actions.make_copy(place.clerk, source_id=source.pk, wanted=copying.wanted(place))
    with pytest.raises(NoRecipients):
        actions.issue_copy(place.clerk, document_id=document.pk)


def test_what_circulates_inside_is_not_copied_for_somebody_outside(
    place: Office, tmp_path: Path
) -> None:
    to = drafts.to(office())
    source = copying.issued(place, tmp_path, recipients=to, circulation="internal")
    wanted, ministry = copying.wanted(place), [NewRecipient(name="Bộ Nội vụ")]
    with pytest.raises(InsideOnly):
        actions.make_copy(place.clerk, source_id=source.pk, wanted=wanted, recipients=ministry)


def test_a_copy_without_its_number_is_none(place: Office, tmp_path: Path) -> None:
    document = make(place, copying.registered(place, tmp_path))
    void_number(place.clerk, number_id=document.number_row_id or 0, reason="Lập nhầm")
    assert drafts.fresh(document).state == DocumentState.CANCELLED
    assert not BoxItem.objects.filter(document=document).exists()
    assert make(place, copying.registered(place, tmp_path)).number == "02"


def test_who_may_copy_what(place: Office, tmp_path: Path) -> None:
    source = copying.registered(place, tmp_path)
    with pytest.raises(NoSigner):
        make(place, source, signer="specialist")
    with pytest.raises(DocumentNotFound):
        make(office(), source)
    for document in (incoming.received(place), drafts.numbered(place)):
        with pytest.raises(NotToBeCopied):
            make(place, document)
    with pytest.raises(Frozen):
        make(place, drafts.recalled(place))
    wanted = copying.wanted(place)
    with pytest.raises(MissingRight):
        actions.make_copy(place.leader, source_id=source.pk, wanted=wanted)
    other = office()
    bare = copying.registered(other, tmp_path)
    with pytest.raises(NoRegister):
        make(other, bare)


def test_a_file_named_as_a_secret_is_refused_and_gone(place: Office) -> None:
    source = copying.registered(place, channel=Channel.PAPER)
    scan = copying.scan()
    wanted = copying.wanted(place, CopyKind.WHOLE, P, E)
    marked = actions.Wanted(
        kind=wanted.kind,
        source_medium=P,
        medium=E,
        signer_post=wanted.signer_post,
        file=NewFile(scan, "[MẬT] ban-quet.pdf"),
    )
    with pytest.raises(StateSecretRefused):
        actions.make_copy(place.clerk, source_id=source.pk, wanted=marked)
    assert not path_of(scan.pk).exists()


def test_a_paper_original_is_printed_by_the_issuer_alone(place: Office, tmp_path: Path) -> None:
    source = copying.issued(place, tmp_path)
    pages: list[bytes] = []
    told = events_of(
        lambda: pages.append(actions.print_original(place.clerk, document_id=source.pk))
    )
    assert told == ["original-printed"]
    assert len(pdfium.PdfDocument(pages[0])) == 1
    with pytest.raises(OriginalNotOurs):
        actions.print_original(place.clerk, document_id=copying.registered(place, tmp_path).pk)


def test_a_recalled_copy_is_ordered_back(place: Office, tmp_path: Path) -> None:
    receiver = office()
    document = actions.make_copy(
        place.clerk,
        source_id=copying.registered(place, tmp_path).pk,
        wanted=copying.wanted(place),
        recipients=drafts.to(receiver),
    )
    actions.issue_copy(place.clerk, document_id=document.pk)
    drafting.recall_issued(place.leader, document_id=document.pk, reason="Sao thiếu trang")
    assert drafts.fresh(document).state == DocumentState.RECALLED
