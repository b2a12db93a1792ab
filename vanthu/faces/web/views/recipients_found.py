"""Agencies elsewhere for a name or code being typed, below those already ticked."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from vanthu.faces.web import recipients
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.options import options
from vanthu.faces.web.rendering import render
from vanthu.ground.access.choices import Right
from vanthu.office.documents.choices import Purpose
from vanthu.office.interchange.queries import reachable

_LONGEST = 200


@needs(Right.DRAFT, Right.ISSUE)
@require_POST
def found(request: Request) -> HttpResponse:
    """Up to twenty agencies that a link reaches. It is a form that is sent, for what is ticked may
    be longer than an address."""
    text = request.POST.get("to_search", "").strip()[:_LONGEST]
    ticked = recipients.ticked_elsewhere(request.POST)
    chosen = {each["code"] for each in ticked}
    rows = [row for row in reachable(request.actor, text) if row.code not in chosen]
    return render(
        request,
        "drafts/elsewhere.html",
        ticked=ticked,
        found=rows,
        text=text,
        purposes=options(Purpose),
    )
