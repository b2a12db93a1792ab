"""Pictures of signatures and seals, and keys registered for people and agencies."""

from io import BytesIO

from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image, ImageDraw

from tests.factories.pki import Authority, around
from vanthu.demo.pki.authority import Issued
from vanthu.demo.pki.choices import HolderKind
from vanthu.ground.base.actor import Actor
from vanthu.ground.signing.actions import Registration, register_key
from vanthu.ground.signing.choices import Driver, KeyHolder
from vanthu.ground.signing.models import SigningKey

BLUE, RED, GREY = (20, 40, 190, 255), (210, 20, 30, 255), (90, 90, 90, 255)
PIN = "482915"


def picture(
    colour: tuple[int, int, int, int] = BLUE,
    size: tuple[int, int] = (300, 120),
    ground: tuple[int, int, int, int] = (0, 0, 0, 0),
    form: str = "PNG",
) -> bytes:
    """A picture with a stroke of the colour on the ground."""
    made = Image.new("RGBA", size, ground)
    ImageDraw.Draw(made).line((5, size[1] - 5, size[0] - 5, 5), colour, width=9)
    out = BytesIO()
    (made if form == "PNG" else made.convert("RGB")).save(out, form)
    return out.getvalue()


def issued(authority: Authority, actor: Actor, kind: HolderKind = HolderKind.PERSON) -> Issued:
    """A certificate in the actor's name that holds at the actor's moment, under PIN."""
    return authority.pki.issue(actor.name, kind, term=around(actor.now), password=PIN)


def der(holder: Issued) -> bytes:
    """The certificate's bytes."""
    return holder.certificate.public_bytes(Encoding.DER)


def own_key(authority: Authority, actor: Actor) -> tuple[SigningKey, Issued]:
    """A key of the actor's own, registered, and the file that holds it."""
    holder = issued(authority, actor)
    key = Registration(driver=Driver.PKCS12, certificate=der(holder))
    return register_key(actor, holder=KeyHolder.PERSON, key=key), holder


def agency_key(authority: Authority, clerk: Actor) -> tuple[SigningKey, Issued]:
    """The key of the clerk's agency, registered, and the file that holds it."""
    holder = issued(authority, clerk, HolderKind.AGENCY)
    key = Registration(
        driver=Driver.PKCS12, certificate=der(holder), basis="Biên bản bàn giao số 01/BB-VP"
    )
    return register_key(clerk, holder=KeyHolder.AGENCY, key=key), holder
