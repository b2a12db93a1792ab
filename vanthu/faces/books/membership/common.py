"""What the books of membership share: the module, votes, decisions to choose, steps, trails."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.membership import permissions, queries
from vanthu.cadres.membership.rules import Meeting
from vanthu.cadres.personnel.actions import judge
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.personnel.models import Case, Decision
from vanthu.cadres.personnel.queries import trail
from vanthu.cadres.personnel.rules import CASE
from vanthu.faces.acts.base import Option, Tone
from vanthu.faces.books.base import Column, Fact, History, Module, Outcome, RecordAct, Step, Version
from vanthu.faces.books.inputs import ActInput, Count, Day, Id, Nothing, Reasoned, asked
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import Known, versions
from vanthu.kernel.dates import short_date

MODULE = Module(
    "membership",
    _("Đảng viên"),
    "users",
    _("Kết nạp, công nhận chính thức, chuyển sinh hoạt, ra khỏi Đảng, danh sách đảng viên."),
)
_SHOWN_DECISIONS = 100
_DONE = _("Đã thực hiện.")
# The words of a button for each verb, and of the step once it is done.
_BUTTONS = {
    CaseVerb.CONFIRM: _("Xác nhận"),
    CaseVerb.APPRAISE: _("Thẩm định"),
    CaseVerb.DECIDE: _("Ghi quyết định"),
    CaseVerb.RETURN: _("Trả lại"),
    CaseVerb.REFUSE: _("Không chấp thuận"),
    CaseVerb.WITHDRAW: _("Rút trường hợp"),
}
_STEPS = {
    "enter": _("Lập trường hợp"),
    "enter-decided": _("Nhập trường hợp đã quyết định"),
    **{verb.value: label for verb, label in _BUTTONS.items()},
}


class BranchInput(ActInput):
    """The branch's resolution with its counted vote."""

    branch_on: Annotated[Day, asked(N_("Ngày nghị quyết của chi bộ"), "date")]
    branch_convened: Annotated[Count, asked(N_("Số đảng viên chính thức của chi bộ"), "number")]
    branch_present: Annotated[Count, asked(N_("Số đảng viên chính thức dự họp"), "number")]
    branch_yes: Annotated[Count, asked(N_("Số tán thành của chi bộ"), "number")]

    @property
    def branch(self) -> Meeting:
        """As the module takes it."""
        return Meeting(self.branch_convened, self.branch_present, self.branch_yes)


class AppraiseInput(ActInput):
    """The committee's vote."""

    committee_on: Annotated[Day, asked(N_("Ngày họp cấp ủy"), "date")]
    committee_convened: Annotated[Count, asked(N_("Số cấp ủy viên"), "number")]
    committee_present: Annotated[Count, asked(N_("Số cấp ủy viên dự họp"), "number")]
    committee_yes: Annotated[Count, asked(N_("Số tán thành của cấp ủy"), "number")]

    def values(self) -> dict[str, Any]:
        """As the module takes them."""
        meeting = Meeting(self.committee_convened, self.committee_present, self.committee_yes)
        return {"committee_on": self.committee_on, "committee": meeting}


class DecideInput(ActInput):
    """The decision the case rests on."""

    decision_id: Annotated[Id, asked(N_("Quyết định"), "pick")]


def decisions(actor: Actor, _row: object) -> list[Option]:
    """The newest decisions entered, to choose from."""
    rows = Decision.objects.order_by("-signed_on", "-pk")[:_SHOWN_DECISIONS]
    return [Option(row.pk, f"{row.reference} - {short_date(row.signed_on)}") for row in rows]


def organisation_options(actor: Actor, _row: object) -> list[Option]:
    """The organisations the actor keeps."""
    return [Option(int(number), name) for number, name in queries.organisations_of(actor)]


@dataclass(frozen=True)
class Steps:
    """The acts of a case: `run(actor, number, verb, values)` does the module's step."""

    run: Callable[[Actor, int, CaseVerb, dict[str, Any]], object]
    decide: type[ActInput]
    appraise: type[ActInput] = Nothing

    def acts(self) -> tuple[RecordAct, ...]:
        """A button for each verb, hidden where the state does not know it."""
        return tuple(self._act(verb) for verb in CaseVerb)

    def _act(self, verb: CaseVerb) -> RecordAct:
        inputs: dict[CaseVerb, type[ActInput]] = {
            CaseVerb.CONFIRM: Nothing,
            CaseVerb.APPRAISE: self.appraise,
            CaseVerb.DECIDE: self.decide,
        }
        forward = verb in (CaseVerb.CONFIRM, CaseVerb.APPRAISE, CaseVerb.DECIDE)
        return RecordAct(
            verb.value,
            _BUTTONS[verb],
            inputs.get(verb, Reasoned),
            partial(self._perform, verb),
            partial(_judge, verb),
            tone=Tone.PRIMARY if forward else Tone.PLAIN,
            bulk=verb is CaseVerb.CONFIRM,
            fits=partial(_fits, verb),
            options={"decision_id": decisions} if verb is CaseVerb.DECIDE else {},
        )

    def _perform(self, verb: CaseVerb, actor: Actor, number: int | None, data: Any) -> Outcome:
        values = data.values() if isinstance(data, AppraiseInput) else data.model_dump()
        self.run(actor, number or 0, verb, values)
        return Outcome(_DONE)


def _judge(verb: CaseVerb, actor: Actor, row: Any) -> None:
    judge(actor, row, verb, matter=permissions.MATTER, persons=[row.person_id])


def _fits(verb: CaseVerb, row: Case) -> bool:
    return verb.value in CASE.verbs(row.state)


def history(row: Known) -> History:
    """The trail of a record's steps and its versions, the newest first."""
    steps = [
        Step(each.at, each.name, _STEPS.get(each.verb, each.verb), note=each.reason)
        for each in reversed(trail(row.record))
    ]
    facts = [
        Version(each.known_from, each.known_to)
        for each in reversed(versions(row))
        if each.known_from is not None
    ]
    return History(steps, facts)


def state_column() -> Column:
    """Where a case stands."""
    return Column("state", _("Trạng thái"), lambda row, _seen: row.get_state_display())


def day_column(code: str, label: Any, *, wide: bool = False) -> Column:
    """A day of the row."""
    return Column(
        code,
        label,
        lambda row, _seen: short_date(getattr(row, code)) if getattr(row, code) else "",
        value=lambda row, _seen: getattr(row, code),
        wide=wide,
    )


def organisation_column(code: str = "organisation", label: Any = None) -> Column:
    """The organisation of the row by its name."""
    title = label or _("Tổ chức đảng")
    return Column(code, title, lambda row, seen: seen.get(getattr(row, f"{code}_id"), ""), width=3)


def names_of(actor: Actor, rows: Sequence[Any], *fields: str) -> dict[int, str]:
    """The names of the organisations of a page of rows; one statement."""
    ids = {getattr(row, f"{name}_id") for row in rows for name in fields or ("organisation",)}
    return dict(queries.organisation_names(ids, actor.today))


def case_facts(actor: Actor, row: Any) -> list[Fact]:
    """What every case shows: whose it is, where it stands, on what it rests."""
    decision = row.decision
    reference = f"{decision.reference}, {short_date(decision.signed_on)}" if decision else "–"
    return [
        Fact(_("Họ và tên"), row.person.full_name),
        Fact(_("Tổ chức đảng"), names_of(actor, [row]).get(row.organisation_id, "–")),
        Fact(_("Trạng thái"), row.get_state_display()),
        Fact(_("Quyết định"), reference),
    ]


def vote_facts(row: Any) -> list[Fact]:
    """Both votes as counted."""
    found = [
        Fact(_("Nghị quyết của chi bộ"), short_date(row.branch_on)),
        Fact(_("Chi bộ tán thành"), f"{row.branch_yes}/{row.branch_convened}"),
    ]
    if row.committee_on:
        found += [
            Fact(_("Cấp ủy họp"), short_date(row.committee_on)),
            Fact(_("Cấp ủy tán thành"), f"{row.committee_yes}/{row.committee_convened}"),
        ]
    return found


def day_fact(label: Any, day: Any) -> Fact:
    """A day, or an en dash."""
    return Fact(label, short_date(day) if day else "–")


def waiting_states(actor: Actor) -> set[CaseState]:
    """The states of cases that wait for a duty of the actor's post."""
    return permissions.waiting_states(actor)
