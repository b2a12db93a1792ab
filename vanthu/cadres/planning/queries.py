"""Reads of planning: titles with who is planned, what the checks find, what a review suggests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q

from vanthu.cadres.personnel.choices import BornKnown
from vanthu.cadres.personnel.models import PersonFacts
from vanthu.cadres.personnel.queries import PersonCard, cards
from vanthu.cadres.planning import rules
from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    EntryState,
    PlanLevel,
    PlanPart,
    Reason,
    Rule,
    Source,
    TargetKind,
    Verdict,
    VoteStep,
)
from vanthu.cadres.planning.errors import BallotUnknown
from vanthu.cadres.planning.models import (
    Ballot,
    PlanApproval,
    PlanChange,
    PlanEntry,
    PlanReview,
    PlanTarget,
    PlanTerm,
)
from vanthu.cadres.planning.permissions import visible
from vanthu.cadres.planning.rules import Finding, Listed, Planned, Sheet
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import KnownQuerySet
from vanthu.ground.org.queries import last_names
from vanthu.ground.people.models import Person
from vanthu.ground.rulebook.choices import Measure, Subject
from vanthu.ground.rulebook.errors import NoPack
from vanthu.ground.rulebook.queries import pack_on
from vanthu.ground.rulebook.rules import Pack, Parameter
from vanthu.kernel.ages import Birth, Sex
from vanthu.kernel.months import Month
from vanthu.kernel.votes import Tally, VoteSession

_PAIR = timedelta(days=366)


def pack_of(term: PlanTerm, day: date) -> Pack:
    """The rules a decision of the day on this term is judged by (R10); raises NoPack."""
    try:
        return pack_on(Subject.PLANNING, day, rules.series_of(term.first_on.year))
    except NoPack:
        return pack_on(Subject.PLANNING, day)


def limits_of(target: PlanTarget, day: date) -> Pack:
    """The pack of the day with the limits the province fixed for this title alone."""
    return limited(pack_of(target.term, day), target)


def limited(pack: Pack, target: PlanTarget) -> Pack:
    """A pack with the limits the province fixed for this title alone."""
    own = {
        key: _own(key, value)
        for key in ("coefficient_min", "coefficient_max", "persons_max")
        if (value := getattr(target, key)) is not None
    }
    return pack.fixed(own) if own else pack


def _own(key: str, value: Decimal | int) -> Parameter:
    return Parameter(key=key, label=key, value=str(value), measure=Measure.NUMBER, local=True)


def targets(actor: Actor) -> "Sequence[PlanTarget]":
    """The titles the actor may see, by term and rank."""
    rows = PlanTarget.objects.filter(visible(actor)).select_related("term")
    return list(rows.order_by("-term__first_on", "agency", "rank", "pk"))


def targets_of(actor: Actor, term: PlanTerm) -> "Sequence[PlanTarget]":
    """The titles of a term the actor may see, by agency and rank."""
    rows = PlanTarget.objects.filter(visible(actor), term=term).select_related("term")
    return list(rows.order_by("agency", "rank", "pk"))


def entries(actor: Actor) -> KnownQuerySet[PlanEntry]:
    """Who is or was planned, as far as the actor may see."""
    return PlanEntry.objects.current().filter(visible(actor))


def changes(actor: Actor) -> "KnownQuerySet[PlanChange]":
    """The cases the actor may see, those on their way too."""
    return PlanChange.objects.filter(visible(actor), known_to=None)


def planned_of(target_id: int) -> list[PlanEntry]:
    """Who is in the plan of a title now."""
    rows = PlanEntry.objects.current().filter(target=target_id, state=EntryState.APPROVED)
    return list(rows.select_related("person", "decision").order_by("person__name_key", "pk"))


def planned_people(person_ids: Iterable[int], known_at: datetime) -> dict[int, Planned]:
    """Birth and sex of these persons for the checks; one without facts is absent."""
    return {pk: as_planned(card) for pk, card in cards(person_ids, known_at).items()}


def as_planned(card: PersonCard) -> Planned:
    """The person as the checks need them."""
    month = None if card.born_known is BornKnown.YEAR else card.born_on.month
    return Planned(card.person_id, Birth(card.born_on.year, month), Sex(card.sex.value))


def plan_terms(actor: Actor) -> list[PlanTerm]:
    """The terms with a title within the actor's reach, the newest first."""
    ids = PlanTarget.objects.filter(visible(actor)).values("term")
    return list(PlanTerm.objects.filter(pk__in=ids).order_by("-first_on", "level", "pk"))


def filled_terms(actor: Actor) -> set[int]:
    """The terms within reach in whose plan somebody is now."""
    rows = entries(actor).filter(state=EntryState.APPROVED)
    return set(rows.values_list("target__term", flat=True).distinct())


def agencies_of(actor: Actor, term: PlanTerm) -> dict[int, str]:
    """The agencies within reach that plan for the term, by their last names, in order of these."""
    rows = PlanTarget.objects.filter(visible(actor), term=term)
    found = last_names(rows.values_list("agency_id", flat=True))
    return dict(sorted(found.items(), key=lambda each: each[1]))


def rules_day(term: PlanTerm, today: date) -> date:
    """The day whose rules a term's lists are looked at by: that of its ages, today until then."""
    return min(today, term.reference_on)


def in_group(part: PlanPart, today: date) -> Q:
    """The condition on entries whose person is a woman, young, or of an age group in their term."""
    facts = PersonFacts.objects.current()
    if part is PlanPart.WOMEN:
        return Q(person__in=facts.filter(sex=Sex.FEMALE).values("person"))
    found = Q(pk__in=[])
    for term in PlanTerm.objects.all():
        span = rules.ages_of(part, PlanLevel(term.level), pack_of(term, rules_day(term, today)))
        if span is not None:
            people = facts.filter(_aged(span, Month.of(term.reference_on)))
            found |= Q(target__term=term, person__in=people.values("person"))
    return found


def _aged(span: tuple[int, int | None], at: Month) -> Q:
    """The condition on facts: from so many years, under so many, in the month; `Birth.age_in`."""
    least, under = span
    found = _born_by(at.shift(-12 * least)) if least else Q()
    return found if under is None else found & ~_born_by(at.shift(-12 * under))


def _born_by(month: Month) -> Q:
    """Born in the month or before; where only the year is known, in its first month."""
    known = Q(born_on__lt=month.shift(1).first_day)
    return known & ~Q(born_known=BornKnown.YEAR) | Q(
        born_known=BornKnown.YEAR, born_on__lt=date(month.year + 1, 1, 1)
    )


def titles_held(person_ids: Iterable[int], term: PlanTerm) -> dict[int, int]:
    """How many titles of the level each is planned for, in this term and the one beside it."""
    rows = _beside(term).filter(person__in=list(person_ids))
    return dict(rows.values_list("person").annotate(many=Count("pk")))


def with_titles(least: int) -> Q:
    """The condition on entries whose person is planned for so many titles, as `titles_held`."""
    found = Q(pk__in=[])
    for term in PlanTerm.objects.all():
        counted = _beside(term).values("person").annotate(many=Count("pk"))
        people = counted.filter(many__gte=least).values("person")
        found |= Q(target__term=term, person__in=people)
    return found


def _beside(term: PlanTerm) -> KnownQuerySet[PlanEntry]:
    """Who is in the plans of the term's level, in this term and the one beside it."""
    return PlanEntry.objects.current().filter(
        state=EntryState.APPROVED,
        target__term__level=term.level,
        target__term__first_on__range=(term.first_on - _PAIR, term.first_on + _PAIR),
    )


def list_findings(target: PlanTarget, day: date, known_at: datetime) -> list[Finding]:
    """What the checks find of a title's list."""
    inside = planned_of(target.pk)
    people = planned_people([entry.person_id for entry in inside], known_at)
    listed = listed_as(target, len(inside), list(people.values()))
    return rules.check_list(listed, limits_of(target, day))


def listed_as(target: PlanTarget, names: int, people: Sequence[Planned]) -> Listed:
    """So many names of a title, and the persons among them whose facts are known, for checks."""
    term = target.term
    seats = target.prescribed if target.kind == TargetKind.COMMITTEE else None
    return Listed(names, people, PlanLevel(term.level), Month.of(term.reference_on), seats)


def _persons_max(pack: Pack) -> int | None:
    return pack.whole("persons_max") if pack.has("persons_max") else None


def case_findings(case: PlanChange, day: date, known_at: datetime, pack: Pack) -> list[Finding]:
    """What the checks find of adding somebody: R1 or R2 with them on the list, R3, R5-R7, R9."""
    if case.action != ChangeAction.ADD:
        return [_pack_finding(pack)]
    target = case.target
    person = planned_people([case.person_id], known_at).get(case.person_id)
    count = len(planned_of(target.pk)) + 1
    held = titles_held([case.person_id], target.term).get(case.person_id, 0) + 1
    limit = (
        rules.check_coefficient(count, target.prescribed, pack)
        if target.kind == TargetKind.COMMITTEE
        else rules.check_persons(count, _persons_max(pack))
    )
    return [
        limit,
        rules.check_titles(held, pack),
        _age_finding(person, Month.of(target.term.reference_on), day, pack),
        rules.check_higher(target.rank, case.present_rank, pack),
        rules.check_not_appointing(pack),
        _vote_finding(case, pack),
        _pack_finding(pack),
    ]


def _age_finding(person: Planned | None, at: Month, day: date, pack: Pack) -> Finding:
    if person is None:
        text = "Chưa kiểm tra được: hồ sơ chưa có ngày sinh."
        return Finding(Rule.AGE, Verdict.OPEN, text)
    return rules.check_age(person, at, day, pack)


def _pack_finding(pack: Pack) -> Finding:
    return Finding(Rule.PACK, Verdict.OK, "Áp dụng: {document}.", {"document": pack.document})


def _vote_finding(case: PlanChange, pack: Pack) -> Finding:
    if case.source != Source.OUTSIDE:
        return rules.check_votes(sheets_of(case.target_id, case.person_id), pack)
    if case.consulted_on is None:
        text = "Nguồn từ nơi khác: chưa có ngày trao đổi với nơi người đó công tác."
        return Finding(Rule.VOTES, Verdict.BLOCK, text)
    text = "Nguồn từ nơi khác: không lấy phiếu, đã trao đổi với nơi người đó công tác."
    return Finding(Rule.VOTES, Verdict.OK, text)


def sheets_of(target_id: int, person_id: int) -> dict[VoteStep, Sheet]:
    """The last closed sheet of each step of a title, with the person's votes."""
    found: dict[VoteStep, Sheet] = {}
    rows = Ballot.objects.filter(target=target_id, closed_at__isnull=False)
    for ballot in rows.prefetch_related("lines").order_by("held_on", "pk"):
        line = next((each for each in ballot.lines.all() if each.person_id == person_id), None)
        tally = Tally(yes=line.yes, no=line.no, blank=line.blank) if line else None
        step = VoteStep(ballot.step)
        found[step] = Sheet(step, session_of(ballot), tally)
    return found


def ballot_of(actor: Actor, number: int) -> Ballot:
    """The sheet, when the actor may see it; raises BallotUnknown."""
    rows = Ballot.objects.filter(visible(actor), pk=number).select_related("target__term")
    found = rows.first()
    if found is None:
        raise BallotUnknown
    return found


def voted_on(ballot: Ballot) -> dict[int, str]:
    """By name, who is on the sheet; of one still open, who of the unit itself is proposed too."""
    ids = {*ballot.lines.values_list("person_id", flat=True)}
    if ballot.closed_at is None:
        ids |= _proposed(ballot.target_id)
    rows = Person.objects.filter(pk__in=ids).order_by("name_key", "pk")
    return dict(rows.values_list("pk", "full_name"))


def _proposed(target_id: int) -> set[int]:
    rows = PlanChange.objects.filter(
        target=target_id,
        known_to=None,
        action=ChangeAction.ADD,
        source=Source.INSIDE,
        state__in=("draft", "confirmed", "appraised"),
    )
    return set(rows.values_list("person_id", flat=True))


def last_ballots(term: PlanTerm) -> list[Ballot]:
    """The last closed sheet of each step of each title of a term, with its votes, by step."""
    rows = Ballot.objects.filter(target__term=term, closed_at__isnull=False)
    found = {
        (row.target_id, row.step): row
        for row in rows.prefetch_related("lines").order_by("held_on", "pk")
    }
    return [found[key] for key in sorted(found)]


def session_of(ballot: Ballot) -> VoteSession:
    """The numbers of the meeting; raises CountsOutOfOrder, NegativeCount."""
    return VoteSession(
        convened=ballot.convened,
        present=ballot.present,
        issued=ballot.issued,
        returned=ballot.returned,
        valid=ballot.valid,
    )


def approval_on(title: str, day: date) -> ApprovalLevel | None:
    """The level the matrix names for the title on the day, None where it names none."""
    found = PlanApproval.objects.on(day).filter(title=title).first()
    return ApprovalLevel(found.level) if found else None


@dataclass(frozen=True)
class Suggestion:
    """Whom the records show to be taken out, and why; people decide."""

    entry: PlanEntry
    reason: Reason


def suggestions(review: PlanReview, day: date, known_at: datetime) -> list[Suggestion]:
    """Who of the agency's plans should leave by age or number of titles (R8), none proposed yet.

    Discipline and votes of trust are not kept here: those are proposed by hand.
    """
    rows = list(
        PlanEntry.objects.current()
        .filter(agency=review.agency_id, state=EntryState.APPROVED, target__term__last_on__gte=day)
        .select_related("person", "target__term")
        .order_by("target__term", "target__rank", "person__name_key", "pk")
    )
    open_cases = set(
        PlanChange.objects.filter(
            agency=review.agency_id,
            known_to=None,
            state__in=("draft", "confirmed", "appraised"),
        ).values_list("person_id", "target_id")
    )
    people = planned_people({row.person_id for row in rows}, known_at)
    terms = {row.target.term_id: row.target.term for row in rows}
    held = {pk: titles_held(people, term) for pk, term in terms.items()}
    packs = {pk: pack_of(term, day) for pk, term in terms.items()}
    found = []
    for row in rows:
        term = row.target.term
        if row.person_id not in people or (row.person_id, row.target_id) in open_cases:
            continue
        ends, at = Month.of(term.last_on), Month.of(term.reference_on)
        many = held[term.pk].get(row.person_id, 0)
        person = people[row.person_id]
        reason = rules.why_remove(person, ends, at, day, many, packs[term.pk])
        if reason is not None:
            found.append(Suggestion(row, reason))
    return found


@dataclass(frozen=True)
class OwnRecord:
    """What a person sees of themself: titles approved, and removals with their clock."""

    entries: Sequence[PlanEntry]
    removals: Sequence[PlanChange]


def own_record(actor: Actor) -> OwnRecord:
    """The actor's own approved entries and decided removals; nothing on its way, no votes."""
    mine = Q(person=actor.person_id)
    kept = PlanEntry.objects.current().filter(mine, state=EntryState.APPROVED)
    gone = PlanChange.objects.current().filter(mine, action=ChangeAction.REMOVE)
    return OwnRecord(
        list(kept.select_related("target__term", "decision").order_by("pk")),
        list(gone.select_related("target__term", "decision").order_by("-decided_on", "pk")),
    )
