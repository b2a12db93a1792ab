"""Each wrong setting stops the start with one sentence that names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.environment import ROOT
from vanthu.config.environment import Environment, SettingError


@pytest.mark.parametrize("text", ["vanthu.vn", "ftp://vanthu.vn", "https://", "https:/vanthu.vn"])
def test_an_address_has_a_scheme_and_a_host(text: str) -> None:
    with pytest.raises(SettingError, match="PUBLIC_URL.*https://"):
        Environment({"PUBLIC_URL": text}).address("PUBLIC_URL")
    origins = Environment({"TRUSTED_ORIGINS": f"https://a.vn,{text}"})
    with pytest.raises(SettingError, match="TRUSTED_ORIGINS"):
        origins.addresses("TRUSTED_ORIGINS")


def test_lists_may_have_spaces_and_nothing_means_the_default() -> None:
    environment = Environment({"ALLOWED_HOSTS": " a.vn , b.vn,", "TRUSTED_ORIGINS": ""})
    assert environment.words("ALLOWED_HOSTS") == ["a.vn", "b.vn"]
    assert environment.addresses("TRUSTED_ORIGINS") == []
    assert Environment({"ALLOWED_HOSTS": ""}).words("ALLOWED_HOSTS", "x,y") == ["x", "y"]
    assert Environment({}).address("PUBLIC_URL", "http://x:1") == "http://x:1"


def test_a_short_secret_is_refused_and_not_printed() -> None:
    with pytest.raises(SettingError, match="32") as refused:
        Environment({"SECRET_KEY": "hunter2"}).secret("SECRET_KEY")
    assert "hunter2" not in str(refused.value)
    assert Environment({}).secret("SECRET_KEY") == ""


def test_the_command_ends_with_the_sentence() -> None:
    done = run_with({"PUBLIC_URL": "vanthu.vn"}, "-m", "vanthu.faces.cli", "check")
    assert done.returncode == 1
    assert done.stderr.startswith("vanthu: PUBLIC_URL")
    assert "Traceback" not in done.stderr


def test_a_mistake_in_the_links_ends_with_its_sentence(tmp_path: Path) -> None:
    links = tmp_path / "exchange.toml"
    links.write_text('[[links]]\nname = "truc"\n', encoding="utf-8")
    done = run_with({"VANTHU_EXCHANGE": str(links)}, "-m", "vanthu.faces.cli", "check")
    assert done.returncode == 1
    assert done.stderr.startswith("vanthu: Cấu hình liên thông")
    assert "liên kết truc: thiếu “kind”" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("port", ["70000", "abc", "-1"])
def test_a_port_that_cannot_be(port: str) -> None:
    done = run_with({"PORT": port}, str(ROOT / "script" / "server"))
    assert done.returncode == 2
    assert "1 đến 65535" in done.stderr


def run_with(more: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python with these variables beside those of the tests."""
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, **more},
        cwd=Path(ROOT),
        capture_output=True,
        text=True,
        check=False,
    )
