"""`vanthu exchange`."""

from datetime import datetime

import click
from django.db.models import Count, QuerySet
from django.utils import timezone

from vanthu.faces.cli.progress import progress_bar
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.base.moments import hour_and_day
from vanthu.kernel.errors import Refusal
from vanthu.office.interchange.actions import reconcile as reconcile_link
from vanthu.office.interchange.actions import sync_directory
from vanthu.office.interchange.choices import ListChange, SyncState, Transport
from vanthu.office.interchange.errors import NoSuchLink
from vanthu.office.interchange.models import DirectorySync, LinkState, Message, Reconciliation
from vanthu.office.interchange.queries import gap_view
from vanthu.office.interchange.ways import all_ways, way_named

# What nobody waits for any more.
_SETTLED = (Transport.DONE, Transport.WITHDRAWN, Transport.APPLIED, Transport.DUPLICATE)
_SHOWN = 20
_LABEL = "Đồng bộ danh bạ (directory)"


@click.group()
def exchange() -> None:
    """Links to other installations (docs/exchange.md)."""


@exchange.command()
@click.argument("link")
@click.option("--accept-shorter", is_flag=True, help="Take a list that has lost many agencies.")
def directory(link: str, accept_shorter: bool) -> None:
    """Take over the directory of agencies of LINK now, as is done every night.

    \b
    vanthu exchange directory truc
    """
    try:
        row = _synced(link, accept_shorter)
    except Refusal as refusal:
        raise click.ClickException(refusal.sentence) from refusal
    if row.state != SyncState.DONE:
        raise click.ClickException(row.problem)
    counted = [(str(each.label).lower(), each.value) for each in ListChange]
    named = [*counted, ("không đổi", "unchanged")]
    counts = ", ".join(f"{words} ({name}) {getattr(row, name)}" for words, name in named)
    click.echo(f"{row.listed} đơn vị (agencies): {counts}")


def _synced(link: str, accept_shorter: bool) -> DirectorySync:
    way = way_named(link)
    if way is None:
        known = ", ".join(each.name for each in all_ways()) or "–"
        raise NoSuchLink(link=f"“{link}” ({known})")
    with progress_bar({"directory": _LABEL}) as tell:
        return sync_directory(
            Actor.system(timezone.now()),
            way=way,
            clock=timezone.now,
            tell=lambda done, total: tell("directory", done, total),
            accept_shorter=accept_shorter,
        )


@exchange.command()
def status() -> None:
    """How each link stands, what waits on it, and whether the last days agree with the other end.

    \b
    vanthu exchange status
    """
    ways = all_ways()
    if not ways:
        click.echo("Chưa cấu hình đường liên thông nào (no links).")
    for way in ways:
        click.echo(f"{way.name}: {way.title}")
        row = LinkState.objects.filter(name=way.name).first()
        good = row.good_at if row is not None else None
        click.echo(f"  trả lời lần cuối (last answer): {_moment(good)}")
        if row is not None and row.held_at is not None:
            click.echo(f"  tạm dừng (paused) {_moment(row.held_at)}: {row.held_reason}")
        if row is not None and row.problem:
            click.echo(f"  {row.problem}")
        for state, count in _counts(way.name):
            click.echo(f"  {Transport(state).label} ({state}): {count}")
    _print_days(Reconciliation.objects.order_by("-pk")[:_SHOWN])


@exchange.command()
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="A day that has ended.")
@click.option("--link", default="", help="One link; else all of them.")
def reconcile(day: datetime | None, link: str) -> None:
    """Compare what was sent and received with the other end, as is done every night.

    Our sheets go out with the next turn of the worker, and theirs come back with it: ask `status`
    afterwards, or this once more.

    \b
    vanthu exchange reconcile --day 2026-11-29
    """
    asked = day.date() if day is not None else None
    if asked is not None and asked >= timezone.now().astimezone(VIETNAM).date():
        raise click.BadParameter("ngày này chưa hết (has not ended yet)", param_hint="--day")
    ways = [way for way in all_ways() if link in ("", way.name)]
    if link and not ways:
        known = ", ".join(each.name for each in all_ways()) or "–"
        raise click.ClickException(NoSuchLink(link=f"“{link}” ({known})").sentence)
    done = sum(reconcile_link(way, timezone.now, asked) for way in ways)
    click.echo(f"{done} cặp cơ quan (pairs of agencies)")
    rows = Reconciliation.objects.filter(link__in=[way.name for way in ways])
    _print_days(rows.filter(day=asked) if asked else rows.order_by("-pk")[:_SHOWN])


def _counts(link: str) -> list[tuple[str, int]]:
    rows = Message.objects.filter(link=link).exclude(state__in=_SETTLED)
    counted = rows.order_by("state").values_list("state").annotate(count=Count("pk"))
    return [(state, count) for state, count in counted]


def _print_days(rows: QuerySet[Reconciliation]) -> None:
    for row in rows.prefetch_related("differences"):
        theirs = f"{_or_dash(row.their_sent)}/{_or_dash(row.their_received)}"
        click.echo(
            f"{row.day} {row.link} {row.our_code} ↔ {row.their_code}: {row.get_state_display()}; "
            f"gửi/nhận (sent/received) {row.sent_count}/{row.received_count}, "
            f"bên kia (theirs) {theirs}, đang đi (underway) {row.underway}"
        )
        for each in map(gap_view, row.differences.all()):
            click.echo(f"  {each.way}: {each.what} {each.about}: {each.label}. {each.advice}")


def _or_dash(count: int | None) -> str:
    return "–" if count is None else str(count)


def _moment(at: datetime | None) -> str:
    return hour_and_day(at) if at is not None else "–"
