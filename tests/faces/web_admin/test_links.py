"""The links on the administrator's page: try, pause, resume, and envelopes without content."""

import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.web.people import client_of
from tests.faces.web_admin.answers import body
from tests.factories import linked, loop
from tests.factories.loop import Loop
from tests.factories.parcels import message
from tests.factories.province import NOW, Office, office
from tests.support.pages import CheckedClient
from vanthu.faces.web.views import config_exchange
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.choices import Level
from vanthu.office.interchange import queries, ways
from vanthu.office.interchange.choices import Bound, Content, Transport
from vanthu.office.interchange.edxml.message import Organization
from vanthu.office.interchange.models import LinkState, Message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
PAGE = "/config/exchange"


@pytest.fixture
def link(tmp_path: Path) -> Iterator[Loop]:
    """The loop, offered as the only way."""
    yield loop.offered(tmp_path / "loop")
    ways.offer([])


@pytest.fixture
def pair(link: Loop) -> tuple[Office, Office]:
    """A sender and a receiver that know each other over the loop alone."""
    return linked.pair()


@pytest.fixture
def centre() -> Office:
    """Who looks after the links."""
    return office("Trung tâm", "TT", level=Level.PROVINCE)


def test_without_links_it_says_how_to_make_one(centre: Office) -> None:
    page = client_of(centre.sysadmin).get(PAGE).content.decode()
    assert "Chưa cấu hình đường liên thông nào" in page


def test_a_link_is_tried_paused_and_let_go_on(
    link: Loop, pair: tuple[Office, Office], centre: Office
) -> None:
    client = client_of(centre.sysadmin)
    assert client.post(f"{PAGE}/loop/try").status_code == 302
    assert LinkState.objects.get().good_at == NOW
    link.down = True
    client.post(f"{PAGE}/loop/try")
    assert "Trục không trả lời." in client.get(PAGE).content.decode()
    link.down = False
    assert client.post(f"{PAGE}/loop/pause", {"reason": ""}).status_code == 422
    assert client.post(f"{PAGE}/loop/pause", {"reason": "Trục bảo trì"}).status_code == 302
    assert client.post(f"{PAGE}/loop/pause", {"reason": "Trục bảo trì"}).status_code == 422
    document = linked.sent(pair[0])
    assert link.count() == 0, "nothing goes while it is paused"
    shown = client.get(PAGE).content.decode()
    assert "Trục bảo trì" in shown
    clerk = client_of(pair[0].clerk)
    banner = "Quản trị tạm dừng Trục thử từ"
    assert banner in clerk.get("/boxes/to-register").content.decode()
    assert "Trục bảo trì" in clerk.get("/exchange/links").content.decode()
    assert client.post(f"{PAGE}/loop/resume").status_code == 302
    assert banner not in clerk.get("/boxes/to-register").content.decode()
    linked.carry()
    assert linked.status_of(document) == "01"
    names = Entry.objects.filter(object_type="link").values_list("name", flat=True)
    assert list(names) == ["link-paused", "link-resumed"]


@pytest.mark.usefixtures("centre")
def test_only_the_centre_does_it(link: Loop, pair: tuple[Office, Office]) -> None:
    for who in ("sysadmin", "clerk"):
        client = client_of(pair[0].staff[who])
        for what in ("try", "pause", "resume"):
            sent = {"reason": "Vì"}
            assert client.post(f"{PAGE}/loop/{what}", sent).status_code == 403, (who, what)


def test_what_is_for_nobody_is_listed_as_an_envelope_and_taken_as_a_table(
    link: Loop, pair: tuple[Office, Office], centre: Office
) -> None:
    link.put(message(receivers=(Organization(code="H61.999"),)))
    linked.carry()
    client = client_of(centre.sysadmin)
    page = client.get(PAGE).content.decode()
    assert "Không có nơi nhận nào của gói tin" in page
    assert "tiêm chủng" not in page
    assert len(client.get(f"{PAGE}/lost.xlsx").getvalue()) > 1000
    # of one that was not read, who sent it is known by the network alone
    Message.objects.filter(bound="in").update(sender_code="", vouched_for="H07.777")
    assert "H07.777" in client.get(PAGE).content.decode()


def lost(count: int) -> None:
    """Packets for nobody, as many of them."""
    Message.objects.bulk_create(packet(number) for number in range(count))


def packet(number: int) -> Message:
    """One packet for nobody: odd ones could be read, even ones not."""
    return Message(
        bound=Bound.IN,
        link=loop.NAME,
        ref=str(number),
        kind=Content.DOCUMENT,
        sender_code="H07.902" if number % 2 else "",
        document_id=f"goi-{number:03}" if number % 2 else "",
        state=Transport.REFUSED if number % 2 else Transport.ARRIVED,
        problem=f"Sai mã nơi nhận, lần {number:03}.",
        made_at=NOW - timedelta(minutes=200 - number),
        state_at=NOW,
        next_at=NOW,
    )


def table(client: CheckedClient, query: str = "") -> list[str]:
    """The texts of the exported table."""
    answer = client.get(f"{PAGE}/lost.xlsx{query}")
    sheet = openpyxl.load_workbook(io.BytesIO(body(answer))).active
    assert sheet is not None
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_pages_of_what_is_for_nobody_follow_each_other_and_the_table_holds_all(
    link: Loop, centre: Office
) -> None:
    lost(queries.PAGE + 5)
    client = client_of(centre.sysadmin)
    first = client.get(PAGE).content.decode()
    assert "lần 005." in first
    assert "lần 004." not in first
    after = first.partition("after=")[2].partition("#")[0]
    second = client.get(f"{PAGE}?after={after}").content.decode()
    assert "lần 004." in second
    assert "lần 005." not in second
    assert "Xem tiếp" not in second
    cells = table(client)
    assert {f"Sai mã nơi nhận, lần {n:03}." for n in range(queries.PAGE + 5)} <= set(cells)


def test_what_is_for_nobody_is_narrowed_on_the_page_and_in_the_table(
    link: Loop, centre: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost(6)
    client = client_of(centre.sysadmin)
    for query in ("?state=refused", "?other=H07.902", "?other=goi-001"):
        page = client.get(PAGE + query).content.decode()
        assert "lần 001." in page, query
        assert "lần 002." not in page, query
        cells = table(client, query)
        assert "Sai mã nơi nhận, lần 001." in cells, query
        assert "Sai mã nơi nhận, lần 002." not in cells, query
    assert "Tình trạng: Từ chối" in table(client, "?state=refused")
    assert not [cell for cell in table(client, "?state=khac") if "khac" in cell]
    assert "Không có gói tin nào khớp" in client.get(f"{PAGE}?day=01/01/2026").content.decode()
    for address in (PAGE, f"{PAGE}/lost.xlsx"):
        assert client.get(f"{address}?day=hôm qua").status_code == 422
    monkeypatch.setattr(config_exchange, "MOST_ROWS", 4)
    cells = table(client)
    assert "4 dòng đầu; hãy lọc để lấy phần còn lại" in cells
    assert "Sai mã nơi nhận, lần 001." not in cells


def test_the_page_costs_the_same_however_much_went(
    link: Loop, pair: tuple[Office, Office], centre: Office
) -> None:
    client = client_of(centre.sysadmin)
    costs = []
    for _turn in range(2):
        linked.sent(pair[0])
        with CaptureQueriesContext(connection) as seen:
            client.get(PAGE)
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 12
    Message.objects.filter(bound="out").update(sent_at=None, made_at=NOW - timedelta(hours=3))
    assert "Gói tin chờ gửi trong 24 giờ qua" in client.get(PAGE).content.decode()


def test_a_program_does_what_the_administrator_does(
    link: Loop, pair: tuple[Office, Office], centre: Office
) -> None:
    client, api = client_of(centre.sysadmin), "/api/v1/exchange/links/loop"
    kind = "application/json"
    assert client.post(f"{api}/try").json() == {"answered": True, "sentence": ""}
    assert client.post(f"{api}/pause", {"reason": "Vì"}, content_type=kind).status_code == 200
    assert client.get("/api/v1/exchange/links").json()[0]["held_reason"] == "Vì"
    assert client.post(f"{api}/resume").status_code == 200
    assert client.post("/api/v1/exchange/links/khac/try").status_code == 409
    lost(queries.PAGE + 1)
    first = client.get("/api/v1/exchange/lost").json()
    assert first["rows"][0]["problem"] == f"Sai mã nơi nhận, lần {queries.PAGE:03}."
    rest = client.get(f"/api/v1/exchange/lost?cursor={first['next']}").json()
    assert [row["sender_code"] for row in rest["rows"]] == [""]
    assert rest["next"] is None
    assert client_of(pair[0].clerk).get("/api/v1/exchange/lost").status_code == 403
