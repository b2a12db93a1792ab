"""Writing a draft: the editor's page, the text saved by itself, and the same without script."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, signed_in
from vanthu.faces.web.desks import KINDS, Sheet, colleagues, laid_out, on_desk
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.kernel.errors import Invalid, Refusal
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.queries import find_visible
from vanthu.office.drafting import actions
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.errors import SameAsBefore, WrittenMeanwhile
from vanthu.office.writing.queries import content_to_json, parse_text, print_text


@signed_in
@require_http_methods(["GET", "POST"])
def text(request: Request, number: int) -> HttpResponse:
    """The text of a draft: to be written by whose turn it is, to be read by whoever sees it."""
    refusal: Refusal | None = None
    plain = request.POST.get("text", "")
    if request.method == "POST":
        try:
            _save_plain(request, number, plain)
        except Refusal as error:
            refusal = error
        else:
            told = Toast(_("Đã lưu nội dung dự thảo."))
            return leave(HttpResponseRedirect(f"/documents/{number}/text"), told)
    sheet = on_desk(request.actor, number)
    return screen(
        request,
        "drafts/text.html",
        here="drafts" if sheet.document.state == DocumentState.DRAFTING else "",
        status=refusal.status if refusal else 200,
        plain=plain if refusal else print_text(sheet.content),
        errors=_plainly(refusal),
        colleagues=colleagues(sheet.document.agency_id, request.actor.today),
        **_page(sheet),
    )


def _page(sheet: Sheet) -> Mapping[str, Any]:
    return {
        "document": sheet.document,
        "given": sheet.embedded,
        "editable": sheet.editable,
        "why": sheet.why,
        "undoes": sheet.undoes,
        "asked": sheet.asked,
        "replaced": sheet.desk.replaced,
        "lost": sheet.desk.lost,
        "revision": sheet.desk.revision,
        "based_on": sheet.desk.version,
        "note": _state(sheet),
        "kinds": [(kind.value, _(label)) for kind, label in KINDS.items()],
        "several": sheet.several,
        **sheet.margin,
    }


def _plainly(refusal: Refusal | None) -> Mapping[str, str]:
    """What is wrong with the plain text, under its field."""
    if refusal is None:
        return {}
    return faults(refusal) if isinstance(refusal, Invalid) else {"text": sentence_of(refusal)}


def _state(sheet: Sheet) -> str:
    saved = sheet.desk.saved
    if saved is not None:
        at = wording.day_time(saved.saved_at)
        return _("Đã lưu %(at)s, %(name)s") % {"at": at, "name": saved.saved_by_name}
    if sheet.desk.version:
        return _("Phiên bản %(number)s") % {"number": sheet.desk.version}
    return _("Chưa có nội dung")


def _save_plain(request: Request, number: int, plain: str) -> None:
    content = content_to_json(parse_text(plain))
    given = {name: request.POST.get(name, "") for name in ("revision", "version")}
    numbers = {name: int(text) if text.isdecimal() else 0 for name, text in given.items()}
    actions.save_working_text(
        request.actor,
        document_id=number,
        content=content,
        revision=numbers["revision"],
        based_on=numbers["version"],
    )


@signed_in
@require_POST
def save(request: Request, number: int) -> HttpResponse:
    """Save what is being written; what somebody else saved meanwhile comes back with 409."""
    try:
        sent = body_of(request)
        row = actions.save_working_text(
            request.actor,
            document_id=number,
            content=sent.get("content"),
            revision=_whole(sent.get("revision")),
            based_on=_whole(sent.get("version")),
        )
    except WrittenMeanwhile as refusal:
        return _clash(request, number, refusal)
    except Refusal as refusal:
        return refused(refusal)
    return JsonResponse({"revision": row.revision, "at": wording.clock(row.saved_at)})


def _clash(request: Request, number: int, refusal: Refusal) -> HttpResponse:
    desk = drafting.desk(request.actor, number)
    return refused(refusal, laid_out(desk, desk.content))


@signed_in
@require_POST
def save_version(request: Request, number: int) -> HttpResponse:
    """Make what is written a version that others read, compare and approve."""
    desk = drafting.desk(request.actor, number)
    row = actions.save_version(request.actor, document_id=number, revision=desk.revision)
    told = Toast(_("Đã lưu phiên bản %(number)s.") % {"number": row.version})
    return leave(HttpResponseRedirect(f"/documents/{number}/text"), told)


@signed_in
@require_POST
def hand_on(request: Request, number: int) -> HttpResponse:
    """Done writing: what was saved becomes a version, and the drafter goes on to submit it."""
    desk = drafting.desk(request.actor, number)
    if desk.revision:
        try:
            actions.save_version(request.actor, document_id=number, revision=desk.revision)
        except SameAsBefore:
            actions.drop_working_text(request.actor, document_id=number)
    document = find_visible(request.actor, number)
    drafted = document.state == DocumentState.DRAFTING
    where = f"/documents/{number}/acts/submit?box=drafts" if drafted else f"/documents/{number}"
    return HttpResponseRedirect(where)


def body_of(request: HttpRequest) -> Mapping[str, Any]:
    """The JSON object that was sent; raises Invalid."""
    try:
        found = json.loads(request.body)
    except ValueError as error:
        raise Invalid({}) from error
    if not isinstance(found, dict):
        raise Invalid({})
    return found


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def refused(refusal: Refusal, more: Mapping[str, Any] | None = None) -> JsonResponse:
    """A refusal as the editor reads it: its sentence, and the status that says what kind it is."""
    answer = {"code": refusal.code, "sentence": sentence_of(refusal), **(more or {})}
    return answered(answer, refusal.status)


def answered(answer: Mapping[str, Any], status: int = 200) -> JsonResponse:
    """What the editor asked for, with Vietnamese letters as they are."""
    return JsonResponse(answer, status=status, json_dumps_params={"ensure_ascii": False})
