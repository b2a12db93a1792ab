"""The pages of one's own signature, and of the agency's seal and key."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.faces.web.people import client_of
from tests.factories.keys import BLUE, GREY, PIN, RED, der, issued, own_key, picture
from tests.factories.pki import Authority
from tests.factories.province import Office, agency, office
from tests.factories.signing import sheet
from tests.factories.tokens import Reached, remote
from vanthu.demo.csc.vault import Vault
from vanthu.demo.keys import PIN as PIN_OF_DEMO
from vanthu.demo.pki import installed
from vanthu.ground.org.choices import Level as AgencyLevel
from vanthu.ground.signing.actions import open_registered
from vanthu.ground.signing.choices import KeyHolder, Level
from vanthu.ground.signing.errors import WrongSecret
from vanthu.ground.signing.keys.opened import Secret
from vanthu.ground.signing.models import AgencySeal, SignatureImage, SigningKey
from vanthu.ground.signing.outside import services
from vanthu.ground.signing.pdf.signing import sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(store: Path) -> Office:
    return office()


def file(content: bytes, name: str = "tep") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_leader_gives_the_picture_of_the_signature(place: Office) -> None:
    client = client_of(place.leader)
    page = client.get("/account/signing").content.decode()
    assert "chưa có ảnh chữ ký" in page
    assert client.get("/account/signing/picture.png").status_code == 404
    sent = client.post("/account/signing/picture", {"picture": file(picture(BLUE))})
    assert sent["Location"] == "/account/signing"
    shown = client.get("/account/signing/picture.png")
    assert shown["Content-Type"] == "image/png"
    assert shown.content == picture(BLUE)
    assert client_of(place.deputy).get("/account/signing/picture.png").status_code == 404


def test_what_is_wrong_with_a_picture_stands_by_its_field(place: Office) -> None:
    client = client_of(place.leader)
    for content in (None, b"noise", picture(form="JPEG")):
        sent = {"picture": file(content)} if content else {}
        refused = client.post("/account/signing/picture", sent)
        assert refused.status_code == 422
        assert 'id="f-picture-error"' in refused.content.decode()
    assert not SignatureImage.objects.exists()


def test_a_grey_picture_is_kept_and_doubted(place: Office) -> None:
    client = client_of(place.leader)
    client.post("/account/signing/picture", {"picture": file(picture(GREY))})
    assert "không phải màu xanh" in client.get("/account/signing").content.decode()


def test_a_certificate_in_a_file_is_registered_and_withdrawn(
    place: Office, authority: Authority
) -> None:
    client = client_of(place.leader)
    form = {"driver": "pkcs12", "certificate": file(der(issued(authority, place.leader)))}
    assert client.post("/account/signing/keys", form).status_code == 302
    key = SigningKey.objects.get()
    assert "Đang dùng" in client.get("/account/signing").content.decode()
    address = f"/account/signing/keys/{key.pk}/withdraw"
    assert client.post(address, {"why": ""}).status_code == 422
    assert client_of(place.deputy).post(address, {"why": "x"}).status_code == 403
    assert client.post(address, {"why": "Mất thiết bị"}).status_code == 302
    page = client.get("/account/signing").content.decode()
    assert "Ngừng dùng từ" in page
    assert "Mất thiết bị" in page


def test_a_key_file_is_no_certificate(place: Office, authority: Authority) -> None:
    held = issued(authority, place.leader)
    form = {"driver": "pkcs12", "certificate": file(held.pkcs12)}
    refused = client_of(place.leader).post("/account/signing/keys", form)
    assert refused.status_code == 422
    assert not SigningKey.objects.exists()


@pytest.fixture
def service(
    place: Office, authority: Authority, tmp_path: Path, settings: Any
) -> Iterator[Reached]:
    """A remote service that holds a key of the leader's and one of a stranger's."""
    with remote(tmp_path / "csc", authority) as reached:
        held = issued(authority, place.leader)
        vault = Vault(tmp_path / "csc")
        vault.put("leader", held.pkcs12, [held.certificate, *authority.pki.chain])
        told = {"csc_url": reached.server.csc_url, "csc_token": reached.server.csc_token}
        settings.SIGNING = {**settings.SIGNING, **told}
        yield reached


def test_a_key_is_found_on_the_remote_service(place: Office, service: Reached) -> None:
    client = client_of(place.leader)
    assert "Khóa tìm thấy" not in client.get("/account/signing").content.decode()
    page = client.get("/account/signing?from=csc").content.decode()
    assert "Khóa tìm thấy" in page
    assert "Lý Văn Em" not in page, "a stranger's key"
    fingerprint = page.split('name="key" value="')[1].split('"')[0]
    form = {"driver": "csc", "key": fingerprint}
    assert client.post("/account/signing/keys?from=csc", {**form, "key": "x"}).status_code == 422
    assert client.post("/account/signing/keys?from=csc", form).status_code == 302
    key = SigningKey.objects.get()
    assert (key.driver, key.credential, key.person_id) == ("csc", "leader", place.leader.person_id)


def test_a_silent_service_leaves_the_page_whole(place: Office, settings: Any) -> None:
    settings.SIGNING = {**settings.SIGNING, "csc_url": "http://127.0.0.1:1/csc/v2"}
    page = client_of(place.leader).get("/account/signing?from=csc")
    assert page.status_code == 200
    assert "không trả lời" in page.content.decode()


def test_the_clerk_keeps_seal_and_key_of_the_agency(place: Office, authority: Authority) -> None:
    client = client_of(place.clerk)
    form = {
        "picture": file(picture(RED, (200, 200))),
        "diameter_mm": "36,5",
        "from_day": "23/11/2026",
        "basis": "Giấy chứng nhận số 15",
    }
    assert client.post("/config/seal/picture", form).status_code == 302
    assert str(AgencySeal.objects.get().diameter_mm) == "36.5"
    page = client.get("/config/seal").content.decode()
    assert "36,5 mm" in page
    assert client.get("/config/seal/picture.png")["Content-Type"] == "image/png"
    certificate = der(issued(authority, place.clerk))
    for basis, status in (("", 422), ("Biên bản 01", 302)):
        key = {"driver": "pkcs12", "certificate": file(certificate), "basis": basis}
        assert client.post("/config/seal/keys", key).status_code == status
    row = SigningKey.objects.get(holder=KeyHolder.AGENCY)
    done = client.post(f"/config/seal/keys/{row.pk}/withdraw", {"why": "Bàn giao"})
    assert done["Location"] == "/config/seal"


def test_what_is_wrong_with_a_seal_is_said(place: Office) -> None:
    form = {"picture": file(picture(RED)), "diameter_mm": "to", "from_day": "hôm nay"}
    refused = client_of(place.clerk).post("/config/seal/picture", form)
    assert refused.status_code == 422
    assert "f-diameter_mm-error" in refused.content.decode()
    assert not AgencySeal.objects.exists()


@pytest.mark.parametrize("who", ["leader", "chief", "specialist", "sysadmin"])
def test_nobody_else_sees_the_seal(place: Office, who: str) -> None:
    client = client_of(place.staff[who])
    for address in ("/config/seal", "/config/seal/picture.png"):
        assert client.get(address).status_code == 403


def test_nothing_typed_comes_back_in_the_page(place: Office, authority: Authority) -> None:
    own_key(authority, place.leader)
    sent = {"driver": "pkcs12", "certificate": file(BytesIO(b"x").read()), "pin": PIN}
    assert PIN not in client_of(place.leader).post("/account/signing/keys", sent).content.decode()


@pytest.fixture
def demo(place: Office) -> None:
    """An installation that is tried: its own authority, trusted as what it is."""
    agency(level=AgencyLevel.PROVINCE)
    installed.set_up(datetime.now(UTC))


def test_who_tries_the_system_signs_after_one_click(place: Office, demo: None) -> None:
    client = client_of(place.leader)
    assert "Cấp khóa mẫu" in client.get("/account/signing").content.decode()
    assert client.post("/account/signing/sample").status_code == 302
    assert PIN_OF_DEMO in client.get("/account/signing").content.decode()
    key = SigningKey.objects.get()
    helpers = services([installed.opened().root.certificate.public_bytes(Encoding.DER)])
    with open_registered(place.leader, key_id=key.pk, secret=Secret(PIN_OF_DEMO)) as opened:
        pdf = sign(
            sheet(),
            field="ky",
            key=opened,
            look=None,
            level=Level.B_LT,
            services=helpers,
            certify=True,
        )
    assert len(pdf) > len(sheet())
    with (
        pytest.raises(WrongSecret),
        open_registered(place.leader, key_id=key.pk, secret=Secret("000000")) as opened,
    ):
        sign(
            sheet(),
            field="ky",
            key=opened,
            look=None,
            level=Level.B_B,
            services=helpers,
            certify=True,
        )


def test_the_clerk_of_a_demo_gets_key_and_seal(place: Office, demo: None) -> None:
    client = client_of(place.clerk)
    assert client.post("/config/seal/sample").status_code == 302
    assert AgencySeal.objects.get().agency_id == place.id
    assert SigningKey.objects.get().agency_id == place.id
    assert client_of(place.leader).post("/config/seal/sample").status_code == 403


def test_no_samples_where_nothing_is_tried(place: Office) -> None:
    assert client_of(place.leader).post("/account/signing/sample").status_code == 404
    assert client_of(place.clerk).post("/config/seal/sample").status_code == 404
    assert "Cấp khóa mẫu" not in client_of(place.leader).get("/account/signing").content.decode()
