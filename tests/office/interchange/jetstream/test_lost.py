"""The network loses what it has taken: its receiver asks for another copy, its sender finds out."""

import os
import time
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from brokers import Network
from tests.office.interchange.jetstream.conftest import Open
from tests.office.interchange.jetstream.test_travel import emptied
from tests.support import crowd
from tests.support.parcels import attachment, contents, parcel, plain
from vanthu.office.interchange.drivers.base import BadAnswer, Busy, Fate, Parcel, Taken, Verdict
from vanthu.office.interchange.drivers.jetstream import files, names
from vanthu.office.interchange.drivers.jetstream.asking import Asker
from vanthu.office.interchange.drivers.jetstream.clearing import purge_files
from vanthu.office.interchange.drivers.jetstream.driver import JetStreamDriver, build
from vanthu.office.interchange.drivers.jetstream.sending import COPIES


def lose_files(driver: JetStreamDriver, sender: str, parcel: UUID) -> None:
    """As a broker does that was restarted on a store that lacks its last blocks."""

    async def purge(asker: Asker) -> int:
        return await purge_files(asker, names.files_of(f"{sender}.{parcel}"))

    assert driver._ask(purge)


def test_a_chunk_may_come_late(opened: Open, place: Path) -> None:
    here, there = opened("an"), emptied(opened("binh"))
    here.send(sent := parcel("AN", "BINH", attachment(b"tep")))
    (one,) = there.waiting(10)
    lose_files(there, "an", sent.uuid)
    with pytest.raises(BadAnswer, match="chưa về đủ"):
        there.fetch(one, place)
    there.acknowledge(one, Verdict.REFUSED)


def test_who_was_killed_while_fetching_leaves_the_parcel_to_the_next(
    opened: Open, brokers: Network, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed with part of a file on its disk; the box hands the parcel out again."""
    here, there = opened("an"), emptied(opened("binh", again_after=2.0))
    data = os.urandom(3_000_000)
    taken = here.send(sent := parcel("AN", "BINH", attachment(data)))
    reader, signal = os.pipe()

    def die_mid_way() -> None:
        follow, fetched = files._next, 0

        async def hang(*asked: Any) -> tuple[int, bytes]:
            nonlocal fetched
            fetched += 1
            if fetched > 2:
                os.write(signal, b"x")
                time.sleep(60)
            return await follow(*asked)

        monkeypatch.setattr(files, "_next", hang)
        own = build(brokers.settings("binh", again_after=2.0), plain)
        (one,) = own.waiting(10)
        own.fetch(one, place)

    victim = crowd.start(die_mid_way)
    assert os.read(reader, 1) == b"x"
    victim.kill()
    assert victim.join() == -9
    assert there.waiting(10) == []
    assert fates(here, sent, taken) == []
    time.sleep(2.2)
    (one,) = there.waiting(10)
    assert list(contents(there.fetch(one, place))[1].values()) == [data]
    there.acknowledge(one, Verdict.TAKEN)
    assert fates(here, sent, taken) == [Fate.TAKEN]


def test_what_lost_its_files_is_asked_for_until_a_copy_comes_whole(
    opened: Open, place: Path
) -> None:
    """The third copy is whole; each is put in once, however often it is sent."""
    here, there = opened("an"), emptied(opened("binh", missing_looks=1))
    data = os.urandom(2_000_000)
    sent = parcel("AN", "BINH", attachment(data))
    places = set()
    for _ in range(2):
        taken = here.send(sent)
        assert (here.send(sent), here.find(sent)) == (taken, taken)
        places.add(taken.remote_id)
        (one,) = there.waiting(10)
        lose_files(there, "an", sent.uuid)
        with pytest.raises(BadAnswer, match="gửi lại"):
            there.fetch(one, place)
        assert there.waiting(10) == []
        assert fates(here, sent, taken) == [Fate.INCOMPLETE]
        assert here.find(sent) is None
    taken = here.send(sent)
    assert fates(here, sent, taken) == []
    (one,) = there.waiting(10)
    assert list(contents(there.fetch(one, place))[1].values()) == [data]
    there.acknowledge(one, Verdict.TAKEN)
    assert fates(here, sent, taken) == [Fate.TAKEN]
    assert len(places | {taken.remote_id}) == 3


def test_giving_one_copy_up_leaves_the_files_of_the_next(opened: Open, place: Path) -> None:
    here, there = opened("an"), emptied(opened("binh", missing_looks=1, again_after=1.0))
    here.send(sent := parcel("AN", "BINH", attachment(b"tep")))
    (first,) = there.waiting(10)
    lose_files(there, "an", sent.uuid)
    here.send(sent)  # a repeat: its files are there, the parcel is the first
    with pytest.raises(BadAnswer):
        there.fetch(first, place)
    here.send(sent)
    (second,) = there.waiting(10)
    assert list(contents(there.fetch(second, place))[1].values()) == [b"tep"]
    there.acknowledge(second, Verdict.TAKEN)


def test_what_lies_in_the_place_of_another_is_neither_read_nor_receipted(
    opened: Open, place: Path
) -> None:
    """As after two nodes have numbered the box differently."""
    here, there = opened("an"), emptied(opened("binh"))
    taken = here.send(sent := parcel("AN", "BINH", attachment(b"tep")))
    (one,) = there.waiting(10)
    other = replace(one, uuid=uuid4())
    with pytest.raises(BadAnswer, match="khác với gói tin đã báo"):
        there.fetch(other, place)
    with pytest.raises(BadAnswer, match="khác với gói tin đã báo"):
        there.acknowledge(other, Verdict.TAKEN)
    assert fates(here, sent, taken) == []
    there.acknowledge(one, Verdict.TAKEN)
    assert fates(here, sent, taken) == [Fate.TAKEN]


def test_who_always_calls_it_incomplete_keeps_only_its_own_mail(opened: Open, place: Path) -> None:
    """Each copy is asked for anew; after some the receiver alone is left to itself for a while."""
    here, there = opened("an"), emptied(opened("binh", missing_looks=1))
    sent = parcel("AN", "BINH", attachment(b"tep"))
    for _ in range(COPIES):
        here.send(sent)
        (one,) = there.waiting(10)
        lose_files(there, "an", sent.uuid)
        with pytest.raises(BadAnswer):
            there.fetch(one, place)
    with pytest.raises(Busy, match="không đủ tệp"):
        here.send(sent)
    assert here.find(sent) is None


def fates(driver: JetStreamDriver, sent: Parcel, taken: Taken) -> list[Fate]:
    """What the receipts say of it."""
    return [report.fate for report in driver.reports([(sent, taken)])]
