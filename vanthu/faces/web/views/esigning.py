"""Signing many papers at once: what is signed is listed first, one key opens once for all."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from vanthu.faces.acts.base import Option
from vanthu.faces.acts.checking import checked
from vanthu.faces.acts.esigning import SignManyInput, sign_many
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.act_forms import fields_of, typed
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.ground.signing.choices import Driver, KeyHolder
from vanthu.ground.signing.queries import usable_keys
from vanthu.kernel.errors import Invalid, Refusal
from vanthu.office.drafting.queries import Prepared, prepared_to_sign

_NOTHING = "Hãy chọn ít nhất một văn bản để ký."


class _Asked:
    """The form of the key, as forms of acts are shown."""

    input = SignManyInput

    def __init__(self, request: Request) -> None:
        self.initial: dict[str, Any] = {}
        keys = usable_keys(request.actor, KeyHolder.PERSON)
        self.options = {
            "key_id": [Option(k.pk, f"{k.subject} – {Driver(k.driver).label}") for k in keys]
        }


@signed_in
@require_http_methods(["GET", "POST"])
def batch(request: Request) -> HttpResponse:
    """GET lists the papers that wait; POST signs those ticked and tells of each."""
    papers = prepared_to_sign(request.actor)
    refusal, results = None, list[dict[str, Any]]()
    if request.method == "POST":
        try:
            results = _sign(request, papers)
            papers = prepared_to_sign(request.actor)
        except Refusal as error:
            refusal = error
    errors = faults(refusal) if refusal else {}
    form = _Asked(request)
    sent = request.POST if refusal else None
    return screen(
        request,
        "signing/batch.html",
        here="to-sign",
        status=refusal.status if refusal else 200,
        papers=[(each, sentence_of(each.refusal) if each.refusal else "") for each in papers],
        ticked=request.POST.getlist("paper") if refusal else [],
        fields=fields_of(request.actor, form, sent, errors),
        errors=errors,
        results=results,
    )


def _sign(request: Request, papers: list[Prepared]) -> list[dict[str, Any]]:
    data, errors = typed(request, _Asked(request))
    ticked = set(request.POST.getlist("paper"))
    chosen = [each for each in papers if f"{each.document_id}:{each.version}" in ticked]
    if not chosen:
        errors = {**errors, "__all__": _NOTHING}
    if errors:
        raise Invalid(errors)
    key = checked(SignManyInput, data)
    order = [(each.document_id, each.version) for each in chosen]
    found = dict(sign_many(request.actor, key, order))
    return [
        {"paper": each, "refusal": _told(found[each.document_id])}
        for each in chosen
        if each.document_id in found
    ]


def _told(result: object) -> str:
    return sentence_of(result) if isinstance(result, Refusal) else ""
