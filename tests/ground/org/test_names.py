"""Q-001: an organisation is asked as it was on a day, and a rename leaves the days before alone."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import province
from tests.factories.province import NOW
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.models import Entry
from vanthu.ground.org import actions, queries
from vanthu.ground.org.actions.agencies import AgencyFields
from vanthu.ground.org.actions.units import UnitFields
from vanthu.ground.org.choices import AgencyKind, DayKind, Level, Role, System
from vanthu.ground.org.errors import AgencyClosed, NotAfterVersion, StillHeld
from vanthu.ground.org.models import Agency, AgencyVersion
from vanthu.ground.org.permissions import NotYourOrganisation
from vanthu.kernel.errors import Invalid

pytestmark = pytest.mark.django_db

RENAMED = date(2026, 6, 9)
COMMUNE = "Ủy ban nhân dân xã Long Phú"
WARD = "Ủy ban nhân dân phường Long Phú"


@pytest.fixture
def centre() -> Actor:
    """The administrator of the province's centre."""
    return province.office("Văn phòng UBND tỉnh", "VP", level=Level.PROVINCE).sysadmin


def test_a_commune_becomes_a_ward_and_each_day_keeps_its_name(centre: Actor) -> None:
    agency = province.agency(COMMUNE)
    fields = AgencyFields(name=WARD, abbreviation="UBND", place="Long Phú")
    actions.rename_agency(
        centre, agency_id=agency.pk, fields=fields, from_day=RENAMED, basis="Nghị quyết của UBTVQH"
    )
    on = {
        day: queries.agency_names([agency.pk], date(2026, 6, day))[agency.pk] for day in (8, 9, 10)
    }
    assert (on[8].name, on[9].name, on[10].name) == (COMMUNE, WARD, WARD)
    assert on[8].place == "Vĩnh Long"
    assert on[10].place == "Long Phú"


def test_a_rename_is_journalled_in_the_agencys_own_chain(centre: Actor) -> None:
    agency = province.agency(COMMUNE)
    fields = AgencyFields(name=WARD, abbreviation="UBND", place="Long Phú")
    actions.rename_agency(centre, agency_id=agency.pk, fields=fields, from_day=RENAMED, basis="NQ")
    names = Entry.objects.filter(agency_id=agency.pk).values_list("name", flat=True)
    assert list(names) == ["agency-renamed"]


def test_the_past_is_not_rewritten(centre: Actor) -> None:
    agency = province.agency(COMMUNE, start=date(2025, 7, 1))
    fields = AgencyFields(name=WARD, abbreviation="UBND", place="Long Phú")
    for day in (date(2025, 7, 1), date(2024, 1, 1)):
        with pytest.raises(NotAfterVersion):
            actions.rename_agency(
                centre, agency_id=agency.pk, fields=fields, from_day=day, basis="NQ"
            )
    assert AgencyVersion.objects.filter(agency=agency).count() == 1


def test_an_agency_needs_a_name(centre: Actor) -> None:
    fields = AgencyFields(name=" ", abbreviation="UBND", place="")
    with pytest.raises(Invalid) as refused:
        actions.create_agency(
            centre,
            fields=fields,
            system=System.STATE,
            level=Level.COMMUNE,
            kind=AgencyKind.PEOPLES_COMMITTEE,
            from_day=RENAMED,
        )
    assert set(refused.value.errors) == {"name", "place"}


def test_a_new_agency_stands_under_its_parent_from_its_first_day(centre: Actor) -> None:
    parent = province.agency("Ủy ban nhân dân tỉnh Vĩnh Long", level=Level.PROVINCE)
    fields = AgencyFields(name=WARD, abbreviation="UBND", place="Long Phú", parent_id=parent.pk)
    made = actions.create_agency(
        centre,
        fields=fields,
        system=System.STATE,
        level=Level.COMMUNE,
        kind=AgencyKind.PEOPLES_COMMITTEE,
        from_day=RENAMED,
        code="H61.9001",
    )
    assert [name.agency_id for name in queries.children(parent.pk, RENAMED)] == [made.pk]
    assert queries.children(parent.pk, RENAMED - timedelta(days=1)) == []
    assert queries.current_code(made.pk, RENAMED) == "H61.9001"


def test_renaming_a_unit_costs_the_same_whatever_it_holds() -> None:
    office = province.office()
    costs = []
    for extra in (0, 60):
        for _ in range(extra):
            province.tenure(
                province.post(office.agency, Role.SPECIALIST, "CV", unit=office.department)
            )
        fields = UnitFields(name=f"Phòng Kinh tế số {extra}", abbreviation="KT")
        with CaptureQueriesContext(connection) as statements:
            actions.rename_unit(
                office.sysadmin,
                unit_id=office.department.pk,
                fields=fields,
                from_day=RENAMED + timedelta(days=extra),
            )
        costs.append(len(statements))
    # The first entry of a chain costs no more than the next ones.
    assert costs[0] == costs[1]
    names = queries.unit_names([office.department.pk], RENAMED)
    assert names[office.department.pk].name == "Phòng Kinh tế số 0"


def test_a_commune_administrator_changes_the_own_commune_only() -> None:
    other, office = province.office(), province.office()
    fields = UnitFields(name="Phòng Văn hóa - Xã hội", abbreviation="VHXH")
    actions.create_unit(office.sysadmin, agency_id=office.id, fields=fields, from_day=RENAMED)
    for actor, agency_id in ((office.sysadmin, other.id), (office.leader, office.id)):
        with pytest.raises(NotYourOrganisation):
            actions.create_unit(actor, agency_id=agency_id, fields=fields, from_day=RENAMED)


def test_a_unit_closes_only_without_posts_and_a_post_only_without_a_holder() -> None:
    office = province.office()
    made = actions.create_unit(
        office.sysadmin,
        agency_id=office.id,
        fields=UnitFields(name="Tổ công tác", abbreviation="TCT"),
        from_day=RENAMED,
    )
    post = actions.create_post(
        office.sysadmin,
        agency_id=office.id,
        unit_id=made.pk,
        title="Tổ trưởng",
        role=Role.UNIT_HEAD,
        from_day=RENAMED,
    )
    end = date(2026, 12, 1)
    with pytest.raises(StillHeld):
        actions.close_unit(office.sysadmin, unit_id=made.pk, on=end)
    tenure = province.tenure(post, start=RENAMED)
    with pytest.raises(StillHeld):
        actions.close_post(office.sysadmin, post_id=post.pk, on=end)
    post.refresh_from_db()
    assert post.valid_to is None
    tenure.delete()
    actions.close_post(office.sysadmin, post_id=post.pk, on=end)
    actions.close_unit(office.sysadmin, unit_id=made.pk, on=end)
    assert made.pk not in queries.unit_names([made.pk], end)
    assert queries.unit_names([made.pk], end - timedelta(days=1))[made.pk].name == "Tổ công tác"


def test_a_closed_agency_takes_no_change(centre: Actor) -> None:
    old, new = province.agency("UBND huyện Càng Long"), province.agency("UBND xã Càng Long")
    actions.merge_agencies(
        centre, predecessor_ids=[old.pk], successor_id=new.pk, on=RENAMED, basis="NQ 1687"
    )
    fields = AgencyFields(name="X", abbreviation="X", place="X")
    with pytest.raises(AgencyClosed):
        actions.rename_agency(
            centre, agency_id=old.pk, fields=fields, from_day=NOW.date(), basis="NQ"
        )
    assert Agency.objects.get(pk=old.pk).valid_to == RENAMED


def test_the_calendar_holds_holidays_and_make_up_days(centre: Actor) -> None:
    tet, saturday = date(2026, 2, 17), date(2026, 2, 28)
    actions.set_calendar_day(
        centre, day=tet, kind=DayKind.HOLIDAY, name="Tết Nguyên đán", source="Thông báo nghỉ Tết"
    )
    actions.set_calendar_day(
        centre, day=saturday, kind=DayKind.MAKE_UP, name="Làm bù", source="Thông báo hoán đổi"
    )
    calendar = queries.work_calendar(date(2026, 1, 1), date(2026, 12, 31))
    assert not calendar.is_working(tet)
    assert calendar.is_working(saturday)
    actions.remove_calendar_day(centre, day=tet)
    assert queries.work_calendar(tet, tet).is_working(tet)


def test_agencies_are_found_with_and_without_marks() -> None:
    agency = province.agency("Sở Nội vụ thử nghiệm", "SNV", code="H61.7777")
    for text in ("sở nội vụ thử", "SO NOI VU THU", "H61.7777"):
        assert [found.agency_id for found in queries.find_agencies(text, NOW.date())] == [agency.pk]
