"""How long each step of an electronic signature takes, without a network; no database."""

import logging
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings

from bench.report import replaced
from bench.servers import ROOT
from bench.typesetting import p95, times
from tests.factories import signing
from tests.factories.pki import Authority, served
from tests.factories.tokens import PIN, Reached, remote, token
from vanthu.demo.pki.answers import revocation_list, root_revocation_list, time_stamper
from vanthu.demo.pki.authority import Issued
from vanthu.ground.signing.choices import Driver, Level
from vanthu.ground.signing.keys.opened import Secret
from vanthu.ground.signing.keys.opening import open_key
from vanthu.ground.signing.keys.places import KeyPlace, KeyServer
from vanthu.ground.signing.pdf.reserving import reserve
from vanthu.ground.signing.pdf.services import Services
from vanthu.ground.signing.pdf.signing import sign

BEGIN = "<!-- signatures: written by script/bench --part papers -->"
END = "<!-- end of signatures -->"
_TURNS = 15


def measure(*, quick: bool) -> None:
    """Print the table, and write it into docs/performance.md unless the run is a quick one."""
    if not settings.configured:
        settings.configure(STATIC_ROOT=ROOT / "vanthu" / "faces" / "web" / "static")
    logging.getLogger("pyhanko").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder) / "pki") as authority:
        table = "\n".join(_rows(Path(folder), authority, 2 if quick else _TURNS))
    click.echo(table)
    if not quick:
        page = ROOT / "docs" / "performance.md"
        page.write_text(replaced(page.read_text(), BEGIN, END, f"\n{table}\n"))


def _rows(folder: Path, authority: Authority, turns: int) -> Iterator[str]:
    yield "| step | median ms | p95 ms | KB afterwards |"
    yield "|---|--:|--:|--:|"
    with ExitStack() as stack:
        hsm = stack.enter_context(token(folder / "hsm", authority))
        service = stack.enter_context(remote(folder / "csc", authority))
        for name, call in _steps(authority, hsm, service):
            size = len(call(0))
            found = times(call, turns)
            median = statistics.median(found)
            yield f"| {name} | {median:.0f} | {p95(found):.0f} | {size / 1024:.0f} |"


def _steps(
    authority: Authority, hsm: Reached, service: Reached
) -> Iterator[tuple[str, Callable[[int], bytes]]]:
    helpers, leader, agency = _near(authority), authority.person(), authority.agency()
    file = Reached(authority.person_with_pin("Đỗ Văn Giang", PIN), KeyPlace(Driver.PKCS12), _NONE)
    slots = signing.slots()
    first = signing.signed(signing.sheet(), leader, helpers)
    second = signing.numbered(first)
    yield "reserve four fields", lambda _: reserve(signing.paper(), slots)
    for name, reached in (("PKCS#12", file), ("SoftHSM2", hsm), ("CSC, loopback", service)):
        yield f"sign, B-LT, {name}", _by(reached, helpers, Level.B_LT)
    yield "sign, B-B, PKCS#12", _by(file, helpers, Level.B_B)
    yield "number and date", lambda _: signing.numbered(first)
    yield "seal, B-LT", _sealing(second, agency, helpers, Level.B_LT)
    yield "seal, B-LTA", _sealing(second, agency, helpers, Level.B_LTA)
    yield (
        "annex, text only, B-LTA",
        lambda _: signing.text_signed(signing.paper(), agency, helpers, Level.B_LTA),
    )


_NONE = KeyServer()


def _by(reached: Reached, helpers: Services, level: Level) -> Callable[[int], bytes]:
    """The whole of it: the key is opened anew each time."""

    def signed(_turn: int) -> bytes:
        file = reached.holder.pkcs12 if reached.place.driver is Driver.PKCS12 else b""
        with open_key(reached.place, Secret(PIN, file), reached.server) as key:
            return sign(
                signing.sheet(),
                field="ky",
                key=key,
                look=signing.look("An", signing.SIGNATURE),
                level=level,
                services=helpers,
                certify=True,
            )

    return signed


def _sealing(pdf: bytes, agency: Issued, helpers: Services, level: Level) -> Callable[[int], bytes]:
    return lambda _: signing.sealed(pdf, agency, helpers, level)


def _near(authority: Authority) -> Services:
    """Time stamps and revocation lists from this process."""
    pki, now = authority.pki, datetime.now(UTC)
    lists = (revocation_list(pki, now), root_revocation_list(pki, now))
    return replace(signing.services(authority), stamper=time_stamper(pki), crls=lists)
