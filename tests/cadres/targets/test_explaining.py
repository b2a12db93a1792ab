"""A leader asks, the unit answers by a day, and it is all in the journal."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories.cadres import Bureau, bureau, duty
from tests.factories.province import agency, post
from tests.factories.targets import adopted, own_indicator
from tests.support.told import last_events
from vanthu.cadres.personnel.choices import DutyKind, DutyScope, Matter
from vanthu.cadres.personnel.errors import NoDuty
from vanthu.cadres.personnel.queries import posts_on_duty
from vanthu.cadres.targets import actions
from vanthu.cadres.targets.choices import Cause, ExplanationState
from vanthu.cadres.targets.errors import BadExplanation, OwnRequest
from vanthu.cadres.targets.models import Explanation
from vanthu.ground.access import keys
from vanthu.ground.notify.models import Notice
from vanthu.ground.org.choices import LineageKind, Role
from vanthu.ground.org.models import Lineage
from vanthu.kernel.errors import Conflict

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def asked(place: Bureau) -> Explanation:
    kind = own_indicator(place, adopted(place))
    return actions.ask_explanation(
        place.decider,
        indicator_id=kind.pk,
        agency_id=place.commune.pk,
        question="Vì sao 6 tháng đầu năm chỉ đạt 20%?",
    )


def test_asked_answered_and_noted(place: Bureau, asked: Explanation) -> None:
    assert asked.due_on == place.decider.today + timedelta(days=5)
    actions.answer_explanation(
        place.enterer, explanation_id=asked.pk, cause=Cause.FUNDING, answer="Vốn về tháng 6."
    )
    row = actions.close_explanation(place.decider, explanation_id=asked.pk)
    assert (row.state, row.cause) == (ExplanationState.CLOSED, Cause.FUNDING)
    assert last_events(3) == [
        "explanation-asked",
        "explanation-answered",
        "explanation-closed",
    ]


def test_whoever_answers_for_the_agency_is_told_once(place: Bureau, asked: Explanation) -> None:
    notice = Notice.objects.get()
    assert notice.holder == keys.post(place.enterer.post_id or 0)
    assert notice.link == f"/cadres/targets/explanations/{asked.pk}"
    assert notice.text.startswith("Yêu cầu giải trình chỉ tiêu “")
    assert "20%" not in notice.text
    actions.answer_explanation(
        place.enterer, explanation_id=asked.pk, cause=Cause.FUNDING, answer="Vốn về tháng 6."
    )
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_the_heir_of_an_agency_is_told_for_it(place: Bureau) -> None:
    old = agency("Ủy ban nhân dân xã cũ", parent=place.province)
    above = post(place.province, Role.PERSONNEL, "Chuyên viên")
    duty(above.pk, Matter.TARGETS, DutyKind.ENTER, DutyScope.SUBTREE)
    day = place.decider.today

    def told() -> list[int]:
        return posts_on_duty(Matter.TARGETS, DutyKind.ENTER, old.pk, day)

    assert told() == [above.pk]
    Lineage.objects.create(
        predecessor=old, successor=place.commune, kind=LineageKind.MERGED, on=day
    )
    assert set(told()) == {above.pk, place.enterer.post_id}


def test_who_asks_does_not_answer(place: Bureau, asked: Explanation) -> None:
    for actor, refusal in (
        (place.outsider, NoDuty),
        (place.auditor, NoDuty),
        (replace(place.enterer, person_id=place.decider.person_id), OwnRequest),
    ):
        with pytest.raises(refusal):
            actions.answer_explanation(
                actor, explanation_id=asked.pk, cause=Cause.MARKET, answer="Giá giảm."
            )


def test_only_who_decides_asks(place: Bureau, asked: Explanation) -> None:
    for actor in (place.enterer, place.confirmer, place.auditor):
        with pytest.raises(NoDuty):
            actions.ask_explanation(
                actor, indicator_id=asked.indicator_id, agency_id=place.commune.pk, question="?"
            )
    with pytest.raises(Conflict):
        actions.close_explanation(place.decider, explanation_id=asked.pk)


def test_a_question_and_an_answer_say_something(place: Bureau, asked: Explanation) -> None:
    with pytest.raises(BadExplanation):
        actions.ask_explanation(
            place.decider,
            indicator_id=asked.indicator_id,
            agency_id=place.commune.pk,
            question=" ",
        )
    with pytest.raises(BadExplanation):
        actions.answer_explanation(
            place.enterer, explanation_id=asked.pk, cause=Cause.MARKET, answer=" "
        )
