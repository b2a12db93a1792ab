"""The trust list on screen, the demo's services, and the mark that every page of a demo bears."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.faces.web.people import client_of
from tests.factories.pki import Authority
from tests.factories.province import NOW, Office, office
from tests.support.pages import CheckedClient
from vanthu.demo.pki import installed
from vanthu.ground.org.choices import Level
from vanthu.ground.signing.models import TrustAnchor, TrustHost

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
MARK = "không có giá trị pháp lý"


@pytest.fixture
def place() -> Office:
    """An agency of the province."""
    return office(level=Level.PROVINCE)


def form_of(authority: Authority, **changes: Any) -> dict[str, Any]:
    """What is filled in to trust the test root."""
    root = authority.pki.root.certificate.public_bytes(Encoding.DER)
    values = {
        "certificate": SimpleUploadedFile("goc.cer", root),
        "kind": "own",
        "name": "Gốc thử",
        "fingerprint": installed_fingerprint(authority),
        "source": "Bản in đã đối chiếu",
        "valid_from": "",
    }
    return values | changes


def installed_fingerprint(authority: Authority) -> str:
    """As it would be published: in pairs."""
    return authority.pki.root.certificate.fingerprint(hashes.SHA256()).hex(" ")


def test_a_root_is_added_and_ended(place: Office, authority: Authority) -> None:
    client = client_of(place.sysadmin)
    assert "Chưa tin cậy chứng thư gốc nào" in text_of(client, "/config/trust")
    wrong = client.post("/config/trust/new", form_of(authority, fingerprint="00" * 32))
    assert wrong.status_code == 422
    assert "Dấu vân tay không khớp" in wrong.content.decode()
    nothing = client.post("/config/trust/new", form_of(authority, certificate=""))
    assert "Hãy chọn tệp chứng thư" in nothing.content.decode()
    assert client.post("/config/trust/new", form_of(authority)).status_code == 302
    row = TrustAnchor.objects.get()
    assert "Gốc thử" in text_of(client, "/config/trust")
    end = f"/config/trust/{row.pk}/end"
    assert client.get(end).status_code == 200
    assert client.post(end, {"valid_to": "23/11/2026"}).status_code == 302
    assert "đến hết 22/11/2026" in text_of(client, "/config/trust")
    assert client.get(end).status_code == 404


def test_a_host_is_allowed_and_ended(place: Office) -> None:
    client = client_of(place.sysadmin)
    assert client.get("/config/trust/hosts/new").status_code == 200
    bad = client.post("/config/trust/hosts/new", {"name": "http://x", "source": "Bản in"})
    assert bad.status_code == 422
    good = {"name": "ocsp.chungthuc.example", "source": "Bản in"}
    assert client.post("/config/trust/hosts/new", good).status_code == 302
    row = TrustHost.objects.get()
    end = f"/config/trust/hosts/{row.pk}/end"
    assert client.post(end, {"valid_to": "24/11/2026"}).status_code == 302
    assert "ocsp.chungthuc.example" in text_of(client, "/config/trust")


@pytest.mark.usefixtures("place")
def test_another_administrator_reads_but_does_not_change(authority: Authority) -> None:
    client = client_of(office(level=Level.COMMUNE).sysadmin)
    assert "Chỉ quản trị hệ thống của cơ quan cấp tỉnh" in text_of(client, "/config/trust")
    assert client.post("/config/trust/new", form_of(authority)).status_code == 403


def test_through_the_api(place: Office, authority: Authority) -> None:
    client = client_of(place.sysadmin)
    pem = authority.pki.root.certificate.public_bytes(Encoding.PEM).decode()
    data = {
        "certificate": pem,
        "fingerprint": installed_fingerprint(authority),
        "source": "Bản in",
        "kind": "own",
    }
    made = client.post("/api/v1/trust/anchors", data, content_type="application/json")
    host = {"name": "crl.chungthuc.example", "source": "Bản in"}
    allowed = client.post("/api/v1/trust/hosts", host, content_type="application/json")
    assert (made.status_code, allowed.status_code) == (200, 200)
    listed = client.get("/api/v1/trust").json()
    assert [row["name"] for row in listed["hosts"]] == ["crl.chungthuc.example"]
    for kind, row in (("anchors", made.json()), ("hosts", allowed.json())):
        url = f"/api/v1/trust/{kind}/{row['id']}/end"
        day = {"valid_to": "2026-11-24"}
        assert client.post(url, day, content_type="application/json").status_code == 200


def test_every_page_of_a_demo_says_that_its_certificates_prove_nothing(
    place: Office, settings: Any
) -> None:
    client = client_of(place.clerk)
    pages = ("/boxes/to-register", "/help", "/sign-in")
    assert not any(MARK in text_of(CheckedClient() if p == pages[2] else client, p) for p in pages)
    settings.PUBLIC_URL = "http://127.0.0.1:8000"
    installed.set_up(datetime.now(UTC))
    installed.set_up(datetime.now(UTC))
    assert TrustAnchor.objects.get().kind == "demo"
    assert TrustHost.objects.get().name == "127.0.0.1:8000"
    assert all(MARK in text_of(CheckedClient() if p == pages[2] else client, p) for p in pages)


def test_the_demo_answers_for_its_certificates_and_gives_sample_keys(place: Office) -> None:
    client = client_of(place.clerk)
    assert client.get("/demo-pki/root.cer").status_code == 404
    assert client.get("/demo-pki/key").status_code == 404
    pki = installed.set_up(NOW)
    root = pki.root.certificate.public_bytes(Encoding.DER)
    assert CheckedClient().get("/demo-pki/root.cer").content == root
    stamped = CheckedClient().post("/demo-pki/tsa", b"noise", content_type="application/octet")
    assert stamped.headers["Content-Type"] == "application/timestamp-reply"
    assert CheckedClient().get("/demo-pki/root.key").status_code == 404
    assert client.post("/demo-pki/key", {"holder": "person", "password": "abc"}).status_code == 422
    for holder, named in (("person", place.clerk.name), ("agency", "")):
        sent = client.post("/demo-pki/key", {"holder": holder, "password": "mật khẩu của tôi"})
        key, certificate, _ = pkcs12.load_key_and_certificates(
            sent.content, "mật khẩu của tôi".encode()
        )
        assert key is not None
        assert certificate is not None
        assert named in certificate.subject.rfc4514_string()


def test_the_folder_of_the_demo_is_the_installations_own(settings: Any) -> None:
    assert installed.folder() == Path(settings.VAR) / "demo-pki"


def text_of(client: CheckedClient, address: str) -> str:
    """The page at the address."""
    return client.get(address).content.decode()
