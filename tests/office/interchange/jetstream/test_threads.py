"""One driver serves the thread that sends and the one that receives, over one connection."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from uuid import UUID

from tests.office.interchange.jetstream.conftest import Open
from tests.office.interchange.jetstream.test_travel import emptied
from tests.support.parcels import attachment, contents, packet, parcel
from vanthu.office.interchange.drivers.base import Parcel, Verdict
from vanthu.office.interchange.drivers.jetstream.driver import JetStreamDriver

MANY = 12


def test_one_driver_sends_and_receives_at_once(opened: Open, tmp_path: Path) -> None:
    here, there = emptied(opened("an")), emptied(opened("binh"))
    coming = [parcel("BINH", "AN", attachment(b"%d" % n)) for n in range(MANY)]
    for each in coming:
        there.send(each)
    going = [parcel("AN", "BINH", attachment(b"-%d" % n)) for n in range(MANY)]
    with ThreadPoolExecutor(4) as threads:
        sending = [threads.submit(_send, here, going[part::2]) for part in range(2)]
        receiving = threads.submit(_receive, here, tmp_path)
        assert sum(each.result(60) for each in sending) == MANY
        assert receiving.result(60) == {each.uuid: packet(each) for each in coming}
    assert set(_receive(there, tmp_path)) == {each.uuid for each in going}


def _send(driver: JetStreamDriver, parcels: list[Parcel]) -> int:
    return len({driver.send(each).remote_id for each in parcels})


def _receive(driver: JetStreamDriver, folder: Path) -> dict[UUID | None, bytes]:
    found: dict[UUID | None, bytes] = {}
    while waiting := driver.waiting(5):
        for each in waiting:
            place = folder / str(each.uuid)
            place.mkdir()
            raw, files = contents(driver.fetch(each, place))
            assert len(files) == 1
            found[each.uuid] = raw
            driver.acknowledge(each, Verdict.TAKEN)
    return found
