"""Signing and sealing as people do it: a registered key, a PIN that is never shown or kept."""

import base64
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.faces.web.people import client_of
from tests.factories import drafts, esigning
from tests.factories.calling import Caller
from tests.factories.keys import PIN, agency_key, own_key
from tests.factories.pki import Authority
from tests.factories.province import NOW, Office
from vanthu.demo.pki.authority import Issued
from vanthu.faces.acts import catalogue
from vanthu.ground.journal.models import Entry
from vanthu.ground.org.choices import Level
from vanthu.ground.signing.actions import add_anchor
from vanthu.ground.signing.choices import AnchorKind
from vanthu.ground.signing.choices import Level as SigningLevel
from vanthu.ground.signing.errors import NotYourKey, WrongSecret
from vanthu.ground.signing.keys import pkcs12
from vanthu.ground.signing.keys.opened import Secret
from vanthu.ground.signing.models import SigningKey
from vanthu.kernel.errors import Invalid
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions
from vanthu.office.drafting.errors import ChangedWhileSigning
from vanthu.office.drafting.models import DraftVersion, ElectronicSignature

# Signatures in files are judged here, at their price; the rows beside them are asked of both
# databases where papers are signed by hand.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store"), pytest.mark.once]


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def place(authority: Authority, settings: Any) -> Office:
    """An office with pictures, whose installation trusts the test authority."""
    made = esigning.ready(level=Level.PROVINCE)
    told = {"tsa_url": f"{authority.pki.base_url}/tsa", "hosts": ["127.0.0.1"]}
    settings.SIGNING = {**settings.SIGNING, **told}
    add_anchor(
        made.sysadmin,
        certificate=(authority.pki.folder / "root.cer").read_bytes(),
        kind=AnchorKind.OWN,
        source="Bản in",
    )
    return made


def key_of(held: tuple[SigningKey, Issued]) -> dict[str, Any]:
    """What is sent with an act."""
    key, file = held
    return {"key_id": key.pk, "pin": PIN, "key_file": base64.b64encode(file.pkcs12).decode()}


def test_a_leader_signs_and_a_clerk_seals(place: Office, authority: Authority) -> None:
    document = drafts.format_approved(place)
    own, agency = own_key(authority, place.leader), agency_key(authority, place.clerk)
    told = catalogue.perform(place.leader, document.pk, "sign", {"version": 1, **key_of(own)})
    assert str(told.sentence) == "Đã ký số."
    catalogue.perform(place.clerk, document.pk, "give-number", {})
    catalogue.perform(place.clerk, document.pk, "seal", key_of(agency))
    catalogue.perform(place.clerk, document.pk, "issue", {})
    rows = ElectronicSignature.objects.filter(document=document).order_by("id")
    assert list(rows.values_list("kind", "level")) == [("leader", "B-LT"), ("agency", "B-LTA")]
    found = esigning.verdicts(esigning.main_bytes(document), authority)
    assert found == {"ky": True, "dau": True}
    assert PIN not in "".join(str(entry.data) for entry in Entry.objects.all())


def test_another_key_or_pin_signs_nothing(place: Office, authority: Authority) -> None:
    document = drafts.format_approved(place)
    own, other = own_key(authority, place.leader), own_key(authority, place.deputy)
    with pytest.raises(NotYourKey):
        catalogue.perform(place.leader, document.pk, "sign", {"version": 1, **key_of(other)})
    sent = {"version": 1, **key_of(own)}
    with pytest.raises(WrongSecret):
        catalogue.perform(place.leader, document.pk, "sign", {**sent, "pin": "000000"})
    with pytest.raises(Invalid) as refused:
        catalogue.perform(place.leader, document.pk, "sign", {**sent, "key_file": "không phải"})
    assert "key_file" in refused.value.errors
    assert drafts.fresh(document).state == DocumentState.LEADER_REVIEW


def test_the_form_asks_for_a_pin_and_never_shows_it_again(
    place: Office, authority: Authority
) -> None:
    document = drafts.format_approved(place)
    key, file = own_key(authority, place.leader)
    client, address = client_of(place.leader), f"/documents/{document.pk}/acts/sign"
    page = client.get(address).content.decode()
    (field,) = re.findall(r'<input[^>]*name="pin"[^>]*>', page)
    assert 'type="password"' in field
    assert place.leader.name in page
    sent = {"version": "1", "key_id": str(key.pk), "pin": "271828"}
    upload = SimpleUploadedFile("khoa.p12", file.pkcs12)
    refused = client.post(address, {**sent, "key_file": upload})
    assert refused.status_code == 422
    assert "271828" not in refused.content.decode()
    upload = SimpleUploadedFile("khoa.p12", file.pkcs12)
    done = client.post(address, {**sent, "pin": PIN, "key_file": upload})
    assert done.status_code == 302
    assert drafts.fresh(document).state == DocumentState.APPROVED


def test_many_papers_are_listed_then_signed_with_one_pin(
    place: Office, authority: Authority
) -> None:
    first, second = drafts.format_approved(place), drafts.format_approved(place)
    key, file = own_key(authority, place.leader)
    client = client_of(place.leader)
    page = client.get("/signing/batch").content.decode()
    shown = [f"{each.pk}:1:{sheet_of(each)}" for each in (first, second)]
    assert all(f'value="{value}"' in page for value in shown)
    sent = {"key_id": str(key.pk), "pin": PIN}
    empty = client.post("/signing/batch", sent)
    assert (empty.status_code, "ít nhất một văn bản" in empty.content.decode()) == (422, True)
    upload = SimpleUploadedFile("khoa.p12", file.pkcs12)
    order = {**sent, "key_file": upload, "seen": "on", "paper": [shown[0], f"{second.pk}:1:x"]}
    done = client.post("/signing/batch", order)
    told = b"".join(done.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Đã ký số phiên bản 1." in told
    assert "đã ký 1/1 văn bản" in told
    assert "1 văn bản bạn chọn đã thay đổi" in told
    assert drafts.fresh(first).state == DocumentState.APPROVED
    assert drafts.fresh(second).state == DocumentState.LEADER_REVIEW


def test_after_a_wrong_pin_the_sheets_are_shown_that_the_next_try_would_sign(
    place: Office, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = drafts.format_approved(place)
    key, _file = own_key(authority, place.leader)
    before = f"{document.pk}:1:{sheet_of(document)}"

    def refused(*_given: object) -> Iterator[tuple[int, WrongSecret]]:
        DraftVersion.objects.filter(document=document).update(sheet=None)
        yield document.pk, WrongSecret()

    monkeypatch.setattr("vanthu.faces.web.views.esigning.sign_many", refused)
    sent = {"key_id": str(key.pk), "pin": "0", "seen": "on", "paper": before}
    page = client_of(place.leader).post("/signing/batch", sent).content.decode()
    assert f'value="{document.pk}:1:"' in page
    assert before not in page


def sheet_of(document: Document) -> str:
    return DraftVersion.objects.get(document=document).sheet_id or ""


def test_what_would_be_signed_is_shown_to_its_signer_alone(
    place: Office, authority: Authority
) -> None:
    document = drafts.format_approved(place)
    address = f"/signing/batch/{document.pk}/{sheet_of(document)}/1.png"
    assert client_of(place.leader).get(address)["Content-Type"] == "image/png"
    for other in (place.deputy, place.clerk, place.specialist):
        assert client_of(other).get(address).status_code == 404
    unknown = f"/signing/batch/{document.pk}/{'0' * 64}/1.png"
    assert client_of(place.leader).get(unknown).status_code == 404


def test_a_page_costs_the_same_however_many_papers_wait(
    place: Office, authority: Authority
) -> None:
    document = drafts.format_approved(place)
    address = f"/signing/batch/{document.pk}/{sheet_of(document)}/1.png"
    client = client_of(place.leader)
    client.get(address)
    counts = []
    for _n in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
        drafts.format_approved(place)
    assert counts[0] == counts[1]


def test_a_wrong_pin_stops_all_papers_at_the_first(place: Office, authority: Authority) -> None:
    waiting = [drafts.format_approved(place) for _n in range(2)]
    key, file = own_key(authority, place.leader)
    order = {
        "key_id": str(key.pk),
        "pin": "271828",
        "seen": "on",
        "key_file": SimpleUploadedFile("khoa.p12", file.pkcs12),
        "paper": [f"{each.pk}:1:{sheet_of(each)}" for each in waiting],
    }
    refused = client_of(place.leader).post("/signing/batch", order)
    assert refused.status_code == 422
    assert "PIN" in refused.content.decode()
    assert "271828" not in refused.content.decode()
    assert all(drafts.fresh(each).state == DocumentState.LEADER_REVIEW for each in waiting)


def test_a_sheet_that_was_not_shown_is_not_signed(place: Office, authority: Authority) -> None:
    document = drafts.format_approved(place)
    _key, file = own_key(authority, place.leader)
    with (
        pkcs12.opened(Secret(PIN, file.pkcs12)) as key,
        pytest.raises(ChangedWhileSigning),
    ):
        actions.sign(
            place.leader,
            document_id=document.pk,
            version=1,
            key=key,
            services=esigning.NOBODY,
            level=SigningLevel.B_B,
            seen="0" * 64,
        )
    assert drafts.fresh(document).state == DocumentState.LEADER_REVIEW


def test_the_api_lists_and_signs(place: Office, authority: Authority) -> None:
    document = drafts.format_approved(place)
    caller = Caller(place.leader)
    (waiting,) = caller.get("/signing/prepared").body
    assert (waiting["document_id"], waiting["reason"]) == (document.pk, "")
    order = {
        "papers": [{"document_id": document.pk, "version": 1}],
        "key": key_of(own_key(authority, place.leader)),
    }
    assert caller.post("/signing/batch", order).body == [
        {"document_id": document.pk, "problem": None}
    ]
    (row,) = caller.get(f"/documents/{document.pk}/esignatures").body
    assert (row["kind"], row["certificate_name"]) == ("leader", place.leader.name)
