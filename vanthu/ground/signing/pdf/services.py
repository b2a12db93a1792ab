"""Who outside helps a signature: the stamper of time, and who tells that certificates hold."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from asn1crypto import x509
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend

from vanthu.ground.signing.errors import HostNotAllowed, NoTimeStamper


@dataclass(frozen=True)
class Services:
    """Where time stamps come from, which certificates are trusted, and which hosts may be asked.

    A host is `host` at its usual port, or `host:port`. `stamper` takes the place of `stamp_url`
    inside one process. `crls` and `ocsps` are answers known beforehand (DER); with any of them
    nobody is asked. `seconds` is how long one answer may take.
    """

    stamp_url: str = ""
    roots: tuple[x509.Certificate, ...] = ()
    others: tuple[x509.Certificate, ...] = ()
    hosts: frozenset[str] = frozenset()
    seconds: float = 10
    stamper: TimeStamper | None = None
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Helpers:
    """The services while a signature is being made."""

    services: Services
    session: aiohttp.ClientSession

    def stamper(self) -> TimeStamper:
        """Stamps time. Raises NoTimeStamper when the installation names none."""
        if self.services.stamper is not None:
            return self.services.stamper
        if not self.services.stamp_url:
            raise NoTimeStamper
        return HTTPTimeStamper(
            self.services.stamp_url, timeout=self.services.seconds, session=self.session
        )

    def validation(self, known: tuple[x509.Certificate, ...]) -> ValidationContext:
        """Validates certificates; revocation must be known where a certificate says who knows."""
        answers = [*self.services.crls, *self.services.ocsps]
        return ValidationContext(
            trust_roots=list(self.services.roots),
            other_certs=[*self.services.others, *known],
            allow_fetching=not answers,
            crls=self.services.crls or None,
            ocsps=self.services.ocsps or None,
            revocation_mode="hard-fail",
            fetcher_backend=AIOHttpFetcherBackend(
                self.session, per_request_timeout=self.services.seconds
            ),
        )


@asynccontextmanager
async def opened(services: Services) -> AsyncIterator[Helpers]:
    """The services with a connection that reaches only the hosts they allow."""

    async def guard(
        request: aiohttp.ClientRequest, go_on: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        host, port = request.url.host or "", request.url.port
        usual = request.url.is_default_port()
        if f"{host}:{port}" not in services.hosts and not (usual and host in services.hosts):
            raise HostNotAllowed(host=f"{host}:{port}")
        return await go_on(request)

    async with aiohttp.ClientSession(middlewares=(guard,), trust_env=False) as session:
        yield Helpers(services, session)
        await asyncio.sleep(0)
