"""The book of transfers of membership: change, paper, presentation."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.membership import actions, permissions, queries
from vanthu.cadres.membership.choices import MoveKind
from vanthu.cadres.membership.models import Move
from vanthu.faces.acts.base import Option, Tone
from vanthu.faces.books.base import Book, Column, Fact, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import day_column, day_fact, history
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, FlagFilter, TextFilter
from vanthu.faces.books.inputs import ActInput, Day, Id, Line, asked
from vanthu.faces.books.membership.common import (
    MODULE,
    names_of,
    organisation_column,
    organisation_options,
)
from vanthu.ground.base.actor import Actor


class LeaveInput(ActInput):
    """Who goes, since when, and where: an organisation of the province or a place elsewhere."""

    person_id: Annotated[Id, asked(N_("Đảng viên"), "person")]
    changed_on: Annotated[Day, asked(N_("Ngày có thay đổi nơi làm việc, cư trú"), "date")]
    target_id: Annotated[Id | None, asked(N_("Nơi đến trong tỉnh"), "pick")] = None
    elsewhere: Annotated[Line, asked(N_("Nơi đến ngoài tỉnh"))] = ""


class ComeInput(ActInput):
    """Who comes from outside the province, with the days that the paper states."""

    person_id: Annotated[Id, asked(N_("Đảng viên"), "person")]
    target_id: Annotated[Id, asked(N_("Chi bộ tiếp nhận"), "pick")]
    elsewhere: Annotated[Line, asked(N_("Nơi chuyển đi"))]
    changed_on: Annotated[Day, asked(N_("Ngày có thay đổi nơi làm việc, cư trú"), "date")]
    paper_on: Annotated[Day, asked(N_("Ngày cấp giấy giới thiệu"), "date")]
    joined_on: Annotated[Day, asked(N_("Ngày vào Đảng"), "date")]
    official_on: Annotated[Day | None, asked(N_("Ngày chính thức"), "date")] = None


class PaperInput(ActInput):
    """The day of the paper."""

    paper_on: Annotated[Day, asked(N_("Ngày cấp giấy giới thiệu"), "date")]


class PresentInput(ActInput):
    """The day the paper was presented."""

    presented_on: Annotated[Day, asked(N_("Ngày nộp giấy giới thiệu"), "date")]


def _leave(actor: Actor, _number: int | None, data: LeaveInput) -> Outcome:
    made = actions.begin_move(actor, leaving=actions.Leaving(**data.model_dump()))
    return Outcome(_("Đã lập trường hợp chuyển sinh hoạt."), record_id=made.pk)


def _come(actor: Actor, _number: int | None, data: ComeInput) -> Outcome:
    made = actions.begin_arrival(actor, coming=actions.Coming(**data.model_dump()))
    return Outcome(_("Đã lập trường hợp chuyển đến."), record_id=made.pk)


def _paper(actor: Actor, number: int | None, data: PaperInput) -> Outcome:
    done = actions.issue_paper(actor, move_id=number or 0, paper_on=data.paper_on)
    return Outcome(_("Đã cấp giấy giới thiệu."), record_id=done.pk)


def _present(actor: Actor, number: int | None, data: PresentInput) -> Outcome:
    done = actions.present_paper(actor, move_id=number or 0, presented_on=data.presented_on)
    return Outcome(_("Đã tiếp nhận sinh hoạt đảng."), record_id=done.pk)


def _everywhere(actor: Actor, _row: object) -> list[Option]:
    found = queries.living_organisations(actor.today)
    return [Option(number, name) for number, name in found]


def _may_send(actor: Actor, row: Move) -> None:
    permissions.check_enter(actor, row.agency_id)
    permissions.check_about(actor, row.person_id)


def _may_take(actor: Actor, row: Move) -> None:
    permissions.check_enter(actor, row.target_agency_id or row.agency_id)
    permissions.check_about(actor, row.person_id)


class _Moves(Book[Move]):
    module, name, icon = MODULE, "moves", "arrow-right"
    title, singular = _("Chuyển sinh hoạt đảng"), _("Trường hợp chuyển sinh hoạt")
    help = _("Chưa có trường hợp nào.")
    columns = (
        Column("kind", _("Loại"), lambda row, _seen: row.get_kind_display()),
        organisation_column("source", _("Nơi đi")),
        organisation_column("target", _("Nơi đến")),
        day_column("changed_on", _("Ngày thay đổi")),
        day_column("paper_on", _("Cấp giấy")),
        day_column("presented_on", _("Nộp giấy")),
        Column("elsewhere", _("Ngoài tỉnh"), lambda row, _seen: row.elsewhere, wide=True),
    )
    filters = (
        TextFilter(_("Họ và tên"), ("person__full_name",)),
        ChoiceFilter("kind", _("Loại"), MoveKind),
        DayFilter("changed_on", _("Ngày thay đổi")),
        FlagFilter(
            "open", _("Chưa xong"), Q(presented_on=None) & ~Q(kind="out", paper_on__isnull=False)
        ),
    )
    acts = (
        RecordAct(
            "leave",
            _("Chuyển đi"),
            LeaveInput,
            _leave,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            icon="arrow-right",
            tone=Tone.PRIMARY,
            options={"target_id": _everywhere},
        ),
        RecordAct(
            "come",
            _("Từ ngoài tỉnh đến"),
            ComeInput,
            _come,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            icon="arrow-left",
            options={"target_id": organisation_options},
        ),
        RecordAct(
            "paper",
            _("Cấp giấy giới thiệu"),
            PaperInput,
            _paper,
            _may_send,
            tone=Tone.PRIMARY,
            fits=lambda row: row.paper_on is None,
        ),
        RecordAct(
            "present",
            _("Tiếp nhận"),
            PresentInput,
            _present,
            _may_take,
            tone=Tone.PRIMARY,
            fits=lambda row: bool(row.target_id and row.paper_on and not row.presented_on),
        ),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Move]:
        return queries.moves(actor)

    def see(self, actor: Actor, rows: Sequence[Move]) -> dict[int, str]:
        return names_of(actor, rows, "source", "target")

    def named(self, row: Move) -> str:
        return row.person.full_name

    def facts(self, actor: Actor, row: Move) -> Sequence[Section]:
        names = names_of(actor, [row], "source", "target")
        facts = [
            Fact(_("Họ và tên"), row.person.full_name),
            Fact(_("Loại"), row.get_kind_display()),
            Fact(_("Nơi đi"), names.get(row.source_id or 0, row.elsewhere or "–")),
            Fact(_("Nơi đến"), names.get(row.target_id or 0, row.elsewhere or "–")),
            day_fact(_("Ngày thay đổi"), row.changed_on),
            day_fact(_("Cấp giấy"), row.paper_on),
            day_fact(_("Nộp giấy"), row.presented_on),
        ]
        return (Section(_("Chuyển sinh hoạt đảng"), facts),)

    def history(self, _actor: Actor, row: Move) -> History:
        return history(row)


MOVES = _Moves()
