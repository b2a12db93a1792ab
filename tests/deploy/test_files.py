"""The files that operators copy: they are what the programs understand."""

from pathlib import Path

from steps import ROOT
from vanthu.office.interchange.drivers.jetstream.network.config import write_network
from vanthu.office.interchange.drivers.jetstream.network.plan import read_plan

DEPLOY = ROOT / "deploy"


def test_the_example_of_a_network_makes_files(tmp_path: Path) -> None:
    plan = read_plan(DEPLOY / "nats" / "sites.toml")
    assert plan.replicas == 3
    assert len(write_network(plan, tmp_path)) == len(plan.nodes) + len(plan.members)


def test_services_start_what_exists() -> None:
    units = sorted((DEPLOY / "systemd").glob("*.service"))
    started = [
        line.split("=", 1)[1].split()
        for unit in units
        for line in unit.read_text().splitlines()
        if line.startswith("ExecStart=")
    ]
    programs = {Path(words[0]).name for words in started}
    assert programs == {"vanthu", "nats-server"}
    assert {words[1] for words in started if words[0].endswith("vanthu")} == {"serve", "worker"}
