"""An agency with everything an agency needs: names, code, units, posts, people, registers, actors.

`office()` makes one; each call makes another agency of its own. Days: agencies exist from 1/7/2025,
`NOW` is a working Monday, 23/11/2026 9:00 in Việt Nam.
"""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from django.apps import apps

from vanthu.ground.access.rules import keys_of, rights_of
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.choices import AgencyKind, CodeScheme, Level, Role, System
from vanthu.ground.org.models import Agency, AgencyCode, AgencyVersion, Post, Unit, UnitVersion
from vanthu.ground.people.models import Account, Person, Tenure
from vanthu.kernel.text import sort_key_vi
from vanthu.office.documents.choices import PeriodKind, RegisterKind
from vanthu.office.documents.models import DocumentType
from vanthu.office.documents.registers import Register, RegisterPeriod

START = date(2025, 7, 1)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
_numbers = count(1)

_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ")
_GIVEN = ("Văn Ân", "Thị Bình", "Minh Châu", "Quốc Dũng", "Thị Hoà", "Hữu Khánh", "Ngọc Lan")


@dataclass(frozen=True)
class Office:
    """An agency with one holder in each post; every person is an Actor at NOW."""

    agency: Agency
    headquarters: Unit
    department: Unit
    clerk: Actor
    leader: Actor
    deputy: Actor
    chief: Actor
    head: Actor
    deputy_head: Actor
    specialist: Actor
    colleague: Actor
    archivist: Actor
    sysadmin: Actor
    inspector: Actor
    incoming: Register
    outgoing: Register
    internal: Register

    @property
    def staff(self) -> dict[str, Actor]:
        """Everyone by the name of their place."""
        names = ("clerk", "leader", "deputy", "chief", "head", "deputy_head", "specialist")
        more = ("colleague", "archivist", "sysadmin", "inspector")
        return {name: getattr(self, name) for name in (*names, *more)}

    @property
    def id(self) -> int:
        """The agency's id."""
        return self.agency.pk


def ensure_types() -> None:
    """The catalogue of types, which tests with real transactions flush away."""
    if not DocumentType.objects.exists():
        importlib.import_module("vanthu.office.documents.migrations.0002_types").load(apps, None)


def agency(
    name: str = "",
    abbreviation: str = "UBND",
    *,
    code: str = "",
    system: System = System.STATE,
    kind: AgencyKind = AgencyKind.PEOPLES_COMMITTEE,
    level: Level = Level.COMMUNE,
    parent: Agency | None = None,
    place: str = "Vĩnh Long",
    start: date = START,
) -> Agency:
    """An agency with its name and its identifier (H61.n unless given) from `start` on."""
    number = next(_numbers)
    row = Agency.objects.create(system=system, level=level, kind=kind, valid_from=start)
    AgencyVersion.objects.create(
        agency=row,
        name=name or f"Ủy ban nhân dân phường số {number}",
        abbreviation=abbreviation,
        place=place,
        parent=parent,
        valid_from=start,
    )
    AgencyCode.objects.create(
        agency=row, scheme=CodeScheme.QD_20, code=code or f"H61.{number}", valid_from=start
    )
    return row


def unit(agency: Agency, name: str, abbreviation: str, *, start: date = START) -> Unit:
    """A unit of the agency with its name."""
    row = Unit.objects.create(agency=agency, valid_from=start)
    UnitVersion.objects.create(unit=row, name=name, abbreviation=abbreviation, valid_from=start)
    return row


def post(
    agency: Agency,
    role: Role,
    title: str,
    *,
    unit: Unit | None = None,
    deputy: bool = False,
    start: date = START,
) -> Post:
    """A post nobody holds yet."""
    return Post.objects.create(
        agency=agency, unit=unit, role=role, title=title, deputy=deputy, valid_from=start
    )


def person(full_name: str = "") -> Person:
    """A person with an account (no usable password)."""
    number = next(_numbers)
    name = full_name or f"{_SURNAMES[number % 10]} {_GIVEN[number % 7]}"
    row = Person.objects.create(full_name=name, name_key=sort_key_vi(name))
    Account.objects.create(person=row, username=f"nguoi.dung.{number}", created_at=NOW)
    return row


def tenure(post: Post, holder: Person | None = None, *, start: date = START) -> Tenure:
    """Somebody holds the post from `start`."""
    return Tenure.objects.create(post=post, person=holder or person(), valid_from=start)


def actor_of(tenure: Tenure, now: datetime = NOW) -> Actor:
    """The holder, acting from that post."""
    held = tenure.post
    rights, keys = (
        rights_of(held.role),
        keys_of(held.role, post_id=held.pk, agency_id=held.agency_id, unit_id=held.unit_id),
    )
    return Actor(
        now=now,
        account_id=tenure.person.account.pk,
        person_id=tenure.person_id,
        name=tenure.person.full_name,
        tenure_id=tenure.pk,
        post_id=held.pk,
        agency_id=held.agency_id,
        unit_id=held.unit_id,
        role=held.role,
        rights=rights,
        keys=keys,
        second_factor=True,
    )


def register(
    agency: Agency,
    kind: RegisterKind,
    name: str,
    *,
    types: Sequence[str] = (),
    body: str = "",
    body_symbol: str = "",
    start: date = START,
) -> Register:
    """A register numbered by the year."""
    return Register.objects.create(
        agency=agency,
        kind=kind,
        name=name,
        types=list(types),
        body=body,
        body_symbol=body_symbol,
        period_kind=PeriodKind.YEAR,
        valid_from=start,
    )


def year(register: Register, number: int) -> RegisterPeriod:
    """An open calendar year of the register."""
    return RegisterPeriod.objects.create(
        register=register,
        label=str(number),
        starts_on=date(number, 1, 1),
        ends_before=date(number + 1, 1, 1),
        opened_at=NOW,
    )


def office(name: str = "", abbreviation: str = "UBND", **fields: object) -> Office:
    """An agency with Văn phòng (VP) and Phòng Kinh tế (KT), all posts held, three registers.

    `fields` go to `agency()`. The registers of incoming, outgoing and internal documents are open
    for 2025 and 2026 (incoming and outgoing of one series for every type).
    """
    ensure_types()
    place = agency(name, abbreviation, **fields)  # type: ignore[arg-type]
    headquarters = unit(place, "Văn phòng", "VP")
    department = unit(place, "Phòng Kinh tế", "KT")

    def hire(role: Role, title: str, where: Unit | None = None, deputy: bool = False) -> Actor:
        return actor_of(tenure(post(place, role, title, unit=where, deputy=deputy)))

    def series(kind: RegisterKind, title: str) -> Register:
        made = register(place, kind, title)
        year(made, 2025)
        year(made, 2026)
        return made

    return Office(
        agency=place,
        headquarters=headquarters,
        department=department,
        clerk=hire(Role.RECORDS_CLERK, "Văn thư", headquarters),
        leader=hire(Role.AGENCY_LEADER, "Chủ tịch"),
        deputy=hire(Role.AGENCY_LEADER, "Phó Chủ tịch", deputy=True),
        chief=hire(Role.OFFICE_CHIEF, "Chánh Văn phòng", headquarters),
        head=hire(Role.UNIT_HEAD, "Trưởng phòng", department),
        deputy_head=hire(Role.UNIT_HEAD, "Phó Trưởng phòng", department, deputy=True),
        specialist=hire(Role.SPECIALIST, "Chuyên viên", department),
        colleague=hire(Role.SPECIALIST, "Chuyên viên", department),
        archivist=hire(Role.ARCHIVIST, "Lưu trữ viên", headquarters),
        sysadmin=hire(Role.SYSADMIN, "Quản trị hệ thống", headquarters),
        inspector=hire(Role.INSPECTOR, "Thanh tra viên"),
        incoming=series(RegisterKind.INCOMING, "Sổ đăng ký văn bản đến"),
        outgoing=series(RegisterKind.OUTGOING, "Sổ đăng ký văn bản đi"),
        internal=series(RegisterKind.INTERNAL, "Sổ đăng ký văn bản nội bộ"),
    )
