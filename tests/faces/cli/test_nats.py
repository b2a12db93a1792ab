"""`vanthu nats`: the brokers' files, and a site's box on a real server."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from brokers import Network, network
from tests.support.parcels import parcel, plain
from vanthu.faces.cli.nats import nats
from vanthu.office.interchange.drivers.jetstream.driver import build
from vanthu.office.interchange.drivers.jetstream.network.config import link_file

SITES = """
name = "tinh"
[[node]]
name = "trung-tam"
address = "127.0.0.1"
[[site]]
name = "so"
codes = ["H61.12"]
"""


def run(*arguments: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(nats, [str(one) for one in arguments])


def test_files_are_written(tmp_path: Path) -> None:
    (tmp_path / "sites.toml").write_text(SITES)
    done = run("write", tmp_path / "sites.toml", tmp_path / "out")
    assert done.exit_code == 0
    assert done.output.split() == [str(tmp_path / "out" / n) for n in ("trung-tam", "so")]


def test_a_wrong_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "sites.toml").write_text("name = 1\n")
    done = run("write", tmp_path / "sites.toml", tmp_path / "out")
    assert done.exit_code == 1
    assert "sai hoặc thiếu" in done.output


def link_of(brokers: Network, site: str) -> Path:
    """The link of a site as the generator writes it, for servers without leaves."""
    member = next(m for m in brokers.plan.members if m.name == site)
    path = brokers.folder / site / "link.toml"
    port = brokers.plan.nodes[0].ports.client
    path.write_text(link_file(brokers.plan, member).replace(member.listen, f"127.0.0.1:{port}"))
    return path


def test_a_box_is_looked_at_and_cleared(tmp_path: Path) -> None:
    with network(tmp_path, ("an", "binh")) as brokers:
        link = link_of(brokers, "binh")
        assert "IN" in run("box", "--link", link).output
        sender = build(brokers.settings("an"), plain)
        for _ in range(3):
            sender.send(parcel("AN", "BINH"))
        sender.close()
        assert run("clear", "an", "--link", link).output.startswith("3 ")
        brokers.kill()
        done = run("box", "--link", link)
        assert done.exit_code == 1
        assert "không trả lời" in done.output


@pytest.mark.parametrize("word", ["write", "box", "clear"])
def test_help_is_there(word: str) -> None:
    assert run(word, "--help").exit_code == 0
