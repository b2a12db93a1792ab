"""The authority of this installation's demo: set up once, opened by every process that needs it."""

from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from vanthu.demo.pki.authority import Issued, Pki
from vanthu.demo.pki.certificates import Term
from vanthu.demo.pki.choices import HolderKind
from vanthu.ground.access.rules import rights_of
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.choices import Level, Role
from vanthu.ground.org.models import Agency
from vanthu.ground.org.queries import agency_names, current_code
from vanthu.ground.signing.actions import add_anchor, allow_host
from vanthu.ground.signing.choices import AnchorKind
from vanthu.ground.signing.models import TrustAnchor, TrustHost

PATH = "demo-pki"
"""The folder below VANTHU_VAR, and the address below PUBLIC_URL."""
_SOURCE = "Chứng thư mẫu do bản dùng thử tự tạo, không có giá trị pháp lý"
_YEAR = timedelta(days=365)


def folder() -> Path:
    """Where the authority's keys lie."""
    return Path(settings.VAR) / PATH


def is_set_up() -> bool:
    """Whether this installation trusts certificates without legal value: every page says so."""
    return (folder() / "base_url").exists()


def opened() -> Pki:
    """The authority; FileNotFoundError when none was set up."""
    return _opened(folder())


@lru_cache(maxsize=2)
def _opened(place: Path) -> Pki:
    return Pki.open(place)


def set_up(now: datetime) -> Pki:
    """Make the authority, put its root on the trust list and let its own address be asked.

    What is there already stays; the rows are made again where the database is another.
    """
    base = f"{settings.PUBLIC_URL.rstrip('/')}/{PATH}"
    pki = opened() if is_set_up() else Pki.make(folder(), base, now)
    operator = _operator(now)
    root = pki.root.certificate.public_bytes(Encoding.DER)
    if not TrustAnchor.objects.filter(certificate=root).exists():
        add_anchor(operator, certificate=root, kind=AnchorKind.DEMO, source=_SOURCE)
    host = urlsplit(pki.base_url).netloc.lower()
    if not TrustHost.objects.open_ended().filter(name=host).exists():
        allow_host(operator, name=host, source=_SOURCE, internal=True)
    return pki


def issue_to_person(actor: Actor, password: str) -> Issued:
    """A certificate and key for whoever acts; the key is given away and not kept here."""
    return opened().issue(
        actor.name,
        HolderKind.PERSON,
        term=_term(actor.now),
        organisation=agency_name(actor),
        password=password,
    )


def issue_to_agency(actor: Actor, password: str) -> Issued:
    """A certificate and key of the agency one acts in, with its identifier."""
    code = current_code(actor.agency_id, actor.today)
    return opened().issue(
        agency_name(actor),
        HolderKind.AGENCY,
        term=_term(actor.now),
        organisation_code=code,
        password=password,
    )


def agency_name(actor: Actor) -> str:
    """The agency in which the actor acts, by its name of today."""
    names = agency_names([actor.agency_id], actor.today)
    return names[actor.agency_id].name if actor.agency_id in names else ""


def _term(now: datetime) -> Term:
    return Term(now - timedelta(days=1), now + _YEAR)


def _operator(now: datetime) -> Actor:
    """Whoever loads the demo acts as the province's administrator."""
    agency = Agency.objects.filter(level=Level.PROVINCE).order_by("pk").first()
    return Actor(
        now=now.astimezone(VIETNAM),
        name="Bản dùng thử",
        agency_id=agency.pk if agency else 0,
        rights=rights_of(Role.SYSADMIN),
        request_id="demo",
    )
