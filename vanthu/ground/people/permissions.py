"""Who may let another act for them."""

from vanthu.ground.base.actor import Actor
from vanthu.ground.people.errors import CannotDelegateOn
from vanthu.kernel.errors import NotAllowed

# Named as in access.choices.Right, which lies above.
DELEGATE = "delegate"


def check_delegate(actor: Actor) -> None:
    """Raise CannotDelegateOn while acting for another, NotAllowed without the right."""
    if actor.on_behalf_of is not None:
        raise CannotDelegateOn
    if actor.tenure_id is None or not actor.may(DELEGATE):
        raise NotAllowed("Chức vụ của bạn không có quyền ủy quyền khi vắng mặt.")
