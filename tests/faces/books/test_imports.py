"""Importing people into their book: trial, what is wrong row by row, all, the right rows, once."""

import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import openpyxl
import pytest

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories.cadres import Bureau, bureau
from tests.factories.province import NOW
from tests.support.pages import CheckedClient
from vanthu.cadres.personnel.choices import BornKnown
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.faces.imports.persons import PERSONS
from vanthu.faces.jobs.worker import run_all
from vanthu.ground.base.models import Job
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.models import AgencyCode

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
AT = "/cadres/personnel/persons/imports"
Cells = Sequence[object]


@pytest.fixture
def place() -> Bureau:
    return bureau()


def code(place: Bureau) -> str:
    return AgencyCode.objects.get(agency=place.commune).code


def sheet(*rows: Cells, more: Cells = ()) -> io.BytesIO:
    """A workbook with the headings of the template and these rows."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append([*(column.name for column in PERSONS.columns), *more])
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "danh-sach.xlsx"
    return out


def row(
    place: Bureau, name: str = "Trần Văn Ân", number: str = "", born: str = "05/01/1980"
) -> Cells:
    return (name, number, born, "Nam", code(place))


def tried(client: CheckedClient, file: io.BytesIO) -> str:
    """The address of the trial, once the worker was there."""
    answer = client.post(AT, {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    work()
    return str(answer["Location"])


def work() -> None:
    run_all(lambda: NOW + timedelta(seconds=2))


def imported() -> int:
    return PersonFacts.objects.filter(born_on__year=1980).count()


def test_the_template_comes_back_without_rows(place: Bureau) -> None:
    client = client_of(place.enterer)
    answer = client.get(f"{AT}/template.xlsx")
    file = io.BytesIO(body(answer))
    file.name = "mau.xlsx"
    page = client.get(tried(client, file)).content.decode()
    assert "Tệp chưa có dòng nào" in page


def test_tried_then_imported_once(place: Bureau) -> None:
    client = client_of(place.enterer)
    old = (*row(place, "Lê Thị Bé"),)
    file = sheet(row(place), (old[0], "", 1975, "Nữ", "  " + code(place)))
    address = tried(client, file)
    page = client.get(address).content.decode()
    assert "2 dòng hợp lệ" in page
    assert imported() == 0
    kept = client.post(f"{address}/keep")
    work()
    assert client.post(f"{address}/keep")["Location"] == kept["Location"]
    work()
    assert "Đã nhập 2 dòng" in client.get(kept["Location"]).content.decode()
    assert imported() == 1
    assert PersonFacts.objects.get(born_on__year=1975).born_known == BornKnown.YEAR
    assert Entry.objects.filter(name="facts-imported").count() == 1


def test_a_worker_that_ends_after_the_import_does_not_import_twice(place: Bureau) -> None:
    client = client_of(place.enterer)
    address = tried(client, sheet(row(place)))
    client.post(f"{address}/keep")
    work()
    Job.objects.filter(arguments__trial=False).update(state="waiting", attempts=0)
    work()
    assert imported() == 1


def test_what_is_wrong_comes_back_beside_the_row(place: Bureau) -> None:
    client = client_of(place.enterer)
    wrong = ("", "", "31/02/1980", "Khác", "H99")
    file = sheet(row(place), wrong, row(place), more=("Ghi chú",))
    address = tried(client, file)
    page = client.get(address).content.decode()
    assert "Chưa dòng nào được nhập" in page
    assert client.post(f"{address}/keep").status_code == 409
    marked = openpyxl.load_workbook(io.BytesIO(body(client.get(f"{address}/errors.xlsx")))).active
    assert marked is not None
    rows = list(marked.iter_rows(values_only=True))
    assert rows[0][-2:] == ("Ghi chú", "Cần sửa")
    assert [line[0] for line in rows[1:]] == ["Trần Văn Ân", None, "Trần Văn Ân"]
    assert rows[1][-1] is None
    assert "Hãy nhập ô này." in str(rows[2][-1])
    assert "cùng họ tên, ngày sinh" in str(rows[3][-1])


def test_the_right_rows_alone_by_explicit_choice(place: Bureau) -> None:
    client = client_of(place.enterer)
    address = tried(
        client, sheet(row(place), row(place, "Võ Văn Cần", born="x"), row(place, "Bùi Ba"))
    )
    assert "Chỉ nhập 2 dòng đúng" in client.get(address).content.decode()
    kept = client.post(f"{address}/keep", {"only": "right"})
    work()
    page = client.get(kept["Location"]).content.decode()
    assert "Đã nhập 2 dòng" in page
    assert imported() == 2
    left = openpyxl.load_workbook(
        io.BytesIO(body(client.get(f"{kept['Location']}/errors.xlsx")))
    ).active
    assert left is not None
    assert [line[0] for line in left.iter_rows(min_row=2, values_only=True)] == ["Võ Văn Cần"]


def test_who_may_not_is_told_why(place: Bureau) -> None:
    for actor in (place.decider, place.auditor):
        client = client_of(actor)
        assert "chưa được giao việc" in client.get(AT).content.decode()
        assert client.post(AT, {"file": sheet(row(place))}).status_code == 403
    address = tried(client_of(place.enterer), sheet(row(place)))
    assert client_of(place.confirmer).get(address).status_code == 404
    outside = client_of(place.outsider)
    faulty = outside.get(tried(outside, sheet(row(place)))).content.decode()
    assert "chưa được giao việc" in faulty


def test_a_file_that_is_none_is_refused(place: Bureau) -> None:
    client = client_of(place.enterer)
    assert client.post(AT, {}).status_code == 422
    page = client.get(tried(client, sheet(("x",), more=())))
    assert page.status_code == 200
