"""`vanthu setup`: creates or updates the tables."""

import click
from django.core.management import call_command


@click.command()
def setup() -> None:
    """Create the database tables, or bring them to this version. Safe to run again."""
    call_command("migrate", verbosity=0, interactive=False)
    click.echo("Cơ sở dữ liệu đã sẵn sàng (the database is ready).")
