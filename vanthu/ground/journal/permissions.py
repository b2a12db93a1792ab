"""Who may read the journal."""

from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotAllowed

# Named as in access.choices.Right, which lies above.
READ_JOURNAL = "read-journal"


def check_read(actor: Actor) -> None:
    """Raise NotAllowed unless the actor's post reads the journal of its agency."""
    if not actor.may(READ_JOURNAL):
        raise NotAllowed("Chỉ người làm công tác thanh tra, kiểm tra được xem nhật ký hệ thống.")
