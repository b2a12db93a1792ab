"""The boxes one empties: the list in the middle of the one screen."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.faces.acts.catalogue import ACTS
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.places import address
from vanthu.faces.web.rendering import wants_fragment
from vanthu.faces.web.rows import box_rows
from vanthu.faces.web.shell import first_box, screen
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotFound
from vanthu.office.handling import queries as handling
from vanthu.office.handling.choices import Box
from vanthu.office.handling.queries import CAP, Cursor

PAGE = 50
LATE = "late"
# What is done to many documents of a box at once, the most frequent first.
BULK: dict[Box, tuple[str, ...]] = {
    Box.TO_RECEIVE: ("register",),
    Box.TO_REGISTER: ("register",),
    Box.TO_PRESENT: ("present", "finish-document"),
    Box.TO_DIRECT: ("direct", "return-presented"),
    Box.TO_HAND_OVER: ("hand-over",),
    Box.TO_ASSIGN: ("assign", "accept"),
    Box.TO_HANDLE: ("accept", "finish"),
    Box.TO_SUPPORT: ("accept", "finish"),
    Box.TO_KNOW: ("mark-known",),
    Box.TO_EXTEND: ("grant-extension", "refuse-extension"),
}


@signed_in
@require_GET
def home(request: Request) -> HttpResponse:
    """The first box that holds something; for who holds no boxes, the first page they may open."""
    if request.actor.keys:
        box = first_box(handling.box_counts(request.actor))
        return HttpResponseRedirect(f"/boxes/{box.value}")
    for name in ("dashboard", "config", "journal"):
        if address(name):
            return HttpResponseRedirect(address(name))
    return HttpResponseRedirect(address("account"))


@signed_in
@require_GET
def box(request: Request, code: str) -> HttpResponse:
    """One box, urgent documents first, then the newest."""
    if code == LATE:
        return _late(request)
    if code not in Box.values:
        raise NotFound
    cursor = _cursor(request.GET.get("after", ""))
    template = "boxes/rows.html" if cursor and wants_fragment(request) else "boxes/box.html"
    return screen(request, template, here=code, **box_list(request.actor, Box(code), cursor))


@signed_in
@require_GET
def item(request: Request, code: str, number: int) -> HttpResponse:
    """The address notices give: a document in its box."""
    return HttpResponseRedirect(f"/documents/{number}?box={code}")


def _late(request: Request) -> HttpResponse:
    """What lies in any of one's boxes beyond its term, the longest overdue first."""
    actor = request.actor
    found = handling.late_items(actor, actor.today, PAGE)
    rows = box_rows(found, actor.now, actor.today)
    context: Any = {"box": LATE, "title": _("Quá hạn"), "cap": PAGE, "rows": rows}
    return screen(request, "boxes/box.html", here=LATE, opened=0, more="", bulk=(), **context)


def box_list(actor: Actor, box: Box, cursor: Cursor | None = None, opened: int = 0) -> Any:
    """What the list of a box shows; `opened` is the document in the reader."""
    page = handling.box_page(actor, box, cursor, PAGE)
    after = f"{page.next.rank}-{page.next.id}" if page.next else ""
    return {
        "box": box.value,
        "title": box.label,
        "cap": CAP,
        "rows": box_rows(page.rows, actor.now, actor.today),
        "opened": opened,
        "more": f"/boxes/{box.value}?after={after}" if after else "",
        "bulk": [ACTS[name] for name in BULK.get(box, ()) if name in ACTS],
    }


def following(before: Sequence[int], after: Sequence[int], done: int) -> int | None:
    """Which document opens next once `done` was acted on: itself while it stays in the box, else
    the one that took its place, else the one above."""
    if done in after:
        return done
    left = set(after)
    place = before.index(done) if done in before else 0
    below = [number for number in before[place + 1 :] if number in left]
    above = [number for number in reversed(before[:place]) if number in left]
    return next(iter([*below, *above, *after]), None)


def ids_of(actor: Actor, box: Box) -> list[int]:
    """The documents of the first page of a box, in their order."""
    return [row.document_id for row in handling.box_page(actor, box, None, PAGE).rows]


def _cursor(text: str) -> Cursor | None:
    rank, _dash, number = text.partition("-")
    if not (rank.isdecimal() and number.isdecimal() and len(text) < 45):
        return None
    return Cursor(int(rank), int(number))
