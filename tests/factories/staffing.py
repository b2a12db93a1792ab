"""Quotas, people counted and severance cases of the commune."""

from datetime import date, timedelta

from tests.factories.cadres import Bureau, decision
from tests.factories.province import NOW
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.staffing import actions
from vanthu.cadres.staffing.choices import Category, QuotaKind, SeveranceKind
from vanthu.cadres.staffing.models import Quota, Severance
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person

DECIDED = date(2023, 8, 1)
SINCE = NOW - timedelta(days=30)


def quota(place: Agency, kind: QuotaKind, year: int, assigned: int, rests_on: Decision) -> Quota:
    """A quota as it was assigned."""
    return Quota.objects.create(
        agency=place,
        kind=kind,
        year=year,
        assigned=assigned,
        decision=rests_on,
        known_from=SINCE,
    )


def fields(place: Agency, person: Person, **changes: object) -> actions.SeveranceFields:
    """The early retirement of organisation.md 4.b.3: L 10,000,000, 3,5 years early, 30 years."""
    usual: dict[str, object] = {
        "agency_id": place.pk,
        "person_id": person.pk,
        "quota_kind": QuotaKind.CIVIL,
        "kind": SeveranceKind.EARLY_RETIREMENT,
        "category": Category.D1,
        "leaves_on": date(2023, 9, 1),
        "pay_base": 10_000_000,
        "months_early": 42,
        "service_months": 360,
    }
    return actions.SeveranceFields(**{**usual, **changes})  # type: ignore[arg-type]


def decided(
    place: Bureau, person: Person, signed_on: date = DECIDED, **changes: object
) -> Severance:
    """A case that four hands brought to its decision."""
    case = actions.propose_severance(place.enterer, fields=fields(place.commune, person, **changes))
    paper = decision(place.province, signed_on)
    actions.step_severance(place.confirmer, severance_id=case.pk, verb=CaseVerb.CONFIRM)
    actions.step_severance(place.appraiser, severance_id=case.pk, verb=CaseVerb.APPRAISE)
    return actions.step_severance(
        place.decider, severance_id=case.pk, verb=CaseVerb.DECIDE, decision_id=paper.pk
    )


def severed(
    place: Agency,
    person: Person,
    rests_on: Decision,
    kind: SeveranceKind = SeveranceKind.EARLY_RETIREMENT,
) -> Severance:
    """A case as it stands decided, without its way there."""
    return Severance.objects.create(
        agency=place,
        person=person,
        state=CaseState.DECIDED,
        decision=rests_on,
        quota_kind=QuotaKind.CIVIL,
        kind=kind,
        category=Category.D1,
        leaves_on=rests_on.signed_on,
        known_from=SINCE,
    )
