"""Q-002: identifiers have periods, no two agencies share one, closed ones lead to the successor."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import province
from tests.factories.province import NOW
from vanthu.ground.base.actor import Actor
from vanthu.ground.org import actions, queries
from vanthu.ground.org.choices import CodeScheme, Level, LineageKind
from vanthu.ground.org.errors import CodeMalformed, CodeTaken, CodeUnknown, SuccessorUnclear
from vanthu.ground.org.models import AgencyCode, Lineage
from vanthu.ground.org.rules import LONGEST_CODE, check_code

TODAY = NOW.date()
REFORM = date(2025, 7, 1)
BEFORE = date(2020, 1, 1)


@pytest.fixture
def centre() -> Actor:
    """The administrator of the province's centre."""
    return province.office("Văn phòng UBND tỉnh", "VP", level=Level.PROVINCE).sysadmin


@pytest.mark.django_db
def test_a_packet_to_the_closed_code_of_ben_tre_arrives_at_vinh_long(centre: Actor) -> None:
    ben_tre = province.agency("Ủy ban nhân dân tỉnh Bến Tre", code="H07", start=BEFORE)
    vinh_long = province.agency("Ủy ban nhân dân tỉnh Vĩnh Long", code="H61", start=BEFORE)
    AgencyCode.objects.create(
        agency=ben_tre, scheme=CodeScheme.QCVN_102, code="000.00.00.H07", valid_from=BEFORE
    )
    actions.merge_agencies(
        centre,
        predecessor_ids=[ben_tre.pk],
        successor_id=vinh_long.pk,
        on=REFORM,
        basis="Nghị quyết số 202/2025/QH15",
    )
    assert queries.agency_by_code("H07", REFORM - timedelta(days=1)) == ben_tre
    for code in ("H07", "H61", "000.00.00.H07"):
        assert queries.agency_by_code(code, TODAY) == vinh_long
    assert queries.current_code(ben_tre.pk, TODAY) == ""
    assert queries.current_code(ben_tre.pk, REFORM - timedelta(days=1)) == "H07"
    assert [step.predecessor_id for step in queries.origins(vinh_long.pk)] == [ben_tre.pk]


@pytest.mark.django_db
def test_successors_are_followed_through_several_reforms(centre: Actor) -> None:
    first, second, third = (
        province.agency(code=code, start=BEFORE) for code in ("H01", "H02", "H03")
    )
    for old, new, on in ((first, second, date(2021, 1, 1)), (second, third, REFORM)):
        actions.merge_agencies(
            centre, predecessor_ids=[old.pk], successor_id=new.pk, on=on, basis="NQ"
        )
    assert queries.agency_by_code("H01", date(2022, 1, 1)) == second
    assert queries.agency_by_code("H01", TODAY) == third


@pytest.mark.django_db
def test_a_divided_agency_has_no_single_successor(centre: Actor) -> None:
    district = province.agency("Ủy ban nhân dân huyện Tam Bình", code="H61.9021", start=BEFORE)
    heirs = [province.agency().pk, province.agency().pk]
    actions.split_agency(
        centre, agency_id=district.pk, successor_ids=heirs, on=date(2025, 7, 2), basis="NQ 1687"
    )
    with pytest.raises(SuccessorUnclear, match="Tam Bình"):
        queries.agency_by_code("H61.9021", TODAY)
    kinds = {(step.kind, step.part_only) for step in queries.successions(district.pk)}
    assert kinds == {(LineageKind.SPLIT, True)}


@pytest.mark.django_db
def test_two_active_agencies_cannot_share_a_code(centre: Actor) -> None:
    holder = province.agency("Ủy ban nhân dân phường Tân Ngãi", code="H61.555")
    other = province.agency()
    with pytest.raises(CodeTaken, match="phường Tân Ngãi"):
        actions.change_code(
            centre, agency_id=other.pk, scheme=CodeScheme.QD_20, code="H61.555", from_day=TODAY
        )
    assert queries.agency_by_code("H61.555", TODAY) == holder


@pytest.mark.django_db
def test_a_changed_code_still_leads_to_the_same_agency(centre: Actor) -> None:
    agency = province.agency(code="H61.9031")
    actions.change_code(
        centre, agency_id=agency.pk, scheme=CodeScheme.QD_20, code="H61.9032", from_day=TODAY
    )
    assert queries.current_code(agency.pk, TODAY) == "H61.9032"
    assert queries.current_code(agency.pk, TODAY - timedelta(days=1)) == "H61.9031"
    assert queries.agency_by_code("H61.9031", TODAY) == agency


@pytest.mark.django_db
def test_a_code_given_on_leads_to_who_holds_it_that_day(centre: Actor) -> None:
    first, second = province.agency(code="H61.9041"), province.agency(code="H61.9042")
    actions.change_code(
        centre,
        agency_id=first.pk,
        scheme=CodeScheme.QD_20,
        code="H61.9043",
        from_day=date(2026, 1, 5),
    )
    actions.change_code(
        centre,
        agency_id=second.pk,
        scheme=CodeScheme.QD_20,
        code="H61.9041",
        from_day=date(2026, 2, 1),
    )
    assert queries.agency_by_code("H61.9041", date(2025, 12, 1)) == first
    assert queries.agency_by_code("H61.9041", date(2026, 1, 20)) == first
    assert queries.agency_by_code("H61.9041", TODAY) == second


@pytest.mark.django_db
def test_lineage_in_a_circle_is_told_and_not_walked_for_ever() -> None:
    first, second = (
        province.agency(code="H91", start=BEFORE),
        province.agency(code="H92", start=BEFORE),
    )
    for agency in (first, second):
        agency.valid_to = REFORM
        agency.save()
    for old, new in ((first, second), (second, first)):
        Lineage.objects.create(
            predecessor=old, successor=new, kind=LineageKind.MERGED, on=REFORM, basis="NQ"
        )
    with pytest.raises(SuccessorUnclear):
        queries.agency_by_code("H91", TODAY)


@pytest.mark.django_db
def test_an_unknown_code_is_told() -> None:
    with pytest.raises(CodeUnknown, match=r"H99\.99"):
        queries.agency_by_code("H99.99", TODAY)


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        (CodeScheme.QD_20, "H61"),
        (CodeScheme.QD_20, "H61.12.4"),
        (CodeScheme.QD_20, "A61.VP01"),
        (CodeScheme.QCVN_102, "000.00.12.H61"),
        (CodeScheme.ADMINISTRATIVE, "86"),
    ],
)
def test_well_formed_codes(scheme: CodeScheme, code: str) -> None:
    check_code(scheme, code)


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        (CodeScheme.QD_20, ""),
        (CodeScheme.QD_20, "61.12"),
        (CodeScheme.QD_20, "H6.12"),
        (CodeScheme.QD_20, "H61."),
        (CodeScheme.QD_20, "H61..2"),
        (CodeScheme.QD_20, "h61.2"),
        (CodeScheme.QD_20, "H61\n"),
        (CodeScheme.QD_20, "H61." + "1234567." * 4 + "1"),
        (CodeScheme.QCVN_102, "H61.12"),
        (CodeScheme.QCVN_102, "000.00.12.H611"),
        (CodeScheme.ADMINISTRATIVE, "8"),
    ],
)
def test_malformed_codes(scheme: CodeScheme, code: str) -> None:
    with pytest.raises(CodeMalformed, match="ví dụ|chữ số"):
        check_code(scheme, code)


@given(st.lists(st.from_regex(r"[0-9A-Z]{1,8}", fullmatch=True), max_size=8))
def test_levels_up_to_35_characters(levels: list[str]) -> None:
    code = ".".join(["H61", *levels])
    if not code.isascii():
        return
    if len(code) <= LONGEST_CODE:
        check_code(CodeScheme.QD_20, code)
    else:
        with pytest.raises(CodeMalformed):
            check_code(CodeScheme.QD_20, code)
