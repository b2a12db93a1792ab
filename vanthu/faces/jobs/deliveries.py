"""Carrying packets from agency to agency."""

from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.base.actor import Actor
from vanthu.office.interchange.actions import deliver


@task("interchange.deliver")
def deliver_packet(actor: Actor, progress: Progress, *, uuid: str) -> int | None:
    """Deliver one packet; running it again changes nothing. Returns the id of the arrival."""
    return deliver(actor, uuid=uuid)
