"""Papers that several sign: named in the draft, printed, checked, and signed by hand."""

import io
from dataclasses import replace

import pytest
from docx import Document as open_docx
from pypdf import PdfReader

from tests.factories import drafts, esigning
from tests.factories.esigning import Keys
from tests.factories.pki import Authority
from tests.factories.province import NOW, Office, office
from vanthu.ground.files.actions import store
from vanthu.office.checking.queries import check_paper
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions, queries
from vanthu.office.drafting.actions import Text
from vanthu.office.drafting.errors import SeveralSigners
from vanthu.office.drafting.queries.beginning import first_text
from vanthu.office.drafting.queries.papers import (
    docx_of_version,
    paper_of_version,
    sheet_of_version,
)
from vanthu.office.writing.queries import Content, Signing, docx_of, parse_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
SECRETARY = Signing(("THƯ KÝ",), "Lê Thị Hoa")
PARTY_A = Signing(("ĐẠI DIỆN BÊN A", "GIÁM ĐỐC"), "Trần Văn Bình")


@pytest.fixture(scope="session")
def keys(authority: Authority) -> Keys:
    return Keys.of(authority)


def minutes(role: str = "CHỦ TỌA", *signers: Signing) -> Content:
    text = parse_text("Nội dung cuộc họp: thống nhất kế hoạch.\n")
    return replace(text, role=role, signers=signers or (SECRETARY,))


def written(place: Office, content: Content, type_code: str = "bien-ban") -> Document:
    return drafts.draft(place, type_code=type_code, text=Text(content=content))


def rules_of(place: Office, document: Document) -> set[str]:
    found = check_paper(paper_of_version(place.specialist, document.pk, 1))
    return {finding.rule.code for finding in found}


def test_a_form_with_several_signers_begins_with_room_for_them() -> None:
    place = office()
    text = first_text(drafts.draft(place, type_code="hop-dong"), place.specialist.today)
    assert text.role == "ĐẠI DIỆN BÊN B"
    assert text.signers == (Signing(("ĐẠI DIỆN BÊN A",), ""),)


def test_minutes_are_printed_with_their_secretary_and_chair() -> None:
    place = office()
    document = written(place, minutes())
    paper = paper_of_version(place.specialist, document.pk, 1)
    assert paper.signing == Signing(("CHỦ TỌA",), place.leader.name), "the role stands alone"
    assert paper.more_signers == (SECRETARY,)
    pdf = sheet_of_version(place.specialist, document.pk, 1)
    page = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert page.index("THƯ KÝ") < page.index("CHỦ TỌA") < page.index("Lê Thị Hoa")
    docx = open_docx(io.BytesIO(docx_of_version(place.specialist, document.pk, 1)))
    cells = [cell.text for table in docx.tables for row in table.rows for cell in row.cells]
    assert any("THƯ KÝ" in cell and "Lê Thị Hoa" in cell for cell in cells)


def test_the_role_stands_above_the_post_in_a_contract() -> None:
    place = office()
    document = written(place, minutes("ĐẠI DIỆN BÊN B", PARTY_A), "hop-dong")
    paper = paper_of_version(place.specialist, document.pk, 1)
    assert paper.signing.authority[0] == "ĐẠI DIỆN BÊN B"
    assert paper.signing.authority[-1] == "CHỦ TỊCH"


def test_the_checker_reads_all_who_sign() -> None:
    place = office()
    assert "name.cosigner" in rules_of(place, written(place, parse_text("Nội dung họp.\n")))
    assert not {"name.cosigner", "name.missing"} & rules_of(place, written(place, minutes()))
    unnamed = minutes("CHỦ TỌA", Signing(("THƯ KÝ",), ""))
    assert "name.missing" in rules_of(place, written(place, unnamed))
    wrong = minutes("CHỦ TỌA", Signing(("KT GIÁM ĐỐC",), "ThS. Lê Thị Hoa"))
    assert {"authority.form", "name.degree"} <= rules_of(place, written(place, wrong))


def test_they_are_kept_searched_and_compared_with_the_version() -> None:
    place = office()
    document = written(place, minutes())
    later = minutes("CHỦ TỌA", Signing(("THƯ KÝ",), "Phạm Văn Dũng"))
    row = actions.add_version(place.specialist, document_id=document.pk, text=Text(content=later))
    assert "[ký] THƯ KÝ\\\nPhạm Văn Dũng" in row.body
    found = queries.compare_clauses(place.specialist, document.pk, 1, 2)
    assert {change.citation for change in found} == {"người cùng ký thứ 1"}


def test_a_docx_that_comes_back_keeps_who_was_named() -> None:
    place = office()
    document = written(place, minutes())
    made = docx_of(paper_of_version(place.specialist, document.pk, 1))
    text = actions.text_of_file(store(io.BytesIO(made), now=NOW), "bien-ban.docx")
    assert text.content is not None
    changed = replace(text.content, blocks=parse_text("Nội dung đã sửa trong Word.\n").blocks)
    actions.add_version(
        place.specialist, document_id=document.pk, text=replace(text, content=changed)
    )
    assert paper_of_version(place.specialist, document.pk, 2).more_signers == (SECRETARY,)


def test_they_sign_on_paper(keys: Keys) -> None:
    place = esigning.ready()
    document = drafts.format_approved(place, type_code="bien-ban", text=Text(content=minutes()))
    with pytest.raises(SeveralSigners) as refused:
        esigning.sign(place, keys, document)
    assert "ký trên bản giấy" in refused.value.sentence
    blob = drafts.blob()
    actions.record_paper_signature(
        place.clerk,
        document_id=document.pk,
        blob=blob,
        name="bien-ban-da-ky.pdf",
        signed_on=place.clerk.today,
    )
    assert drafts.fresh(document).state == DocumentState.APPROVED


def test_a_plain_body_may_name_them_too() -> None:
    place = office()
    body = "Nội dung cuộc họp.\n[ký] THƯ KÝ\\\nLê Thị Hoa\n"
    document = drafts.format_approved(place, type_code="bien-ban", text=Text(body=body))
    sign = next(each for each in queries.possible(place.leader, document.pk) if each.verb == "sign")
    assert not sign.allowed
    assert "nhiều người cùng ký" in sign.reason
