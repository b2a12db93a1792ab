"""The nine defects of the vendor's client (interchange 3.2): none of them is ours."""

import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.factories import axis
from vanthu.demo.axis.calls import Call, Reply, said
from vanthu.demo.axis.server import Simulator
from vanthu.office.interchange.drivers.axis.driver import AxisDriver
from vanthu.office.interchange.drivers.base import BadAnswer, Fault, Kind, Verdict, Waiting
from vanthu.office.interchange.drivers.packing import Packing

YES = {"status": "OK", "ErrorCode": "0", "ErrorDesc": ""}


@pytest.fixture
def driver(simulator: Simulator, tmp_path: Path) -> Iterator[AxisDriver]:
    """The sender's driver."""
    driver = axis.axis_driver(simulator, tmp_path)
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


def _says(simulator: Simulator, monkeypatch: pytest.MonkeyPatch, reply: Reply) -> None:
    monkeypatch.setattr(simulator, "answer", lambda call: reply)


def _named(call: Call) -> dict[str, str]:
    prefix = "xroadvnpt-"
    named = {n.removeprefix(prefix): v for n, v in call.headers.items() if n.startswith(prefix)}
    return {
        name: value for name, value in named.items() if not name.startswith(("sign-", "hash-h"))
    }


def test_1_a_hash_keeps_its_zeros(driver: AxisDriver, heard: list[Call]) -> None:
    numbers = range(1, 4)
    for number in numbers:
        driver.send(axis.document(number))
    told = [call.headers["xroadvnpt-hash-file"] for call in heard]
    assert told == [axis.sha256(axis.document(number)) for number in numbers]
    assert all(re.fullmatch("[0-9a-f]{64}", value) for value in told)
    assert any("0" in value[::2] for value in told), "a byte below 16 is what was lost"


def test_2_each_call_has_its_own_moment(
    simulator: Simulator, tmp_path: Path, heard: list[Call]
) -> None:
    now = datetime(2026, 11, 29, 1, 2, 3, tzinfo=UTC)
    simulator.clock = lambda: now
    driver = AxisDriver(axis.axis_settings(simulator.url, tmp_path), axis.PACKING, lambda: now)
    driver.waiting(1)
    now += timedelta(days=30)
    driver.waiting(1)
    moments = [call.headers["xroadvnpt-timestamp"] for call in heard]
    assert moments == [
        "29112026T080203+0000",
        "29112026T080203+0001",
        "29122026T080203+0000",
        "29122026T080203+0001",
    ]


def test_3_nothing_of_a_call_is_left_in_the_next(driver: AxisDriver, heard: list[Call]) -> None:
    taken = driver.send(axis.document(receiver=axis.OURS))
    (waiting,) = driver.waiting(1)
    driver.acknowledge(waiting, Verdict.TAKEN)
    driver.find(axis.document(7, receiver=axis.OURS))
    common = {"timestamp", "systemid", "content-type", "version"}
    own = [set(_named(call)) - common for call in heard]
    assert own[0] == {"from", "to", "servicetype", "messagetype", "hash-file"}
    assert own[1] == own[2] == {"servicetype", "messagetype"}
    assert own[3] == {"docid", "status"}
    assert own[4] == {"servicetype", "messagetype", "fromdate"}
    assert own[5] == {"docid"}
    assert heard[5].headers["xroadvnpt-docid"] == taken.remote_id


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, "application/json", b""),
        Reply(200, "application/json", b"OK"),
        Reply(200, "application/json", b"[]"),
        Reply(200, "application/json", b"[" * 100_000),
        Reply(200, "application/json", b"\xff\xfe"),
        Reply(204, "application/json", b""),
        said({}),
        said(YES),
        said({**YES, "data": None}),
        said({**YES, "data": {}}),
        said({**YES, "data": ["docId"]}),
        said({**YES, "data": [{"docId": None}]}),
        said({**YES, "data": [{"docId": "x\r\ny"}]}),
        said({**YES, "ErrorCode": "7", "data": []}),
        said({**YES, "status": "FAIL", "data": []}),
        said({"status": "FAIL", "ErrorCode": "20", "ErrorDesc": "x"}),
        said({**YES, "data": []}, 500),
        said({**YES, "data": []}, 302),
        Reply(200, "text/html", b'{"status":"OK","ErrorCode":"0","data":[]}'),
    ],
    ids=lambda reply: f"{reply.status} {reply.body[:40]!r}",
)
def test_4_no_answer_is_no_empty_inbox(
    simulator: Simulator, driver: AxisDriver, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    _says(simulator, monkeypatch, reply)
    with pytest.raises(BadAnswer):
        driver.waiting(10)
    if b"docId" not in (reply.body if isinstance(reply.body, bytes) else b""):
        with pytest.raises(BadAnswer):
            driver.find(axis.document())


@pytest.mark.parametrize(
    "reply", [said(YES), said({**YES, "DocId": ""}), Reply(502, "text/html", b"x")], ids=str
)
def test_5_a_sending_is_never_without_an_outcome(
    simulator: Simulator, driver: AxisDriver, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    _says(simulator, monkeypatch, reply)
    with pytest.raises(Fault) as caught:
        driver.send(axis.document())
    assert type(caught.value).__name__ == "OutcomeUnknown"


@pytest.mark.parametrize(
    "reply",
    [
        Reply(500, "application/octet-stream", b"<edXML/>"),
        Reply(404, "application/octet-stream", b"<edXML/>"),
        Reply(200, "application/octet-stream", b""),
        Reply(200, "application/octet-stream", b"<!DOCTYPE html><html>"),
        Reply(200, "application/octet-stream", b"Loi he thong"),
        Reply(200, "text/html", b"<edXML/>"),
        said({"status": "FAIL", "ErrorCode": "21", "ErrorDesc": "x"}),
        said(YES),
    ],
    ids=str,
)
def test_6_an_error_page_is_no_packet(
    simulator: Simulator,
    driver: AxisDriver,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    reply: Reply,
) -> None:
    _says(simulator, monkeypatch, reply)
    folder = tmp_path / "in"
    folder.mkdir()
    with pytest.raises(Fault):
        driver.fetch(Waiting(ref="nhan-1", kind=Kind.DOCUMENT), folder)
    assert list(folder.iterdir()) == []


def test_7_nothing_waits_for_ever_and_nothing_is_printed(
    simulator: Simulator,
    driver: AxisDriver,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    driver.send(axis.document())
    simulator.store.register(f"he-thong-{axis.OURS}", "khác", [axis.OURS])
    with pytest.raises(Fault) as caught:
        driver.waiting(1)
    printed = "".join(capfd.readouterr())
    shown = [printed, caplog.text, repr(driver.settings), repr(vars(caught.value))]
    assert [text for text in shown if axis.SECRET in text or "hash-header" in text] == []
    assert all('"level": "DEBUG"' in line for line in printed.splitlines())


@pytest.mark.parametrize(
    "raw", ["<edXML>Nghị quyết</edXML>".encode("utf-16"), b"<a>\xc3\x28\x00\xff</a>\r\n"], ids=str
)
def test_8_bytes_stay_bytes(
    simulator: Simulator,
    driver: AxisDriver,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    raw: bytes,
) -> None:
    _says(simulator, monkeypatch, Reply(200, "application/octet-stream", raw))
    fetched = driver.fetch(Waiting(ref="nhan-1", kind=Kind.DOCUMENT), tmp_path)
    assert fetched.raw.read_bytes() == raw


def test_9_a_packet_is_neither_parsed_nor_named_by_what_came(
    simulator: Simulator, driver: AxisDriver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    _says(simulator, monkeypatch, Reply(200, "application/xml", bomb))
    folder = tmp_path / "in"
    folder.mkdir()
    raw = driver.fetch(Waiting(ref="../../thoat", kind=Kind.DOCUMENT), folder).raw
    assert (raw.parent, raw.read_bytes()) == (folder, bomb)
    assert re.fullmatch(r"[0-9a-f]{32}\.edxml", raw.name)


def test_a_packet_is_written_once_for_its_hash_and_its_body(
    simulator: Simulator, tmp_path: Path, heard: list[Call]
) -> None:
    written: list[Any] = []

    def write(parcel: Any, stream: Any) -> None:
        written.append(parcel)
        axis.PACKING.write(parcel, stream)

    packing = Packing(write, axis.PACKING.is_same)
    AxisDriver(axis.axis_settings(simulator.url, tmp_path), packing).send(axis.document())
    assert len(written) == 1
    assert int(heard[0].headers["content-length"]) == len(heard[0].body)
