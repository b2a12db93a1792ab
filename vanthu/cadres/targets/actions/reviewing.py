"""Decide a review: the standing of a day is kept as it was decided."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from vanthu.cadres.personnel.models import Decision
from vanthu.cadres.targets import permissions
from vanthu.cadres.targets.errors import BadReview
from vanthu.cadres.targets.events import ResolutionReviewed
from vanthu.cadres.targets.models import Review, ReviewLine
from vanthu.cadres.targets.queries.finding import resolution
from vanthu.cadres.targets.queries.standing import (
    Standing,
    grade_counts,
    rules_on,
    standings_of,
)
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.rulebook.actions import keep_use
from vanthu.kernel.numbers import percent

_PLACES = 4


@action
def review_resolution(actor: Actor, *, resolution_id: int, as_of: date, decision_id: int) -> Review:
    """Keep how every indicator stood on the day, judged by the rules of the decision's own day.

    Raises NoResolution, NoDuty, BadReview.
    """
    whole = resolution(resolution_id)
    permissions.check_ask(actor, whole.agency_id)
    decision = Decision.objects.filter(pk=decision_id).first()
    if decision is None:
        raise BadReview({"decision_id": "Hãy chọn văn bản kết luận đánh giá."})
    if not whole.first <= as_of <= min(decision.signed_on, actor.today):
        text = "Ngày tính phải trong thời gian của nghị quyết và không sau ngày ký kết luận."
        raise BadReview({"as_of": text})
    if Review.objects.filter(resolution=whole, as_of=as_of, decision=decision).exists():
        raise BadReview({"decision_id": "Lần đánh giá này đã được ghi nhận."})
    pack, thresholds = rules_on(decision.signed_on)
    found = standings_of(whole.pk, as_of, actor.now, thresholds)
    row = Review.objects.create(
        resolution=whole,
        as_of=as_of,
        decision=decision,
        known_at=actor.now,
        decided_name=actor.name,
    )
    ReviewLine.objects.bulk_create(_line(row, each) for each in found)
    keep_use(
        actor,
        pack,
        object_type=ResolutionReviewed.object_type,
        object_id=row.pk,
        agency_id=whole.agency_id,
        decided_on=decision.signed_on,
    )
    counts = {grade.value: count for grade, count in grade_counts(found).items() if count}
    announce(
        actor,
        ResolutionReviewed(
            agency_id=whole.agency_id,
            object_id=row.pk,
            resolution=whole.pk,
            as_of=as_of,
            counts=counts,
        ),
    )
    return row


def _line(row: Review, each: Standing) -> ReviewLine:
    return ReviewLine(
        review=row,
        indicator=each.indicator,
        target=each.target.value if each.target else None,
        value=_rounded(each.reached.value),
        share=each.share,
        grade=each.grade,
        cause=each.cause or "",
    )


def _rounded(value: Fraction | None) -> Decimal | None:
    """To the places that the column keeps."""
    if value is None:
        return None
    return percent(value.numerator, value.denominator * 100, _PLACES)
