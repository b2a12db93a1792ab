"""The simulator against the description of the axis (interchange 3.1), by calls made by hand."""

import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from urllib3 import HTTPResponse, PoolManager, request

from tests.factories import axis
from vanthu.demo.axis.directory import made_up
from vanthu.demo.axis.server import Simulator

SYSTEM = f"he-thong-{axis.OURS}"
VIETNAM = timezone(timedelta(hours=7))


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[Simulator]:
    """The axis with two systems."""
    with axis.simulator(tmp_path) as running:
        yield running


def _headers(
    parameters: dict[str, str], secret: str = axis.SECRET, late: float = 0, system: str = SYSTEM
) -> dict[str, str]:
    now = datetime.now(VIETNAM) - timedelta(seconds=late)
    moment = f"{now:%d%m%YT%H%M%S}+{now.microsecond // 1000:04}"
    values = {"systemid": system, "timestamp": moment, **parameters}
    document = json.dumps({f"XroadVnpt-{name}": value for name, value in values.items()})
    signature = hmac.new(secret.encode(), document.encode(), hashlib.sha256).hexdigest()
    return {
        **{f"XroadVnpt-{name}": value for name, value in values.items()},
        "XroadVnpt-sign-header": document,
        "XroadVnpt-sign-header-key": ";".join(values),
        "XroadVnpt-hash-header": signature,
    }


def _post(simulator: Simulator, path: str, headers: dict[str, str], **more: Any) -> dict[str, Any]:
    url = f"{simulator.url}/XrdAdapter/adapter{path}"
    answer = request("POST", url, headers=headers, **more)
    assert answer.status == 200
    found = answer.json()
    assert isinstance(found, dict)
    return found


def _code(answer: dict[str, Any]) -> str:
    assert (answer["status"] == "OK") == (answer["ErrorCode"] == "0")
    return str(answer["ErrorCode"])


def test_a_signed_call_is_answered_once(simulator: Simulator) -> None:
    headers = _headers({"servicetype": "eDoc", "messagetype": "edoc"})
    assert _post(simulator, "/getReceivedEdocList", headers)["data"] == []
    assert _code(_post(simulator, "/getReceivedEdocList", headers)) == "15", "repeated"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        _headers({}, secret="khác"),
        _headers({}, system="la"),
        _headers({}, late=3600),
        _headers({}, late=-3600),
        {**_headers({"docId": "a"}), "XroadVnpt-docId": "b"},
        {**_headers({}), "XroadVnpt-docId": "không ký".encode().decode("latin-1")},
        {**_headers({}), "XroadVnpt-sign-header-key": "systemid"},
        {**_headers({}), "XroadVnpt-hash-header": "0" * 64},
    ],
    ids=range(9),
)
def test_a_call_that_is_not_signed_now_by_who_it_says_is_refused(
    simulator: Simulator, headers: dict[str, str]
) -> None:
    assert _code(_post(simulator, "/getReceivedEdocList", headers)) == "15"


def _sent(simulator: Simulator, packet: bytes, **parameters: str) -> dict[str, Any]:
    told = {
        "from": axis.OURS,
        "servicetype": "eDoc",
        "messagetype": "edoc",
        "hash-file": hashlib.sha256(packet).hexdigest(),
        **parameters,
    }
    fields = {"file_doc": ("x.edxml", packet)}
    return _post(simulator, "/sendEdoc", _headers(told), fields=fields)


def test_a_packet_is_taken_by_its_hash(simulator: Simulator) -> None:
    packet = axis.packet(axis.document())
    digest = hashlib.sha256(packet).digest()
    unpadded = "".join(f"{byte:x}" for byte in digest)
    assert _code(_sent(simulator, packet)) == "0"
    assert _code(_sent(simulator, packet, **{"hash-file": unpadded})) == "10"


@pytest.mark.parametrize(
    ("packet", "code"),
    [
        (b"", "22"),
        (b"<EdXML/>", "22"),
        (b'<!DOCTYPE a><edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"/>', "22"),
        (axis.packet(axis.document(sender="Z61.99")), "19"),
        (axis.packet(axis.document(receiver="Z61.99")), "18"),
    ],
    ids=["empty", "case", "doctype", "sender", "receiver"],
)
def test_a_packet_is_looked_at(simulator: Simulator, packet: bytes, code: str) -> None:
    assert _code(_sent(simulator, packet)) == code
    assert simulator.store.all("SELECT 1 FROM sent") == []


def test_mail_for_an_old_code_reaches_the_new_one(simulator: Simulator) -> None:
    agencies = list(made_up(3000))
    simulator.store.add_agencies(agencies)
    open_one = next(a for a in agencies if a.code102 and not a.closed)
    closed = next(a for a in agencies if a.closed)
    assert _code(_sent(simulator, axis.packet(axis.document(receiver=open_one.code102)))) == "0"
    assert _code(_sent(simulator, axis.packet(axis.document(receiver=closed.code)))) == "23"
    (row,) = simulator.store.all("SELECT receiver FROM delivery")
    assert row["receiver"] == open_one.code


def test_no_made_up_code_could_be_a_real_one() -> None:
    agencies = list(made_up(5000))
    assert {agency.code[0] for agency in agencies} == {"Z"}
    assert len({agency.code for agency in agencies}) == 5000
    old = [agency.code102 for agency in agencies if agency.code102]
    assert len(set(old)) == len(old)
    assert all("giả định" in agency.name for agency in agencies)


def _admin(simulator: Simulator, method: str, call: str, **given: Any) -> HTTPResponse:
    return PoolManager().request(method, f"{simulator.url}/admin{call}", json=given)  # type: ignore[return-value]


def test_faults_are_ordered_by_calls(simulator: Simulator) -> None:
    assert _admin(simulator, "POST", "/faults", trouble="error", calls=2).status == 200
    for status in (500, 500, 404):
        assert request("GET", f"{simulator.url}/x", retries=False).status == status
    _admin(simulator, "POST", "/faults", trouble="html", calls=None, path="/x")
    assert request("GET", f"{simulator.url}/x").headers["Content-Type"] == "text/html"
    _admin(simulator, "DELETE", "/faults")
    assert request("GET", f"{simulator.url}/x").status == 404
    assert _admin(simulator, "POST", "/faults", trouble="flood").status == 400


def test_systems_agencies_locks_and_the_clock_are_set_by_calls(simulator: Simulator) -> None:
    _admin(simulator, "POST", "/systems", system_id="moi", secret="s", codes=["Z61.07"])
    _admin(simulator, "POST", "/agencies", count=100)
    _admin(simulator, "POST", "/locks", code="Z61.07", locked=True)
    _admin(simulator, "POST", "/clock", seconds=60)
    told = _admin(simulator, "GET", "/store").json()
    assert (told["agencies"], told["skew"]) == (103, 60)
    assert _code(_sent(simulator, axis.packet(axis.document(receiver="Z61.07")))) == "23"


def test_a_body_in_chunks_is_refused(simulator: Simulator) -> None:
    url = f"{simulator.url}/v1/sendEdoc"
    answer = request("POST", url, body=iter([b"a"]), retries=False)
    assert (answer.status, answer.data) == (500, b"Unexpected end of Stream")


def test_the_command_serves_what_its_folder_holds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "vanthu.faces.cli", "axis-simulator", "--port", "0"]
    command += ["--folder", str(tmp_path)]
    for more, agencies in ((["--agencies", "50", "--system", "a:b:Z61.03,Z61.04"], 52), ([], 52)):
        with subprocess.Popen([*command, *more], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            url = process.stdout.readline().removeprefix("axis: ").strip()
            told = request("GET", url.replace("/XrdAdapter/adapter", "/admin/store")).json()
            process.kill()
        assert told["agencies"] == agencies
    wrong = subprocess.run([*command, "--system", "a:b"], capture_output=True, text=True)
    assert wrong.returncode == 2
    assert "ID:SECRET:CODE" in wrong.stderr
