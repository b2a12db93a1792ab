"""The way of an agency's report for a period: four people, and reopening leads to a new version."""

from vanthu.cadres.personnel.choices import DutyKind
from vanthu.cadres.targets.choices import SubmissionState, SubmissionVerb
from vanthu.kernel.machine import Machine, Transition

_UNIT, _APPRAISER, _LOCKER = "Thủ trưởng đơn vị", "Cơ quan thẩm định", "Cơ quan tổng hợp"


def _step(
    source: SubmissionState, target: SubmissionState, verb: SubmissionVerb, who: str
) -> Transition:
    return Transition(source.value, target.value, verb.value, who, str(verb.label))


SUBMISSION = Machine(
    name="submission",
    title="Báo cáo kỳ",
    initial=SubmissionState.DRAFT.value,
    states={state.value: str(state.label) for state in SubmissionState},
    transitions=[
        _step(SubmissionState.DRAFT, SubmissionState.CONFIRMED, SubmissionVerb.CONFIRM, _UNIT),
        _step(
            SubmissionState.CONFIRMED,
            SubmissionState.APPRAISED,
            SubmissionVerb.APPRAISE,
            _APPRAISER,
        ),
        _step(SubmissionState.CONFIRMED, SubmissionState.DRAFT, SubmissionVerb.RETURN, _APPRAISER),
        _step(SubmissionState.APPRAISED, SubmissionState.LOCKED, SubmissionVerb.LOCK, _LOCKER),
        _step(SubmissionState.APPRAISED, SubmissionState.CONFIRMED, SubmissionVerb.RETURN, _LOCKER),
        _step(SubmissionState.LOCKED, SubmissionState.DRAFT, SubmissionVerb.REOPEN, _LOCKER),
    ],
)

_DUTY = {
    SubmissionVerb.CONFIRM: DutyKind.CONFIRM,
    SubmissionVerb.APPRAISE: DutyKind.APPRAISE,
    SubmissionVerb.LOCK: DutyKind.DECIDE,
    SubmissionVerb.REOPEN: DutyKind.DECIDE,
}
# Steps that say why.
WITH_REASON = frozenset({SubmissionVerb.RETURN, SubmissionVerb.REOPEN})


def duty_for(verb: SubmissionVerb, state: SubmissionState) -> DutyKind:
    """The duty a verb is part of; returning belongs to who has the report on the desk."""
    desk = DutyKind.DECIDE if state is SubmissionState.APPRAISED else DutyKind.APPRAISE
    return _DUTY.get(verb, desk)
