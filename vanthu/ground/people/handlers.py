"""What happens to holders when the organisation changes."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.errors import StillHeld
from vanthu.ground.org.events import AgencyClosed, PostClosed
from vanthu.ground.people.models import Tenure
from vanthu.kernel.dates import short_date


def on_post_closed(actor: Actor, event: PostClosed) -> None:
    """Refuse (StillHeld) while somebody holds the post beyond the day."""
    count = Tenure.objects.on(event.on).filter(post=event.object_id).count()
    if count:
        raise StillHeld(count=count, day=short_date(event.on))


def on_agency_closed(actor: Actor, event: AgencyClosed) -> None:
    """Posts of an agency that ends are held until that day; one statement."""
    rows = Tenure.objects.filter(post__agency=event.object_id, valid_from__lt=event.on)
    rows.filter(valid_to=None).update(valid_to=event.on)
