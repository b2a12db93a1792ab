"""Declared relatives as records."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.personnel import actions, permissions
from vanthu.cadres.personnel.choices import DutyKind, Matter, Relation
from vanthu.cadres.personnel.models import Kinship
from vanthu.cadres.personnel.queries import visible_people
from vanthu.faces.acts.base import Tone
from vanthu.faces.books.base import Book, Column, Fact, Outcome, RecordAct, Section
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, TextFilter
from vanthu.faces.books.inputs import Id, Reasoned, asked
from vanthu.faces.books.personnel.common import MODULE
from vanthu.faces.books.personnel.persons import RelativeInput
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date


class KinshipInput(RelativeInput):
    """Who declares whom."""

    first: Annotated[Id, asked(N_("Người kê khai"), "person")]


def _declare(actor: Actor, _number: int | None, data: KinshipInput) -> Outcome:
    made = actions.declare_kinship(actor, **data.model_dump())
    return Outcome(_("Đã ghi quan hệ đã kê khai."), record_id=made.pk)


def _withdraw(actor: Actor, number: int | None, data: Reasoned) -> Outcome:
    actions.withdraw_kinship(actor, kinship_id=number or 0, reason=data.reason)
    return Outcome(_("Đã gỡ quan hệ kê khai sai."), gone=True)


def _judge_declare(actor: Actor, _row: object) -> None:
    permissions.check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER)


def _judge_withdraw(actor: Actor, row: Kinship) -> None:
    permissions.check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER)
    permissions.check_free(actor, [row.first_id, row.second_id])


class Relatives(Book[Kinship]):
    """The declarations that touch somebody within reach."""

    module, name, icon = MODULE, "relatives", "link"
    title, singular = _("Quan hệ đã kê khai"), _("Người kê khai")
    help = _("Chưa có quan hệ nào được kê khai. Hãy ghi theo bản kê khai của từng người.")
    columns = (
        Column("relation", _("Quan hệ"), lambda row, _seen: row.get_relation_display()),
        Column("second", _("Người có quan hệ"), lambda row, _seen: row.second.full_name, width=3),
        Column(
            "declared_on",
            _("Ngày kê khai"),
            lambda row, _seen: short_date(row.declared_on),
            value=lambda row, _seen: row.declared_on,
        ),
    )
    filters = (
        TextFilter(_("Họ và tên"), ("first__full_name", "second__full_name")),
        ChoiceFilter("relation", _("Quan hệ"), Relation),
        DayFilter("declared_on", _("Kê khai")),
    )
    acts = (
        RecordAct(
            "declare",
            _("Ghi quan hệ"),
            KinshipInput,
            _declare,
            _judge_declare,
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
        ),
        RecordAct(
            "withdraw",
            _("Gỡ kê khai sai"),
            Reasoned,
            _withdraw,
            _judge_withdraw,
            icon="x",
            tone=Tone.DANGER,
            help=_("Chỉ gỡ khi kê khai nhầm; bản đã ghi vẫn giữ trong lịch sử."),
        ),
    )

    def check(self, actor: Actor) -> None:
        """Whoever has a duty about people."""
        permissions.check_any_duty(actor, Matter.PERSONNEL)

    def rows(self, actor: Actor) -> QuerySet[Kinship]:
        """One of the two is within reach."""
        within = visible_people(actor).values("person")
        either = Q(first__in=within) | Q(second__in=within)
        return Kinship.objects.current().filter(either).select_related("first", "second")

    def named(self, row: Kinship) -> str:
        """Who declared."""
        return row.first.full_name

    def facts(self, actor: Actor, row: Kinship) -> Sequence[Section]:
        """The declaration."""
        return (
            Section(
                _("Thông tin"),
                (
                    Fact(_("Người kê khai"), row.first.full_name),
                    Fact(_("Quan hệ"), row.get_relation_display()),
                    Fact(_("Người có quan hệ"), row.second.full_name),
                    Fact(_("Ngày kê khai"), short_date(row.declared_on)),
                ),
            ),
        )
