"""The page of emergency access: asked, allowed, read, and seen by the inspector (Q-008)."""

from pathlib import Path

import pytest

from tests.faces.web.people import client_of
from tests.factories import drafts, incoming
from tests.factories.province import NOW, office
from vanthu.office.documents.models import DocumentFile, EmergencyAccess

pytestmark = pytest.mark.django_db


def test_the_administrator_reads_after_a_leaders_consent(store: Path) -> None:
    place = office()
    document = incoming.registered(place)
    file = DocumentFile.objects.create(
        document=document, blob=drafts.blob("Nội dung"), name="a.txt", added_at=NOW
    )
    admin, leader = client_of(place.sysadmin), client_of(place.leader)
    assert admin.post("/emergency", {"document": document.pk}).status_code == 422
    asking = {"document": document.pk, "reason": "Tệp hỏng"}
    assert admin.post("/emergency", asking).status_code == 302
    access = EmergencyAccess.objects.get()
    page = leader.get("/emergency").content.decode()
    assert "Tệp hỏng" in page
    assert f"/emergency/{access.pk}/allow" in page
    assert leader.post(f"/emergency/{access.pk}/allow", {"hours": "2"}).status_code == 302
    page = admin.get(f"/emergency/{access.pk}").content.decode()
    assert document.subject in page
    assert "a.txt" in page
    taken = admin.get(f"/emergency/{access.pk}/files/{file.pk}")
    assert taken["Content-Disposition"].startswith("attachment")
    assert taken.getvalue() == "Nội dung".encode()
    seen = client_of(place.inspector).get("/emergency").content.decode()
    assert "Tệp hỏng" in seen
    assert document.subject not in seen
    assert leader.post(f"/emergency/{access.pk}/end").status_code == 302
    assert admin.get(f"/emergency/{access.pk}").status_code == 403
    assert client_of(place.specialist).get("/emergency").status_code == 403
