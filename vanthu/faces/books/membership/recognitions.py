"""The book of recognitions: a probationary member becomes an official one."""

from collections.abc import Sequence
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.membership import actions, permissions, queries
from vanthu.cadres.membership.models import Recognition
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.faces.acts.base import Tone
from vanthu.faces.books.base import Book, History, Outcome, RecordAct, Section
from vanthu.faces.books.cases import day_column, day_fact, history, state_column
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, TextFilter
from vanthu.faces.books.inputs import Day, Id, asked
from vanthu.faces.books.membership.common import (
    MODULE,
    AppraiseInput,
    BranchInput,
    DecideInput,
    Steps,
    case_facts,
    names_of,
    organisation_column,
    vote_facts,
)
from vanthu.ground.base.actor import Actor


class ProposeInput(BranchInput):
    """Who, and the branch's resolution."""

    person_id: Annotated[Id, asked(N_("Đảng viên dự bị"), "person")]


class OfficialInput(DecideInput):
    """The decision and the day from which the member is an official one."""

    official_on: Annotated[
        Day | None, asked(N_("Ngày chính thức (để trống: ngày hết dự bị)"), "date")
    ] = None


def _propose(actor: Actor, _number: int | None, data: ProposeInput) -> Outcome:
    made = actions.propose_recognition(
        actor, person_id=data.person_id, branch_on=data.branch_on, branch=data.branch
    )
    return Outcome(_("Đã lập trường hợp công nhận."), record_id=made.pk)


def _step(actor: Actor, number: int, verb: CaseVerb, values: dict[str, Any]) -> object:
    return actions.step_recognition(actor, recognition_id=number, verb=verb, **values)


class _Recognitions(Book[Recognition]):
    module, name, icon = MODULE, "recognitions", "user-check"
    title, singular = _("Công nhận chính thức"), _("Trường hợp công nhận")
    help = _("Chưa có trường hợp nào. Hãy bấm Lập trường hợp công nhận.")
    columns = (
        organisation_column(),
        state_column(),
        day_column("branch_on", _("Nghị quyết chi bộ")),
        day_column("official_on", _("Ngày chính thức")),
    )
    filters = (
        TextFilter(_("Họ và tên"), ("person__full_name",)),
        ChoiceFilter("state", _("Trạng thái"), CaseState),
        DayFilter("official_on", _("Ngày chính thức")),
    )
    acts = (
        RecordAct(
            "propose",
            _("Lập trường hợp công nhận"),
            ProposeInput,
            _propose,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            icon="user-check",
            tone=Tone.PRIMARY,
        ),
        *Steps(_step, OfficialInput, AppraiseInput).acts(),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Recognition]:
        return queries.recognitions(actor)

    def see(self, actor: Actor, rows: Sequence[Recognition]) -> dict[int, str]:
        return names_of(actor, rows)

    def named(self, row: Recognition) -> str:
        return row.person.full_name

    def facts(self, actor: Actor, row: Recognition) -> Sequence[Section]:
        days = [day_fact(_("Ngày chính thức"), row.official_on)]
        return (
            Section(_("Công nhận chính thức"), [*case_facts(actor, row), *days]),
            Section(_("Biểu quyết"), vote_facts(row)),
        )

    def history(self, _actor: Actor, row: Recognition) -> History:
        return history(row)


RECOGNITIONS = _Recognitions()
