"""Nothing waits unseen: packets without an answer, and links that have fallen silent."""

from datetime import datetime

from vanthu.ground.access import keys
from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.actions import Notify, notify_all
from vanthu.ground.org.choices import Level, Role
from vanthu.ground.org.models import Post
from vanthu.office.interchange import notices
from vanthu.office.interchange.actions.links import state_of
from vanthu.office.interchange.models import LinkState
from vanthu.office.interchange.queries.waiting import late, silent_since
from vanthu.office.interchange.ways import Way, all_ways


def watch(actor: Actor) -> int:
    """Tell clerks of packets whose receivers do not answer in time, and administrators of links
    that do not answer; each once. Returns how many notices were new."""
    told = notify_all(actor, [note for each in late(actor) for note in notices.of_late(each)])
    return told + sum(_watch_link(actor, way) for way in all_ways())


def _watch_link(actor: Actor, way: Way) -> int:
    row = state_of(way.name, actor.now)
    since = silent_since(way, row, actor.now)
    if (since is not None) == (row.told_at is not None):
        return 0
    moment: datetime | None = actor.now if since is not None else None
    LinkState.objects.filter(name=way.name).update(told_at=moment)
    holders = [keys.post(number) for number in administrators(actor)]
    return notify_all(actor, [_note(way, row, since, actor.now, holder) for holder in holders])


def _note(way: Way, row: LinkState, since: datetime | None, now: datetime, holder: int) -> Notify:
    if since is None:
        return notices.of_link_back(way.title, holder, now)
    return notices.of_silent_link(way.title, since, row.problem, holder)


def administrators(actor: Actor) -> list[int]:
    """The administrators' posts of the province's centre; without one, all there are."""
    posts = Post.objects.on(actor.today).filter(role=Role.SYSADMIN)
    central = posts.filter(agency__level=Level.PROVINCE)
    found = central if central.exists() else posts
    return list(found.values_list("pk", flat=True))
