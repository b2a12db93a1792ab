"""Who may sign what with which words above the name (S-10, Q-066)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from tests.factories import drafts
from tests.factories.province import NOW, START, Office, actor_of, office
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.choices import AgencyKind, System
from vanthu.ground.people.choices import DelegationKind
from vanthu.ground.people.models import Delegation, Tenure
from vanthu.kernel.errors import Invalid, Refusal
from vanthu.office.drafting import actions, queries
from vanthu.office.drafting.actions import NewMandate, RouteChoice
from vanthu.office.drafting.errors import NoMandate, OtherAuthority
from vanthu.office.drafting.rules import (
    House,
    Row,
    Seat,
    Signer,
    Written,
    full_title,
    lack,
    ways_to_sign,
)

DAY = date(2026, 11, 23)
BEFORE, AFTER = DAY - timedelta(days=30), DAY + timedelta(days=30)
REGULATION = "Điều 9 Quy chế làm việc của UBND"

DEPARTMENT = House("Giám đốc")
COMMITTEE = House("Chủ tịch", "Ủy ban nhân dân")
PARTY = House("Bí thư", "Ban Thường vụ", party=True, committee=True)
PARTY_OFFICE = House("Chánh Văn phòng", party=True)

HEAD, DEPUTY = Signer(Seat.HEAD, "Giám đốc"), Signer(Seat.DEPUTY, "Phó Giám đốc")
CHAIR, VICE = Signer(Seat.HEAD, "Chủ tịch"), Signer(Seat.DEPUTY, "Phó Chủ tịch")
CHIEF = Signer(Seat.UNIT_HEAD, "Chánh Văn phòng")
CHIEFS_DEPUTY = Signer(Seat.UNIT_DEPUTY, "Phó Chánh Văn phòng", "Chánh Văn phòng")
CLERK = Signer(Seat.OTHER, "Chuyên viên")

BY_ORDER = Row("TL.", REGULATION, BEFORE, None, "Giám đốc")
OF_CHIEF = Row("TL.", REGULATION, BEFORE, None, "Giám đốc", of_head=True)
ENDED = Row("TL.", REGULATION, BEFORE, DAY, "Giám đốc")
LETTERS_ONLY = Row("TL.", REGULATION, BEFORE, None, "Giám đốc", types=("cong-van",))
ACTING = Row("Q.", "Quyết định số 5/QĐ-UBND", BEFORE, None, "Giám đốc")
COUNCIL = Row("TM.", "Quyết định số 7/QĐ-UBND", BEFORE, None, body="Hội đồng thi đua")
FOR_HEAD = Row("KT.", "Quyết định số 8/QĐ-UBND", BEFORE, None, "Giám đốc")
PARTY_ORDER = Row("TL.", "Quy chế làm việc", BEFORE, None, body="Ban Thường vụ")
AUTHORISED = Written("Giám đốc", "Ký giấy giới thiệu", "Giấy ủy quyền số 1/UQ", BEFORE, AFTER)
EXPIRED = Written("Giám đốc", "Ký giấy giới thiệu", "Giấy ủy quyền số 1/UQ", BEFORE, DAY)
UNLIMITED = Written("Giám đốc", " ", "Giấy ủy quyền số 2/UQ", BEFORE, AFTER)
PASSED_ON = Written("Trưởng phòng", "Ký giấy", "Giấy số 3/UQ", BEFORE, AFTER, passed_on=True)

CASES: dict[str, tuple[House, Signer, Sequence[Row], Sequence[Written], list[tuple[str, ...]]]] = {
    "a head signs": (DEPARTMENT, HEAD, [], [], [("", "GIÁM ĐỐC")]),
    "a chair, for the collective first": (
        COMMITTEE,
        CHAIR,
        [],
        [],
        [("TM.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), ("", "CHỦ TỊCH")],
    ),
    "a deputy": (DEPARTMENT, DEPUTY, [], [], [("KT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")]),
    "a vice chair": (
        COMMITTEE,
        VICE,
        [],
        [],
        [
            ("TM.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ("KT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ],
    ),
    "the acting head": (
        DEPARTMENT,
        DEPUTY,
        [ACTING],
        [],
        [("KT.", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), ("Q.", "Q. GIÁM ĐỐC")],
    ),
    "by order, in the regulation": (
        DEPARTMENT,
        CHIEF,
        [BY_ORDER],
        [],
        [("TL.", "TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")],
    ),
    "by order, left to the deputy": (
        DEPARTMENT,
        CHIEFS_DEPUTY,
        [OF_CHIEF],
        [],
        [("TL.", "TL. GIÁM ĐỐC", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")],
    ),
    "by order, not in the regulation": (DEPARTMENT, CHIEF, [], [], []),
    "by order, no more": (DEPARTMENT, CHIEF, [ENDED], [], []),
    "by order, for another type": (DEPARTMENT, CHIEF, [LETTERS_ONLY], [], []),
    "authorised": (
        DEPARTMENT,
        CHIEF,
        [],
        [AUTHORISED],
        [("TUQ.", "TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")],
    ),
    "authorised until yesterday": (DEPARTMENT, CHIEF, [], [EXPIRED], []),
    "authorised without a limit of content": (DEPARTMENT, CHIEF, [], [UNLIMITED], []),
    "authorised by one who was authorised": (DEPARTMENT, CHIEF, [], [PASSED_ON], []),
    "a specialist": (DEPARTMENT, CLERK, [], [], []),
    "for a council": (
        COMMITTEE,
        CLERK,
        [COUNCIL],
        [],
        [("TM.", "TM. HỘI ĐỒNG THI ĐUA", "CHUYÊN VIÊN")],
    ),
    "in the head's place, by a decision": (
        DEPARTMENT,
        CHIEF,
        [FOR_HEAD],
        [],
        [("KT.", "KT. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG")],
    ),
    "the secretary": (
        PARTY,
        Signer(Seat.HEAD, "Bí thư"),
        [],
        [],
        [("TM.", "T/M BAN THƯỜNG VỤ", "BÍ THƯ")],
    ),
    "the deputy secretary, never K/T": (
        PARTY,
        Signer(Seat.DEPUTY, "Phó Bí thư"),
        [FOR_HEAD],
        [],
        [("TM.", "T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")],
    ),
    "a deputy in a Party office": (
        PARTY_OFFICE,
        Signer(Seat.DEPUTY, "Phó Chánh Văn phòng"),
        [],
        [],
        [("KT.", "K/T CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")],
    ),
    "by order of the standing committee": (
        PARTY,
        CHIEF,
        [PARTY_ORDER],
        [],
        [("TL.", "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG")],
    ),
    "the Party knows no T/U": (PARTY, CHIEF, [], [AUTHORISED], []),
}


@pytest.mark.parametrize("case", CASES)
def test_words_above_the_name(case: str) -> None:
    house, signer, rows, written, expected = CASES[case]
    ways = ways_to_sign(house, signer, rows, written, type_code="ke-hoach", day=DAY)
    assert [(way.authority, *way.lines) for way in ways] == expected
    assert all(way.basis for way in ways)


@pytest.mark.parametrize(
    ("rows", "written", "why"),
    [
        ([], [], "no-rule"),
        ([ENDED], [], "rule-over"),
        ([LETTERS_ONLY], [], "other-types"),
        ([], [EXPIRED], "authorisation-over"),
        ([], [UNLIMITED], "unlimited"),
        ([], [PASSED_ON], "passed-on"),
    ],
)
def test_why_nobody_lets_them_sign(rows: list[Row], written: list[Written], why: str) -> None:
    assert lack(rows, written, type_code="ke-hoach", day=DAY)[0] == why


@pytest.mark.parametrize(
    ("title", "unit", "full"),
    [
        ("Trưởng phòng", "Phòng Kinh tế", "Trưởng phòng Kinh tế"),
        ("Chánh Văn phòng", "Văn phòng", "Chánh Văn phòng"),
        ("Giám đốc", "Trung tâm Phục vụ", "Giám đốc Trung tâm Phục vụ"),
        ("Chủ tịch", "", "Chủ tịch"),
        ("Chánh Văn phòng", "Văn phòng Tỉnh ủy", "Chánh Văn phòng Tỉnh ủy"),
        ("Chủ tịch Ủy ban nhân dân", "Ủy ban nhân dân xã Mỹ", "Chủ tịch Ủy ban nhân dân xã Mỹ"),
        ("Hiệu trưởng", "Trường Chính trị", "Hiệu trưởng Trường Chính trị"),
    ],
)
def test_a_title_with_its_unit(title: str, unit: str, full: str) -> None:
    assert full_title(title, unit) == full


def _mandate(place: Office, who: Actor, authority: str = "TL.", **more: object) -> NewMandate:
    given: dict[str, object] = {
        "post_id": who.post_id,
        "authority": authority,
        "giver_id": place.leader.post_id,
        "basis": REGULATION,
        "valid_from": START,
        **more,
    }
    return NewMandate(**given)  # type: ignore[arg-type]


def _choose(place: Office, number: int, signer: Actor) -> None:
    route = RouteChoice(signer_post=signer.post_id)
    actions.choose_route(place.specialist, document_id=number, route=route)


@pytest.mark.django_db
@pytest.mark.usefixtures("store")
def test_the_chief_signs_by_order_once_the_regulation_says_so() -> None:
    place = office()
    document = drafts.draft(place)
    with pytest.raises(NoMandate, match="quy chế làm việc"):
        _choose(place, document.pk, place.chief)
    row = actions.give_mandate(place.clerk, mandate=_mandate(place, place.chief))
    _choose(place, document.pk, place.chief)
    document = drafts.fresh(document)
    assert document.signing_authority == "TL."
    words = queries.signing_words(document, place.chief.post_id or 0, DAY)
    assert words.lines == ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")
    actions.end_mandate(place.clerk, mandate_id=row.pk, valid_to=DAY)
    with pytest.raises(NoMandate, match="hết hiệu lực từ ngày 23/11/2026"):
        _choose(place, document.pk, place.chief)
    assert queries.mandates(place.id) == [row]


@pytest.mark.django_db
@pytest.mark.usefixtures("store")
def test_an_authorisation_that_ended_lets_nobody_sign() -> None:
    place = office()
    head = Tenure.objects.get(pk=place.head.tenure_id or 0)
    Delegation.objects.create(
        giver_id=place.leader.tenure_id or 0,
        receiver=head,
        kind=DelegationKind.SIGNING,
        scope="Ký giấy mời",
        basis="Giấy ủy quyền số 4/UQ-UBND",
        valid_from=BEFORE,
        valid_to=DAY + timedelta(days=1),
    )
    route = RouteChoice(
        content_post=place.deputy_head.post_id,
        format_post=place.chief.post_id,
        signer_post=place.head.post_id,
    )
    document = drafts.draft(place)
    actions.submit(place.specialist, document_id=document.pk, route=route)
    assert drafts.fresh(document).signing_authority == "TUQ."
    actions.approve_content(place.deputy_head, document_id=document.pk)
    actions.approve_format(place.chief, document_id=document.pk)
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(NoMandate, match="ủy quyền đã hết hiệu lực"):
        actions.approve_signing(place.head.at(tomorrow), document_id=document.pk, version=1)
    actions.approve_signing(actor_of(head), document_id=document.pk, version=1)
    assert drafts.fresh(document).state == "approved"


@pytest.mark.django_db
@pytest.mark.usefixtures("store")
def test_words_that_are_not_the_signers_are_refused() -> None:
    place = office()
    document = drafts.draft(place)
    assert drafts.fresh(document).signing_authority == "TM."
    document.signing_authority = "TL."
    with pytest.raises(OtherAuthority, match="TM., ký trực tiếp"):
        queries.signing_words(document, place.leader.post_id or 0, DAY)


@pytest.mark.django_db
@pytest.mark.usefixtures("store")
def test_a_party_committee_signs_t_m() -> None:
    place = office("Đảng ủy phường", "ĐU", system=System.PARTY, kind=AgencyKind.PARTY_COMMITTEE)
    ways = queries.ways_of(place.id, place.deputy.post_id or 0, None, DAY)
    assert [way.lines for way in ways.ways] == [("T/M BAN THƯỜNG VỤ", "PHÓ CHỦ TỊCH")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"basis": " "}, "basis"),
        ({"authority": "TUQ."}, "authority"),
        ({"authority": "TM.", "giver_id": None}, "body"),
        ({"giver_id": 10**9}, "giver_id"),
        ({"types": ["khong-co"]}, "types"),
        ({"valid_to": START}, "valid_to"),
    ],
)
def test_a_mandate_needs_its_basis_and_its_posts(more: dict[str, Any], field: str) -> None:
    place = office()
    with pytest.raises(Invalid) as refused:
        actions.give_mandate(place.clerk, mandate=_mandate(place, place.chief, **more))
    assert field in refused.value.errors


@pytest.mark.django_db
def test_mandates_are_kept_by_the_clerk() -> None:
    place = office()
    for actor in (place.leader, place.specialist):
        with pytest.raises(Refusal):
            actions.give_mandate(actor, mandate=_mandate(place, place.chief))
