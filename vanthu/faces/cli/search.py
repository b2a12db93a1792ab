"""`vanthu search`."""

import click
from django.utils import timezone

from vanthu.ground.access.resolve import resolve_username
from vanthu.kernel.errors import Refusal
from vanthu.office.search import queries


@click.command()
@click.argument("text")
@click.option("--as", "username", required=True, help="Whose rights to search with.")
@click.option("--newest", is_flag=True, help="Newest first instead of most relevant.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 200))
def search(text: str, username: str, newest: bool, limit: int) -> None:
    """Search documents by fields and content, with or without marks, as USERNAME would.

    Words are all required; "a phrase" in quotes, begin* for a beginning, -word to leave out.

    \b
    vanthu search 'van ban quy hoach' --as van.thu
    vanthu search '15/QĐ-UBND' --as van.thu --newest
    """
    try:
        actor = resolve_username(username, timezone.now())
        order = queries.NEWEST if newest else queries.RELEVANCE
        page = queries.search(actor, queries.Query(text=text, order=order), limit=limit)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    for hit in page.hits:
        values = hit.values
        click.echo(f"{values['id']:>9}  {values['reference'] or '-':<20} {values['subject']}")
    click.echo(f"{page.count}{'+' if page.more else ''} văn bản (documents)")
