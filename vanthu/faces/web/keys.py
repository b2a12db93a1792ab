"""What the two pages of signing keys share: one's own and the agency's."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.utils.translation import gettext as _

from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web.access import Request
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import open_stream
from vanthu.ground.signing.actions import Registration, register_key
from vanthu.ground.signing.certificates import Facts, facts_of
from vanthu.ground.signing.choices import Driver, KeyHolder
from vanthu.ground.signing.keys.looking import Offered, offered
from vanthu.ground.signing.models import SigningKey
from vanthu.ground.signing.outside import key_server
from vanthu.ground.signing.permissions import may_be_of
from vanthu.kernel.errors import Invalid, NotFound, Refusal

SOON = 30
"""Days: from then on the page says that a certificate ends."""


@dataclass(frozen=True)
class Choice:
    """A key that can be registered, as the page offers it."""

    place: Offered
    facts: Facts


@dataclass(frozen=True)
class Found:
    """What a device or service offers, or why it offers nothing."""

    driver: Driver | None = None
    choices: list[Choice] = field(default_factory=list)
    why: str = ""


def reachable() -> list[Driver]:
    """The drivers that this installation can look at for keys."""
    server = key_server()
    return [
        *([Driver.CSC] if server.csc_url else []),
        *([Driver.PKCS11] if server.pkcs11_module else []),
    ]


def look(request: Request, holder: KeyHolder) -> Found:
    """The keys of the place named by `from` in the address that could be the holder's."""
    asked = request.GET.get("from", "")
    if asked not in {driver.value for driver in reachable()}:
        return Found()
    try:
        return Found(Driver(asked), _choices(request.actor, Driver(asked), holder))
    except Refusal as refusal:
        return Found(Driver(asked), why=sentence_of(refusal))


def _choices(actor: Actor, driver: Driver, holder: KeyHolder) -> list[Choice]:
    known = set(SigningKey.objects.filter(withdrawn_at=None).values_list("fingerprint", flat=True))
    read = [Choice(each, facts_of(each.certificate)) for each in offered(driver, key_server())]
    return [
        choice
        for choice in read
        if choice.facts.fingerprint not in known and may_be_of(actor, holder, choice.facts.subject)
    ]


def register(request: Request, holder: KeyHolder) -> SigningKey:
    """Register the key that the form names: one that was offered, or a certificate in a file."""
    basis, asked = request.POST.get("basis", ""), request.POST.get("driver", "")
    if asked in {Driver.CSC.value, Driver.PKCS11.value}:
        chosen = _chosen(request, Driver(asked), holder)
        key = Registration(
            driver=Driver(asked),
            certificate=chosen.place.certificate,
            token=chosen.place.place.token,
            credential=chosen.place.place.credential,
            basis=basis,
        )
    else:
        key = Registration(driver=Driver.PKCS12, certificate=_sent(request), basis=basis)
    return register_key(request.actor, holder=holder, key=key)


def _chosen(request: Request, driver: Driver, holder: KeyHolder) -> Choice:
    asked = request.POST.get("key", "")
    for choice in _choices(request.actor, driver, holder):
        if choice.facts.fingerprint == asked:
            return choice
    raise Invalid({"key": _("Hãy chọn một khóa trong danh sách.")})


def _sent(request: Request) -> bytes:
    file = request.FILES.get("certificate")
    if file is None:
        raise Invalid({"certificate": _("Hãy chọn tệp chứng thư số (.cer, .crt, .pem).")})
    return bytes(file.read(100_000))


def picture_sent(request: Request) -> bytes:
    """The bytes of the picture in the form; raises Invalid without one."""
    file = request.FILES.get("picture")
    if file is None:
        raise Invalid({"picture": _("Hãy chọn ảnh PNG nền trong suốt.")})
    return bytes(file.read(3 * 1024 * 1024))


def shown(blob: Blob | None) -> HttpResponse:
    """The picture itself, for who may see the page it stands on; raises NotFound without one."""
    if blob is None:
        raise NotFound
    with open_stream(blob.pk) as stream:
        response = HttpResponse(stream.read(), content_type="image/png")
    response.headers["Cache-Control"] = "private, max-age=60"
    return response
