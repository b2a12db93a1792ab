"""The words above the name of whoever is chosen to sign, asked for while one chooses."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from vanthu.faces.web import signers
from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.faces.web.shell import screen
from vanthu.ground.access.choices import Right


@needs(Right.DRAFT)
@require_GET
def new_signer_words(request: Request) -> HttpResponse:
    """For a paper that is about to be begun."""
    return _told(request, signers.above_new(request.actor, *signers.asked(request.GET)))


@signed_in
@require_GET
def signer_words(request: Request, number: int) -> HttpResponse:
    """For a draft."""
    _type, signer = signers.asked(request.GET)
    return _told(request, signers.above_draft(request.actor, number, signer))


@signed_in
@require_GET
def copy_signer_words(request: Request, number: int) -> HttpResponse:
    """For a copy of a document."""
    _type, signer = signers.asked(request.GET)
    return _told(request, signers.above_copy(request.actor, number, signer))


def _told(request: Request, above: signers.Above) -> HttpResponse:
    return screen(request, "drafts/signer_words.html", above=above)
