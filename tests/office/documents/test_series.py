"""Series set by the agency's head, years, terms, reserved, inserted and void numbers (8.2)."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tests.factories.province import START, Office, office, year
from vanthu.ground.base.actor import VIETNAM, Actor
from vanthu.ground.org.choices import System
from vanthu.kernel.errors import Conflict, Invalid, NotAllowed
from vanthu.kernel.periods import EmptyPeriod
from vanthu.office.documents import actions, errors, queries
from vanthu.office.documents.choices import DocumentState, PeriodKind, RegisterKind
from vanthu.office.documents.fields import IncomingFields, OutgoingFields
from vanthu.office.documents.models import Document
from vanthu.office.documents.registers import DocumentNumber, Register, RegisterPeriod

pytestmark = pytest.mark.django_db


def approved(place: Office, type_code: str, *, body: str = "", direction: str = "outgoing") -> int:
    """A document ready for its number."""
    fields = OutgoingFields(type_code=type_code, subject="Về việc thử nghiệm", body=body)
    draft = actions.create_draft(place.specialist, direction=direction, fields=fields)
    Document.objects.filter(pk=draft.pk).update(state=DocumentState.APPROVED)
    return draft.pk


def numbered(place: Office, type_code: str, actor: Actor | None = None, **how: object) -> str:
    """The reference a new document of the type gets."""
    options = {name: how.pop(name) for name in ("body", "direction") if name in how}
    document_id = approved(place, type_code, **options)  # type: ignore[arg-type]
    giver = actor or place.clerk
    return actions.give_number(giver, document_id=document_id, **how).reference  # type: ignore[arg-type]


def at(place: Office, *day: int) -> Actor:
    """The clerk on another day."""
    return place.clerk.at(datetime(*day, 9, tzinfo=VIETNAM))  # type: ignore[misc,arg-type]


def extra(place: Office, kind: RegisterKind, **how: object) -> Register:
    """One more register, defined by the clerk and open for 2026."""
    how.setdefault("name", "Sổ riêng")
    register = actions.define_register(
        place.clerk,
        kind=kind,
        valid_from=START,
        **how,  # type: ignore[arg-type]
    )
    year(register, 2026)
    return register


def test_one_series_for_all_types() -> None:
    """Decree 30, Art. 15.1.c: one series; the number runs through the types."""
    place = office()
    made = [numbered(place, code) for code in ("quyet-dinh", "thong-bao", "cong-van", "bao-cao")]
    assert made == ["01/QĐ-UBND", "02/TB-UBND", "03/UBND-KT", "04/BC-UBND"]


def test_series_per_type_and_per_group_beside_the_rest() -> None:
    """Decisions by themselves, notices and reports as a group, all others together (Q-021)."""
    place = office()
    extra(place, RegisterKind.OUTGOING, types=["quyet-dinh"])
    extra(place, RegisterKind.OUTGOING, types=["thong-bao", "bao-cao"])
    codes = ("quyet-dinh", "thong-bao", "cong-van", "quyet-dinh", "bao-cao", "to-trinh")
    assert [numbered(place, code) for code in codes] == [
        "01/QĐ-UBND",
        "01/TB-UBND",
        "01/UBND-KT",
        "02/QĐ-UBND",
        "02/BC-UBND",
        "02/TTr-UBND",
    ]


def test_normative_documents_and_copies_have_their_own_series() -> None:
    """`01/2026/QĐ-UBND` (Q-080); SY, TrS, SL run through one copy register (Q-030)."""
    place = office()
    with pytest.raises(errors.NoRegister):
        numbered(place, "qppl-quyet-dinh")
    extra(place, RegisterKind.NORMATIVE, types=["qppl-quyet-dinh"])
    extra(place, RegisterKind.COPY)
    assert numbered(place, "quyet-dinh") == "01/QĐ-UBND"
    assert numbered(place, "qppl-quyet-dinh") == "01/2026/QĐ-UBND"
    copies = [numbered(place, code) for code in ("sao-y", "trich-sao", "sao-luc")]
    assert copies == ["01/SY-UBND", "02/TrS-UBND", "03/SL-UBND"]


def test_a_consultative_body_has_a_series_and_a_symbol_of_its_own() -> None:
    """N-04; without a register for it the draft is refused."""
    place = office()
    body = "Hội đồng Thi đua - Khen thưởng"
    with pytest.raises(errors.NoRegister):
        approved(place, "ke-hoach", body=body)
    extra(place, RegisterKind.CONSULTATIVE, body=body, body_symbol="HĐTĐKT")
    assert numbered(place, "ke-hoach") == "01/KH-UBND"
    assert numbered(place, "ke-hoach", body=body) == "01/KH-HĐTĐKT"
    assert numbered(place, "ke-hoach", body=body) == "02/KH-HĐTĐKT"


def test_internal_documents_go_to_the_internal_register_or_the_outgoing_one() -> None:
    """Where no internal register is kept, the outgoing series takes them."""
    place = office()
    assert numbered(place, "thong-bao", direction="internal") == "01/TB-UBND"
    assert numbered(place, "bao-cao") == "01/BC-UBND"
    actions.end_register(
        place.clerk, register_id=place.internal.pk, valid_to=date(2026, 11, 1), reason="Gộp sổ"
    )
    assert numbered(place, "bien-ban", direction="internal") == "02/BB-UBND"


def party(term_from: date, term_to: date) -> tuple[Office, Register]:
    """A Party committee with a register of resolutions through a congress term."""
    place = office("Đảng ủy phường Long Châu", "ĐU", system=System.PARTY)
    register = actions.define_register(
        place.clerk,
        kind=RegisterKind.OUTGOING,
        name="Sổ nghị quyết",
        types=["dang-nghi-quyet"],
        period_kind=PeriodKind.TERM,
        valid_from=START,
    )
    actions.open_period(
        place.clerk,
        register_id=register.pk,
        label="2025-2030",
        starts_on=term_from,
        ends_before=term_to,
    )
    return place, register


def test_party_numbers_run_through_the_congress_term() -> None:
    """31/12 and 1/1 of one term: the numbers go on; a new term begins at 01 (Q-029)."""
    place, register = party(date(2025, 8, 1), date(2030, 8, 1))
    before = numbered(place, "dang-nghi-quyet", at(place, 2026, 12, 31))
    after = numbered(place, "dang-nghi-quyet", at(place, 2027, 1, 1))
    assert (before, after) == ("01-NQ/ĐU", "02-NQ/ĐU")
    actions.open_period(
        place.clerk,
        register_id=register.pk,
        label="2030-2035",
        starts_on=date(2030, 8, 1),
        ends_before=date(2035, 8, 1),
    )
    assert numbered(place, "dang-nghi-quyet", at(place, 2030, 9, 1)) == "01-NQ/ĐU"
    identifiers = Document.objects.filter(agency=place.agency).values_list("identifier", flat=True)
    assert len(set(identifiers)) == 3


def test_numbers_begin_again_on_the_first_of_january() -> None:
    """Q-020, Q-027: the year is opened for every register, then 01 again."""
    place = office()
    assert numbered(place, "quyet-dinh", at(place, 2026, 12, 31)) == "01/QĐ-UBND"
    with pytest.raises(errors.NoPeriod):
        numbered(place, "quyet-dinh", at(place, 2027, 1, 1))
    opened = actions.open_year(place.clerk, year=2027)
    assert [period.label for period in opened] == ["2027"] * 3
    assert actions.open_year(place.clerk, year=2027) == []
    assert numbered(place, "quyet-dinh", at(place, 2027, 1, 1)) == "01/QĐ-UBND"


def test_late_documents_of_the_old_year_keep_the_old_register() -> None:
    """On 2 January one dated 31/12 goes into the old year, one of 2/1 into the new."""
    place = office()
    actions.open_year(place.clerk, year=2027)
    numbered(place, "quyet-dinh")
    january = at(place, 2027, 1, 2)
    late = numbered(place, "quyet-dinh", january, dated=date(2026, 12, 31))
    assert (late, numbered(place, "quyet-dinh", january)) == ("02/QĐ-UBND", "01/QĐ-UBND")
    plain = replace(january, rights=january.rights - {"manage-registers"})
    with pytest.raises(errors.LatePeriod):
        numbered(place, "quyet-dinh", plain, dated=date(2026, 12, 30))


def test_a_closed_year_takes_no_more_numbers() -> None:
    """Closing waits for the year to end and for reserved numbers; then it is final."""
    place = office()
    numbered(place, "quyet-dinh")
    period = RegisterPeriod.objects.get(register=place.outgoing, label="2026")
    with pytest.raises(Conflict):
        actions.close_period(place.clerk, period_id=period.pk)
    january = at(place, 2027, 1, 5)
    reserved = actions.reserve_number(
        january, register_id=place.outgoing.pk, reason="Chờ ký bù", day=date(2026, 12, 31)
    )
    with pytest.raises(errors.ReservedLeft, match="2"):
        actions.close_period(january, period_id=period.pk)
    actions.void_number(january, number_id=reserved[0].pk, reason="Không dùng")
    actions.close_period(january, period_id=period.pk)
    with pytest.raises(errors.PeriodClosedAlready):
        numbered(place, "quyet-dinh", january, dated=date(2026, 12, 31))
    with pytest.raises(errors.PeriodClosedAlready):
        actions.close_period(january, period_id=period.pk)


def test_neither_arrival_nor_number_of_tomorrow() -> None:
    """A day that has not come yet is refused."""
    place = office()
    with pytest.raises(errors.FutureDay):
        numbered(place, "quyet-dinh", dated=date(2026, 11, 24))
    letter = IncomingFields(subject="x", issuer_name="Sở Y tế", issued_on=date(2026, 11, 1))
    document = actions.receive_incoming(place.clerk, fields=letter)
    with pytest.raises(errors.FutureDay):
        actions.register_incoming(
            place.clerk, document_id=document.pk, arrived_on=date(2026, 11, 24)
        )


def test_reserve_15_issue_16_void_15_and_the_register_shows_all() -> None:
    """Q-024: the void number stays in the register with its reason."""
    place = office()
    for _turn in range(14):
        numbered(place, "quyet-dinh")
    (kept,) = actions.reserve_number(
        place.clerk, register_id=place.outgoing.pk, reason="Giữ cho quyết định của Chủ tịch"
    )
    assert kept.number == 15
    assert numbered(place, "quyet-dinh") == "16/QĐ-UBND"
    actions.void_number(place.clerk, number_id=kept.pk, reason="Chủ tịch không ký")
    rows = queries.register_rows(kept.period_id)
    assert [row.shown for row in rows] == [f"{number:02d}" for number in range(1, 17)]
    line = rows[14]
    assert (line.state, line.reason, line.document) == ("void", "Chủ tịch không ký", None)
    assert rows[15].document is not None
    assert queries.audit(kept.period_id).sound


def test_a_reserved_number_is_used_once() -> None:
    """It goes to one document; a second is refused; a void one cannot be used."""
    place = office()
    kept, other = actions.reserve_number(
        place.clerk, register_id=place.outgoing.pk, reason="Giữ số", count=2
    )
    assert numbered(place, "quyet-dinh", reserved_id=kept.pk) == "01/QĐ-UBND"
    with pytest.raises(errors.NumberTaken):
        numbered(place, "quyet-dinh", reserved_id=kept.pk)
    actions.void_number(place.clerk, number_id=other.pk, reason="Không dùng")
    with pytest.raises(errors.NumberTaken):
        numbered(place, "quyet-dinh", reserved_id=other.pk)
    assert numbered(place, "quyet-dinh") == "03/QĐ-UBND"


def test_numbers_are_inserted_behind_one_already_given() -> None:
    """`01a`, `01b`; behind a number never given: refused."""
    place = office()
    numbered(place, "quyet-dinh")
    made = [
        actions.insert_number(
            place.clerk, document_id=approved(place, "quyet-dinh"), after=1, reason="Bỏ sót"
        ).reference
        for _turn in range(2)
    ]
    assert made == ["01a/QĐ-UBND", "01b/QĐ-UBND"]
    with pytest.raises(errors.NoSuchNumber):
        actions.insert_number(
            place.clerk, document_id=approved(place, "quyet-dinh"), after=9, reason="Bỏ sót"
        )
    rows = queries.register_rows(DocumentNumber.objects.latest("pk").period_id)
    assert [row.shown for row in rows] == ["01", "01a", "01b"]


def test_the_number_of_a_document_not_issued_can_be_voided() -> None:
    """It waits for another number; an issued one keeps its own."""
    place = office()
    document_id = approved(place, "quyet-dinh")
    first = actions.give_number(place.clerk, document_id=document_id)
    actions.void_number(place.clerk, number_id=first.number_row_id or 0, reason="Sai ngày")
    stored = Document.objects.get(pk=document_id)
    assert (stored.state, stored.reference, stored.identifier) == ("approved", "", "")
    again = actions.give_number(place.clerk, document_id=document_id)
    assert again.reference == "02/QĐ-UBND"
    actions.mark_issued(place.clerk, document_id=document_id)
    with pytest.raises(errors.NumberInUse):
        actions.void_number(place.clerk, number_id=again.number_row_id or 0, reason="Muộn")


@pytest.mark.parametrize("reason", ["", "   "])
def test_every_number_out_of_the_row_needs_a_reason(reason: str) -> None:
    """Reserve, insert, void: no reason, no number."""
    place = office()
    with pytest.raises(errors.NeedsReason):
        actions.reserve_number(place.clerk, register_id=place.outgoing.pk, reason=reason)
    with pytest.raises(errors.NeedsReason):
        actions.insert_number(place.clerk, document_id=0, after=1, reason=reason)
    with pytest.raises(errors.NeedsReason):
        actions.void_number(place.clerk, number_id=0, reason=reason)


def test_a_second_series_for_the_same_types_is_refused() -> None:
    """Two registers may not claim one document on one day; after the end of one, the next may."""
    place = office()
    with pytest.raises(errors.OverlappingRegisters, match="các loại văn bản còn lại"):
        extra(place, RegisterKind.OUTGOING)
    extra(place, RegisterKind.OUTGOING, types=["quyet-dinh"])
    with pytest.raises(errors.OverlappingRegisters, match="Quyết định"):
        extra(place, RegisterKind.OUTGOING, types=["quyet-dinh", "thong-bao"])


@pytest.mark.parametrize(
    ("kind", "how", "wrong"),
    [
        (RegisterKind.NORMATIVE, {}, "types"),
        (RegisterKind.NORMATIVE, {"types": ["qppl-quyet-dinh", "qppl-nghi-quyet"]}, "types"),
        (RegisterKind.COPY, {"types": ["sao-y"]}, "types"),
        (RegisterKind.INCOMING, {"types": ["cong-van"]}, "types"),
        (RegisterKind.OUTGOING, {"types": ["khong-co"]}, "types"),
        (RegisterKind.OUTGOING, {"name": " "}, "name"),
        (RegisterKind.OUTGOING, {"body": "Hội đồng"}, "body"),
        (RegisterKind.CONSULTATIVE, {"body_symbol": "HĐ"}, "body"),
        (RegisterKind.CONSULTATIVE, {"body": "Hội đồng"}, "body_symbol"),
    ],
)
def test_definitions_against_article_15(
    kind: RegisterKind, how: dict[str, object], wrong: str
) -> None:
    """The wrong field is named."""
    with pytest.raises(Invalid) as refusal:
        extra(office(), kind, **how)
    assert list(refusal.value.errors) == [wrong]


def test_periods_do_not_overlap_and_years_are_years() -> None:
    """A year is 1/1 to 31/12; a second 2026 is refused; an empty period too."""
    place = office()
    register = place.outgoing.pk

    def open_(start: date, end: date) -> None:
        actions.open_period(
            place.clerk, register_id=register, label="x", starts_on=start, ends_before=end
        )

    with pytest.raises(errors.OverlappingPeriods):
        open_(date(2026, 1, 1), date(2027, 1, 1))
    with pytest.raises(Invalid):
        open_(date(2027, 1, 1), date(2027, 7, 1))
    with pytest.raises(EmptyPeriod):
        open_(date(2027, 1, 1), date(2027, 1, 1))


def test_only_who_manages_registers_may_define_them() -> None:
    """A specialist and another agency's clerk are refused (Q-003)."""
    place, other = office(), office()
    with pytest.raises(NotAllowed):
        actions.define_register(
            place.specialist, kind=RegisterKind.COPY, name="Sổ", valid_from=START
        )
    with pytest.raises(errors.NoRegister):
        actions.reserve_number(other.clerk, register_id=place.outgoing.pk, reason="x")
    period = RegisterPeriod.objects.get(register=place.outgoing, label="2025")
    with pytest.raises(errors.OtherAgency):
        actions.close_period(other.clerk, period_id=period.pk)


def test_a_new_series_in_mid_year_cannot_repeat_a_number() -> None:
    """Number and symbol are unique in the year (N-01); the refused attempt takes no number."""
    place = office()
    assert numbered(place, "quyet-dinh") == "01/QĐ-UBND"
    actions.end_register(
        place.clerk, register_id=place.outgoing.pk, valid_to=date(2026, 11, 23), reason="Chia sổ"
    )
    register = actions.define_register(
        place.clerk, kind=RegisterKind.OUTGOING, name="Sổ mới", valid_from=date(2026, 11, 23)
    )
    year(register, 2026)
    with pytest.raises(errors.ReferenceTaken):
        numbered(place, "quyet-dinh")
    assert numbered(place, "thong-bao") == "01/TB-UBND"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"type_code": "khong-co"}, "type_code"),
        ({"unit_id": 999_999}, "unit_id"),
        ({"subject": "x" * 501}, "subject"),
    ],
)
def test_fields_that_name_what_is_not_there(fields: dict[str, Any], wrong: str) -> None:
    """A wrong field, not a broken commit."""
    place = office()
    with pytest.raises(Invalid) as refusal:
        actions.create_draft(
            place.specialist, direction="outgoing", fields=OutgoingFields(**fields)
        )
    assert list(refusal.value.errors) == [wrong]


@pytest.mark.parametrize(
    "recipient",
    [
        actions.NewRecipient(),
        actions.NewRecipient(agency_id=999_999),
        actions.NewRecipient(name="x" * 201),
        actions.NewRecipient(name="x", purpose="for-fun"),
    ],
)
def test_recipients_that_cannot_be(recipient: actions.NewRecipient) -> None:
    """Without a name, of no agency, too long, for no purpose."""
    with pytest.raises(Invalid) as refusal:
        actions.create_draft(
            office().specialist,
            direction="outgoing",
            fields=OutgoingFields(subject="x"),
            recipients=[recipient],
        )
    assert list(refusal.value.errors) == ["recipients"]
