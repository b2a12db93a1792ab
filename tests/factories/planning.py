"""Terms, titles, persons in the plan, closed sheets, and changes on their way."""

from datetime import date, timedelta
from itertools import count

from tests.factories.cadres import Bureau, decision
from tests.factories.province import NOW
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.planning import actions
from vanthu.cadres.planning.actions import ChangeFields
from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    EntryState,
    Group,
    PlanLevel,
    TermKind,
    VoteStep,
)
from vanthu.cadres.planning.models import Ballot, BallotLine, PlanChange, PlanEntry, PlanTarget
from vanthu.cadres.planning.models import PlanTerm as Term
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person

SIGNED = date(2026, 8, 10)
_years = count(1)


def term(
    code: str = "2030-2035",
    *,
    kind: TermKind = TermKind.PARTY,
    level: PlanLevel = PlanLevel.PROVINCE,
    reference_on: date | None = None,
) -> Term:
    """A term; a Party term begins in September of its first year."""
    first, last = (int(year) for year in code.split("-"))
    return Term.objects.get_or_create(
        code=code,
        kind=kind,
        level=level,
        defaults={
            "first_on": date(first, 9, 1),
            "last_on": date(last, 8, 31),
            "reference_on": reference_on or date(first, 9, 1),
        },
    )[0]


def target(place: Agency, of: Term | None = None, title: str = "", **changes: object) -> PlanTarget:
    """A title of the agency in a term."""
    called = title or f"Trưởng phòng {next(_years)}"
    return PlanTarget.objects.create(
        term=of or term(),
        agency=place,
        title=called,
        **changes,
    )


def entry(person: Person, of: PlanTarget, paper: Decision) -> PlanEntry:
    """Somebody in the plan, known for a month."""
    return PlanEntry.objects.create(
        person=person,
        target=of,
        agency=of.agency,
        group=Group.FIRST,
        state=EntryState.APPROVED,
        first_in=paper.signed_on,
        decision=paper,
        known_from=NOW - timedelta(days=30),
    )


def change(
    person: Person,
    of: PlanTarget,
    paper: Decision,
    act: ChangeAction = ChangeAction.ADD,
    *,
    level: ApprovalLevel = ApprovalLevel.STANDING,
    reason: str = "",
) -> PlanChange:
    """A decided change as a row, without its way there."""
    return PlanChange.objects.create(
        person=person,
        target=of,
        agency=of.agency,
        action=act,
        reason=reason,
        state=CaseState.DECIDED,
        decision=paper,
        decided_on=paper.signed_on,
        level=level,
        known_from=NOW - timedelta(days=30),
    )


def ballots(of: PlanTarget, person: Person, *, yes: int = 31, convened: int = 60) -> list[Ballot]:
    """Closed sheets of every step with the person's votes."""
    found = []
    for step in VoteStep:
        sheet = Ballot.objects.create(
            target=of,
            agency=of.agency,
            step=step,
            held_on=date(2026, 7, int(step)),
            convened=convened,
            present=convened,
            issued=convened,
            returned=convened,
            valid=convened,
            closed_at=NOW,
        )
        BallotLine.objects.create(ballot=sheet, person=person, yes=yes, no=convened - yes)
        found.append(sheet)
    return found


def appraised(place: Bureau, fields: ChangeFields) -> PlanChange:
    """A change that waits for its decision."""
    case = actions.propose_change(place.enterer, fields=fields)
    for actor, verb in (
        (place.confirmer, CaseVerb.CONFIRM),
        (place.appraiser, CaseVerb.APPRAISE),
    ):
        case = actions.step_change(actor, change_id=case.pk, verb=verb)
    return case


def decide(
    place: Bureau, case: PlanChange, paper: Decision | None = None, **more: object
) -> PlanChange:
    """The last step."""
    return actions.step_change(
        place.decider,
        change_id=case.pk,
        verb=CaseVerb.DECIDE,
        decision_id=(paper or decision(place.province, SIGNED)).pk,
        **{"level": ApprovalLevel.STANDING, **more},  # type: ignore[arg-type]
    )
