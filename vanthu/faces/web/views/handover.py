"""Handing a post over: what goes with it, and the minutes to print (Q-006)."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.reports.handover import minutes


@signed_in
@require_GET
def hand_over(request: Request) -> HttpResponse:
    """The open work and dossiers of one's post, who gives and who receives."""
    return screen(
        request,
        "account/hand_over.html",
        here="account",
        what=minutes.hand_over(request.actor),
        forms=FORMS,
    )


@signed_in
@require_GET
def export(request: Request, form: str) -> HttpResponseBase:
    """The minutes as a file."""
    return download(request.actor, minutes.minutes(request.actor), form)
