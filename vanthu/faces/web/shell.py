"""What surrounds every page of a signed-in person: header, rail, bottom bar, toasts."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from vanthu.faces.web import flash
from vanthu.faces.web.access import Request
from vanthu.faces.web.places import BOX_PLACES, address, box_groups, page_groups
from vanthu.faces.web.rendering import render, wants_fragment
from vanthu.ground.access import queries as access
from vanthu.ground.access.choices import Right
from vanthu.ground.notify import queries as notify
from vanthu.office.handling import queries as handling
from vanthu.office.handling.choices import Box
from vanthu.office.interchange import queries as exchange
from vanthu.office.interchange.permissions import sees_messages
from vanthu.office.interchange.queries import Silent

Item = dict[str, Any]


class Shell:
    """Everything is read when the template asks for it: a fragment that shows no rail costs none.

    `here` is the code of the box or page at hand, `query` what stands in the search field.
    """

    def __init__(self, request: Request, here: str = "", query: str = "") -> None:
        self.request = request
        self.actor = request.actor
        self.signed_in = request.signed_in
        self.here = here
        self.query = query

    @property
    def agency(self) -> str:
        """The agency one acts in."""
        seat = self.signed_in.seat
        return seat.agency_name if seat else _("Chưa giữ chức vụ")

    @property
    def post(self) -> str:
        """The post one acts from, and for whom."""
        seat = self.signed_in.seat
        if seat is None:
            return ""
        if seat.own:
            return seat.title
        return _("%(title)s, thay %(name)s") % {"title": seat.title, "name": seat.for_name}

    @property
    def person(self) -> str:
        """The person's name."""
        return self.actor.name

    @property
    def initials(self) -> str:
        """First letters of the last two words: Vietnamese given names come last."""
        return "".join(word[0] for word in self.actor.name.split()[-2:]).upper() or "?"

    @cached_property
    def counts(self) -> dict[Box, int]:
        """How much lies in each box; one statement."""
        return handling.box_counts(self.actor)

    @cached_property
    def unread(self) -> int:
        """Notices that wait; one statement."""
        return notify.unread_count(self.actor)

    @cached_property
    def rights_waiting(self) -> int:
        """Changes of rights that wait for this person's confirmation (Q-005); one statement."""
        if not self.actor.may(Right.CONFIRM_RIGHTS):
            return 0
        return access.rights_waiting(self.actor.agency_id)

    @cached_property
    def silent_links(self) -> list[Silent]:
        """Links that do not answer, for clerks: an empty box proves nothing then; one statement,
        none where no link is configured."""
        return exchange.silent_links(self.actor.now) if sees_messages(self.actor) else []

    @property
    def posts(self) -> list[Item]:
        """The posts one may act from."""
        chosen = self.signed_in.seat
        return [
            {
                "id": seat.tenure_id,
                "agency": seat.agency_name,
                "title": seat.title
                if seat.own
                else _("%(title)s, thay %(name)s") % {"title": seat.title, "name": seat.for_name},
                "current": seat == chosen,
            }
            for seat in self.signed_in.seats
        ]

    @cached_property
    def main_acts(self) -> list[Item]:
        """What one begins from nothing."""
        acts = []
        if self.actor.may(Right.REGISTER):
            acts.append(_start(_("Tiếp nhận văn bản"), "upload", "upload", "primary", "n"))
        if self.actor.may(Right.DRAFT):
            first = not acts
            kind, key = ("primary", "n") if first else ("", "w")
            acts.append(_start(_("Soạn văn bản"), "draft_new", "file-pen", kind, key))
        return [act for act in acts if act["url"]]

    @cached_property
    def groups(self) -> list[Item]:
        """The rail; the list of keys shows its boxes once more."""
        boxes = box_groups(self.actor, self.counts, self.here)
        return [*boxes, *page_groups(self.actor, self.here)]

    @property
    def bottom(self) -> list[Item]:
        """Where a thumb goes on a phone: the fullest box, what one begins, search, notices."""
        first = first_box(self.counts)
        items = [_link(_("Việc"), f"/boxes/{first.value}", "inbox", first.value == self.here)]
        items += [_link(act["short"], act["url"], act["icon"], False) for act in self.main_acts[:1]]
        ways = (
            (_("Tìm"), "search", self.search_url, "search"),
            (_("Thông báo"), "notifications", address("notifications"), "bell"),
        )
        items += [
            _link(label, url, icon, name == self.here) for label, name, url, icon in ways if url
        ]
        return items

    @property
    def search_url(self) -> str:
        """Where the search field leads; empty for a post that may not search."""
        return address("search") if self.actor.may(Right.SEARCH) else ""

    @cached_property
    def toasts(self) -> list[flash.Toast]:
        """What the page before left to say."""
        return flash.waiting(self.request)


def screen(
    request: Request,
    template: str,
    *,
    here: str = "",
    query: str = "",
    block: str | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Answer a signed-in person with a page inside the shell, or with one block of it for htmx."""
    shell = Shell(request, here, query)
    response = render(request, template, block=block, status=status, shell=shell, **context)
    if block is None or not wants_fragment(request):
        flash.clear(request, response)
    return response


def first_box(counts: dict[Box, int]) -> Box:
    """The first box in the order of the rail that holds something; else the first of all."""
    return next((box for box in BOX_PLACES if counts.get(box)), Box.TO_HANDLE)


def _start(label: str, name: str, icon: str, kind: str, key: str) -> Item:
    short = {"upload": _("Tiếp nhận"), "draft_new": _("Soạn")}[name]
    url = address(name)
    return {"label": label, "short": short, "url": url, "icon": icon, "kind": kind, "key": key}


def _link(label: str, url: str, icon: str, current: bool) -> Item:
    return {"label": label, "url": url, "icon": icon, "current": current}
