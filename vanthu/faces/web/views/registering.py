"""Entering a received document in the register, the page beside the form."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from vanthu.faces.acts import catalogue
from vanthu.faces.acts.checking import checked
from vanthu.faces.acts.fields import IncomingInput
from vanthu.faces.acts.incoming import INSIST, RegisterInput
from vanthu.faces.acts.options import options
from vanthu.faces.acts.standing import Standing
from vanthu.faces.web import sheets
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.act_forms import grouped, read
from vanthu.faces.web.entering import check_entry, check_something, twins
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.marks import marks
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.boxes import following, ids_of
from vanthu.faces.web.views.documents import box_of, look
from vanthu.faces.web.views.upload import reading_job
from vanthu.ground.access.choices import Right
from vanthu.ground.journal.actions import unit_of_work
from vanthu.kernel.errors import Conflict, Invalid, Refusal
from vanthu.office.documents.actions import receive_incoming
from vanthu.office.documents.choices import Channel, Direction, DocumentState
from vanthu.office.documents.errors import Duplicate
from vanthu.office.documents.models import Document, FieldReading
from vanthu.office.documents.queries import find_visible
from vanthu.office.handling.choices import Box

Item = dict[str, Any]
_LABELS = {
    name: info.title
    for asked in (IncomingInput, RegisterInput)
    for name, info in asked.model_fields.items()
}


@needs(Right.REGISTER)
@require_http_methods(["GET", "POST"])
def register(request: Request, number: int) -> HttpResponse:
    """Look over what was read, correct it, enter it, and perhaps present it at once."""
    document = find_visible(request.actor, number)
    if document.state != DocumentState.RECEIVED:
        return HttpResponseRedirect(f"/documents/{number}?{request.GET.urlencode()}")
    if request.method == "GET":
        look(request.actor, document)
        return _page(request, document)
    code = box_of(request)
    before = ids_of(request.actor, Box(code)) if code else []
    try:
        check_entry(request, entering="save" not in request.POST)
        sentence = _correct_and_enter(request, number)
    except Refusal as refusal:
        if refusal.status not in (Invalid.status, Conflict.status):
            raise
        return _page(request, document, refusal)
    return leave(HttpResponseRedirect(_next(request, number, code, before)), Toast(sentence))


def _correct_and_enter(request: Request, number: int) -> str:
    """All or nothing: the corrected fields, the number, the presenting."""
    with unit_of_work(request.actor):
        _do(request, number, "correct-fields", secrecy=request.POST.get("secrecy") or 0)
        return _enter(request, number)


def _receive_and_enter(request: Request) -> tuple[int, str]:
    """All or nothing: the paper itself, its number, the presenting."""
    act = catalogue.find("correct-fields")
    secrecy = request.POST.get("secrecy") or 0
    data = checked(IncomingInput, {**read(request, act), "secrecy": secrecy})
    with unit_of_work(request.actor):
        document = receive_incoming(
            request.actor,
            fields=data.fields(),
            channel=Channel.PAPER,
            received_at=request.actor.now,
        )
        return document.pk, _enter(request, document.pk)


def _enter(request: Request, number: int) -> str:
    if "save" in request.POST:
        return _("Đã lưu, chưa đăng ký.")
    said = [_do(request, number, "register")]
    if request.POST.get("to_post_id"):
        said.append(_do(request, number, "present"))
    return " ".join(said)


def _do(request: Request, number: int, name: str, **more: Any) -> str:
    """One act of the several. Not by `catalogue.perform`, which asks the database again after a
    refusal: within one transaction a refusal ends all of them."""
    act = catalogue.find(name)
    data = checked(act.input, {**read(request, act), **more})
    return str(act.perform(request.actor, number, data).sentence)


def _next(request: Request, number: int, code: str, before: list[int]) -> str:
    """The next one to enter; the clerk's hands stay on the keys."""
    if "save" in request.POST:
        return f"/documents/{number}" + (f"?box={code}" if code else "")
    if not code:
        return f"/documents/{number}"
    after = following(before, ids_of(request.actor, Box(code)), number)
    return f"/documents/{after}/register?box={code}" if after else f"/boxes/{code}"


def _page(request: Request, document: Document, refusal: Refusal | None = None) -> HttpResponse:
    """The form of a document, or of a paper that is not kept yet."""
    standing = Standing(request.actor, document)
    fields, register, present = map(catalogue.find, ("correct-fields", "register", "present"))
    values = {**fields.initial(standing), **register.initial(standing)}
    if refusal is not None:
        values = request.POST.dict()
    same = twins(document, values)
    return screen(
        request,
        "registering/register.html",
        here=box_of(request) if document.pk else "upload",
        status=refusal.status if refusal else 200,
        document=document,
        box=box_of(request),
        errors=faults(refusal) if refusal else {},
        labels={name: _(str(title)) for name, title in _LABELS.items()},
        values=values,
        options={name: grouped(found) for name, found in options(fields, standing).items()},
        registers=grouped(options(register, standing)["register_id"]),
        leaders=grouped(options(present, standing)["to_post_id"]),
        twins=[twin for twin in same if twin.number],
        waiting=[twin for twin in same if not twin.number],
        insist=isinstance(refusal, Duplicate),
        insist_label=_(INSIST),
        **(_of_file(request, document) if document.pk else _NO_FILE),
    )


_NO_FILE: Item = {"sheet": None, "reading": None, "marks": {}, "secret": False}


def _of_file(request: Request, document: Document) -> Item:
    """The page beside the form, and what was read of it."""
    readings = list(FieldReading.objects.filter(document=document))
    source = sheets.shown(sheets.sources_of(request.actor, document), request.GET.get("file", ""))
    reading = reading_job(document.pk)
    return {
        "sheet": sheets.sheet(source, readings) if source else None,
        "reading": reading,
        "marks": marks(document, readings, reading is not None),
        "secret": document.held_at is not None,
    }


@needs(Right.REGISTER)
@require_http_methods(["GET", "POST"])
def receive_paper(request: Request) -> HttpResponse:
    """A paper that came without a file: a form to fill in, and a document once it is sent."""
    paper = Document(
        agency_id=request.actor.agency_id,
        direction=Direction.INCOMING,
        state=DocumentState.RECEIVED,
        channel=Channel.PAPER,
    )
    if request.method == "GET":
        return _page(request, paper)
    try:
        check_entry(request, entering="save" not in request.POST)
        check_something(request)
        number, sentence = _receive_and_enter(request)
    except Refusal as refusal:
        if refusal.status not in (Invalid.status, Conflict.status):
            raise
        return _page(request, paper, refusal)
    return leave(HttpResponseRedirect(f"/documents/{number}?box=to-register"), Toast(sentence))


@needs(Right.REGISTER)
@require_GET
def reading_state(request: Request, number: int) -> HttpResponse:
    """How far the reading is; at its end the page beside is asked to load anew."""
    document = find_visible(request.actor, number)
    return screen(
        request,
        "registering/reading.html",
        document=document,
        reading=reading_job(number),
        back=f"/documents/{number}/register?box=to-register",
    )
