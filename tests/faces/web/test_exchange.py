"""The exchange on the clerks' screens: what needs them, both states of a message, default deny."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.web.people import client_of
from tests.factories import linked, loop
from tests.factories.loop import Loop
from tests.factories.parcels import file, message
from tests.factories.province import NOW, Office
from tests.support.pages import CheckedClient
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.models import Blob
from vanthu.ground.journal.models import Entry
from vanthu.office.drafting.actions import recall_issued
from vanthu.office.interchange import queries, ways
from vanthu.office.interchange.actions import update_issued
from vanthu.office.interchange.choices import Transport
from vanthu.office.interchange.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
Pair = tuple[Office, Office]
PAGES = ("/exchange", "/exchange/sent", "/exchange/received", "/exchange/links")


@pytest.fixture
def link(tmp_path: Path) -> Iterator[Loop]:
    """The loop, offered as the only way."""
    yield loop.offered(tmp_path / "loop")
    ways.offer([])


@pytest.fixture
def pair(link: Loop) -> Pair:
    """A sender and a receiver that know each other over the loop alone."""
    return linked.pair()


def read(client: CheckedClient, address: str) -> str:
    """The page at the address."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return str(answer.content.decode())


def test_where_nothing_is_linked_the_pages_say_what_to_do(pair: Pair) -> None:
    ways.offer([])
    client = client_of(pair[0].clerk)
    for address in ("/exchange", "/exchange/links"):
        assert "chưa nối với bên ngoài" in read(client, address)


def test_both_states_stand_side_by_side_and_lead_to_the_message(link: Loop, pair: Pair) -> None:
    document = linked.sent(pair[0])
    client = client_of(pair[0].clerk)
    page = read(client, "/exchange/sent")
    assert document.reference in page
    assert "UBND xã bên kia" in page
    assert "Mạng đã nhận" in page
    assert "01 Đã đến" in page
    (out,) = Message.objects.filter(bound="out", kind="document")
    shown = read(client, f"/exchange/messages/{out.pk}")
    assert out.sent_hash in shown
    assert "H61.901" in shown
    assert "01 Đã đến" in shown
    assert f"/documents/{document.pk}" in shown
    there = read(client_of(pair[1].clerk), "/exchange/received")
    assert "Đã tiếp nhận" in there
    assert document.subject in there


def test_a_document_leads_its_clerk_to_its_packets_and_nobody_else(link: Loop, pair: Pair) -> None:
    document = linked.sent(pair[0])
    update_issued(
        pair[0].clerk,
        document_id=document.pk,
        values={"subject": "Trích yếu đúng"},
        reason="Ghi nhầm trích yếu",
    )
    linked.carry(NOW + timedelta(minutes=5))
    first, second = Message.objects.filter(bound="out", kind="document").order_by("pk")
    way = f"/documents/{document.pk}/path"
    page = read(client_of(pair[0].clerk), way)
    assert f'href="/exchange/messages/{first.pk}"' in page
    assert f'href="/exchange/messages/{second.pk}"' in page
    assert "Gửi cập nhật văn bản" in page
    shown = page.partition(f"/documents/{document.pk}/related#")[2].partition('"')[0]
    assert f'id="{shown}"' in read(client_of(pair[0].clerk), f"/documents/{document.pk}/related")
    leader = read(client_of(pair[0].leader), way)
    assert "Gửi cập nhật văn bản" in leader
    assert "/exchange/messages/" not in leader
    assert client_of(pair[0].leader).get(f"/exchange/messages/{first.pk}").status_code == 403


def test_the_lists_are_narrowed_and_go_on(
    link: Loop, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [linked.sent(pair[0]) for _turn in range(3)]
    client = client_of(pair[0].clerk)
    assert "Trạng thái" not in read(client, "/exchange/received").partition("<tbody>")[2]
    assert "01 Đã đến" in read(client, "/exchange/received?scope=all")
    assert documents[0].reference in read(client, "/exchange/sent?other=H07.902&day=23/11/2026")
    assert "Không có gói tin nào khớp" in read(client, "/exchange/sent?day=22/11/2026")
    assert "Không có gói tin nào khớp" in read(client, "/exchange/sent?state=failed")
    assert client.get("/exchange/sent?day=hôm qua").status_code == 422
    monkeypatch.setattr("vanthu.office.interchange.queries.exchange.PAGE", 2)
    monkeypatch.setattr("vanthu.office.interchange.queries.PAGE", 2)
    first = read(client, "/exchange/sent")
    assert documents[0].reference not in first
    after = first.partition("after=")[2].partition('"')[0]
    assert documents[0].reference in read(client, f"/exchange/sent?after={after}")


def test_what_failed_is_listed_and_sent_again(link: Loop, pair: Pair) -> None:
    link.faults = ["rejected"]
    document = linked.sent(pair[0])
    client = client_of(pair[0].clerk)
    page = read(client, "/exchange")
    assert "Không gửi được" in page
    assert "Nơi nhận không có trên trục." in page
    (row,) = Message.objects.filter(bound="out")
    assert client.post(f"/exchange/messages/{row.pk}/again").status_code == 302
    assert Entry.objects.filter(name="message-asked-again").count() == 1
    linked.carry(NOW + timedelta(hours=1))
    assert linked.status_of(document) == "01"
    assert client.post(f"/exchange/messages/{row.pk}/again").status_code == 409


def test_a_receiver_that_owes_a_status_and_an_order_without_answer_are_listed(
    link: Loop, pair: Pair
) -> None:
    document = linked.issue(pair[0])
    (owed,) = queries.needs(later(pair[0].clerk, 1))
    assert owed.sentence == "Chưa đến sau 4 giờ làm việc."
    assert owed.document_id == document.pk
    linked.carry()
    (owed,) = queries.needs(later(pair[0].clerk, 7))
    assert owed.sentence == "Đã đến nhưng chưa vào sổ sau 24 giờ làm việc."
    recall_issued(pair[0].leader, document_id=document.pk, reason="Sai thẩm quyền")
    linked.carry()
    assert "Nơi nhận chưa trả lời" in read(client_of(pair[0].clerk), "/exchange")


def later(actor: Actor, days: int) -> Actor:
    """The same person some days on."""
    return replace(actor, now=NOW + timedelta(days=days))


def held(link: Loop) -> Message:
    """A second version of a document, in quarantine."""
    link.put(message())
    linked.carry()
    link.put(message(subject="Nội dung khác", attachments=(file(b"Khac"),)))
    linked.carry()
    found = Message.objects.filter(bound="in").latest("pk")
    assert found.state == Transport.QUARANTINED
    return found


def test_a_second_version_is_compared_and_accepted_as_an_update(link: Loop, pair: Pair) -> None:
    row, client = held(link), client_of(pair[1].clerk)
    assert "Xem và quyết định" in read(client, "/exchange")
    page = read(client, f"/exchange/messages/{row.pk}")
    assert "<del>Về việc tiêm chủng</del>" in page
    assert "<ins>Nội dung khác</ins>" in page
    assert "Tệp khác" in page
    assert "type_code" not in page
    assert "Công văn" in page
    accept = f"/exchange/messages/{row.pk}/accept"
    assert "Nhận như bản cập nhật" in read(client, accept)
    assert client.post(accept, {"reason": ""}).status_code == 422
    assert client.post(accept, {"reason": "Đã gọi xác nhận"}).status_code == 302
    after = read(client, f"/exchange/messages/{row.pk}")
    assert "Đã gọi xác nhận" in after
    assert "Nhận như bản cập nhật" not in after


def test_it_may_be_discarded_instead_and_its_packet_taken_away(link: Loop, pair: Pair) -> None:
    row, client = held(link), client_of(pair[1].clerk)
    raw = client.get(f"/exchange/messages/{row.pk}/raw")
    assert raw.headers["Content-Disposition"].startswith("attachment")
    assert len(raw.getvalue()) == Blob.objects.get(pk=row.raw_id).size
    assert Entry.objects.filter(name="message-taken", object_id=row.pk).count() == 1
    discard = f"/exchange/messages/{row.pk}/discard"
    assert client.get(discard).status_code == 200
    assert client.post(discard, {"reason": "Nơi gửi không gửi"}).status_code == 302
    assert "Nơi gửi không gửi" in read(client, f"/exchange/messages/{row.pk}")


@pytest.mark.parametrize("who", ["specialist", "leader", "sysadmin"])
def test_nobody_but_the_clerks_reads_the_exchange(link: Loop, pair: Pair, who: str) -> None:
    row = held(link)
    client = client_of(pair[1].staff[who])
    for address in PAGES[1:3]:
        assert client.get(address).status_code == 403, address
    if who != "sysadmin":
        assert client.get("/exchange").status_code == 403
    for what in ("", "/raw", "/accept", "/discard"):
        assert client.get(f"/exchange/messages/{row.pk}{what}").status_code in (403, 404), what
    stranger = client_of(pair[0].clerk)
    for what in ("", "/raw", "/accept"):
        assert stranger.get(f"/exchange/messages/{row.pk}{what}").status_code == 404, what
    assert stranger.post(f"/exchange/messages/{row.pk}/again").status_code == 404


def test_an_administrator_is_led_to_the_links(pair: Pair) -> None:
    client = client_of(pair[0].sysadmin)
    for address in ("/exchange", "/exchange/links"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, "/config/exchange"), address
    assert "Đường liên thông" in read(client, "/config/exchange")


def test_a_silent_link_never_looks_like_an_empty_inbox(link: Loop, pair: Pair) -> None:
    linked.carry()
    link.down = True
    clerk, later = client_of(pair[1].clerk), NOW + timedelta(minutes=20)
    banner = "Trục thử không trả lời từ 09:00"
    assert banner not in read(clerk, "/boxes/to-register")
    linked.carry(later)
    with time_machine.travel(later, tick=False):
        for address in ("/boxes/to-register", "/exchange", "/exchange/received"):
            assert banner in read(clerk, address).replace(", 23/11/2026", ""), address
        assert banner not in read(client_of(pair[1].specialist), "/boxes/to-handle")
        assert "Không trả lời" in read(clerk, "/exchange/links")


def test_what_the_pages_cost_does_not_grow(link: Loop, pair: Pair) -> None:
    linked.sent(pair[0])
    client = client_of(pair[0].clerk)
    first = {address: cost(client, address) for address in PAGES}
    for _turn in range(4):
        linked.sent(pair[0])
    assert {address: cost(client, address) for address in PAGES} == first
    assert max(first.values()) <= 14, first


def cost(client: CheckedClient, address: str) -> int:
    """How many statements a page takes."""
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_the_rail_leads_clerks_there(pair: Pair) -> None:
    assert 'href="/exchange"' in read(client_of(pair[0].clerk), "/boxes/to-register")
    assert 'href="/exchange"' not in read(client_of(pair[0].specialist), "/boxes/to-handle")


def test_a_program_does_what_a_clerk_does(link: Loop, pair: Pair) -> None:
    row, client = held(link), client_of(pair[1].clerk)
    api = "/api/v1/exchange"
    (need,) = client.get(f"{api}/needs").json()
    assert (need["need"], need["message_id"]) == ("held", row.pk)
    listed = client.get(f"{api}/messages?bound=in&state=quarantined").json()["rows"]
    assert [each["id"] for each in listed] == [row.pk]
    both = client.get(f"{api}/messages/{row.pk}/versions").json()
    assert [each["field"] for each in both["fields"] if each["differs"]] == ["subject"]
    assert client.get(f"{api}/messages/{row.pk}").json()["raw_size"] > 0
    raw = client.get(f"{api}/messages/{row.pk}/raw")
    assert len(raw.getvalue()) > 0
    assert client.get(f"{api}/links").json()[0]["quarantined"] == 1
    sent = {"reason": "Đã gọi"}
    for what in ("again", "accept", "accept"):
        client.post(f"{api}/messages/{row.pk}/{what}", sent, content_type="application/json")
    assert client.get(f"{api}/needs").json() == []
    assert client_of(pair[1].sysadmin).get(f"{api}/messages?bound=in").status_code == 403
    assert client_of(pair[1].sysadmin).get(f"{api}/links").status_code == 200


def test_the_documents_own_table_says_which_way_it_goes(link: Loop, pair: Pair) -> None:
    link.down = True
    document = linked.sent(pair[0])
    client = client_of(pair[0].clerk)
    page = read(client, f"/documents/{document.pk}/related")
    assert "Trục thử" in page
    assert "Chờ gửi" in page
    assert "Trục không trả lời." in page
    link.down = False
    linked.carry(NOW + timedelta(hours=1))
    assert "Chờ gửi" not in read(client, f"/documents/{document.pk}/related")


def test_what_the_reader_found_odd_is_told_of_a_held_packet(
    link: Loop, pair: Pair, tmp_path: Path
) -> None:
    row = held(link)
    loop.offered(tmp_path / "loop", warn=lambda raw, files: ["Tiền tố lạ."])
    assert "Tiền tố lạ." in read(client_of(pair[1].clerk), f"/exchange/messages/{row.pk}")
