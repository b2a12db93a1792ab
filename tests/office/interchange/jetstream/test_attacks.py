"""What a site of the network, or a stranger, may try: each against one real server."""

import asyncio
import hashlib
import json
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from nats.aio.msg import Msg
from nats.errors import Error, NoRespondersError

from brokers import Network, free_ports
from tests.office.interchange.jetstream.conftest import Open
from tests.office.interchange.jetstream.test_travel import emptied
from tests.support.parcels import attachment, contents, parcel, plain
from vanthu.office.interchange.drivers.base import (
    BadAnswer,
    Busy,
    Kind,
    Unreachable,
    Verdict,
    Waiting,
)
from vanthu.office.interchange.drivers.jetstream import receiving
from vanthu.office.interchange.drivers.jetstream.client import Client
from vanthu.office.interchange.drivers.jetstream.driver import JetStreamDriver, build
from vanthu.office.interchange.drivers.jetstream.envelope import Envelope, FileInfo, pack
from vanthu.office.interchange.drivers.jetstream.line import context_of
from vanthu.office.interchange.drivers.jetstream.network.authority import issue, open_authority
from vanthu.office.interchange.drivers.jetstream.settings import Box, Settings

T = TypeVar("T")


def as_site(settings: Settings, work: Callable[[Client], Awaitable[T]]) -> T:
    """What somebody with the keys of a site, and a client of their own, can do."""

    return asyncio.run(_with_client(settings, context_of(settings), work))


async def _with_client(
    settings: Settings, context: ssl.SSLContext, work: Callable[[Client], Awaitable[T]]
) -> T:
    client = Client()
    try:
        await client.connect(list(settings.servers), tls=context, allow_reconnect=False)
        return await work(client)
    finally:
        await client.end()


def published(settings: Settings, subject: str, data: bytes, **headers: str) -> dict[str, object]:
    """The server's answer to what a site publishes."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()} or None
    answer = as_site(settings, lambda c: c.request(subject, data, timeout=1, headers=sent))
    told: dict[str, object] = json.loads(answer.data)
    return told


def test_nobody_can_send_as_another(brokers: Network, opened: Open) -> None:
    """The sender in the subject is the account's; one in the envelope must live there."""
    there = emptied(opened("binh"))
    forged = parcel("AN", "BINH")
    envelope = Envelope(
        uuid=forged.uuid, kind=Kind.DOCUMENT, sender="AN", receiver="BINH", sha256=""
    )
    published(brokers.settings("chau"), "to.binh.parcel", pack(envelope, b"gia mao"))
    (one,) = there.waiting(10)
    assert (one.uuid, one.sender) == (forged.uuid, "chau")
    there.acknowledge(one, Verdict.REFUSED)


@pytest.mark.parametrize(
    "subject", ["mail.an.parcel", "mail.binh.parcel", "$O.FILES.C.an.x", "to.dao.parcel"]
)
def test_only_the_way_out_leads_out(brokers: Network, opened: Open, subject: str) -> None:
    """Another's subjects do not exist for a site; into its own box it may put nothing itself."""
    there, own = emptied(opened("binh")), emptied(opened("dao"))
    with pytest.raises((NoRespondersError, TimeoutError)):
        published(brokers.settings("dao"), subject, b"x")
    assert [*there.waiting(10), *own.waiting(10)] == []


def test_nobody_reads_anothers_mail(brokers: Network, opened: Open) -> None:
    """A site that listens to everything hears nothing of what two others say to each other."""
    here, there = opened("an"), emptied(opened("binh"))

    async def listen(client: Client) -> list[str]:
        heard: list[str] = []

        async def hear(message: Msg) -> None:
            heard.append(message.subject)

        await client.subscribe(">", cb=hear)
        await client.flush()
        await asyncio.to_thread(here.send, parcel("AN", "BINH", attachment(b"mat")))
        await asyncio.to_thread(emptied, there)
        told = await client.request("$JS.hub.API.STREAM.INFO.IN", timeout=2)
        return [*heard, *[told.data.decode()]]

    *heard, info = as_site(brokers.settings("chau"), listen)
    assert [subject for subject in heard if not subject.startswith(("_INBOX", "$JS."))] == []
    assert '"AN"' not in info


@pytest.mark.parametrize("rollup", ["all", "sub"])
def test_nobody_clears_anothers_box(brokers: Network, opened: Open, rollup: str) -> None:
    opened("an").send(sent := parcel("AN", "BINH"))
    for subject in ("to.binh.parcel", "file.binh.x", "to.binh.receipt.x"):
        told = published(brokers.settings("chau"), subject, b"", Nats_Rollup=rollup)
        assert "rollup" in str(told["error"])
    there = opened("binh")
    assert sent.uuid in {one.uuid for one in there.waiting(100)}


def test_a_flood_fills_the_floods_own_share(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LOOK", 10)
    there = emptied(opened("chau", box=Box(share=25)))
    flood, here = opened("flood"), opened("an")
    for number in range(25):
        flood.send(parcel("FLOOD", "CHAU", subject=str(number)))
    with pytest.raises(Busy) as full:
        flood.send(parcel("FLOOD", "CHAU"))
    assert "đầy" in full.value.sentence
    here.send(wanted := parcel("AN", "CHAU"))
    waiting = there.waiting(100)
    assert len(waiting) == 26
    assert wanted.uuid in {one.uuid for one in waiting}
    assert there.clear("flood") >= 25
    emptied(there)
    assert flood.send(parcel("FLOOD", "CHAU")).remote_id.startswith("chau:")


def test_files_of_a_flood_are_cleared_alone(opened: Open, place: Path) -> None:
    """The object store is one for all: who was flooded removes what one sender has put there."""
    there = emptied(opened("chau", box=Box(file_bytes=6 << 20)))
    flood, here = opened("flood"), opened("an")
    here.send(wanted := parcel("AN", "CHAU", attachment(b"x" * 2_000_000)))
    for number in range(3):
        flood.send(parcel("FLOOD", "CHAU", attachment(bytes([number]) * 1_000_000)))
    with pytest.raises(Busy):
        flood.send(parcel("FLOOD", "CHAU", attachment(b"z" * 3_000_000)))
    assert there.clear("flood") > 0
    here.send(parcel("AN", "CHAU", attachment(b"y" * 2_000_000)))
    waiting = {one.uuid: one for one in there.waiting(10)}
    assert len(waiting) == 2
    assert contents(there.fetch(waiting[wanted.uuid], place))[1]


def test_what_is_no_envelope_is_fetched_as_it_is(
    brokers: Network, opened: Open, place: Path
) -> None:
    there = emptied(opened("binh"))
    published(brokers.settings("chau"), "to.binh.parcel", b"\x00 khong phai goi tin")
    (one,) = there.waiting(10)
    assert (one.uuid, one.sender) == (None, "chau")
    assert contents(there.fetch(one, place)) == (b"\x00 khong phai goi tin", {})
    there.acknowledge(one, Verdict.REFUSED, "Không đọc được.")
    assert there.waiting(10) == []


def announced(brokers: Network, there: JetStreamDriver, **change: object) -> Waiting:
    """What waits after a site has announced a file of one chunk otherwise than it is."""
    sent = parcel("CHAU", "BINH")
    settings = brokers.settings("chau")
    published(settings, f"file.binh.{sent.uuid}.1", b"noi dung")
    info = FileInfo(
        content_id="cid:1", nuid=f"chau.{sent.uuid}.1", size=8, chunks=1, sha256="0" * 64
    )
    envelope = Envelope(
        uuid=sent.uuid,
        kind=Kind.DOCUMENT,
        sender="CHAU",
        receiver="BINH",
        sha256="",
        files=(replace(info, **change),),  # type: ignore[arg-type]
    )
    published(settings, "to.binh.parcel", pack(envelope, b"goi"))
    (one,) = there.waiting(10)
    return one


@pytest.mark.parametrize("change", [{"sha256": "0" * 64}, {"size": 3}, {"size": 10**12}])
def test_a_file_other_than_announced_is_left_out(
    brokers: Network, opened: Open, place: Path, change: dict[str, object]
) -> None:
    there = emptied(opened("binh"))
    one = announced(brokers, there, **change)
    assert contents(there.fetch(one, place)) == (b"goi", {})
    there.acknowledge(one, Verdict.REFUSED)


@pytest.mark.parametrize("change", [{"chunks": 5}, {"nuid": "an.khac"}])
def test_a_file_that_never_came_sends_its_parcel_back(
    brokers: Network, opened: Open, place: Path, change: dict[str, object]
) -> None:
    """Who announces what it did not send keeps nobody's box full, and reaches nobody's files."""
    there = emptied(opened("binh", missing_looks=1))
    one = announced(brokers, there, **change)
    with pytest.raises(BadAnswer, match="gửi lại"):
        there.fetch(one, place)
    assert there.waiting(10) == []


def test_a_file_that_is_not_here_yet_is_waited_for(
    brokers: Network, opened: Open, place: Path
) -> None:
    """After a restart the centre may hand out a parcel before the chunks of its files."""
    there = emptied(opened("binh", missing_looks=2))
    sent = parcel("CHAU", "BINH")
    content = b"noi dung"
    info = FileInfo(
        content_id="cid:1",
        nuid=f"chau.{sent.uuid}.1",
        size=len(content),
        chunks=1,
        sha256=hashlib.sha256(content).hexdigest(),
    )
    envelope = Envelope(
        uuid=sent.uuid, kind=Kind.DOCUMENT, sender="CHAU", receiver="BINH", sha256="", files=(info,)
    )
    settings = brokers.settings("chau")
    published(settings, "to.binh.parcel", pack(envelope, b"goi"))
    (one,) = there.waiting(10)
    with pytest.raises(BadAnswer):
        there.fetch(one, place)
    published(settings, f"file.binh.{sent.uuid}.1", content)
    assert contents(there.fetch(one, place)) == (b"goi", {info.sha256: content})
    there.acknowledge(one, Verdict.TAKEN)


@pytest.mark.parametrize("nuid", ["an.>", "chau"])
def test_a_place_with_wildcards_or_of_nobody_is_no_envelope(
    brokers: Network, opened: Open, nuid: str
) -> None:
    there = emptied(opened("binh"))
    sent = parcel("CHAU", "BINH")
    info = FileInfo(content_id="", nuid=nuid, size=1, chunks=1, sha256="")
    envelope = Envelope(
        uuid=sent.uuid, kind=Kind.DOCUMENT, sender="CHAU", receiver="BINH", sha256="", files=(info,)
    )
    published(brokers.settings("chau"), "to.binh.parcel", pack(envelope, b""))
    (one,) = there.waiting(10)
    assert one.uuid is None
    there.acknowledge(one, Verdict.REFUSED)


def test_a_certificate_of_another_authority_opens_nothing(brokers: Network, tmp_path: Path) -> None:
    settings = brokers.settings("an")
    stranger = open_authority(tmp_path / "la", "la")
    certificate = issue(stranger, tmp_path, "an", ("127.0.0.1",))
    driver = build(
        replace(settings, certificate=certificate, key=tmp_path / "an.key", seconds=1.5), plain
    )
    with pytest.raises(Unreachable):
        driver.waiting(1)
    driver.close()


def test_without_a_certificate_nothing_opens(brokers: Network) -> None:
    settings = brokers.settings("an")
    context = ssl.create_default_context(cafile=str(settings.authority))
    with pytest.raises((Error, OSError)):
        asyncio.run(_with_client(settings, context, Client.flush))


def test_no_server_is_unreachable_not_empty(brokers: Network) -> None:
    servers = (f"tls://127.0.0.1:{free_ports(1)[0]}",)
    driver = build(replace(brokers.settings("an"), servers=servers, seconds=1.0), plain)
    for ask in (lambda: driver.waiting(1), lambda: driver.send(parcel("AN", "BINH"))):
        with pytest.raises(Unreachable):
            ask()
    driver.close()
