"""One figure: requests sent to a server, with what they took of the machine."""

import re
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from bench.clients import Request, Result, run
from bench.cpu import Usage, children_of, usage
from bench.servers import Server

Make = Callable[[], Iterable[Request]]


@dataclass(frozen=True)
class Figure:
    """What one measurement brought; CPU in milliseconds for one request."""

    name: str
    clients: int
    requests: int
    wrong: int
    median: float
    p95: float
    rate: float
    queries: float
    application_ms: float
    database_ms: float
    kilobytes: float
    note: str = ""

    @property
    def cpu_ms(self) -> float:
        """Application and database."""
        return self.application_ms + self.database_ms

    @property
    def told(self) -> str:
        """As a line on the terminal."""
        return (
            f"{self.name:32} {self.clients:3} clients  median {self.median:7.1f} ms  p95 "
            f"{self.p95:7.1f}  {self.rate:7.1f}/s  {self.queries:5.1f} queries  CPU "
            f"{self.application_ms:5.2f} + {self.database_ms:5.2f} ms"
        ) + (f"  WRONG {self.wrong}: {self.note}" if self.wrong else "")

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self)


class Machine:
    """Reads what servers and the database have used; `postgres` is None with SQLite."""

    def __init__(self, postgres: int | None) -> None:
        self.postgres = postgres

    def database(self) -> Usage:
        """Of the database's processes."""
        return usage(children_of(self.postgres)) if self.postgres else Usage({}, 0)

    def measure(
        self,
        name: str,
        server: Server,
        make: Make,
        *,
        clients: int,
        seconds: float,
        rounds: int = 1,
        note: str = "",
    ) -> Figure:
        """Send what `make` gives, `rounds` times for `seconds`, and see what it took."""
        total, used = Result(), _Used()
        for _ in range(rounds):
            before = self._state(server)
            part = run(server.base, make(), clients, seconds)
            used.add(before, self._state(server))
            total.add(part)
            total.seconds += part.seconds
        return _figure(name, clients, total, used, note)

    def _state(self, server: Server) -> tuple[Usage, Usage, tuple[float, float]]:
        return server.usage(), self.database(), queries(server.base)


class _Used:
    """What several rounds have used."""

    def __init__(self) -> None:
        self.application = self.database = self.statements = self.pages = 0.0

    def add(self, before: Any, after: Any) -> None:
        """One round more."""
        self.application += after[0].since(before[0])
        self.database += after[1].since(before[1])
        self.statements += after[2][0] - before[2][0]
        self.pages += after[2][1] - before[2][1]


def _figure(name: str, clients: int, total: Result, used: _Used, note: str) -> Figure:
    count = max(len(total.latencies) + total.wrong, 1)
    return Figure(
        name=name,
        clients=clients,
        requests=len(total.latencies),
        wrong=total.wrong,
        median=total.median,
        p95=total.quantile(0.95),
        rate=total.rate,
        queries=used.statements / used.pages if used.pages else 0.0,
        application_ms=1000 * used.application / count,
        database_ms=1000 * used.database / count,
        kilobytes=total.bytes / count / 1024,
        note=note or total.last_wrong,
    )


_SUM = re.compile(r'^vanthu_request_queries_(sum|count)\{page="([^"]*)"\} ([0-9.e+]+)', re.M)


def queries(base: str) -> tuple[float, float]:
    """Statements and pages so far, from /metrics, but for the pages machines ask for."""
    try:
        with urllib.request.urlopen(f"{base}/metrics", timeout=10) as answer:
            text = answer.read().decode()
    except OSError:
        return 0.0, 0.0
    found = {"sum": 0.0, "count": 0.0}
    for kind, page, value in _SUM.findall(text):
        if page not in ("metrics", "healthz"):
            found[kind] += float(value)
    return found["sum"], found["count"]
