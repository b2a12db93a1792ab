"""`vanthu demo`: fill an empty database with the demo province."""

from datetime import datetime

import click
from rich.console import Console
from rich.table import Table

from vanthu.demo import cadres, load
from vanthu.demo.axis import installed as neighbourhood
from vanthu.demo.pki.installed import is_set_up, set_up
from vanthu.faces.cli.progress import progress_bar
from vanthu.ground.base.actor import VIETNAM
from vanthu.kernel.errors import Refusal

_STEPS = {
    "province": "Cơ quan và con người",
    "cadres": "Công tác tổ chức, cán bộ",
    "plan": "Xếp lịch văn bản",
    "papers": "Tạo văn bản",
    "indexes": "Lập chỉ mục",
}


@click.command()
@click.option("--documents", default=2000, show_default=True, help="How many documents.")
@click.option("--seed", default=7, show_default=True, help="Another seed, other people and papers.")
@click.option("--if-empty", is_flag=True, help="Do nothing when there is data already.")
@click.option("--accounts", is_flag=True, help="Only print the demo accounts.")
@click.option("--axis", is_flag=True, help="Link the demo to a simulated axis on this machine.")
def demo(documents: int, seed: int, if_empty: bool, accounts: bool, axis: bool) -> None:
    """Load the province of Vĩnh Long before and after 1/7/2025, with made-up people and papers.

    The same seed makes the same people and papers. 1,000,000 documents take some minutes.
    """
    ready = not load.is_empty() and not load.lacks_documents()
    if not accounts and not (if_empty and ready):
        _load(documents, seed)
    if axis and is_set_up() and neighbourhood.set_up(datetime.now(VIETNAM)):
        click.echo("Đã nối với trục mô phỏng (linked to a simulated axis).")
    print_accounts()


def _load(documents: int, seed: int) -> None:
    now = datetime.now(VIETNAM)
    try:
        with progress_bar(_STEPS) as progress:
            if not load.lacks_documents():
                load.load_province(progress, seed=seed, now=now)
            set_up(now)
            if cadres.lacks_cadres():
                cadres.load_cadres(progress, seed=seed, now=now)
            if documents:
                load.load_documents(documents, seed=seed, now=now, progress=progress)
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal


def print_accounts() -> None:
    """One account for each role, with the password they share."""
    found = load.demo_accounts()
    if not found:
        return
    found += cadres.duty_accounts()
    table = Table(title=f"Tài khoản dùng thử, mật khẩu: {load.DEMO_PASSWORD}")
    table.add_column("Tên đăng nhập", no_wrap=True)
    for heading in ("Vai trò", "Họ và tên", "Cơ quan"):
        table.add_column(heading)
    for account in found:
        table.add_row(account.username, account.role, account.name, account.agency)
    Console().print(table)
