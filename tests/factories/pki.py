"""A certificate authority on loopback, for signatures that tests make and check."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from vanthu.demo.pki.authority import Issued, Pki
from vanthu.demo.pki.certificates import Term
from vanthu.demo.pki.choices import HolderKind
from vanthu.demo.pki.site import Site

YEAR = timedelta(days=365)


@dataclass
class Authority:
    """A running authority: its site answers at `pki.base_url`, and counts what it was asked."""

    pki: Pki
    asked: list[str] = field(default_factory=list, repr=False)

    def person(
        self,
        name: str = "Nguyễn Văn An",
        organisation: str = "UBND tỉnh Vĩnh Long",
        at: datetime | None = None,
    ) -> Issued:
        """A person's certificate that holds today, or at another moment."""
        term = around(at or datetime.now(UTC))
        return self.pki.issue(name, HolderKind.PERSON, term=term, organisation=organisation)

    def person_with_pin(self, name: str, pin: str) -> Issued:
        """A person's certificate whose key file the PIN opens."""
        term = around(datetime.now(UTC))
        return self.pki.issue(name, HolderKind.PERSON, term=term, password=pin)

    def agency(self, name: str = "UBND tỉnh Vĩnh Long", code: str = "H61") -> Issued:
        """An agency's certificate that holds today."""
        term = around(datetime.now(UTC))
        return self.pki.issue(name, HolderKind.AGENCY, term=term, organisation_code=code)

    def expired(self, name: str = "Trần Thị Bình") -> Issued:
        """A person's certificate that ended a year ago."""
        term = around(datetime.now(UTC) - 2 * YEAR)
        return self.pki.issue(name, HolderKind.PERSON, term=term)


def around(now: datetime) -> Term:
    """A year before and a year after."""
    return Term(now - YEAR, now + YEAR)


class Quiet(WSGIRequestHandler):
    """Writes nothing on the terminal of the tests."""

    def log_message(self, *_args: object) -> None:
        """Say nothing on the terminal of the tests."""


class _Server(ThreadingHTTPServer, WSGIServer):
    daemon_threads = True


@contextmanager
def served(folder: Path) -> Iterator[Authority]:
    """Make an authority in `folder` and answer for it on a free port of loopback."""
    with _Server(("127.0.0.1", 0), Quiet) as server:
        pki = Pki.make(folder, f"http://127.0.0.1:{server.server_port}", datetime.now(UTC))
        authority, site = Authority(pki), Site(pki)

        def counted(environ, start):  # type: ignore[no-untyped-def]
            authority.asked.append(environ["PATH_INFO"])
            return site(environ, start)

        server.set_app(counted)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield authority
        server.shutdown()
        thread.join()
