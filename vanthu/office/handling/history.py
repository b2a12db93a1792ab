"""Writes the steps of a document's path (drafting writes its own through here too)."""

from typing import Any

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import Role
from vanthu.office.documents.rules import refuse_secrets
from vanthu.office.handling.choices import Act
from vanthu.office.handling.models import Movement

_TEXT = 2000
_NAME = 200


def record(
    actor: Actor,
    document_id: int,
    act: Act,
    *,
    to_key: int | None = None,
    to_name: str = "",
    text: str = "",
    assignment_id: int | None = None,
    before: dict[str, Any] | None = None,
) -> Movement:
    """Write one step as done by the actor now; `before` makes it one that can be undone.

    Raises StateSecretRefused for a text that carries a secrecy mark (M-08).
    """
    refuse_secrets(0, [text])
    return Movement.objects.create(
        document_id=document_id,
        at=actor.now,
        act=act,
        by_post=actor.post_id,
        by_name=actor.name,
        by_title=str(Role(actor.role).label) if actor.role else "",
        on_behalf_of=actor.on_behalf_of,
        assignment_id=assignment_id,
        to_key=to_key,
        to_name=to_name[:_NAME],
        text=text[:_TEXT],
        before=before or {},
    )
