"""The compare page of a draft, and its versions taken along as DOCX and PDF."""

import io
import re
import zipfile

import pytest
from docx import Document as open_docx

from tests.faces.web.people import client_of
from tests.factories import drafts
from tests.factories.calling import Caller
from tests.factories.province import NOW, Office, office
from tests.office.writing.papers import DECISION, paper
from vanthu.ground.files.actions import store
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions, queries
from vanthu.office.drafting.actions import Text, text_of_file
from vanthu.office.drafting.models import DraftVersion
from vanthu.office.writing.queries import DOCX, docx_of, parse_text

pytestmark = pytest.mark.django_db
BEFORE = "Điều 1. Giao việc\n1. Sở Nội vụ chủ trì.\n2. Sở Tài chính bố trí kinh phí.\n"
AFTER = "Điều 1. Giao việc\n1. Sở Tư pháp chủ trì.\n2. Sở Tài chính bố trí kinh phí.\n3. Báo cáo.\n"
TABLE = "| Tên | Phòng |\n| Hà | Tổng hợp |\n"


@pytest.fixture
def place() -> Office:
    return office()


def written(place: Office, *texts: str) -> Document:
    """A draft with these texts as its versions."""
    first, *more = [Text(content=parse_text(text)) for text in texts]
    document = drafts.draft(place, type_code="quyet-dinh", text=first)
    for text in more:
        actions.add_version(place.specialist, document_id=document.pk, text=text)
    return document


def page_of(place: Office, document: Document, query: str = "") -> str:
    answer = client_of(place.specialist).get(f"/documents/{document.pk}/compare{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_last_two_versions_are_compared_by_clause(place: Office) -> None:
    page = page_of(place, written(place, "Chưa có gì.\n", BEFORE, AFTER))
    assert "1 khoản sửa, 1 khoản thêm" in page
    assert "Khoản 1 Điều 1" in page
    assert "<del>Nội vụ </del>" in page
    assert "<ins>Tư pháp </ins>" in page


def test_a_program_reads_the_changes_that_the_page_shows(place: Office) -> None:
    document = written(place, TABLE, TABLE.replace("| Hà |", "| Hải |"), BEFORE, AFTER)
    for older, newer in ((1, 2), (2, 3), (3, 4)):
        at = f"/documents/{document.pk}/versions/{older}/clauses/{newer}"
        told = Caller(place.specialist).get(at).body
        page = page_of(place, document, f"?from={older}&to={newer}")
        names = re.findall(r'<a href="#c\d+">(.*?)</a>', page)
        assert [each["citation"].lower() for each in told] == [name.lower() for name in names]
        for each in told:
            cells = [piece for cell in each["cells"] for piece in cell["pieces"]]
            for piece in cells or each["pieces"]:
                tag = {"added": "ins", "removed": "del"}.get(piece["change"])
                assert not tag or f"<{tag}>{piece['text']}</{tag}>" in page


def test_any_two_versions_are_chosen_the_older_first(place: Office) -> None:
    document = written(place, BEFORE, AFTER, BEFORE)
    assert "Hai phiên bản giống nhau" in page_of(place, document, "?from=3&to=1")
    assert "Khoản 3 Điều 1" in page_of(place, document, "?from=2&to=1")
    assert "Khoản 3 Điều 1" in page_of(place, document, "?from=99&to=x")
    assert "Dự thảo mới có một phiên bản" in page_of(place, written(place, BEFORE))


def test_old_plain_bodies_are_compared_and_mere_files_are_not(place: Office) -> None:
    document = drafts.draft(place, text=Text(body=BEFORE))
    actions.add_version(place.specialist, document_id=document.pk, text=Text(body=AFTER))
    assert "Khoản 1 Điều 1" in page_of(place, document)
    file = Text(blob=drafts.blob(), name="du-thao.txt")
    actions.add_version(place.specialist, document_id=document.pk, text=file)
    assert "du-thao.txt" in page_of(place, document)
    assert "hãy mở hai tệp để đối chiếu" in page_of(place, document)


def test_a_docx_that_went_through_word_is_compared_by_its_own_blocks(place: Office) -> None:
    document = written(place, BEFORE)
    answer = client_of(place.specialist).get(f"/documents/{document.pk}/versions/1/docx")
    assert answer["Content-Type"] == DOCX
    edited = open_docx(io.BytesIO(answer.content))
    line = next(p for p in edited.paragraphs if "Nội vụ" in p.text)
    line.runs[-1].text = "Sở Tư pháp chủ trì, báo cáo hằng quý."
    edited.save(out := io.BytesIO())
    out.seek(0)
    text = text_of_file(store(out, now=place.specialist.now), "sua.docx")
    actions.add_version(place.specialist, document_id=document.pk, text=text)
    (change,) = queries.compare_clauses(place.specialist, document.pk, 1, 2)
    assert change.citation == "khoản 1 Điều 1"
    assert queries.version(place.specialist, document.pk, 2).file_name == "sua.docx"


def test_what_a_docx_loses_is_kept_with_the_version_and_shown(place: Office) -> None:
    document = written(place, BEFORE)
    row = actions.add_version(place.specialist, document_id=document.pk, text=foreign())
    assert "Bản nháp của phòng" in DraftVersion.objects.get(pk=row.pk).lost[0]
    assert "Bản nháp của phòng" in page_of(place, document)


def test_the_editor_tells_what_the_file_lost_until_another_version_is_made(place: Office) -> None:
    document = written(place, BEFORE)
    row = actions.add_version(place.specialist, document_id=document.pk, text=foreign())
    address = f"/documents/{document.pk}/text"
    page = client_of(place.specialist).get(address).content.decode()
    assert f'data-not-taken="{row.version}"' in page
    assert "Bản nháp của phòng" in page
    content = {"blocks": [{"id": "b1", "kind": "clause", "text": "Rà soát."}]}
    actions.save_working_text(
        place.specialist, document_id=document.pk, content=content, revision=0, based_on=row.version
    )
    assert "data-not-taken" in client_of(place.specialist).get(address).content.decode()
    actions.save_version(place.specialist, document_id=document.pk, revision=1)
    assert "data-not-taken" not in client_of(place.specialist).get(address).content.decode()


def foreign() -> Text:
    """What is read out of a DOCX with a footer on its first page, which a draft cannot hold."""
    file = open_docx(io.BytesIO(docx_of(paper(DECISION, AFTER))))
    file.sections[0].first_page_footer.paragraphs[0].text = "Bản nháp của phòng"
    file.save(out := io.BytesIO())
    out.seek(0)
    return text_of_file(store(out, now=NOW), "nhap.docx")


def test_a_docx_that_cannot_be_read_stays_a_file(place: Office) -> None:
    with zipfile.ZipFile(out := io.BytesIO(), "w") as package:
        package.writestr("word/document.xml", "<w:document>")
    out.seek(0)
    broken = store(out, now=place.specialist.now)
    assert broken.media_type == DOCX
    assert text_of_file(broken, "hong.docx").content is None


def test_a_version_is_shown_as_it_would_be_printed(place: Office) -> None:
    document = written(place, BEFORE)
    answer = client_of(place.specialist).get(f"/documents/{document.pk}/versions/1/sheet.pdf")
    assert answer.content.startswith(b"%PDF")
    file = Text(blob=drafts.blob(), name="du-thao.txt")
    actions.add_version(place.specialist, document_id=document.pk, text=file)
    refused = client_of(place.specialist).get(f"/documents/{document.pk}/versions/2/docx")
    assert refused.status_code == 409


def test_who_does_not_see_the_draft_sees_no_versions(place: Office) -> None:
    document = written(place, BEFORE)
    stranger = client_of(office().specialist)
    for address in ("compare", "versions/1/docx", "versions/1/sheet.pdf"):
        assert stranger.get(f"/documents/{document.pk}/{address}").status_code == 404
