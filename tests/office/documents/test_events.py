"""Each act leaves exactly its entries in the journal; each refused one none (design 1.4)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest

from tests.factories.province import NOW, START, Office, office
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.files.actions import store as keep
from vanthu.ground.journal.models import Entry
from vanthu.kernel.errors import Refusal
from vanthu.office.documents import actions
from vanthu.office.documents.actions import NewFile, NewReading, NewRecipient
from vanthu.office.documents.choices import DocumentState, RegisterKind
from vanthu.office.documents.fields import IncomingFields, OutgoingFields
from vanthu.office.documents.models import Document, DocumentFile
from vanthu.office.documents.registers import RegisterPeriod

pytestmark = pytest.mark.django_db

LETTER = IncomingFields(
    reference="15/QĐ-SNV",
    issued_on=date(2026, 11, 5),
    issuer_name="Sở Nội vụ",
    subject="Về việc bổ nhiệm",
)
DRAFT = OutgoingFields(type_code="quyet-dinh", subject="Về việc khen thưởng")


@dataclass
class Scene:
    """An agency with a received, a registered, an approved and a numbered document."""

    place: Office
    received: int
    suspected: int
    group: int
    registered: int
    drafted: int
    approved: int
    numbered: int
    file: NewFile
    attached: int
    reserved: int

    @property
    def january(self) -> Actor:
        """The clerk when the year is over."""
        return self.place.clerk.at(datetime(2027, 1, 5, 9, tzinfo=VIETNAM))


def draft(place: Office, state: DocumentState) -> int:
    """A draft in that state."""
    row = actions.create_draft(place.specialist, direction="outgoing", fields=DRAFT)
    Document.objects.filter(pk=row.pk).update(state=state)
    return row.pk


@pytest.fixture
def scene(store: Path) -> Scene:
    """Everything the acts below need."""
    place = office()
    file = NewFile(keep(BytesIO(b"%PDF-1.7 x"), now=NOW), "x.pdf")
    received = actions.receive_incoming(place.clerk, fields=LETTER).pk
    other = replace(LETTER, reference="16/QĐ-SNV")
    registered = actions.receive_incoming(place.clerk, fields=other, files=[file]).pk
    actions.register_incoming(place.clerk, document_id=registered)
    numbered = draft(place, DocumentState.APPROVED)
    actions.give_number(place.clerk, document_id=numbered)
    (reserved,) = actions.reserve_number(place.clerk, register_id=place.outgoing.pk, reason="Giữ")
    suspected = actions.receive_incoming(place.clerk, fields=LETTER).pk
    actions.suspect_secret(place.clerk, document_id=suspected)
    return Scene(
        place=place,
        received=received,
        suspected=suspected,
        group=actions.set_group(place.clerk, name="Các sở", member_ids=[place.id]).pk,
        registered=registered,
        drafted=draft(place, DocumentState.DRAFTING),
        approved=draft(place, DocumentState.APPROVED),
        numbered=numbered,
        file=file,
        attached=DocumentFile.objects.get(document_id=registered).pk,
        reserved=reserved.pk,
    )


def close_old_year(s: Scene) -> None:
    """Close 2025 of the outgoing register."""
    period = RegisterPeriod.objects.get(register=s.place.outgoing, label="2025")
    actions.close_period(s.place.clerk, period_id=period.pk)


# Act -> the entries it leaves, in order; nothing more (handlers of other modules included).
ACTS: dict[str, tuple[Callable[[Scene], object], list[str]]] = {
    "receive": (
        lambda s: actions.receive_incoming(s.place.clerk, fields=LETTER, files=[s.file]),
        ["document-received"],
    ),
    "correct": (
        lambda s: actions.correct_fields(
            s.place.clerk, document_id=s.received, fields=replace(LETTER, note="Gấp")
        ),
        ["fields-corrected"],
    ),
    "correct nothing": (
        lambda s: actions.correct_fields(s.place.clerk, document_id=s.received, fields=LETTER),
        [],
    ),
    "group": (
        lambda s: actions.set_group(s.place.clerk, name="Các xã", member_ids=[s.place.id]),
        ["recipient-group-set"],
    ),
    "drop group": (
        lambda s: actions.drop_group(s.place.clerk, group_id=s.group),
        ["recipient-group-dropped"],
    ),
    "suspect": (
        lambda s: actions.suspect_secret(s.place.clerk, document_id=s.received),
        ["secrecy-suspected"],
    ),
    "clear": (
        lambda s: actions.clear_suspicion(
            s.place.clerk, document_id=s.suspected, reason="Tên gọi, không phải dấu"
        ),
        ["secrecy-cleared"],
    ),
    "expel": (
        lambda s: actions.expel_secret(s.place.clerk, document_id=s.suspected),
        ["document-refused"],
    ),
    "register": (
        lambda s: actions.register_incoming(s.place.clerk, document_id=s.received),
        ["document-registered"],
    ),
    "refuse": (
        lambda s: actions.refuse_incoming(s.place.clerk, document_id=s.received, reason="Nhầm"),
        ["document-refused"],
    ),
    "read": (
        lambda s: actions.keep_readings(
            s.place.clerk,
            document_id=s.received,
            values={},
            readings=[NewReading("subject", "x", 0.5)],
            page_count=1,
        ),
        ["fields-read"],
    ),
    "draft": (
        lambda s: actions.create_draft(s.place.specialist, direction="internal", fields=DRAFT),
        ["draft-created"],
    ),
    "recipients": (
        lambda s: actions.set_recipients(
            s.place.specialist, document_id=s.drafted, recipients=[NewRecipient(name="Sở Y tế")]
        ),
        ["recipients-set"],
    ),
    "number": (
        lambda s: actions.give_number(s.place.clerk, document_id=s.approved),
        ["number-given"],
    ),
    "insert": (
        lambda s: actions.insert_number(
            s.place.clerk, document_id=s.approved, after=1, reason="Bỏ sót"
        ),
        ["number-inserted"],
    ),
    "reserve": (
        lambda s: actions.reserve_number(
            s.place.clerk, register_id=s.place.outgoing.pk, reason="Giữ", count=3
        ),
        ["number-reserved"],
    ),
    "void": (
        lambda s: actions.void_number(s.place.clerk, number_id=s.reserved, reason="Thôi"),
        ["number-voided"],
    ),
    "issue": (
        lambda s: actions.mark_issued(s.place.clerk, document_id=s.numbered),
        ["document-issued", "packets-sent"],  # the interchange takes it from there
    ),
    "attach": (
        lambda s: actions.attach_file(s.place.clerk, document_id=s.received, file=s.file),
        ["file-attached"],
    ),
    "replace": (
        lambda s: actions.replace_file(s.place.clerk, file_id=s.attached, reason="Quét lại"),
        ["file-replaced"],
    ),
    "check signatures again": (
        lambda s: actions.recheck_signatures(s.place.clerk, document_id=s.registered),
        ["signature-check-asked"],
    ),
    "relate": (
        lambda s: actions.relate(
            s.place.clerk, source_id=s.received, target_id=s.registered, kind="related"
        ),
        ["documents-related"],
    ),
    "view": (
        lambda s: actions.record_access(s.place.leader, document_id=s.registered, how="view"),
        ["document-viewed"],
    ),
    "define": (
        lambda s: actions.define_register(
            s.place.clerk, kind=RegisterKind.COPY, name="Sổ bản sao", valid_from=START
        ),
        ["register-defined"],
    ),
    "end": (
        lambda s: actions.end_register(
            s.place.clerk,
            register_id=s.place.internal.pk,
            valid_to=date(2026, 12, 1),
            reason="Gộp",
        ),
        ["register-ended"],
    ),
    "open a year": (
        lambda s: actions.open_year(s.place.clerk, year=2027),
        ["period-opened"] * 3,
    ),
    "close": (close_old_year, ["period-closed"]),
}


@pytest.mark.parametrize("name", ACTS)
def test_each_act_leaves_exactly_its_entries(scene: Scene, name: str) -> None:
    """In the journal of the agency, with who did it."""
    act, expected = ACTS[name]
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    act(scene)
    left = Entry.objects.filter(id__gt=last).order_by("id")
    assert [entry.name for entry in left] == expected
    assert {entry.agency_id for entry in left} <= {scene.place.id}
    assert all(entry.person_id is not None for entry in left)


def test_every_act_is_in_the_table() -> None:
    """A new public verb cannot be forgotten here."""
    # parts of other acts, which journal themselves
    plain = {"grant", "revoke", "move", "put_file", "set_aside", "tie", "refuse_secrets"}
    plain |= {"check_expel", "tell_damage"}  # tests/faces/jobs
    plain |= {"create_copy"}  # tests/office/copies
    plain |= {"correct_issued", "add_recipients"}  # tests/office/interchange
    plain |= {name for name in actions.__all__ if name.endswith("_emergency")}  # test_emergency
    verbs = {name for name in actions.__all__ if name[0].islower()} - plain
    named = " ".join(act.__code__.co_names.__str__() for act, _names in ACTS.values())
    assert {verb for verb in verbs if f"'{verb}'" not in named} == {"open_period"}


@pytest.mark.parametrize(
    ("verb", "roles"),
    [
        ("receive", {"clerk"}),
        ("register", {"clerk"}),
        ("refuse", {"clerk"}),
        ("number", {"clerk"}),
        ("issue", {"clerk"}),
        ("reserve", {"clerk"}),
        ("void", {"clerk"}),
        ("define", {"clerk"}),
        ("open a year", {"clerk"}),
    ],
)
def test_the_registrys_acts_are_the_clerks_alone(scene: Scene, verb: str, roles: set[str]) -> None:
    """Each role in the clerk's place; a refusal leaves no entry."""
    act, expected = ACTS[verb]
    for name, actor in scene.place.staff.items():
        if name in roles:
            continue
        count = Entry.objects.count()
        with pytest.raises(Refusal):
            act(replace(scene, place=replace(scene.place, clerk=actor)))
        assert Entry.objects.count() == count
