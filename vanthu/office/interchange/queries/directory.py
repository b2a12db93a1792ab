"""Reads of the agency directory: found by words or code, followed from closed codes to heirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.models import Job
from vanthu.ground.org.choices import CodeScheme
from vanthu.ground.org.models import AgencyCode
from vanthu.ground.org.queries import current_code
from vanthu.kernel.text import tokens
from vanthu.office.interchange.choices import SyncState
from vanthu.office.interchange.models import DirectoryAgency, DirectorySync
from vanthu.office.interchange.ways import Way, all_ways, way_to

SYNC = "exchange.directory"
_TABLE = DirectoryAgency._meta.db_table
_MATCH = {
    "postgresql": f"to_tsvector('simple', {_TABLE}.folded) @@ to_tsquery('simple', %s)",
    "sqlite": f"{_TABLE}.id IN (SELECT rowid FROM interchange_directory_fts "
    "WHERE interchange_directory_fts MATCH %s ORDER BY rowid LIMIT %s)",
}
# How many matches are looked at for the few that a picker shows: more words find what lies beyond.
_LOOKED_AT = 300
_TRAIL = f"""WITH RECURSIVE trail (start, link, code) AS (
 SELECT code, link, code FROM {_TABLE} WHERE code IN ({{marks}})
 UNION SELECT trail.start, trail.link, a.successor FROM trail JOIN {_TABLE} a
 ON a.link = trail.link AND a.code = trail.code WHERE NOT a.open AND a.successors = 1)
SELECT trail.start, trail.link, trail.code, a.name, a.open, a.successors FROM trail
 LEFT JOIN {_TABLE} a ON a.link = trail.link AND a.code = trail.code"""


def listed(text: str = "", link: str = "", most: int = -1) -> QuerySet[DirectoryAgency]:
    """The rows whose name and code hold the words, marks or not, the last one begun; by id.

    Whoever wants no more than `most` says so: SQLite gathers all that match before it gives one.
    """
    rows = DirectoryAgency.objects.order_by("pk")
    if link:
        rows = rows.filter(link=link)
    words = tokens(text)
    if not words:
        return rows
    asked = [" & ".join(words) + ":*"]
    if connection.vendor == "sqlite":
        asked = [" ".join(f'"{word}"' for word in words) + "*", str(most)]
    return rows.extra(where=[_MATCH[connection.vendor]], params=asked)


@dataclass(frozen=True, slots=True)
class Heir:
    """Where a listed code leads on its link: `code` is itself while it is open. `count` codes are
    named in place of the last one; unless `clear`, nobody can tell which it is."""

    link: str
    code: str
    name: str
    clear: bool
    count: int = 1


def heirs(codes: Iterable[str]) -> dict[tuple[str, str], Heir]:
    """By link and code, where the listed ones of these codes lead; one statement, however long
    the chains. Who leads round in a circle leads nowhere."""
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_TRAIL.format(marks=", ".join(["%s"] * len(wanted))), wanted)
        rows = cursor.fetchall()
    trails: dict[tuple[str, str], list[tuple[str, str | None, bool | None, int | None]]] = {}
    for start, link, *rest in rows:
        trails.setdefault((link, start), []).append(tuple(rest))
    return {(link, start): _heir(link, start, trail) for (link, start), trail in trails.items()}


def _heir(
    link: str, start: str, trail: Sequence[tuple[str, str | None, bool | None, int | None]]
) -> Heir:
    names = {code: name or code for code, name, _open, _count in trail}
    for code, _name, is_open, _count in trail:
        # what the list names without listing it may be an agency of ours
        if is_open or is_open is None:
            return Heir(link, code, names[code], True)
    counts = [count or 0 for _code, _name, _open, count in trail if count != 1]
    return Heir(link, start, names[start], False, counts[0] if counts else 0)


def heir(code: str) -> Heir | None:
    """Where a code leads, by the first link that lists it open, else by the first that lists it;
    None when none does."""
    found = heirs([code])
    standing = [found[way.name, code] for way in all_ways() if (way.name, code) in found]
    opened = [each for each in standing if each.clear and each.code == code]
    return next(iter([*opened, *standing]), None)


def closed_elsewhere() -> set[int]:
    """The agencies elsewhere we know whose codes the directories call closed; one statement."""
    rows = DirectoryAgency.objects.filter(code=OuterRef("code"))
    known = AgencyCode.objects.filter(
        Exists(rows.filter(open=False)),
        ~Exists(rows.filter(open=True)),
        scheme=CodeScheme.AS_RECEIVED,
    )
    return set(known.values_list("agency_id", flat=True))


@dataclass(frozen=True, slots=True)
class Reached:
    """An agency elsewhere that may be chosen: by which link it is reached, and instead of which
    closed one it stands here, where that was looked for."""

    code: str
    name: str
    link: str
    link_title: str
    instead: str = ""
    instead_name: str = ""


def reachable(actor: Actor, text: str, limit: int = 20) -> list[Reached]:
    """Agencies elsewhere by words of their name, marks or not, or by code; closed ones only as
    whoever took their place. Three statements."""
    if not tokens(text):
        return []
    rows = list(listed(text, most=_LOOKED_AT).filter(hidden=False)[:_LOOKED_AT])
    ends = heirs(row.code for row in rows if not row.open)
    sender = current_code(actor.agency_id, actor.today)
    found: dict[str, Reached] = {}
    for row in sorted(rows, key=lambda row: _rank(row, text)):
        end = ends.get((row.link, row.code)) if not row.open else None
        if not row.open and (end is None or not end.clear):
            continue
        code, name = (end.code, end.name) if end else (row.code, row.name)
        way = way_to(code, sender)
        if way is not None and way.name == row.link and code not in found:
            instead = (row.code, row.name) if end else ("", "")
            found[code] = Reached(code, name, way.name, way.title, *instead)
    return list(found.values())[:limit]


def _rank(row: DirectoryAgency, text: str) -> tuple[bool, bool, int, str]:
    """The very code first, then open ones, then short names, which say nothing besides."""
    return row.code.lower() != text.strip().lower(), not row.open, len(row.folded), row.folded


@dataclass(frozen=True, slots=True)
class DirectoryState:
    """How the directory of a link stands: the last syncs, how many agencies are open in it."""

    way: Way
    last: DirectorySync | None
    good: DirectorySync | None
    job: Job | None


def directory_states() -> list[DirectoryState]:
    """Each link with its last sync, the last good one, and the job that is at it."""
    jobs = Job.objects.filter(task=SYNC, state__in=(JobState.WAITING, JobState.RUNNING))
    running = {job.arguments.get("link", ""): job for job in jobs.order_by("pk")}
    found = []
    for way in all_ways():
        rows = DirectorySync.objects.filter(link=way.name).order_by("-pk")
        good = rows.filter(state=SyncState.DONE).first()
        found.append(DirectoryState(way, rows.first(), good, running.get(way.name)))
    return found
