"""What the two pages of signing keys share: one's own and the agency's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from vanthu.demo.keys import PIN
from vanthu.demo.pki.installed import is_set_up
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.web.access import Request
from vanthu.faces.web.flash import Toast, leave
from vanthu.faces.web.sessions import faults
from vanthu.faces.web.shell import screen
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import open_stream
from vanthu.ground.signing.actions import Registration, register_key, withdraw_key
from vanthu.ground.signing.certificates import Facts, facts_of
from vanthu.ground.signing.choices import Driver, KeyHolder
from vanthu.ground.signing.keys.looking import Offered, offered
from vanthu.ground.signing.models import SigningKey
from vanthu.ground.signing.outside import key_server
from vanthu.ground.signing.permissions import may_be_of
from vanthu.kernel.errors import Invalid, NotFound, Refusal

_SOON = 30
"""Days: from then on the page says that a certificate ends."""
_CERTIFICATE, _PICTURE = 100_000, 3 * 1024 * 1024
"""Bytes that are read of what is sent; more is no certificate or picture anyway."""


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


@dataclass(frozen=True)
class KeyPage:
    """Whose keys a page shows and where it is; `told` is what it shows besides the form of a key,
    and raises for who may not see it, `give` makes a sample key where a demo is tried."""

    holder: KeyHolder
    address: str
    template: str
    here: str
    told: Callable[[Actor], Mapping[str, Any]]
    give: Callable[[Actor], None]

    def show(
        self, request: Request, refusal: Refusal | None = None, wrong: str = ""
    ) -> HttpResponse:
        """The page, with what is wrong in the form called `wrong`."""
        return screen(
            request,
            self.template,
            here=self.here,
            status=refusal.status if refusal else 200,
            soon=_SOON,
            pin=PIN,
            reachable=_reachable(),
            found=_look(request, self.holder),
            values=request.POST,
            errors=faults(refusal) if refusal else {},
            wrong=wrong,
            **self.told(request.actor),
        )

    def tried(self, request: Request, form: str, act: Callable[[], str]) -> HttpResponse:
        """Do what the form asks and say the sentence that comes of it; refused, the page again."""
        try:
            sentence = act()
        except Refusal as refusal:
            return self.show(request, refusal, form)
        return self._back(sentence)

    def register(self, request: Request) -> HttpResponse:
        """Register the key that was sent."""

        def act() -> str:
            key = _register(request, self.holder)
            return _("Đã đăng ký chứng thư số %(name)s.") % {"name": key.subject}

        return self.tried(request, "key", act)

    def withdraw(self, request: Request, number: int) -> HttpResponse:
        """Stop using a key."""

        def act() -> str:
            withdraw_key(request.actor, key_id=number, why=request.POST.get("why", ""))
            return _("Đã ngừng dùng chứng thư số này.")

        return self.tried(request, f"withdraw-{number}", act)

    def sample(self, request: Request) -> HttpResponse:
        """Give a sample key; raises NotFound where no demo is tried."""
        if not is_set_up():
            raise NotFound
        self.give(request.actor)
        return self._back(_("Đã cấp khóa mẫu. Khi ký, nhập mã PIN %(pin)s.") % {"pin": PIN})

    def _back(self, sentence: str) -> HttpResponse:
        return leave(HttpResponseRedirect(self.address), Toast(sentence))


def _reachable() -> list[Driver]:
    """The drivers that this installation can look at for keys."""
    server = key_server()
    return [
        *([Driver.CSC] if server.csc_url else []),
        *([Driver.PKCS11] if server.pkcs11_module else []),
    ]


def _look(request: Request, holder: KeyHolder) -> Found:
    """The keys of the place named by `from` in the address that could be the holder's."""
    asked = request.GET.get("from", "")
    if asked not in {driver.value for driver in _reachable()}:
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


def _register(request: Request, holder: KeyHolder) -> SigningKey:
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
        missing = _("Hãy chọn tệp chứng thư số (.cer, .crt, .pem).")
        sent = _sent(request, "certificate", _CERTIFICATE, missing)
        key = Registration(driver=Driver.PKCS12, certificate=sent, basis=basis)
    return register_key(request.actor, holder=holder, key=key)


def _chosen(request: Request, driver: Driver, holder: KeyHolder) -> Choice:
    asked = request.POST.get("key", "")
    for choice in _choices(request.actor, driver, holder):
        if choice.facts.fingerprint == asked:
            return choice
    raise Invalid({"key": _("Hãy chọn một khóa trong danh sách.")})


def picture_sent(request: Request) -> bytes:
    """The bytes of the picture in the form; raises Invalid without one."""
    return _sent(request, "picture", _PICTURE, _("Hãy chọn ảnh PNG nền trong suốt."))


def _sent(request: Request, name: str, most: int, missing: str) -> bytes:
    file = request.FILES.get(name)
    if file is None:
        raise Invalid({name: missing})
    return bytes(file.read(most))


def shown(blob: Blob | None) -> HttpResponse:
    """The picture itself, for who may see the page it stands on; raises NotFound without one."""
    if blob is None:
        raise NotFound
    with open_stream(blob.pk) as stream:
        response = HttpResponse(stream.read(), content_type="image/png")
    response.headers["Cache-Control"] = "private, max-age=60"
    return response
