"""`vanthu serve`: the web server, with the worker beside it when asked."""

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import click
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces

from vanthu.demo.axis import installed
from vanthu.faces.cli.programs import missing_programs


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--with-worker", is_flag=True, help="Run the worker for queued work as well.")
def serve(host: str, port: int, workers: int, with_worker: bool) -> None:
    """Start the web server on HOST:PORT and stop it with Ctrl-C.

    Behind a proxy with TLS, set VANTHU_HTTPS=1 and ALLOWED_HOSTS to the public name.
    """
    check_port(host, port)
    check_tables()
    check_assets()
    tell_missing_programs()
    helpers = [start(name) for name in _helpers()] if with_worker else []
    click.echo(f"vanthu: http://{host}:{port}/  (Ctrl-C để dừng / to stop)")
    try:
        server(host, port, workers).serve()
    finally:
        for helper in helpers:
            stop(helper)


def check_port(host: str, port: int) -> None:
    """Stop with one sentence when another program holds the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Cổng {port} đang được chương trình khác dùng; chọn cổng khác bằng --port "
                f"(port {port} is taken; choose another with --port): {error.strerror}."
            ) from error


def check_tables() -> None:
    """Stop with one sentence when the database lacks tables of this version."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException(
            "Cơ sở dữ liệu chưa có đủ bảng; hãy chạy `vanthu setup` trước (run `vanthu setup` "
            "first)."
        )
    connection.close()


def check_assets() -> None:
    """Stop with one sentence when the styles and scripts have not been built."""
    if not (Path(settings.STATIC_ROOT) / "manifest.json").exists():
        raise click.ClickException(
            "Chưa có tệp giao diện; hãy chạy script/assets (build the assets with script/assets)."
        )


def tell_missing_programs() -> None:
    """Say in one sentence each what an absent optional program takes away."""
    for sentence in missing_programs():
        click.echo(f"vanthu: {sentence}", err=True)


def _helpers() -> list[str]:
    """The worker, and the simulated axis where a demo is linked to one."""
    return ["worker", "demo-axis"] if installed.port() else ["worker"]


def start(name: str) -> subprocess.Popen[bytes]:
    """Start one of our commands as a process of its own."""
    return subprocess.Popen([sys.executable, "-m", "vanthu.faces.cli", name])


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the process to end, and wait for the job it is at."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()


def server(host: str, port: int, workers: int) -> Granian:
    """The server: one thread a worker, since a page is Python and SQL; static files by granian."""
    folder = Path(settings.VAR) / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
    return Granian(
        "vanthu.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        backlog=1024,
        websockets=False,
        static_path_route=["/static"],
        static_path_mount=[Path(settings.STATIC_ROOT)],
        static_path_expires=31_536_000,
        log_dictconfig=settings.LOGGING,
        log_access=False,
        respawn_failed_workers=True,
    )
