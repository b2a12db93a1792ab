"""A book over real rows, for the tests of the engine: dossiers of work."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop as N_

from vanthu.faces.acts.base import Option, Tone
from vanthu.faces.books import catalogue
from vanthu.faces.books.base import (
    Book,
    Column,
    Fact,
    History,
    Module,
    Outcome,
    RecordAct,
    Section,
    Step,
)
from vanthu.faces.books.filters import DayFilter, FlagFilter, TextFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Id, Line, Note, asked
from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date
from vanthu.office.dossiers import actions, permissions
from vanthu.office.dossiers.actions import DossierFields
from vanthu.office.dossiers.choices import Verb
from vanthu.office.dossiers.models import Dossier


class OpenInput(ActInput):
    """What a dossier begins with."""

    title: Annotated[Line, asked(N_("Tiêu đề"))]
    like: Annotated[Id | None, asked(N_("Giống hồ sơ"), "pick")] = None
    note: Note = ""


class CloseInput(ActInput):
    """Why it is closed."""

    note: Note = ""


def _open(actor: Actor, _number: int | None, data: OpenInput) -> Outcome:
    fields = DossierFields(title=data.title, maintenance="10 năm", description=data.note)
    made = actions.open_dossier(actor, fields=fields)
    return Outcome("Đã mở hồ sơ.", record_id=made.pk, undo=str(made.pk))


def _close(actor: Actor, number: int | None, _data: CloseInput) -> Outcome:
    actions.close(actor, dossier_id=number or 0)
    return Outcome("Đã đóng hồ sơ.")


def _others(actor: Actor, _row: object) -> list[Option]:
    return [Option(row.pk, row.title) for row in permissions.visible(actor).order_by("pk")]


class Dossiers(Book[Dossier]):
    """Dossiers as records."""

    module = Module("probe", "Thử", "folder", "Hồ sơ công việc.")
    name = "dossiers"
    title = "Hồ sơ công việc"
    singular = "Hồ sơ"
    help = "Hãy mở hồ sơ đầu tiên."
    columns = (
        Column("notation", "Số, ký hiệu", lambda row, _seen: row.notation),
        Column(
            "start_on",
            "Ngày bắt đầu",
            lambda row, _seen: short_date(row.start_on),
            value=lambda row, _seen: row.start_on,
        ),
        Column("maker", "Người lập", lambda row, _seen: row.creator_name, wide=True),
    )
    filters = (
        TextFilter("Tiêu đề", ("title",)),
        DayFilter("start_on", "Bắt đầu"),
        agency_filter("Cơ quan"),
        FlagFilter("open", "Chưa đóng", Q(closed_at=None)),
    )
    acts = (
        RecordAct(
            "open",
            "Mở hồ sơ",
            OpenInput,
            _open,
            lambda actor, _row: permissions.check_open(actor),
            on_book=True,
            options={"like": _others},
            undo=lambda _actor, token: f"Đã bỏ hồ sơ {token}.",
        ),
        RecordAct(
            "close",
            "Đóng hồ sơ",
            CloseInput,
            _close,
            lambda actor, row: permissions.check(actor, Verb.CLOSE, row),
            tone=Tone.DANGER,
            bulk=True,
        ),
    )

    def check(self, actor: Actor) -> None:
        check_right(actor, Right.CADRES)

    def rows(self, actor: Actor) -> QuerySet[Dossier]:
        return permissions.visible(actor)

    def named(self, row: Dossier) -> str:
        return row.title

    def facts(self, actor: Actor, row: Dossier) -> Sequence[Section]:
        facts = (Fact("Người lập", row.creator_name), Fact("Ghi chú", row.description))
        return (
            Section("Thông tin chung", facts),
            Section("Mục lục", columns=("Số", "Tên"), rows=[("1", "Tờ trình")]),
        )

    def history(self, actor: Actor, row: Dossier) -> History:
        return History((Step(row.created_at, row.creator_name, "Mở hồ sơ"),))


@contextmanager
def on_the_shelf() -> Iterator[Dossiers]:
    """The book stands in the catalogue meanwhile."""
    book = Dossiers()
    catalogue.BOOKS[book.code] = book
    try:
        yield book
    finally:
        del catalogue.BOOKS[book.code]
