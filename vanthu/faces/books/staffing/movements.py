"""The book of movements: who came and went, by name or as a sum."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.staffing import actions, permissions, queries
from vanthu.cadres.staffing.choices import EventType, QuotaKind
from vanthu.cadres.staffing.models import HeadcountEvent
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import (
    agency_column,
    agency_names,
    day_column,
    day_fact,
    decision_fact,
    history,
    number_column,
)
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Count, Day, Id, Reasoned, asked
from vanthu.faces.books.staffing.common import MODULE, decisions, kind_column
from vanthu.faces.imports.staffing import MOVEMENT_SHEET
from vanthu.ground.base.actor import Actor
from vanthu.kernel.numbers import format_vi


class RecordInput(ActInput):
    """A movement of one person, or of several where only a sum was reported."""

    agency_id: Annotated[Id, asked(N_("Cơ quan"), "agency")]
    kind: Annotated[QuotaKind, asked(N_("Loại biên chế"), "choice", choices=choices(QuotaKind))]
    type: Annotated[EventType, asked(N_("Biến động"), "choice", choices=choices(EventType))]
    on: Annotated[Day, asked(N_("Ngày"), "date")]
    person_id: Annotated[Id | None, asked(N_("Họ và tên"), "person")] = None
    count: Annotated[Count, asked(N_("Số người (khi không nêu tên)"), "number")] = 1
    decision_id: Annotated[Id | None, asked(N_("Quyết định"), "pick")] = None


def _record(actor: Actor, _number: int | None, data: RecordInput) -> Outcome:
    fields = actions.HeadcountFields(**data.model_dump())
    (made,) = actions.record_headcount(actor, events=[fields])
    return Outcome(_("Đã ghi nhận biến động."), record_id=made.pk)


def _withdraw(actor: Actor, number: int | None, data: Reasoned) -> Outcome:
    actions.withdraw_headcount_event(actor, event_id=number or 0, reason=data.reason)
    return Outcome(_("Đã bỏ biến động ghi nhầm."))


class _Movements(Book[HeadcountEvent]):
    module, name, icon = MODULE, "movements", "users"
    title, singular = _("Biến động nhân sự"), _("Biến động")
    help = _("Chưa có biến động nào. Hãy bấm Ghi nhận biến động hoặc nhập từ Excel.")
    columns = (
        agency_column(),
        kind_column(),
        day_column("on", _("Ngày")),
        Column(
            "person",
            _("Họ và tên"),
            lambda row, _seen: row.person.full_name if row.person else "",
        ),
        number_column("count", _("Số người")),
    )
    filters = (
        ChoiceFilter("type", _("Biến động"), EventType),
        ChoiceFilter("kind", _("Loại biên chế"), QuotaKind),
        agency_filter(_("Cơ quan")),
        DayFilter("on", _("Ngày")),
    )
    order = ("-on", "-pk")
    acts = (
        RecordAct(
            "record",
            _("Ghi nhận biến động"),
            RecordInput,
            _record,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            options={"decision_id": decisions},
        ),
        RecordAct(
            "withdraw",
            _("Bỏ biến động ghi nhầm"),
            Reasoned,
            _withdraw,
            lambda actor, row: permissions.check_enter(actor, row.agency_id),
        ),
    )
    imports = MOVEMENT_SHEET

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[HeadcountEvent]:
        return queries.headcount_events(actor)

    def see(self, actor: Actor, rows: Sequence[HeadcountEvent]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: HeadcountEvent) -> str:
        return str(row.get_type_display())

    def facts(self, actor: Actor, row: HeadcountEvent) -> Sequence[Section]:
        head = [
            Fact(_("Cơ quan"), agency_names([row]).get(row.agency_id, "–")),
            Fact(_("Loại biên chế"), row.get_kind_display()),
            *_said(row),
        ]
        return (Section(_("Biến động"), head),)

    def history(self, actor: Actor, row: HeadcountEvent) -> History:
        return history(row, _said)


def _said(row: HeadcountEvent) -> list[Fact]:
    return [
        Fact(_("Biến động"), row.get_type_display()),
        day_fact(_("Ngày"), row.on),
        Fact(_("Họ và tên"), row.person.full_name if row.person else "–"),
        Fact(_("Số người"), format_vi(row.count)),
        decision_fact(row),
    ]


MOVEMENTS = _Movements()
