"""Who may call a view: said on the view itself, checked before it runs, denied when not said."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from vanthu.ground.access.choices import Right
from vanthu.ground.access.permissions import check_right
from vanthu.ground.access.resolve import SignedIn
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotAllowed

View = TypeVar("View", bound=Callable[..., Any])


class Request(HttpRequest):
    """A request as views of signed-in people see it: `actor` and `signed_in` are set."""

    actor: Actor
    signed_in: SignedIn
    request_id: str


class WhoMay:
    """Who may call a view: anybody, anybody signed in, or who holds one of the rights."""

    def __init__(self, *rights: Right, anybody: bool = False, held: bool = False) -> None:
        self.rights = rights
        self.anybody = anybody
        self.held = held

    def __str__(self) -> str:
        if self.anybody:
            return "public"
        return " | ".join(self.rights) or ("signed-in, even held" if self.held else "signed-in")

    def check(self, actor: Actor) -> None:
        """Raise NotAllowed, naming the right that is missing, unless the actor has one of them."""
        if self.rights and not any(actor.may(right) for right in self.rights):
            check_right(actor, self.rights[0])


def public(view: View) -> View:
    """Anybody may, signed in or not."""
    return declare(view, WhoMay(anybody=True))


def signed_in(view: View) -> View:
    """Anybody signed in may; what they see is decided inside."""
    return declare(view, WhoMay())


def even_held(view: View) -> View:
    """Also who still owes a second factor or a new password: the pages where these are given."""
    return declare(view, WhoMay(held=True))


def needs(*rights: Right) -> Callable[[View], View]:
    """Whoever's post carries one of the rights may."""
    if not rights:
        raise ValueError("name a right, or say signed_in")
    return functools.partial(declare, who=WhoMay(*rights))


def declare(view: View, who: WhoMay) -> View:
    """Write on the view who may call it."""
    cast: Any = view
    cast.who_may = who
    return view


def who_may(view: Callable[..., Any]) -> WhoMay | None:
    """What the view says; None when it says nothing, and then nobody may."""
    found = getattr(view, "who_may", None)
    return found if isinstance(found, WhoMay) else None


class Undeclared(NotAllowed):
    """The view does not say who may call it."""

    code = "undeclared"
    default_sentence = (
        "Trang này chưa khai báo ai được dùng nên không mở được. Hãy báo người quản trị hệ thống."
    )
