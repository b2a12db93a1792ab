"""`vanthu worker`: runs queued and scheduled work."""

import signal

import click

from vanthu.faces.jobs import tasks
from vanthu.faces.jobs.worker import Worker, run_all


@click.command()
@click.option("--once", is_flag=True, help="Run what is due now and stop.")
def worker(once: bool) -> None:
    """Run deliveries, mail, reading of files, checks and reminders, until stopped.

    Several workers may run beside each other; a job is taken by one of them.
    """
    click.echo(f"vanthu worker: {len(tasks.TASKS)} loại việc (kinds of work)")
    if once:
        click.echo(f"{run_all()} việc đã chạy (jobs run)")
        return
    running = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: running.stop())
    running.run()
