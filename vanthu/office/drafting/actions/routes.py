"""Checks that the chosen people can take their steps."""

from datetime import date

from vanthu.ground.access.choices import Right
from vanthu.ground.access.rules import rights_of
from vanthu.ground.org.models import Post
from vanthu.ground.people.queries import Holder, holders
from vanthu.office.documents.models import Document
from vanthu.office.drafting.actions.inputs import RouteChoice
from vanthu.office.drafting.draft import Draft
from vanthu.office.drafting.errors import BadApprover, SamePerson
from vanthu.office.drafting.queries.mandates import may_be_lent, ways_of

_RIGHTS = {
    "content_post": Right.APPROVE_CONTENT,
    "format_post": Right.APPROVE_FORMAT,
    "signer_post": Right.SIGN,
}


def write_route(draft: Draft, choice: RouteChoice, day: date) -> None:
    """Write the chosen posts into the route; the words above the signer's name follow from them.

    Raises BadApprover, SamePerson, NoMandate.
    """
    agency_id, route = draft.document.agency_id, draft.route
    chosen = {name: post for name in _RIGHTS if (post := getattr(choice, name)) is not None}
    rows = Post.objects.on(day).filter(agency=agency_id, pk__in=chosen.values())
    posts = {post.pk: post for post in rows}
    held = holders(chosen.values(), day)
    for name, post_id in chosen.items():
        _check_post(name, posts.get(post_id), held.get(post_id), day)
    content, other = held.get(choice.content_post or 0), held.get(choice.format_post or 0)
    if content and other and content.person_id == other.person_id:
        raise SamePerson
    if choice.signer_post is not None:
        _set_words(draft, choice.signer_post, day)
    for name in _RIGHTS:
        setattr(route, name, getattr(choice, name))
    route.save()


def _set_words(draft: Draft, signer_post: int, day: date) -> None:
    """The usual words of a new signer; words chosen for the one before stay where they fit."""
    document = draft.document
    found = ways_of(document.agency_id, signer_post, document.type_id, day)
    words = found.given(document.signing_authority, new=signer_post != draft.route.signer_post)
    if words.authority != document.signing_authority:
        document.signing_authority = words.authority
        rows = Document.objects.filter(pk=document.pk)
        rows.update(signing_authority=document.signing_authority)


def _check_post(name: str, post: Post | None, holder: Holder | None, day: date) -> None:
    right = _RIGHTS[name]
    if post is not None and holder is not None:
        if str(right) in rights_of(post.role):
            return
        if right is Right.SIGN and may_be_lent(post.pk):
            return
    title = post.title if post else "Vị trí đã chọn"
    raise BadApprover(name, post=title, right=str(right.label))
