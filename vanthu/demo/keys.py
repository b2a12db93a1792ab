"""Sample keys and pictures for whoever tries the system: a click, and one signs with a shown PIN.

Real registrations by the ordinary actions; only the certificate's maker is the demo's.
"""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from vanthu.demo.csc.local import vault
from vanthu.demo.pictures import seal_png, signature_png
from vanthu.demo.pki import installed
from vanthu.demo.pki.authority import Issued
from vanthu.ground.base.actor import Actor
from vanthu.ground.signing.actions import (
    Registration,
    register_image,
    register_key,
    register_seal,
)
from vanthu.ground.signing.choices import Driver, KeyHolder
from vanthu.ground.signing.permissions import check_keeps_seal, check_own
from vanthu.ground.signing.queries import image_of, seal_of

PIN = "246810"
"""Of every sample key; pages of the demo say it."""
_BASIS = "Khóa mẫu của bản dùng thử, không có giá trị pháp lý"
_DIAMETER = Decimal(36)
_FONTS = Path(settings.STATIC_ROOT) / "fonts" / "tinos"


def give_own(actor: Actor) -> None:
    """A sample key of the actor's own, and a sample picture where there is none."""
    person = check_own(actor)
    issued = installed.issue_to_person(actor, PIN)
    _keep(actor, KeyHolder.PERSON, f"p{person}-{issued.serial % 10**6:06}", issued)
    if image_of(person) is None:
        register_image(actor, content=signature_png(actor.name, person))


def give_agency(actor: Actor) -> None:
    """A sample key of the agency, and a sample seal where there is none."""
    check_keeps_seal(actor)
    issued = installed.issue_to_agency(actor, PIN)
    _keep(actor, KeyHolder.AGENCY, f"a{actor.agency_id}-{issued.serial % 10**6:06}", issued)
    if seal_of(actor.agency_id, actor.today) is None:
        register_seal(
            actor,
            content=seal_png(installed.agency_name(actor), _FONTS),
            diameter_mm=_DIAMETER,
            from_day=actor.today - timedelta(days=1),
            basis=_BASIS,
        )


def _keep(actor: Actor, holder: KeyHolder, credential: str, issued: Issued) -> None:
    chain = [issued.certificate, *installed.opened().chain]
    vault().put(credential, issued.pkcs12, chain)
    key = Registration(
        driver=Driver.CSC,
        certificate=issued.certificate.public_bytes(Encoding.DER),
        credential=credential,
        basis=_BASIS,
    )
    register_key(actor, holder=holder, key=key)
