"""What the reader shows of a document: its head, its acts, and one of its tabs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from vanthu.faces.acts import catalogue
from vanthu.faces.acts.base import Offer, Tone
from vanthu.faces.acts.standing import Standing
from vanthu.faces.web.remarks import remarks
from vanthu.faces.web.rows import paper_head
from vanthu.ground.base.actor import Actor
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document
from vanthu.office.handling import queries as handling
from vanthu.office.handling.choices import Box

Item = dict[str, Any]
TABS = ("paper", "path", "facts", "related")
_SHOWN = 3
_FIRST = (Tone.PRIMARY, Tone.PLAIN, Tone.DANGER)
# Acts whose form is a page of its own.
PAGES = {"register": "register", "answer": "answer"}
# What a box waits for comes first on the bar.
_MAIN: dict[Box, tuple[str, ...]] = {
    Box.TO_RECEIVE: ("register", "refuse"),
    Box.TO_REGISTER: ("register", "refuse"),
    Box.TO_ANSWER_RECALL: ("answer-recall",),
    Box.TO_ANSWER_CHANGE: ("answer-change",),
    Box.TO_GIVE_BACK: ("give-back",),
    Box.TO_PRESENT: ("present",),
    Box.TO_DIRECT: ("direct", "opine"),
    Box.TO_HAND_OVER: ("hand-over",),
    Box.TO_ASSIGN: ("assign", "accept", "answer"),
    Box.TO_HANDLE: ("accept", "finish", "answer"),
    Box.TO_SUPPORT: ("accept", "finish", "report"),
    Box.TO_EXTEND: ("grant-extension", "refuse-extension"),
    Box.TO_COMMENT: ("answer-consultation",),
    Box.TO_SIGN: ("sign", "approve-signing"),
    Box.TO_ISSUE: ("seal", "issue"),
    Box.DRAFTS: ("submit", "add-version", "set-recipients"),
}
# Reached by search or from a notice: to lead or to handle it comes before passing it on.
_ANYWHERE = ("direct", "accept", "finish", "answer")
# Possible only while a secrecy mark waits for a decision; then they come before everything.
_FOR_THE_HELD = ("clear-secrecy", "expel-secret")
# Acts that belong to a file, a field or a row of the page and are offered there.
_ELSEWHERE = {"replace-file", "check-signatures"}
_ICONS = {
    "register": "file-pen",
    "refuse": "corner-up-left",
    "expel-secret": "trash-2",
    "clear-secrecy": "shield-check",
    "correct-fields": "pen-line",
    "present": "send",
    "direct": "pen-line",
    "opine": "pen-line",
    "hand-over": "forward",
    "accept": "check",
    "assign": "users",
    "report": "chart-column",
    "finish": "check-check",
    "mark-known": "eye",
    "forward": "forward",
    "extend": "calendar",
    "ask-extension": "calendar",
    "grant-extension": "check",
    "refuse-extension": "corner-up-left",
    "reassign": "users",
    "return": "corner-up-left",
    "recall": "undo-2",
    "finish-document": "check-check",
    "return-presented": "corner-up-left",
    "recall-presented": "undo-2",
    "answer": "reply",
    "correct-draft": "pen-line",
    "choose-route": "user-check",
    "set-recipients": "users",
    "set-addressees": "users",
    "mark-read": "eye",
    "make-copy": "file-text",
    "sign-copy": "stamp",
    "issue-copy": "send",
    "answer-recall": "reply",
    "give-back": "corner-up-left",
    "answer-change": "reply",
    "update-issued": "pen-line",
    "replace-issued": "file-pen",
    "correct-issued": "file-pen",
    "send-further": "send",
    "resend": "rotate-cw",
    "record-outside": "check",
    "reroute": "forward",
    "add-version": "file-text",
    "submit": "send",
    "approve-content": "check",
    "approve-format": "check",
    "approve-signing": "stamp",
    "sign": "key-round",
    "seal": "stamp",
    "consult": "users",
    "answer-consultation": "reply",
    "record-paper-signature": "scan-text",
    "return-draft": "corner-up-left",
    "recall-draft": "undo-2",
    "cancel": "trash-2",
    "give-number": "hash",
    "issue": "send",
    "recall-issued": "undo-2",
    "explain-delay": "clock",
    "attach-file": "paperclip",
    "relate": "link",
    "file": "folder",
}


def reader(actor: Actor, document: Document, tab: str, box: str) -> Item:
    """Head, acts, direction and tabs of a document the actor may see."""
    standing = Standing(actor, document)
    directions = handling.directions(document.pk) if document.direction == INCOMING else []
    return {
        "document": document,
        "paper": paper_head(document, actor.today),
        "acts": bar(catalogue.offers(standing), document.pk, box),
        "remarks": remarks(actor, document),
        "direction": directions[0] if directions else None,
        "tab": tab,
        "tabs": _tabs(document.pk, tab, box),
        "box": box,
        "back": f"/boxes/{box}" if box else "",
    }


INCOMING = str(Direction.INCOMING)


def bar(offers: Iterable[Offer], document_id: int, box: str) -> Item:
    """The bar of acts: the first that can be done, in reach; the rest folded away, those refused
    with the reason."""
    known = [offer for offer in offers if offer.act.name not in _ELSEWHERE]
    wanted = (*_FOR_THE_HELD, *(_MAIN.get(Box(box), ()) if box else _ANYWHERE))
    possible = sorted((o for o in known if o.allowed), key=lambda offer: _place(offer, wanted))
    allowed = [_button(offer, document_id, box) for offer in possible]
    refused = [_button(offer, document_id, box) for offer in known if not offer.allowed]
    if allowed:
        allowed[0]["kind"] = "primary"
    main = sum(o.act.tone is Tone.PRIMARY or o.act.name in wanted for o in possible)
    return {"list": allowed + refused, "shown": min(max(main, 2), _SHOWN)}


def _place(offer: Offer, wanted: Sequence[str]) -> tuple[int, int]:
    name = offer.act.name
    first = wanted.index(name) if name in wanted else len(wanted)
    return first, _FIRST.index(offer.act.tone)


def act_url(document_id: int, name: str, box: str) -> str:
    """The address of an act: its form by GET, the act itself by POST."""
    place = PAGES.get(name, f"acts/{name}")
    return f"/documents/{document_id}/{place}" + (f"?box={box}" if box else "")


def _button(offer: Offer, document_id: int, box: str) -> Item:
    act = offer.act
    return {
        "label": act.label,
        "url": act_url(document_id, act.name, box),
        "icon": _ICONS.get(act.name, "chevron-right"),
        "key": act.shortcut,
        "kind": "danger" if act.tone is Tone.DANGER else "",
        "why": "" if offer.allowed else offer.reason,
        "method": "page" if act.name in PAGES else ("get" if offer.asks else "post"),
    }


def _tabs(document_id: int, tab: str, box: str) -> Sequence[Mapping[str, Any]]:
    labels = (_("Văn bản"), _("Đường đi"), _("Thông tin"), _("Liên quan"))
    query = f"?box={box}" if box else ""
    return [
        {
            "label": label,
            "url": f"/documents/{document_id}" + ("" if name == "paper" else f"/{name}") + query,
            "current": name == tab,
            "count": 0,
        }
        for name, label in zip(TABS, labels, strict=True)
    ]
