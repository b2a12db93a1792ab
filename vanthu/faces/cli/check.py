"""`vanthu check`."""

import shutil
import sys
from collections.abc import Callable

import click
from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from vanthu.faces.cli.programs import missing_programs
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.models import Job
from vanthu.ground.files.models import Damage
from vanthu.office.interchange.drivers.links import WrongLinks, read_links

Finding = str | None


def _database() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        return f"không kết nối được (cannot connect): {error}"
    return None


def _tables() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "thiếu bảng; chạy `vanthu setup` (tables are missing)" if missing else None


def _assets() -> Finding:
    built = (settings.STATIC_ROOT / "manifest.json").exists()
    return None if built else "chưa dựng giao diện; chạy script/assets (assets are not built)"


def _space() -> Finding:
    free = shutil.disk_usage(settings.FILES_ROOT).free
    return f"chỉ còn {free // 2**20} MB (nearly full)" if free < 2**30 else None


def _jobs() -> Finding:
    failed = Job.objects.filter(state=JobState.FAILED).count()
    return f"{failed} việc thất bại, xem màn hình Công việc nền (failed jobs)" if failed else None


def _damaged() -> Finding:
    damaged = Damage.objects.filter(repaired_at=None).count()
    return f"{damaged} tệp hỏng; phục hồi từ bản sao lưu (damaged files)" if damaged else None


def _links() -> Finding:
    try:
        read_links(settings.EXCHANGE)
    except WrongLinks as error:
        return str(error)
    return None


def _django() -> Finding:
    found = [str(message.msg) for message in run_checks()]
    return "; ".join(found) or None


CHECKS: dict[str, Callable[[], Finding]] = {
    "cơ sở dữ liệu (database)": _database,
    "bảng dữ liệu (tables)": _tables,
    "giao diện (assets)": _assets,
    "dung lượng đĩa (disk space)": _space,
    "việc nền (jobs)": _jobs,
    "tệp lưu trữ (stored files)": _damaged,
    "liên thông (links)": _links,
    "cấu hình (settings)": _django,
}


@click.command()
def check() -> None:
    """Check settings, database, assets, disk, jobs and files; exit 1 when something is wrong.

    A line with – names an optional program that this machine lacks; the rest works without it.
    For the journal: `vanthu journal verify`; for the bytes of every file: `vanthu files check`.
    """
    wrong = False
    for name, run in CHECKS.items():
        finding = run()
        wrong = wrong or finding is not None
        click.echo(f"{'✗' if finding else '✓'} {name}{': ' + finding if finding else ''}")
        if finding and run in (_database, _tables):
            break
    for sentence in missing_programs():
        click.echo(f"– {sentence}")
    sys.exit(1 if wrong else 0)
