"""The yearly review: the records suggest who should leave, people choose and propose."""

from collections.abc import Collection
from datetime import date

from vanthu.cadres.planning import permissions, queries
from vanthu.cadres.planning.actions.changes import ChangeFields, draft
from vanthu.cadres.planning.choices import ChangeAction
from vanthu.cadres.planning.errors import BadPlan, ReviewOnce, ReviewUnknown
from vanthu.cadres.planning.events import RemovalsProposed, ReviewStarted
from vanthu.cadres.planning.models import PlanChange, PlanReview
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce


@action
def start_review(actor: Actor, *, agency_id: int, year: int, due_on: date) -> PlanReview:
    """Begin the review of an agency's plans; `due_on` is the day of the yearly plan.

    Raises NoDuty, BadPlan, ReviewOnce.
    """
    permissions.check_enter(actor, agency_id)
    if due_on < actor.today:
        raise BadPlan({"due_on": "Hạn trình cấp trên không được trước hôm nay."})
    if PlanReview.objects.filter(agency=agency_id, year=year).exists():
        raise ReviewOnce(year=year)
    review = PlanReview.objects.create(
        agency_id=agency_id, year=year, started_on=actor.today, due_on=due_on
    )
    announce(actor, ReviewStarted(agency_id=agency_id, object_id=review.pk, year=year))
    return review


@action
def propose_removals(
    actor: Actor, *, review_id: int, entry_ids: Collection[int]
) -> list[PlanChange]:
    """Propose, for the reasons the records show, those chosen among the suggestions.

    Raises NoDuty, ReviewUnknown, BadPlan, OwnCase, RelativesCase, ChangeUnderWay.
    """
    review = PlanReview.objects.filter(pk=review_id).first()
    if review is None:
        raise ReviewUnknown
    permissions.check_enter(actor, review.agency_id)
    found = {each.entry.pk: each for each in queries.suggestions(review, actor.today, actor.now)}
    if not entry_ids or not set(entry_ids) <= found.keys():
        raise BadPlan({"entry_ids": "Hãy chọn người trong danh sách đề xuất của đợt rà soát."})
    cases = [
        draft(
            actor,
            ChangeFields(
                person_id=found[pk].entry.person_id,
                target_id=found[pk].entry.target_id,
                action=ChangeAction.REMOVE,
                reason=found[pk].reason,
                review_id=review.pk,
            ),
        )
        for pk in entry_ids
    ]
    ids = [case.pk for case in cases]
    announce(actor, RemovalsProposed(agency_id=review.agency_id, object_id=review.pk, changes=ids))
    return cases
