"""The daily reconciliation on screen, and its command."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.faces.web.people import client_of
from tests.factories import linked, loop
from tests.factories.province import NOW, Office
from vanthu.faces.cli.exchange import exchange
from vanthu.office.interchange import ways
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
