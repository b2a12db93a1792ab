"""The exchange with other installations: for each link one job that sends and one that receives.

They run on a lane of their own and never end: each turn puts its row back, whatever happened, so
that a link that was down for a day goes on by itself.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import Lane
from vanthu.ground.base.jobs import Again, enqueue
from vanthu.ground.org.permissions import check_configure
from vanthu.office.interchange.actions import (
    apply_waiting,
    fetch_waiting,
    follow_due,
    reconcile,
    send_due,
    sync_directory,
    watch,
)
from vanthu.office.interchange.errors import NoSuchLink, SyncRunning
from vanthu.office.interchange.queries import SYNC, directory_states
from vanthu.office.interchange.ways import Way, all_ways, way_named

log = logging.getLogger("vanthu.exchange")
Clock = Callable[[], datetime]
SEND, RECEIVE = "exchange.send", "exchange.receive"
_IDLE = timedelta(seconds=2)
_AT_ONCE = timedelta(0)
_TROUBLE = timedelta(seconds=30)
_BATCH = 200
# A packet carries its files in base64, and more than one.
_PACKET = 2
# Somebody looks on: before the files that wait to be read.
_ASKED = 20


def keep_going(now: datetime) -> None:
    """See that each link has its two jobs; those it has are left alone."""
    for way in all_ways():
        for name in (SEND, RECEIVE):
            key = f"{name}:{way.name}"
            enqueue(Actor.system(now), name, key=key, lane=Lane.NETWORK, link=way.name)


@task(SEND)
def send(actor: Actor, progress: Progress, *, link: str) -> Again | None:
    """Send what is due on a link; at once again while more is, else in a moment."""
    return _turn(actor, link, _send)


@task(RECEIVE)
def receive(actor: Actor, progress: Progress, *, link: str) -> Again | None:
    """Fetch and apply what waits on a link, and look again after the time that is set for it."""
    return _turn(actor, link, _receive)


@task("exchange.watch")
def watch_over(actor: Actor, progress: Progress, *, moment: str = "") -> int:
    """Tell who must know of receivers and links that do not answer; returns how many notices."""
    return watch(actor)


@task("exchange.reconcile")
def reconcile_all(actor: Actor, progress: Progress, *, moment: str = "") -> int:
    """Compare the last days with the other end of every link; returns for how many pairs."""
    done, clock = 0, _clock_from(actor.now)
    for way in all_ways():
        try:
            done += reconcile(way, clock)
        except Exception:  # one link must not keep the others from being compared
            log.exception("days not compared", extra={"link": way.name})
    return done


@task("exchange.directories")
def sync_all(actor: Actor, progress: Progress, *, moment: str = "") -> int:
    """Ask for the directory of every link; returns of how many."""
    ways = all_ways()
    for way in ways:
        ask_for_directory(actor, way.name)
    return len(ways)


def ask_for_directory(actor: Actor, link: str, *, accept_shorter: bool = False) -> None:
    """Let the worker take over the directory of a link; twice within a minute is once."""
    key = f"{SYNC}:{link}@{actor.now:%Y-%m-%dT%H:%M}"
    asked: dict[str, Any] = {"link": link, "asked_by": actor.name, "accept_shorter": accept_shorter}
    enqueue(actor, SYNC, key=key, lane=Lane.SLOW, priority=_ASKED, **asked)


def sync_now(actor: Actor, *, link: str, accept_shorter: bool = False) -> None:
    """Have the directory of a link taken over at once, because somebody asked for it.

    Raises NotYourOrganisation, NoSuchLink, and SyncRunning while it is at it already.
    """
    check_configure(actor, None)
    way = way_named(link)
    if way is None:
        raise NoSuchLink(link=link)
    if any(each.job for each in directory_states() if each.way.name == link):
        raise SyncRunning(link=way.title)
    ask_for_directory(actor, link, accept_shorter=accept_shorter)


@task(SYNC)
def sync(
    actor: Actor,
    progress: Progress,
    *,
    link: str,
    asked_by: str = "",
    accept_shorter: bool = False,
) -> dict[str, object] | None:
    """Take over the directory of a link; None when it is no longer configured."""
    way = way_named(link)
    if way is None:
        return None
    try:
        row = sync_directory(
            replace(actor, name=asked_by or actor.name),
            way=way,
            clock=_clock_from(actor.now),
            tell=progress,
            accept_shorter=accept_shorter,
        )
    except SyncRunning as refusal:
        return {"problem": refusal.sentence}
    return {"sync": row.pk, "state": row.state, "problem": row.problem}


def _send(way: Way, clock: Clock) -> Again:
    sent = send_due(way, clock, _BATCH)
    follow_due(way, clock)
    return Again(_AT_ONCE if sent == _BATCH else _IDLE)


def _receive(way: Way, clock: Clock) -> Again:
    apply_waiting(way, clock)
    fetched = fetch_waiting(way, clock, limit=_PACKET * settings.UPLOAD_LIMIT)
    return Again(_AT_ONCE if fetched else way.every)


def _turn(actor: Actor, link: str, work: Callable[[Way, Clock], Again]) -> Again | None:
    """One turn of a link's job; a link that is no longer configured has none."""
    way = way_named(link)
    if way is None:
        return None
    try:
        return work(way, _clock_from(actor.now))
    except Exception:  # a fault must not end the job of a link: its next turn may fare better
        log.exception("turn of a link failed", extra={"link": link})
        return Again(_TROUBLE)


def _clock_from(start: datetime) -> Clock:
    """The time that has passed since the turn began, on top of its moment."""
    began = time.monotonic()
    return lambda: start + timedelta(seconds=time.monotonic() - began)
