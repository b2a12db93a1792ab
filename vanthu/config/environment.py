"""Settings read from the environment, each wrong one told in one sentence."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit


class SettingError(Exception):
    """A setting that cannot be used; its text names the variable and what to write instead."""


@dataclass(frozen=True)
class Database:
    """Where the rows live: the part of Django's DATABASES that depends on the installation."""

    engine: str
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()

    @property
    def is_postgres(self) -> bool:
        """True for PostgreSQL, False for the embedded SQLite."""
        return self.engine.endswith("postgresql")


def read_database(url: str, default: Path) -> Database:
    """Read DATABASE_URL; empty means SQLite in `default`.

    Raises SettingError for another kind of database than postgresql:// or sqlite:///.
    """
    if not url:
        return Database("django.db.backends.sqlite3", str(default))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return Database("django.db.backends.sqlite3", parts.path.removeprefix("/") or ":memory:")
    if parts.scheme not in {"postgresql", "postgres"}:
        raise SettingError(
            "DATABASE_URL phải bắt đầu bằng postgresql:// hoặc sqlite:/// "
            f"(DATABASE_URL must start with postgresql:// or sqlite:///), not {parts.scheme!r}."
        )
    if not parts.path.strip("/"):
        raise SettingError("DATABASE_URL thiếu tên cơ sở dữ liệu (the database name is missing).")
    hosts = _hosts(parts.netloc.rpartition("@")[2])
    return Database(
        "django.db.backends.postgresql",
        unquote(parts.path.lstrip("/")),
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        ",".join(host for host, _ in hosts),
        ",".join(port for _, port in hosts),
        tuple(parse_qsl(parts.query)),
    )


def _hosts(text: str) -> list[tuple[str, str]]:
    """Hosts and ports of a primary and its standbys, of which the driver tries each in turn."""
    each = [urlsplit(f"//{host}") for host in text.split(",")]
    missing = "5432" if len(each) > 1 else ""
    return [(unquote(one.hostname or ""), str(one.port or missing)) for one in each]


@dataclass(frozen=True)
class Environment:
    """The environment variables of one process, read with a sentence for each wrong value."""

    values: Mapping[str, str]

    @classmethod
    def of_process(cls) -> "Environment":
        """The variables of this process."""
        return cls(os.environ)

    def text(self, name: str, default: str = "") -> str:
        """The variable's text, or `default`."""
        return self.values.get(name, default)

    def secret(self, name: str) -> str:
        """A text that nobody guesses, at least 32 characters; empty when the variable is absent."""
        text = self.values.get(name, "")
        if text and len(text) < 32:
            raise SettingError(
                f"{name} phải dài ít nhất 32 ký tự (at least 32 characters), not {len(text)}."
            )
        return text

    def words(self, name: str, default: str = "") -> list[str]:
        """The parts between commas, without the spaces around them; empty ones are left out."""
        text = self.values.get(name, "").strip() or default
        return [part.strip() for part in text.split(",") if part.strip()]

    def address(self, name: str, default: str = "") -> str:
        """The address of a web site, with scheme and host."""
        text = self.values.get(name, "").strip() or default
        parts = urlsplit(text)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise SettingError(
                f"{name} phải có dạng https://tên-máy-chủ, không phải {text!r} "
                "(must be http:// or https:// and a host name)."
            )
        return text

    def addresses(self, name: str) -> list[str]:
        """Like `words`, each part an `address`."""
        return [Environment({name: part}).address(name) for part in self.words(name)]

    def flag(self, name: str, default: bool = False) -> bool:
        """1/0, true/false, yes/no, có/không."""
        text = self.values.get(name, "").strip().lower()
        if text == "":
            return default
        if text in {"1", "true", "yes", "on", "có"}:
            return True
        if text in {"0", "false", "no", "off", "không"}:
            return False
        raise SettingError(f"{name} phải là 1 hoặc 0 (must be 1 or 0), not {text!r}.")

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number between `low` and `high`."""
        text = self.values.get(name, "").strip() or str(default)
        if not text.isdecimal() or not low <= int(text) <= high:
            raise SettingError(
                f"{name} phải là số từ {low} đến {high} (a number from {low} to {high}), not "
                f"{text!r}."
            )
        return int(text)

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        """One of the allowed words."""
        text = self.values.get(name, "").strip().upper() or default
        if text not in allowed:
            raise SettingError(
                f"{name} phải là một trong (must be one of) {', '.join(allowed)}, not {text!r}."
            )
        return text

    def folder(self, name: str, default: Path) -> Path:
        """A folder, made when absent."""
        path = Path(self.values.get(name) or default).resolve()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingError(
                f"{name}: không tạo được thư mục {path} (cannot make this folder): "
                f"{error.strerror}."
            ) from error
        return path
