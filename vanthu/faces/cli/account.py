"""`vanthu account`."""

from collections.abc import Iterable
from dataclasses import replace

import click
from django.db.models import TextChoices
from django.utils import timezone

from vanthu.ground.access import actions as access
from vanthu.ground.access.rules import rights_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import unit_of_work
from vanthu.ground.org import actions as org
from vanthu.ground.org.actions.agencies import AgencyFields
from vanthu.ground.org.choices import AgencyKind, Level, Role, System
from vanthu.ground.org.models import Agency
from vanthu.ground.people import actions as people
from vanthu.ground.people.models import Account
from vanthu.kernel.errors import Invalid, Refusal


@click.group()
def account() -> None:
    """Accounts, from the machine itself: the first administrator, and a lost password."""


def _operator(agency_id: int = 0) -> Actor:
    """Whoever works at the machine, with an administrator's rights and no right to content."""
    return Actor(
        now=timezone.now(),
        name="Quản trị máy chủ",
        agency_id=agency_id,
        rights=rights_of(Role.SYSADMIN),
        request_id="command-line",
    )


def _listed(choices: Iterable[TextChoices]) -> str:
    return ", ".join(f"{each.value} ({each.label})" for each in choices)


_LEVELS = (Level.PROVINCE, Level.COMMUNE)
_SIDES = {
    AgencyKind.PEOPLES_COUNCIL: System.COUNCIL,
    AgencyKind.PARTY_COMMITTEE: System.PARTY,
    AgencyKind.PARTY_BODY: System.PARTY,
    AgencyKind.FRONT: System.FRONT,
}
# By which option a field is given that was refused.
_OPTIONS = {"name": "agency", "full_name": "name"}


@account.command()
@click.option("--agency", required=True, help="Name of the agency that administers.")
@click.option("--abbreviation", required=True, help="Its abbreviation, as in symbols: UBND.")
@click.option("--place", required=True, help="Its seat, as papers print it: Vĩnh Long.")
@click.option("--code", default="", help="Its identifier (QĐ 20/2020), such as H61.")
@click.option(
    "--kind",
    type=click.Choice([each.value for each in AgencyKind]),
    default=AgencyKind.PEOPLES_COMMITTEE.value,
    show_default=True,
    help=f"What it is: {_listed(AgencyKind)}.",
)
@click.option(
    "--level",
    type=click.Choice([each.value for each in _LEVELS]),
    default=Level.PROVINCE.value,
    show_default=True,
    help=f"Its tier: {_listed(_LEVELS)}.",
)
@click.option(
    "--side",
    type=click.Choice([each.value for each in System]),
    help=f"Its side, which decides how its papers look: {_listed(System)}; else as its kind says.",
)
@click.option("--name", required=True, help="Full name of the administrator.")
@click.option("--username", required=True, help="Name to sign in with.")
def first(
    agency: str,
    abbreviation: str,
    place: str,
    code: str,
    kind: str,
    level: str,
    side: str | None,
    name: str,
    username: str,
) -> None:
    """Make the first agency and its system administrator in an empty installation.

    \b
    vanthu account first --agency 'Ủy ban nhân dân tỉnh Vĩnh Long' --abbreviation UBND \\
        --place 'Vĩnh Long' --code H61 --name 'Trần Văn An' --username tran.van.an
    vanthu account first --agency 'Sở Nội vụ' --kind department --abbreviation SNV \\
        --place 'Vĩnh Long' --code H61.10 --name 'Trần Văn An' --username tran.van.an
    """
    if Agency.objects.exists():
        raise click.ClickException(
            "Đã có cơ quan trong hệ thống; hãy đăng nhập bằng tài khoản quản trị "
            "(there are agencies already; sign in as an administrator)."
        )
    fields = AgencyFields(name=agency, abbreviation=abbreviation, place=place)
    what = AgencyKind(kind)
    where = Level(level), System(side) if side else _SIDES.get(what, System.STATE), what
    try:
        password = _make_first(fields, where, code.strip(), name, username)
    except Refusal as refusal:
        raise click.ClickException(_why(refusal)) from refusal
    click.echo(f"{username}: {password}")
    click.echo("Mật khẩu phải đổi khi đăng nhập lần đầu (to be changed at the first sign-in).")


def _why(refusal: Refusal) -> str:
    """The sentence; where options were refused, each by its name."""
    if not isinstance(refusal, Invalid):
        return refusal.sentence
    told = [f"--{_OPTIONS.get(name, name)}: {text}" for name, text in refusal.errors.items()]
    return "\n".join(told) or refusal.sentence


def _make_first(
    fields: AgencyFields,
    where: tuple[Level, System, AgencyKind],
    code: str,
    name: str,
    username: str,
) -> str:
    operator = _operator()
    level, side, kind = where
    with unit_of_work(operator):
        made = org.create_agency(
            operator,
            fields=fields,
            system=side,
            level=level,
            kind=kind,
            from_day=operator.today,
            code=code,
        )
        operator = replace(operator, agency_id=made.pk)
        post = org.create_post(
            operator,
            agency_id=made.pk,
            title="Quản trị hệ thống",
            role=Role.SYSADMIN,
            from_day=operator.today,
        )
        person = people.add_person(operator, fields=people.PersonFields(full_name=name))
        people.appoint(
            operator,
            person_id=person.pk,
            post_id=post.pk,
            from_day=operator.today,
            basis="Thiết lập hệ thống",
        )
        _, password = access.open_account(operator, person_id=person.pk, username=username)
        return password


@account.command("reset-password")
@click.argument("username")
def reset_password(username: str) -> None:
    """Give USERNAME a new first password; their sessions end. The journal keeps who asked."""
    found = Account.objects.filter(username=username.strip().lower()).first()
    tenure = found.person.tenures.on(timezone.localdate()).first() if found else None
    if found is None or tenure is None:
        raise click.ClickException(
            "Không có tài khoản đang giữ chức vụ mang tên này (no such account in a post)."
        )
    operator = _operator(tenure.post.agency_id)
    try:
        password = access.reset_password(operator, account_id=found.pk)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    click.echo(f"{found.username}: {password}")
