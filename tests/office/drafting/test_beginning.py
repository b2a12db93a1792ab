"""What the text of a draft begins with: whoever decides stands above the grounds."""

from datetime import date, timedelta

import pytest

from tests.factories import drafts
from tests.factories.province import Office, office, post
from vanthu.ground.org.choices import AgencyKind, Role, System
from vanthu.ground.org.models import AgencyVersion, Post
from vanthu.office.documents.models import Document
from vanthu.office.drafting.actions import Text
from vanthu.office.drafting.queries.beginning import first_text
from vanthu.office.writing.queries import Kind

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


def agency(name: str, kind: AgencyKind, title: str, system: System = System.STATE) -> Office:
    place = office()
    rows = AgencyVersion.objects.filter(agency=place.agency)
    rows.update(name=name)
    place.agency.kind, place.agency.system = kind, system
    place.agency.save()
    Post.objects.filter(pk=place.leader.post_id or 0).update(title=title)
    return place


def begun(place: Office, type_code: str = "quyet-dinh") -> Document:
    return drafts.draft(place, type_code=type_code, text=Text())


def opening(document: Document, day: date = DAY) -> str:
    """The line in the middle that names whoever decides."""
    blocks = first_text(document, day).blocks
    found = [block.text for block in blocks if block.kind is Kind.CENTRED]
    return found[0] if found else ""


PROVINCE = "Ủy ban nhân dân tỉnh Vĩnh Long"


def test_the_head_of_an_agency_decides() -> None:
    place = agency("Sở Nội vụ", AgencyKind.DEPARTMENT, "Giám đốc")
    assert opening(begun(place)) == "GIÁM ĐỐC SỞ NỘI VỤ"


@pytest.mark.parametrize(
    ("authority", "words"),
    [
        ("TM.", "ỦY BAN NHÂN DÂN TỈNH VĨNH LONG"),
        ("", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH VĨNH LONG"),
    ],
)
def test_a_committee_decides_as_it_signs(authority: str, words: str) -> None:
    place = agency(PROVINCE, AgencyKind.PEOPLES_COMMITTEE, "Chủ tịch")
    document = begun(place)
    document.signing_authority = authority
    assert opening(document) == words


def test_a_body_resolves_never_its_head() -> None:
    council = agency("Hội đồng nhân dân tỉnh Vĩnh Long", AgencyKind.PEOPLES_COUNCIL, "Chủ tịch")
    document = begun(council, "nghi-quyet")
    document.signing_authority = ""
    assert opening(document) == "HỘI ĐỒNG NHÂN DÂN TỈNH VĨNH LONG"


@pytest.mark.parametrize(
    ("name", "kind", "words"),
    [
        ("Tỉnh ủy Vĩnh Long", AgencyKind.PARTY_COMMITTEE, "BAN THƯỜNG VỤ TỈNH ỦY VĨNH LONG"),
        ("Ban Tổ chức Tỉnh ủy", AgencyKind.PARTY_BODY, "BAN TỔ CHỨC TỈNH ỦY"),
    ],
)
def test_the_party_decides_collectively(name: str, kind: AgencyKind, words: str) -> None:
    place = agency(name, kind, "Bí thư", System.PARTY)
    assert opening(begun(place, "dang-quyet-dinh")) == words


def test_a_consultative_body_decides_itself() -> None:
    place = agency("Sở Nội vụ", AgencyKind.DEPARTMENT, "Giám đốc")
    document = begun(place)
    document.issuer_name = "Hội đồng thi đua khen thưởng"
    assert opening(document) == "HỘI ĐỒNG THI ĐUA KHEN THƯỞNG"


def test_names_and_titles_are_those_of_the_day() -> None:
    place = agency("Sở Nội vụ", AgencyKind.DEPARTMENT, "Giám đốc")
    document = begun(place)
    tomorrow = DAY + timedelta(days=1)
    row = AgencyVersion.objects.get(agency=place.agency)
    AgencyVersion.objects.filter(pk=row.pk).update(valid_to=tomorrow)
    row.pk, row.name, row.valid_from = None, "Sở Nội vụ và Lao động", tomorrow
    row.save()
    Post.objects.filter(pk=place.leader.post_id or 0).update(valid_to=tomorrow)
    post(place.agency, Role.AGENCY_LEADER, "Tổng Giám đốc", start=tomorrow)
    assert opening(document) == "GIÁM ĐỐC SỞ NỘI VỤ"
    assert opening(document, tomorrow) == "TỔNG GIÁM ĐỐC SỞ NỘI VỤ VÀ LAO ĐỘNG"


def test_other_forms_have_no_such_line() -> None:
    assert opening(begun(office(), "cong-van")) == ""
