"""Tasks that keep the installation itself in order, and that remind its people."""

from collections.abc import Sequence

from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.access.actions import forget_expired
from vanthu.ground.base import jobs
from vanthu.ground.base.actor import Actor
from vanthu.ground.files import actions as files
from vanthu.ground.files.checking import check_all
from vanthu.ground.journal.sealing import seal
from vanthu.ground.notify import mail
from vanthu.ground.notify.actions import MAIL_TASK
from vanthu.ground.signing.reminding import remind_expiring
from vanthu.office.documents.actions import tell_damage
from vanthu.office.handling.reminding import send_reminders


@task("jobs.sweep")
def sweep_jobs(actor: Actor, progress: Progress, *, moment: str = "") -> int:
    """Drop the rows of jobs done a week ago, ended sessions and failures that no longer count."""
    return jobs.sweep(actor.now) + forget_expired(actor.now)


@task("journal.seal")
def seal_journal(actor: Actor, progress: Progress, *, moment: str = "") -> int:
    """Take a copy of the end of every chain that has grown; returns how many."""
    return len(seal(actor))


@task("files.check")
def check_files(actor: Actor, progress: Progress, *, moment: str = "") -> list[str]:
    """Compare every stored file with its hash, alarm who keeps what is damaged; returns those."""
    found = check_all(progress, now=actor.now)
    for damage in found:
        tell_damage(actor, damage=damage)
    return [damage.blob_id for damage in found]


@task("reminders")
def remind_everyone(actor: Actor, progress: Progress, *, moment: str = "") -> int:
    """Write the reminders that are due (R-01..R-05)."""
    return send_reminders(actor, progress)


@task("signing.expiring")
def remind_of_certificates(actor: Actor, progress: Progress, *, moment: str = "") -> int:
    """Tell who holds a certificate that ends soon; returns how many notices were new."""
    return remind_expiring(actor)


@task(MAIL_TASK)
def send_mail(
    actor: Actor, progress: Progress, *, targets: Sequence[Sequence[object]], urgent: bool = False
) -> int:
    """Send the mails of a unit of work; a server that does not answer is tried again."""
    return mail.send(actor, targets=targets, urgent=urgent)


@task("previews.sweep")
def sweep_previews(actor: Actor, progress: Progress, *, moment: str = "") -> int:
    """Throw away the pictures of pages that nobody has asked for in a long time."""
    return files.sweep_pictures(actor.now)
