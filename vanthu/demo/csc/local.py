"""The demo's services inside this very process: signing, time stamps, on a free port of loopback.

Each process that serves pages starts its own when it first signs, so that no page waits for another
page of the same server, nobody chooses a port, and nothing is left running.
"""

import secrets
import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment

from django.conf import settings

from vanthu.demo.csc.service import Service
from vanthu.demo.csc.site import BASE, Site
from vanthu.demo.csc.vault import Vault
from vanthu.demo.pki import installed
from vanthu.demo.pki.answers import revocation_list, root_revocation_list
from vanthu.demo.pki.site import Site as AuthoritySite
from vanthu.ground.signing.outside import OwnServices

FOLDER = "demo-keys"


def vault() -> Vault:
    """The demo's keys, in the installation's own folder."""
    return Vault(Path(settings.VAR) / FOLDER)


def own_services() -> OwnServices | None:
    """The services of the demo, started when they do not run yet; None where there is no demo."""
    if not installed.is_set_up():
        return None
    url, token = _running(vault().folder)
    pki, now = installed.opened(), datetime.now(UTC)
    crls = (revocation_list(pki, now), root_revocation_list(pki, now))
    return OwnServices(f"{url}{BASE.rstrip('/')}", token, f"{url}/tsa", crls)


@cache
def _running(folder: Path) -> tuple[str, str]:
    """Address and bearer token of this process's services over the keys in `folder`."""
    token = secrets.token_urlsafe(32)
    site = _Both(Site(Service(Vault(folder)), token), AuthoritySite(installed.opened()))
    server = make_server("127.0.0.1", 0, site, server_class=_Server, handler_class=_Quiet)
    threading.Thread(target=server.serve_forever, name="demo-signing", daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}", token


class _Both:
    """Signing below its base address, the authority elsewhere."""

    def __init__(self, signing: Site, authority: AuthoritySite) -> None:
        self._signing, self._authority = signing, authority

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        signing = str(environ.get("PATH_INFO", "")).startswith(BASE)
        return self._signing(environ, start) if signing else self._authority(environ, start)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args: object) -> None:
        """Write nothing: what is asked is no one's business."""
