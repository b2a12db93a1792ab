"""What the books of cases share: the steps as acts, decisions to choose, trail and versions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.personnel.actions import judge
from vanthu.cadres.personnel.choices import CaseVerb, Matter
from vanthu.cadres.personnel.models import Case, Decision
from vanthu.cadres.personnel.permissions import waiting_states
from vanthu.cadres.personnel.queries import trail
from vanthu.cadres.personnel.rules import CASE
from vanthu.faces.acts.base import Option, Tone
from vanthu.faces.books.base import Column, Fact, History, Offers, Outcome, RecordAct, Step, Version
from vanthu.faces.books.inputs import ActInput, Nothing, Reasoned
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import Known, versions
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_vi

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


class ValuedInput(ActInput):
    """An input that says itself what a step takes."""

    def values(self) -> dict[str, Any]:
        """As the module takes them."""
        return self.model_dump()


def decisions(actor: Actor, _row: object) -> list[Option]:
    """The newest decisions entered, to choose from."""
    rows = Decision.objects.order_by("-signed_on", "-pk")[:_SHOWN_DECISIONS]
    return [Option(row.pk, f"{row.reference} - {short_date(row.signed_on)}") for row in rows]


@dataclass(frozen=True)
class CaseSteps:
    """The acts of a case of a matter: `run(actor, number, verb, values)` does the module's step.

    `appraise` and `decide` are what these two ask; an input with `values()` says itself what the
    step takes. `offers` are the decisions to choose from.
    """

    matter: Matter
    run: Callable[[Actor, int, CaseVerb, dict[str, Any]], object]
    decide: type[ActInput]
    appraise: type[ActInput] = Nothing
    offers: Offers = decisions

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
            partial(self._judge, verb),
            tone=Tone.PRIMARY if forward else Tone.PLAIN,
            bulk=verb is CaseVerb.CONFIRM,
            fits=partial(_fits, verb),
            options={"decision_id": self.offers} if verb is CaseVerb.DECIDE else {},
        )

    def _judge(self, verb: CaseVerb, actor: Actor, row: Any) -> None:
        judge(actor, row, verb, matter=self.matter, persons=[row.person_id])

    def _perform(self, verb: CaseVerb, actor: Actor, number: int | None, data: Any) -> Outcome:
        values = data.values() if isinstance(data, ValuedInput) else data.model_dump()
        self.run(actor, number or 0, verb, values)
        return Outcome(_DONE)


def _fits(verb: CaseVerb, row: Case) -> bool:
    return verb.value in CASE.verbs(row.state)


def _nothing(_row: Any) -> Sequence[Fact]:
    return ()


def history(row: Known, said: Callable[[Any], Sequence[Fact]] = _nothing) -> History:
    """The trail of a record's steps, and its versions with what each said; the newest first."""
    steps = [
        Step(each.at, each.name, _STEPS.get(each.verb, each.verb), note=each.reason)
        for each in reversed(trail(row.record))
    ]
    facts = [
        Version(each.known_from, each.known_to, facts=said(each))
        for each in reversed(versions(row))
        if each.known_from is not None
    ]
    return History(steps, facts)


def agency_names(rows: Iterable[Any]) -> dict[int, str]:
    """What the agency of each row was called last, closed ones too; one statement."""
    return dict(last_names(row.agency_id for row in rows))


def agency_column() -> Column:
    """The agency of the row by its last name, as `agency_names` gathered them."""
    return Column("agency", _("Cơ quan"), lambda row, seen: seen.get(row.agency_id, ""), width=3)


def number_column(code: str, label: Any, *, wide: bool = False) -> Column:
    """A number of the row in Vietnamese notation."""
    return Column(
        code,
        label,
        lambda row, _seen: format_vi(getattr(row, code)),
        value=lambda row, _seen: getattr(row, code),
        number=True,
        wide=wide,
    )


def state_column() -> Column:
    """Where a case stands."""
    return Column("state", _("Trạng thái"), lambda row, _seen: row.get_state_display())


def waiting_cases(actor: Actor, matter: Matter, rows: QuerySet[Any]) -> tuple[int, str]:
    """How many of the rows wait for the actor's duties, and the query that lists them."""
    states = waiting_states(actor, matter)
    if not states:
        return 0, ""
    return rows.filter(state__in=states).count(), f"state={min(states).value}"


def day_column(code: str, label: Any, *, wide: bool = False) -> Column:
    """A day of the row."""
    return Column(
        code,
        label,
        lambda row, _seen: short_date(getattr(row, code)) if getattr(row, code) else "",
        value=lambda row, _seen: getattr(row, code),
        wide=wide,
    )


def decision_fact(row: Any) -> Fact:
    """The decision the row rests on."""
    decision = row.decision
    text = f"{decision.reference}, {short_date(decision.signed_on)}" if decision else "–"
    return Fact(_("Quyết định"), text)


def day_fact(label: Any, day: Any) -> Fact:
    """A day, or an en dash."""
    return Fact(label, short_date(day) if day else "–")
