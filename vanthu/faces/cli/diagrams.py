"""`vanthu diagrams`."""

import click

from vanthu.faces.jobs.diagrams import page


@click.command()
def diagrams() -> None:
    """Print docs/state-machines.md: every state machine as a table and a diagram, from the code."""
    click.echo(page(), nl=False)
