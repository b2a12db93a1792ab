"""Party organisations of the demo: those of the old province until the reform, and today's."""

from dataclasses import dataclass, field

from vanthu.cadres.membership.choices import OrganisationKind
from vanthu.cadres.membership.models import OrganisationVersion, PartyOrganisation
from vanthu.demo.bulk import Table
from vanthu.demo.cadres.context import CadreContext
from vanthu.demo.cadres.pool import PROVINCE, districts
from vanthu.demo.organisation import province
from vanthu.demo.sources import KNOWN_SINCE, REFORM, table
from vanthu.demo.units import units
from vanthu.ground.org.choices import Level, System

_ORGANISATION = Table(PartyOrganisation, "id", "agency", "kind", "valid_from", "valid_to")
_VERSION = Table(
    OrganisationVersion, "id", "organisation", "name", "parent", "valid_from", "valid_to"
)


@dataclass
class Organisations:
    """The branches by area (a district's code, or "86") and by today's agency."""

    old: dict[str, list[int]] = field(default_factory=dict)
    live: dict[str, list[int]] = field(default_factory=dict)


def write_organisations(context: CadreContext) -> Organisations:
    """Committees with their branches, parents before children."""
    writer = _Writer(context)
    found = Organisations()
    old, kind = f"old:dang:{PROVINCE}", OrganisationKind.PROVINCE
    top = writer.write(old, "Đảng bộ tỉnh Vĩnh Long", kind, None)
    found.old[PROVINCE] = writer.branches(old, top)
    for code, name in _district_names().items():
        key = f"old:dang:{code}"
        base = writer.write(key, f"Đảng bộ {name}", OrganisationKind.UPPER_COMMITTEE, top)
        found.old[code] = writer.branches(key, base)
    new = writer.write("tinh-uy:86", "Đảng bộ tỉnh Vĩnh Long", kind, None)
    for agency in province().live:
        if agency.system == System.PARTY and agency.level == Level.COMMUNE:
            name = agency.name.replace("Đảng ủy", "Đảng bộ", 1)
            base = writer.write(agency.key, name, OrganisationKind.BASE_COMMITTEE, new)
            found.live[agency.key] = writer.branches(agency.key, base, 2)
    return found


def _district_names() -> dict[str, str]:
    closed = {unit.code: unit for unit in units() if unit.level == "district" and not unit.live}
    return {code: closed[code].full_name for code in districts()}


class _Writer:
    def __init__(self, context: CadreContext) -> None:
        self.context = context

    def write(self, agency: str, name: str, kind: OrganisationKind, parent: int | None) -> int:
        number = self.context.number(PartyOrganisation)
        live = not agency.startswith("old:")
        period = (REFORM, None) if live else (KNOWN_SINCE, REFORM)
        home = self.context.ids.agencies[agency]
        self.context.sink.rows(_ORGANISATION).append((number, home, kind.value, *period))
        version = self.context.number(OrganisationVersion)
        self.context.sink.rows(_VERSION).append((version, number, name, parent, *period))
        return number

    def branches(self, agency: str, parent: int, count: int = 6) -> list[int]:
        names = table("membership.json")["branches"][:count]
        return [self.write(agency, name, OrganisationKind.BRANCH, parent) for name in names]
