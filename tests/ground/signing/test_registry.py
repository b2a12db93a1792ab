"""Keys, signatures and seals are registered by who holds them, and only they use them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from tests.factories.keys import (
    BLUE,
    GREY,
    PIN,
    RED,
    agency_key,
    der,
    issued,
    own_key,
    picture,
)
from tests.factories.pki import Authority
from tests.factories.province import Office, office
from tests.support.told import last_events
from vanthu.ground.base.actor import Actor
from vanthu.ground.notify.models import Notice
from vanthu.ground.org.choices import Role
from vanthu.ground.signing.actions import (
    Registration,
    open_registered,
    register_image,
    register_key,
    register_seal,
    withdraw_key,
)
from vanthu.ground.signing.choices import Driver, KeyHolder
from vanthu.ground.signing.errors import (
    BadCertificate,
    BadPicture,
    CertificateEnded,
    KeyEnded,
    KeyTaken,
    NotTheClerk,
    NotYourKey,
    NotYourName,
    OtherKey,
    WrongSecret,
)
from vanthu.ground.signing.keys.opened import Secret
from vanthu.ground.signing.models import SignatureImage, SigningKey
from vanthu.ground.signing.pictures import LARGEST, Picture
from vanthu.ground.signing.queries import (
    agency_keys,
    expiring,
    image_of,
    own_keys,
    seal_of,
    usable_keys,
)
from vanthu.ground.signing.reminding import remind_expiring
from vanthu.kernel.errors import Conflict, Invalid, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Office:
    return office()


def test_a_person_registers_and_opens_an_own_key(place: Office, authority: Authority) -> None:
    key, holder = own_key(authority, place.leader)
    assert last_events(1) == ["key-registered"]
    assert (key.subject, key.issuer) == (place.leader.name, "vanthu DEMO CA")
    assert usable_keys(place.leader, KeyHolder.PERSON) == [key]
    with open_registered(place.leader, key_id=key.pk, secret=Secret(PIN, holder.pkcs12)) as opened:
        assert opened.certificate.sha256.hex() == key.fingerprint


def test_nothing_secret_reaches_a_row(place: Office, authority: Authority) -> None:
    key, holder = own_key(authority, place.leader)
    written = str(SigningKey.objects.filter(pk=key.pk).values().get())
    assert PIN not in written
    assert "PRIVATE" not in written
    assert bytes(key.certificate) == der(holder)


def test_nobody_uses_the_key_of_another(place: Office, authority: Authority) -> None:
    key, holder = own_key(authority, place.leader)
    acting = replace(place.leader, on_behalf_of=place.deputy.tenure_id)
    for other in (place.deputy, place.clerk, place.sysadmin, acting):
        with pytest.raises(NotYourKey), opening(other, key, holder.pkcs12):
            pass
        with pytest.raises(NotYourKey):
            withdraw_key(other, key_id=key.pk, why="thử")


def opening(actor: Actor, key: SigningKey, file: bytes, pin: str = PIN):  # type: ignore[no-untyped-def]
    return open_registered(actor, key_id=key.pk, secret=Secret(pin, file))


def test_the_secret_must_open_the_registered_key(place: Office, authority: Authority) -> None:
    key, holder = own_key(authority, place.leader)
    with pytest.raises(WrongSecret), opening(place.leader, key, holder.pkcs12, "0000"):
        pass
    other = issued(authority, place.leader)
    with pytest.raises(OtherKey), opening(place.leader, key, other.pkcs12):
        pass


def test_a_withdrawn_or_ended_key_opens_nothing(place: Office, authority: Authority) -> None:
    key, holder = own_key(authority, place.leader)
    later = place.leader.at(key.ends_at)
    with pytest.raises(KeyEnded), opening(later, key, holder.pkcs12):
        pass
    assert usable_keys(later, KeyHolder.PERSON) == []
    with pytest.raises(Invalid):
        withdraw_key(place.leader, key_id=key.pk, why=" ")
    withdraw_key(place.leader, key_id=key.pk, why="Mất thiết bị")
    assert last_events(1) == ["key-withdrawn"]
    key.refresh_from_db()
    with pytest.raises(KeyEnded), opening(place.leader, key, holder.pkcs12):
        pass
    with pytest.raises(Conflict):
        withdraw_key(place.leader, key_id=key.pk, why="Mất thiết bị")
    register_key(
        place.leader,
        holder=KeyHolder.PERSON,
        key=Registration(driver=Driver.PKCS12, certificate=der(holder)),
    )
    assert [each.withdrawn_at is None for each in own_keys(key.person_id or 0)] == [True, False]


def test_a_certificate_of_somebody_else_is_refused(place: Office, authority: Authority) -> None:
    with pytest.raises(NotYourName, match=place.deputy.name):
        register(place.leader, der(issued(authority, place.deputy)))
    with pytest.raises(CertificateEnded):
        register(
            place.leader.at(place.leader.now + timedelta(days=800)), der(own(authority, place))
        )
    register(place.leader, der(holder := own(authority, place)))
    with pytest.raises(KeyTaken):
        register(place.leader, der(holder))
    for noise in (b"", b"noise", authority.pki.folder.joinpath("root.cer").read_bytes()):
        with pytest.raises(BadCertificate):
            register(place.leader, noise)


def own(authority: Authority, place: Office):  # type: ignore[no-untyped-def]
    return issued(authority, place.leader)


def register(actor: Actor, certificate: bytes, basis: str = "") -> SigningKey:
    key = Registration(driver=Driver.PKCS12, certificate=certificate, basis=basis)
    return register_key(actor, holder=KeyHolder.PERSON, key=key)


def test_only_the_clerk_keeps_the_agency_key(place: Office, authority: Authority) -> None:
    key, holder = agency_key(authority, place.clerk)
    assert usable_keys(place.clerk, KeyHolder.AGENCY) == agency_keys(place.id) == [key]
    with opening(place.clerk, key, holder.pkcs12):
        pass
    for other in (place.leader, place.chief, place.sysadmin, place.specialist):
        with pytest.raises(NotTheClerk), opening(other, key, holder.pkcs12):
            pass
        with pytest.raises(NotTheClerk):
            agency_key(authority, other)
    with pytest.raises(NotYourKey), opening(office().clerk, key, holder.pkcs12):
        pass
    assert place.clerk.role == Role.RECORDS_CLERK


def test_the_agency_key_needs_the_paper_of_its_hand_over(
    place: Office, authority: Authority
) -> None:
    certificate = der(issued(authority, place.clerk))
    with pytest.raises(Invalid) as told:
        register_key(
            place.clerk,
            holder=KeyHolder.AGENCY,
            key=Registration(driver=Driver.PKCS12, certificate=certificate),
        )
    assert set(told.value.errors) == {"basis"}


def test_a_key_has_one_holder(place: Office, authority: Authority) -> None:
    key, _holder = own_key(authority, place.leader)
    with pytest.raises(IntegrityError), transaction.atomic():
        SigningKey.objects.filter(pk=key.pk).update(agency=place.id)
    with pytest.raises(NotFound), opening(place.leader, SigningKey(pk=key.pk + 99), b""):
        pass


def test_the_newest_picture_is_the_signature(place: Office, store: Path) -> None:
    found = register_image(place.leader, content=picture(BLUE))
    assert found.is_blue
    assert not register_image(place.leader, content=picture(GREY)).is_blue
    assert last_events(2) == ["signature-image-registered"] * 2
    newest = image_of(place.leader.person_id or 0)
    assert newest is not None
    assert newest.pk == SignatureImage.objects.latest("pk").pk
    assert image_of(place.deputy.person_id or 0) is None


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"noise", "PNG"),
        (picture(form="JPEG"), "PNG"),
        (picture(ground=(255, 255, 255, 255)), "trong suốt"),
        (picture(BLUE[:3] + (0,)), "trong suốt"),
        (picture(size=(300, 20)), "điểm ảnh"),
        (picture(size=(5000, 100)), "điểm ảnh"),
        (b"\x89PNG\r\n\x1a\n" + bytes(LARGEST), "2 MB"),
    ],
)
def test_a_picture_that_will_not_do_is_named(place: Office, content: bytes, word: str) -> None:
    with pytest.raises(BadPicture, match=word):
        register_image(place.leader, content=content)
    assert not SignatureImage.objects.exists()


def test_a_seal_counts_from_a_day_on(place: Office, store: Path) -> None:
    first, then = date(2026, 1, 1), date(2026, 12, 1)
    assert seal(place.clerk, RED, first).is_red
    assert not seal(place.clerk, BLUE, then, Decimal("36.5")).is_red
    assert last_events(1) == ["seal-registered"]
    assert seal_of(place.id, date(2025, 12, 31)) is None
    assert [seal_of(place.id, day).diameter_mm for day in (first, then)] == [  # type: ignore[union-attr]
        Decimal("36.0"),
        Decimal("36.5"),
    ]
    with pytest.raises(NotTheClerk):
        seal(place.leader, RED, then)
    with pytest.raises(Invalid) as told:
        seal(place.clerk, RED, first, Decimal(10), basis="")
    assert set(told.value.errors) == {"diameter_mm", "basis", "from_day"}


def seal(
    actor: Actor,
    colour: tuple[int, int, int, int],
    day: date,
    diameter: Decimal = Decimal(36),
    basis: str = "Giấy chứng nhận số 15",
) -> Picture:
    content = picture(colour, (200, 200))
    return register_seal(actor, content=content, diameter_mm=diameter, from_day=day, basis=basis)


def test_holders_are_told_once_before_a_certificate_ends(
    place: Office, authority: Authority
) -> None:
    key, _holder = own_key(authority, place.leader)
    agency, _file = agency_key(authority, place.clerk)
    early, late = key.ends_at - timedelta(days=31), key.ends_at - timedelta(days=29)
    assert expiring(early, 30) == []
    assert expiring(late, 30) == [key, agency]
    system = Actor.system(late)
    assert remind_expiring(Actor.system(early)) == 0
    assert remind_expiring(system) == 2
    assert remind_expiring(system) == 0
    told = {notice.link for notice in Notice.objects.all()}
    assert told == {"/account/signing", "/config/seal"}
    withdraw_key(place.leader, key_id=key.pk, why="Thay mới")
    assert expiring(late, 30) == [agency]
