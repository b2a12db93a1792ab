"""The registers of Annex IV: columns in order, every number explained, printable three ways."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest

from tests.factories import drafts, incoming
from tests.factories.province import Office, office
from vanthu.ground.access.choices import Right
from vanthu.kernel.errors import NotAllowed, NotFound
from vanthu.office.documents import actions
from vanthu.office.documents.registers import Register, RegisterPeriod
from vanthu.reports.registers import columns
from vanthu.reports.registers.books import Book, register_book
from vanthu.reports.tables import docx as as_docx
from vanthu.reports.tables import pdf, xlsx
from vanthu.reports.tables.model import Table

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office("Ủy ban nhân dân phường Long Châu")


def period(register: Register) -> int:
    return RegisterPeriod.objects.get(register=register, starts_on=date(2026, 1, 1)).pk


def book(place: Office, register: Register, which: Book = Book.REGISTER, **days: Any) -> Table:
    return register_book(place.clerk, period_id=period(register), book=which, **days)


def test_the_columns_are_those_of_annex_iv_in_order() -> None:
    assert len(columns.OUTGOING) == len(columns.INCOMING) == 10
    assert len(columns.FOLLOW_UP) == 7
    assert [c.name for c in columns.INCOMING][:3] == ["Ngày đến", "Số đến", "Tác giả"]
    assert [c.name for c in columns.OUTGOING][-2:] == ["Ký nhận", "Ghi chú"]


def test_the_incoming_register_lists_each_arrival_in_order(place: Office) -> None:
    incoming.registered(place, subject="Việc một")
    incoming.handling(place, subject="Việc hai")
    rows = list(book(place, place.incoming).rows)
    assert [row[1] for row in rows] == ["01", "02"]
    assert rows[0][0] == "23/11/2026"
    assert rows[1][5].endswith("Việc hai")
    assert rows[1][6]
    assert rows[1][7] == "23/11/2026"
    assert all(len(row) == 10 for row in rows)


def test_the_follow_up_register_tells_deadline_progress_and_answer(place: Office) -> None:
    document, assignment = incoming.at_work(place, subject="Việc gấp")
    row = list(book(place, place.incoming, Book.FOLLOW_UP).rows)[0]
    assert row[0] == "01"
    assert "Việc gấp" in row[1]
    assert row[4].startswith("Đang xử lý")


def test_the_outgoing_register_shows_void_and_reserved_numbers_with_reasons(place: Office) -> None:
    issued = drafts.issued(place)
    held = actions.reserve_number(
        place.clerk, register_id=place.outgoing.pk, reason="Chờ chữ ký của lãnh đạo"
    )[0]
    rows = list(book(place, place.outgoing).rows)
    assert rows[0][0] == issued.reference
    assert rows[1][0] == f"{held.number:02d}"
    assert rows[1][-1] == "Giữ số: Chờ chữ ký của lãnh đạo"


def test_only_the_days_asked_for_are_printed(place: Office) -> None:
    incoming.registered(place)
    later = book(place, place.incoming, first=date(2026, 12, 1), last=date(2026, 12, 31))
    assert list(later.rows) == []


def test_only_who_may_report_prints_and_only_their_own_agency(place: Office) -> None:
    with pytest.raises(NotAllowed):
        register_book(place.specialist, period_id=period(place.incoming))
    with pytest.raises(NotFound):
        register_book(office().clerk, period_id=period(place.incoming))
    assert Right.REPORT in place.clerk.rights


def test_the_book_prints_as_pdf_with_cover_columns_and_mark(place: Office) -> None:
    incoming.registered(place, subject="Về việc tăng cường quản lý đất đai")
    document = pypdfium2.PdfDocument(pdf.to_pdf(book(place, place.incoming)))
    cover, page = (document[n].get_textpage().get_text_range() for n in (0, 1))
    assert "SỔ" in cover
    assert "PHƯỜNG LONG CHÂU" in cover
    assert "quản lý đất đai" in " ".join(page.split())
    assert "In từ hệ thống vanthu" in page


def test_the_book_exports_as_xlsx_and_docx(place: Office) -> None:
    incoming.registered(place, subject="=HYPERLINK(1)")
    out = io.BytesIO()
    table = book(place, place.incoming)
    rows = list(table.rows)
    xlsx.write_xlsx(replace(table, rows=rows), out)
    sheet = openpyxl.load_workbook(out).active
    assert sheet is not None
    values = [cell.value for line in sheet.iter_rows() for cell in line if cell.value]
    assert "Số đến" in values
    assert not any(str(value).startswith("=") for value in values)
    out = io.BytesIO()
    as_docx.write_docx(replace(table, rows=rows), out)
    out.seek(0)
    grid = docx.Document(out).tables[0]
    assert [cell.text for cell in grid.rows[0].cells] == [c.name for c in columns.INCOMING]
    assert grid.rows[1].cells[1].text == "01"
