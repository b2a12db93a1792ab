"""What needs no server: settings, the plan of a network, envelopes, certificates."""

import asyncio
import json
import tomllib
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from uuid import UUID

import pytest
from cryptography import x509
from hypothesis import given
from hypothesis import strategies as some
from nats.aio.msg import Msg

from tests.support.parcels import parcel
from vanthu.office.interchange.drivers.base import (
    Busy,
    Fault,
    Kind,
    OutcomeUnknown,
    Rejected,
    Unreachable,
    Verdict,
)
from vanthu.office.interchange.drivers.jetstream import sending
from vanthu.office.interchange.drivers.jetstream.asking import Asker, Load
from vanthu.office.interchange.drivers.jetstream.client import Client
from vanthu.office.interchange.drivers.jetstream.envelope import (
    Envelope,
    FileInfo,
    Receipt,
    Unreadable,
    pack,
    pack_receipt,
    unpack,
    unpack_receipt,
)
from vanthu.office.interchange.drivers.jetstream.faults import Refused, fault_of
from vanthu.office.interchange.drivers.jetstream.names import is_site
from vanthu.office.interchange.drivers.jetstream.network.config import node_file, write_network
from vanthu.office.interchange.drivers.jetstream.network.plan import Plan, read_plan
from vanthu.office.interchange.drivers.jetstream.receiving import _place, _times_seen
from vanthu.office.interchange.drivers.jetstream.sending import Outgoing
from vanthu.office.interchange.drivers.jetstream.settings import (
    WrongSettings,
    read_settings,
)

SITES = """
name = "tinh"
[[node]]
name = "trung-tam-1"
address = "10.0.0.1"
[[site]]
name = "so-noi-vu"
title = "Sở Nội vụ"
codes = ["H61.12", "H61.12.3"]
[[site]]
name = "xa"
codes = ["H61.99"]
"""
TEXTS = some.text(max_size=40)
DIGESTS = some.text("0123456789abcdef", min_size=64, max_size=64)
FILES = some.builds(
    FileInfo,
    content_id=TEXTS,
    nuid=some.from_regex(r"[a-z0-9-]{1,20}(\.[0-9a-f-]{1,20}){1,3}", fullmatch=True).filter(
        lambda nuid: all(token.strip("-") for token in nuid.split("."))
    ),
    size=some.integers(0, 2**40),
    chunks=some.integers(0, 2**20),
    sha256=DIGESTS,
)
ENVELOPES = some.builds(
    Envelope,
    uuid=some.uuids(),
    kind=some.sampled_from(Kind),
    sender=TEXTS,
    receiver=TEXTS,
    sha256=DIGESTS,
    files=some.lists(FILES, max_size=4).map(tuple),
)
RECEIPTS = some.builds(
    Receipt,
    uuid=some.uuids(),
    verdict=some.sampled_from(Verdict),
    at=some.datetimes(timezones=some.just(UTC)),
    envelope=DIGESTS,
    reason=TEXTS,
    files=some.dictionaries(TEXTS, DIGESTS, max_size=3),
)


OUTGOING = Outgoing(parcel("AN", "BINH"), "binh", b"", ())


class Boxes(Client):
    """A server that refuses what cannot be next: with these errors, then with our last place."""

    def __init__(self, errors: list[int], last: int) -> None:
        super().__init__()
        self.errors, self._last = errors, last

    async def request(self, *_given: object, **_named: object) -> Msg:
        code = self.errors.pop() if self.errors else 10071
        text = f"wrong last sequence: {self._last}" if code == 10071 else "wrong last sequence"
        error = {"err_code": code, "code": 400, "description": text}
        return Msg(self, data=json.dumps({"error": error}).encode())


@given(ENVELOPES, some.binary(max_size=200))
def test_an_envelope_comes_back(envelope: Envelope, raw: bytes) -> None:
    assert unpack(pack(envelope, raw)) == (envelope, raw)


@given(RECEIPTS)
def test_a_receipt_comes_back(receipt: Receipt) -> None:
    assert unpack_receipt(pack_receipt(receipt)) == receipt


@given(some.binary(max_size=300))
def test_any_bytes_are_read_or_unreadable(data: bytes) -> None:
    for read in (unpack, unpack_receipt):
        with pytest.raises(Unreadable):
            read(data)


@pytest.mark.parametrize("line", [b"[]", b"null", b'{"uuid": 1}', b'{"uuid": {}, "kind": []}'])
def test_json_that_is_no_envelope_is_unreadable(line: bytes) -> None:
    with pytest.raises(Unreadable):
        unpack(line + b"\nx")


@pytest.mark.parametrize(
    ("code", "status", "fault"),
    [
        (10077, 503, Busy),
        (10158, 409, OutcomeUnknown),
        (10054, 400, Rejected),
        (10008, 503, Unreachable),
        (10060, 400, Rejected),
    ],
)
def test_a_refusal_of_the_server_has_a_meaning(code: int, status: int, fault: type[Fault]) -> None:
    assert type(fault_of(Refused(code, status, "x"))) is fault


@pytest.mark.parametrize(("code", "told"), [(10158, OutcomeUnknown), (10071, Refused)])
def test_what_is_not_agreed_on_yet_is_as_unknown_as_silence(
    code: int, told: type[Exception]
) -> None:
    """Whoever publishes, a parcel or a receipt, has an answer to silence already."""
    with pytest.raises(told):
        asyncio.run(Asker(Boxes([code], last=0), 1.0, "", Load()).publish("mail", b"", {}))


@pytest.mark.parametrize(("busy", "there"), [(0, True), (2, True), (2, False)])
def test_a_server_that_is_at_another_of_ours_is_asked_once_more(
    busy: int, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOMENT", 0)
    server = Boxes([10164] * busy, last=7 if there else 6)
    found = asyncio.run(sending._is_there(Asker(server, 1.0, "", Load()), OUTGOING, 7, None))
    assert (found, server.errors) == (there, [])


def test_a_server_that_is_at_others_for_long_is_asked_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "MOMENT", 0)
    asker = Asker(Boxes([10164] * 99, last=7), 1.0, "", Load())
    with pytest.raises(Busy):
        asyncio.run(sending._is_there(asker, OUTGOING, 7, None))


@pytest.mark.parametrize(
    "ref",
    [
        "$JS.ACK.IN.installation.2.33.28.17959.5",
        "$JS.ACK.hub.Ab1.IN.installation.2.33.28.17959.5.x",
    ],
)
def test_a_handle_of_old_and_new_servers_is_understood(ref: str) -> None:
    assert (_place(ref), _times_seen(ref)) == (33, 2)


def plan_of(folder: Path, text: str = SITES) -> Plan:
    """The plan in a text."""
    (folder / "sites.toml").write_text(text, encoding="utf-8")
    return read_plan(folder / "sites.toml")


def test_a_network_is_written_from_a_short_list(tmp_path: Path) -> None:
    plan = plan_of(tmp_path)
    folders = write_network(plan, tmp_path / "out")
    assert [folder.name for folder in folders] == ["trung-tam-1", "so-noi-vu", "xa"]
    for folder in folders:
        assert (folder / f"{folder.name}.key").stat().st_mode & 0o777 == 0o600
        signed = x509.load_pem_x509_certificate((folder / f"{folder.name}.pem").read_bytes())
        authority = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
        signed.verify_directly_issued_by(authority)
        assert not (folder / "authority.key").exists()


def test_certificates_are_kept_and_files_written_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_network(plan_of(tmp_path), out)
    before = {path: path.read_bytes() for path in out.rglob("*.*") if path.suffix != ".conf"}
    more = SITES + '[[site]]\nname = "moi"\ncodes = ["H61.7"]\n'
    write_network(plan_of(tmp_path, more), out)
    changed = [p for p, data in before.items() if p.read_bytes() != data and p.name != "link.toml"]
    assert changed == []
    assert "to.moi.>" in (out / "trung-tam-1" / "nats-server.conf").read_text()


def test_a_suspended_site_sends_nothing_and_keeps_its_box(tmp_path: Path) -> None:
    text = SITES.replace('name = "xa"', 'name = "xa"\nsuspended = true')
    plan = plan_of(tmp_path, text)
    config = node_file(plan, plan.nodes[0])
    assert 'subject: "mail.xa.>"' not in config
    assert 'account: xa, subject: "mail.so-noi-vu.>"' in config


def test_an_installation_reads_what_was_written_for_it(tmp_path: Path) -> None:
    write_network(plan_of(tmp_path), tmp_path / "out")
    folder = (tmp_path / "out" / "so-noi-vu").rename(tmp_path / "etc")
    settings = read_settings(tomllib.loads((folder / "link.toml").read_text()), folder)
    assert settings.sites["so-noi-vu"].title == "Sở Nội vụ"
    expected = {"H61.12": "so-noi-vu", "H61.12.3.1": "so-noi-vu", "H61.99": "xa", "H61": None}
    assert {code: settings.site_of(code) for code in expected} == expected
    assert settings.site_of("H61.120") is None


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('"so-noi-vu"', '"Sở"', "không hợp lệ"),
        ('"xa"', '"so-noi-vu"', "cùng tên"),
        ('"H61.99"', '"H61.12"', "H61.12"),
        ("[[node]]", "[[nut]]", "node"),
        ("address", "dia-chi", "dia-chi"),
        ("[[site]]", "[site", "sai"),
        ('address = "10.0.0.1"', 'address = "a"\n[[node]]\nname = "b"\naddress = "b"', "đa số"),
    ],
)
def test_a_wrong_list_is_refused_with_a_sentence(
    tmp_path: Path, old: str, new: str, word: str
) -> None:
    with pytest.raises(WrongSettings, match=word):
        plan_of(tmp_path, SITES.replace(old, new))


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"servers": ["nats://127.0.0.1:4222"]}, "tls://"),
        ({"servers": []}, "tls://"),
        ({"key": "khong-co"}, "khong-co"),
        ({"site": "a.b"}, "không hợp lệ"),
        ({"sites": {"a": {}}}, "codes"),
        ({"lạ": 1}, "lạ"),
    ],
)
def test_wrong_settings_are_refused_with_a_sentence(
    tmp_path: Path, change: dict[str, object], word: str
) -> None:
    (tmp_path / "x").touch()
    table: dict[str, object] = {
        "site": "a",
        "servers": ["tls://127.0.0.1:1"],
        "sites": {"a": {"codes": ["A"]}},
        **dict.fromkeys(("authority", "certificate", "key"), "x"),
    }
    assert asdict(read_settings(table, tmp_path))["site"] == "a"
    with pytest.raises(WrongSettings, match=word):
        read_settings(table | change, tmp_path)


@given(some.from_regex(r"[a-z0-9.*>$ -]{0,40}", fullmatch=True))
def test_a_name_of_a_site_is_one_plain_token(name: str) -> None:
    if is_site(name):
        assert not set(name) & set(".*>$ ")
        assert 0 < len(name) <= 32


def test_uuid_in_capitals_is_the_same_parcel() -> None:
    uuid = UUID("7eb381e8-fa57-460a-9ce1-076c790c1fdc")
    envelope = Envelope(uuid=uuid, kind=Kind.STATUS, sender="A", receiver="B", sha256="")
    data = pack(envelope, b"").replace(str(uuid).encode(), str(uuid).upper().encode())
    assert unpack(data)[0].uuid == uuid
