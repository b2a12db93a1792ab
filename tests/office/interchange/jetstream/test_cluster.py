"""Three nodes at the centre and a leaf at each site: what breaks, and that no parcel minds."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

import pytest

from brokers import Network, network
from tests.support.parcels import attachment, contents, packet, parcel, plain
from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Fate,
    OutcomeUnknown,
    Parcel,
    Taken,
    Unreachable,
    Verdict,
)
from vanthu.office.interchange.drivers.jetstream.driver import JetStreamDriver, build

pytestmark = [pytest.mark.xdist_group("brokers"), pytest.mark.timeout(240)]
PATIENCE = 90.0


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Network]:
    """A cluster with two sites behind their own servers."""
    with network(tmp_path_factory.mktemp("nats"), ("an", "binh"), nodes=3, leaves=True) as made:
        yield made


@pytest.fixture
def pair(province: Network) -> Iterator[tuple[JetStreamDriver, JetStreamDriver]]:
    """The two installations, each with its box ready and empty."""
    pair = tuple(
        build(province.settings(site, seconds=2.0, again_after=3.0, missing_looks=2), plain)
        for site in ("an", "binh")
    )
    for driver in pair:
        Reader(driver).read_until(lambda reader: reader.looked)
    yield pair[0], pair[1]
    for driver in pair:
        driver.close()


class Reader:
    """A receiver as the installation is: fetch, keep, acknowledge; a repeat changes nothing."""

    def __init__(self, driver: JetStreamDriver, folder: Path | None = None) -> None:
        self.driver, self.folder = driver, folder
        self.kept: dict[UUID, tuple[bytes, dict[str, bytes]]] = {}
        self.looked = False

    def read_until(self, enough: object) -> None:
        """Read until `enough(self)`; an unreachable network is asked again."""
        assert callable(enough)
        until = time.monotonic() + PATIENCE
        while not enough(self):
            assert time.monotonic() < until, "not enough arrived"
            try:
                self._read()
            except Unreachable:
                time.sleep(0.2)

    def _read(self) -> None:
        waiting = self.driver.waiting(20)
        self.looked = not waiting
        for one in waiting:
            if self.folder and one.uuid:
                (place := self.folder / str(one.uuid)).mkdir(exist_ok=True)
                try:
                    self.kept.setdefault(one.uuid, contents(self.driver.fetch(one, place)))
                except BadAnswer:  # a restarted node lacks a chunk: it comes, or another copy does
                    continue
            self.driver.acknowledge(one, Verdict.TAKEN)


def deliver(driver: JetStreamDriver, sent: Parcel) -> Taken:
    """Send as the outbox does: again when nothing arrived, after asking when that is not known."""
    until = time.monotonic() + PATIENCE
    ask = False
    while True:
        assert time.monotonic() < until, "not taken"
        try:
            if ask and (found := driver.find(sent)):
                return found
            return driver.send(sent)
        except OutcomeUnknown:
            ask = True
        except Unreachable:
            time.sleep(0.2)


def see_home(driver: JetStreamDriver, pairs: dict[Parcel, Taken]) -> None:
    """Follow parcels as the outbox does until each has a receipt: what came incomplete, or is no
    longer known where nothing is heard of it, is sent again."""
    left = dict(pairs)
    until = time.monotonic() + PATIENCE
    while left:
        assert time.monotonic() < until, "not all came home"
        with suppress(Unreachable, BadAnswer):
            told = {r.uuid: r.fate for r in driver.reports(list(left.items()))}
            left = {p: t for p, t in left.items() if told.get(p.uuid) is not Fate.TAKEN}
            for one in left:
                if told.get(one.uuid) is Fate.INCOMPLETE or not driver.find(one):
                    left[one] = deliver(driver, one)
        time.sleep(0.5)


@contextmanager
def reading(driver: JetStreamDriver, folder: Path) -> Iterator[Reader]:
    """A receiver that reads for as long as the block lasts."""
    reader, enough = Reader(driver, folder), threading.Event()
    thread = threading.Thread(target=lambda: reader.read_until(lambda _: enough.is_set()))
    thread.start()
    try:
        yield reader
    finally:
        enough.set()
        thread.join(PATIENCE)


def test_boxes_have_three_copies(pair: tuple[JetStreamDriver, JetStreamDriver]) -> None:
    assert [(one.replicas, one.behind) for one in pair[0].box()] == [(3, ())] * 3


def test_nodes_are_killed_in_turn_while_documents_travel(
    province: Network, pair: tuple[JetStreamDriver, JetStreamDriver], tmp_path: Path
) -> None:
    here, there = pair
    sent = [parcel("AN", "BINH", attachment(os.urandom(200_000))) for _ in range(60)]
    pairs: dict[Parcel, Taken] = {}
    with reading(there, tmp_path) as reader:
        for number, one in enumerate(sent):
            if number in {10, 25, 40}:
                province.nodes[number // 15].kill()
            if number in {20, 35, 50}:
                province.nodes[number // 15 - 1].start()
            pairs[one] = deliver(here, one)
        see_home(here, pairs)
    assert set(reader.kept) >= {one.uuid for one in sent}
    for one in sent:
        raw, files = reader.kept[one.uuid]
        assert raw == packet(one)
        assert set(files) == {one.message.attachments[0].sha256}  # type: ignore[union-attr]


def test_a_cut_leaf_is_unreachable_and_mail_goes_on_after(
    province: Network, pair: tuple[JetStreamDriver, JetStreamDriver]
) -> None:
    here, there = pair
    province.leaves["an"].kill()
    began = time.monotonic()
    with pytest.raises((OutcomeUnknown, Unreachable)):  # it may have gone out before the end came
        here.send(parcel("AN", "BINH"))
    with pytest.raises(Unreachable):
        here.waiting(1)
    assert time.monotonic() - began < 12
    province.leaves["an"].start()
    deliver(here, sent := parcel("AN", "BINH"))
    Reader(there).read_until(lambda r: r.looked)
    assert here.find(sent)


def test_a_silent_leaf_leaves_the_outcome_unknown(
    province: Network, pair: tuple[JetStreamDriver, JetStreamDriver]
) -> None:
    """The server at the site hangs: what was written to it may or may not have gone on."""
    here, there = pair
    process = province.leaves["an"].process
    assert process
    process.send_signal(signal.SIGSTOP)
    sent = parcel("AN", "BINH")
    with pytest.raises((OutcomeUnknown, Unreachable)):
        here.send(sent)
    process.send_signal(signal.SIGCONT)
    deliver(here, sent)
    reader = Reader(there)
    reader.read_until(lambda r: r.looked)
    assert here.find(sent)


def test_the_centre_without_majority_takes_nothing(
    province: Network, pair: tuple[JetStreamDriver, JetStreamDriver], tmp_path: Path
) -> None:
    here, there = pair
    for node in province.nodes[:2]:
        node.kill()
    sent = parcel("AN", "BINH", attachment(b"tep"))
    with pytest.raises((OutcomeUnknown, Unreachable)):
        here.send(sent)
    with pytest.raises(Unreachable):
        there.waiting(1)
    province.start()
    with reading(there, tmp_path) as reader:
        see_home(here, {sent: deliver(here, sent)})
    assert sent.uuid in reader.kept


def test_everything_is_restarted_and_the_mail_is_still_there(
    province: Network, pair: tuple[JetStreamDriver, JetStreamDriver], tmp_path: Path
) -> None:
    here, there = pair
    sent = [parcel("AN", "BINH", attachment(os.urandom(700_000))) for _ in range(5)]
    pairs = {one: deliver(here, one) for one in sent}
    province.kill()
    province.start()
    with reading(there, tmp_path) as reader:
        while len(reader.kept) < 3:
            time.sleep(0.1)
        province.kill()
        province.start()
        see_home(here, pairs)
    assert set(reader.kept) >= {one.uuid for one in sent}
