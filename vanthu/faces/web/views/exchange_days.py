"""The daily reconciliation: each day and pair of agencies, and where the two ends differ."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.options import options
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.exchange import CLERKS, address_of, is_clerk, tabs
from vanthu.faces.web.views.reports_asking import Asking
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.office.interchange import queries
from vanthu.office.interchange.choices import Agreement
from vanthu.office.interchange.queries import DayView, GapView
from vanthu.office.interchange.ways import all_ways

_TONES = {Agreement.EQUAL: "green", Agreement.DIFFERENT: "red", Agreement.WAITING: "amber"}


@needs(*CLERKS, Right.CONFIGURE)
@require_GET
def days(request: Request) -> HttpResponse:
    """The days that were compared, newest first."""
    asking = Asking(request.GET, ("state",))
    state = asking.one_of("state", Agreement.values) or ""
    found = queries.reconciliations(
        request.actor,
        state=state,
        before=asking.number("after"),
    )
    return screen(
        request,
        "exchange/days.html",
        here=_here(request.actor),
        tabs=_tabs(request.actor),
        linked=bool(all_ways()),
        several=len(all_ways()) > 1,
        rows=[_day(each) for each in found],
        states=options(Agreement),
        state=state,
        list_url=address("exchange_days"),
        following=asking.address(after=found[-1].id) if len(found) == queries.PAGE else "",
    )


@needs(*CLERKS, Right.CONFIGURE)
@require_GET
def day(request: Request, number: int) -> HttpResponse:
    """One day between two agencies, with every difference and what to do about it."""
    found, gaps = queries.reconciliation(request.actor, number)
    clerk = is_clerk(request.actor)
    return screen(
        request,
        "exchange/day.html",
        here=_here(request.actor),
        day=_day(found),
        gaps=[_gap(each, clerk) for each in gaps],
        back=address("exchange_days"),
    )


def _here(actor: Actor) -> str:
    return "exchange" if is_clerk(actor) else "config"


def _tabs(actor: Actor) -> list[dict[str, Any]]:
    """The pages of the exchange for its clerks; an administrator comes from the links."""
    return tabs(actor, "exchange_days") if is_clerk(actor) else []


def _day(each: DayView) -> dict[str, Any]:
    return {
        "url": f"{address('exchange_days')}/{each.id}",
        "day": wording.day(each.day),
        "link": each.link,
        "ours": each.our_name or each.our_code,
        "our_code": each.our_code,
        "theirs": each.their_name or each.their_code,
        "their_code": each.their_code,
        "state": each.label,
        "tone": _TONES[Agreement(each.state)],
        "sent": _both(each.sent, each.their_received),
        "received": _both(each.received, each.their_sent),
        "differences": each.differences,
        "underway": each.underway,
        "asked": each.asked,
        "compared_at": wording.day_time(each.compared_at),
    }


def _both(here: int, there: int | None) -> str:
    """A count at both ends."""
    return f"{wording.number(here)} / {'–' if there is None else wording.number(there)}"


def _gap(each: GapView, clerk: bool) -> dict[str, Any]:
    return {
        "way": each.way,
        "what": each.what,
        "about": each.about,
        "label": each.label,
        "advice": each.advice,
        "here": each.hash_here,
        "there": each.hash_there,
        "url": address_of(each.message_id) if each.message_id and clerk else "",
    }
