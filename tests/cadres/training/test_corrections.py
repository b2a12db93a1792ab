"""Results, drop-outs and leavings entered wrongly are put right; what is owed follows."""

from datetime import date, timedelta

import pytest

from tests.factories import training
from tests.factories.cadres import Bureau, bureau, somebody
from tests.factories.province import NOW
from tests.factories.training import a_class
from tests.support.told import last_events
from vanthu.cadres.personnel.errors import NoDuty, ReasonMissing
from vanthu.cadres.training import actions, queries
from vanthu.cadres.training.choices import CourseKind, DropReason, Level
from vanthu.cadres.training.errors import BadTraining, NothingOwed, TooOld
from vanthu.cadres.training.models import Enrolment
from vanthu.ground.base.actor import Actor
from vanthu.ground.rulebook.models import LocalRule
from vanthu.ground.rulebook.queries import judged_by
from vanthu.kernel.citations import Certainty

pytestmark = pytest.mark.django_db
FEE = 120_000_000
DONE, LEFT = date(2021, 8, 31), date(2024, 2, 29)


@pytest.fixture
def place() -> Bureau:
    return bureau()


def at(place: Bureau, hours: int) -> Actor:
    """The keeper of the results, so many hours later: a version is known for some time."""
    return place.appraiser.at(NOW + timedelta(hours=hours))


def sent(place: Bureau) -> Enrolment:
    """Somebody sent to a master's course in 2019, owing 48 months of service."""
    attended = a_class(
        place,
        kind=CourseKind.DEGREE,
        level=Level.MASTER,
        first=date(2019, 9, 1),
        last=DONE,
    )
    return training.sent(place, attended, somebody(place.commune), date(2019, 8, 1), fee=FEE)


def left(place: Bureau) -> Enrolment:
    """The same, completed and then gone after 29 of the 48 months."""
    row = actions.complete(at(place, 1), enrolment_id=sent(place).pk, on=DONE)
    return actions.break_commitment(at(place, 2), enrolment_id=row.pk, left_on=LEFT)


def unpaid(actor: Actor) -> list[int]:
    """The money still owed that the actor may see, case by case."""
    rows = queries.visible_enrolments(actor).filter(queries.UNPAID).order_by("pk")
    return [row.debt() for row in rows]


def local(key: str, value: str) -> None:
    """The province fixes a parameter of its own."""
    LocalRule.objects.create(
        pack="ndtraining-101",
        key=key,
        value=value,
        source="Quy định của tỉnh",
        certainty=Certainty.READ.value,
        valid_from=date(2018, 1, 1),
        set_by=0,
    )


def test_a_completion_is_not_moved_past_the_leaving(place: Bureau) -> None:
    row = left(place)
    with pytest.raises(BadTraining):
        actions.correct_result(
            at(place, 3),
            enrolment_id=row.pk,
            on=LEFT + timedelta(days=1),
            certificate="",
            reason="Nhập nhầm",
        )
    fixed = actions.correct_result(
        at(place, 3), enrolment_id=row.pk, on=date(2021, 9, 30), certificate="", reason="Nhập nhầm"
    )
    assert fixed.owes_until == date(2025, 9, 30)


@pytest.mark.parametrize(
    ("reason", "owed"),
    [
        (DropReason.HEALTH, 0),
        (DropReason.DUTY, 0),
        (DropReason.RESULT, FEE),
        (DropReason.OWN_WISH, FEE),
        (DropReason.LEFT_SERVICE, FEE),
    ],
)
def test_who_dropped_out_owes_by_the_pack(place: Bureau, reason: DropReason, owed: int) -> None:
    """NĐ 101/2017 as it is remembered (unverified), each reason a parameter of its pack."""
    row = actions.drop(
        at(place, 1), enrolment_id=sent(place).pk, on=date(2020, 5, 4), reason=reason
    )
    assert row.debt() == owed
    assert unpaid(place.auditor) == ([owed] if owed else [])
    if owed:
        actions.record_repayment(at(place, 2), enrolment_id=row.pk, repaid_on=date(2020, 7, 1))
        assert unpaid(place.auditor) == []
    else:
        with pytest.raises(NothingOwed):
            actions.record_repayment(at(place, 2), enrolment_id=row.pk, repaid_on=date(2020, 7, 1))


def test_the_province_says_otherwise(place: Bureau) -> None:
    local("drop_owes_own_wish", "false")
    row = sent(place)
    gone = actions.drop(
        at(place, 1), enrolment_id=row.pk, on=date(2020, 5, 4), reason=DropReason.OWN_WISH
    )
    assert gone.debt() == 0
    use = judged_by("enrolment", [row.pk])[row.pk]
    assert use.values_read == {"drop_owes_own_wish": "false"}


def test_a_drop_out_entered_wrongly_is_put_right(place: Bureau) -> None:
    row = sent(place)
    gone = actions.drop(
        at(place, 1), enrolment_id=row.pk, on=date(2020, 5, 4), reason=DropReason.HEALTH
    )
    assert gone.owed_months == 0
    other = actions.correct_drop(
        at(place, 2),
        enrolment_id=gone.pk,
        on=date(2020, 6, 1),
        drop_reason=DropReason.OWN_WISH,
        reason="Sai lý do",
    )
    assert (other.dropped_on, other.debt()) == (date(2020, 6, 1), FEE)
    back = actions.correct_drop(
        at(place, 3), enrolment_id=other.pk, on=None, drop_reason=None, reason="Nhầm người"
    )
    assert (back.dropped_on, back.drop_reason, back.owed_months) == (None, "", 48)
    assert last_events(3) == ["result-recorded", "drop-corrected", "drop-corrected"]
    assert Enrolment.objects.filter(record=row.record).count() == 4
    done = actions.complete(at(place, 4), enrolment_id=back.pk, on=DONE)
    assert done.owes_until == date(2025, 8, 31)


def test_a_drop_out_is_corrected_whole_and_with_a_reason(place: Bureau) -> None:
    row = actions.drop(
        at(place, 1),
        enrolment_id=sent(place).pk,
        on=date(2020, 5, 4),
        reason=DropReason.OWN_WISH,
    )
    later, put = at(place, 2), actions.correct_drop
    with pytest.raises(ReasonMissing):
        put(later, enrolment_id=row.pk, on=None, drop_reason=None, reason=" ")
    with pytest.raises(BadTraining):
        put(later, enrolment_id=row.pk, on=date(2020, 5, 5), drop_reason=None, reason="Sai")
    with pytest.raises(BadTraining):
        put(
            later,
            enrolment_id=row.pk,
            on=date(2019, 8, 1),
            drop_reason=DropReason.HEALTH,
            reason="Sai",
        )
    for who in (place.enterer, place.confirmer, place.decider, place.auditor):
        with pytest.raises(NoDuty):
            put(who, enrolment_id=row.pk, on=None, drop_reason=None, reason="Sai")
    paid = actions.record_repayment(later, enrolment_id=row.pk, repaid_on=date(2020, 7, 1))
    with pytest.raises(BadTraining):
        put(at(place, 3), enrolment_id=paid.pk, on=None, drop_reason=None, reason="Sai")
    with pytest.raises(BadTraining):
        put(later, enrolment_id=sent(place).pk, on=None, drop_reason=None, reason="Sai")


def test_a_leaving_entered_wrongly_is_put_right(place: Bureau) -> None:
    row = left(place)
    later = at(place, 3)
    earlier = actions.correct_leaving(
        later, enrolment_id=row.pk, left_on=date(2023, 8, 31), repaid_on=None, reason="Sai ngày"
    )
    assert earlier.debt() == 60_000_000  # 24 of 48 months
    paid = actions.record_repayment(
        at(place, 4), enrolment_id=earlier.pk, repaid_on=date(2023, 9, 30)
    )
    assert unpaid(place.auditor) == []
    stays = actions.correct_leaving(
        at(place, 5), enrolment_id=paid.pk, left_on=None, repaid_on=None, reason="Không thôi việc"
    )
    assert (stays.left_on, stays.repaid_on, stays.debt()) == (None, None, 0)
    assert last_events(3) == ["leaving-corrected", "repayment-recorded", "leaving-corrected"]
    with pytest.raises(NothingOwed):
        actions.correct_leaving(
            at(place, 6), enrolment_id=stays.pk, left_on=None, repaid_on=None, reason="Sai"
        )


@pytest.mark.parametrize(
    ("left_on", "repaid_on"),
    [
        (date(2021, 8, 30), None),
        (date(2031, 1, 1), None),
        (None, date(2024, 3, 1)),
        (LEFT, LEFT - timedelta(days=1)),
    ],
)
def test_the_days_of_a_leaving_follow_each_other(
    place: Bureau, left_on: date | None, repaid_on: date | None
) -> None:
    row = left(place)
    with pytest.raises(BadTraining):
        actions.correct_leaving(
            at(place, 3), enrolment_id=row.pk, left_on=left_on, repaid_on=repaid_on, reason="Sai"
        )


def test_debts_are_seen_within_reach(place: Bureau) -> None:
    left(place)
    assert unpaid(place.enterer) == [47_500_000]
    assert unpaid(place.outsider) == []


def test_an_age_may_warn_and_not_block(place: Bureau) -> None:
    """What the pack says of the age of a first postgraduate course is the pack's to say."""
    local("postgraduate_age", "30")
    with pytest.raises(TooOld):
        sent(place)
    local("postgraduate_age_blocks", "false")
    assert sent(place).is_fact
