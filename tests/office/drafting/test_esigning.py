"""Electronic signatures on a draft's way: leader, number, seal, issue, and back."""

import io
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader

from tests.factories import drafts, esigning
from tests.factories.esigning import Keys
from tests.factories.pki import Authority
from tests.factories.province import START, Office, office
from tests.factories.signing import paper, services
from tests.support.attempts import events_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import store
from vanthu.ground.files.queries import path_of
from vanthu.ground.rulebook.models import LocalRule
from vanthu.ground.signing.choices import Level
from vanthu.ground.signing.errors import NoTimeStamper
from vanthu.ground.signing.models import AgencySeal
from vanthu.kernel.citations import Certainty
from vanthu.kernel.errors import Refusal
from vanthu.office.documents import actions as documents
from vanthu.office.documents.actions import NewFile, NewRecipient
from vanthu.office.documents.choices import DocumentState, FileRole
from vanthu.office.documents.errors import Locked
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.drafting import actions
from vanthu.office.drafting.actions import Chosen, Sealed, Text
from vanthu.office.drafting.errors import (
    ChangedWhileSigning,
    NewerVersion,
    NoPicture,
    NoSheet,
    NotOwnSignature,
    NotSignedElectronically,
    SealedAlready,
    SealMissing,
)
from vanthu.office.drafting.models import DraftVersion, ElectronicSignature

# Signatures in files are judged here, at their price; the rows beside them are asked of both
# databases where papers are signed by hand.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store"), pytest.mark.once]


@pytest.fixture(scope="session")
def keys(authority: Authority) -> Keys:
    return Keys.of(authority)


def text_of(pdf: bytes) -> str:
    """What the form fields say."""
    fields = PdfReader(BytesIO(pdf)).get_fields() or {}
    return " ".join(str(field.get("/V", "")) for field in fields.values())


def kinds(document: Document) -> list[tuple[str, bool]]:
    """The signatures in order, with whether they count."""
    rows = ElectronicSignature.objects.filter(document=document).order_by("id")
    return [(row.kind, row.withdrawn_at is None) for row in rows]


def test_a_paper_is_signed_numbered_sealed_and_issued(keys: Keys, authority: Authority) -> None:
    place = esigning.ready()
    document = esigning.signed(place, keys)
    assert document.state == DocumentState.APPROVED
    assert document.signer_name == place.leader.name
    sheet = DraftVersion.objects.get(document=document).sheet
    assert sheet is not None
    signed = esigning.main_bytes(document)
    assert signed.startswith(path_of(sheet.pk).read_bytes())
    assert esigning.verdicts(signed, authority) == {"ky": True}
    actions.give_number(place.clerk, document_id=document.pk)
    document = drafts.fresh(document)
    numbered = esigning.main_bytes(document)
    assert numbered.startswith(signed)
    assert f"Số: {document.reference}" in text_of(numbered)
    assert "ngày 23 tháng 11 năm 2026" in text_of(numbered)
    esigning.seal(place, keys, document)
    original = esigning.main_bytes(document)
    assert original.startswith(numbered)
    assert esigning.verdicts(original, authority) == {"ky": True, "dau": True}
    actions.issue(place.clerk, document_id=document.pk)
    assert esigning.main_bytes(document) == original
    leader, agency = ElectronicSignature.objects.filter(document=document).order_by("id")
    assert (leader.kind, leader.approval.kind if leader.approval else "") == ("leader", "leader")
    assert (
        agency.before_id == DocumentFile.objects.filter(document=document).order_by("id")[1].blob_id
    )
    assert (leader.certificate_name, agency.certificate_name) == (
        "Nguyễn Văn An",
        "UBND tỉnh Vĩnh Long",
    )
    assert len(DocumentFile.objects.filter(document=document)) == 3


def test_levels_are_reached_whole_or_nothing_is_signed(keys: Keys, authority: Authority) -> None:
    place = esigning.ready()
    document = drafts.format_approved(place)
    with esigning.opened(keys.leader) as key:
        order: dict[str, Any] = {
            "document_id": document.pk,
            "version": 1,
            "key": key,
        }
        with pytest.raises(NoTimeStamper):
            actions.sign(place.leader, services=esigning.NOBODY, **order)
        assert kinds(document) == []
        row = actions.sign(place.leader, services=services(authority), **order)
    assert row.level == Level.B_LT
    assert PdfFileReader(BytesIO(esigning.main_bytes(document))).root["/DSS"]


def test_what_is_signed_is_what_was_handed_out(keys: Keys) -> None:
    place = esigning.ready()
    document = drafts.format_approved(place)
    task = actions.begin_signing(place.leader, document_id=document.pk, version=1)
    held = esigning.certificate(keys.leader)
    with pytest.raises(ChangedWhileSigning):
        actions.finish_signing(place.leader, task=task, signed=b"%PDF-1.7 other", certificate=held)
    annex = NewFile(store(io.BytesIO(paper()), now=place.leader.now), "pl.pdf", FileRole.ANNEX)
    documents.attach_file(place.leader, document_id=document.pk, file=annex)
    with pytest.raises(ChangedWhileSigning):
        actions.finish_signing(place.leader, task=task, signed=task.pdf, certificate=held)
    actions.add_version(place.leader, document_id=document.pk, text=Text(body="Bản khác"))
    with pytest.raises(NewerVersion):
        actions.finish_signing(place.leader, task=task, signed=task.pdf, certificate=held)
    assert drafts.fresh(document).state == DocumentState.LEADER_REVIEW
    assert kinds(document) == []


def test_who_may_not_sign() -> None:
    place = office()
    document = drafts.format_approved(place)

    def begin(actor: Actor) -> object:
        return actions.begin_signing(actor, document_id=document.pk, version=1)

    for actor in (place.clerk, place.specialist, place.head):
        with pytest.raises(Refusal):
            begin(actor)
    with pytest.raises(NotOwnSignature):
        begin(replace(place.leader, on_behalf_of=place.leader.tenure_id))
    with pytest.raises(NoPicture):
        begin(place.leader)
    esigning.equip(place)
    begin(place.leader)


def test_a_mere_file_is_signed_on_paper() -> None:
    place = office()
    document = drafts.format_approved(place, text=Text(blob=drafts.blob(), name="du-thao.txt"))
    with pytest.raises(NoSheet):
        actions.begin_signing(place.leader, document_id=document.pk, version=1)


def test_the_seal_follows_the_leader_and_the_number_only(keys: Keys) -> None:
    place = esigning.ready()
    approved = drafts.numbered(place)
    with pytest.raises(NotSignedElectronically):
        esigning.seal(place, keys, approved)
    actions.issue(place.clerk, document_id=approved.pk)
    signed = esigning.signed(place, keys)
    with pytest.raises(Refusal, match="chờ cấp số"):
        esigning.seal(place, keys, signed)
    actions.give_number(place.clerk, document_id=signed.pk)
    with pytest.raises(SealMissing):
        actions.issue(place.clerk, document_id=signed.pk)
    for actor in (place.leader, place.chief, place.specialist):
        with pytest.raises(Refusal):
            actions.begin_sealing(actor, document_id=signed.pk)
    esigning.seal(place, keys, signed)
    with pytest.raises(SealedAlready):
        esigning.seal(place, keys, signed)


def test_a_void_number_takes_the_paper_back_to_what_the_leader_signed(
    keys: Keys, authority: Authority
) -> None:
    place = esigning.ready()
    document = _with_annex(place, keys)
    signed = esigning.main_file(document).blob_id
    annex = _annex(document).blob_id
    actions.give_number(place.clerk, document_id=document.pk)
    esigning.seal(place, keys, document)
    assert _annex(document).blob_id != annex
    row = drafts.fresh(document).number_row_id
    assert row is not None
    documents.void_number(place.clerk, number_id=row, reason="Nhầm sổ")
    assert esigning.main_file(document).blob_id == signed
    assert _annex(document).blob_id == annex
    assert kinds(document) == [("leader", True), ("annex", False), ("agency", False)]
    actions.give_number(place.clerk, document_id=document.pk)
    esigning.seal(place, keys, document)
    actions.issue(place.clerk, document_id=document.pk)
    assert esigning.verdicts(esigning.main_bytes(document), authority) == {"ky": True, "dau": True}


def test_each_annex_in_a_file_of_its_own_is_signed_with_text(
    keys: Keys, authority: Authority
) -> None:
    place = esigning.ready()
    document = _with_annex(place, keys)
    actions.give_number(place.clerk, document_id=document.pk)
    esigning.seal(place, keys, document)
    pdf = path_of(_annex(document).blob_id).read_bytes()
    assert esigning.verdicts(pdf, authority) == {"dau": True}
    reference = drafts.fresh(document).reference
    shown = PdfReader(BytesIO(pdf)).pages[0]["/Annots"][0].get_object()["/AP"]["/N"]  # type: ignore[index]
    assert "/XObject" not in shown["/Resources"]
    assert _annex(document).name == "pl.pdf"
    assert reference
    actions.issue(place.clerk, document_id=document.pk)


def test_an_annex_that_changed_meanwhile_stops_the_seal(keys: Keys) -> None:
    place = esigning.ready()
    document = _with_annex(place, keys)
    actions.give_number(place.clerk, document_id=document.pk)
    task = actions.begin_sealing(place.clerk, document_id=document.pk)
    held = esigning.certificate(keys.agency)
    with pytest.raises(ChangedWhileSigning):
        actions.finish_sealing(
            place.clerk,
            task=task,
            sealed=Sealed(task.pdf, {task.annexes[0].file_id: b"x"}),
            certificate=held,
        )
    row = drafts.fresh(document).number_row_id
    documents.void_number(place.clerk, number_id=row or 0, reason="Nhầm ngày")
    actions.give_number(place.clerk, document_id=document.pk)
    with pytest.raises(ChangedWhileSigning):
        actions.finish_sealing(
            place.clerk, task=task, sealed=Sealed(task.pdf, {}), certificate=held
        )


def test_a_return_after_signing_lets_the_signature_count_no_more(keys: Keys) -> None:
    place = esigning.ready()
    document = esigning.signed(place, keys)
    actions.return_draft(place.clerk, document_id=document.pk, reason="Sai thể thức")
    assert kinds(document) == [("leader", False)]
    actions.submit(place.specialist, document_id=document.pk)
    actions.approve_content(place.head, document_id=document.pk)
    actions.approve_format(place.chief, document_id=document.pk)
    esigning.sign(place, keys, document)
    assert kinds(document) == [("leader", False), ("leader", True)]


def test_fields_and_recipients_are_fixed_once_signed(keys: Keys) -> None:
    place = esigning.ready()
    document = esigning.signed(place, keys)
    with pytest.raises(Locked):
        documents.set_recipients(
            place.specialist, document_id=document.pk, recipients=[NewRecipient(name="Khác")]
        )


def test_a_changed_field_makes_the_sheet_anew_at_the_next_step(keys: Keys) -> None:
    place = esigning.ready()
    document = drafts.content_approved(place)
    before = DraftVersion.objects.get(document=document).sheet_id
    documents.set_recipients(
        place.chief, document_id=document.pk, recipients=[NewRecipient(name="Sở Tài chính")]
    )
    actions.approve_format(place.chief, document_id=document.pk)
    after = DraftVersion.objects.get(document=document).sheet_id
    assert before != after
    esigning.sign(place, keys, document)
    assert DraftVersion.objects.get(document=document).sheet_id == after


def test_many_are_signed_with_one_key_each_for_itself(keys: Keys) -> None:
    place = esigning.ready()
    good, other = drafts.format_approved(place), drafts.format_approved(place)
    early = drafts.submitted(place)
    with esigning.opened(keys.leader) as key:
        papers = [Chosen(good.pk, 1), Chosen(early.pk, 1), Chosen(other.pk, 7)]
        found = list(
            actions.sign_many(
                place.leader,
                papers=papers,
                key=key,
                services=esigning.NOBODY,
                level=Level.B_B,
            )
        )
    assert [number for number, _row in found] == [good.pk, early.pk, other.pk]
    assert isinstance(found[0][1], ElectronicSignature)
    assert isinstance(found[1][1], Refusal)
    assert isinstance(found[2][1], NewerVersion)


def test_events_of_signing_and_sealing(keys: Keys) -> None:
    place = esigning.ready()
    document = drafts.format_approved(place)
    assert events_of(lambda: esigning.sign(place, keys, document)) == [
        "electronically-signed",
        "file-attached",
    ]
    actions.give_number(place.clerk, document_id=document.pk)
    assert events_of(lambda: esigning.seal(place, keys, document)) == [
        "electronically-signed",
        "file-attached",
        "file-replaced",
    ]


def _with_annex(place: Office, keys: Keys) -> Document:
    """Signed, with an annex in a file of its own."""
    document = drafts.draft(place)
    blob = store(io.BytesIO(paper()), now=place.specialist.now)
    annex = NewFile(blob, "pl.pdf", FileRole.ANNEX)
    documents.attach_file(place.specialist, document_id=document.pk, file=annex)
    actions.submit(place.specialist, document_id=document.pk)
    actions.approve_content(place.head, document_id=document.pk)
    actions.approve_format(place.chief, document_id=document.pk)
    esigning.sign(place, keys, document)
    return drafts.fresh(document)


def _annex(document: Document) -> DocumentFile:
    return DocumentFile.objects.get(document=document, role=FileRole.ANNEX, replaced_at=None)


def _seal_width(document: Document) -> float:
    """Millimetres of the field that the leader's signature keeps free for the seal."""
    field = (PdfReader(BytesIO(esigning.main_bytes(document))).get_fields() or {})["dau"]
    left, _bottom, right, _top = field.indirect_reference.get_object()["/Rect"]
    return round((float(right) - float(left)) * 25.4 / 72, 1)


@pytest.mark.parametrize(("fixed", "width"), [("", 36.0), ("32", 32.0)])
def test_an_agency_without_a_registered_seal_has_one_of_the_rulebook(
    keys: Keys, fixed: str, width: float
) -> None:
    place = esigning.ready()
    esigning.equip(place)
    AgencySeal.objects.filter(agency=place.agency).delete()
    if fixed:
        LocalRule.objects.create(
            pack="signing-seal",
            key="seal_diameter",
            value=fixed,
            source="Thông tư về mẫu con dấu",
            certainty=Certainty.READ,
            valid_from=START,
            set_by=0,
        )
    assert _seal_width(esigning.signed(place, keys)) == width
