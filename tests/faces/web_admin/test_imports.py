"""Importing from spreadsheets: templates, trials with errors row by row, all of it or nothing."""

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.contrib.auth.hashers import check_password

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories.province import NOW, Office, agency, office, post
from tests.support.pages import CheckedClient
from vanthu.faces.imports.kinds import Kind
from vanthu.faces.imports.running import KINDS
from vanthu.faces.jobs.worker import run_all
from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.base.models import Job
from vanthu.ground.org.choices import Level, Role
from vanthu.ground.org.models import CalendarDay, Post, UnitVersion
from vanthu.ground.people.models import Account, Person, Tenure
from vanthu.office.documents.models import RecipientGroup
from vanthu.office.documents.registers import Register, RegisterPeriod
from vanthu.office.handling.models import DeadlineRule, Parameter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
Cells = Sequence[object]


@pytest.fixture
def place() -> Office:
    return office()


def sheet(kind: str, *rows: Cells, headings: Cells | None = None) -> io.BytesIO:
    """A workbook with the kind's headings and these rows."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(list(headings or [column.name for column in KINDS[kind].columns]))
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "danh-sach.xlsx"
    return out


def tried(client: CheckedClient, kind: str, file: io.BytesIO) -> tuple[str, str]:
    """The address of the trial and its page, once the worker was there."""
    answer = client.post(f"/config/imports/{kind}/send", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    run_all(lambda: NOW + timedelta(seconds=2))
    return answer["Location"], client.get(answer["Location"]).content.decode()


def outcome() -> dict[str, Any]:
    """What the last job told."""
    found: dict[str, Any] = Job.objects.latest("pk").result or {}
    return found


def kept(client: CheckedClient, address: str) -> tuple[str, str]:
    """The same for the import after a trial."""
    answer = client.post(f"{address}/keep")
    assert answer.status_code == 302, answer.content.decode()
    run_all(lambda: NOW + timedelta(seconds=4))
    return answer["Location"], client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
def test_each_template_comes_back_as_a_file_without_rows(
    place: Office, kind: Kind, tmp_path: Path
) -> None:
    who = place.clerk if kind.code == "registers" else place.sysadmin
    client = client_of(who)
    answer = client.get(f"/config/imports/{kind.code}/template")
    file = io.BytesIO(body(answer))
    book = openpyxl.load_workbook(file)
    assert [str(cell.value).rstrip(" *") for cell in book.worksheets[0][1]] == [
        column.name for column in kind.columns
    ]
    file.seek(0)
    file.name = "mau.xlsx"
    _address, page = tried(client, kind.code, file)
    assert "Tệp chưa có dòng nào" in page


def test_units_and_posts_are_tried_then_kept(place: Office) -> None:
    client = client_of(place.sysadmin)
    address, page = tried(
        client,
        "units",
        sheet(
            "units",
            ("Phòng Văn hóa", "VH", "", 3, date(2026, 11, 1), ""),
            ("Tổ Di sản", "DS", "phong van hoa", "", "01/11/2026", ""),
        ),
    )
    assert "2 dòng hợp lệ" in page
    assert not UnitVersion.objects.filter(name="Tổ Di sản").exists()
    _address, page = kept(client, address)
    assert "Đã nhập 2 dòng" in page
    child = UnitVersion.objects.get(name="Tổ Di sản")
    assert child.parent_id == UnitVersion.objects.get(name="Phòng Văn hóa").unit_id
    address, _page = tried(
        client,
        "posts",
        sheet("posts", ("Chuyên viên di sản", "chuyen vien", "Tổ Di sản", "", 1, "01/11/2026", "")),
    )
    kept(client, address)
    assert Post.objects.get(title="Chuyên viên di sản").unit_id == child.unit_id


def test_every_wrong_row_is_told_and_nothing_is_kept(place: Office) -> None:
    client = client_of(place.sysadmin)
    address, page = tried(
        client,
        "posts",
        sheet(
            "posts",
            ("Kế toán", "Chuyên viên", "Phòng Kinh tế", "", "", "01/11/2026", ""),
            ("", "Chuyên viên", "Phòng Kinh tế", "", "", "01/11/2026", ""),
            ("Thủ quỹ", "Nhân viên", "", "", "", "01/11/2026", ""),
            ("Lái xe", "Chuyên viên", "Phòng Không Có", "", "", "01/11/2026", ""),
            ("Bảo vệ", "Chuyên viên", "", "", "", "hôm qua", ""),
            ("Tạp vụ", "Chuyên viên", "", "có lẽ", "", "01/11/2026", ""),
            ("Y tế", "Chuyên viên", "", "", "", "01/11/2026", "H61.99999"),
            ("Cũ", "Chuyên viên", "", "", "", "01/01/2020", ""),
        ),
    )
    assert "Có 7 chỗ cần sửa" in page
    rows = re.findall(r'data-label="Dòng">(\d+)<', page)
    assert rows == ["3", "4", "5", "6", "7", "8", "9"]
    for sentence in ("Hãy nhập ô này", "Hãy chọn một trong", "không có đơn vị", "dạng 05/01/2026"):
        assert sentence in page
    assert not Post.objects.filter(title="Kế toán").exists()
    assert client.post(f"{address}/keep").status_code == 409
    errors = openpyxl.load_workbook(io.BytesIO(body(client.get(f"{address}/errors"))))
    values = [cell.value for line in errors.worksheets[0].iter_rows() for cell in line]
    assert "Vai trò" in values


def test_people_get_posts_accounts_and_passwords_handed_over_once(place: Office) -> None:
    post(place.agency, Role.SPECIALIST, "Chuyên viên", unit=place.department)
    client = client_of(place.sysadmin)
    rows = (
        *(("Thạch Thị Lan", "", "", "Chuyên viên", "Phòng Kinh tế"),),
        *(("Kim Sang", "", "0912345678", "", ""),),
    )
    file = sheet(
        "people",
        (*rows[0], "01/11/2026", "QĐ số 3", "thach.thi.lan", ""),
        (*rows[1], "", "", "kim.sang", ""),
    )
    address, page = tried(client, "people", file)
    assert "2 dòng hợp lệ" in page
    assert not Person.objects.filter(full_name="Kim Sang").exists()
    done, page = kept(client, address)
    assert "Đã cấp 2 tài khoản" in page
    assert Tenure.objects.filter(person__full_name="Thạch Thị Lan").count() == 1
    assert "secrets" in outcome()
    handed = openpyxl.load_workbook(io.BytesIO(body(client.post(f"{done}/passwords"))))
    lines = [[cell.value for cell in line] for line in handed.worksheets[0].iter_rows()]
    given = {line[1]: str(line[2]) for line in lines if len(line) > 2 and line[1]}
    account = Account.objects.get(username="kim.sang")
    assert account.must_change_password
    assert check_password(given["kim.sang"], account.password)
    assert "secrets" not in outcome()
    assert client.post(f"{done}/passwords").status_code == 410


def test_a_taken_post_and_a_taken_name_are_told_by_row(place: Office) -> None:
    client = client_of(place.sysadmin)
    taken = Account.objects.get(pk=place.clerk.account_id or 0).username
    _address, page = tried(
        client,
        "people",
        sheet(
            "people",
            ("A B", "", "", "Trưởng phòng", "Phòng Kinh tế", "01/11/2026", "QĐ 1", "", ""),
            ("C D", "", "", "", "", "", "", taken, ""),
        ),
    )
    assert "Không còn chức vụ “Trưởng phòng” nào trống" in page
    assert 'data-label="Cột">Tên đăng nhập' in page


def test_the_centre_imports_for_another_agency_and_a_commune_does_not(place: Office) -> None:
    other = agency("Ủy ban nhân dân phường Khác", code="H61.808")
    centre = client_of(office("Sở", level=Level.PROVINCE).sysadmin)
    row = ("Phòng Kinh tế", "KT", "", "", "01/11/2026", "H61.808")
    _address, page = tried(client_of(place.sysadmin), "units", sheet("units", row))
    assert "cơ quan cấp tỉnh được thay đổi" in page
    address, page = tried(centre, "units", sheet("units", row))
    assert "1 dòng hợp lệ" in page
    kept(centre, address)
    assert UnitVersion.objects.filter(unit__agency=other).count() == 1


def test_the_clerk_imports_registers_and_groups(place: Office) -> None:
    agency("Sở Y tế", code="H61.701")
    agency("Sở Tài chính", code="H61.702")
    client = client_of(place.clerk)
    address, page = tried(
        client,
        "registers",
        sheet(
            "registers",
            (
                *("Sổ quyết định", "Sổ đăng ký văn bản đi", "Quyết định, quy che", "Theo năm"),
                *(datetime(2026, 1, 1, tzinfo=VIETNAM).replace(tzinfo=None), 2026, "", ""),
            ),
        ),
    )
    assert "1 dòng hợp lệ" in page
    kept(client, address)
    series = Register.objects.get(name="Sổ quyết định")
    assert len(series.types) == 2
    assert RegisterPeriod.objects.filter(register=series).count() == 1
    groups = sheet("groups", ("Các sở", "H61.701"), ("Các sở", "H61.702"))
    address, _page = tried(client, "groups", groups)
    kept(client, address)
    assert RecipientGroup.objects.get(name="Các sở").members.count() == 2
    wrong = sheet("registers", ("Sổ", "Sổ đăng ký văn bản đi", "Thư tình", "Theo năm", NOW.date()))
    assert "Không có loại văn bản “Thư tình”" in tried(client, "registers", wrong)[1]


def test_terms_parameters_and_holidays(place: Office) -> None:
    client = client_of(place.sysadmin)
    centre = client_of(office("Sở", level=Level.PROVINCE).sysadmin)
    address, _page = tried(
        client,
        "deadlines",
        sheet(
            "deadlines",
            ("", "", 10, "01/12/2026", "Quy chế"),
            ("Công văn", "Khẩn", 1, "01/12/2026", "Quy chế"),
        ),
    )
    kept(client, address)
    assert DeadlineRule.objects.count() == 2
    label = "Số lần gia hạn tối đa"
    address, _page = tried(
        client, "parameters", sheet("parameters", (label, 4, "01/12/2026", "Quy chế"))
    )
    kept(client, address)
    assert Parameter.objects.get().name == "max_extensions"
    holiday = sheet("holidays", ("01/01/2027", "Ngày nghỉ", "Tết Dương lịch", "Thông báo"))
    assert "Chỉ quản trị hệ thống" in tried(client, "holidays", holiday)[1]
    holiday.seek(0)
    kept(centre, tried(centre, "holidays", holiday)[0])
    assert CalendarDay.objects.count() == 1


def test_a_file_that_is_not_the_template_is_refused(place: Office) -> None:
    client = client_of(place.sysadmin)
    empty = client.post("/config/imports/units/send", {})
    assert empty.status_code == 422
    assert "Hãy chọn tệp" in empty.content.decode()
    missing = sheet("units", ("x",), headings=("Tên đơn vị",))
    assert "thiếu cột Chữ viết tắt, Từ ngày" in tried(client, "units", missing)[1]
    text = io.BytesIO("không phải bảng tính".encode())
    text.name = "danh-sach.xlsx"
    assert "không phải tệp XLSX" in tried(client, "units", text)[1]


def test_while_it_waits_the_page_says_so_and_only_to_the_sender(place: Office) -> None:
    client = client_of(place.sysadmin)
    answer = client.post("/config/imports/units/send", {"file": sheet("units")})
    address = answer["Location"]
    assert "Đang kiểm tra tệp" in client.get(address).content.decode()
    assert client.post(f"{address}/keep").status_code == 409
    assert client_of(office().sysadmin).get(address).status_code == 404
    assert "danh-sach.xlsx" in client.get("/config/imports").content.decode()


def test_who_lost_the_post_meanwhile_imports_nothing(place: Office) -> None:
    client = client_of(place.sysadmin)
    row = ("Phòng Mới", "PM", "", "", "01/11/2026", "")
    answer = client.post("/config/imports/units/send", {"file": sheet("units", row)})
    Tenure.objects.filter(pk=place.sysadmin.tenure_id or 0).update(valid_to=date(2026, 11, 22))
    run_all(lambda: NOW + timedelta(seconds=2))
    job = Job.objects.latest("pk")
    assert answer.status_code == 302
    assert "không còn giữ chức vụ" in job.error


def test_each_imports_only_what_is_theirs(place: Office) -> None:
    clerk = client_of(place.clerk)
    assert clerk.get("/config/imports/people/template").status_code == 403
    assert clerk.post("/config/imports/units/send", {"file": sheet("units")}).status_code == 403
    assert clerk.get("/config/imports/nothing/template").status_code == 404
    page = clerk.get("/config/imports").content.decode()
    assert "không có quyền “Cấu hình hệ thống”" in page
