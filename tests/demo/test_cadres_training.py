"""The demo's training: the examples of organisation.md 4.g.1 and 2 come out of the records."""

from datetime import date

import pytest
from django.db import connection

from tests.support.demo import NOW
from vanthu.cadres.training.choices import CourseKind
from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.queries import measure
from vanthu.kernel.periods import Period
from vanthu.reports.training.counts import crossings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_cadres")]
WINDOW = Period(date(2021, 1, 1), date(2023, 7, 1))


def counted(key: str, **filters: str) -> int:
    return int(measure(key, Ask(period=WINDOW, known_at=NOW, filters=filters)).value)


def test_example_1_sent_completed_and_their_overlaps() -> None:
    """1,191 + 2 sent; 408 + 20 = 428 degrees; 1,845 of political theory; never added."""
    assert counted("training.sent", place="domestic") == 1191
    assert counted("training.sent", place="abroad") == 2
    assert counted("training.degrees", level="master") == 408
    assert counted("training.degrees", level="doctor") == 20
    assert counted("training.degrees") == 428
    assert counted("training.theory") == 1845
    ask = Ask(period=WINDOW, known_at=NOW)
    rows = {each.kind: each for each in crossings(ask)}
    assert (rows[None].sent, rows[CourseKind.DEGREE].done) == (1193, 428)
    assert (rows[CourseKind.DEGREE].both, rows[CourseKind.POLITICAL].both) == (120, 500)
    sent = set(measure("training.sent", ask).identities)
    for kind, key in ((CourseKind.DEGREE, "degrees"), (CourseKind.POLITICAL, "theory")):
        done = set(measure(f"training.{key}", ask).identities)
        assert rows[kind].both == len(done & sent)


def test_example_2_turns_and_persons() -> None:
    """9,430 named turns + 2,346 without names = 11,776; 5,402 persons known."""
    assert counted("training.turns", kind="digital") == 11776
    assert counted("training.named_turns", kind="digital") == 9430
    assert counted("training.turn_persons", kind="digital") == 5402


def test_the_rows_hold_together() -> None:
    connection.check_constraints()
