"""`vanthu verify`: the verdicts of Q-041 as JSON, and how it ends."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.serialization import Encoding

from tests.factories import province
from tests.factories import signatures as made
from tests.factories.pki import Authority
from vanthu.faces.cli.main import main
from vanthu.ground.org.choices import Level

pytestmark = pytest.mark.django_db
KEYS = {
    *("signer", "cn_issuer", "signing_time", "intact", "trusted", "covers"),
    *("modified_after", "verdict", "reason"),
}


@pytest.fixture
def root(authority: Authority, tmp_path: Path) -> Path:
    """The authority's root as a file."""
    path = tmp_path / "roots" / "root.pem"
    path.parent.mkdir()
    path.write_bytes(authority.pki.root.certificate.public_bytes(Encoding.PEM))
    return path


def run(*words: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["verify", *map(str, words)])


def test_the_six_files_of_the_requirement(authority: Authority, tmp_path: Path, root: Path) -> None:
    pki, paper = authority.pki, made.paper()
    good, revoked = made.sign(paper, authority.person(), pki), authority.person()
    files = {
        "good.pdf": good,
        "altered.pdf": good.replace(b"QUYET", b"quyet"),
        "expired.pdf": made.sign(paper, authority.expired(), pki),
        "revoked.pdf": made.sign(paper, revoked, pki),
        "unsigned.pdf": paper,
        "UPPER.PDF": good,
    }
    pki.revoke(revoked.serial, datetime.now(UTC) - timedelta(days=1))
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    host = pki.base_url.removeprefix("http://")
    paths = [tmp_path / name for name in files]
    result = run(*paths, "--json", "--trust", root.parent, "--host", host)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["file"] for row in rows] == [str(path) for path in paths]
    assert [[each["verdict"] for each in row["signatures"]] for row in rows] == [
        ["valid"],
        ["altered"],
        ["expired"],
        ["revoked"],
        [],
        ["valid"],
    ]
    assert all(set(each) == KEYS for row in rows for each in row["signatures"])
    assert all(set(row) == {"file", "signatures"} for row in rows)
    assert result.exit_code == 1


def test_how_it_ends(authority: Authority, tmp_path: Path, root: Path) -> None:
    good, other = tmp_path / "a.pdf", tmp_path / "b.txt"
    good.write_bytes(made.sign(made.paper(), authority.person(), authority.pki))
    other.write_bytes(b"no pdf")
    host = authority.pki.base_url.removeprefix("http://")
    assert run(good, "--trust", root, "--host", host).exit_code == 0
    offline = run(good, "--trust", root, "--offline")
    assert offline.exit_code == 1
    assert "chưa kiểm tra được việc thu hồi" in offline.output
    broken = run(other, "--json")
    assert broken.exit_code == 2
    assert json.loads(broken.stdout)["code"] == "not-pdf"
    assert run(good, "--trust", other).exit_code == 2


def test_stamps_and_the_expected_agency(authority: Authority, tmp_path: Path, root: Path) -> None:
    path = tmp_path / "a.pdf"
    pdf = made.sign(made.paper(), authority.person(), authority.pki, made.Way(lta=True))
    path.write_bytes(pdf)
    words = [path, "--trust", root, "--offline"]
    details = json.loads(run(*words, "--json", "--details").stdout)
    assert [each["verdict"] for each in details["timestamps"]] == ["valid"]
    assert run(*words).exit_code == 0
    other = run(*words, "--agency", "Sở Nội vụ")
    assert other.exit_code == 1
    assert "văn bản ghi “Sở Nội vụ”" in other.output


def test_the_trust_list_of_the_installation_counts(authority: Authority, tmp_path: Path) -> None:
    path, root = tmp_path / "a.pdf", tmp_path / "root.cer"
    pdf = made.sign(made.paper(), authority.person(), authority.pki, made.Way(ltv=True))
    path.write_bytes(pdf)
    root.write_bytes(authority.pki.root.certificate.public_bytes(Encoding.DER))
    assert run(path).exit_code == 1
    province.agency("Ủy ban nhân dân tỉnh", level=Level.PROVINCE)
    words = ["trust", "add", str(root), "--kind", "own", "--source", "Bản in đã đối chiếu"]
    added = CliRunner().invoke(main, words)
    assert added.exit_code == 0
    number = added.output.split(":")[0]
    assert run(path, "--offline").exit_code == 0
    assert "vanthu DEMO Root CA" in CliRunner().invoke(main, ["trust", "list"]).output
    assert (
        CliRunner().invoke(main, ["trust", "allow", "ca.example", "--source", "x"]).exit_code == 0
    )
    assert CliRunner().invoke(main, ["trust", "end", number]).exit_code == 0
    assert CliRunner().invoke(main, ["trust", "end", number]).exit_code == 1
    assert run(path, "--offline").exit_code == 1


def test_it_needs_no_database(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(made.paper())
    environment = {"PATH": "/usr/bin:/bin", "VANTHU_VAR": str(tmp_path / "var"), "LANG": "C.UTF-8"}
    result = subprocess.run(
        [sys.executable, "-m", "vanthu.faces.cli", "verify", str(path), "--json"],
        capture_output=True,
        env=environment,
        check=False,
    )
    assert json.loads(result.stdout) == {"file": str(path), "signatures": []}
    assert result.returncode == 1
    assert not list(tmp_path.glob("var/*.sqlite3"))
