"""What one was told."""

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.rendering import wants_fragment
from vanthu.faces.web.shell import screen
from vanthu.ground.notify.actions import mark_read
from vanthu.ground.notify.queries import notices as notices_of

PAGE = 50


@signed_in
@require_GET
def notifications(request: Request) -> HttpResponse:
    """The notices, newest first."""
    cursor = row_number(request.GET.get("before", ""))
    rows = notices_of(request.actor, before=cursor, limit=PAGE + 1)
    more = f"/notifications?before={rows[PAGE - 1].pk}" if len(rows) > PAGE else ""
    template = "rows" if cursor and wants_fragment(request) else "notices"
    return screen(
        request,
        f"notices/{template}.html",
        here="notifications",
        rows=rows[:PAGE],
        more=more,
    )


@signed_in
@require_POST
def read_all(request: Request) -> HttpResponse:
    """Mark every notice as read."""
    mark_read(request.actor)
    return HttpResponseRedirect("/notifications")
