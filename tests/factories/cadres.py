"""A commune that proposes, a province that appraises and decides, and people with birth dates.

`bureau()` makes both with their duties in every matter; everyone is an Actor at NOW.
"""

from dataclasses import dataclass
from datetime import date
from itertools import count

from tests.factories.province import NOW, START, actor_of, agency, post, tenure
from vanthu.cadres.personnel.choices import DutyKind, DutyScope, Matter, Sex
from vanthu.cadres.personnel.models import Decision, Duty, PersonFacts
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import AgencyKind, Level, Role, System
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person
from vanthu.kernel.text import sort_key_vi

_numbers = count(1)


@dataclass(frozen=True)
class Bureau:
    """A commune with who enters and confirms, the province with who appraises, decides, audits.

    `outsider` is a personnel officer of another commune, without any duty for this one.
    """

    commune: Agency
    province: Agency
    enterer: Actor
    confirmer: Actor
    appraiser: Actor
    decider: Actor
    auditor: Actor
    outsider: Actor

    @property
    def hands(self) -> tuple[Actor, Actor, Actor, Actor]:
        """Who enters, confirms, appraises and decides."""
        return self.enterer, self.confirmer, self.appraiser, self.decider


def bureau() -> Bureau:
    """A province's personnel body and one of its communes."""
    province = agency(
        "Ban Tổ chức Tỉnh ủy",
        "BTCTU",
        system=System.PARTY,
        kind=AgencyKind.PARTY_BODY,
        level=Level.PROVINCE,
    )
    commune = agency(parent=province)
    elsewhere = agency(parent=province)
    own, everywhere = DutyScope.OWN, DutyScope.PROVINCE
    return Bureau(
        commune=commune,
        province=province,
        enterer=_hire(commune, Role.PERSONNEL, "Công chức tổ chức", DutyKind.ENTER, own),
        confirmer=_hire(commune, Role.AGENCY_LEADER, "Bí thư", DutyKind.CONFIRM, own),
        appraiser=_hire(
            province, Role.PERSONNEL, "Chuyên viên Ban Tổ chức", DutyKind.APPRAISE, everywhere
        ),
        decider=_hire(province, Role.AGENCY_LEADER, "Trưởng ban", DutyKind.DECIDE, everywhere),
        auditor=_hire(province, Role.INSPECTOR, "Kiểm tra viên", DutyKind.AUDIT, everywhere),
        outsider=_hire(elsewhere, Role.PERSONNEL, "Công chức tổ chức", DutyKind.ENTER, own),
    )


def _hire(place: Agency, role: Role, title: str, kind: DutyKind, scope: DutyScope) -> Actor:
    held = post(place, role, title)
    for matter in Matter:
        duty(held.pk, matter, kind, scope)
    return actor_of(tenure(held))


def duty(post_id: int, matter: Matter, kind: DutyKind, scope: DutyScope) -> Duty:
    """The post does this from START on."""
    return Duty.objects.create(
        post_id=post_id,
        matter=matter,
        kind=kind,
        scope=scope,
        valid_from=START,
        basis="Quy chế làm việc",
    )


def somebody(
    place: Agency,
    *,
    name: str = "Nguyễn Văn An",
    born_on: date = date(1980, 5, 17),
    sex: Sex = Sex.MALE,
    number: str = "",
    minority: bool | None = None,
) -> Person:
    """A person with facts known since NOW, without an account."""
    person = Person.objects.create(full_name=name, name_key=sort_key_vi(name))
    facts(person, place, born_on=born_on, sex=sex, number=number, minority=minority)
    return person


def facts(
    person: Person,
    place: Agency,
    *,
    born_on: date = date(1980, 5, 17),
    sex: Sex = Sex.MALE,
    number: str = "",
    minority: bool | None = None,
) -> PersonFacts:
    """What is known of a person since NOW."""
    return PersonFacts.objects.create(
        person=person,
        agency=place,
        number=number or f"CB{next(_numbers):06}",
        born_on=born_on,
        sex=sex,
        minority=minority,
        known_from=NOW,
    )


def decision(place: Agency, signed_on: date, reference: str = "") -> Decision:
    """A decision of the province's committee, signed on the day."""
    return Decision.objects.create(
        agency=place,
        reference=reference or f"{next(_numbers)}-QĐ/TU",
        signed_on=signed_on,
        effective_on=signed_on,
        issuer="Tỉnh ủy Vĩnh Long",
        entered_at=NOW,
    )
