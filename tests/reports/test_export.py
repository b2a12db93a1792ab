"""A table that leaves: written outside any transaction, told in the journal, or not handed out."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection

from tests.factories.province import office
from vanthu.ground.journal.models import Entry
from vanthu.reports.actions import export
from vanthu.reports.tables.model import Column, Heading, Table
from vanthu.reports.tables.writing import Format

pytestmark = pytest.mark.django_db(transaction=True)


def told() -> int:
    return Entry.objects.filter(name="table-exported").count()


def table(rows: Iterator[Sequence[str]]) -> Table:
    return Table(Heading("Danh sách", "Cơ quan"), [Column("Tên", 1)], rows)


def watched() -> Iterator[Sequence[str]]:
    assert not connection.in_atomic_block, "others could not write meanwhile"
    assert told() == 0
    yield ["Một dòng"]


def broken() -> Iterator[Sequence[str]]:
    yield ["Một dòng"]
    raise RuntimeError("the rows end here")


@pytest.mark.parametrize("form", [Format.XLSX, Format.DOCX])
def test_a_long_table_keeps_nobody_from_writing_and_is_told(form: Format) -> None:
    actor = office().clerk
    with export(actor, table=table(watched()), form=form) as body:
        assert body.read(2) == b"PK"
    assert told() == 1


def test_what_could_not_be_written_is_not_told_as_handed_out() -> None:
    with pytest.raises(RuntimeError):
        export(office().clerk, table=table(broken()), form=Format.DOCX)
    assert told() == 0
