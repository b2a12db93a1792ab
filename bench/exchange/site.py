"""One installation of a run: its database, files, leaf node, web server and worker."""

import json
import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.exchange.database import Database
from bench.exchange.ground import Ground, run
from bench.exchange.process import Process
from bench.servers import BIN, ROOT
from natsserver import find_nats
from steps import Trouble

_READY = 60.0
_DONE, _COUNTED = 600.0, 3600.0
# Much shorter than an installation's, so that what was lost is sent again within a run.
_LOOKS, _DOUBT_MINUTES = 4, 1


@dataclass(frozen=True, slots=True)
class Place:
    """A site by its name and the codes of the agencies that live there."""

    name: str
    codes: tuple[str, ...]


class Site:
    """An installation. `network` is the folder that the generator wrote for this machine."""

    def __init__(
        self, place: Place, folder: Path, ground: Ground, database: Database, network: Path
    ) -> None:
        self.name, self.codes, self._ground = place.name, place.codes, ground
        self.database, self._network = database, network
        self.folder = folder
        self.var, self.files, self.scratch = folder / "var", folder / "files", folder / "tmp"
        for path in (self.var, self.files, self.scratch):
            path.mkdir(parents=True)
        self._port = ground.port(8000)
        self.env = self._environment()
        nats = [*ground.into(self.name), find_nats(), "-c", "nats-server.conf"]
        self.leaf = Process(nats, folder / "leaf.log", os.environ, network)
        serve = ("serve", "--port", str(self._port), "--workers", "1")
        self.web = self._process("web", BIN / "vanthu", *serve)
        self.worker = self._process("worker", BIN / "vanthu", "worker")
        self.people = self._life("act", str(self.folder / "stop"))

    def write_link(self, lease: float, again_after: float) -> None:
        """Its exchange.toml, beside what the generator wrote."""
        link = self._network / "link.toml"
        text = link.read_text("utf-8")
        if "again_after" not in text:
            waits = f"again_after = {again_after}\nmissing_looks = {_LOOKS}\n"
            link.write_text(waits + text, "utf-8")
        own = json.dumps(self.codes)
        (self.var / "exchange.toml").write_text(
            f'[[links]]\nname = "tinh"\nkind = "jetstream"\ntitle = "Mạng của tỉnh"\nown = {own}\n'
            f'reaches = ["H61"]\nlease_seconds = {lease}\ndoubt_minutes = {_DOUBT_MINUTES}\n'
            f'settings = "{link}"\n',
            "utf-8",
        )

    def mount_disks(self, megabytes: int) -> None:
        """Disks of its own for documents and for temporary files, so that they can be filled."""
        for folder in (self.files, self.scratch):
            run("mount", "-t", "tmpfs", "-o", f"size={megabytes}m,mode=777", "tmpfs", folder)

    def kill(self) -> None:
        """Kill all of it but the database."""
        for process in (self.web, self.worker, self.leaf):
            process.kill()

    def close(self) -> None:
        """End all of it."""
        for process in (self.people, self.web, self.worker, self.leaf):
            process.kill()
        try:
            self.database.stop()
        finally:
            for folder in (self.files, self.scratch):
                if folder.is_mount():
                    run("umount", "-l", folder)

    def wait_for_web(self) -> float:
        """Seconds until its web server answers. Raises Trouble when it never does."""
        began = time.monotonic()
        ask = f"import urllib.request as u; u.urlopen('http://127.0.0.1:{self._port}/healthz')"
        while time.monotonic() - began < _READY:
            words = [*self._ground.into(self.name), "python3", "-c", ask]
            if subprocess.run(words, capture_output=True, check=False).returncode == 0:
                return time.monotonic() - began
            time.sleep(0.5)
        raise Trouble(f"{self.name}: the web server does not answer: {self.web.told()}")

    def issuing(self, order: dict[str, Any]) -> Process:
        """Its clerks, issuing as ordered; not yet started."""
        return self._life("issue", order)

    def do(self, what: str, told: Any, seconds: float = _DONE) -> None:
        """Let one of the programs of `life` run to its end. Raises Trouble."""
        doing = self._life(what, told)
        doing.start()
        if doing.join(seconds):
            raise Trouble(f"{self.name}: {what}: {doing.told()}")

    def setup(self) -> None:
        """Its tables."""
        self._check(BIN / "vanthu", "setup")

    def tally(self) -> dict[str, Any]:
        """What it says it sent and holds."""
        path = self.folder / "tally.json"
        self.do("tally", str(path), _COUNTED)
        found: dict[str, Any] = json.loads(path.read_text())
        return found

    def standing(self) -> dict[str, float]:
        """What its people last said is still on its way."""
        path = self.var / "standing.json"
        found: dict[str, float] = json.loads(path.read_text()) if path.exists() else {}
        return found

    def _life(self, what: str, told: Any) -> Process:
        words = (BIN / "python", "-m", "bench.exchange.life", what, json.dumps(told))
        return self._process(what, *words)

    def _process(self, name: str, *words: str | Path) -> Process:
        command: Sequence[str | Path] = [*self._ground.into(self.name), *words]
        return Process(command, self.folder / f"{name}.log", self.env, ROOT)

    def _check(self, *words: str | Path) -> None:
        command = [*self._ground.into(self.name), *map(str, words)]
        done = subprocess.run(
            command, cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Trouble(f"{self.name}: {words[1]}: {(done.stdout + done.stderr)[-1000:]}")

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}}
        return kept | {
            "DATABASE_URL": self.database.url,
            "VANTHU_VAR": str(self.var),
            "VANTHU_FILES": str(self.files),
            "TMPDIR": str(self.scratch),
            "SECRET_KEY": "only-for-measuring-and-for-nothing-else",
            "LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "vanthu.config.settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'script'}",
        }
