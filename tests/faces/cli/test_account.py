"""An empty installation begins, and a lost password is replaced, from the machine itself."""

import pytest
from click.testing import CliRunner

from tests.factories.province import NOW, office
from vanthu.faces.cli.account import account
from vanthu.ground.access.actions import sign_in
from vanthu.ground.journal.queries import verify_all
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Account

pytestmark = pytest.mark.django_db
FIRST = [
    "first",
    *("--agency", "Ủy ban nhân dân tỉnh Vĩnh Long", "--abbreviation", "UBND"),
    *("--place", "Vĩnh Long", "--code", "H61", "--name", "Trần Văn An"),
    *("--username", "tran.van.an"),
]


def test_the_first_administrator_signs_in_with_the_printed_password() -> None:
    result = CliRunner().invoke(account, FIRST)
    assert result.exit_code == 0, result.output
    username, password = result.output.splitlines()[0].split(": ")
    assert sign_in(username, password, now=NOW, ip="127.0.0.1", agent="")
    assert Agency.objects.count() == 1
    assert list(verify_all()) == []


def test_there_is_only_one_first() -> None:
    office()
    result = CliRunner().invoke(account, FIRST)
    assert result.exit_code == 1
    assert "Đã có cơ quan" in result.output


def test_a_lost_password_is_replaced() -> None:
    place = office()
    username = Account.objects.get(pk=place.clerk.account_id or 0).username
    result = CliRunner().invoke(account, ["reset-password", username])
    assert result.exit_code == 0, result.output
    assert result.output.startswith(f"{username}: ")
    assert CliRunner().invoke(account, ["reset-password", "khong.co"]).exit_code == 1
