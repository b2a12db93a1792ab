"""A day compared with the other end: equal when nothing was lost, else exactly what differs."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.factories import linked, loop
from tests.factories.loop import Loop
from tests.factories.province import NOW, Office, office
from vanthu.ground.access import keys
from vanthu.ground.access.permissions import MissingRight
from vanthu.ground.base.actor import VIETNAM
from vanthu.ground.journal.models import Entry
from vanthu.ground.notify.models import Notice
from vanthu.office.documents.actions import register_incoming
from vanthu.office.interchange import actions, queries, ways
from vanthu.office.interchange.actions import applying, carrying
from vanthu.office.interchange.choices import Agreement, Gap, Transport
from vanthu.office.interchange.models import Difference, Message, Reconciliation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "own")]
Pair = tuple[Office, Office]
DAY = NOW.astimezone(VIETNAM).date()
NIGHT = NOW + timedelta(days=1)


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Loop]:
    """A loop between installations of our own."""
    for module in (carrying, applying):
        monkeypatch.setattr(module, "fingerprint", loop.unmirrored)
    yield loop.offered(tmp_path / "loop", own=True)
    ways.offer([])


@pytest.fixture
def pair(own: Loop) -> Pair:
    """A sender and a receiver, who is a stranger to the next test's."""
    return linked.pair()


def _night(days: int = 1) -> None:
    """Compare, let the sheets travel and come back."""
    at = NOW + timedelta(days=days)
    actions.reconcile(ways.all_ways()[0], lambda: at)
    linked.carry(at)


def _row(code: str = "H61.901") -> Reconciliation:
    return Reconciliation.objects.get(day=DAY, our_code=code)


def _found(code: str) -> list[tuple[str, str, str]]:
    rows = _row(code).differences.order_by("pk")
    return [(row.bound, row.gap, row.code) for row in rows]


def _sent(pair: Pair, count: int = 3) -> None:
    for _turn in range(count):
        document = linked.sent(pair[0])
    register_incoming(pair[1].clerk, document_id=linked.arrival_of(document, pair[1]).pk)
    linked.carry()


def test_a_day_on_which_nothing_was_lost_is_equal_at_both_ends(pair: Pair) -> None:
    _sent(pair)
    _night()
    here, there = _row("H61.901"), _row("H61.902")
    assert (here.state, there.state) == (Agreement.EQUAL, Agreement.EQUAL)
    assert (here.sent_count, here.received_count, here.their_received) == (3, 4, 3)
    assert (here.sent_hash, here.received_hash) == (there.received_hash, there.sent_hash)
    assert not Difference.objects.exists()
    assert not Notice.objects.filter(kind="reconciliation").exists()
    told = Entry.objects.filter(object_type="reconciliation", object_id=here.pk)
    assert set(told.values_list("name", flat=True)) == {"sheet-written", "day-compared"}
    count = Message.objects.count()
    _night(2)
    assert Message.objects.count() == count, "what agrees is compared once"


def test_a_document_that_the_receiver_lost_is_the_one_difference(pair: Pair) -> None:
    _sent(pair)
    lost = Message.objects.filter(bound="in", kind="document").first()
    assert lost is not None
    Message.objects.filter(pk=lost.pk).update(fingerprint="", said_on=None)
    _night()
    assert _found("H61.901") == [("out", Gap.ONLY_HERE, "0")]
    assert _found("H61.902") == [("in", Gap.ONLY_THERE, "0")]
    difference = _row().differences.get()
    assert difference.about == lost.document_id
    assert difference.message is not None
    assert difference.message.uuid == lost.uuid
    told = Notice.objects.filter(kind="reconciliation").values_list("holder", flat=True)
    assert {keys.registry(each.id) for each in pair} <= set(told)


def test_a_status_that_its_sender_forgot_is_the_one_difference(pair: Pair) -> None:
    _sent(pair)
    Message.objects.filter(bound="out", status="03").update(sent_at=None)
    _night()
    assert _found("H61.901") == [("in", Gap.ONLY_HERE, "03")]
    assert _found("H61.902") == [("out", Gap.ONLY_THERE, "03")]


@pytest.mark.parametrize("bound", ["out", "in"])
def test_one_byte_altered_at_either_end_is_the_one_difference(pair: Pair, bound: str) -> None:
    _sent(pair)
    row = Message.objects.filter(bound=bound, kind="document").latest("pk")
    other = ("0" if row.fingerprint[0] != "0" else "1") + row.fingerprint[1:]
    Message.objects.filter(pk=row.pk).update(fingerprint=other)
    _night()
    assert _found("H61.901") == [("out", Gap.OTHER, "0")]
    assert _found("H61.902") == [("in", Gap.OTHER, "0")]
    difference = _row().differences.get()
    assert other in (difference.hash_here, difference.hash_there)
    assert difference.hash_here != difference.hash_there


def test_what_was_mended_agrees_the_next_night(pair: Pair) -> None:
    _sent(pair)
    rows = Message.objects.filter(bound="in", kind="document")
    row = rows.latest("pk")
    rows.filter(pk=row.pk).update(fingerprint="f" * 64)
    _night()
    rows.filter(pk=row.pk).update(fingerprint=row.fingerprint)
    _night(2)
    assert {_row(code).state for code in loop.ENDS} == {Agreement.EQUAL}
    assert not Difference.objects.exists()


def test_a_side_that_knows_of_nothing_answers_when_it_is_asked(pair: Pair) -> None:
    """All of a day was lost: who lost it finds out by the other's sheet."""
    _sent(pair)
    Message.objects.filter(bound="in", kind="document").update(fingerprint="", said_on=None)
    Message.objects.filter(kind="status").update(fingerprint="", said_on=None)
    _night()
    assert _found("H61.902") == [("in", Gap.ONLY_THERE, "0")] * 3
    assert _found("H61.901") == [("out", Gap.ONLY_HERE, "0")] * 3


def test_what_waits_behind_a_silent_link_over_midnight_is_no_difference(
    own: Loop, pair: Pair
) -> None:
    _sent(pair, 1)
    own.down = True
    linked.issue(pair[0])
    linked.carry()
    own.down = False
    actions.reconcile(ways.all_ways()[0], lambda: NIGHT)
    linked.carry(NIGHT)
    assert not Difference.objects.exists()
    _night(2)
    assert {_row(code).state for code in loop.ENDS} == {Agreement.EQUAL}
    assert _row().sent_count == 2


def test_a_sheet_that_is_none_or_not_its_sender_s_is_refused(own: Loop, pair: Pair) -> None:
    _sent(pair, 1)
    actions.reconcile(ways.all_ways()[0], lambda: NIGHT)
    text = Message.objects.filter(kind="sheet", sender_code="H61.901").get().told["sheet"]
    good = text.replace("H61.901", "H07.901").replace("H07.902", "H61.902")
    Message.objects.filter(kind="sheet", bound="out").delete()
    for raw, vouched in (
        (b"<x/>", "H07.901"),
        (good.encode(), "H07.999"),
        (good.encode(), ""),
        (good.replace("H07.901", "H61.901").encode(), "H61.901"),
        (good.replace(DAY.isoformat(), "2020-01-01").encode(), "H07.901"),
    ):
        own._write({"uuid": None, "kind": "sheet", "vouched": vouched, "raw": raw})
    linked.carry(NIGHT)
    rows = Message.objects.filter(bound="in", kind="sheet")
    assert list(rows.values_list("state", flat=True)) == [Transport.REFUSED] * 5
    assert not Difference.objects.exists()
    assert all(each.theirs is None for each in Reconciliation.objects.all())


def test_an_older_sheet_than_the_last_changes_nothing(own: Loop, pair: Pair) -> None:
    _sent(pair, 1)
    _night()
    own.again()
    linked.carry(NIGHT)
    rows = Message.objects.filter(bound="in", kind="sheet")
    assert sorted(rows.values_list("state", flat=True)) == ["applied"] * 2 + ["duplicate"] * 2
    assert _row().state == Agreement.EQUAL


def test_clerks_see_their_agency_s_days_and_administrators_all(pair: Pair) -> None:
    _sent(pair, 1)
    Message.objects.filter(bound="in", kind="document").update(fingerprint="e" * 64)
    _night()
    (mine,) = queries.reconciliations(pair[0].clerk)
    assert (mine.our_code, mine.state, mine.differences) == ("H61.901", "different", 1)
    view, gaps = queries.reconciliation(pair[0].clerk, mine.id)
    assert view == mine
    assert "gửi lại" in gaps[0].advice
    assert {row.our_code for row in queries.reconciliations(pair[0].sysadmin)} == set(loop.ENDS)
    assert queries.reconciliations(office("Sở Y tế", "SYT", code="H61.903").clerk) == []
    with pytest.raises(MissingRight):
        queries.reconciliations(pair[0].specialist)


def test_over_a_network_of_others_it_is_asked_whether_it_has_what_we_sent(
    tmp_path: Path,
) -> None:
    network = loop.offered(tmp_path / "axis")
    sender, _receiver = linked.pair()
    first, second = linked.issue(sender), linked.issue(sender)
    actions.send_due(ways.all_ways()[0], lambda: NOW)
    row = Message.objects.get(bound="out", packet__document=second)
    (network.folder / row.remote_id).unlink()
    actions.reconcile(ways.all_ways()[0], lambda: NIGHT)
    day = Reconciliation.objects.get()
    assert (day.state, day.asked, day.sent_count) == (Agreement.DIFFERENT, 2, 2)
    assert [each.message_id for each in day.differences.all()] == [row.pk]
    assert first.pk != second.pk
    network.down = True
    actions.reconcile(ways.all_ways()[0], lambda: NIGHT + timedelta(hours=1))
    day.refresh_from_db()
    assert (day.state, day.asked, day.underway) == (Agreement.WAITING, 0, 2)
