"""Quotas, movements and severance on both databases: who may, what is refused, which event."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories.cadres import Bureau, bureau, decision, somebody
from tests.factories.staffing import DECIDED, decided, fields, severed
from tests.support.told import last_events
from vanthu.cadres.personnel.choices import CaseState, CaseVerb
from vanthu.cadres.personnel.errors import (
    CaseNotFound,
    DecisionMissing,
    NoDuty,
    ReasonMissing,
    SameHand,
)
from vanthu.cadres.staffing import actions, queries
from vanthu.cadres.staffing.choices import Bar, EventType, QuotaKind, Scheme, SeveranceKind
from vanthu.cadres.staffing.errors import (
    BadHeadcount,
    BadQuota,
    BadSeverance,
    Barred,
    CountDiffers,
    MonthLocked,
    NotPayable,
    QuotaNotFound,
    SeveranceUnderWay,
    TooEarly,
)
from vanthu.cadres.staffing.models import Headcount, Quota, Severance
from vanthu.ground.base.actor import Actor
from vanthu.ground.people.models import Person
from vanthu.ground.rulebook.actions import set_rule
from vanthu.ground.rulebook.errors import NoParameter
from vanthu.ground.rulebook.models import RuleUse
from vanthu.kernel.errors import NotFound
from vanthu.kernel.months import Month

pytestmark = pytest.mark.django_db
CIVIL = QuotaKind.CIVIL
MAY, JUNE = Month(2023, 5), Month(2023, 6)


@pytest.fixture
def place() -> Bureau:
    return bureau()


@pytest.fixture
def person(place: Bureau) -> Person:
    return somebody(place.commune)


def later(actor: Actor, hours: int = 1) -> Actor:
    return actor.at(actor.now + timedelta(hours=hours))


def assign(place: Bureau, actor: Actor, assigned: int, year: int = 2023) -> list[Quota]:
    paper = decision(place.province, date(2022, 12, 20))
    row = actions.QuotaFields(agency_id=place.commune.pk, kind=CIVIL, year=year, assigned=assigned)
    return actions.assign_quotas(actor, quotas=[row], decision_id=paper.pk)


def move(
    place: Bureau, type_: EventType, on: date, actor: Actor | None = None, **more: int
) -> None:
    row = actions.HeadcountFields(
        agency_id=place.commune.pk,
        kind=CIVIL,
        type=type_,
        on=on,
        **more,
    )
    actions.record_headcount(actor or place.enterer, events=[row])


def lock(place: Bureau, month: Month, present: int, actor: Actor | None = None) -> Headcount:
    return actions.lock_headcount(
        actor or place.confirmer,
        agency_id=place.commune.pk,
        kind=CIVIL,
        month=month,
        present=present,
    )


def test_example_3_a_case_goes_through_four_hands_to_205_million(
    place: Bureau, person: Person
) -> None:
    """105,000,000 + 50,000,000 + 50,000,000 under NĐ 29/2023, total = Σ parts."""
    case = decided(place, person)
    assert (case.decree, case.total) == ("severance-nd29", 205_000_000)
    assert [part["amount"] for part in case.parts] == [105_000_000, 50_000_000, 50_000_000]
    assert case.total == sum(part["amount"] for part in case.parts)
    assert (case.batch_year, case.batch_half) == (2023, 2)
    use = RuleUse.objects.get(object_type="severance", object_id=case.pk)
    assert (use.pack, use.values_read["first_years_pay"]) == ("severance-nd29", "5")
    paid = actions.pay_severance(
        later(place.enterer), severance_id=case.pk, paid_on=date(2023, 10, 2)
    )
    assert (paid.record, paid.paid_on) == (case.record, date(2023, 10, 2))
    assert queries.own_severance(person.pk) == [paid]
    assert last_events(5) == [
        "severance-proposed",
        *["severance-stepped"] * 3,
        "severance-paid",
    ]
    with pytest.raises(NotPayable):
        actions.pay_severance(
            later(place.enterer, 2), severance_id=paid.pk, paid_on=date(2023, 10, 3)
        )


@pytest.mark.parametrize(
    ("signed_on", "decree"),
    [
        (date(2020, 9, 26), "severance-nd108"),
        (date(2023, 7, 19), "severance-nd108"),
        (date(2023, 7, 20), "severance-nd29"),
    ],
)
def test_the_decree_is_that_of_the_decisions_own_day(
    place: Bureau, person: Person, signed_on: date, decree: str
) -> None:
    assert decided(place, person, signed_on).decree == decree


def test_what_no_one_has_read_is_not_paid(place: Bureau, person: Person) -> None:
    more = {"scheme": Scheme.REORGANISATION, "reorganised_on": date(2025, 2, 1)}
    with pytest.raises(NoParameter):
        decided(place, person, date(2025, 3, 1), leaves_on=date(2025, 4, 1), **more)


def test_what_the_province_entered_with_its_source_is_paid(place: Bureau, person: Person) -> None:
    """NĐ 178's parts by year are [?] in organisation.md 2.b: entered in the rulebook, then paid."""
    fixed = {"early_per_year": "5", "first_years": "20", "first_years_pay": "5"}
    for key, value in {**fixed, "later_per_year": "0.5"}.items():
        set_rule(
            place.appraiser,
            pack="severance-nd178",
            key=key,
            value=value,
            valid_from=date(2025, 1, 1),
            source="Điều 7 Nghị định 178/2024/NĐ-CP",
        )
    more = {"scheme": Scheme.REORGANISATION, "reorganised_on": date(2025, 2, 1)}
    case = decided(place, person, date(2025, 3, 1), leaves_on=date(2025, 4, 1), **more)
    assert [part["amount"] for part in case.parts] == [
        420_000_000,
        175_000_000,
        50_000_000,
        50_000_000,
    ]
    assert RuleUse.objects.get(object_id=case.pk).values_read["early_per_year"] == "5"


def test_leaving_after_the_first_months_is_paid_less(place: Bureau) -> None:
    totals = []
    for leaves_on in (date(2026, 1, 31), date(2026, 2, 1)):
        case = decided(
            place,
            somebody(place.commune),
            date(2025, 3, 1),
            kind=SeveranceKind.SEVERANCE,
            months_early=0,
            service_months=120,
            scheme=Scheme.REORGANISATION,
            reorganised_on=date(2025, 2, 1),
            leaves_on=leaves_on,
        )
        totals.append(case.parts[0]["amount"])
    assert totals == [480_000_000, 240_000_000]


def test_one_living_severance_of_a_person(place: Bureau, person: Person) -> None:
    first = actions.propose_severance(place.enterer, fields=fields(place.commune, person))
    with pytest.raises(SeveranceUnderWay):
        actions.propose_severance(place.enterer, fields=fields(place.commune, person))
    paper = decision(place.province, DECIDED)
    with pytest.raises(IntegrityError), transaction.atomic():
        severed(place.commune, person, paper)
    actions.step_severance(
        place.enterer, severance_id=first.pk, verb=CaseVerb.WITHDRAW, reason="Nhập nhầm người"
    )
    again = actions.propose_severance(place.enterer, fields=fields(place.commune, person))
    assert again.state == CaseState.DRAFT


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"months_early": 0}, BadSeverance),
        ({"kind": SeveranceKind.SEVERANCE}, BadSeverance),
        ({"pay_base": 0}, BadSeverance),
        ({"scheme": Scheme.REORGANISATION}, BadSeverance),
        ({"reorganised_on": date(2023, 9, 2)}, BadSeverance),
        ({"bars": (Bar.PREGNANT,)}, Barred),
        ({"bars": (Bar.DISCIPLINE,), "voluntary": True}, Barred),
    ],
)
def test_what_a_proposal_is_refused_for(
    place: Bureau, person: Person, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        actions.propose_severance(place.enterer, fields=fields(place.commune, person, **changes))
    assert not Severance.objects.exists()


def test_who_wishes_it_may_go_in_spite_of_illness(place: Bureau, person: Person) -> None:
    case = decided(place, person, bars=(Bar.SICK,), voluntary=True)
    assert case.bars == ["sick"]


def test_deciding_asks_for_a_decision_and_its_months(place: Bureau, person: Person) -> None:
    with pytest.raises(TooEarly):
        decided(place, person, months_early=61)
    case = Severance.objects.get()
    with pytest.raises(DecisionMissing):
        actions.step_severance(place.decider, severance_id=case.pk, verb=CaseVerb.DECIDE)
    with pytest.raises(CaseNotFound):
        actions.step_severance(place.decider, severance_id=0, verb=CaseVerb.DECIDE)


def test_a_draft_is_amended_and_nothing_later(place: Bureau, person: Person) -> None:
    case = actions.propose_severance(place.enterer, fields=fields(place.commune, person))
    amended = actions.amend_severance(
        place.enterer, severance_id=case.pk, fields=fields(place.commune, person, months_early=24)
    )
    assert amended.months_early == 24
    assert last_events(2) == ["severance-proposed", "severance-amended"]
    other = fields(place.commune, somebody(place.commune))
    with pytest.raises(BadSeverance):
        actions.amend_severance(place.enterer, severance_id=case.pk, fields=other)
    actions.step_severance(place.confirmer, severance_id=case.pk, verb=CaseVerb.CONFIRM)
    with pytest.raises(BadSeverance):
        actions.amend_severance(
            place.enterer, severance_id=case.pk, fields=fields(place.commune, person)
        )


def test_cases_decided_on_paper_come_from_one_list(place: Bureau) -> None:
    paper = decision(place.province, date(2022, 5, 4))
    people = [somebody(place.commune) for _ in range(3)]
    rows = [
        actions.DecidedFields(fields=fields(place.commune, each), decision_id=paper.pk)
        for each in people
    ]
    made = actions.import_severances(place.appraiser, cases=rows, source="Danh sách đợt 1/2022")
    assert {row.decree for row in made} == {"severance-nd108"}
    assert (made[0].batch_year, made[0].batch_half) == (2022, 1)
    assert last_events(1) == ["severances-imported"]
    with pytest.raises(SeveranceUnderWay):
        actions.import_severances(place.appraiser, cases=rows[:1], source="Lần hai")
    other = fields(place.commune, somebody(place.commune))
    new = actions.DecidedFields(fields=other, decision_id=paper.pk)
    with pytest.raises(NoDuty):
        actions.import_severances(place.enterer, cases=[new], source="Sai người")
    with pytest.raises(BadSeverance):
        actions.import_severances(place.appraiser, cases=[], source="Rỗng")


def test_a_quota_is_assigned_replaced_and_corrected(place: Bureau) -> None:
    (first,) = assign(place, place.appraiser, 40)
    (second,) = assign(place, later(place.appraiser), 39)
    third = actions.correct_quota(
        later(place.appraiser, 2), quota_id=second.pk, assigned=38, reason="Nhập nhầm"
    )
    assert first.record == second.record == third.record
    assert [row.assigned for row in queries.quotas(place.auditor)] == [38]
    assert last_events(3) == ["quotas-assigned", "quotas-assigned", "quota-corrected"]
    for assigned, reason, refusal in ((38, "Như cũ", BadQuota), (37, " ", ReasonMissing)):
        with pytest.raises(refusal):
            actions.correct_quota(
                later(place.appraiser, 3), quota_id=third.pk, assigned=assigned, reason=reason
            )
    with pytest.raises(QuotaNotFound):
        actions.correct_quota(place.appraiser, quota_id=0, assigned=1, reason="Không có")


def test_quotas_are_refused_whole(place: Bureau) -> None:
    paper = decision(place.province, date(2022, 12, 20))
    row = actions.QuotaFields(agency_id=place.commune.pk, kind=CIVIL, year=2023, assigned=1)
    for rows in ([], [row, row]):
        with pytest.raises(BadQuota):
            actions.assign_quotas(place.appraiser, quotas=rows, decision_id=paper.pk)
    with pytest.raises(DecisionMissing):
        actions.assign_quotas(place.appraiser, quotas=[row], decision_id=0)
    assert not Quota.objects.exists()


def test_a_month_locks_only_where_counted_and_computed_agree(place: Bureau) -> None:
    """present_end = start + ins - outs (organisation.md 2.b)."""
    lock(place, MAY, 40)
    move(place, EventType.RECRUITED, date(2023, 6, 5), count=2)
    move(place, EventType.EARLY_RETIREMENT, date(2023, 6, 9), count=4)
    with pytest.raises(CountDiffers) as refused:
        lock(place, JUNE, 39)
    assert "38 (40 đầu kỳ, tăng 2, giảm 4)" in refused.value.sentence
    lock(place, JUNE, 38)
    assert last_events(4) == [
        "headcount-locked",
        "headcount-moved",
        "headcount-moved",
        "headcount-locked",
    ]
    with pytest.raises(MonthLocked):
        move(place, EventType.DIED, date(2023, 6, 30))
    with pytest.raises(MonthLocked):
        lock(place, JUNE, 38)
    with pytest.raises(BadHeadcount):
        lock(place, Month(2036, 1), 38)


def test_a_movement_is_taken_back_with_a_reason(place: Bureau, person: Person) -> None:
    move(place, EventType.RECRUITED, date(2023, 6, 5), person_id=person.pk)
    (row,) = queries.headcount_events(place.auditor)
    actor = later(place.enterer)
    with pytest.raises(ReasonMissing):
        actions.withdraw_headcount_event(actor, event_id=row.pk, reason="")
    actions.withdraw_headcount_event(actor, event_id=row.pk, reason="Nhập trùng")
    assert last_events(1) == ["headcount-event-withdrawn"]
    with pytest.raises(NotFound):
        actions.withdraw_headcount_event(actor, event_id=row.pk, reason="Nhập trùng")
    with pytest.raises(BadHeadcount):
        move(place, EventType.DIED, date(2023, 6, 5), person_id=person.pk, count=2)
    with pytest.raises(BadHeadcount):
        move(place, EventType.DIED, date(2036, 6, 5))
    with pytest.raises(BadHeadcount):
        actions.record_headcount(place.enterer, events=[])


WRONG: dict[str, Callable[[Bureau, Person], object]] = {
    "auditor assigns": lambda b, _p: assign(b, b.auditor, 1),
    "enterer assigns": lambda b, _p: assign(b, b.enterer, 1),
    "outsider moves": lambda b, _p: move(b, EventType.DIED, date(2023, 1, 5), b.outsider),
    "auditor moves": lambda b, _p: move(b, EventType.DIED, date(2023, 1, 5), b.auditor),
    "enterer locks": lambda b, _p: lock(b, MAY, 1, b.enterer),
    "outsider proposes": lambda b, p: actions.propose_severance(
        b.outsider, fields=fields(b.commune, p)
    ),
    "decider proposes": lambda b, p: actions.propose_severance(
        b.decider, fields=fields(b.commune, p)
    ),
}


@pytest.mark.parametrize("deed", WRONG)
def test_who_has_not_the_duty_is_refused(place: Bureau, person: Person, deed: str) -> None:
    with pytest.raises(NoDuty):
        WRONG[deed](place, person)
    assert not Severance.objects.exists()
    assert not Quota.objects.exists()


def test_an_outsider_sees_none_and_the_auditor_all(place: Bureau, person: Person) -> None:
    decided(place, person)
    assert queries.severances(place.outsider).count() == 0
    assert queries.severances(place.auditor).count() == 1


def test_nobody_does_two_steps_of_one_case(place: Bureau, person: Person) -> None:
    case = actions.propose_severance(place.enterer, fields=fields(place.commune, person))
    Severance.objects.filter(pk=case.pk).update(proposed_by=place.confirmer.person_id)
    with pytest.raises(SameHand):
        actions.step_severance(place.confirmer, severance_id=case.pk, verb=CaseVerb.CONFIRM)
