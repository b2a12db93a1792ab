"""Checks that the chosen people can take their steps."""

from datetime import date

from vanthu.ground.access.choices import Right
from vanthu.ground.access.rules import rights_of
from vanthu.ground.org.models import Post
from vanthu.ground.people.choices import DelegationKind
from vanthu.ground.people.queries import Holder, delegations_received, holders
from vanthu.office.drafting.actions.inputs import RouteChoice
from vanthu.office.drafting.errors import BadApprover, SamePerson
from vanthu.office.drafting.models import Route

_RIGHTS = {
    "content_post": Right.APPROVE_CONTENT,
    "format_post": Right.APPROVE_FORMAT,
    "signer_post": Right.SIGN,
}


def write_route(agency_id: int, route: Route, choice: RouteChoice, day: date) -> None:
    """Write the chosen posts into the route; raises BadApprover, SamePerson. Three statements."""
    chosen = {name: post for name in _RIGHTS if (post := getattr(choice, name)) is not None}
    rows = Post.objects.on(day).filter(agency=agency_id, pk__in=chosen.values())
    posts = {post.pk: post for post in rows}
    held = holders(chosen.values(), day)
    for name, post_id in chosen.items():
        _check_post(name, posts.get(post_id), held.get(post_id), day)
    content, other = held.get(choice.content_post or 0), held.get(choice.format_post or 0)
    if content and other and content.person_id == other.person_id:
        raise SamePerson
    for name in _RIGHTS:
        setattr(route, name, getattr(choice, name))
    route.save()


def _check_post(name: str, post: Post | None, holder: Holder | None, day: date) -> None:
    right = _RIGHTS[name]
    if post is not None and holder is not None:
        if str(right) in rights_of(post.role):
            return
        if right is Right.SIGN and _may_sign_by_authorisation(holder.tenure_id, day):
            return
    title = post.title if post else "Vị trí đã chọn"
    raise BadApprover(name, post=title, right=str(right.label))


def _may_sign_by_authorisation(tenure_id: int, day: date) -> bool:
    """TUQ.: somebody authorised to sign, for a limited time (Art. 13.4)."""
    received = delegations_received([tenure_id], day)
    return any(row.kind == DelegationKind.SIGNING for row in received)
