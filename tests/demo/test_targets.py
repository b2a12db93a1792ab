"""The demo's targets: 22 indicators, and the counts that the mid-term report says, out of rows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection

from tests.support.demo import NOW
from vanthu.cadres.targets import queries
from vanthu.cadres.targets.choices import Grade
from vanthu.cadres.targets.models import Indicator, Resolution
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.queries import measure
from vanthu.ground.figures.slots import AllOf, NoneFound, Percent
from vanthu.kernel.periods import Period

MID = date(2023, 6, 30)


def _ask(code: str) -> Ask:
    period = Period(date(2021, 1, 1), MID + timedelta(days=1))
    return Ask(period=period, known_at=NOW, filters={"indicator": code})


@pytest.mark.django_db
def test_the_term_at_mid_term(demo_cadres: None) -> None:
    connection.check_constraints()
    whole = Resolution.objects.order_by("pk").first()
    assert whole is not None
    assert Indicator.objects.filter(resolution=whole).count() == 22
    found = queries.standings_of(whole.pk, MID, NOW)
    counts = queries.grade_counts(found)
    assert sum(counts.values()) == 22
    assert counts[Grade.EXCEEDED] > 0
    assert counts[Grade.LOW] > 0
    given = queries.balances(found[17].indicator, MID, NOW)
    assert [balance.words for balance in given.values()] == ["giao đủ"]
    _inspection()
    _every_agency()
    _admissions()


def _inspection() -> None:
    """organisation.md 4.f.3: 12 organisations, 34 persons, none found."""
    slot = NoneFound(
        found=("targets.achieved", _ask("kiem-tra-phat-hien")),
        inspected=(
            (("targets.achieved", _ask("kiem-tra-to-chuc")), "tổ chức"),
            (("targets.achieved", _ask("kiem-tra-ca-nhan")), "cá nhân"),
        ),
        what="nào",
    )
    said = slot.printed([measure(*question) for question in slot.questions])
    assert said == "kiểm tra 12 tổ chức, 34 cá nhân; chưa phát hiện trường hợp nào"


def _admissions() -> None:
    """organisation.md 4.e.1: 2,715 admissions are 54,3 % of the resolution's 5,000."""
    slot = Percent("targets.admitted", replace(_ask(""), filters={}))
    assert slot.printed([measure(*question) for question in slot.questions]) == "54,3%"


def _every_agency() -> None:
    code = "van-hanh-he-thong"
    slot = AllOf(
        ("targets.units_reached", _ask(code)), ("targets.units_given", _ask(code)), "cơ quan"
    )
    said = slot.printed([measure(*question) for question in slot.questions])
    assert said.startswith("100% cơ quan (")
