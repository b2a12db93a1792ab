"""Receiving, correcting, registering, refusing; duplicates; secrets (8.3, III.1.h, M-08)."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.factories.province import NOW, Office, office
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import store as keep
from vanthu.ground.files.models import Blob
from vanthu.ground.files.queries import path_of
from vanthu.ground.journal.models import Entry
from vanthu.kernel.errors import Conflict, StateSecretRefused
from vanthu.kernel.machine import WrongState
from vanthu.office.documents import actions, errors, queries
from vanthu.office.documents.actions import NewFile, NewReading
from vanthu.office.documents.choices import Channel, DocumentState
from vanthu.office.documents.fields import IncomingFields, OutgoingFields
from vanthu.office.documents.models import Document
from vanthu.office.documents.rules import has_secrecy_mark

pytestmark = pytest.mark.django_db

LETTER = IncomingFields(
    reference="15/QĐ-SNV",
    issued_on=date(2026, 11, 5),
    issuer_name="Sở Nội vụ tỉnh Vĩnh Long",
    subject="Về việc bổ nhiệm",
)


@pytest.fixture(autouse=True)
def _store(store: Path) -> Path:
    return store


def received(place: Office, fields: IncomingFields = LETTER, **how: Any) -> Document:
    """A document that waits to be registered."""
    return actions.receive_incoming(place.clerk, fields=fields, **how)


def registered(place: Office, fields: IncomingFields = LETTER) -> Document:
    """A registered document."""
    return actions.register_incoming(place.clerk, document_id=received(place, fields).pk)


def scan(content: bytes = b"%PDF-1.7 mot") -> NewFile:
    """A stored file."""
    return NewFile(keep(BytesIO(content), now=NOW), "cong van den.pdf")


def test_files_and_readings_are_kept_with_the_document() -> None:
    """In order, with confidence and place."""
    place = office()
    first, second = scan(), scan(b"%PDF-1.7 hai")
    read = NewReading("subject", "Về việc bổ nhiệm", 0.93, [{"page": 1}])
    document = received(place, files=[first, second], readings=[read])
    files = document.files.order_by("order")
    assert [file.blob_id for file in files] == [first.blob.pk, second.blob.pk]
    stored = document.readings.get()
    assert (stored.field, stored.confidence, stored.places) == ("subject", 0.93, [{"page": 1}])
    entry = Entry.objects.get(object_id=document.pk, name="document-received")
    assert first.blob.pk in entry.data


def test_text_is_cleaned_on_the_way_in() -> None:
    """NFC, one line, the right Đ: the same letters are the same bytes."""
    sloppy = replace(
        LETTER, subject="Về việc\n  bổ  nhiệm", reference="15 / Q\u00d0 - SNV", number="", symbol=""
    )
    document = received(office(), sloppy)
    assert document.subject == "Về việc bổ nhiệm"
    assert (document.reference, document.number, document.symbol) == ("15/QĐ-SNV", "15", "QĐ-SNV")


def test_paper_and_electronic_share_one_series() -> None:
    """Q-022: the channel is an attribute, not a register."""
    place = office()
    made = []
    for turn, channel in enumerate((Channel.PAPER, Channel.AXIS, Channel.UPLOAD, Channel.MAIL)):
        fields = replace(LETTER, reference=f"{turn + 1}/QĐ-SNV")
        document = received(place, fields, channel=channel)
        made.append(actions.register_incoming(place.clerk, document_id=document.pk))
    assert [document.arrival_number for document in made] == [1, 2, 3, 4]


@pytest.mark.parametrize("name", ["subject", "issuer_name", "issued_on"])
def test_compulsory_fields_may_come_later_but_not_after_registering(name: str) -> None:
    """Received without; registering names the missing field."""
    place = office()
    blank: dict[str, Any] = {name: None if name == "issued_on" else ""}
    document = received(place, replace(LETTER, **blank))
    with pytest.raises(errors.InvalidFields) as refusal:
        actions.register_incoming(place.clerk, document_id=document.pk)
    assert list(refusal.value.errors) == [name]
    actions.correct_fields(place.clerk, document_id=document.pk, fields=LETTER)
    assert actions.register_incoming(place.clerk, document_id=document.pk).arrival_number == 1


def test_registering_twice_is_refused_and_burns_no_number() -> None:
    """The sentence says in which state it is and what can be done."""
    place = office()
    document = registered(place)
    with pytest.raises(WrongState, match="Đã đăng ký"):
        actions.register_incoming(place.clerk, document_id=document.pk)
    other = replace(LETTER, reference="16/QĐ-SNV")
    assert registered(place, other).arrival_number == 2


def test_a_duplicate_is_named_and_can_be_insisted_on() -> None:
    """Number, symbol and issuer in the same year (Q-045), however they are written."""
    place = office()
    first = registered(place)
    again = received(
        place,
        replace(LETTER, reference="15/qđ-snv", issuer_name="SỞ NỘI VỤ TỈNH VĨNH LONG"),
    )
    with pytest.raises(errors.Duplicate) as refusal:
        actions.register_incoming(place.clerk, document_id=again.pk)
    assert refusal.value.first_id == first.pk
    assert "15/QĐ-SNV" in refusal.value.sentence
    assert "số đến 1" in refusal.value.sentence
    insisted = actions.register_incoming(place.clerk, document_id=again.pk, accept_duplicate=True)
    assert insisted.arrival_number == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"issued_on": date(2025, 11, 5)},
        {"issuer_name": "Sở Y tế tỉnh Vĩnh Long"},
        {"reference": "16/QĐ-SNV"},
        {"reference": "15/TB-SNV"},
    ],
)
def test_another_year_issuer_number_or_symbol_is_no_duplicate(changes: dict[str, Any]) -> None:
    """Nothing to warn of."""
    place = office()
    registered(place)
    assert registered(place, replace(LETTER, **changes)).arrival_number == 2


def test_the_same_identifier_is_a_duplicate_whatever_else_differs() -> None:
    """Annex VI, III.1.h: identifier or triple."""
    place = office()
    first = registered(place, replace(LETTER, identifier="H61.1.2026.15.QĐ-SNV"))
    other = replace(LETTER, identifier="H61.1.2026.15.QĐ-SNV", reference="99/BC-SYT")
    with pytest.raises(errors.Duplicate) as refusal:
        registered(place, other)
    assert refusal.value.first_id == first.pk
    found = queries.duplicates(place.id, identifier="H61.1.2026.15.QĐ-SNV")
    assert [twin.document_id for twin in found] == [first.pk, found[1].document_id]


def test_the_warning_while_typing_counts_those_still_waiting() -> None:
    """queries.duplicates names registered and received ones, not refused ones or other agencies."""
    place, neighbour = office(), office()
    received(neighbour)
    waiting, refused = received(place), received(place)
    actions.refuse_incoming(place.clerk, document_id=refused.pk, reason="Gửi nhầm")
    found = queries.duplicates(
        place.id, reference="15/QĐ-SNV", issuer="Sở Nội vụ tỉnh Vĩnh Long", year=2026
    )
    assert [twin.document_id for twin in found] == [waiting.pk]
    assert not queries.duplicates(place.id, reference="15/QĐ-SNV", issuer="x", year=2026)


def test_refusing_needs_a_reason_and_ends_it() -> None:
    """Q-042; a refused document cannot be registered."""
    place = office()
    document = received(place)
    with pytest.raises(errors.NeedsReason):
        actions.refuse_incoming(place.clerk, document_id=document.pk, reason=" ")
    actions.refuse_incoming(place.clerk, document_id=document.pk, reason="Không thuộc thẩm quyền")
    with pytest.raises(WrongState):
        actions.register_incoming(place.clerk, document_id=document.pk)
    entry = Entry.objects.get(object_id=document.pk, name="document-refused")
    assert "Không thuộc thẩm quyền" in entry.data


def test_corrections_are_journalled_with_before_and_after() -> None:
    """Only what changed; nothing changed leaves no entry; an old form is told."""
    place = office()
    document = registered(place)
    better = replace(LETTER, subject="Về việc bổ nhiệm lại")
    actions.correct_fields(
        place.clerk, document_id=document.pk, fields=better, revision=document.revision
    )
    entry = Entry.objects.get(object_id=document.pk, name="fields-corrected")
    assert '"subject":["Về việc bổ nhiệm","Về việc bổ nhiệm lại"]' in entry.data
    assert "reference" not in entry.data
    actions.correct_fields(place.clerk, document_id=document.pk, fields=better)
    assert Entry.objects.filter(name="fields-corrected").count() == 1
    with pytest.raises(Conflict):
        actions.correct_fields(
            place.clerk, document_id=document.pk, fields=LETTER, revision=document.revision
        )


@pytest.mark.parametrize("who", ["leader", "specialist", "sysadmin", "inspector", "archivist"])
def test_only_the_registry_receives_and_registers(who: str) -> None:
    """Every other role is refused, with the right named."""
    place = office()
    actor: Actor = place.staff[who]
    document = received(place)
    with pytest.raises(errors.NeedsRight, match="Tiếp nhận"):
        actions.receive_incoming(actor, fields=LETTER)
    with pytest.raises(errors.NeedsRight):
        actions.register_incoming(actor, document_id=document.pk)
    with pytest.raises(errors.NeedsRight):
        actions.refuse_incoming(actor, document_id=document.pk, reason="x")


def test_another_agencys_clerk_finds_nothing() -> None:
    """Q-003: the same answer as for a document that does not exist."""
    place, other = office(), office()
    document = received(place)
    with pytest.raises(errors.DocumentNotFound):
        actions.register_incoming(other.clerk, document_id=document.pk)
    with pytest.raises(errors.DocumentNotFound):
        actions.correct_fields(other.clerk, document_id=document.pk, fields=LETTER)


MARKED = [
    "MẬT",
    "Tối mật",
    "* mật *",
    "TỐI MẬT",
    "Tuyệt mật".upper(),
    "(MẬT) Về việc phòng thủ",
    "Về việc phòng thủ [TỐI MẬT]",
    "MẬT - Về việc phòng thủ",
    "TỐI MẬT Về việc phòng thủ",
    "Về việc phòng thủ - MẬT",
    "Độ mật: Mật",
    "mức độ mật: tối mật",
    "độ mật là Tuyệt mật",
]
ORDINARY = [
    "Về việc bảo vệ bí mật nhà nước",
    "THÔNG BÁO VỀ BẢO MẬT HỆ THỐNG",
    "VỀ VIỆC BẢO VỆ BÍ MẬT NHÀ NƯỚC NĂM 2026",
    "Triển khai Luật Bảo vệ bí mật nhà nước",
    "Về việc cung ứng đường mật, mật ong",
    "Mật độ dân số phường Long Châu",
    "MẬT ĐỘ XÂY DỰNG KHU DÂN CƯ",
    "Danh mục bí mật nhà nước độ Tối mật thuộc lĩnh vực y tế",
]


@pytest.mark.parametrize("text", MARKED)
def test_a_mark_of_secrecy_is_recognised(text: str) -> None:
    """Alone, in brackets, set apart by a dash, or behind "Độ mật"."""
    assert has_secrecy_mark(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_words_about_secrecy_are_not_a_mark(text: str) -> None:
    """A letter about protecting secrets is an ordinary letter."""
    assert not has_secrecy_mark(text)


@pytest.mark.parametrize(
    "changes", [{"secrecy": 1}, {"secrecy": 3}, {"note": "TỐI MẬT"}, {"subject": "(MẬT) x"}]
)
def test_nothing_of_a_state_secret_is_kept(changes: dict[str, Any]) -> None:
    """No row, no journal entry, no bytes, no blob: refused at the door (Q-144)."""
    place = office()
    file = scan(b"%PDF-1.7 bi mat")
    entries = Entry.objects.count()
    with pytest.raises(StateSecretRefused):
        received(place, replace(LETTER, **changes), files=[file])
    assert not Document.objects.exists()
    assert not Blob.objects.filter(pk=file.blob.pk).exists()
    assert not path_of(file.blob.pk).exists()
    assert Entry.objects.count() == entries


def test_every_other_door_refuses_secrets_too() -> None:
    """Draft, correction, recipients, a file's name; and the database itself."""
    place = office()
    document = received(place)
    with pytest.raises(StateSecretRefused):
        actions.create_draft(
            place.specialist, direction="outgoing", fields=OutgoingFields(subject="MẬT")
        )
    draft = actions.create_draft(
        place.specialist, direction="outgoing", fields=OutgoingFields(subject="Báo cáo")
    )
    with pytest.raises(StateSecretRefused):
        actions.set_recipients(
            place.specialist,
            document_id=draft.pk,
            recipients=[actions.NewRecipient(name="Bộ Chỉ huy (TỐI MẬT)")],
        )
    with pytest.raises(StateSecretRefused):
        actions.correct_fields(
            place.clerk, document_id=document.pk, fields=replace(LETTER, secrecy=2)
        )
    file = scan(b"%PDF-1.7 ba")
    with pytest.raises(StateSecretRefused):
        actions.attach_file(
            place.clerk, document_id=document.pk, file=replace(file, name="(TỐI MẬT).pdf")
        )
    assert not path_of(file.blob.pk).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(secrecy=1)
    assert Document.objects.get(pk=document.pk).state == DocumentState.RECEIVED
