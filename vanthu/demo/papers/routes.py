"""Who writes to whom: issuers by weight, recipients by the usual lines of an administration."""

from dataclasses import dataclass
from functools import cache

from vanthu.demo.draws import Draws
from vanthu.demo.organisation import province
from vanthu.demo.specs import AgencySpec
from vanthu.ground.org.choices import AgencyKind, Level, System

# The department that answers for each field of work.
_RESPONSIBLE = {
    "hanh-chinh": "so-noi-vu",
    "tong-hop": "ubnd:86",
    "noi-vu": "so-noi-vu",
    "tai-chinh": "so-tai-chinh",
    "xay-dung": "so-xay-dung",
    "nong-nghiep": "so-nnmt",
    "tai-nguyen": "so-nnmt",
    "khcn": "so-khcn",
    "van-hoa": "so-vhttdl",
    "giao-duc": "so-gddt",
    "y-te": "so-y-te",
    "an-sinh": "so-y-te",
    "tu-phap": "so-tu-phap",
    "cong-thuong": "so-cong-thuong",
    "dan-toc": "so-dttg",
    "thanh-tra": "thanh-tra",
    "dang": "tinh-uy:86",
    "mat-tran": "mttq:86",
}
STATE_FIELDS = tuple(f for f in _RESPONSIBLE if f not in {"dang", "mat-tran", "tong-hop"})


@dataclass(frozen=True)
class Lines:
    """The agencies grouped by the part they play in the exchange of papers."""

    by_key: dict[str, AgencySpec]
    communes: tuple[AgencySpec, ...]
    departments: tuple[AgencySpec, ...]
    services: tuple[AgencySpec, ...]
    party: tuple[AgencySpec, ...]
    others: tuple[AgencySpec, ...]
    external: tuple[AgencySpec, ...]
    old_provinces: tuple[AgencySpec, ...]
    old_departments: tuple[AgencySpec, ...]
    old_districts: tuple[AgencySpec, ...]
    old_communes: tuple[AgencySpec, ...]
    old_children: dict[str, tuple[AgencySpec, ...]]


@cache
def lines() -> Lines:
    """The groups, made once."""
    agencies = province().agencies
    live = [agency for agency in agencies if agency.live and agency.has_registry]
    old = [a for a in agencies if not a.live and not a.external and a.system == System.STATE]
    committees = [a for a in old if a.kind == AgencyKind.PEOPLES_COMMITTEE]
    children: dict[str, list[AgencySpec]] = {}
    for agency in old:
        children.setdefault(agency.parent, []).append(agency)

    def group(kind: AgencyKind) -> tuple[AgencySpec, ...]:
        return tuple(a for a in live if a.kind == kind)

    def tier(level: Level) -> tuple[AgencySpec, ...]:
        return tuple(a for a in committees if a.level == level)

    return Lines(
        by_key={agency.key: agency for agency in agencies},
        communes=tuple(a for a in live if a.level == Level.COMMUNE),
        departments=group(AgencyKind.DEPARTMENT),
        services=tuple(a for a in group(AgencyKind.PUBLIC_SERVICE) if a.system == System.STATE),
        party=tuple(a for a in live if a.system == System.PARTY),
        others=tuple(
            a
            for a in live
            if a.system in {System.FRONT, System.COUNCIL} or a.kind == AgencyKind.OFFICE
        ),
        external=tuple(a for a in agencies if a.external),
        old_provinces=tier(Level.PROVINCE),
        old_departments=tuple(a for a in old if a.kind == AgencyKind.DEPARTMENT),
        old_districts=tier(Level.DISTRICT),
        old_communes=tier(Level.COMMUNE),
        old_children={key: tuple(found) for key, found in children.items()},
    )


def issuer_after(draws: Draws) -> AgencySpec:
    """An issuer of the two-tier province; the provincial UBND alone writes one paper in twelve."""
    known = lines()
    share = draws.below(100)
    if share < 8:
        return known.by_key["ubnd:86"]
    for limit, group in (
        (50, known.communes),
        (76, known.departments),
        (84, known.services),
        (90, known.party),
        (94, known.others),
    ):
        if share < limit:
            return draws.pick(group)
    return draws.pick(known.external)


# The agencies whose accounts the demo offers: its first papers keep their boxes well filled.
TRIAL_AGENCIES = ("ubnd:29551", "ubnd:86", "so-noi-vu", "tinh-uy:86")


def trial_pair(draws: Draws) -> tuple[AgencySpec, AgencySpec]:
    """A trial agency and one that writes to it or, in one case of three, is written to by it."""
    known = lines()
    trial = known.by_key[draws.pick(TRIAL_AGENCIES)]
    if trial.system == System.PARTY:
        other = draws.pick([agency for agency in known.party if agency is not trial])
    elif trial.key == "ubnd:86":
        other = draws.pick(draws.pick((known.departments, known.communes, known.external)))
    else:
        above = known.by_key["ubnd:86"]
        other = above if draws.chance(0.3) else draws.pick(known.departments)
    if other is trial:
        other = known.by_key["ubnd:86"]
    return (trial, other) if draws.chance(0.3) and not other.external else (other, trial)


def issuer_before(draws: Draws) -> AgencySpec:
    """An issuer of one of the three old provinces, three tiers."""
    known = lines()
    share = draws.below(100)
    if share < 14:
        return draws.pick(known.old_provinces)
    if share < 40:
        return draws.pick(known.old_departments)
    return draws.pick(known.old_districts if share < 70 else known.old_communes)


def field_of(draws: Draws, issuer: AgencySpec) -> str:
    """The field of a paper: mostly the issuer's own; a general agency writes about everything."""
    if issuer.system in {System.PARTY, System.FRONT}:
        return issuer.field if issuer.field != "hanh-chinh" else "dang"
    if issuer.field in {"tong-hop", "hanh-chinh"}:
        return draws.pick(STATE_FIELDS)
    if draws.chance(0.2):
        return draws.pick(("hanh-chinh", "noi-vu", "tai-chinh", "khcn"))
    if issuer.units and draws.chance(0.6):
        return draws.pick(issuer.units).field
    return issuer.field


def recipients_of(
    draws: Draws, issuer: AgencySpec, field: str, shape: str
) -> tuple[AgencySpec, ...]:
    """To whom it goes, in order, without repeats and never to the issuer."""
    if issuer.external:
        found = _from_outside(draws, field)
    elif shape in {"proposal", "report"} and (above := _above(issuer)):
        found = [above]
    elif not issuer.live:
        found = _in_old_province(draws, issuer)
    elif issuer.system in {System.PARTY, System.FRONT}:
        found = [draws.pick(lines().party), draws.pick(lines().others), lines().by_key["ubnd:86"]]
        found = found[: 1 + draws.below(3)]
    elif issuer.key == "ubnd:86":
        found = _downwards(draws, field)
    else:
        found = _upwards_and_across(draws, issuer, field)
    return tuple(dict.fromkeys(agency for agency in found if agency.key != issuer.key))


def _above(issuer: AgencySpec) -> AgencySpec | None:
    """Whom the issuer reports and submits to; the provincial UBND to the people's council."""
    if issuer.key == "ubnd:86":
        return lines().by_key["hdnd:86"]
    above = lines().by_key.get(issuer.parent)
    return above if above is not None and above.has_registry else None


def _responsible(field: str) -> AgencySpec:
    return lines().by_key[_RESPONSIBLE.get(field, "ubnd:86")]


def _from_outside(draws: Draws, field: str) -> list[AgencySpec]:
    found = [lines().by_key["ubnd:86"]] if draws.chance(0.6) else []
    if not found or draws.chance(0.3):
        found.append(_responsible(field))
    return found


def _in_old_province(draws: Draws, issuer: AgencySpec) -> list[AgencySpec]:
    known = lines()
    below = known.old_children.get(issuer.key, ())
    parent = known.by_key.get(issuer.parent)
    if parent is None or (below and draws.chance(0.5)):
        return [draws.pick(below) for _ in range(1 + draws.below(2))]
    return [parent] if draws.chance(0.7) else [draws.pick(known.old_children[issuer.parent])]


def _downwards(draws: Draws, field: str) -> list[AgencySpec]:
    found = [_responsible(field)]
    found.extend(draws.pick(lines().departments) for _ in range(draws.below(3)))
    found.extend(draws.pick(lines().communes) for _ in range(draws.below(4)))
    return found


def _upwards_and_across(draws: Draws, issuer: AgencySpec, field: str) -> list[AgencySpec]:
    known = lines()
    parent = known.by_key.get(issuer.parent)
    share = draws.below(100)
    found = []
    if parent is not None and parent.has_registry and share < 42:
        found.append(parent)
    if share >= 35:
        found.append(_responsible(field))
    if issuer in known.departments and share > 50:
        found.extend(draws.pick(known.communes) for _ in range(1 + draws.below(3)))
    if share > 85:
        found.append(draws.pick(known.communes))
    return found
