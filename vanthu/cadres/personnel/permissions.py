"""What a post may do to whose cases: duties, one's own case, relatives, and the same hand twice."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from vanthu.cadres.personnel.choices import CaseState, DutyKind, DutyScope, Matter
from vanthu.cadres.personnel.errors import NoDuty, OwnCase, RelativesCase, SameHand
from vanthu.cadres.personnel.models import Case, Duty, Kinship
from vanthu.cadres.personnel.rules import HANDS, earlier_step
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.remembered import once
from vanthu.ground.org.models import Post
from vanthu.ground.org.queries import subtree, with_origins

# Whose turn a case is in each state on its way.
_DESKS = {
    DutyKind.CONFIRM: CaseState.DRAFT,
    DutyKind.APPRAISE: CaseState.CONFIRMED,
    DutyKind.DECIDE: CaseState.APPRAISED,
}


@dataclass(frozen=True, slots=True)
class Held:
    """A duty as it is held: `agencies` None is the whole province."""

    matter: Matter
    kind: DutyKind
    agencies: frozenset[int] | None

    def reaches(self, agency_id: int) -> bool:
        """Whether cases of the agency fall under it."""
        return self.agencies is None or agency_id in self.agencies


def duties(actor: Actor, matter: Matter | None = None) -> list[Held]:
    """What the actor's post does today, by matter; one statement, more only for a subtree.

    A request that only reads asks once. Who acts for another has the duties of the other's post.
    """
    if actor.post_id is None:
        return []
    post_id, day = actor.post_id, actor.today
    return once(("duties", post_id, day, matter), lambda: _held(post_id, day, matter))


def _held(post_id: int, day: date, matter: Matter | None) -> list[Held]:
    rows = Duty.objects.on(day).filter(post=post_id)
    if matter is not None:
        rows = rows.filter(matter=matter)
    reach = once(("reach", post_id, day), lambda: _Reach(post_id, day))
    return [
        Held(Matter(row.matter), DutyKind(row.kind), reach.of(DutyScope(row.scope))) for row in rows
    ]


class _Reach:
    """The agencies of each scope, found once and only when asked for."""

    def __init__(self, post_id: int, day: date) -> None:
        self._post_id, self._day = post_id, day
        self._known: dict[DutyScope, frozenset[int] | None] = {DutyScope.PROVINCE: None}

    def of(self, scope: DutyScope) -> frozenset[int] | None:
        """The agencies; those whose place they took keep their records with them."""
        if scope not in self._known:
            own = Post.objects.values_list("agency_id", flat=True).get(pk=self._post_id)
            here = {own} if scope is DutyScope.OWN else subtree(own, self._day)
            self._known[scope] = with_origins(here)
        return self._known[scope]


def has_duty(actor: Actor, matter: Matter, kind: DutyKind, agency_id: int | None = None) -> bool:
    """Whether the actor's post has the duty, for this agency or for any at all."""
    return any(
        held.kind is kind and (agency_id is None or held.reaches(agency_id))
        for held in duties(actor, matter)
    )


def check_duty(actor: Actor, matter: Matter, kind: DutyKind, agency_id: int | None = None) -> None:
    """Raise NoDuty unless the actor's post has the duty for the agency (None: for any)."""
    if not has_duty(actor, matter, kind, agency_id):
        raise NoDuty(duty=kind.label, matter=matter.label)


def check_any_duty(actor: Actor, matter: Matter | None = None) -> None:
    """Raise NoDuty unless the actor's post has some duty in this matter (None: in any at all)."""
    if not duties(actor, matter):
        named = matter.label if matter else "tổ chức, cán bộ"
        raise NoDuty(duty=DutyKind.ENTER.label, matter=named)


def within_reach(actor: Actor, matter: Matter | None, field: str = "agency") -> Q:
    """The condition on rows that the actor may see: none without a duty, never filtered later.

    Without a matter, what any of the actor's duties reaches.
    """
    reached = agencies_reached(actor, matter)
    return Q() if reached is None else Q(**{f"{field}__in": sorted(reached)})


def agencies_reached(actor: Actor, matter: Matter | None) -> frozenset[int] | None:
    """The agencies the actor's duties reach together; None is the whole province."""
    reached: set[int] = set()
    for held in duties(actor, matter):
        if held.agencies is None:
            return None
        reached |= held.agencies
    return frozenset(reached)


def waiting_states(actor: Actor, matter: Matter) -> list[CaseState]:
    """The states in which cases wait for a duty of the actor's post, in the order of the steps."""
    held = {each.kind for each in duties(actor, matter)}
    return [state for kind, state in _DESKS.items() if kind in held]


def check_free(actor: Actor, persons: Collection[int]) -> None:
    """Raise OwnCase or RelativesCase where the case is about the actor or a declared relative.

    Who acts for another must be free for themself and for the other alike: the person is the one
    who acts.
    """
    if actor.person_id is None:
        return
    if actor.person_id in persons:
        raise OwnCase
    found = _kinship(actor.person_id, persons)
    if found is not None:
        raise RelativesCase(relation=found.get_relation_display())


def check_hand(actor: Actor, case: Case, duty: DutyKind, verb: str) -> None:
    """Raise SameHand where the actor did a step that this one must be apart from."""
    hands = {kind: getattr(case, column) for kind, column in HANDS.items()}
    earlier = earlier_step(duty, hands, actor.person_id)
    if earlier is not None:
        raise SameHand(earlier=earlier.label, verb=verb)


def _kinship(person_id: int, others: Iterable[int]) -> Kinship | None:
    wanted = list(others)
    either = Q(first=person_id, second__in=wanted) | Q(second=person_id, first__in=wanted)
    return Kinship.objects.current().filter(either).first()
