"""One row by its id, or the refusal that says it is not there."""

from vanthu.cadres.targets.errors import NoIndicator, NoResolution, NoSubmission
from vanthu.cadres.targets.models import Explanation, Indicator, Resolution, Submission
from vanthu.kernel.errors import NotFound


def resolution(number: int) -> Resolution:
    """A resolution with its decision; raises NoResolution."""
    row = Resolution.objects.select_related("decision").filter(pk=number).first()
    if row is None:
        raise NoResolution
    return row


def indicator(number: int) -> Indicator:
    """An indicator with its resolution; raises NoIndicator."""
    row = Indicator.objects.select_related("resolution").filter(pk=number).first()
    if row is None:
        raise NoIndicator(name=number)
    return row


def indicator_coded(code: str) -> Indicator:
    """An indicator by its code; raises NoIndicator."""
    row = Indicator.objects.select_related("resolution").filter(code=code).first()
    if row is None:
        raise NoIndicator(name=code)
    return row


def submission(number: int, *, lock: bool = False) -> Submission:
    """The report of a period; raises NoSubmission."""
    rows = Submission.objects.select_for_update() if lock else Submission.objects.all()
    row = rows.filter(pk=number).first()
    if row is None:
        raise NoSubmission
    return row


def explanation(number: int, *, lock: bool = False) -> Explanation:
    """A request for explanation; raises NotFound."""
    rows = Explanation.objects.select_for_update() if lock else Explanation.objects.all()
    row = rows.filter(pk=number).first()
    if row is None:
        raise NotFound
    return row
