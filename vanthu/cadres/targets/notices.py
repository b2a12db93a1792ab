"""Who is told that an agency must explain an indicator: whoever has the duty to answer for it."""

from django.utils.translation import gettext as _

from vanthu.cadres.personnel.choices import DutyKind, Matter
from vanthu.cadres.personnel.queries import posts_on_duty
from vanthu.cadres.targets.events import ExplanationAsked
from vanthu.cadres.targets.models import Explanation
from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.actions import Notify
from vanthu.kernel.dates import short_date

ASKED = "explanation-asked"
OBJECT = ExplanationAsked.object_type


def of_request(actor: Actor, row: Explanation) -> list[Notify]:
    """One notice for each post that answers for the agency, but who asked: they may not answer."""
    words = _("Yêu cầu giải trình chỉ tiêu “%(indicator)s”, trả lời trước hết ngày %(day)s.") % {
        "indicator": row.indicator.name,
        "day": short_date(row.due_on),
    }
    posts = posts_on_duty(Matter.TARGETS, DutyKind.ENTER, row.agency_id, actor.today)
    return [
        Notify(
            holder=keys.post(post),
            kind=ASKED,
            text=words,
            link=f"/cadres/targets/explanations/{row.pk}",
            object_type=OBJECT,
            object_id=row.pk,
            repeat_key=f"{ASKED}:{row.pk}:{post}",
        )
        for post in posts
        if post != actor.post_id
    ]
