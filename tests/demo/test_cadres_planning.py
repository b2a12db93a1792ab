"""The demo's plans: the example of organisation.md 4.a.1 comes out of the records."""

from datetime import date

import pytest

from tests.support.demo import NOW
from vanthu.cadres.planning import queries, rules
from vanthu.cadres.planning.choices import ApprovalLevel, Rule, TargetKind, Verdict, VoteStep
from vanthu.cadres.planning.models import PlanChange, PlanTarget
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.queries import measure
from vanthu.kernel.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_cadres")]

PAIR = {"term": "2020-2025,2021-2026", "level": ApprovalLevel.STANDING.value}


def count(key: str, first: date, end: date) -> int:
    ask = Ask(period=Period(first, end), known_at=NOW, filters=PAIR)
    return int(measure(f"planning.{key}", ask).value)


def test_71_cases_of_63_persons_year_by_year() -> None:
    first, end = date(2020, 9, 26), date(2023, 7, 1)
    years = [first, date(2022, 1, 1), date(2023, 1, 1), end]
    assert [count("approved", *pair) for pair in zip(years, years[1:], strict=False)] == [
        19,
        31,
        21,
    ]
    assert count("approved", first, end) == 71
    assert count("approved-persons", first, end) == 63


def test_there_are_cases_that_must_not_be_counted() -> None:
    assert PlanChange.objects.filter(decided_on__lt=date(2020, 9, 26)).exists()
    assert PlanChange.objects.filter(decided_on=date(2023, 7, 5)).count() == 4
    window = PlanChange.objects.filter(decided_on__range=(date(2020, 9, 26), date(2023, 6, 30)))
    assert window.filter(target__term__code="2025-2030").count() == 70
    assert PlanChange.objects.filter(state="draft", known_from=None).count() == 1


def test_the_next_committee_passes_the_checks_of_its_day() -> None:
    committee = PlanTarget.objects.select_related("term").get(kind=TargetKind.COMMITTEE)
    found = queries.list_findings(committee, date(2023, 6, 12), NOW)
    assert [each.verdict for each in found] == [Verdict.OK] * 5
    assert "cần ít nhất 18" in found[1].sentence
    assert {each.rule for each in found} == {Rule.COEFFICIENT, Rule.SHARES}
    pack = queries.limits_of(committee, date(2023, 6, 12))
    for entry in queries.planned_of(committee.pk):
        sheets = queries.sheets_of(committee.pk, entry.person_id)
        assert set(sheets) == set(VoteStep)
        assert rules.check_votes(sheets, pack).verdict is Verdict.OK
