"""Letting a colleague act while one is away."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from vanthu.faces.web.access import Request, needs, signed_in
from vanthu.faces.web.days import day_of
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.ground.access.choices import Right
from vanthu.ground.people import actions
from vanthu.ground.people.choices import DelegationKind
from vanthu.ground.people.queries import delegations_given, directory
from vanthu.kernel.errors import Invalid, Refusal


@needs(Right.DELEGATE)
@require_http_methods(["GET", "POST"])
def delegations(request: Request) -> HttpResponse:
    """What one has delegated, and the form for another."""
    errors: Any = {}
    if request.method == "POST":
        try:
            _delegate(request)
        except Refusal as refusal:
            errors = faults(refusal)
        else:
            return _back(_("Đã ủy quyền. Người nhận thấy việc của bạn từ ngày bắt đầu."))
    actor = request.actor
    return screen(
        request,
        "account/delegations.html",
        here="account",
        status=422 if errors else 200,
        errors=errors,
        given=delegations_given(actor.tenure_id or 0, actor.today) if actor.tenure_id else [],
        colleagues=_colleagues(request),
        kinds=[(kind.value, kind.label) for kind in DelegationKind],
        values=request.POST or {"from_day": actor.today},
    )


def _delegate(request: Request) -> None:
    post = request.POST
    receiver, kind = post.get("receiver", ""), post.get("kind", "")
    errors = {}
    if not receiver.isdecimal():
        errors["receiver"] = "Hãy chọn người nhận ủy quyền."
    if kind not in DelegationKind.values:
        errors["kind"] = "Hãy chọn hình thức ủy quyền."
    first, last = day_of(post, "from_day", errors), day_of(post, "last_day", errors)
    if errors or first is None or last is None:
        raise Invalid(errors)
    actions.delegate(
        request.actor,
        receiver_tenure_id=int(receiver[:18]),
        kind=DelegationKind(kind),
        from_day=first,
        to_day=_after(last),
        basis=post.get("basis", ""),
        scope=post.get("scope", ""),
    )


def _after(last: date) -> date:
    """People name the last day of an absence; periods end before a day."""
    return last + timedelta(days=1)


def _colleagues(request: Request) -> list[tuple[str, list[tuple[int, str]]]]:
    actor = request.actor
    found = []
    for unit in directory(actor.agency_id, actor.today):
        people = [
            (post.holder.tenure_id, f"{post.holder.name} – {post.title}")
            for post in unit.posts
            if post.holder and post.holder.person_id != actor.person_id
        ]
        if people:
            found.append((unit.name or _("Lãnh đạo cơ quan"), people))
    return found


@signed_in
@require_POST
def revoke(request: Request, number: int) -> HttpResponse:
    """Take a delegation back."""
    actions.revoke_delegation(request.actor, delegation_id=number)
    return _back(_("Đã kết thúc ủy quyền."))


def _back(sentence: str) -> HttpResponse:
    return leave(HttpResponseRedirect("/account/delegations"), Toast(sentence))
