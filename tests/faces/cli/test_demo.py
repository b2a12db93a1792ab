"""`vanthu demo` teaches what it does, fills what is empty and leaves alone what is not."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from vanthu.faces.cli.demo import demo
from vanthu.office.documents.models import Document

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> Any:
    return CliRunner().invoke(demo, arguments)


def test_fills_an_empty_database_and_prints_the_accounts(store: Path) -> None:
    first = run("--documents", "60", "--if-empty")
    assert first.exit_code == 0, first.output
    assert "vanthu-demo" in first.output
    count = Document.objects.count()
    assert count >= 60
    again = run("--documents", "60", "--if-empty")
    assert again.exit_code == 0
    assert Document.objects.count() == count
    refused = run("--documents", "60")
    assert refused.exit_code == 1
    assert "đã có dữ liệu" in refused.output


def test_goes_on_with_a_load_that_was_cut_short(store: Path) -> None:
    assert run("--documents", "0").exit_code == 0
    assert not Document.objects.exists()
    other = run("--documents", "40", "--if-empty", "--seed", "8")
    assert other.exit_code == 1
    assert run("--documents", "40", "--if-empty").exit_code == 0
    assert Document.objects.exists()
