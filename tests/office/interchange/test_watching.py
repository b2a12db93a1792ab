"""Nothing waits unseen: receivers that do not answer, links that are silent, what becomes of it."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from tests.factories import linked
from tests.factories.loop import Loop
from tests.factories.province import NOW, Office
from tests.support.attempts import refusal_of
from vanthu.faces.jobs import exchange as running
from vanthu.faces.jobs import tasks, worker
from vanthu.ground.access import keys
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.base.choices import JobState, Lane
from vanthu.ground.base.models import Job
from vanthu.ground.notify.models import Notice
from vanthu.kernel.workdays import WorkCalendar
from vanthu.office.interchange import actions, queries, ways
from vanthu.office.interchange.choices import Transport
from vanthu.office.interchange.drivers.base import Fate, Parcel, Report, Taken
from vanthu.office.interchange.models import LinkState, Message
from vanthu.office.interchange.rules import pause, working_hours_before

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
Pair = tuple[Office, Office]
assert tasks.MODULES


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("now", "hours", "moment"),
    [
        (at(23, 12), 4, at(23, 8)),
        (at(23, 9), 4, at(20, 14, 30)),
        (at(22, 23), 4, at(20, 13)),
        (at(23, 6), 1, at(20, 16)),
        (at(25, 17), 19, at(24, 7, 30)),
    ],
)
def test_hours_are_counted_in_the_office_alone(now: datetime, hours: int, moment: datetime) -> None:
    assert working_hours_before(now, hours, WorkCalendar(frozenset(), frozenset())) == moment


def test_pauses_grow_to_half_an_hour_and_never_all_at_once() -> None:
    assert pause(0, 0.5) == timedelta(seconds=15)
    assert pause(3, 0.0) < pause(3, 1.0)
    assert pause(50, 1.0) == timedelta(minutes=40)


def watch(now: datetime) -> int:
    return actions.watch(Actor.system(now))


def test_a_receiver_that_does_not_answer_is_on_the_clerks_list_once(link: Loop, pair: Pair) -> None:
    sender, _receiver = pair
    document = linked.issue(sender)
    actions.send_due(ways.all_ways()[0], lambda: NOW)
    assert queries.late(sender.clerk.at(NOW + timedelta(hours=3)), sender.id) == []
    late = NOW + timedelta(hours=5)
    (row,) = queries.late(sender.clerk.at(late), sender.id)
    assert (row.document_id, row.owes, row.hours) == (document.pk, "01", 4)
    watch(late)
    watch(late + timedelta(minutes=5))
    told = Notice.objects.filter(kind="late-01")
    assert [each.holder for each in told] == [keys.registry(sender.id)]
    assert document.subject not in told[0].text
    linked.carry(late)
    assert queries.late(sender.clerk.at(late), sender.id) == []
    (row,) = queries.late(sender.clerk.at(late + timedelta(days=4)), sender.id)
    assert row.owes == "03"


def test_a_silent_link_is_told_to_the_administrator_and_shown_to_clerks(
    link: Loop, pair: Pair
) -> None:
    linked.carry()
    assert queries.silent_links(NOW + timedelta(minutes=14)) == []
    link.down = True
    later = NOW + timedelta(minutes=20)
    linked.carry(later)
    (silent,) = queries.silent_links(later)
    assert (silent.since, silent.problem) == (NOW, "Trục không trả lời.")
    watch(later)
    watch(later + timedelta(minutes=5))
    told = Notice.objects.filter(kind="link-silent")
    assert told.count() == 2, "one for each administrator, once"
    link.down = False
    linked.carry(later + timedelta(hours=2))
    watch(later + timedelta(hours=2))
    assert queries.silent_links(later + timedelta(hours=2)) == []
    assert Notice.objects.filter(kind="link-back").count() == 2


def test_credentials_that_are_refused_rest_the_link_not_the_message(link: Loop, pair: Pair) -> None:
    sender = pair[0]
    link.faults = ["ours"]
    linked.issue(sender)
    linked.carry()
    (view,) = queries.link_views(sender.sysadmin)
    assert (view.ours, view.problem, view.queued) == (True, "Sai khóa bí mật.", 1)
    assert link.count() == 0
    linked.carry(NOW + timedelta(hours=1))
    assert not LinkState.objects.get().ours


def test_a_parcel_is_followed_until_the_network_says_what_became_of_it(
    link: Loop, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender = pair[0]
    one, two, three = (linked.issue(sender) for _turn in range(3))
    way = ways.all_ways()[0]
    actions.send_due(way, lambda: NOW)

    def reports(parcels: list[tuple[Parcel, Taken]]) -> list[Report]:
        fates = {
            one.identifier: Report(uuid=parcels[0][0].uuid, fate=Fate.TAKEN),
            two.identifier: Report(uuid=parcels[1][0].uuid, fate=Fate.REFUSED, reason="Đầy"),
            three.identifier: Report(
                uuid=parcels[2][0].uuid, fate=Fate.TAKEN, digests={"file-1": "0" * 64}
            ),
        }
        return [fates[parcel.document_id] for parcel, _taken in parcels]

    monkeypatch.setattr(link, "reports", reports)
    assert actions.follow_due(way, lambda: NOW) == 0
    assert actions.follow_due(way, lambda: NOW + timedelta(minutes=2)) == 3
    states = Message.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [Transport.DONE, Transport.FAILED, Transport.FAILED]
    (row,) = queries.deliveries(sender.clerk, three.pk)
    assert "mã băm" in row.text
    actions.resend(sender.clerk, packet_id=row.packet_id or 0)
    actions.send_due(way, lambda: NOW)
    assert link.count() == 3, "it was found there: not sent twice"


def test_the_jobs_of_a_link_never_end(link: Loop, pair: Pair) -> None:
    sender, receiver = pair
    document = linked.issue(sender)
    running.keep_going(NOW)
    running.keep_going(NOW)
    assert Job.objects.filter(lane=Lane.NETWORK).count() == 2
    for minute in range(4):
        moment = NOW + timedelta(minutes=minute)
        while worker.run_one(Lane.NETWORK, lambda moment=moment: moment):  # type: ignore[misc]
            assert Job.objects.count() < 99
    assert linked.status_of(document) == "01"
    assert linked.arrival_of(document, receiver).pk
    link.send = lambda parcel: 1 // 0  # type: ignore[method-assign, assignment, return-value]
    linked.issue(sender)
    worker.run_one(Lane.NETWORK, lambda: NOW + timedelta(hours=1))
    rows = Job.objects.filter(lane=Lane.NETWORK)
    assert set(rows.values_list("state", flat=True)) == {JobState.WAITING}


def test_clerks_see_their_own_messages_and_administrators_envelopes(link: Loop, pair: Pair) -> None:
    sender, receiver = pair
    document = linked.sent(sender)
    linked.issue(sender)
    assert [row.state for row in queries.messages(sender.clerk)] == ["queued", "applied", "done"]
    assert {row.receiver_code for row in queries.messages(sender.clerk, bound="out")} == {"H07.902"}
    assert len(queries.messages(sender.sysadmin)) == 5
    for who in ("leader", "specialist", "chief", "inspector", "archivist"):
        assert refusal_of(partial(queries.messages, sender.staff[who])), who
    (row,) = queries.messages(receiver.clerk, bound="in")
    assert queries.raw_of(receiver.clerk, row.id)
    assert refusal_of(partial(queries.raw_of, sender.sysadmin, row.id))
    assert refusal_of(partial(queries.raw_of, sender.clerk, row.id))
    assert queries.messages(sender.clerk, text=document.identifier, before=1) == []
