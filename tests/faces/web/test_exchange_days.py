"""The daily reconciliation on screen, and its command."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.web.people import client_of
from tests.factories import linked, loop
from tests.factories.calling import Caller
from tests.factories.province import NOW, Office
from tests.support.pages import CheckedClient
from vanthu.faces.cli.exchange import exchange
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.actions import know_agency
from vanthu.office.interchange import queries, ways
from vanthu.office.interchange.choices import Agreement, Bound, Gap
from vanthu.office.interchange.models import Difference, Reconciliation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Whose day differs by one document, behind a link."""
    loop.offered(tmp_path / "loop", own=True)
    sender, _receiver = linked.pair()
    row = Reconciliation.objects.create(
        link=loop.NAME,
        day=date(2026, 11, 22),
        our_code="H61.901",
        their_code="H07.902",
        agency_id=sender.id,
        state=Agreement.DIFFERENT,
        sent_count=1204,
        their_received=1203,
        compared_at=NOW,
    )
    Difference.objects.create(
        reconciliation=row,
        bound=Bound.OUT,
        gap=Gap.ONLY_HERE,
        about="van-ban-7",
        kind="document",
        code="0",
        hash_here="a" * 64,
    )
    yield sender
    ways.offer([])


def test_a_clerk_reads_what_differs_and_what_to_do(office: Office) -> None:
    client = client_of(office.clerk)
    page = client.get("/exchange/days").content.decode()
    assert "1.204 / 1.203" in page
    assert "1 chênh lệch" in page
    row = Reconciliation.objects.get()
    day = client.get(f"/exchange/days/{row.pk}").content.decode()
    for words in ("van-ban-7", "Chỉ bên này có", "rồi gửi lại", "a" * 16):
        assert words in day
    assert "van-ban-7" not in client.get("/exchange/days?state=equal").content.decode()


def test_the_newest_day_stands_first_whenever_it_was_compared(office: Office) -> None:
    client = client_of(office.clerk)
    alone = cost(client)
    for number in range(queries.PAGE):
        Reconciliation.objects.create(
            link=loop.NAME,
            day=date(2026, 11, 21) - timedelta(days=number),
            our_code="H61.901",
            their_code="H07.902",
            agency_id=office.id,
            state=Agreement.EQUAL,
        )
    know_agency(Actor.system(NOW), code="H07.902", name="UBND xã bên kia")
    first = client.get("/exchange/days").content.decode()
    assert first.index("22/11/2026") < first.index("21/11/2026") < first.index("20/11/2026")
    assert "UBND xã bên kia" in first, "the agency by its name"
    assert "03/10/2026" not in first
    after = first.partition("after=")[2].partition('"')[0]
    second = client.get(f"/exchange/days?after={after}").content.decode()
    assert "03/10/2026" in second
    assert "04/10/2026" not in second
    # session and person, boxes and links of the shell; days, their agencies, names, differences
    assert cost(client) == alone <= 12


def cost(client: CheckedClient) -> int:
    """How many statements the list takes."""
    with CaptureQueriesContext(connection) as seen:
        client.get("/exchange/days")
    return len(seen)


def test_where_there_is_nothing_the_page_says_why_and_what_next(office: Office) -> None:
    client = client_of(office.clerk)
    assert "Không có ngày nào như vậy" in client.get("/exchange/days?state=equal").content.decode()
    Reconciliation.objects.all().delete()
    page = client.get("/exchange/days").content.decode()
    assert "Chưa có ngày nào được đối soát" in page
    ways.offer([])
    assert "chưa nối với bên ngoài" in client.get("/exchange/days").content.decode()


def test_a_program_reads_the_days(office: Office) -> None:
    api = Caller(office.clerk)
    (day,) = api.get("/exchange/days").body["rows"]
    assert (day["state"], day["sent"], day["their_received"]) == ("different", 1204, 1203)
    assert api.get("/exchange/days", state="equal").body == {"rows": [], "next": None}
    one = api.get(f"/exchange/days/{day['id']}").body
    assert one["day"] == day
    assert [each["about"] for each in one["differences"]] == ["van-ban-7"]
    assert Caller(office.specialist).get("/exchange/days").status == 403


def test_an_administrator_reads_it_too_and_nobody_else(office: Office) -> None:
    row = Reconciliation.objects.get()
    for address in ("/exchange/days", f"/exchange/days/{row.pk}"):
        assert client_of(office.sysadmin).get(address).status_code == 200
        assert client_of(office.specialist).get(address).status_code == 403
    Reconciliation.objects.update(agency_id=0)
    assert client_of(office.clerk).get(f"/exchange/days/{row.pk}").status_code == 404


def test_the_command_tells_days_and_differences(office: Office) -> None:
    told = CliRunner().invoke(exchange, ["status"], catch_exceptions=False)
    assert told.exit_code == 0
    assert "2026-11-22 loop H61.901 ↔ H07.902: Có chênh lệch" in told.output
    assert "van-ban-7: Chỉ bên này có." in told.output
    told = CliRunner().invoke(exchange, ["reconcile", "--day", "2026-11-22"])
    assert (told.exit_code, "van-ban-7" in told.output) == (0, True)
    told = CliRunner().invoke(exchange, ["reconcile", "--day", "2999-01-01"])
    assert told.exit_code == 2
    told = CliRunner().invoke(exchange, ["reconcile", "--link", "khong-co"])
    assert (told.exit_code, "khong-co" in told.output) == (1, True)
