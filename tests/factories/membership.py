"""A branch of the commune, its members, and cases on their way through the four hands."""

from datetime import date, timedelta

from tests.factories.cadres import Bureau, decision, somebody
from tests.factories.province import NOW
from vanthu.cadres.membership import actions
from vanthu.cadres.membership.choices import (
    AdmissionKind,
    AdmissionPaper,
    OnList,
    OrganisationKind,
)
from vanthu.cadres.membership.models import (
    Admission,
    Member,
    OrganisationVersion,
    PartyOrganisation,
)
from vanthu.cadres.membership.rules import Meeting
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.personnel.models import Decision
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person

SINCE = date(2020, 9, 1)
FULL = [paper.value for paper in AdmissionPaper]
GOOD = Meeting(convened=9, present=9, yes=9)
RESOLVED = date(2026, 7, 1)
COMMITTEE = date(2026, 7, 20)
DECIDED = date(2026, 8, 10)
CEREMONY = date(2026, 8, 20)


def branch(place: Agency, name: str = "Chi bộ Văn phòng") -> PartyOrganisation:
    """A branch whose list the agency's officers keep."""
    row = PartyOrganisation.objects.create(
        agency=place, kind=OrganisationKind.BRANCH, valid_from=SINCE
    )
    OrganisationVersion.objects.create(organisation=row, name=name, valid_from=SINCE)
    return row


def member(
    organisation: PartyOrganisation,
    person: Person | None = None,
    *,
    joined_on: date = date(2021, 3, 2),
    official_on: date | None = date(2022, 3, 2),
) -> Member:
    """Somebody on the list of the organisation since they joined."""
    who = person or somebody(organisation.agency)
    return Member.objects.create(
        person=who,
        organisation=organisation,
        agency=organisation.agency,
        joined_on=joined_on,
        official_on=official_on,
        since=joined_on,
        since_by=OnList.OPENING,
        known_from=NOW - timedelta(days=30),
    )


def fields(
    organisation: PartyOrganisation, person: Person, **changes: object
) -> actions.AdmissionFields:
    """A complete proposal."""
    usual: dict[str, object] = {
        "person_id": person.pk,
        "organisation_id": organisation.pk,
        "branch_on": RESOLVED,
        "branch": GOOD,
        "papers": FULL,
        "kind": AdmissionKind.FIRST,
    }
    return actions.AdmissionFields(**{**usual, **changes})  # type: ignore[arg-type]


def step(actor: Actor, case: Admission, verb: CaseVerb, **more: object) -> Admission:
    """One step of an admission with what it asks for."""
    if verb is CaseVerb.APPRAISE:
        more = {"committee_on": COMMITTEE, "committee": GOOD, **more}
    return actions.step_admission(actor, admission_id=case.pk, verb=verb, **more)  # type: ignore[arg-type]


def decided(
    place: Bureau, organisation: PartyOrganisation, person: Person, **changes: object
) -> Admission:
    """An admission that four hands brought to its decision."""
    case = actions.propose_admission(place.enterer, fields=fields(organisation, person, **changes))
    paper = decision(place.province, DECIDED)
    step(place.confirmer, case, CaseVerb.CONFIRM)
    step(place.appraiser, case, CaseVerb.APPRAISE)
    return step(place.decider, case, CaseVerb.DECIDE, decision_id=paper.pk)


def admitted_row(
    organisation: PartyOrganisation,
    person: Person,
    ceremony_on: date,
    *,
    rests_on: Decision,
    youth_union: bool = False,
) -> Admission:
    """An admission as it stands after the ceremony, without its way there."""
    return Admission.objects.create(
        person=person,
        organisation=organisation,
        agency=organisation.agency,
        state=CaseState.DECIDED,
        decision=rests_on,
        youth_union=youth_union,
        branch_on=ceremony_on,
        branch_convened=9,
        branch_present=9,
        branch_yes=9,
        ceremony_on=ceremony_on,
        known_from=NOW - timedelta(days=10),
    )
