"""Tasks that keep the installation itself in order."""

from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.base import jobs
from vanthu.ground.base.actor import Actor


@task("jobs.sweep")
def sweep_jobs(actor: Actor, progress: Progress, *, moment: str = "") -> int:
    """Drop the rows of jobs done a week ago."""
    return jobs.sweep(actor.now)
