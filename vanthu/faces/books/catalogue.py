"""Every book, module by module; what one may open; the record one may see."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from vanthu.faces.books import membership, personnel, planning, staffing, targets, training
from vanthu.faces.books.base import Book, Module
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import Known
from vanthu.kernel.errors import NotAllowed, NotFound

# Modules add their books here, in the order of the overview: (*personnel.BOOKS, *targets.BOOKS).
_ALL: Sequence[Book[Any]] = (
    *personnel.BOOKS,
    *planning.BOOKS,
    *targets.BOOKS,
    *membership.BOOKS,
    *training.BOOKS,
    *staffing.BOOKS,
)
BOOKS: dict[str, Book[Any]] = {book.code: book for book in _ALL}


class NoSuchBook(NotFound):
    """There is no book of that name."""

    code = "no-such-book"
    default_sentence = "Không có sổ nào ở địa chỉ này. Hãy chọn từ trang Tổ chức, cán bộ."


class NoSuchRecord(NotFound):
    """The book has no such record, or none this person may see."""

    code = "no-such-record"
    default_sentence = (
        "Không tìm thấy bản ghi này, hoặc bạn không có quyền xem. Hãy kiểm tra lại đường dẫn."
    )


def find(code: str) -> Book[Any]:
    """The book of that code; raises NoSuchBook."""
    if code not in BOOKS:
        raise NoSuchBook
    return BOOKS[code]


def opened(actor: Actor, code: str) -> Book[Any]:
    """The book, when the actor may open it; raises NoSuchBook, NotAllowed."""
    book = find(code)
    book.check(actor)
    return book


def may_open(actor: Actor, book: Book[Any]) -> bool:
    """Whether the door is open to the actor."""
    try:
        book.check(actor)
    except NotAllowed:
        return False
    return True


def open_to(actor: Actor) -> list[tuple[Module, list[Book[Any]]]]:
    """The books the actor may open, under their modules."""
    found: dict[str, tuple[Module, list[Book[Any]]]] = {}
    for book in BOOKS.values():
        if may_open(actor, book):
            found.setdefault(book.module.code, (book.module, []))[1].append(book)
    return list(found.values())


def record(actor: Actor, book: Book[Any], number: int) -> Model:
    """The record of that number, when the actor may see it; raises NoSuchRecord.

    An address that names an older version of a record with two clocks leads to the present one.
    """
    rows = book.rows(actor)
    found: Model | None = rows.filter(**{book.key: number}).first()
    if found is None and book.key == "pk" and issubclass(rows.model, Known):
        of = rows.model._base_manager.filter(pk=number).values("record")
        found = rows.filter(record__in=of).order_by("-pk").first()
    if found is None:
        raise NoSuchRecord
    return found
