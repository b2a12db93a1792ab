"""An empty installation begins, and a lost password is replaced, from the machine itself."""

from dataclasses import replace

import pytest
from click.testing import CliRunner
from django.utils import timezone

from tests.factories.province import NOW, office
from vanthu.faces.cli.account import account
from vanthu.ground.access.actions import sign_in
from vanthu.ground.access.resolve import resolve_username
from vanthu.ground.access.rules import rights_of
from vanthu.ground.journal.queries import verify_all
from vanthu.ground.org.actions import create_agency
from vanthu.ground.org.actions.agencies import AgencyFields
from vanthu.ground.org.choices import AgencyKind, Level, Role, System
from vanthu.ground.org.models import Agency
from vanthu.ground.org.permissions import is_provincial
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


def test_the_first_agency_is_a_committee_of_the_province_unless_said_otherwise() -> None:
    assert CliRunner().invoke(account, FIRST).exit_code == 0
    made = Agency.objects.get()
    assert (made.kind, made.level, made.system) == ("ubnd", "province", "state")


@pytest.mark.parametrize(
    ("options", "made"),
    [
        (("--kind", "department"), ("department", "province", "state")),
        (("--kind", "party-body"), ("party-body", "province", "party")),
        (("--kind", "office", "--side", "council"), ("office", "province", "council")),
        (("--level", "commune"), ("ubnd", "commune", "state")),
    ],
)
def test_the_first_agency_is_what_one_says(
    options: tuple[str, ...], made: tuple[str, str, str]
) -> None:
    result = CliRunner().invoke(account, [*FIRST, *options])
    assert result.exit_code == 0, result.output
    found = Agency.objects.get()
    assert (found.kind, found.level, found.system) == made


def test_the_first_administrator_of_a_commune_keeps_its_installation() -> None:
    assert CliRunner().invoke(account, [*FIRST, "--level", "commune"]).exit_code == 0
    # the rights come with the first sign-in, when the password is changed
    first = replace(
        resolve_username("tran.van.an", timezone.now()), rights=rights_of(Role.SYSADMIN)
    )
    assert is_provincial(first)
    second = create_agency(
        first,
        fields=AgencyFields(name="Hội đồng nhân dân xã", abbreviation="HĐND", place="Phước Hậu"),
        system=System.COUNCIL,
        level=Level.COMMUNE,
        kind=AgencyKind.PEOPLES_COUNCIL,
        from_day=first.today,
    )
    assert not is_provincial(replace(first, agency_id=second.pk))


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--agency", " ", "--agency: Hãy nhập mục này."),
        ("--name", "", "--name: Hãy nhập họ và tên."),
        ("--username", "a b", "--username: Tên đăng nhập"),
        ("--code", "H 61", "Mã H 61 không đúng mẫu."),
        ("--kind", "sở", "'sở' is not one of 'ubnd'"),
        ("--level", "district", "'district' is not one of 'province', 'commune'"),
    ],
)
def test_what_is_wrong_is_said_by_the_name_of_its_option(
    option: str, value: str, said: str
) -> None:
    result = CliRunner().invoke(account, [*FIRST, option, value])
    assert result.exit_code != 0
    assert said in result.output
    assert not Agency.objects.exists()


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
