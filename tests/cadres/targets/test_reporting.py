"""The report of a period: four hands, facts only when locked, a later change is a new version."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.factories.cadres import Bureau, bureau
from tests.factories.province import NOW
from tests.factories.targets import adopted, an_indicator, given, own_indicator
from tests.support.told import last_events
from vanthu.cadres.personnel.errors import NoDuty, SameHand
from vanthu.cadres.targets import actions, queries
from vanthu.cadres.targets.actions import Value
from vanthu.cadres.targets.choices import Cause, SubmissionState, SubmissionVerb
from vanthu.cadres.targets.errors import BadReading, Incomplete, NotAsked, PeriodNotOver
from vanthu.cadres.targets.models import Indicator, Observation, Resolution, Submission
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.kernel.machine import WrongState
from vanthu.kernel.reporting import CALENDAR, ReportPeriod, Span

pytestmark = pytest.mark.django_db
HALF = ReportPeriod(CALENDAR, Span.HALF, 2023, 1)
DAY = timedelta(days=1)


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def whole(place: Bureau) -> Resolution:
    return adopted(place)


@pytest.fixture
def kind(place: Bureau, whole: Resolution) -> Indicator:
    row = an_indicator(place, whole)
    given(place, row, {place.commune: 100})
    return row


def entered(place: Bureau, kind: Indicator, number: int | None, **more: object) -> Submission:
    value = Value(
        indicator_id=kind.pk,
        numerator=None if number is None else Decimal(number),
        **more,  # type: ignore[arg-type]
    )
    return actions.save_entries(
        place.enterer,
        resolution_id=kind.resolution_id,
        agency_id=place.commune.pk,
        period=HALF,
        values=[value],
    )


def step(actor: Actor, row: Submission, verb: SubmissionVerb, reason: str = "") -> Submission:
    return actions.advance_submission(actor, submission_id=row.pk, verb=verb, reason=reason)


def locked(place: Bureau, row: Submission, days: int = 0) -> Submission:
    later = timedelta(days=days)
    step(place.confirmer.at(NOW + later), row, SubmissionVerb.CONFIRM)
    step(place.appraiser.at(NOW + later), row, SubmissionVerb.APPRAISE)
    return step(place.decider.at(NOW + later), row, SubmissionVerb.LOCK)


def test_four_people_make_a_fact(place: Bureau, kind: Indicator) -> None:
    row = entered(place, kind, 40)
    assert last_events(1) == ["entries-saved"]
    assert not Observation.objects.exists()
    row = locked(place, row)
    assert last_events(3) == ["submission-advanced"] * 3
    assert row.state == SubmissionState.LOCKED
    fact = Observation.objects.current().get()
    assert (fact.numerator, fact.agency_id, fact.submission_id) == (
        Decimal(40),
        place.commune.pk,
        row.pk,
    )


def test_a_change_of_what_is_locked_is_a_new_version(place: Bureau, kind: Indicator) -> None:
    row = locked(place, entered(place, kind, 40))
    with pytest.raises(BadReading):
        step(place.decider.at(NOW + DAY), row, SubmissionVerb.REOPEN)
    step(place.decider.at(NOW + DAY), row, SubmissionVerb.REOPEN, "Tính trùng 2 người")
    entered(place, kind, 38)
    # until it is locked again, what was locked is what is known
    assert Observation.objects.current().get().numerator == 40
    locked(place, row, days=2)
    old, new = Observation.objects.order_by("pk")
    assert (old.numerator, new.numerator, new.reason) == (
        Decimal(40),
        Decimal(38),
        "Tính trùng 2 người",
    )
    assert old.record == new.record
    assert Observation.objects.known_at(NOW + DAY).get().numerator == 40


def test_locking_again_without_a_change_writes_nothing(place: Bureau, kind: Indicator) -> None:
    row = locked(place, entered(place, kind, 40))
    step(place.decider.at(NOW + DAY), row, SubmissionVerb.REOPEN, "Kiểm tra lại")
    locked(place, row, days=2)
    assert Observation.objects.count() == 1


def test_a_figure_taken_back_is_known_no_more(place: Bureau, kind: Indicator) -> None:
    row = locked(place, entered(place, kind, 40))
    step(place.decider.at(NOW + DAY), row, SubmissionVerb.REOPEN, "Chưa chốt số")
    entered(place, kind, None, cause=Cause.DATA)
    locked(place, row, days=2)
    assert not Observation.objects.current().exists()


def test_nobody_has_two_hands_in_one_report(place: Bureau, kind: Indicator) -> None:
    row = entered(place, kind, 40)
    same = replace(place.confirmer, person_id=place.enterer.person_id)
    with pytest.raises(SameHand):
        step(same, row, SubmissionVerb.CONFIRM)
    step(place.confirmer, row, SubmissionVerb.CONFIRM)
    with pytest.raises(SameHand):
        step(
            replace(place.appraiser, person_id=place.confirmer.person_id),
            row,
            SubmissionVerb.APPRAISE,
        )
    step(place.appraiser, row, SubmissionVerb.APPRAISE)
    with pytest.raises(SameHand):
        step(replace(place.decider, person_id=place.appraiser.person_id), row, SubmissionVerb.LOCK)


@pytest.mark.parametrize("who", ["enterer", "appraiser", "decider", "auditor", "outsider"])
def test_each_step_has_its_duty(place: Bureau, kind: Indicator, who: str) -> None:
    row = entered(place, kind, 40)
    with pytest.raises(NoDuty):
        step(getattr(place, who), row, SubmissionVerb.CONFIRM)


@pytest.mark.parametrize("who", ["confirmer", "appraiser", "decider", "auditor", "outsider"])
def test_only_the_units_clerk_enters(place: Bureau, kind: Indicator, who: str) -> None:
    with pytest.raises(NoDuty):
        actions.save_entries(
            getattr(place, who),
            resolution_id=kind.resolution_id,
            agency_id=place.commune.pk,
            period=HALF,
            values=[],
        )


def test_returning_says_why_and_goes_one_desk_back(place: Bureau, kind: Indicator) -> None:
    row = entered(place, kind, 40)
    step(place.confirmer, row, SubmissionVerb.CONFIRM)
    with pytest.raises(BadReading):
        step(place.appraiser, row, SubmissionVerb.RETURN)
    row = step(place.appraiser, row, SubmissionVerb.RETURN, "Thiếu nguồn số liệu")
    assert (row.state, row.confirmed_on, row.confirmed_by) == (SubmissionState.DRAFT, None, None)
    with pytest.raises(WrongState):
        step(place.decider, row, SubmissionVerb.LOCK)


def test_what_cannot_be_entered(place: Bureau, whole: Resolution, kind: Indicator) -> None:
    other = own_indicator(place, whole)
    with pytest.raises(NotAsked):
        entered(place, other, 1)
    with pytest.raises(PeriodNotOver):
        actions.save_entries(
            place.enterer,
            resolution_id=whole.pk,
            agency_id=place.commune.pk,
            period=ReportPeriod(CALENDAR, Span.HALF, 2026, 2),
            values=[],
        )
    for wrong in (Decimal("1e12"), Decimal("0.00001"), Decimal("NaN")):
        value = Value(indicator_id=kind.pk, numerator=wrong)
        with pytest.raises(Refusal):
            actions.save_entries(
                place.enterer,
                resolution_id=whole.pk,
                agency_id=place.commune.pk,
                period=HALF,
                values=[value],
            )


def test_a_report_is_complete_with_a_figure_or_a_cause(place: Bureau, kind: Indicator) -> None:
    row = entered(place, kind, None)
    with pytest.raises(Incomplete, match=str(kind.number)):
        step(place.confirmer, row, SubmissionVerb.CONFIRM)
    entered(place, kind, None, cause=Cause.DATA)
    assert step(place.confirmer, row, SubmissionVerb.CONFIRM).state == SubmissionState.CONFIRMED
    with pytest.raises(WrongState):
        entered(place, kind, 1)


def test_who_is_late(place: Bureau, kind: Indicator) -> None:
    today = NOW.date()
    due = queries.due_list(kind.resolution_id, HALF, today)
    assert [(each.agency_id, each.late, each.submission_id) for each in due] == [
        (place.commune.pk, True, None)
    ]
    assert not queries.due_list(kind.resolution_id, HALF, due[0].due_on)[0].late
    early = replace(place.confirmer, now=NOW.replace(year=2023, month=7, day=5))
    row = entered(place, kind, 1)
    Submission.objects.filter(pk=row.pk).update(confirmed_on=early.today)
    assert not queries.due_list(kind.resolution_id, HALF, today)[0].late
