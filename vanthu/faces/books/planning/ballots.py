"""The book of counted votes: a sheet for each step of a title, names added, closed for good."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.planning import actions, permissions, queries
from vanthu.cadres.planning.choices import VoteStep
from vanthu.cadres.planning.errors import BallotIsClosed
from vanthu.cadres.planning.models import Ballot
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, Outcome, RecordAct, Section, Text
from vanthu.faces.books.cases import (
    agency_column,
    agency_names,
    day_column,
    day_fact,
    number_column,
)
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, FlagFilter, TextFilter
from vanthu.faces.books.inputs import ActInput, Count, Day, Id, Nothing, asked
from vanthu.faces.books.planning.common import (
    MODULE,
    term_column,
    title_facts,
    titles,
)
from vanthu.ground.base.actor import Actor
from vanthu.kernel.numbers import format_vi
from vanthu.kernel.votes import Tally, VoteSession


class SheetInput(ActInput):
    """A meeting that voted on a title."""

    target_id: Annotated[Id, asked(N_("Chức danh quy hoạch"), "pick")]
    step: Annotated[VoteStep, asked(N_("Bước"), "choice", choices=choices(VoteStep))]
    held_on: Annotated[Day, asked(N_("Ngày họp"), "date")]
    convened: Annotated[Count, asked(N_("Số người được triệu tập"), "number")]
    present: Annotated[Count, asked(N_("Số người có mặt"), "number")]
    issued: Annotated[Count, asked(N_("Số phiếu phát ra"), "number")]
    returned: Annotated[Count, asked(N_("Số phiếu thu về"), "number")]
    valid: Annotated[Count, asked(N_("Số phiếu hợp lệ"), "number")]

    def fields(self) -> actions.BallotFields:
        """As the module takes it."""
        meeting = self.model_dump(exclude={"target_id", "step", "held_on"})
        return actions.BallotFields(
            target_id=self.target_id,
            step=self.step,
            held_on=self.held_on,
            session=VoteSession(**meeting),
        )


class VotesInput(ActInput):
    """The votes for one person; entered again, they replace those of before."""

    person_id: Annotated[Id, asked(N_("Họ và tên"), "person")]
    yes: Annotated[Count, asked(N_("Đồng ý"), "number")]
    no: Annotated[Count, asked(N_("Không đồng ý"), "number")] = 0
    blank: Annotated[Count, asked(N_("Không có ý kiến"), "number")] = 0


def _votes(ballot: Ballot) -> dict[int, actions.Votes]:
    return {
        line.person_id: actions.Votes(
            person_id=line.person_id, tally=Tally(yes=line.yes, no=line.no, blank=line.blank)
        )
        for line in ballot.lines.all()
    }


def _sheet(actor: Actor, _number: int | None, data: SheetInput) -> Outcome:
    """Correcting the meeting's numbers keeps the names already entered."""
    key = {"target": data.target_id, "step": data.step, "held_on": data.held_on}
    found = Ballot.objects.filter(permissions.visible(actor), **key).first()
    kept = list(_votes(found).values()) if found else []
    made = actions.save_ballot(actor, fields=data.fields(), votes=kept)
    return Outcome(_("Đã lưu biên bản. Hãy ghi số phiếu của từng người."), record_id=made.pk)


def _add(actor: Actor, number: int | None, data: VotesInput) -> Outcome:
    ballot = Ballot.objects.filter(permissions.visible(actor)).get(pk=number or 0)
    tally = Tally(yes=data.yes, no=data.no, blank=data.blank)
    votes = _votes(ballot) | {data.person_id: actions.Votes(person_id=data.person_id, tally=tally)}
    fields = actions.BallotFields(
        target_id=ballot.target_id,
        step=VoteStep(ballot.step),
        held_on=ballot.held_on,
        session=queries.session_of(ballot),
    )
    actions.save_ballot(actor, fields=fields, votes=list(votes.values()))
    return Outcome(_("Đã ghi số phiếu."), record_id=ballot.pk)


def _close(actor: Actor, number: int | None, _data: ActInput) -> Outcome:
    done = actions.close_ballot(actor, ballot_id=number or 0)
    return Outcome(_("Đã khóa biên bản kiểm phiếu."), record_id=done.pk)


def _may_write(actor: Actor, row: Ballot) -> None:
    permissions.check_enter(actor, row.agency_id)
    if row.closed_at is not None:
        raise BallotIsClosed


def _as_entered(_actor: Actor, row: Ballot) -> dict[str, object]:
    return {name: getattr(row, name) for name in SheetInput.model_fields}


def _open(row: Ballot) -> bool:
    return row.closed_at is None


class _Ballots(Book[Ballot]):
    module, name, icon = MODULE, "ballots", "check-check"
    title, singular = _("Biên bản kiểm phiếu"), _("Biên bản kiểm phiếu")
    help = _("Chưa có biên bản nào. Hãy ghi biên bản của từng bước lấy phiếu.")
    order = ("-held_on", "-pk")
    columns = (
        Column("step", _("Bước"), lambda row, _seen: row.get_step_display(), width=3),
        agency_column(),
        term_column(),
        day_column("held_on", _("Ngày họp")),
        Column("closed", _("Trạng thái"), lambda row, _seen: str(_state(row))),
        number_column("valid", _("Phiếu hợp lệ"), wide=True),
    )
    filters = (
        TextFilter(_("Tên chức danh"), ("target__title",)),
        ChoiceFilter("step", _("Bước"), VoteStep),
        DayFilter("held_on", _("Ngày họp")),
        FlagFilter("open", _("Chưa khóa"), Q(closed_at=None)),
    )
    acts = (
        RecordAct(
            "save",
            _("Ghi biên bản"),
            SheetInput,
            _sheet,
            lambda actor, _row: permissions.check_enter(actor),
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
            options={"target_id": titles},
        ),
        RecordAct(
            "add-votes",
            _("Ghi số phiếu"),
            VotesInput,
            _add,
            _may_write,
            fits=_open,
            tone=Tone.PRIMARY,
        ),
        RecordAct(
            "amend",
            _("Sửa số người, số phiếu"),
            SheetInput,
            _sheet,
            _may_write,
            fits=_open,
            initial=_as_entered,
            options={"target_id": titles},
        ),
        RecordAct(
            "close",
            _("Khóa biên bản"),
            Nothing,
            _close,
            lambda actor, row: permissions.check_close(actor, row.agency_id),
            fits=_open,
            icon="lock",
            help=_("Biên bản đã khóa không sửa được nữa."),
        ),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Ballot]:
        rows = Ballot.objects.filter(permissions.visible(actor))
        return rows.select_related("target__term")

    def see(self, actor: Actor, rows: Sequence[Ballot]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: Ballot) -> str:
        return row.target.title

    def facts(self, actor: Actor, row: Ballot) -> Sequence[Section]:
        counts = (
            (_("Số người được triệu tập"), row.convened),
            (_("Số người có mặt"), row.present),
            (_("Số phiếu phát ra"), row.issued),
            (_("Số phiếu thu về"), row.returned),
            (_("Số phiếu hợp lệ"), row.valid),
        )
        facts = [
            *title_facts(row.target),
            Fact(_("Bước"), row.get_step_display()),
            day_fact(_("Ngày họp"), row.held_on),
            Fact(_("Trạng thái"), _state(row)),
            Fact(
                _("Số phiếu của từng người"),
                _("Mở bảng ghi phiếu, in biên bản"),
                url=f"/cadres/planning/votes/{row.pk}",
            ),
            *(Fact(label, format_vi(value)) for label, value in counts),
        ]
        lines = [
            (each.person.full_name, *map(format_vi, (each.yes, each.no, each.blank)))
            for each in row.lines.select_related("person").order_by("-yes", "pk")
        ]
        columns = (_("Họ và tên"), _("Đồng ý"), _("Không đồng ý"), _("Không có ý kiến"))
        note = "" if lines else _("Chưa có tên người nào. Hãy ghi số phiếu của từng người.")
        return (
            Section(_("Biên bản kiểm phiếu"), facts),
            Section(_("Kết quả"), (), columns if lines else (), lines, note),
        )


def _state(row: Ballot) -> Text:
    return _("Đã khóa") if row.closed_at else _("Chưa khóa")


BALLOTS = _Ballots()
