"""The data standard of Annex VI, Part II, field by field, and its traps (requirements 2.10)."""

from datetime import date
from typing import Any

import pytest

from tests.factories.province import office
from vanthu.office.documents import actions, standard, wire
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.choices import DocumentState
from vanthu.office.documents.fields import IncomingFields, OutgoingFields
from vanthu.office.documents.models import Document

# (number, name, type, length, automatic) as printed in the decree.
SHARED = [
    ("1.1", "FileCode.OrganId", "String", 13, True),
    ("1.2", "FileCode.FileCatalog", "Number", 4, True),
    ("1.3", "FileCode.FileNotation", "String", 20, False),
    ("2", "DocOrdinal", "Number", 3, True),
    ("3", "TypeName", "String", 100, False),
    ("4", "CodeNumber", "String", 11, False),
    ("5", "CodeNotation", "String", 30, False),
    ("6", "IssuedDate", "Date", 10, False),
    ("7", "OrganName", "String", 200, False),
    ("8", "Subject", "String", 500, False),
    ("9", "Language", "String", 30, False),
    ("10", "PageAmount", "Number", 3, True),
    ("11", "Description", "String", 500, False),
]
OUTGOING = [
    *[(*row[:4], True) if row[0] in ("4", "6") else row for row in SHARED],
    ("12.1", "SignerInfo.Position", "String", 100, False),
    ("12.2", "SignerInfo.FullName", "String", 50, False),
    ("13.1", "To.OrganId", "String", 13, True),
    ("13.2", "To.OrganName", "String", 200, False),
    ("14", "Priority", "Number", 1, False),
    ("15", "IssuedAmount", "Number", 3, False),
    ("16", "DueDate", "Date", 10, False),
]
INCOMING = [
    *SHARED,
    ("12", "ArrivalDate", "Date", 10, True),
    ("13", "ArrivalNumber", "Number", 10, True),
    ("14.1", "SignerInfo.Position", "String", 100, False),
    ("14.2", "SignerInfo.FullName", "String", 50, False),
    ("15", "Priority", "Number", 1, False),
    ("16", "ToPlaces", "String", 1000, False),
    ("17", "TraceHeaderList", "LongText", None, False),
    ("18", "DueDate", "Date", 10, False),
]
DOSSIER = [
    *SHARED[:3],
    ("2", "Title", "String", 500, False),
    ("3", "Maintenance", "String", 30, False),
    ("4", "Rights", "String", 30, False),
    ("5", "Creator", "String", 30, False),
    ("6", "Language", "String", 50, False),
    ("7", "StartDate", "Date", 10, False),
    ("8", "EndDate", "Date", 10, False),
    ("9", "DocTotal", "Number", 4, True),
    ("10", "PageTotal", "Number", 4, True),
    ("11", "Description", "String", 500, False),
]


@pytest.mark.parametrize(
    ("leaves", "printed", "count"),
    [
        (standard.OUTGOING, OUTGOING, 20),
        (standard.INCOMING, INCOMING, 21),
        (standard.DOSSIER, DOSSIER, 13),
    ],
)
def test_leaf_fields_are_those_of_the_decree(
    leaves: tuple[standard.Leaf, ...], printed: list[tuple[Any, ...]], count: int
) -> None:
    """20 outgoing, 21 incoming, 13 dossier fields: number, name, type, length, automatic."""
    assert len(leaves) == count
    found = [(x.no, x.name, x.type, x.length, x.automatic) for x in leaves]
    assert found == printed
    assert all(leaf.label for leaf in leaves)


FULL = IncomingFields(
    reference="15/QĐ-UBND",
    issued_on=date(2026, 11, 5),
    issuer_name="Ủy ban nhân dân tỉnh Vĩnh Long",
    subject="Về việc phê duyệt kế hoạch",
    type_code="quyet-dinh",
    page_count=4,
    note="Bản sao y",
    signer_position="Chủ tịch",
    signer_name="Nguyễn Văn Ân",
    urgency=3,
    to_places="Phòng Kinh tế",
    due_on=date(2026, 12, 1),
)


@pytest.mark.django_db
def test_an_incoming_document_in_wire_names() -> None:
    """Every leaf; days as dd/MM/yyyy (trap e), urgency as the one digit (trap a)."""
    place = office()
    document = actions.receive_incoming(place.clerk, fields=FULL)
    actions.register_incoming(place.clerk, document_id=document.pk)
    stored = Document.objects.select_related("type").get(pk=document.pk)
    lies = wire.Placement("H61.12", 2026, "01.TCCB", 1)
    told = wire.export(stored, placement=lies, trace="Phòng Kinh tế chủ trì")
    assert told == {
        "FileCode": {"OrganId": "H61.12", "FileCatalog": 2026, "FileNotation": "01.TCCB"},
        "DocOrdinal": 1,
        "TypeName": "Quyết định",
        "CodeNumber": "15",
        "CodeNotation": "QĐ-UBND",
        "IssuedDate": "05/11/2026",
        "OrganName": "Ủy ban nhân dân tỉnh Vĩnh Long",
        "Subject": "Về việc phê duyệt kế hoạch",
        "Language": "Tiếng Việt",
        "PageAmount": 4,
        "Description": "Bản sao y",
        "ArrivalDate": "23/11/2026",
        "ArrivalNumber": 1,
        "SignerInfo": {"Position": "Chủ tịch", "FullName": "Nguyễn Văn Ân"},
        "Priority": 3,
        "ToPlaces": "Phòng Kinh tế",
        "TraceHeaderList": "Phòng Kinh tế chủ trì",
        "DueDate": "01/12/2026",
    }
    assert wire.warnings("incoming", told) == []


@pytest.mark.django_db
def test_an_outgoing_document_fills_its_automatic_fields() -> None:
    """Number, day and the receivers' codes come from the system (III.1.g)."""
    place, receiver = office(code="H61.40"), office("Sở Nội vụ", "SNV", code="H61.41")
    draft = actions.create_draft(
        place.specialist,
        direction="outgoing",
        fields=OutgoingFields(type_code="to-trinh", subject="Về việc bổ sung kinh phí", copies=5),
        recipients=[NewRecipient(agency_id=receiver.id), NewRecipient(name="Trường Tiểu học A")],
    )
    Document.objects.filter(pk=draft.pk).update(state=DocumentState.APPROVED)
    actions.give_number(place.clerk, document_id=draft.pk)
    stored = Document.objects.select_related("type").get(pk=draft.pk)
    told = wire.export(stored, recipients=list(stored.recipients.order_by("order")))
    assert told["To"] == [
        {"OrganId": "H61.41", "OrganName": "Sở Nội vụ"},
        {"OrganId": None, "OrganName": "Trường Tiểu học A"},
    ]
    assert (told["CodeNumber"], told["CodeNotation"]) == ("01", "TTr-UBND")
    assert (told["IssuedDate"], told["IssuedAmount"]) == ("23/11/2026", 5)
    assert told["FileCode"] == {"OrganId": None, "FileCatalog": None, "FileNotation": None}
    assert set(told) == {leaf.name.partition(".")[0] for leaf in standard.OUTGOING}


def test_a_dossier_in_wire_names_warns_where_it_outgrows_the_decree() -> None:
    """35-character codes, long names of makers are kept and told of (traps b, d)."""
    columns = {
        "title": "Hồ sơ bổ nhiệm",
        "maintenance": "Vĩnh viễn",
        "creator_name": "Công Tằng Tôn Nữ Nguyễn Thị Huyền Trân",
        "language": "Tiếng Việt",
        "start_on": date(2026, 1, 5),
    }
    lies = wire.Placement("H61.12.34.56.78.90", 2026, "01.TCCB", 1)
    told = wire.export_dossier(columns, lies, documents=12, pages=140)
    assert len(wire._flat(told)) == 13
    assert told["StartDate"] == "05/01/2026"
    assert (told["DocTotal"], told["PageTotal"], told["EndDate"]) == (12, 140, None)
    warned = wire.dossier_warnings(told)
    assert [line.split("(")[1].split(")")[0] for line in warned] == [
        "FileCode.OrganId",
        "Creator",
    ]


def test_more_than_999_documents_in_a_dossier_are_only_warned_of() -> None:
    """DocOrdinal has 3 digits in the decree, 7 in Circular 05/2025 (trap c)."""
    ordinal = next(leaf for leaf in standard.INCOMING if leaf.name == "DocOrdinal")
    assert (ordinal.length, ordinal.accepted) == (3, 7)
    assert standard.too_long((ordinal,), {"DocOrdinal": 999}) == []
    assert len(standard.too_long((ordinal,), {"DocOrdinal": 1000})) == 1


def test_misprints_of_the_decree_are_put_right() -> None:
    """`Organld` and `Signerlnfo` do not appear (trap f)."""
    names = {x.name for x in (*standard.OUTGOING, *standard.INCOMING, *standard.DOSSIER)}
    assert not any("ld" in name or "lnfo" in name for name in names)


def test_one_digit_never_carries_a_secret() -> None:
    """Priority is urgency alone."""
    assert [wire.priority(urgency, 0) for urgency in range(4)] == [0, 1, 2, 3]
    with pytest.raises(ValueError):
        wire.priority(0, 1)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("subject", "x" * 501),
        ("issuer_name", "x" * 201),
        ("number", "1" * 12),
        ("symbol", "X" * 61),
        ("reference", "X" * 76),
        ("note", "x" * 501),
        ("language", "x" * 31),
        ("signer_position", "x" * 101),
        ("signer_name", "x" * 101),
        ("to_places", "x" * 1001),
        ("place", "x" * 51),
        ("identifier", "x" * 121),
        ("urgency", 4),
        ("circulation", "everyone"),
        ("signing_authority", "XX."),
        ("page_count", 0),
        ("copies", -1),
        ("issued_on", date(1800, 1, 1)),
        ("due_on", date(2026, 11, 4)),
    ],
)
def test_each_field_refuses_what_does_not_fit(name: str, value: object) -> None:
    """Length, closed set, range: the wrong field is named, and only that one."""
    values = {f: getattr(FULL, f) for f in FULL.__dataclass_fields__} | {name: value}
    assert list(standard.validate(IncomingFields(**values))) == [name]


@pytest.mark.parametrize(
    ("name", "length"),
    [("subject", 500), ("issuer_name", 200), ("signer_name", 100), ("to_places", 1000)],
)
def test_the_longest_allowed_value_is_accepted(name: str, length: int) -> None:
    """At the limit nothing is refused; the column holds as much."""
    values = {f: getattr(FULL, f) for f in FULL.__dataclass_fields__} | {name: "ă" * length}
    assert standard.validate(IncomingFields(**values)) == {}
    column = Document._meta.get_field(name)
    assert getattr(column, "max_length", None) == length


def test_what_the_register_cannot_do_without() -> None:
    """Author, day and abstract are compulsory at registration."""
    blank = Document(subject="", issuer_name="", issued_on=None)
    assert set(standard.missing_to_register(blank)) == {"subject", "issuer_name", "issued_on"}
