"""A run is kept, run again as then, and held against what is known now."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.factories.cadres import Bureau, bureau, somebody
from tests.factories.figures import HALF, declared, people
from tests.factories.province import NOW
from tests.support.told import last_events
from vanthu.cadres.personnel.choices import Sex
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.ground.base.known import supersede, withdraw
from vanthu.ground.figures import actions, queries
from vanthu.ground.figures.choices import Unit
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.errors import BadAsk, NoFigure
from vanthu.ground.figures.models import Evidence
from vanthu.ground.figures.rules import parse
from vanthu.ground.figures.slots import Number
from vanthu.kernel.periods import Period

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _declared() -> Iterator[None]:
    with declared():
        yield


@pytest.fixture
def place() -> Bureau:
    return bureau()


def ask(**filters: str) -> Ask:
    return Ask(period=HALF, known_at=NOW, filters=filters)


def test_a_run_keeps_value_list_and_hash(place: Bureau) -> None:
    rows = people(place, 3)
    run = actions.run(place.appraiser, key="trial.people", ask=ask())
    assert (run.value, run.unit, run.evidence.count) == (Decimal(3), Unit.PERSON.value, 3)
    assert [line.id for line in queries.lines(run.key, [row.pk for row in rows])] == [
        row.pk for row in rows
    ]
    assert last_events(1) == ["figures-run"]


def test_one_list_is_kept_once(place: Bureau) -> None:
    people(place, 3)
    actions.run_all(place.appraiser, asks=[("trial.people", ask())] * 2)
    assert Evidence.objects.count() == 1


def test_a_past_run_comes_out_the_same_and_tells_what_changed(place: Bureau) -> None:
    first, second, third = people(place, 3)
    run = actions.run(place.appraiser, key="trial.people", ask=ask())
    corrected = supersede(first, LATER, sex=Sex.FEMALE)
    withdraw(second, LATER)
    added = somebody(place.commune, number="TRIAL9")
    PersonFacts.objects.filter(person=added).update(known_from=LATER)
    found = queries.standing(run, LATER)
    assert found.same
    assert found.stale
    assert {row.id for row in found.changes.removed} == {first.pk, second.pk}
    assert corrected.pk in {row.id for row in found.changes.added}
    assert len(found.changes.added) == 2
    assert queries.rerun(run).value == 3
    assert third.pk in {row.id for row in queries.rerun(run).members}


def test_filters_and_scope_are_kept_with_the_run(place: Bureau) -> None:
    people(place, 2)
    somebody(place.commune, number="TRIALF", sex=Sex.FEMALE)
    run = actions.run(place.appraiser, key="trial.people", ask=ask(sex="female"))
    assert run.value == 1
    assert queries.rerun(run).value == 1
    elsewhere = Ask(period=HALF, known_at=NOW, agencies=frozenset({place.province.pk}))
    assert queries.measure("trial.people", elsewhere).value == 0


def test_what_cannot_be_asked_is_told(place: Bureau) -> None:
    with pytest.raises(BadAsk):
        queries.measure("trial.people", ask(colour="red"))
    with pytest.raises(BadAsk):
        queries.measure("trial.people", Ask(period=Period(date(2026, 1, 1)), known_at=NOW))
    with pytest.raises(NoFigure):
        queries.measure("trial.nothing", ask())


def test_exactly_the_sentences_of_a_changed_record_go_stale(place: Bureau) -> None:
    row, _other = people(place, 2)
    somebody(place.commune, number="TRIALF", sex=Sex.FEMALE)
    report = actions.write_text(
        place.appraiser,
        template="trial",
        title="Báo cáo thử",
        pieces=parse("# Báo cáo\nCó {men} nam.\nCó {women} nữ.\nKhông có số nào."),
        slots={
            "men": Number("trial.people", ask(sex="male"), word=True),
            "women": Number("trial.people", ask(sex="female"), word=True),
        },
    )
    texts = [sentence.text for sentence in report.sentences.order_by("place")]
    assert texts == ["Báo cáo", "Có 2 người nam.", "Có 1 người nữ.", "Không có số nào."]
    assert queries.stale_sentences(report.pk, LATER) == {}
    withdraw(row, LATER)
    stale = queries.stale_sentences(report.pk, LATER)
    assert list(stale) == [report.sentences.get(place=1).pk]
    assert last_events(1) == ["text-made"]
