"""The driver of a provincial platform against the simulator, together with a system on the axis."""

import base64
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.factories import axis
from vanthu.demo.axis.calls import Call, Reply, said
from vanthu.demo.axis.directory import made_up
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
    Waiting,
)
from vanthu.office.interchange.drivers.base import (
    Fault as DriverFault,
)
from vanthu.office.interchange.drivers.lgsp.driver import LgspDriver
from vanthu.office.interchange.edxml.message import DocumentMessage, Organization


@pytest.fixture
def driver(simulator: Simulator, tmp_path: Path) -> Iterator[LgspDriver]:
    """Our driver, at the platform."""
    driver = axis.lgsp_driver(simulator, tmp_path)
    yield driver
    driver.close()


@pytest.fixture
def partner(simulator: Simulator, tmp_path: Path) -> Iterator[AxisDriver]:
    """Another system, on the axis."""
    driver = axis.axis_driver(simulator, tmp_path, axis.THEIRS)
    yield driver
    driver.close()


@pytest.fixture
def heard(simulator: Simulator, monkeypatch: pytest.MonkeyPatch) -> list[Call]:
    """The calls that the simulator took in."""
    calls: list[Call] = []
    answer = simulator.answer

    def record(call: Call) -> Reply:
        calls.append(call)
        return answer(call)

    monkeypatch.setattr(simulator, "answer", record)
    return calls


def test_a_document_goes_out_and_its_status_comes_home(
    driver: LgspDriver, partner: AxisDriver, tmp_path: Path
) -> None:
    parcel = axis.document()
    taken = driver.send(parcel)
    assert (taken.sha256, taken.size) == (axis.sha256(parcel), len(axis.packet(parcel)))
    (waiting,) = partner.waiting(1)
    assert partner.fetch(waiting, tmp_path).raw.read_bytes() == axis.packet(parcel)
    partner.acknowledge(waiting, Verdict.TAKEN)
    (report,) = driver.reports([(parcel, taken)])
    assert (report.uuid, report.fate) == (parcel.uuid, Fate.TAKEN)
    partner.send(axis.status(parcel, "03"))
    (about,) = driver.waiting(10)
    assert (about.kind, about.sender) == (Kind.STATUS, axis.THEIRS)
    raw = driver.fetch(about, tmp_path).raw.read_bytes()
    assert axis.identity(raw) == (parcel.document_id, "03")
    for _ in range(2):
        driver.acknowledge(about, Verdict.TAKEN)
    assert driver.waiting(10) == []


def test_a_parcel_goes_to_its_receiver_alone(simulator: Simulator, driver: LgspDriver) -> None:
    simulator.store.register("ba", "x", ["Z61.05"])
    driver.send(axis.document(1, axis.OURS, axis.THEIRS, Organization(code="Z61.05")))
    driver.send(axis.document(2, axis.OURS, "Z61.05", Organization(code=axis.THEIRS)))
    rows = simulator.store.all("SELECT receiver FROM delivery ORDER BY place")
    assert [row["receiver"] for row in rows] == [axis.THEIRS, "Z61.05"]


def test_the_body_has_a_length_and_the_token_is_used_again(
    driver: LgspDriver, heard: list[Call]
) -> None:
    for number in range(3):
        driver.send(axis.document(number))
    assert [call.path for call in heard] == ["/v1/auth/login", *["/v1/sendEdoc"] * 3]
    assert all(int(call.headers["content-length"]) == len(call.body) for call in heard)
    named = heard[1].headers
    assert named["authorization"].startswith("Bearer ")
    assert named["x-systemid"] == f"he-thong-{axis.OURS}"


def test_a_token_is_renewed_before_it_ends(
    simulator: Simulator, tmp_path: Path, heard: list[Call]
) -> None:
    now = datetime(2026, 11, 29, tzinfo=UTC)
    simulator.clock = lambda: now
    driver = LgspDriver(axis.lgsp_settings(simulator.url, tmp_path), axis.PACKING, lambda: now)
    for minutes in (0, 27, 2, 29):
        now += timedelta(minutes=minutes)
        assert driver.waiting(1) == []
    assert sum(call.path == "/v1/auth/login" for call in heard) == 3


def test_rotated_credentials_are_tried_once_more_and_then_stop_the_link(
    simulator: Simulator, driver: LgspDriver, heard: list[Call], tmp_path: Path
) -> None:
    system, user = f"he-thong-{axis.OURS}", f"nguoi-{axis.OURS}"
    driver.waiting(1)
    simulator.store.register(system, "khoa-moi", [axis.OURS], user, f"mk-{axis.OURS}")
    axis.secret_file(tmp_path, f"khoa-{axis.OURS}", "khoa-moi")
    driver.send(axis.document())
    simulator.store.register(system, "khoa-sau", [axis.OURS], user, f"mk-{axis.OURS}")
    heard.clear()
    with pytest.raises(Rejected) as caught:
        driver.send(axis.document(2))
    assert caught.value.ours
    assert [call.path for call in heard].count("/v1/sendEdoc") == 2
    simulator.store.register(system, "khoa-sau", [axis.OURS], user, "mat-khau-moi")
    with pytest.raises(Rejected) as caught:
        driver.waiting(1)
    assert caught.value.ours


@pytest.mark.parametrize(
    ("parcel", "code", "ours"),
    [
        (axis.document(receiver="Z61.98"), "18", False),
        (axis.document(sender="Z61.98"), "19", True),
        (axis.document(receiver="Z61.05"), "23", False),
    ],
    ids=["18", "19", "23"],
)
def test_a_refusal_has_its_code(
    simulator: Simulator, driver: LgspDriver, parcel: Parcel, code: str, ours: bool
) -> None:
    simulator.store.register("khac", "x", ["Z61.05"])
    simulator.store.lock("Z61.05", locked=True)
    with pytest.raises(Rejected) as caught:
        driver.send(parcel)
    assert (caught.value.code, caught.value.ours) == (code, ours)


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize(
    ("code", "fault", "ours"),
    [
        ("10", Rejected, False),
        ("15", Rejected, True),
        ("20", OutcomeUnknown, None),
        ("21", Rejected, False),
        ("22", Rejected, False),
        ("77", Rejected, False),
    ],
)
def test_each_code_means_what_it_says(
    simulator: Simulator,
    driver: LgspDriver,
    monkeypatch: pytest.MonkeyPatch,
    status: int,
    code: str,
    fault: type[DriverFault],
    ours: bool | None,
) -> None:
    driver.waiting(1)
    data = {"docId": None, "status": "error", "errorCode": code, "errorDesc": "x"}
    reply = said({"success": False, "message": "Lỗi", "data": data}, status)
    monkeypatch.setattr(simulator, "answer", lambda call: reply)
    if (code, status) == ("20", 400):
        fault = Rejected
    with pytest.raises(fault) as caught:
        driver.send(axis.document())
    if isinstance(caught.value, Rejected) and ours is not None:
        assert (caught.value.code, caught.value.ours) == (code, ours)


@pytest.mark.parametrize(
    ("trouble", "read", "sent"),
    [
        (Trouble.DOWN, Unreachable, Unreachable),
        (Trouble.SLOW, Unreachable, OutcomeUnknown),
        (Trouble.SILENCE, Unreachable, OutcomeUnknown),
        (Trouble.HALF, BadAnswer, OutcomeUnknown),
        (Trouble.HTML, BadAnswer, OutcomeUnknown),
        (Trouble.ERROR, BadAnswer, OutcomeUnknown),
    ],
)
def test_each_fault_has_its_name(
    simulator: Simulator,
    driver: LgspDriver,
    trouble: Trouble,
    read: type[DriverFault],
    sent: type[DriverFault],
) -> None:
    assert driver.waiting(1) == []
    fault = Fault(trouble=trouble, seconds=2 * axis.PATIENCE)
    for call, expected in ((lambda: driver.waiting(1), read), (_sending(driver), sent)):
        simulator.store.put_fault(fault)
        with pytest.raises(expected):
            call()


def _sending(driver: LgspDriver) -> Callable[[], object]:
    """More than the system's buffers take in: cut unread, it cannot have gone out whole."""
    parcel = axis.document()
    assert isinstance(parcel.message, DocumentMessage)
    message = replace(parcel.message, subject="x" * 9_000_000)
    return lambda: driver.send(replace(parcel, message=message))


def test_a_secret_that_no_header_carries_is_ours_to_mend(
    driver: LgspDriver, tmp_path: Path
) -> None:
    axis.secret_file(tmp_path, f"khoa-{axis.OURS}", "khóa")
    with pytest.raises(Rejected) as caught:
        driver.waiting(1)
    assert (caught.value.code, caught.value.ours) == ("secret", True)


@pytest.mark.parametrize("trouble", list(Trouble)[:6])
def test_a_login_that_fails_leaves_no_doubt_about_a_parcel(
    simulator: Simulator, driver: LgspDriver, trouble: Trouble
) -> None:
    simulator.store.put_fault(Fault(trouble=trouble, path="/auth/login", seconds=2 * axis.PATIENCE))
    with pytest.raises(Unreachable):
        driver.send(axis.document())
    assert simulator.store.all("SELECT 1 FROM sent") == []


def test_what_was_sent_without_an_answer_is_looked_for(
    simulator: Simulator, driver: LgspDriver
) -> None:
    parcel = axis.document(1)
    driver.send(axis.document(2))
    simulator.store.put_fault(Fault(trouble=Trouble.HALF, path="/sendEdoc"))
    with pytest.raises(OutcomeUnknown):
        driver.send(parcel)
    found = driver.find(parcel)
    assert found is not None
    assert found.sha256 == axis.sha256(parcel)
    assert driver.find(axis.document(3)) is None


def test_a_platform_without_a_list_of_what_was_sent_says_that_it_cannot_tell(
    simulator: Simulator, tmp_path: Path
) -> None:
    with pytest.raises(BadAnswer):
        axis.lgsp_driver(simulator, tmp_path, sent_list=False).find(axis.document())


TEXT = '<?xml version="1.0" encoding="{}"?><edXML>Nghị quyết</edXML>'


@pytest.mark.parametrize(
    ("told", "raw"),
    [
        (TEXT.format("utf-8"), TEXT.format("utf-8").encode()),
        (TEXT.format("utf-16"), TEXT.format("utf-16").encode("utf-16")),
        (TEXT.format("khong-co"), TEXT.format("khong-co").encode()),
        (base64.b64encode(b"<a>\xc3\x28</a>").decode(), b"<a>\xc3\x28</a>"),
    ],
    ids=["utf-8", "utf-16", "unknown", "base64"],
)
def test_a_packet_inside_json_gets_its_bytes_back(
    simulator: Simulator,
    driver: LgspDriver,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    told: str,
    raw: bytes,
) -> None:
    driver.waiting(1)
    beside = {"fileName": "../../a.pdf", "fileContent": base64.b64encode(b"%PDF").decode()}
    data = {"docId": "x", "edxml": told, "attachments": [beside]}
    monkeypatch.setattr(simulator, "answer", lambda call: said({"success": True, "data": data}))
    fetched = driver.fetch(Waiting(ref="x", kind=Kind.DOCUMENT), tmp_path)
    assert fetched.raw.read_bytes() == raw
    ((digest, path),) = fetched.files.items()
    assert (path.parent, path.read_bytes(), len(digest)) == (tmp_path, b"%PDF", 64)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"success": True},
        {"success": True, "data": None},
        {"success": True, "data": {"edxml": ""}},
        {"success": True, "data": {"edxml": "không phải base64"}},
        {"success": True, "data": {"edxml": base64.b64encode(b"<html></html>").decode()}},
        {"success": True, "data": {"edxml": "<a/>", "attachments": [{"fileName": "x"}]}},
        {"success": False, "message": "Lỗi"},
    ],
    ids=json.dumps,
)
def test_no_packet_is_a_bad_answer(
    simulator: Simulator,
    driver: LgspDriver,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    value: object,
) -> None:
    driver.waiting(1)
    monkeypatch.setattr(simulator, "answer", lambda call: said(value))
    with pytest.raises(BadAnswer):
        driver.fetch(Waiting(ref="x", kind=Kind.DOCUMENT), tmp_path)


def test_the_directory_has_parents(simulator: Simulator, driver: LgspDriver) -> None:
    simulator.store.add_agencies(made_up(200))
    rows = {row.code: row for row in driver.directory()}
    assert rows["Z01.00.01"].parent == "Z01"
    simulator.store.put_fault(Fault(trouble=Trouble.HALF))
    with pytest.raises(BadAnswer):
        next(driver.directory())
