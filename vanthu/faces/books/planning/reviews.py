"""The book of yearly reviews: what the records suggest, and who is proposed to leave the plan."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.planning import actions, permissions, queries
from vanthu.cadres.planning.models import PlanReview
from vanthu.faces.acts.base import Option, Tone
from vanthu.faces.books.base import Book, Column, Fact, Outcome, RecordAct, Section, Text
from vanthu.faces.books.cases import (
    agency_column,
    agency_names,
    day_column,
    day_fact,
)
from vanthu.faces.books.filters import agency_filter
from vanthu.faces.books.inputs import ActInput, Day, Id, Nothing, Year, asked
from vanthu.faces.books.planning.common import MODULE
from vanthu.ground.base.actor import Actor


class StartInput(ActInput):
    """Which agency, which year, and the day it goes to the upper level."""

    agency_id: Annotated[Id, asked(N_("Cơ quan"), "agency")]
    year: Annotated[Year, asked(N_("Năm"), "number")]
    due_on: Annotated[Day, asked(N_("Hạn trình cấp trên"), "date")]


class OneInput(ActInput):
    """Whom to propose among the suggestions."""

    entry_id: Annotated[Id, asked(N_("Người được đề xuất đưa ra"), "pick")]


def _start(actor: Actor, _number: int | None, data: StartInput) -> Outcome:
    made = actions.start_review(actor, **data.model_dump())
    return Outcome(_("Đã mở đợt rà soát."), record_id=made.pk)


def _one(actor: Actor, number: int | None, data: OneInput) -> Outcome:
    actions.propose_removals(actor, review_id=number or 0, entry_ids=[data.entry_id])
    return Outcome(_("Đã lập trường hợp đưa ra khỏi quy hoạch."), record_id=number)


def _all(actor: Actor, number: int | None, _data: ActInput) -> Outcome:
    row = PlanReview.objects.filter(permissions.visible(actor)).get(pk=number or 0)
    ids = [each.entry.pk for each in _suggested(actor, row)]
    made = actions.propose_removals(actor, review_id=row.pk, entry_ids=ids)
    return Outcome(_("Đã lập %(n)s trường hợp.") % {"n": len(made)}, record_id=row.pk)


def _suggested(actor: Actor, row: PlanReview) -> list[queries.Suggestion]:
    return queries.suggestions(row, actor.today, actor.now)


def _options(actor: Actor, row: PlanReview) -> list[Option]:
    return [
        Option(each.entry.pk, f"{each.entry.person.full_name}: {each.reason.label}")
        for each in _suggested(actor, row)
    ]


def _may_propose(actor: Actor, row: PlanReview) -> None:
    permissions.check_enter(actor, row.agency_id)


class _Reviews(Book[PlanReview]):
    module, name, icon = MODULE, "reviews", "calendar"
    title, singular = _("Rà soát hằng năm"), _("Đợt rà soát")
    help = _("Chưa có đợt rà soát nào. Hãy mở đợt rà soát của năm.")
    order = ("-year", "-pk")
    columns = (
        agency_column(),
        day_column("started_on", _("Ngày mở")),
        day_column("due_on", _("Hạn trình cấp trên")),
        Column("year", _("Năm"), lambda row, _s: str(row.year), value=lambda row, _s: row.year),
    )
    filters = (agency_filter(_("Cơ quan")),)
    acts = (
        RecordAct(
            "start",
            _("Mở đợt rà soát"),
            StartInput,
            _start,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
        ),
        RecordAct(
            "propose-one",
            _("Đề nghị đưa ra"),
            OneInput,
            _one,
            _may_propose,
            options={"entry_id": _options},
        ),
        RecordAct(
            "propose-all",
            _("Đề nghị đưa ra tất cả người trong đề xuất"),
            Nothing,
            _all,
            _may_propose,
            help=_("Mỗi người thành một trường hợp, vẫn qua xác nhận, thẩm định và quyết định."),
        ),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[PlanReview]:
        return PlanReview.objects.filter(permissions.visible(actor))

    def see(self, actor: Actor, rows: Sequence[PlanReview]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: PlanReview) -> Text:
        return _("Rà soát năm %(year)s") % {"year": row.year}

    def facts(self, actor: Actor, row: PlanReview) -> Sequence[Section]:
        facts = [
            Fact(_("Cơ quan"), agency_names([row]).get(row.agency_id, "–")),
            day_fact(_("Ngày mở"), row.started_on),
            day_fact(_("Hạn trình cấp trên"), row.due_on),
            Fact(_("Trường hợp đã lập"), str(row.changes.filter(known_to=None).count())),
        ]
        found = [
            (each.entry.person.full_name, each.entry.target.title, each.reason.label)
            for each in _suggested(actor, row)
        ]
        columns = (_("Họ và tên"), _("Chức danh quy hoạch"), _("Lý do"))
        note = _(
            "Chỉ xét được tuổi và số chức danh; kỷ luật, phiếu tín nhiệm do người lập đề nghị."
        )
        return (
            Section(_("Đợt rà soát"), facts),
            Section(_("Đề xuất đưa ra"), (), columns if found else (), found, note),
        )


REVIEWS = _Reviews()
