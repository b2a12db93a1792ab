"""A leader asks, the unit answers by a day, and it is all in the journal."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.factories.cadres import Bureau, bureau
from tests.factories.targets import adopted, own_indicator
from tests.support.told import last_events
from vanthu.cadres.personnel.errors import NoDuty
from vanthu.cadres.targets import actions
from vanthu.cadres.targets.choices import Cause, ExplanationState
from vanthu.cadres.targets.errors import BadExplanation, OwnRequest
from vanthu.cadres.targets.models import Explanation
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
