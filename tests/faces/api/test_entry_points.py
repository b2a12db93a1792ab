"""State secrets are refused at every entry point, and nothing of them is kept (M-08, Q-144)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField, JSONField, TextField

from tests.faces.web.people import client_of
from tests.factories import copying, drafts, exchange, incoming
from tests.factories.calling import Answer, Caller
from tests.factories.province import NOW, Office, office
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.queries import root
from vanthu.kernel.errors import StateSecretRefused
from vanthu.office.documents.models import Document
from vanthu.office.drafting import actions as drafting
from vanthu.office.interchange.actions import deliver
from vanthu.office.interchange.models import Packet
from vanthu.office.interchange.rules import payload_hash

pytestmark = pytest.mark.django_db
WORDS = "Phương án Đồi Sim"
MARKED = f"TỐI MẬT - {WORDS}"
BYTES = b"Noi dung Doi Sim 1979"
NAME = f"[MẬT] {WORDS}.txt"


@dataclass
class Place:
    """An agency with a document at each place something can be written to."""

    at: Office
    letter: Document
    draft: Document
    issued: Document
    clerk: Caller = field(init=False)
    writer: Caller = field(init=False)
    leader: Caller = field(init=False)

    def __post_init__(self) -> None:
        self.clerk, self.writer = Caller(self.at.clerk), Caller(self.at.specialist)
        self.leader = Caller(self.at.leader)


@pytest.fixture
def place(store: Path) -> Iterator[Place]:
    with time_machine.travel(NOW, tick=False):
        at = office()
        copying.register(at)
        issued = exchange.sent(at, office())
        yield Place(at, incoming.presented(at), drafts.draft(at), issued)


def kept(caller: Caller, name: str = NAME) -> str:
    """The token of a file uploaded under this name."""
    stream = SimpleUploadedFile(name, BYTES)
    token: str = caller.upload("/files", file=stream).body["token"]
    return token


def act(caller: Caller, document: Document, name: str, **data: Any) -> Answer:
    return caller.post(f"/documents/{document.pk}/acts/{name}", data)


ENTRIES: dict[str, Callable[[Place], Answer]] = {
    "a level set at receiving": lambda p: p.clerk.post(
        "/documents/incoming", {"fields": {"subject": WORDS, "secrecy": 2}}
    ),
    "a mark in the fields of what came in": lambda p: p.clerk.post(
        "/documents/incoming", {"fields": {"subject": MARKED}}
    ),
    "a file named so, received": lambda p: p.clerk.post(
        "/documents/incoming",
        {"fields": {"subject": "V/v họp"}, "files": [{"file": kept(p.clerk)}]},
    ),
    "a corrected field": lambda p: act(p.clerk, p.letter, "correct-fields", subject=MARKED),
    "a draft": lambda p: p.writer.post(
        "/documents/drafts", {"fields": {"subject": WORDS, "secrecy": 1}}
    ),
    "the text of a draft": lambda p: act(p.writer, p.draft, "add-version", body=f"MẬT\n{WORDS}"),
    "a file of a draft": lambda p: act(p.writer, p.draft, "add-version", file=kept(p.writer)),
    "an annex": lambda p: act(p.clerk, p.letter, "attach-file", file=kept(p.clerk)),
    "a direction": lambda p: act(
        p.leader, p.letter, "direct", text=MARKED, lead=f"unit:{p.at.department.pk}"
    ),
    "a recipient": lambda p: act(
        p.writer, p.draft, "set-recipients", recipients=[{"name": MARKED}]
    ),
    "an update of what was issued": lambda p: act(
        p.clerk, p.issued, "update-issued", subject=MARKED, reason="Sửa"
    ),
    "the pages of a copy": lambda p: act(
        p.clerk,
        p.letter,
        "make-copy",
        kind="sao-y",
        source_medium="paper",
        medium="paper",
        signer_post=p.at.leader.post_id,
        file=kept(p.clerk),
    ),
    "a dossier": lambda p: p.writer.post("/dossiers", {"title": MARKED, "maintenance": "10 năm"}),
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_it_is_refused_and_nothing_is_kept(place: Place, entry: str) -> None:
    answer = ENTRIES[entry](place)
    assert answer.body.get("code") == "state-secret", answer.body
    assert found_in_rows() == []
    if "file" not in entry and "pages" not in entry and "annex" not in entry:
        assert found_in_files() == []


def test_a_file_refused_by_its_name_is_gone(place: Place) -> None:
    act(place.clerk, place.letter, "attach-file", file=kept(place.clerk))
    assert found_in_files() == []


def test_the_form_on_screen_refuses_it(place: Place) -> None:
    waiting = incoming.received(place.at)
    client = client_of(place.at.clerk)
    page = client.post(f"/documents/{waiting.pk}/register", {"subject": MARKED, "save": "1"})
    assert page.status_code >= 400
    assert found_in_rows() == []


def test_what_is_being_written_is_not_saved_by_itself(place: Place) -> None:
    content = {
        "blocks": [{"kind": "paragraph", "text": "TUYỆT MẬT"}, {"kind": "paragraph", "text": WORDS}]
    }
    with pytest.raises(StateSecretRefused):
        drafting.save_working_text(
            place.at.specialist, document_id=place.draft.pk, content=content, revision=0
        )
    with pytest.raises(StateSecretRefused):
        drafting.comment(place.at.specialist, document_id=place.draft.pk, text=MARKED)
    assert found_in_rows() == []


def test_a_packet_from_elsewhere_does_not_arrive(place: Place) -> None:
    document = drafts.issued(place.at, recipients=drafts.to(office()))
    packet = Packet.objects.get(document=document)
    packet.payload |= {"subject": MARKED}
    packet.payload_hash = payload_hash(packet.payload)
    packet.save()
    with pytest.raises(StateSecretRefused):
        deliver(Actor.system(NOW), uuid=str(packet.uuid))
    packet.refresh_from_db()
    assert packet.arrival is None


def found_in_rows() -> list[str]:
    """The columns of any table in which the words stand."""
    found = []
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        columns = [
            column.name
            for column in model._meta.concrete_fields
            if isinstance(column, CharField | TextField | JSONField)
        ]
        for row in model._base_manager.values(*columns) if columns else ():
            found += [
                f"{model.__name__}.{name}" for name, value in row.items() if WORDS in str(value)
            ]
    return found


def found_in_files() -> list[str]:
    """The stored files that hold the bytes."""
    files = [path for path in root().rglob("*") if path.is_file()]
    return [path.name for path in files if BYTES in path.read_bytes()]
