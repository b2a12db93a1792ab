"""The board of a term: lists of each agency against the rules of the term's day, and exceptions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.db.models import QuerySet

from vanthu.cadres.planning import queries, rules
from vanthu.cadres.planning.choices import (
    EntryState,
    PlanLevel,
    PlanPart,
    Rule,
    TargetKind,
    Verdict,
)
from vanthu.cadres.planning.models import PlanEntry, PlanTarget, PlanTerm
from vanthu.cadres.planning.rules import Finding, Planned
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.ages import Sex
from vanthu.kernel.months import Month

LEADERS = "Chức danh lãnh đạo, quản lý"
_NO_FACTS = Finding(Rule.AGE, Verdict.OPEN, "Chưa kiểm tra được: hồ sơ chưa có ngày sinh.")


@dataclass(frozen=True)
class Parts:
    """How many of some persons are women, young and of each age group; None while a rule is open.

    The needed numbers are those of the least shares, rounded up. Somebody whose facts are not known
    counts among `people` alone.
    """

    people: int
    women: int
    women_needed: int | None
    young: int | None
    young_needed: int | None
    bands: Sequence[int] | None


@dataclass(frozen=True)
class Line:
    """A title of the term with who is planned for it."""

    target: PlanTarget
    agency: str
    entries: Sequence[PlanEntry]
    people: Sequence[Planned]
    findings: Sequence[Finding]
    span: tuple[int | None, int | None]

    @property
    def committee(self) -> bool:
        """Whether it is a committee, which has seats and a coefficient."""
        return self.target.kind == TargetKind.COMMITTEE


@dataclass(frozen=True)
class Group:
    """A committee, or all leaders' titles of an agency: what the shares of persons are taken of."""

    agency_id: int
    agency: str
    lines: Sequence[Line]
    parts: Parts
    findings: Sequence[Finding]

    @property
    def committee(self) -> bool:
        """Whether it is one committee."""
        return self.lines[0].committee

    @property
    def names(self) -> int:
        """Names on the lists; somebody planned for two titles is named twice."""
        return sum(len(line.entries) for line in self.lines)


@dataclass(frozen=True)
class Irregular:
    """An exception with what the rule found: of a person on a list (`entry`), of a title's list
    (`target_id`), or of all leaders' titles of an agency."""

    agency_id: int
    agency: str
    title: str
    finding: Finding
    target_id: int | None = None
    entry: PlanEntry | None = None


@dataclass(frozen=True)
class Board:
    """Everything of a term within the actor's reach, by the rules of `day`."""

    term: PlanTerm
    day: date
    pack: Pack
    groups: Sequence[Group]
    parts: Parts
    exceptions: Sequence[Irregular]
    most_titles: int
    titles_max: int | None

    @cached_property
    def lines(self) -> list[Line]:
        """Every title, committees first."""
        return [line for group in self.groups for line in group.lines]


def board(actor: Actor, term: PlanTerm, agency: int | None = None) -> Board:
    """The board as of now; `agency` narrows it to one within reach."""
    return _Reading(actor, term).board(agency)


class _Reading:
    """One reading of a term: titles, entries, persons and their titles, each by one statement."""

    def __init__(self, actor: Actor, term: PlanTerm) -> None:
        self.actor, self.term = actor, term
        self.day = queries.rules_day(term, actor.today)
        self.pack = queries.pack_of(term, self.day)
        self.seen_on = min(actor.today, term.last_on)
        self.at, self.ends = Month.of(term.reference_on), Month.of(term.last_on)
        self.level = PlanLevel(term.level)

    def board(self, agency: int | None) -> Board:
        lines, pack = self._lines(agency), self.pack
        groups = list(self._groups(lines))
        people = _known(lines)
        held = queries.titles_held(people, self.term)
        return Board(
            term=self.term,
            day=self.day,
            pack=pack,
            groups=groups,
            parts=self._parts(lines, people),
            exceptions=[*self._of_lists(groups), *self._of_persons(lines, people, held)],
            most_titles=max(held.values(), default=0),
            titles_max=pack.whole("titles_max") if pack.has("titles_max") else None,
        )

    def _lines(self, agency: int | None) -> list[Line]:
        rows = [
            row
            for row in queries.targets_of(self.actor, self.term)
            if agency in (None, row.agency_id)
        ]
        names = last_names(row.agency_id for row in rows)
        inside: dict[int, list[PlanEntry]] = defaultdict(list)
        for entry in self._inside(agency):
            inside[entry.target_id].append(entry)
        ids = {entry.person_id for entries in inside.values() for entry in entries}
        people = queries.planned_people(ids, self.actor.now)
        return [self._line(row, names, inside[row.pk], people) for row in rows]

    def _inside(self, agency: int | None) -> "QuerySet[PlanEntry]":
        rows = queries.entries(self.actor).filter(target__term=self.term, state=EntryState.APPROVED)
        if agency is not None:
            rows = rows.filter(agency=agency)
        # A decision brings many into the plan: read once each, not with every name.
        rows = rows.select_related("person").prefetch_related("decision")
        return rows.order_by("person__name_key", "pk")

    def _line(
        self,
        target: PlanTarget,
        names: dict[int, str],
        entries: list[PlanEntry],
        people: dict[int, Planned],
    ) -> Line:
        known = [people[each.person_id] for each in entries if each.person_id in people]
        pack = queries.limited(self.pack, target)
        findings = rules.check_list(queries.listed_as(target, len(entries), known), pack)
        span: tuple[int | None, int | None]
        if target.kind == TargetKind.COMMITTEE:
            span = rules.allowed_span(target.prescribed, pack) or (None, None)
        else:
            span = (None, pack.whole("persons_max") if pack.has("persons_max") else None)
        agency = names.get(target.agency_id, "–")
        return Line(target, agency, entries, known, findings, span)

    def _groups(self, lines: list[Line]) -> Iterator[Group]:
        """Committees one by one, then the leaders' titles of each agency."""
        for line in lines:
            if line.committee:
                yield self._group([line], line.findings)
        leaders = sorted(
            (line for line in lines if not line.committee),
            key=lambda line: (line.agency, line.target.agency_id, line.target.rank),
        )
        for _agency, some in groupby(leaders, key=lambda line: line.target.agency_id):
            of = list(some)
            people, many = list(_known(of).values()), _persons(of)
            shares = rules.check_shares(people, many, self.level, self.at, self.pack)
            yield self._group(of, shares if many else ())

    def _group(self, lines: list[Line], findings: Sequence[Finding]) -> Group:
        parts = self._parts(lines, _known(lines))
        return Group(lines[0].target.agency_id, lines[0].agency, lines, parts, findings)

    def _parts(self, lines: Sequence[Line], known: dict[int, Planned]) -> Parts:
        of, pack, people = _persons(lines), self.pack, known.values()
        under, groups = rules.young_age(self.level, pack), rules.age_bands(pack)
        return Parts(
            people=of,
            women=sum(each.sex is Sex.FEMALE for each in people),
            women_needed=rules.share_needed(of, "women_min", pack),
            young=None
            if under is None
            else sum(rules.is_young(each.birth, self.at, under) for each in people),
            young_needed=rules.share_needed(of, "young_min", pack),
            bands=None if groups is None else rules.bands(people, self.at, groups),
        )

    def _of_lists(self, groups: list[Group]) -> Iterator[Irregular]:
        """What is wrong with lists; of leaders' titles first each, then their agency's shares."""
        for group in groups:
            for line in group.lines:
                for each in _wrong(line.findings):
                    yield _irregular(line, each)
            if not group.committee:
                for each in _wrong(group.findings):
                    yield Irregular(group.agency_id, group.agency, LEADERS, each)

    def _of_persons(
        self, lines: list[Line], people: dict[int, Planned], held: dict[int, int]
    ) -> Iterator[Irregular]:
        for line in lines:
            for entry in line.entries:
                person = people.get(entry.person_id)
                found = _NO_FACTS if person is None else self._of(person, held)
                if found is not None:
                    yield _irregular(line, found, entry)

    def _of(self, person: Planned, held: dict[int, int]) -> Finding | None:
        many = held.get(person.person_id, 0)
        return rules.check_standing(person, self.ends, self.at, self.seen_on, many, self.pack)


def _known(lines: Sequence[Line]) -> dict[int, Planned]:
    """Each person of the lists whose facts are known, once."""
    return {each.person_id: each for line in lines for each in line.people}


def _persons(lines: Sequence[Line]) -> int:
    """How many persons the lists name, each once."""
    return len({each.person_id for line in lines for each in line.entries})


def _wrong(findings: Sequence[Finding]) -> Iterator[Finding]:
    return (each for each in findings if each.verdict in (Verdict.BLOCK, Verdict.WARN))


def _irregular(line: Line, finding: Finding, entry: PlanEntry | None = None) -> Irregular:
    of = line.target
    return Irregular(of.agency_id, line.agency, of.title, finding, of.pk, entry)


def part_of(parts: Parts, part: PlanPart) -> tuple[int | None, int | None]:
    """How many there are of a part, and how many the rules ask for (an age group: somebody)."""
    if part is PlanPart.WOMEN:
        return parts.women, parts.women_needed
    if part is PlanPart.YOUNG:
        return parts.young, parts.young_needed
    if parts.bands is None:
        return None, None
    return parts.bands[rules.BANDS.index(part)], 1
