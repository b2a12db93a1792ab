"""Who signs a copy: the head of the agency, a deputy for the head, or the chief of office by order.

Who may is for the head of the agency to rule (Decree 30/2020 Art. 26); the words above the name
follow from the post (S-10, Q-066).
"""

from dataclasses import dataclass

from vanthu.ground.access.choices import Right
from vanthu.ground.access.rules import rights_of
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Role
from vanthu.ground.org.models import Post
from vanthu.ground.people.queries import holders
from vanthu.office.copies.errors import NoSigner
from vanthu.office.copies.rules import authority_lines
from vanthu.office.documents.choices import SigningAuthority
from vanthu.office.writing.queries import Signing


@dataclass(frozen=True, slots=True)
class Signer:
    """The signer of a copy with the authority of the post, and the words above the name."""

    authority: str
    title: str
    name: str
    signing: Signing


def signer_of(actor: Actor, post_id: int) -> Signer:
    """The holder today of a post of the agency that may sign; raises NoSigner."""
    post = Post.objects.on(actor.today).filter(pk=post_id, agency_id=actor.agency_id).first()
    holder = holders([post_id], actor.today).get(post_id)
    if post is None or holder is None or str(Right.SIGN) not in rights_of(post.role):
        raise NoSigner
    authority = _authority(post)
    head = _head_title(actor) if authority else ""
    words = authority_lines(authority, head, post.title)
    return Signer(authority, post.title, holder.name, Signing(words, holder.name))


def _authority(post: Post) -> SigningAuthority:
    if post.role != Role.AGENCY_LEADER:
        return SigningAuthority.BY_ORDER
    return SigningAuthority.DEPUTY if post.deputy else SigningAuthority.DIRECT


def _head_title(actor: Actor) -> str:
    """What the head of the agency is called; empty where there is no such post."""
    rows = Post.objects.on(actor.today).filter(agency_id=actor.agency_id, deputy=False)
    found = rows.filter(role=Role.AGENCY_LEADER).order_by("rank", "pk").first()
    return found.title if found else ""
