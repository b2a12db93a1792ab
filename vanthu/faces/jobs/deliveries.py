"""Carrying packets from agency to agency."""

from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Refusal
from vanthu.office.interchange.actions import deliver, tell_failure


@task("interchange.deliver")
def deliver_packet(actor: Actor, progress: Progress, *, uuid: str) -> int | None:
    """Deliver one packet; running it again changes nothing. Returns the id of the arrival.

    What is refused stays with the sender, who is told why: trying again would be refused again.
    """
    try:
        return deliver(actor, uuid=uuid)
    except Refusal as refusal:
        tell_failure(actor, uuid=uuid, sentence=refusal.sentence)
        raise
