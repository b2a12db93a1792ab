"""The benchmark runs from end to end on a tiny province, and its parts count rightly."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.clients import Queue, Request, Result
from bench.cpu import Usage, children_of, usage
from bench.report import BEGIN, END, write
from tests.support.environment import ROOT

# Searches go the way of pages; left out, they save half the time.
PARTS = [
    word
    for part in ("pages", "acts", "registers", "independence", "organisation", "report", "import")
    for word in ("--part", part)
]


@pytest.mark.sqlite
@pytest.mark.timeout(600)  # a whole system starts and works; on a busy machine that takes minutes
def test_a_quick_run_on_a_tiny_province(tmp_path: Path, template: str) -> None:
    """Makes the province, runs the real server beside the raw page, asks, acts, registers."""
    folder = tmp_path / "sqlite-120"
    folder.mkdir()
    shutil.copyfile(template, folder / "vanthu.sqlite3")
    command = [sys.executable, "-m", "bench", "--documents", "120", "--database", "sqlite"]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'script'}"}
    done = subprocess.run(
        [*command, "--quick", "--folder", str(tmp_path), *PARTS],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=580,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads((folder / "quick.json").read_text())
    assert set(found) >= {"pages", "acts", "registers", "independence", "memory"}
    asked = [*found["pages"], *found["acts"]]
    assert [(row["name"], row["clients"], row["note"]) for row in asked if row["wrong"]] == []
    assert all((row["gaps"], row["doubles"]) == (0, 0) for row in found["registers"])
    statements: dict[str, set[float]] = {}
    for row in found["independence"]:
        statements.setdefault(row["name"], set()).add(row["statements"])
    assert all(len(counts) == 1 for counts in statements.values()), statements
    _check_organisation(folder / "organisation-quick.json")


def _check_organisation(kept: Path) -> None:
    """Every page of the organisational work answered; the volume lies beside the demo's rows."""
    found = json.loads(kept.read_text())
    assert found["about"]["tables"]["Observation"] >= 3 * 3 * 124
    names = {row["name"].partition(",")[0] for row in found["organisation"]}
    assert names >= {"danh sách membership/members", "chốt membership.admitted"}
    asked = [*found["organisation"], *found["report"]]
    wrong = [(row["name"], row["note"]) for row in asked if row["wrong"]]
    assert wrong == []
    went = {row["name"]: (row["rows"], row["faults"], row["told"]) for row in found["import"]}
    assert went["nhập"] == (60, 0, 0)
    assert went["kiểm tra, 15 dòng sai"] == (60, 15, 15)


def test_quantiles_and_rates() -> None:
    result = Result(latencies=[float(n) for n in range(1, 101)], seconds=2.0)
    assert (result.median, result.quantile(0.95), result.rate) == (50.5, 96.0, 50.0)
    assert Result().quantile(0.95) == 0.0


def test_every_request_is_sent_once() -> None:
    requests = [Request(f"/{n}", {}) for n in range(50)]
    queue = Queue(requests)
    first, second = iter(queue), iter(queue)
    taken = [next(each) for _ in range(25) for each in (first, second)]
    assert sorted(taken, key=requests.index) == requests


def test_cpu_and_memory_of_a_process_and_its_children() -> None:
    work = "import subprocess,sys;x=sum(range(10**7));print('ready',flush=True);sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", work], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        assert process.pid in children_of(os.getpid())
        found = usage({process.pid})
        assert found.seconds > 0
        assert found.memory > 1024 * 1024
        process.communicate("")


def test_a_process_that_ends_between_two_looks_takes_nothing_back() -> None:
    before, after = Usage({1: 3.0, 2: 90.0}, 5), Usage({1: 4.0, 3: 0.5}, 5)
    assert after.since(before) == 1.5


def test_the_page_of_figures_keeps_what_stands_around_them(tmp_path: Path) -> None:
    run = tmp_path / "sqlite-7"
    run.mkdir()
    about = {"database": "sqlite", "documents": 7, "asked": 7, "day": "2026-11-23 09:00"}
    about |= {"python": "3.11", "cores": 2, "load": 0.5, "quick": False}
    (run / "figures.json").write_text(json.dumps({"about": about, "share": {"hộp việc": 1.02}}))
    page = tmp_path / "performance.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    write(page, tmp_path)
    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    assert "hộp việc 1.02" in text
