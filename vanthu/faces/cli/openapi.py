"""`vanthu openapi`."""

import json

import click

from vanthu.faces.api.main import api


@click.command()
def openapi() -> None:
    """Print the description of the API (OpenAPI 3.1) as JSON."""
    click.echo(json.dumps(api.get_openapi_schema(), ensure_ascii=False, indent=2))
