"""Pictures of signatures and seals are registered; earlier ones stay for what they were used on."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import store
from vanthu.ground.files.models import Blob
from vanthu.ground.journal.actions import action, announce
from vanthu.ground.signing import events
from vanthu.ground.signing.models import AgencySeal, SignatureImage
from vanthu.ground.signing.permissions import check_keeps_seal, check_own
from vanthu.ground.signing.pictures import LARGEST, Picture, read_picture
from vanthu.kernel.errors import Invalid

_DIAMETERS = (Decimal(20), Decimal(50))


@action
def register_image(actor: Actor, *, content: bytes) -> Picture:
    """One's own signature looks like this picture from now on; what was found in it.

    Raises NotYourKey, BadPicture.
    """
    person, picture = check_own(actor), read_picture(content)
    blob = _kept(actor, content)
    row = SignatureImage.objects.create(person_id=person, blob=blob, registered_at=actor.now)
    announce(
        actor,
        events.SignatureImageRegistered(
            agency_id=actor.agency_id, object_id=row.pk, person=person, sha256=blob.pk
        ),
    )
    return picture


@action
def register_seal(
    actor: Actor, *, content: bytes, diameter_mm: Decimal, from_day: date, basis: str
) -> Picture:
    """The agency's seal looks like this from a day on, and is so wide; what was found in it.

    Raises NotTheClerk, BadPicture, Invalid.
    """
    by = check_keeps_seal(actor)
    picture = read_picture(content)
    _check(actor, diameter_mm, from_day, basis)
    blob = _kept(actor, content)
    AgencySeal.objects.filter(agency=actor.agency_id, valid_to=None).update(valid_to=from_day)
    row = AgencySeal.objects.create(
        agency_id=actor.agency_id,
        blob=blob,
        diameter_mm=diameter_mm,
        basis=basis.strip(),
        registered_by_id=by,
        registered_at=actor.now,
        valid_from=from_day,
    )
    announce(
        actor,
        events.SealRegistered(
            agency_id=actor.agency_id,
            object_id=row.pk,
            sha256=blob.pk,
            diameter_mm=diameter_mm,
            on=from_day,
            basis=row.basis,
        ),
    )
    return picture


def _check(actor: Actor, diameter: Decimal, from_day: date, basis: str) -> None:
    errors = {}
    if not _DIAMETERS[0] <= diameter <= _DIAMETERS[1]:
        errors["diameter_mm"] = "Đường kính con dấu phải từ 20 đến 50 mm. Hãy đo lại trên mẫu dấu."
    if not basis.strip():
        errors["basis"] = "Hãy ghi giấy chứng nhận đăng ký mẫu con dấu: số, ngày, tháng, năm."
    current = AgencySeal.objects.filter(agency=actor.agency_id, valid_to=None).first()
    if current and from_day <= current.valid_from:
        errors["from_day"] = "Con dấu mới phải dùng từ ngày sau ngày của con dấu đang dùng."
    if errors:
        raise Invalid(errors)


def _kept(actor: Actor, content: bytes) -> Blob:
    return store(BytesIO(content), now=actor.now, limit=LARGEST)
