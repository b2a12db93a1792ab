"""script/bench exchange: installations write to each other while everything is hurt in turn."""

import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from bench.exchange import checks
from bench.exchange.ground import Ground, Loopback, Namespaces, can_separate
from bench.exchange.process import Process
from bench.exchange.province import Province, Shape, machines, province
from bench.exchange.troubles import Happened, hurt
from steps import Trouble

_RATED = ((50_000, 90), (1_000_000, 45))
# Megabytes of a site's disk, and what a thousand documents leave on it at most.
_DISK, _KEPT = 4096, 600


@click.command()
@click.option("--documents", default=300, show_default=True, help="How many while it is hurt.")
@click.option("--minutes", default=10.0, show_default=True, help="How long they are issued.")
@click.option("--seed", default=1, show_default=True, help="Draws sizes, receivers, whom it hits.")
@click.option("--loopback", is_flag=True, help="Without namespaces: no root is needed.")
def main(documents: int, minutes: float, seed: int, loopback: bool) -> None:
    """Run three installations and a centre of three nodes, hurt them, and look for every document.

    Exits with 1 and says what is wrong when anything was lost, doubled, damaged or is stuck.
    """
    shape = Shape(disk=max(_DISK, documents * _KEPT // 1000))
    if not loopback and (why := can_separate()):
        raise click.ClickException(why)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(tempfile.mkdtemp(prefix="vanthu-exchange-"))
    folder.chmod(0o755)  # PostgreSQL runs as another user
    try:
        ground: Ground = Loopback() if loopback else Namespaces(machines(shape))
        with province(folder / "province", ground, shape) as made:
            told = _run(made, documents, minutes, seed)
    except Trouble as trouble:
        raise click.ClickException(str(trouble)) from trouble
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(1 if told else 0)


def _run(made: Province, documents: int, minutes: float, seed: int) -> list[str]:
    """Rates first, then everything at once; returns what is wrong."""
    click.echo(f"exchange: {made.ground.title}")
    for size, count in _RATED:
        click.echo(f"{size:,} bytes: {_rate(made, size, count, seed):.1f} deliveries a second")
    clerks = made.issue(documents, minutes * 60, seed, paced=True)
    happened = list(hurt(made, minutes * 60, seed, click.echo))
    gave_up = _finish(clerks, minutes * 60 + 300)
    settled = made.settle(max(300, minutes * 60))
    tallies = {site.name: site.tally() for site in made.sites}
    return _tell(tallies, happened, settled, gave_up)


def _finish(clerks: Sequence[Process], seconds: float) -> list[str]:
    """Wait for them; what those said who gave up."""
    return [f"a clerk gave up: {clerk.told()}" for clerk in clerks if clerk.join(seconds)]


def _rate(made: Province, size: int, count: int, seed: int) -> float:
    """Deliveries a second from the first that is issued until the last has arrived and is told."""
    before = sum(site.standing().get("arrived", 0) for site in made.sites)
    clerks, began = made.issue(count, 600, seed, size), time.monotonic()
    if gave_up := _finish(clerks, 600):
        raise Trouble(gave_up[0])
    if not made.settle(300):
        raise Trouble("documents of one size did not all arrive within 5 minutes")
    after = sum(site.standing()["arrived"] for site in made.sites)
    return (after - before) / (time.monotonic() - began)


def _tell(
    tallies: Mapping[str, Mapping[str, Any]],
    happened: Sequence[Happened],
    settled: bool,
    gave_up: Sequence[str],
) -> list[str]:
    pairs = checks.delivered(tallies)
    times = sorted(arrived - issued for issued, arrived in pairs)
    issued = {row["identifier"] for tally in tallies.values() for row in tally["sent"]}
    click.echo(f"documents: {len(issued)}, deliveries: {len(pairs)}")
    if times:
        p95 = times[int(0.95 * (len(times) - 1))]
        click.echo(f"time: median {statistics.median(times):.1f} s, p95 {p95:.1f} s")
    for one in happened:
        late = [end - one.ended for at, end in pairs if at < one.ended]
        caught = max(0.0, *late) if late else 0.0
        click.echo(f"{one.what}: {one.ended - one.began:.0f} s, caught up after {caught:.0f} s")
    wrong = [*gave_up, *checks.faults(tallies)]
    if not settled:
        wrong.append("not everything had come to rest in the time given")
    for sentence in wrong:
        click.echo(f"WRONG: {sentence}")
    click.echo("nothing lost, doubled, damaged or stuck" if not wrong else f"{len(wrong)} wrong")
    return wrong
