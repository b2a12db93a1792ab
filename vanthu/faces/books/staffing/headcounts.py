"""The book of people counted at month ends; a count that does not follow is refused."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.staffing import actions, permissions, queries
from vanthu.cadres.staffing.choices import EventType, QuotaKind
from vanthu.cadres.staffing.models import Headcount
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Fact, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import (
    agency_column,
    agency_names,
    day_column,
    day_fact,
    history,
    number_column,
)
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Count, Id, asked
from vanthu.faces.books.inputs import Month as MonthField
from vanthu.faces.books.staffing.common import MODULE, kind_column
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date
from vanthu.kernel.months import Month
from vanthu.kernel.numbers import format_vi


class LockInput(ActInput):
    """People present at the end of a month."""

    agency_id: Annotated[Id, asked(N_("Cơ quan"), "agency")]
    kind: Annotated[QuotaKind, asked(N_("Loại biên chế"), "choice", choices=choices(QuotaKind))]
    month: Annotated[MonthField, asked(N_("Tháng"), "month")]
    present: Annotated[Count, asked(N_("Số người có mặt cuối tháng"), "number")]


def _lock(actor: Actor, _number: int | None, data: LockInput) -> Outcome:
    row = actions.lock_headcount(
        actor,
        agency_id=data.agency_id,
        kind=data.kind,
        month=Month.of(data.month),
        present=data.present,
    )
    return Outcome(_("Đã chốt: số đếm được bằng số tính từ biến động."), record_id=row.pk)


class _Headcounts(Book[Headcount]):
    module, name, icon = MODULE, "headcounts", "users"
    title, singular = _("Người có mặt"), _("Số người có mặt")
    help = _("Chưa chốt tháng nào. Lần chốt đầu tiên mở sổ theo dõi của cơ quan.")
    columns = (
        agency_column(),
        kind_column(),
        day_column("counted_on", _("Đến ngày")),
        number_column("present", _("Có mặt")),
    )
    filters = (
        ChoiceFilter("kind", _("Loại biên chế"), QuotaKind),
        agency_filter(_("Cơ quan")),
        DayFilter("counted_on", _("Đến ngày")),
    )
    order = ("-counted_on", "-pk")
    acts = (
        RecordAct(
            "lock",
            _("Chốt số người có mặt"),
            LockInput,
            _lock,
            lambda actor, _row: permissions.check_lock(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            help=_("Chỉ chốt được khi số đếm được bằng số tính từ biến động."),
        ),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Headcount]:
        return queries.headcounts(actor)

    def see(self, actor: Actor, rows: Sequence[Headcount]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: Headcount) -> str:
        return f"{row.get_kind_display()}, {short_date(row.counted_on)}"

    def facts(self, actor: Actor, row: Headcount) -> Sequence[Section]:
        head = [
            Fact(_("Cơ quan"), agency_names([row]).get(row.agency_id, "–")),
            Fact(_("Loại biên chế"), row.get_kind_display()),
            day_fact(_("Đến ngày"), row.counted_on),
            *_said(row),
        ]
        return (Section(_("Số người có mặt"), head), *_movement(actor, row))

    def history(self, actor: Actor, row: Headcount) -> History:
        return history(row, _said)


def _said(row: Headcount) -> list[Fact]:
    return [Fact(_("Có mặt"), format_vi(row.present))]


def _movement(actor: Actor, row: Headcount) -> list[Section]:
    """Start, every way in and out, and the end that follows."""
    day: date = row.counted_on
    since = queries.last_count(row.agency_id, QuotaKind(row.kind), day, actor.now)
    if since is None:
        return []
    stock = queries.stock_since(since, day, actor.now)
    began = _("Có mặt ngày %(day)s") % {"day": short_date(since.counted_on)}
    moves = [(EventType(code).label, count) for code, count in stock.moves.items()]
    lines = [(began, since.present), *moves, (_("Có mặt cuối kỳ (tính)"), stock.end)]
    rows = [(str(label), format_vi(count)) for label, count in lines]
    return [Section(_("Biến động từ lần chốt trước"), columns=(_("Mục"), _("Số người")), rows=rows)]


HEADCOUNTS = _Headcounts()
