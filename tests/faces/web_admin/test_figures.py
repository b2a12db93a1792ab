"""Checking the figures of a text: on the screen, by the API, on the command line."""

import io
import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.faces.web.people import client_of
from tests.factories.calling import Caller
from tests.factories.province import Office, office
from vanthu.faces.cli.figures import figures
from vanthu.ground.files.models import Blob
from vanthu.ground.journal.models import Entry

pytestmark = pytest.mark.django_db
TEXT = "Nữ 6/39 đồng chí, đạt 15,3%.\nKết nạp 2.715/5.000 đảng viên, đạt 54,3%.\n27/63 = 42,6%."


@pytest.fixture
def place() -> Office:
    return office()


def paper(*paragraphs: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def sent(data: bytes, name: str = "bao-cao.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_a_pasted_text_comes_back_with_its_claims_marked(place: Office) -> None:
    client = client_of(place.specialist)
    assert "Kiểm tra số liệu" in client.get("/figures/check").content.decode()
    page = client.post("/figures/check", {"text": TEXT}).content.decode()
    assert '<mark class="amber" id="place-1">6/39 đồng chí, đạt 15,3%' in page
    assert '<mark class="green" id="place-2">2.715/5.000' in page
    assert "Sai: 27/63 = 42,9%, văn bản ghi 42,6%." in page
    assert 'href="#place-3" id="finding-3"' in page


def test_a_file_is_read_and_nothing_of_it_is_kept(place: Office, store: Path) -> None:
    before = Entry.objects.count()
    client = client_of(place.clerk)
    page = client.post("/figures/check", {"file": sent(paper(*TEXT.splitlines()))})
    assert "Bị cắt đuôi: 6/39 = 15,38%" in page.content.decode()
    assert (Blob.objects.count(), Entry.objects.count()) == (0, before)
    assert list(store.iterdir()) == []


def test_a_text_without_claims_says_what_is_looked_for(place: Office) -> None:
    page = client_of(place.clerk).post("/figures/check", {"text": "Theo số 15/QĐ-UBND."})
    assert "Không thấy tỷ lệ hay tổng số nào" in page.content.decode()


def test_what_cannot_be_read_says_why(place: Office) -> None:
    client = client_of(place.clerk)
    empty = client.post("/figures/check", {"text": " "})
    assert empty.status_code == 422
    assert "Hãy dán đoạn văn bản" in empty.content.decode()
    broken = client.post("/figures/check", {"file": sent(b"PK\x03\x04 broken")})
    assert broken.status_code == 422
    secret = client.post("/figures/check", {"file": sent(paper("TỐI MẬT", "27/63 = 42,6%"))})
    assert secret.status_code == 422
    assert "42,9" not in secret.content.decode()


def test_markup_in_a_text_stays_text(place: Office) -> None:
    page = client_of(place.clerk).post("/figures/check", {"text": "<b>27/63 = 42,6%</b>"})
    assert "&lt;b&gt;" in page.content.decode()


def test_a_program_asks_the_same(place: Office) -> None:
    caller = Caller(place.specialist)
    answer = caller.post("/figures/check", {"text": TEXT}).body
    assert [row["verdict"] for row in answer["findings"]] == ["truncated", "right", "wrong"]
    first = answer["findings"][0]
    assert (first["numerator"], first["denominator"], first["expected"]) == ("6", "39", "15,4%")
    assert answer["text"][first["start"] : first["end"]] == "6/39 đồng chí, đạt 15,3%"


def test_the_command_prints_one_object_a_file_and_fails_on_what_is_wrong(tmp_path: Path) -> None:
    wrong, right, none = (tmp_path / name for name in ("wrong.docx", "right.txt", "none.zip"))
    wrong.write_bytes(paper(*TEXT.splitlines()))
    right.write_text("408 + 20 = 428", encoding="utf-8")
    none.write_bytes(b"PK\x03\x04")
    result = CliRunner().invoke(figures, ["check", "--json", str(wrong), str(right), str(none)])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [len(row["findings"]) for row in rows] == [3, 1, 0]
    assert rows[0]["findings"][2]["expected"] == "42,9%"
    assert rows[2]["code"]
    assert CliRunner().invoke(figures, ["check", str(right)]).exit_code == 0
    shown = CliRunner().invoke(figures, ["check", str(wrong)])
    assert "Bị cắt đuôi" in shown.stdout
