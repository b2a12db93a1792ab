"""`vanthu demo-axis`: the simulated axis of the demo, with neighbours that answer."""

import click

from vanthu.demo.axis import installed
from vanthu.demo.axis.neighbours import Neighbours
from vanthu.demo.axis.server import Simulator


@click.command(name="demo-axis")
def demo_axis() -> None:
    """Play the axis that `vanthu demo --axis` set up; `vanthu serve --with-worker` starts it."""
    port = installed.port()
    if not port:
        raise click.ClickException("Chưa có trục mô phỏng; chạy `vanthu demo --axis` trước.")
    running = Simulator(installed.folder(), port)
    Neighbours(running, installed.NEIGHBOURS_SYSTEM, installed.greeted()).start()
    click.echo(f"axis: {running.url}/XrdAdapter/adapter")
    try:
        running.serve()
    except KeyboardInterrupt:
        click.echo("")
