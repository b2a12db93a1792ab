"""Rows of the organisation: agencies with names and codes, lineage, units, posts, the calendar."""

from dataclasses import dataclass, field

from vanthu.demo.bulk import Sink, Table
from vanthu.demo.organisation import province
from vanthu.demo.sources import REFORM, rows
from vanthu.demo.specs import AgencySpec, PostSpec
from vanthu.ground.org.choices import LineageKind
from vanthu.ground.org.models import (
    Agency,
    AgencyCode,
    AgencyVersion,
    CalendarDay,
    Lineage,
    Post,
    Unit,
    UnitVersion,
)


@dataclass
class Ids:
    """The row ids given to the agencies, units and posts of the demo, by their keys."""

    agencies: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)


def give_ids() -> Ids:
    """Ids from 1 in the order of the demo's organisation; the tables must be empty."""
    ids = Ids()
    for agency in inside():
        ids.agencies[agency.key] = len(ids.agencies) + 1
        for unit in agency.units:
            ids.units[unit.key] = len(ids.units) + 1
        for post in agency.posts:
            ids.posts[post.key] = len(ids.posts) + 1
    return ids


def inside() -> tuple[AgencySpec, ...]:
    """Every agency that is a row here; outside correspondents are only names on papers."""
    return tuple(agency for agency in province().agencies if not agency.external)


def write_organisation(sink: Sink, ids: Ids) -> None:
    """Write all of the organisation but its people."""
    _write_agencies(sink, ids)
    _write_codes(sink, ids)
    _write_lineage(sink, ids)
    _write_units(sink, ids)
    _write_posts(sink, ids)
    if not CalendarDay.objects.exists():
        days = sink.rows(Table(CalendarDay, "day", "kind", "name", "source"))
        days.extend(tuple(row.values()) for row in rows("holidays.csv"))


def _write_agencies(sink: Sink, ids: Ids) -> None:
    columns = ("id", "system", "level", "kind", "has_registry", "valid_from", "valid_to")
    agencies = sink.rows(Table(Agency, *columns))
    versions = sink.rows(
        Table(
            AgencyVersion,
            *("agency", "name", "abbreviation", "place", "parent", "valid_from", "valid_to"),
        )
    )
    for agency in inside():
        key = ids.agencies[agency.key]
        kinds = (agency.system.value, agency.level.value, agency.kind.value)
        period = (agency.valid_from, agency.valid_to)
        agencies.append((key, *kinds, agency.has_registry, *period))
        names = (agency.name, agency.abbreviation, agency.place)
        versions.append((key, *names, ids.agencies.get(agency.parent), *period))


def _write_codes(sink: Sink, ids: Ids) -> None:
    table = Table(AgencyCode, "agency", "scheme", "code", "valid_from", "valid_to")
    found = sink.rows(table)
    for key, codes in province().codes.items():
        for code in codes:
            period = (code.valid_from, code.valid_to)
            found.append((ids.agencies[key], code.scheme.value, code.code, *period))


def _write_lineage(sink: Sink, ids: Ids) -> None:
    table = Table(Lineage, "predecessor", "successor", "kind", "on", "basis", "part_only")
    found = sink.rows(table)
    for step in province().lineage:
        kind = LineageKind.SPLIT if step.part_only else LineageKind.MERGED
        pair = (ids.agencies[step.predecessor], ids.agencies[step.successor])
        found.append((*pair, kind.value, REFORM, step.basis, step.part_only))


def _write_units(sink: Sink, ids: Ids) -> None:
    units = sink.rows(Table(Unit, "id", "agency", "valid_from", "valid_to"))
    versions = sink.rows(
        Table(UnitVersion, "unit", "name", "abbreviation", "order", "valid_from", "valid_to")
    )
    for agency in inside():
        period = (agency.valid_from, agency.valid_to)
        for order, unit in enumerate(agency.units):
            units.append((ids.units[unit.key], ids.agencies[agency.key], *period))
            names = (unit.name, unit.abbreviation, order)
            versions.append((ids.units[unit.key], *names, *period))


def _write_posts(sink: Sink, ids: Ids) -> None:
    columns = ("id", "agency", "unit", "title", "role", "deputy", "rank", "valid_from", "valid_to")
    found = sink.rows(Table(Post, *columns))
    for agency in inside():
        for post in agency.posts:
            found.append(
                (ids.posts[post.key], ids.agencies[agency.key], *_post(post, ids), REFORM, None)
            )


def _post(post: PostSpec, ids: Ids) -> tuple[int | None, str, str, bool, int]:
    unit = ids.units[post.unit] if post.unit else None
    return (unit, post.title, post.role.value, post.deputy, post.rank)
