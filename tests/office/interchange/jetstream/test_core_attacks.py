"""What a site of the network may try against the installation at the other end, by real parcels."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from brokers import Network
from tests.factories import brokered, linked
from tests.factories.province import Office
from tests.office.interchange.jetstream.test_attacks import published
from vanthu.ground.files.queries import path_of
from vanthu.office.documents.models import Document
from vanthu.office.interchange import ways
from vanthu.office.interchange.choices import Cause, Transport
from vanthu.office.interchange.drivers.base import Kind
from vanthu.office.interchange.drivers.jetstream.envelope import Envelope, FileInfo, pack
from vanthu.office.interchange.models import Message, Receipt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store", "ends")]
Pair = tuple[Office, Office]


@pytest.fixture
def ends(brokers: Network, tmp_path: Path) -> Iterator[None]:
    """Both ends of a real link."""
    with brokered.joined(brokers, tmp_path):
        yield


@pytest.fixture
def pair(ends: None) -> Pair:
    """A sender and a receiver that know each other over the broker alone."""
    return linked.pair()


class Site:
    """Who has the keys of a site and a client of its own, and what went over the network before."""

    def __init__(self, network: Network, name: str, document: Document) -> None:
        self.settings = network.settings(name)
        row = Message.objects.get(bound="in", kind="document", document_id=document.identifier)
        assert row.raw is not None
        self.raw = path_of(row.raw.pk).read_bytes()
        (part,) = row.parts.all()
        self.file = path_of(part.blob_id).read_bytes()
        self.digest = hashlib.sha256(self.file).hexdigest()

    def put_file(self, uuid: UUID, content: bytes) -> FileInfo:
        """A file beside a parcel, announced by the hash of the true one."""
        name = f"{uuid}.1"
        published(self.settings, f"file.binh.{name}", content)
        return FileInfo(
            content_id="file-1",
            nuid=f"{self.settings.site}.{name}",
            size=len(content),
            chunks=1,
            sha256=self.digest,
        )

    def put(self, raw: bytes, *files: FileInfo, uuid: UUID | None = None, sha256: str = "") -> None:
        """A parcel, in the name of the agency whose document it was."""
        envelope = Envelope(
            uuid=uuid or uuid4(),
            kind=Kind.DOCUMENT,
            sender="H07.901",
            receiver="H61.902",
            sha256=sha256,
            files=files,
        )
        published(self.settings, "to.binh.parcel", pack(envelope, raw))


@pytest.fixture
def document(pair: Pair) -> Document:
    """Sent and arrived."""
    found = linked.issue(pair[0])
    brokered.carry()
    return found


def _last(pair: Pair) -> Message:
    """What became of the last parcel: it changed nothing, and an honest document goes its way."""
    sender, receiver = pair
    row = Message.objects.filter(bound="in", kind="document").latest("pk")
    assert Document.objects.filter(agency=receiver.agency).count() == 1
    assert set(Receipt.objects.values_list("status", flat=True)) == {"01"}
    behind = linked.issue(sender)
    brokered.carry()
    assert linked.status_of(behind) == "01"
    return row


def test_another_site_sends_nothing_in_an_agencys_name(
    brokers: Network, pair: Pair, document: Document
) -> None:
    site = Site(brokers, "chau", document)
    uuid = uuid4()
    site.put(site.raw, site.put_file(uuid, site.file), uuid=uuid)
    brokered.carry()
    row = _last(pair)
    assert (row.state, row.cause) == (Transport.QUARANTINED, Cause.SENDER)
    assert (row.vouched_for, row.parts.count()) == ("chau", 1)
    assert "không phải đơn vị được phép gửi qua Mạng của tỉnh" in row.problem


def test_an_old_parcel_played_once_more_changes_nothing(
    brokers: Network, pair: Pair, document: Document
) -> None:
    """With its file, with another in its place, and without: it was cleared away when taken."""
    site = Site(brokers, "an", document)
    for content in (site.file, b"z" * len(site.file)):
        uuid = uuid4()
        site.put(site.raw, site.put_file(uuid, content), uuid=uuid)
    site.put(site.raw, replace(site.put_file(uuid4(), site.file), nuid="an.da.xoa"))
    brokered.carry()
    states = Message.objects.filter(bound="in", kind="document").order_by("pk")
    assert [each.state for each in states] == ["applied", "duplicate", "duplicate"]
    assert [each.parts.count() for each in states] == [1, 1, 0]
    assert ways.all_ways()[1].driver().waiting(9) == []
    _last(pair)


def test_a_packet_altered_on_its_way_is_refused(
    brokers: Network, pair: Pair, document: Document
) -> None:
    site = Site(brokers, "an", document)
    altered = site.raw.replace(document.subject.encode(), b"Noi dung khac")
    assert altered != site.raw
    site.put(altered, sha256=hashlib.sha256(site.raw).hexdigest())
    brokered.carry()
    row = _last(pair)
    assert row.state == Transport.REFUSED
    assert row.problem.startswith("Gói tin không khớp mã băm mà nơi gửi ghi kèm")
    assert row.raw is not None
    assert path_of(row.raw.pk).read_bytes() == altered


def test_a_file_altered_on_its_way_is_not_taken(
    brokers: Network, pair: Pair, document: Document
) -> None:
    """The driver leaves it out; a new document that lacks its file is refused, and its sender
    told."""
    site = Site(brokers, "an", document)
    uuid = uuid4()
    raw = site.raw.replace(document.identifier.encode(), b"H07.901.khac")
    assert raw != site.raw
    site.put(raw, site.put_file(uuid, b"z" * len(site.file)), uuid=uuid)
    brokered.carry()
    row = _last(pair)
    assert row.state == Transport.REFUSED
    assert "thiếu nội dung của tệp" in row.problem
    back = Message.objects.get(bound="out", status="02")
    assert (back.document_id, back.receiver_code) == ("H07.901.khac", "H07.901")
