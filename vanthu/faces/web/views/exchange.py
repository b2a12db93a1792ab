"""The exchange for the clerks of an agency: what needs them, what went out and came in, links."""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.days import WRONG, read_day
from vanthu.faces.web.options import options
from vanthu.faces.web.places import address
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.config_pages import done
from vanthu.faces.web.views.reports_asking import Asking
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.office.interchange import actions, queries
from vanthu.office.interchange.choices import Bound, Need, ReceiptStatus, Scope, Transport
from vanthu.office.interchange.permissions import check_exchange
from vanthu.office.interchange.queries import LinkView, MessageRow, Needed, Wanted
from vanthu.office.interchange.rules import TRANSPORT_IN, TRANSPORT_OUT
from vanthu.office.interchange.ways import all_ways

CLERKS = (Right.REGISTER, Right.ISSUE)
FILTERS = ("link", "state", "other", "day")
TONES: Mapping[str, str] = {
    Transport.FAILED: "red",
    Transport.QUARANTINED: "red",
    Transport.REFUSED: "red",
    Transport.UNKNOWN: "amber",
    Transport.QUEUED: "accent",
    Transport.SENDING: "accent",
    Transport.ARRIVED: "accent",
    Transport.SENT: "blue",
    Transport.DONE: "green",
    Transport.APPLIED: "green",
}
# What was wrong is told until somebody has decided.
_TROUBLED = frozenset(TONES) - {Transport.APPLIED, Transport.DONE}
_BAD_STATUSES = (ReceiptStatus.REFUSED, ReceiptStatus.TAKE_BACK_REFUSED)
_URGENT = (Need.HELD, Need.FAILED)


@needs(*CLERKS, Right.CONFIGURE)
@require_GET
def exchange(request: Request) -> HttpResponse:
    """What of the exchange needs somebody, kind by kind; administrators are led to their page."""
    if not is_clerk(request.actor):
        return HttpResponseRedirect(address("config_exchange"))
    found = queries.needs(request.actor)
    kinds = [(need, [_need(each) for each in found if each.need == need]) for need in Need]
    return screen(
        request,
        "exchange/needs.html",
        here="exchange",
        tabs=tabs(request.actor, "exchange"),
        groups=[(str(need.label), need in _URGENT, rows) for need, rows in kinds if rows],
        linked=bool(all_ways()),
    )


def is_clerk(actor: Actor) -> bool:
    """Whether the pages of the exchange are the actor's; an administrator has pages apart."""
    return any(actor.may(right) for right in CLERKS)


def tabs(actor: Actor, current: str) -> list[dict[str, Any]]:
    """The pages of the exchange."""
    named = (
        ("exchange", _("Cần xử lý")),
        ("exchange_sent", _("Gửi đi")),
        ("exchange_received", _("Nhận về")),
        ("exchange_links", _("Đường liên thông")),
        ("exchange_days", _("Đối soát")),
    )
    return [
        {"label": label, "url": address(name), "current": name == current, "count": 0}
        for name, label in named
    ]


def _need(each: Needed) -> dict[str, Any]:
    return {
        "about": each.about,
        "who": each.who,
        "sentence": each.sentence,
        "advice": each.advice,
        "since": wording.day_time(each.since),
        "message": each.message_id,
        "document": each.document_id,
        "again": each.need == Need.FAILED,
        "decide": each.need == Need.HELD,
        "packet": each.packet_id if each.need == Need.NOT_ARRIVED else None,
    }


@needs(*CLERKS)
@require_GET
def sent(request: Request) -> HttpResponse:
    """What went out, newest first: where it is on the network, and with its receiver."""
    return _list(request, Bound.OUT, "exchange_sent", _("Gửi đi"), TRANSPORT_OUT.states)


@needs(*CLERKS)
@require_GET
def received(request: Request) -> HttpResponse:
    """What came in, newest first."""
    return _list(request, Bound.IN, "exchange_received", _("Nhận về"), TRANSPORT_IN.states)


def _list(
    request: Request, bound: Bound, name: str, title: str, states: Mapping[str, str]
) -> HttpResponse:
    actor = request.actor
    check_exchange(actor)
    asking = Asking(request.GET, ("scope", *FILTERS))
    scope = Scope(asking.one_of("scope", Scope.values) or Scope.PAPERS)
    wanted, errors = read_wanted(asking, states)
    rows: list[MessageRow] = []
    if not errors:
        asked: Wanted = {**wanted, "bound": bound.value, "scope": scope}
        rows = queries.messages(actor, before=asking.number("after"), **asked)
    return screen(
        request,
        "exchange/messages.html",
        here="exchange",
        status=422 if errors else 200,
        tabs=tabs(actor, name),
        title=title,
        list_url=address(name),
        out=bound is Bound.OUT,
        rows=[message_row(row) for row in rows],
        asking=asking,
        errors=errors,
        scopes=options(Scope),
        scope=scope.value,
        links=link_choices(),
        states=state_choices(states),
        following=asking.address(after=rows[-1].id) if len(rows) == queries.PAGE else "",
    )


def read_wanted(asking: Asking, states: Collection[str]) -> tuple[Wanted, dict[str, str]]:
    """What of the ledger the filters ask for, and what is wrong with them."""
    try:
        day = read_day(asking.values.get("day", ""))
    except ValueError:
        return {}, {"day": WRONG}
    state = asking.one_of("state", states)
    wanted = Wanted(
        states=(state,) if state else (),
        link=asking.values.get("link", ""),
        text=asking.values.get("other", ""),
        day=day,
    )
    return wanted, {}


def link_choices() -> list[tuple[str, str]]:
    """The links as a filter offers them."""
    return [(way.name, way.title) for way in all_ways()]


def state_choices(states: Mapping[str, str]) -> list[tuple[str, str]]:
    """The states of a machine of the network as a filter offers them."""
    return [(value, _(label)) for value, label in states.items()]


def message_row(row: MessageRow) -> dict[str, Any]:
    """A message as lists of it show it."""
    paper = row.paper
    return {
        "id": row.id,
        "url": address_of(row.id),
        "what": row.what,
        "reference": (paper.reference if paper else "") or row.document_id or _("(chưa đọc được)"),
        "subject": paper.subject if paper else "",
        "who": (paper.name if paper else "") or (paper.code if paper else ""),
        "code": paper.code if paper else "",
        "link": row.link,
        "transport": row.label,
        "tone": TONES.get(row.state, ""),
        "status": paper.status_label if paper else "",
        "status_tone": _status_tone(paper.status if paper else ""),
        "when": wording.day_time(row.made_at),
        "problem": row.problem if row.state in _TROUBLED else "",
    }


def _status_tone(status: str) -> str:
    if status in _BAD_STATUSES:
        return "red"
    return "green" if status in ("03", "04", "05", "06", "15") else ""


def address_of(number: int) -> str:
    """The page of a message."""
    return f"{address('exchange')}/messages/{number}"


@needs(*CLERKS, Right.CONFIGURE)
@require_GET
def links(request: Request) -> HttpResponse:
    """How each link stands; administrators have a page of their own."""
    actor = request.actor
    if not is_clerk(actor):
        return HttpResponseRedirect(address("config_exchange"))
    check_exchange(actor)
    return screen(
        request,
        "exchange/links.html",
        here="exchange",
        tabs=tabs(actor, "exchange_links"),
        links=[link_row(each) for each in queries.link_views(actor)],
    )


def link_row(each: LinkView) -> dict[str, Any]:
    """How a link stands, as clerks and administrators see it."""
    return {
        "title": each.title,
        "state": _link_words(each),
        "tone": _link_tone(each),
        "good_at": wording.day_time(each.good_at),
        "tried_at": "" if each.held_at else wording.clock(each.paused_until),
        "problem": each.problem,
        "paused_for": each.held_reason,
        "queued": each.queued + each.unknown,
        "quarantined": each.quarantined,
    }


def _link_tone(each: LinkView) -> str:
    if each.silent_since:
        return "red"
    return "amber" if each.held_at or each.paused_until else "green"


def _link_words(each: LinkView) -> str:
    if each.held_at:
        return _("Quản trị tạm dừng")
    if each.silent_since:
        return _("Không trả lời")
    if each.paused_until:
        return _("Đang chờ thử lại")
    return _("Đang thông") if each.good_at else _("Chưa kết nối lần nào")


@needs(*CLERKS)
@require_POST
def again(request: Request, number: int) -> HttpResponse:
    """Have a message sent once more."""
    actions.send_message_again(request.actor, message_id=number)
    return done(address_of(number), _("Sẽ gửi lại trong giây lát; mạng được hỏi trước khi gửi."))


@needs(*CLERKS)
@require_POST
def resend(request: Request, number: int) -> HttpResponse:
    """Have a packet sent once more that did not arrive in time."""
    actions.resend(request.actor, packet_id=number)
    return done(address("exchange"), _("Sẽ gửi lại trong giây lát; mạng được hỏi trước khi gửi."))
