"""What an administrator does with a link: try it, let it rest, let it go on."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce
from vanthu.office.documents.errors import NeedsReason
from vanthu.office.interchange.actions import links
from vanthu.office.interchange.drivers.base import BadAnswer, Rejected, Unreachable
from vanthu.office.interchange.errors import LinkStands, NoWay
from vanthu.office.interchange.events import LinkPaused, LinkResumed
from vanthu.office.interchange.models import LinkState
from vanthu.office.interchange.permissions import check_keep_links
from vanthu.office.interchange.ways import Way, way_named


def try_link(actor: Actor, *, name: str) -> str:
    """Ask a link now what waits for us; "" when it answered, else the sentence what is wrong.

    It takes nothing. An answer ends the link's rest. Raises NotTheKeeperOfLinks, NoWay.
    """
    way = _asked(actor, name)
    try:
        way.driver().waiting(1)
    except (Unreachable, BadAnswer, Rejected) as fault:
        return fault.sentence
    links.answered(name, actor.now, polled=True)
    return ""


@action
def pause_link(actor: Actor, *, name: str, reason: str) -> None:
    """Send and fetch nothing over a link until somebody lets it go on; what is sent waits.

    Raises NotTheKeeperOfLinks, NoWay, NeedsReason, LinkStands.
    """
    _asked(actor, name)
    if not reason.strip():
        raise NeedsReason(field="reason")
    links.state_of(name, actor.now)
    held = LinkState.objects.select_for_update().get(name=name)
    if held.held_at is not None:
        raise LinkStands
    held.held_at, held.held_by_name, held.held_reason = actor.now, actor.name, reason.strip()[:500]
    held.save()
    announce(
        actor,
        LinkPaused(agency_id=actor.agency_id, object_id=0, link=name, reason=reason.strip()),
    )


@action
def resume_link(actor: Actor, *, name: str) -> None:
    """Let a link that was paused go on. Raises NotTheKeeperOfLinks, NoWay, LinkStands."""
    _asked(actor, name)
    links.state_of(name, actor.now)
    held = LinkState.objects.select_for_update().get(name=name)
    if held.held_at is None:
        raise LinkStands
    held.held_at, held.held_by_name, held.held_reason = None, "", ""
    held.save()
    announce(actor, LinkResumed(agency_id=actor.agency_id, object_id=0, link=name))


def _asked(actor: Actor, name: str) -> Way:
    check_keep_links(actor)
    way = way_named(name)
    if way is None:
        raise NoWay(link=name)
    return way
