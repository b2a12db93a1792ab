"""Parcels between two installations over one real server."""

import hashlib
import os
import time
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from tests.office.interchange.jetstream.conftest import Open
from tests.support.parcels import attachment, contents, packet, parcel, status
from vanthu.office.interchange.drivers.base import (
    Fate,
    Kind,
    Rejected,
    Sheet,
    Verdict,
    Waiting,
)
from vanthu.office.interchange.drivers.jetstream import receiving
from vanthu.office.interchange.drivers.jetstream.driver import JetStreamDriver

MEGABYTE = 1 << 20


def emptied(driver: JetStreamDriver) -> JetStreamDriver:
    """A driver whose box holds nothing that an earlier test left."""
    while some := driver.waiting(100):
        for one in some:
            driver.acknowledge(one, Verdict.REFUSED, "dọn")
    return driver


def test_a_document_travels_whole(opened: Open, place: Path) -> None:
    here, there = opened("an"), emptied(opened("binh"))
    data = os.urandom(3 * MEGABYTE)
    sent = parcel("AN", "BINH.05", attachment(data), attachment(b"phu luc", "phu-luc.pdf"))
    taken = here.send(sent)
    (one,) = there.waiting(10)
    assert (one.kind, one.sender, one.uuid) == (Kind.DOCUMENT, "AN", sent.uuid)
    raw, files = contents(there.fetch(one, place))
    assert raw == packet(sent)
    assert hashlib.sha256(raw).hexdigest() == taken.sha256
    assert sorted(files.values()) == sorted([data, b"phu luc"])
    assert here.reports([(sent, taken)]) == []
    there.acknowledge(one, Verdict.TAKEN)
    (report,) = here.reports([(sent, taken)])
    assert (report.uuid, report.fate) == (sent.uuid, Fate.TAKEN)
    assert report.digests == {
        "": taken.sha256,
        "cid:cong-van.pdf": hashlib.sha256(data).hexdigest(),
        "cid:phu-luc.pdf": hashlib.sha256(b"phu luc").hexdigest(),
    }
    assert there.waiting(10) == []


def test_of_much_that_waits_only_the_oldest_of_everybody_is_handed_out(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a turn does not come to would be handed out again and again."""
    monkeypatch.setattr(receiving, "LOOK", 4)
    here, third, there = opened("an"), opened("dao"), emptied(opened("binh"))
    sent = [parcel("AN", "BINH") for _ in range(12)]
    sent[6] = parcel("DAO", "BINH")
    for each in sent:
        (third if each.sender == "DAO" else here).send(each)
    looks = [[one.uuid for one in there.waiting(100)] for _ in range(3)]
    assert looks == [[each.uuid for each in sent[:8]], [each.uuid for each in sent[8:]], []]


def test_a_status_travels_without_files(opened: Open, place: Path) -> None:
    here, there = opened("an"), emptied(opened("binh"))
    sent = status("AN", "BINH", "03")
    here.send(sent)
    (one,) = there.waiting(10)
    assert one.kind == Kind.STATUS
    assert contents(there.fetch(one, place)) == (packet(sent), {})
    there.acknowledge(one, Verdict.TAKEN)


def test_a_sheet_travels_as_the_bytes_it_is(opened: Open, place: Path) -> None:
    here, there = opened("an"), emptied(opened("binh"))
    sheet = replace(parcel("AN", "BINH"), kind=Kind.SHEET, message=Sheet(b'{"version":1}'))
    taken = here.send(sheet)
    assert here.find(sheet) == taken
    (one,) = there.waiting(10)
    assert (one.kind, one.sender, one.uuid) == (Kind.SHEET, "AN", sheet.uuid)
    assert contents(there.fetch(one, place)) == (b'{"version":1}', {})
    there.acknowledge(one, Verdict.TAKEN)


def test_the_same_parcel_is_taken_once(opened: Open) -> None:
    here, there = opened("an"), emptied(opened("binh"))
    sent = parcel("AN", "BINH", attachment(b"mot"))
    assert here.find(sent) is None
    first = here.send(sent)
    assert here.send(sent) == first
    assert here.find(sent) == first
    (one,) = there.waiting(10)
    there.acknowledge(one, Verdict.TAKEN)
    assert there.waiting(10) == []


def test_asking_does_not_send(opened: Open) -> None:
    here, there = opened("an"), emptied(opened("binh"))
    sent = parcel("AN", "BINH")
    assert here.find(sent) is None
    assert there.waiting(10) == []
    here.send(sent)
    (one,) = there.waiting(10)
    there.acknowledge(one, Verdict.TAKEN)


def test_a_receipt_tells_what_the_server_no_longer_knows(opened: Open) -> None:
    """The receipt outlives the hours in which the server knows a parcel's id."""
    here, there = opened("an"), emptied(opened("binh"))
    sent = parcel("AN", "BINH")
    taken = here.send(sent)
    (one,) = there.waiting(10)
    there.acknowledge(one, Verdict.TAKEN)
    found = here.find(sent)
    assert found
    assert found.sha256 == taken.sha256


def test_what_is_not_acknowledged_waits_again(opened: Open) -> None:
    here, there = opened("an"), emptied(opened("dao", again_after=1.0))
    here.send(sent := parcel("AN", "DAO"))
    (first,) = there.waiting(10)
    assert first.uuid == sent.uuid
    assert there.waiting(10) == []
    time.sleep(1.2)
    (again,) = there.waiting(10)
    assert (again.uuid, again.place) == (first.uuid, first.place)
    assert again.ref != first.ref
    there.acknowledge(again, Verdict.TAKEN)


def test_another_process_may_finish_and_repeat(opened: Open, place: Path) -> None:
    here, there, other = opened("an"), emptied(opened("binh")), opened("binh")
    taken = here.send(sent := parcel("AN", "BINH", attachment(b"tep")))
    (one,) = there.waiting(10)
    there.close()
    handle = Waiting(ref=one.ref, kind=one.kind, uuid=one.uuid)
    assert contents(other.fetch(handle, place))[0] == packet(sent)
    other.acknowledge(handle, Verdict.TAKEN)
    there.acknowledge(one, Verdict.TAKEN)
    assert [r.fate for r in here.reports([(sent, taken)])] == [Fate.TAKEN]


def test_a_refusal_comes_home_with_its_reason(opened: Open) -> None:
    here, there = opened("an"), emptied(opened("binh"))
    taken = here.send(sent := parcel("AN", "BINH"))
    (one,) = there.waiting(10)
    there.acknowledge(one, Verdict.REFUSED, "Không đọc được gói tin.")
    (report,) = here.reports([(sent, taken)])
    assert (report.fate, report.reason) == (Fate.REFUSED, "Không đọc được gói tin.")


def test_a_receipt_for_other_bytes_is_no_delivery(opened: Open) -> None:
    here, there = opened("an"), emptied(opened("binh"))
    taken = here.send(sent := parcel("AN", "BINH"))
    (one,) = there.waiting(10)
    there.acknowledge(one, Verdict.TAKEN)
    (report,) = here.reports([(sent, replace(taken, sha256="0" * 64))])
    assert report.fate == Fate.REFUSED
    assert "mã băm" in report.reason


def test_reports_of_many_parcels(opened: Open) -> None:
    here, there = opened("an"), emptied(opened("binh"))
    sent = [parcel("AN", "BINH", subject=f"Văn bản {n}") for n in range(120)]
    pairs = [(one, here.send(one)) for one in sent]
    for _ in range(2):
        for one in there.waiting(60):
            there.acknowledge(one, Verdict.TAKEN)
    assert [r.uuid for r in here.reports(pairs)] == [one.uuid for one in sent]


@pytest.mark.parametrize("receiver", ["KHONG.CO", "AN.01"])
def test_a_receiver_of_no_other_site_is_refused(opened: Open, receiver: str) -> None:
    with pytest.raises(Rejected) as refused:
        opened("an").send(parcel("AN", receiver))
    assert refused.value.code == "unknown-receiver"


def test_what_is_too_large_is_refused_before_it_travels(opened: Open) -> None:
    here = opened("an", largest_file=MEGABYTE)
    with pytest.raises(Rejected) as file_refused:
        here.send(parcel("AN", "BINH", attachment(b"x" * (MEGABYTE + 1))))
    with pytest.raises(Rejected) as packet_refused:
        here.send(parcel("AN", "BINH", subject="x" * 1_100_000))
    assert (file_refused.value.code, packet_refused.value.code) == ("file-too-large", "max-payload")
    assert "1 MB" in file_refused.value.sentence


def test_a_file_that_changed_is_not_sent(opened: Open) -> None:
    there = emptied(opened("binh"))
    with pytest.raises(Rejected) as refused:
        opened("an").send(parcel("AN", "BINH", replace(attachment(b"that"), sha256="0" * 64)))
    assert refused.value.code == "file-changed"
    assert there.waiting(10) == []


def test_the_directory_is_that_of_the_settings(opened: Open) -> None:
    listed = list(opened("an").directory())
    assert {one.code for one in listed} == {"AN", "BINH", "CHAU", "DAO", "FLOOD"}


def test_find_knows_nothing_of_strangers(opened: Open) -> None:
    sent = parcel("AN", "BINH")
    opened("an").send(sent)
    assert opened("an").find(replace(sent, uuid=uuid4())) is None
