"""What every link over HTTP has in its settings."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from vanthu.office.interchange.drivers.secrets import SecretFile
from vanthu.office.interchange.drivers.tables import Table, WrongTable
from vanthu.office.interchange.drivers.web.endpoint import Endpoint, read_endpoint
from vanthu.office.interchange.drivers.web.limits import Limits


def read_address(table: Table) -> Endpoint:
    """`endpoint`, and `plain` where an address without TLS is meant."""
    text, plain = table.text("endpoint"), table.flag("plain", False)
    try:
        return read_endpoint(text, plain=plain)
    except ValueError as error:
        raise WrongTable(f"“endpoint”: {error}") from error


def read_secret(table: Table, name: str) -> SecretFile:
    """The file of a secret: there now, and read again at each use."""
    path: Path = table.file(name)
    try:
        if not path.read_text(encoding="utf-8").strip():
            raise WrongTable(f"“{name}”: tệp {path} để trống")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongTable(f"“{name}”: không đọc được tệp {path}") from error
    return SecretFile(path)


def read_limits(table: Table) -> Limits:
    """`limits`: any of the bounds of a call."""

    def read(inner: Table) -> Limits:
        given: dict[str, Any] = {}
        for name, usual in asdict(Limits()).items():
            read_one = inner.number if name.endswith("_seconds") else inner.whole
            given[name] = read_one(name, usual)
        return Limits(**given)

    return table.table("limits").whole_of(read)
