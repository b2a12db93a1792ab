"""The flow of a case, and who may not do which step: pure."""

from collections.abc import Mapping
from types import MappingProxyType

from vanthu.cadres.personnel.choices import CaseState, CaseVerb, DutyKind
from vanthu.kernel.machine import Machine, Transition

_UNIT, _PERSONNEL, _DECIDER = "Đơn vị đề nghị", "Cơ quan thẩm định", "Cấp có thẩm quyền"


def _step(source: CaseState, target: CaseState, verb: CaseVerb, who: str) -> Transition:
    return Transition(source.value, target.value, verb.value, who, str(verb.label))


# The default roles of a case: clerk, head of unit, personnel body, deciding body.
CASE = Machine(
    name="case",
    title="Trường hợp",
    initial=CaseState.DRAFT.value,
    states={state.value: str(state.label) for state in CaseState},
    transitions=[
        _step(CaseState.DRAFT, CaseState.CONFIRMED, CaseVerb.CONFIRM, _UNIT),
        _step(CaseState.DRAFT, CaseState.WITHDRAWN, CaseVerb.WITHDRAW, _UNIT),
        _step(CaseState.CONFIRMED, CaseState.APPRAISED, CaseVerb.APPRAISE, _PERSONNEL),
        _step(CaseState.CONFIRMED, CaseState.DRAFT, CaseVerb.RETURN, _PERSONNEL),
        _step(CaseState.CONFIRMED, CaseState.REFUSED, CaseVerb.REFUSE, _PERSONNEL),
        _step(CaseState.CONFIRMED, CaseState.WITHDRAWN, CaseVerb.WITHDRAW, _UNIT),
        _step(CaseState.APPRAISED, CaseState.DECIDED, CaseVerb.DECIDE, _DECIDER),
        _step(CaseState.APPRAISED, CaseState.CONFIRMED, CaseVerb.RETURN, _DECIDER),
        _step(CaseState.APPRAISED, CaseState.REFUSED, CaseVerb.REFUSE, _DECIDER),
    ],
)

# Which duty a verb is part of; returning and refusing belong to who has the case on the desk.
_DUTY = {
    CaseVerb.CONFIRM: DutyKind.CONFIRM,
    CaseVerb.APPRAISE: DutyKind.APPRAISE,
    CaseVerb.DECIDE: DutyKind.DECIDE,
    CaseVerb.WITHDRAW: DutyKind.ENTER,
}
_DESK = {CaseState.CONFIRMED: DutyKind.APPRAISE, CaseState.APPRAISED: DutyKind.DECIDE}

# The column that remembers who did the step, and the steps it must be apart from (section 1: the
# one who proposes, the one who appraises and the one who decides are three people).
HANDS: Mapping[DutyKind, str] = MappingProxyType(
    {
        DutyKind.ENTER: "proposed_by",
        DutyKind.CONFIRM: "confirmed_by",
        DutyKind.APPRAISE: "appraised_by",
        DutyKind.DECIDE: "decided_by",
    }
)
_APART = {
    DutyKind.CONFIRM: (DutyKind.ENTER,),
    DutyKind.APPRAISE: (DutyKind.ENTER, DutyKind.CONFIRM),
    DutyKind.DECIDE: (DutyKind.ENTER, DutyKind.CONFIRM, DutyKind.APPRAISE),
}
# Steps that say why.
WITH_REASON = frozenset({CaseVerb.RETURN, CaseVerb.REFUSE, CaseVerb.WITHDRAW})


def duty_of(verb: CaseVerb, state: CaseState) -> DutyKind:
    """The duty that the verb is part of, for a case in this state."""
    return _DUTY.get(verb) or _DESK.get(state, DutyKind.APPRAISE)


def earlier_step(
    duty: DutyKind, hands: Mapping[DutyKind, int | None], person_id: int | None
) -> DutyKind | None:
    """The step that the person did and that this one must be apart from, or None.

    A step done by nobody known (an import, a person without an account) bars nobody.
    """
    if person_id is None:
        return None
    return next((each for each in _APART.get(duty, ()) if hands.get(each) == person_id), None)
