"""The driver of the national axis against the simulator: what is sent arrives as it was."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.factories import axis
from vanthu.demo.axis.calls import said
from vanthu.demo.axis.faults import Fault, Trouble
from vanthu.demo.axis.server import Simulator
from vanthu.office.interchange.drivers.axis.driver import AxisDriver
from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Fate,
    Kind,
    OutcomeUnknown,
    Parcel,
    Rejected,
    Unreachable,
    Verdict,
)


@pytest.fixture
def ours(simulator: Simulator, tmp_path: Path) -> Iterator[AxisDriver]:
    """The sender's driver."""
    driver = axis.axis_driver(simulator, tmp_path)
    yield driver
    driver.close()


@pytest.fixture
def theirs(simulator: Simulator, tmp_path: Path) -> Iterator[AxisDriver]:
    """The receiver's driver."""
    driver = axis.axis_driver(simulator, tmp_path, axis.THEIRS)
    yield driver
    driver.close()


def test_a_document_arrives_byte_for_byte(
    ours: AxisDriver, theirs: AxisDriver, tmp_path: Path
) -> None:
    parcel = axis.document()
    taken = ours.send(parcel)
    assert (taken.sha256, taken.size) == (axis.sha256(parcel), len(axis.packet(parcel)))
    (waiting,) = theirs.waiting(10)
    assert (waiting.kind, waiting.sender) == (Kind.DOCUMENT, axis.OURS)
    assert theirs.fetch(waiting, tmp_path).raw.read_bytes() == axis.packet(parcel)


def test_what_is_acknowledged_waits_no_more_and_its_sender_is_told(
    ours: AxisDriver, theirs: AxisDriver
) -> None:
    first, second = axis.document(1), axis.document(2)
    sent = [(parcel, ours.send(parcel)) for parcel in (first, second)]
    assert [report.fate for report in ours.reports(sent)] == [Fate.UNDERWAY] * 2
    one, other = theirs.waiting(10)
    for _ in range(2):
        theirs.acknowledge(one, Verdict.TAKEN)
    theirs.acknowledge(other, Verdict.REFUSED, "Không đọc được")
    assert theirs.waiting(10) == []
    fates = {report.uuid: (report.fate, report.at is not None) for report in ours.reports(sent)}
    assert fates == {first.uuid: (Fate.TAKEN, True), second.uuid: (Fate.REFUSED, True)}


def test_a_status_goes_to_whom_it_is_about(
    ours: AxisDriver, theirs: AxisDriver, tmp_path: Path
) -> None:
    about = axis.status(axis.document())
    theirs.send(about)
    (waiting,) = ours.waiting(10)
    assert waiting.kind == Kind.STATUS
    assert ours.fetch(waiting, tmp_path).raw.read_bytes() == axis.packet(about)


def test_documents_and_statuses_come_oldest_first_and_no_more_than_asked(
    ours: AxisDriver, theirs: AxisDriver
) -> None:
    for number in range(3):
        ours.send(axis.document(number))
    ours.send(axis.status(axis.document(9, axis.THEIRS, axis.OURS)))
    assert len(theirs.waiting(10)) == 4
    assert len(theirs.waiting(2)) == 2


@pytest.mark.parametrize(
    ("trouble", "fault"),
    [
        (Trouble.DOWN, Unreachable),
        (Trouble.SLOW, Unreachable),
        (Trouble.SILENCE, Unreachable),
        (Trouble.HALF, BadAnswer),
        (Trouble.HTML, BadAnswer),
        (Trouble.ERROR, BadAnswer),
    ],
)
def test_an_outage_is_never_an_empty_inbox(
    simulator: Simulator, theirs: AxisDriver, trouble: Trouble, fault: type[Exception]
) -> None:
    assert theirs.waiting(10) == []
    simulator.store.put_fault(Fault(trouble=trouble, seconds=2 * axis.PATIENCE))
    with pytest.raises(fault):
        theirs.waiting(10)
    assert theirs.waiting(10) == []


@pytest.mark.parametrize(
    ("fault", "taken"),
    [
        (Fault(trouble=Trouble.SLOW, seconds=2 * axis.PATIENCE), True),
        (Fault(trouble=Trouble.SILENCE, seconds=2 * axis.PATIENCE), True),
        (Fault(trouble=Trouble.HALF), True),
        (Fault(trouble=Trouble.HTML), False),
        (Fault(trouble=Trouble.HTML, after=True), True),
        (Fault(trouble=Trouble.ERROR), False),
        (Fault(trouble=Trouble.ERROR, after=True), True),
    ],
    ids=str,
)
def test_what_was_sent_without_an_answer_is_looked_for(
    simulator: Simulator, ours: AxisDriver, fault: Fault, taken: bool
) -> None:
    ours.send(axis.document(1))
    parcel = axis.document(2)
    simulator.store.put_fault(fault)
    with pytest.raises(OutcomeUnknown):
        ours.send(parcel)
    _until_quiet(simulator, 2 if taken else 1)
    found = ours.find(parcel)
    assert (found is not None) == taken
    if found is not None:
        assert found.sha256 == axis.sha256(parcel)
        assert simulator.store.packet(found.remote_id, [axis.OURS])


def _until_quiet(simulator: Simulator, count: int) -> None:
    for _ in range(100):
        if len(simulator.store.all("SELECT 1 FROM sent")) == count:
            return
        time.sleep(0.03)
    raise AssertionError("the simulator has not taken it")


def test_the_pause_before_looking_is_told(simulator: Simulator, tmp_path: Path) -> None:
    driver = axis.axis_driver(simulator, tmp_path, limits=axis.limits(settle_seconds=90))
    simulator.store.put_fault(Fault(trouble=Trouble.ERROR))
    with pytest.raises(OutcomeUnknown) as caught:
        driver.send(axis.document())
    assert caught.value.wait == 90


def test_a_refused_connection_did_nothing(
    simulator: Simulator, ours: AxisDriver, tmp_path: Path
) -> None:
    parcel = axis.document()
    ours.waiting(1)
    port = simulator.port
    simulator.stop()
    with pytest.raises(Unreachable):
        ours.send(parcel)
    with axis.simulator(tmp_path, port) as again:
        ours.send(parcel)
        assert len(again.store.all("SELECT 1 FROM sent")) == 1


def test_what_the_axis_holds_outlives_it(
    simulator: Simulator, ours: AxisDriver, theirs: AxisDriver, tmp_path: Path
) -> None:
    parcel = axis.document()
    ours.send(parcel)
    port = simulator.port
    simulator.stop()
    with axis.simulator(tmp_path, port):
        (waiting,) = theirs.waiting(1)
        assert theirs.fetch(waiting, tmp_path).raw.read_bytes() == axis.packet(parcel)
        assert ours.find(parcel) is not None


def test_find_knows_a_packet_to_which_a_hop_was_added(
    simulator: Simulator, ours: AxisDriver
) -> None:
    parcel = axis.document()
    taken = ours.send(parcel)
    path = simulator.store.packet(taken.remote_id, [axis.OURS])
    assert path is not None
    path.write_bytes(axis.packet(parcel).replace(b"</edXML>", b"<!-- hop --></edXML>"))
    assert ours.find(parcel) == taken
    assert ours.find(axis.document(2)) is None


def test_find_says_no_only_when_it_looked_at_everything(
    simulator: Simulator, tmp_path: Path
) -> None:
    driver = axis.axis_driver(simulator, tmp_path, most_candidates=2)
    for number in range(1, 4):
        driver.send(axis.document(number))
    assert driver.find(axis.document(1)) is not None
    with pytest.raises(BadAnswer):
        driver.find(axis.document(4))


@pytest.mark.parametrize(
    ("receiver", "code", "ours_at_fault"),
    [("Z99.77", "18", False), ("Z61.04\r\nX: y", "address", False), ("Z61.05", "23", False)],
)
def test_a_refusal_of_a_parcel_has_its_code(
    simulator: Simulator, ours: AxisDriver, receiver: str, code: str, ours_at_fault: bool
) -> None:
    simulator.store.register("khac", "x", ["Z61.05"])
    simulator.store.lock("Z61.05", locked=True)
    with pytest.raises(Rejected) as caught:
        ours.send(axis.document(receiver=receiver))
    assert (caught.value.code, caught.value.ours) == (code, ours_at_fault)


def test_who_sends_for_somebody_else_is_refused(ours: AxisDriver) -> None:
    with pytest.raises(Rejected) as caught:
        ours.send(axis.document(sender=axis.THEIRS, receiver=axis.OURS))
    assert (caught.value.code, caught.value.ours) == ("19", True)


def test_a_receipt_is_not_for_the_axis(ours: AxisDriver) -> None:
    parcel = axis.document()
    receipt = Parcel(
        uuid=parcel.uuid,
        kind=Kind.SHEET,
        sender=parcel.sender,
        receiver=parcel.receiver,
        document_id=parcel.document_id,
        message=parcel.message,
    )
    with pytest.raises(Rejected):
        ours.send(receipt)


def test_rotated_credentials_stop_the_link_until_the_new_secret_lies_in_its_file(
    simulator: Simulator, ours: AxisDriver, tmp_path: Path
) -> None:
    simulator.store.register("he-thong-" + axis.OURS, "khóa mới", [axis.OURS])
    for call in (lambda: ours.waiting(1), lambda: ours.send(axis.document())):
        with pytest.raises(Rejected) as caught:
            call()
        assert caught.value.ours
    axis.secret_file(tmp_path, f"khoa-{axis.OURS}", "khóa mới")
    assert ours.waiting(1) == []


def test_a_missing_secret_is_ours_to_mend(ours: AxisDriver) -> None:
    ours.settings.secret.path.unlink()
    with pytest.raises(Rejected) as caught:
        ours.waiting(1)
    assert (caught.value.code, caught.value.ours) == ("secret", True)


def test_a_clock_that_is_wrong_is_ours_to_mend(simulator: Simulator, ours: AxisDriver) -> None:
    simulator.store.skew = 3600
    with pytest.raises(Rejected) as caught:
        ours.waiting(1)
    assert caught.value.ours


def test_what_was_delivered_twice_waits_twice_with_the_same_bytes(
    simulator: Simulator, ours: AxisDriver, theirs: AxisDriver, tmp_path: Path
) -> None:
    simulator.store.put_fault(Fault(trouble=Trouble.DUPLICATE, path="/sendEdoc"))
    ours.send(axis.document())
    both = [theirs.fetch(waiting, tmp_path).raw.read_bytes() for waiting in theirs.waiting(10)]
    assert both == [axis.packet(axis.document())] * 2


def test_what_was_acknowledged_hides_nothing_that_waits(
    simulator: Simulator, theirs: AxisDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = [{"docId": f"nhan-{n}", "status": "done", "from": axis.OURS} for n in range(50)]
    rows = [*done, {"docId": "nhan-50", "status": "INITIAL", "from": axis.OURS}]
    answer = said({"status": "OK", "ErrorCode": "0", "ErrorDesc": "", "data": rows})
    monkeypatch.setattr(simulator, "answer", lambda call: answer)
    assert {waiting.ref for waiting in theirs.waiting(10)} == {"nhan-50"}
