"""Beginning a document of our own, alone or as the answer to one that came."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from vanthu.faces.acts import catalogue, forms, uploads
from vanthu.faces.acts.checking import checked
from vanthu.faces.acts.drafts import AddresseesInput, RecipientsInput, VersionInput
from vanthu.faces.acts.fields import OutgoingInput
from vanthu.faces.acts.inputs import RouteInput
from vanthu.faces.acts.options import options
from vanthu.faces.acts.standing import Standing
from vanthu.faces.web import recipients, signers
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.act_forms import grouped
from vanthu.faces.web.days import WRONG, read_day
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Invalid, NotFound, Refusal
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions
from vanthu.office.drafting import queries as drafting

# Of the many fields, those a drafter chooses at the start; the rest can be corrected later.
_FIELDS = ("subject", "type_code", "urgency", "due_on", "unit_id")
_ROUTE = ("content_post", "format_post", "signer_post")
_DIRECTIONS = (Direction.OUTGOING, Direction.INTERNAL)


@needs(Right.DRAFT)
@require_http_methods(["GET", "POST"])
def draft_new(request: Request) -> HttpResponse:
    """A document that goes out, or stays in the house."""
    direction = request.GET.get("direction", Direction.OUTGOING)
    if direction not in _DIRECTIONS:
        raise NotFound
    return _draft(request, Direction(direction), None)


@needs(Right.DRAFT)
@require_http_methods(["GET", "POST"])
def answer_new(request: Request, number: int) -> HttpResponse:
    """The answer to an incoming document: subject and recipient stand there already."""
    standing = catalogue.stand(request.actor, number)
    judgement = catalogue.find("answer").judge(standing)
    if judgement.refusal is not None:
        raise judgement.refusal
    return _draft(request, Direction.OUTGOING, standing.document)


def _draft(request: Request, direction: Direction, incoming: Document | None) -> HttpResponse:
    refusal: Refusal | None = None
    form = request.POST.copy()
    if request.method == "POST":
        try:
            document = _begin(request, form, direction, incoming)
        except Refusal as error:
            if not (error.field or error.status == Invalid.status):
                raise
            refusal = error
        else:
            return _begun(document, form)
    return screen(
        request,
        "drafts/new.html",
        here="drafts",
        status=refusal.status if refusal else 200,
        direction=direction.value,
        directions=[] if incoming else [(d.value, d.label, d is direction) for d in _DIRECTIONS],
        incoming=incoming,
        errors=faults(refusal) if refusal else {},
        above=signers.above_new(request.actor, *signers.asked(form)),
        **_page(request.actor, direction, incoming, form if refusal else None),
    )


def _begun(document: Document, form: QueryDict) -> HttpResponse:
    """To what was given, to be read over and submitted; else to the editor, to be written."""
    if form.get("file") or form.get("text"):
        told = Toast(_("Đã lập dự thảo. Xem lại rồi trình duyệt."))
        return leave(HttpResponseRedirect(f"/documents/{document.pk}?box=drafts"), told)
    told = Toast(_("Đã lập dự thảo. Soạn nội dung rồi trình duyệt."))
    return leave(HttpResponseRedirect(f"/documents/{document.pk}/text"), told)


def _begin(
    request: Request, form: QueryDict, direction: Direction, incoming: Document | None
) -> Document:
    actor = request.actor
    given = forms.posted(catalogue.find("correct-draft"), _days(form))
    fields = checked(
        OutgoingInput, {name: given[name] for name in _FIELDS if name in given}
    ).fields()
    text = checked(VersionInput, _version(request, form)).text(actor)
    route = checked(RouteInput, {name: form[name] for name in _ROUTE if form.get(name)}).route()
    recipients.spread(form)
    to = checked(RecipientsInput, forms.posted(catalogue.find("set-recipients"), form))
    if incoming is not None:
        return actions.answer(
            actor,
            incoming_id=incoming.pk,
            fields=fields,
            recipients=to.everyone(actor),
            route=route,
            text=text,
        )
    inside = checked(AddresseesInput, forms.posted(catalogue.find("set-addressees"), form))
    return actions.start(
        actor,
        direction=direction,
        fields=fields,
        recipients=to.everyone(actor) if direction is Direction.OUTGOING else (),
        addressees=[each.receiver() for each in inside.addressees],
        route=route,
        text=text,
    )


def _days(form: QueryDict) -> QueryDict:
    """The term as a computer writes it."""
    try:
        day = read_day(form.get("due_on", ""))
    except ValueError as error:
        raise Invalid({"due_on": WRONG}) from error
    sent = form.copy()
    sent["due_on"] = day.isoformat() if day else ""
    return sent


def _version(request: Request, form: QueryDict) -> dict[str, Any]:
    """A file wins over a text; what was kept before an error is not sent again."""
    sent = request.FILES.get("file")
    if sent is not None:
        kept = uploads.keep(request.actor, name=sent.name or "", stream=sent.chunks())
        form["file"] = kept.token
    return {"file": form["file"]} if form.get("file") else {"body": form.get("text", "")}


def _page(
    actor: Actor, direction: Direction, incoming: Document | None, posted: QueryDict | None
) -> Mapping[str, Any]:
    begun = drafting.answer_form(actor, incoming_id=incoming.pk) if incoming else None
    chosen = [asdict(each) for each in begun.recipients] if begun else []
    values: Mapping[str, Any] = {"unit_id": actor.unit_id}
    if begun is not None:
        values = {name: getattr(begun.fields, name) for name in _FIELDS}
    standing = Standing(actor, Document(direction=direction))
    found: dict[str, Any] = {}
    for act in ("correct-draft", "submit", "set-recipients", "set-addressees"):
        found |= options(catalogue.find(act), standing)
    inside = posted.getlist("addressees") if posted is not None else []
    return {
        "values": posted if posted is not None else values,
        "options": {name: grouped(choices) for name, choices in found.items()},
        "picker": recipients.picker(actor.agency_id, actor.today, chosen, posted),
        "ticked": {
            "addressees": inside,
            "group_ids": posted.getlist("group_ids") if posted is not None else [],
        },
    }
