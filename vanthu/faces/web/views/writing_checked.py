"""Beside the text of a draft: what the checker finds in it."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.checked import listed
from vanthu.faces.web.rendering import environment
from vanthu.faces.web.views.writing import body_of, refused
from vanthu.kernel.errors import Refusal
from vanthu.office.checking.queries import check_paper
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting.queries import papers
from vanthu.office.writing.queries import content_from_json


@signed_in
@require_POST
def check(request: Request, number: int) -> HttpResponse:
    """What the checker finds in the text that was sent."""
    try:
        content = content_from_json(body_of(request).get("content"))
        document = find_visible(request.actor, number)
        findings = check_paper(papers.paper_of(document, content, request.actor.today))
    except Refusal as refusal:
        return refused(refusal)
    rows = listed(findings, content)
    html = environment().get_template("drafts/findings.html").render(findings=rows)
    return JsonResponse({"html": html, "count": len(rows)})
