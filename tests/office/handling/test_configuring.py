"""Numbers and terms are set from a day on by the administrator of the agency, with their source."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from tests.factories import province
from tests.factories.province import Office
from vanthu.ground.access.permissions import MissingRight
from vanthu.ground.journal.models import Entry
from vanthu.kernel.errors import Invalid, NotFound
from vanthu.office.handling import actions
from vanthu.office.handling.choices import ParameterName
from vanthu.office.handling.models import DeadlineRule, Parameter
from vanthu.office.handling.queries import deadline_rules, parameter_values, parameters
from vanthu.office.handling.rules import Parameters

TODAY, LATER = date(2026, 11, 23), date(2027, 1, 1)


@pytest.fixture
def office(db: None) -> Office:
    """An agency with everyone in post."""
    return province.office()


def test_every_number_has_a_label() -> None:
    assert {name.value for name in ParameterName} == {f.name for f in fields(Parameters)}


def test_a_number_holds_from_its_day_on(office: Office) -> None:
    for value, day in ((5, TODAY), (7, LATER)):
        actions.set_parameter(
            office.sysadmin, name="undo_minutes", value=value, source="Quy chế", valid_from=day
        )
    assert parameters(office.id, TODAY).undo_minutes == 5
    assert parameters(office.id, LATER).undo_minutes == 7
    assert parameter_values(office.id, TODAY)[ParameterName.UNDO_MINUTES] == 5
    assert [row.valid_to for row in Parameter.objects.order_by("pk")] == [LATER, None]
    assert Entry.objects.latest("pk").name == "parameter-set"


def test_a_rule_replaces_the_one_before_and_can_end(office: Office) -> None:
    first = actions.set_deadline_rule(
        office.sysadmin, working_days=10, source="Quy chế", valid_from=TODAY
    )
    second = actions.set_deadline_rule(
        office.sysadmin, working_days=7, source="Quy chế mới", valid_from=LATER
    )
    first.refresh_from_db()
    assert first.valid_to == LATER
    assert deadline_rules(office.id, TODAY) == [first, second]
    actions.end_deadline_rule(office.sysadmin, rule_id=second.pk, valid_to=date(2028, 1, 1))
    assert DeadlineRule.objects.get(pk=second.pk).valid_to == date(2028, 1, 1)
    with pytest.raises(NotFound):
        actions.end_deadline_rule(office.sysadmin, rule_id=second.pk, valid_to=LATER)


def test_what_is_wrong_is_refused(office: Office) -> None:
    good: dict[str, Any] = {
        "name": "undo_minutes",
        "value": 5,
        "source": "Quy chế",
        "valid_from": TODAY,
    }
    wrong: list[dict[str, Any]] = [
        {"name": "unknown"},
        {"value": 400},
        {"source": " "},
        {"valid_from": date(2026, 11, 22)},
    ]
    for change in wrong:
        with pytest.raises(Invalid) as refused:
            actions.set_parameter(office.sysadmin, **{**good, **change})
        assert set(refused.value.errors) == set(change)
    with pytest.raises(MissingRight):
        actions.set_parameter(office.clerk, **good)
    with pytest.raises(Invalid):
        actions.set_deadline_rule(
            office.sysadmin, working_days=1, source="x", valid_from=TODAY, type_code="không có"
        )
