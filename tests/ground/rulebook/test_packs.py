"""Packs: read from files, in force on their day, with what the province fixed on top."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.factories.cadres import Bureau, bureau
from tests.support.told import last_events
from vanthu.ground.rulebook import actions, queries, shipped
from vanthu.ground.rulebook.choices import Measure, Subject
from vanthu.ground.rulebook.errors import BadValue, NoPack, NoParameter, NotTheRulekeeper
from vanthu.ground.rulebook.rules import Parameter, check_value
from vanthu.kernel.citations import Certainty

PACKS = """
[labels]
women_min = "Tỷ lệ nữ tối thiểu"
quorum = "Tỷ lệ người dự họp tối thiểu"
full_term = "Số tháng còn công tác"
special = "Có xét trường hợp đặc biệt"
base = "Căn cứ tính phiếu"
young_age = "Tuổi trẻ"

[packs.old]
subject = "planning"
title = "Quy định thử cũ"
document = "Quy định số 50-QĐ/TW"
valid_from = 2021-12-27
valid_to = 2025-10-08
certainty = "secondary"
[packs.old.parameters]
women_min = { value = "25", measure = "percent" }
quorum = { value = "2/3", measure = "share", certainty = "read" }
full_term = { value = "60", measure = "months", certainty = "unverified" }
special = { value = "true", measure = "flag" }
base = { value = "convened", measure = "word" }
young_age = { measure = "years" }

[packs.new]
subject = "planning"
title = "Quy định thử mới"
document = "Quy định số 377-QĐ/TW"
valid_from = 2025-10-08
certainty = "unverified"
"""


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "planning.toml").write_text(PACKS)
    monkeypatch.setattr(shipped, "FOLDER", tmp_path)
    shipped.packs.cache_clear()
    yield
    shipped.packs.cache_clear()


@pytest.fixture
def place(db: None) -> Bureau:
    return bureau()


@pytest.mark.django_db
def test_a_decision_is_judged_by_the_pack_of_its_day() -> None:
    assert queries.pack_on(Subject.PLANNING, date(2025, 10, 7)).code == "old"
    assert queries.pack_on(Subject.PLANNING, date(2025, 10, 8)).code == "new"
    with pytest.raises(NoPack, match="26/12/2021"):
        queries.pack_on(Subject.PLANNING, date(2021, 12, 26))


@pytest.mark.django_db
def test_values_come_exact_and_are_remembered() -> None:
    pack = queries.pack_on(Subject.PLANNING, date(2022, 1, 1))
    assert pack.share("women_min") == Fraction(1, 4)
    assert pack.share("quorum") == Fraction(2, 3)
    assert pack.whole("full_term") == 60
    assert pack.number("full_term") == Decimal(60)
    assert pack.flag("special")
    assert pack.word("base") == "convened"
    assert pack.read == {
        "women_min": "25",
        "quorum": "2/3",
        "full_term": "60",
        "special": "true",
        "base": "convened",
    }
    assert [each.key for each in pack.unverified] == ["full_term"]
    assert pack.parameter("women_min").shown == "25%"
    assert pack.parameter("full_term").shown == "60 tháng"


@pytest.mark.django_db
def test_an_open_parameter_is_asked_for_by_name() -> None:
    pack = queries.pack_on(Subject.PLANNING, date(2022, 1, 1))
    assert not pack.has("young_age")
    with pytest.raises(NoParameter, match="Tuổi trẻ"):
        pack.whole("young_age")


def test_what_the_province_fixed_counts_from_its_day(place: Bureau) -> None:
    row = actions.set_rule(
        place.appraiser,
        pack="old",
        key="young_age",
        value="40",
        valid_from=date(2022, 3, 1),
        source="Quy định số 15-QĐ/TU ngày 01/3/2022",
    )
    assert last_events(1) == ["rule-set"]
    assert not queries.pack_on(Subject.PLANNING, date(2022, 2, 28)).has("young_age")
    found = queries.pack_on(Subject.PLANNING, date(2022, 3, 1)).parameter("young_age")
    assert (found.value, found.label, found.local) == ("40", "Tuổi trẻ", True)
    actions.drop_rule(place.appraiser, rule_id=row.pk, valid_to=date(2023, 1, 1))
    assert not queries.pack_on(Subject.PLANNING, date(2023, 1, 1)).has("young_age")
    assert queries.pack_on(Subject.PLANNING, date(2022, 12, 31)).whole("young_age") == 40


def test_the_rulebook_is_kept_by_the_province(place: Bureau) -> None:
    for actor in (place.enterer, place.decider, place.auditor):
        with pytest.raises(NotTheRulekeeper):
            actions.set_rule(
                actor,
                pack="old",
                key="young_age",
                value="40",
                valid_from=date(2022, 3, 1),
                source="Quy định",
            )


@pytest.mark.parametrize(
    ("value", "source", "day"),
    [
        ("bốn mươi", "QĐ 15", date(2022, 3, 1)),
        ("40.5", "QĐ 15", date(2022, 3, 1)),
        ("40", " ", date(2022, 3, 1)),
        ("40", "QĐ 15", date(2026, 3, 1)),
    ],
)
def test_a_bad_value_is_told(place: Bureau, value: str, source: str, day: date) -> None:
    with pytest.raises(BadValue):
        actions.set_rule(
            place.appraiser,
            pack="old",
            key="young_age",
            value=value,
            valid_from=day,
            source=source,
        )


def test_the_use_of_a_pack_is_kept_with_what_was_read(place: Bureau) -> None:
    pack = queries.pack_on(Subject.PLANNING, date(2022, 1, 1))
    pack.share("women_min")
    actions.keep_use(
        place.decider,
        pack,
        object_type="plan",
        object_id=7,
        agency_id=place.commune.pk,
        decided_on=date(2022, 1, 1),
    )
    assert queries.uses_of("old")[0].values_read == {"women_min": "25"}
    assert queries.judged_by("plan", [7])[7].pack == "old"


@pytest.mark.parametrize(
    ("value", "measure", "shown"),
    [
        ("1.5", Measure.NUMBER, "1,5"),
        ("2/3", Measure.SHARE, "2/3 phần"),
        ("12000000", Measure.MONEY, "12.000.000 đồng"),
        ("false", Measure.FLAG, "không"),
        ("", Measure.MONTHS, "–"),
    ],
)
def test_values_are_shown_as_people_read_them(value: str, measure: Measure, shown: str) -> None:
    found = Parameter(key="k", label="K", value=value, measure=measure)
    assert found.shown == shown


@pytest.mark.parametrize("value", ["-1", "NaN", "1/0", "", "1e400x"])
def test_no_measure_takes_nonsense(value: str) -> None:
    for measure in (Measure.NUMBER, Measure.SHARE, Measure.MONTHS, Measure.FLAG, Measure.DAY):
        with pytest.raises(BadValue):
            check_value(value, measure)


def test_the_packs_that_come_with_the_system_are_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shipped.__file__).with_name("packs")
    monkeypatch.setattr(shipped, "FOLDER", folder)
    shipped.packs.cache_clear()
    for pack in shipped.packs():
        assert pack.document, pack.code
        assert pack.certainty in Certainty
