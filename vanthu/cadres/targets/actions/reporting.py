"""An agency's report for a period: entered, confirmed, appraised, locked, and opened again."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from vanthu.cadres.personnel.models import CaseStep
from vanthu.cadres.targets import permissions
from vanthu.cadres.targets.actions.resolutions import check_value
from vanthu.cadres.targets.choices import (
    Cause,
    Frequency,
    RollUp,
    Scheme,
    SubmissionState,
    SubmissionVerb,
)
from vanthu.cadres.targets.errors import BadReading, Incomplete, NotAsked, PeriodNotOver
from vanthu.cadres.targets.events import EntriesSaved, SubmissionAdvanced
from vanthu.cadres.targets.models import Entry, Indicator, Observation, Submission
from vanthu.cadres.targets.queries.asking import asked_of, due_day
from vanthu.cadres.targets.queries.finding import resolution, submission
from vanthu.cadres.targets.rules import SUBMISSION, WITH_REASON, last_day
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import supersede, withdraw
from vanthu.ground.journal.actions import action, announce
from vanthu.kernel.dates import short_date
from vanthu.kernel.reporting import ReportPeriod
from vanthu.kernel.text import one_line

# The hand that each step leaves behind.
_HANDS = {
    SubmissionVerb.CONFIRM: "confirmed_by",
    SubmissionVerb.APPRAISE: "appraised_by",
    SubmissionVerb.LOCK: "decided_by",
}


@dataclass(frozen=True, kw_only=True)
class Value:
    """What is entered for an indicator; a ratio has both numbers, a milestone its day."""

    indicator_id: int
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    done_on: date | None = None
    cause: Cause | None = None
    source: str = ""


@action
def save_entries(
    actor: Actor,
    *,
    resolution_id: int,
    agency_id: int,
    period: ReportPeriod,
    values: Sequence[Value],
) -> Submission:
    """Enter an agency's figures for a period; what was entered before for these is replaced.

    Raises NoResolution, NoDuty, PeriodNotOver, WrongState once confirmed, NotAsked, BadReading.
    """
    permissions.check_enter(actor, agency_id)
    row = _opened(actor, resolution_id, agency_id, period)
    if row.state != SubmissionState.DRAFT:
        SUBMISSION.target(row.state, SubmissionVerb.CONFIRM.value)
    asked = {each.pk: each for each in asked_of(row)}
    for value in values:
        if value.indicator_id not in asked:
            raise _not_asked(value.indicator_id, period)
        check_reading(asked[value.indicator_id], value, actor.today)
    row.proposed_by = actor.person_id
    row.save(update_fields=["proposed_by"])
    _keep_entries(row, values)
    announce(
        actor,
        EntriesSaved(
            agency_id=agency_id,
            object_id=row.pk,
            period=str(period),
            indicators=tuple(value.indicator_id for value in values),
        ),
    )
    return row


@action
def advance_submission(
    actor: Actor, *, submission_id: int, verb: SubmissionVerb, reason: str = ""
) -> Submission:
    """Do one step; locking makes facts, and opening again lets them be replaced by new versions.

    Raises NoSubmission, WrongState, NoDuty, SameHand, Incomplete, BadReading without a reason.
    """
    row = submission(submission_id, lock=True)
    target = permissions.check_step(actor, row, verb)
    why = one_line(reason)
    if verb in WITH_REASON and not why:
        raise BadReading({"reason": "Hãy nhập lý do."})
    if verb is SubmissionVerb.CONFIRM:
        _check_complete(row)
    before = row.state
    _step(actor, row, verb, SubmissionState(target), why)
    made = _lock(actor, row) if verb is SubmissionVerb.LOCK else ()
    row.save()
    _keep_step(actor, row, verb, before, why)
    announce(
        actor,
        SubmissionAdvanced(
            agency_id=row.agency_id,
            object_id=row.pk,
            verb=verb.value,
            before=before,
            state=row.state,
            reason=why,
            observations=made,
        ),
    )
    return row


def check_reading(kind: Indicator, value: Value, today: date) -> None:
    """Raise BadReading for what cannot be; the field names the indicator's number."""
    name = f"n{kind.number}"
    for number in (value.numerator, value.denominator):
        if number is not None:
            check_value(number, name)
    if kind.roll_up == RollUp.RATIO and (value.numerator is None) != (value.denominator is None):
        raise BadReading({name: f"Chỉ tiêu {kind.number}: hãy nhập cả tử số và mẫu số."})
    if value.denominator is not None and value.denominator <= 0:
        raise BadReading({name: f"Chỉ tiêu {kind.number}: mẫu số phải lớn hơn 0."})
    if value.done_on is not None and value.done_on > today:
        raise BadReading({name: f"Chỉ tiêu {kind.number}: ngày hoàn thành ở tương lai."})


def _opened(actor: Actor, resolution_id: int, agency_id: int, period: ReportPeriod) -> Submission:
    """The report of the agency for the period, begun when it is not there yet."""
    whole = resolution(resolution_id)
    end = last_day(period)
    if actor.today <= end:
        raise PeriodNotOver(
            period=str(period), day=short_date(end.fromordinal(end.toordinal() + 1))
        )
    row, _made = Submission.objects.get_or_create(
        resolution=whole,
        agency_id=agency_id,
        scheme=Scheme(period.scheme.code),
        span=Frequency(period.span.value),
        year=period.year,
        index=period.index,
        defaults={"due_on": due_day(period)},
    )
    return submission(row.pk, lock=True)


def _not_asked(indicator_id: int, period: ReportPeriod) -> NotAsked:
    found = Indicator.objects.filter(pk=indicator_id).first()
    return NotAsked(name=found.name if found else "", period=str(period))


def _keep_entries(row: Submission, values: Sequence[Value]) -> None:
    Entry.objects.bulk_create(
        [
            Entry(
                submission=row,
                **{
                    **asdict(value),
                    "cause": value.cause or "",
                    "source": one_line(value.source),
                },
            )
            for value in values
        ],
        update_conflicts=True,
        unique_fields=["submission", "indicator"],
        update_fields=["numerator", "denominator", "done_on", "cause", "source"],
    )


def _check_complete(row: Submission) -> None:
    said = {
        each.indicator_id
        for each in row.entries.all()
        if each.numerator is not None or each.done_on is not None or each.cause
    }
    missing = sorted(each.number for each in asked_of(row) if each.pk not in said)
    if missing:
        raise Incomplete(numbers=", ".join(map(str, missing)))


def _step(
    actor: Actor, row: Submission, verb: SubmissionVerb, target: SubmissionState, why: str
) -> None:
    row.state = target
    if verb in _HANDS:
        setattr(row, _HANDS[verb], actor.person_id)
    if verb is SubmissionVerb.CONFIRM and row.confirmed_on is None:
        row.confirmed_on = actor.today
    if verb is SubmissionVerb.REOPEN:
        row.reason = why
    if target is SubmissionState.DRAFT:
        row.confirmed_by = row.appraised_by = row.decided_by = None
        if verb is SubmissionVerb.RETURN and row.locked_at is None:
            row.confirmed_on = None
    elif verb is SubmissionVerb.RETURN:
        row.appraised_by = None


def _lock(actor: Actor, row: Submission) -> tuple[int, ...]:
    """What the entries say becomes fact; only what changed gets a new version."""
    known = {
        each.indicator_id: each
        for each in Observation.objects.current().filter(
            agency=row.agency_id, year=row.year, index=row.index, indicator__in=asked_of(row)
        )
    }
    made = [
        fresh.pk
        for entry in row.entries.all()
        if (fresh := _fact(actor, row, entry, known.get(entry.indicator_id))) is not None
    ]
    row.locked_at = actor.now
    row.known_from = row.known_from or actor.now
    return tuple(made)


def _fact(
    actor: Actor, row: Submission, entry: Entry, known: Observation | None
) -> Observation | None:
    said = entry.numerator is not None or entry.done_on is not None
    new = {
        "numerator": entry.numerator or Decimal(0),
        "denominator": entry.denominator,
        "done_on": entry.done_on,
        "cause": entry.cause,
        "source": entry.source or "Báo cáo kỳ của đơn vị",
    }
    if known is not None:
        if not said:
            withdraw(known, actor.now)
            return None
        if all(getattr(known, name) == value for name, value in new.items()):
            return None
        return supersede(known, actor.now, submission=row, reason=row.reason, **new)
    if not said:
        return None
    days = row.period.days
    return Observation.objects.create(
        indicator_id=entry.indicator_id,
        agency_id=row.agency_id,
        year=row.year,
        index=row.index,
        first=days.valid_from,
        last=last_day(row.period),
        submission=row,
        known_from=actor.now,
        reason=row.reason,
        **new,
    )


def _keep_step(
    actor: Actor, row: Submission, verb: SubmissionVerb, before: str, reason: str
) -> None:
    CaseStep.objects.create(
        object_type=row._meta.label_lower,
        record=row.record,
        verb=verb.value,
        source=before,
        target=row.state,
        person_id=actor.person_id,
        tenure_id=actor.tenure_id,
        name=actor.name,
        reason=reason,
        at=actor.now,
    )
