"""Signing many papers at once: each is shown first, one key opens once, each result as it comes."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.faces.acts.checking import checked
from vanthu.faces.acts.esigning import SignManyInput, sign_many
from vanthu.faces.acts.options import key_options
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web import previews
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.act_forms import fields_of, typed
from vanthu.faces.web.rendering import environment
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.ground.signing.choices import KeyHolder
from vanthu.ground.signing.errors import WrongSecret
from vanthu.kernel.errors import Invalid, NotFound, Refusal
from vanthu.office.drafting.actions import Chosen
from vanthu.office.drafting.models import ElectronicSignature
from vanthu.office.drafting.queries import Prepared, prepared_to_sign

_NOTHING = N_("Hãy chọn ít nhất một văn bản để ký.")
_UNSEEN = N_("Hãy xem các văn bản được chọn rồi đánh dấu xác nhận.")
_MARK = "<!-- results -->"
_Result = tuple[int, ElectronicSignature | Refusal]


class _Asked:
    """The form of the key, as forms of acts are shown."""

    input = SignManyInput

    def __init__(self, request: Request) -> None:
        self.initial: dict[str, Any] = {}
        self.options = {"key_id": key_options(request.actor, KeyHolder.PERSON)}


@signed_in
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "POST"])
def batch(request: Request) -> HttpResponseBase:
    """GET shows the papers that wait; POST signs those ticked and tells of each as it is done."""
    papers = prepared_to_sign(request.actor)
    if request.method == "GET":
        return _page(request, papers)
    try:
        chosen, key = _chosen(request, papers)
        results = sign_many(request.actor, key, [_as_seen(each) for each in chosen])
        first = next(results)
        if isinstance(first[1], WrongSecret):
            raise first[1]
    except Refusal as refusal:
        # Trying may have set the sheet of a paper anew: it is to be seen before the next try.
        return _page(request, prepared_to_sign(request.actor), refusal)
    return _told(request, chosen, chain([first], results))


def _page(
    request: Request, papers: Sequence[Prepared], refusal: Refusal | None = None
) -> HttpResponse:
    errors = faults(refusal) if refusal else {}
    return screen(
        request,
        "signing/batch.html",
        here="to-sign",
        status=refusal.status if refusal else 200,
        papers=[_shown(each) for each in papers],
        ticked=request.POST.getlist("paper"),
        fields=fields_of(request.actor, _Asked(request), request.POST if refusal else None, errors),
        errors=errors,
    )


def _shown(paper: Prepared) -> dict[str, Any]:
    return {
        "paper": paper,
        "value": _value(paper),
        "why": sentence_of(paper.refusal) if paper.refusal else "",
        "pages": previews.pages_of(paper.sheet) if paper.sheet else 0,
    }


def _value(paper: Prepared) -> str:
    """What a tick says: which paper, in which version, as which sheet."""
    return f"{paper.document_id}:{paper.version}:{paper.sheet}"


def _as_seen(paper: Prepared) -> Chosen:
    return Chosen(paper.document_id, paper.version, paper.sheet)


def _chosen(
    request: Request, papers: Sequence[Prepared]
) -> tuple[Sequence[Prepared], SignManyInput]:
    """The ticked papers and the key; raises Invalid for what is missing."""
    data, errors = typed(request, _Asked(request))
    ticked = set(request.POST.getlist("paper"))
    chosen = [each for each in papers if _value(each) in ticked]
    if not chosen:
        errors = {**errors, "paper": _(_NOTHING)}
    if "seen" not in request.POST:
        errors = {**errors, "seen": _(_UNSEEN)}
    if errors:
        raise Invalid(errors)
    return chosen, checked(SignManyInput, data)


def _told(
    request: Request, chosen: Sequence[Prepared], results: Iterator[_Result]
) -> StreamingHttpResponse:
    """The page of results, sent piece by piece: whoever waits sees how far it is."""
    changed = len(set(request.POST.getlist("paper"))) - len(chosen)
    page = screen(
        request,
        "signing/results.html",
        here="to-sign",
        total=len(chosen),
        changed=changed,
        mark=_MARK,
    )
    before, _mark, after = page.content.decode().partition(_MARK)
    language = translation.get_language() or "vi"
    return StreamingHttpResponse(_pieces(before, after, chosen, results, language))


def _pieces(
    before: str,
    after: str,
    chosen: Sequence[Prepared],
    results: Iterator[_Result],
    language: str,
) -> Iterator[str]:
    papers, signed = {each.document_id: each for each in chosen}, 0
    yield before
    with translation.override(language):
        for place, (number, result) in enumerate(results, start=1):
            refused = sentence_of(result) if isinstance(result, Refusal) else ""
            signed += not refused
            row = {"paper": papers[number], "refusal": refused, "place": place}
            yield _piece("signing/result.html", total=len(chosen), **row)
        yield _piece("signing/result_sum.html", total=len(chosen), signed=signed)
    yield after


def _piece(template: str, **values: Any) -> str:
    return environment().get_template(template).render(values)


@signed_in
@require_GET
def sheet_page(request: Request, number: int, sheet: str, page: int) -> HttpResponseBase:
    """The picture of a page of what one would sign; of what waits for the reader alone."""
    if not any(each.sheet == sheet for each in prepared_to_sign(request.actor, number)):
        raise NotFound
    response = HttpResponse(previews.page_image(sheet, page).read_bytes(), content_type="image/png")
    response.headers["Cache-Control"] = "private, max-age=600"
    return response
