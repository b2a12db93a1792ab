"""`vanthu axis-simulator`."""

from pathlib import Path

import click

from vanthu.demo.axis.directory import made_up
from vanthu.demo.axis.server import Simulator


@click.command(name="axis-simulator")
@click.option("--port", default=8090, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Where it keeps what it holds.",
)
@click.option("--agencies", default=0, help="Put so many made-up agencies into its directory.")
@click.option(
    "--system",
    "systems",
    multiple=True,
    metavar="ID:SECRET:CODE[,CODE...]",
    help="Make a system known, with the agencies that it speaks for; may be repeated.",
)
def axis_simulator(
    port: int, host: str, folder: Path, agencies: int, systems: tuple[str, ...]
) -> None:
    """Play the national axis and a provincial platform, for trying things out; never for real mail.

    \b
    vanthu axis-simulator --folder var/axis --agencies 1000 \\
        --system so-noi-vu:bi-mat:Z61.03 --system so-y-te:bi-mat:Z61.04
    """
    running = Simulator(folder, port, host=host)
    for system in systems:
        parts = system.split(":")
        if len(parts) != 3 or not all(parts):
            raise click.BadParameter("write ID:SECRET:CODE[,CODE...]", param_hint="--system")
        system_id, secret, codes = parts
        running.store.register(system_id, secret, codes.split(","), system_id, secret)
    if agencies:
        running.store.add_agencies(made_up(agencies))
    click.echo(f"axis: {running.url}/XrdAdapter/adapter")
    click.echo(f"provincial platform: {running.url}/v1 (account: ID, password: SECRET)")
    click.echo(f"faults: POST {running.url}/admin/faults")
    try:
        running.serve()
    except KeyboardInterrupt:
        click.echo("")
