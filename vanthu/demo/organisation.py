"""The agencies: live ones with units and posts, closed ones, outside correspondents.

The units of departments follow the pattern of a province after the 2025 rearrangement; the exact
rooms of each agency are the demo's own. Old provinces are given the departments whose names are
certain on 30/6/2025, without posts: their papers are history here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vanthu.demo import posts
from vanthu.demo.codes import codes_of
from vanthu.demo.sources import COMMUNE_BASIS, KNOWN_SINCE, PROVINCE_BASIS, REFORM, table
from vanthu.demo.specs import AgencySpec, CodeSpec, LineageSpec, PostSpec, UnitSpec
from vanthu.demo.units import AdministrativeUnit, of_level, successions, successors_of_districts
from vanthu.ground.org.choices import AgencyKind, Level, System

# Departments that stood under the same name in each of the three old provinces on 30/6/2025.
_OLD_DEPARTMENTS = (
    "so-noi-vu",
    "so-tai-chinh",
    "so-xay-dung",
    "so-nnmt",
    "so-khcn",
    "so-vhttdl",
    "so-gddt",
    "so-y-te",
    "so-tu-phap",
    "so-cong-thuong",
    "thanh-tra",
)
_PROVINCIAL_SEATS = {"86": "Vĩnh Long", "83": "Bến Tre", "84": "Trà Vinh"}


@dataclass(frozen=True)
class Province:
    """Everything of the organisation, parents before children."""

    agencies: tuple[AgencySpec, ...]
    lineage: tuple[LineageSpec, ...]
    codes: dict[str, tuple[CodeSpec, ...]]

    @property
    def live(self) -> tuple[AgencySpec, ...]:
        """The agencies at work after the reform."""
        return tuple(agency for agency in self.agencies if agency.live)

    @property
    def posts(self) -> tuple[PostSpec, ...]:
        """Every post of the live agencies."""
        return tuple(post for agency in self.live for post in agency.posts)


@cache
def province() -> Province:
    """The whole demo organisation."""
    agencies = (*_old_agencies(), *_provincial(), *_services(), *_communes(), *_external())
    return Province(agencies, tuple(_lineage(agencies)), codes_of(agencies))


def _units(key: str, rooms: list[list[str]]) -> tuple[UnitSpec, ...]:
    return tuple(UnitSpec(f"{key}/{abbr}", name, abbr, field) for name, abbr, field in rooms)


def _provincial() -> Iterator[AgencySpec]:
    for row in table("province.json")["agencies"]:
        units = _units(row["key"], row["rooms"])
        yield AgencySpec(
            key=row["key"],
            name=row["name"],
            abbreviation=row["abbr"],
            kind=AgencyKind(row["kind"]),
            system=System(row["system"]),
            level=Level.PROVINCE,
            place=_PROVINCIAL_SEATS["86"],
            parent=row.get("parent", ""),
            field=row["field"],
            leader_title=row.get("leader", "Giám đốc"),
            valid_from=REFORM,
            area="86",
            units=units,
            posts=posts.provincial(row, units),
        )


def _services() -> Iterator[AgencySpec]:
    for key, name, abbreviation, parent, field, leader in table("province.json")["services"]:
        units = _units(
            key,
            [
                ["Phòng Tổ chức - Hành chính", "TCHC", "hanh-chinh"],
                ["Phòng Nghiệp vụ", "NV", field],
            ],
        )
        yield AgencySpec(
            key=key,
            name=name,
            abbreviation=abbreviation,
            kind=AgencyKind.PUBLIC_SERVICE,
            system=System.STATE,
            level=Level.PROVINCE,
            place=_PROVINCIAL_SEATS["86"],
            parent=parent,
            field=field,
            leader_title=leader,
            valid_from=REFORM,
            area="86",
            units=units,
            posts=posts.service(key, leader, units),
        )


def _communes() -> Iterator[AgencySpec]:
    for unit in of_level("commune", live=True):
        yield _party(unit, "tinh-uy:86")
        yield _committee(unit, "ubnd:86")
        yield _council(unit)
        yield _front(unit)


def _commune_rooms(unit: AdministrativeUnit) -> list[list[str]]:
    economy = (
        ["Phòng Kinh tế, Hạ tầng và Đô thị", "KTHTĐT", "xay-dung"]
        if unit.kind == "phường"
        else ["Phòng Kinh tế", "KT", "nong-nghiep"]
    )
    return [
        ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "VP", "hanh-chinh"],
        economy,
        ["Phòng Văn hóa - Xã hội", "VHXH", "van-hoa"],
        ["Trung tâm Phục vụ hành chính công", "PVHCC", "hanh-chinh"],
    ]


def _committee(unit: AdministrativeUnit, parent: str) -> AgencySpec:
    key = f"ubnd:{unit.code}"
    units = _units(key, _commune_rooms(unit)) if unit.live else ()
    return AgencySpec(
        key=key if unit.live else f"old:{key}",
        name=f"Ủy ban nhân dân {unit.full_name}",
        abbreviation="UBND",
        kind=AgencyKind.PEOPLES_COMMITTEE,
        system=System.STATE,
        level=Level(unit.level),
        place=unit.name,
        parent=parent,
        field="tong-hop",
        leader_title="Chủ tịch",
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        area=unit.code,
        units=units,
        posts=posts.commune(key, units) if unit.live else (),
    )


def _party(unit: AdministrativeUnit, parent: str) -> AgencySpec:
    """A Party committee; a commune's has no registry here: it works on the Party's own network."""
    titles = {"district": ("huyện ủy", "HU"), "province": ("Tỉnh ủy", "TU")}
    name, abbreviation = titles.get(unit.level, ("Đảng ủy", "ĐU"))
    if unit.level == "district":
        name = {"thành phố": "Thành ủy", "thị xã": "Thị ủy"}.get(unit.kind, "Huyện ủy")
    label = unit.full_name if unit.level == "commune" else unit.name
    key = f"dang:{unit.code}"
    return AgencySpec(
        key=key if unit.live else f"old:{key}",
        name=f"{name} {label}",
        abbreviation=abbreviation,
        kind=AgencyKind.PARTY_COMMITTEE,
        system=System.PARTY,
        level=Level(unit.level),
        place=unit.name,
        parent=parent,
        field="dang",
        leader_title="Bí thư",
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        has_registry=unit.level != "commune",
        area=unit.code,
        posts=posts.party_committee(key) if unit.live else (),
    )


def _council(unit: AdministrativeUnit) -> AgencySpec:
    """The commune's people's council; its papers are registered by the joint office of the UBND."""
    key = f"hdnd:{unit.code}"
    return AgencySpec(
        key=key if unit.live else f"old:{key}",
        name=f"Hội đồng nhân dân {unit.full_name}",
        abbreviation="HĐND",
        kind=AgencyKind.PEOPLES_COUNCIL,
        system=System.COUNCIL,
        level=Level(unit.level),
        place=unit.name,
        parent="",
        field="tong-hop",
        leader_title="Chủ tịch",
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        has_registry=unit.level != "commune",
        area=unit.code,
        posts=posts.council_chair(key, f"dang:{unit.code}") if unit.live else (),
    )


def _front(unit: AdministrativeUnit) -> AgencySpec:
    return AgencySpec(
        key=f"mttq:{unit.code}",
        name=f"Ủy ban Mặt trận Tổ quốc Việt Nam {unit.full_name}",
        abbreviation="MTTQ",
        kind=AgencyKind.FRONT,
        system=System.FRONT,
        level=Level(unit.level),
        place=unit.name,
        parent="mttq:86",
        field="mat-tran",
        leader_title="Chủ tịch",
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
        has_registry=False,
        area=unit.code,
    )


def _old_agencies() -> Iterator[AgencySpec]:
    for unit in of_level("province", live=False):
        yield _party(unit, "")
        yield _committee(unit, "")
        yield _council(unit)
        yield from _old_departments(unit)
    for unit in of_level("district", live=False):
        yield _party(unit, f"old:dang:{unit.parent}")
        yield _committee(unit, f"old:ubnd:{unit.parent}")
    for unit in of_level("commune", live=False):
        yield _committee(unit, f"old:ubnd:{unit.parent}")


def _old_departments(unit: AdministrativeUnit) -> Iterator[AgencySpec]:
    for row in table("province.json")["agencies"]:
        if row["key"] not in _OLD_DEPARTMENTS:
            continue
        yield AgencySpec(
            key=f"old:{row['key']}:{unit.code}",
            name=f"{row['name']} {unit.full_name}",
            abbreviation=row["abbr"],
            kind=AgencyKind.DEPARTMENT,
            system=System.STATE,
            level=Level.PROVINCE,
            place=_PROVINCIAL_SEATS[unit.code],
            parent=f"old:ubnd:{unit.code}",
            field=row["field"],
            leader_title=row.get("leader", "Giám đốc"),
            valid_from=unit.valid_from,
            valid_to=unit.valid_to,
            area=unit.code,
        )


def _external() -> Iterator[AgencySpec]:
    for row in table("province.json")["external"]:
        key, name, abbreviation, place, leader, field, symbols = row
        yield AgencySpec(
            key=key,
            name=name,
            abbreviation=abbreviation,
            kind=AgencyKind.DEPARTMENT,
            system=System.STATE,
            level=Level.PROVINCE,
            place=place,
            parent="",
            field=field,
            leader_title=leader,
            valid_from=KNOWN_SINCE,
            has_registry=False,
            external=True,
            symbols=tuple(symbols),
        )


def _lineage(agencies: tuple[AgencySpec, ...]) -> Iterator[LineageSpec]:
    known = {agency.key for agency in agencies}
    for step in successions():
        provincial = step.new_code == "86"
        basis = PROVINCE_BASIS if provincial else COMMUNE_BASIS
        for prefix in ("ubnd", "hdnd") if provincial else ("ubnd",):
            old = f"old:{prefix}:{step.old_code}"
            yield LineageSpec(old, f"{prefix}:{step.new_code}", basis, step.extent == "part")
        if provincial:
            yield LineageSpec(f"old:dang:{step.old_code}", "tinh-uy:86", basis, False)
            for key in _OLD_DEPARTMENTS:
                yield LineageSpec(f"old:{key}:{step.old_code}", key, basis, False)
    for district, heirs in successors_of_districts().items():
        for heir in heirs:
            for prefix in ("ubnd", "dang"):
                old, new = f"old:{prefix}:{district}", f"{prefix}:{heir}"
                if old in known and new in known:
                    yield LineageSpec(old, new, COMMUNE_BASIS, len(heirs) > 1)
