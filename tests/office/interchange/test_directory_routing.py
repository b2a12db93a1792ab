"""Letters to codes that the directory knows: by the link, to whoever took a closed one's place."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from tests.factories import drafts
from tests.factories.lists import listed, synced
from tests.factories.province import NOW, Office, agency, office
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.actions import know_agency
from vanthu.ground.org.choices import LineageKind
from vanthu.ground.org.errors import SuccessorUnclear
from vanthu.ground.org.models import AgencyVersion, Lineage
from vanthu.office.documents.actions import NewRecipient
from vanthu.office.documents.models import Document
from vanthu.office.interchange import ways
from vanthu.office.interchange.drivers.base import Listed
from vanthu.office.interchange.models import Message, OutsideDelivery, Packet
from vanthu.office.interchange.routing import followed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("store")]
CLOSED: dict[str, Any] = {"closed_on": date(2025, 7, 1)}


@pytest.fixture(autouse=True)
def _no_ways_left() -> Iterator[None]:
    yield
    ways.offer([])


@pytest.fixture
def sender() -> Office:
    return office("Sở Nội vụ", "SNV", code="H61.901")


def issue(sender: Office, *codes: str) -> Document:
    to = [NewRecipient(code=code, name=f"Nơi {code}") for code in codes]
    return drafts.issued(sender, recipients=to)


def reached(document: Document) -> list[tuple[str, str]]:
    """Name and code of each receiver."""
    packets = Packet.objects.filter(document=document).order_by("pk")
    codes = Message.objects.filter(packet__in=packets).order_by("pk")
    return [
        (AgencyVersion.objects.on(NOW.date()).get(agency=packet.receiver_id).name, code)
        for packet, code in zip(packets, codes.values_list("receiver_code", flat=True), strict=True)
    ]


def problems(document: Document) -> list[str]:
    return list(OutsideDelivery.objects.filter(document=document).values_list("problem", flat=True))


def test_a_code_that_the_directory_alone_knows_is_reached_under_its_name(sender: Office) -> None:
    synced(listed("H01.02", "Sở Nội vụ tỉnh An Giang"))
    document = issue(sender, "H01.02")
    assert reached(document) == [("Sở Nội vụ tỉnh An Giang", "H01.02")]
    assert Packet.objects.get(document=document).addressed_name == "Nơi H01.02"


def test_a_chain_of_closed_codes_leads_to_whoever_lives(sender: Office) -> None:
    synced(
        listed("000.00.00.H07", "Tỉnh cũ", successor="H07"),
        listed("H07", "Tỉnh cũ", successor="H59", **CLOSED),
        listed("H59", "Tỉnh mới"),
    )
    document = issue(sender, "000.00.00.H07", "H07", "H59")
    assert reached(document) == [("Tỉnh mới", "H59")]
    assert problems(document) == []


def test_an_agency_we_wrote_to_before_is_followed_when_it_is_closed(sender: Office) -> None:
    old = know_agency(Actor.system(NOW), code="H07", name="Tỉnh cũ")
    synced(listed("H07", "Tỉnh cũ", successor="H59"), listed("H59", "Tỉnh mới"))
    document = drafts.issued(sender, recipients=[NewRecipient(agency_id=old.pk)])
    assert reached(document) == [("Tỉnh mới", "H59")]


def test_a_closed_code_whose_heir_lives_here_needs_no_link(sender: Office) -> None:
    receiver = office("UBND xã", code="H61.902")
    synced(listed("H07.5", "Xã cũ", successor="H61.902", **CLOSED))
    document = issue(sender, "H07.5")
    packet = Packet.objects.get(document=document)
    assert (packet.receiver_id, packet.link) == (receiver.id, "")


def test_directory_and_our_own_lineage_follow_each_other(sender: Office) -> None:
    gone, heir = agency("Xã một", code="H61.70"), office("Xã hai", code="H61.71")
    Lineage.objects.create(
        predecessor=gone,
        successor=heir.agency,
        kind=LineageKind.MERGED,
        on=NOW.date(),
        basis="NQ 1687",
    )
    gone.valid_to = NOW.date()
    gone.save()
    synced(listed("H07.6", "Xã cũ", successor="H61.70"))
    assert followed("H07.6", "", NOW.date()).agency == heir.id
    assert Packet.objects.get(document=issue(sender, "H07.6")).receiver_id == heir.id


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([listed("H07", "Tỉnh cũ", **CLOSED)], 0),
        ([listed("H07", "Tỉnh cũ", s) for s in ("H58", "H59")], 2),
        ([listed("H07", "Tỉnh cũ", "H59"), listed("H59", "Tỉnh cũ", "H07")], 0),
    ],
    ids=["none", "several", "circle"],
)
def test_an_unclear_heir_is_left_to_the_clerk(
    sender: Office, rows: list[Listed], count: int
) -> None:
    synced(*rows)
    (problem,) = problems(issue(sender, "H07"))
    assert f"Tỉnh cũ đã kết thúc hoạt động và có {count} cơ quan kế thừa" in problem
    with pytest.raises(SuccessorUnclear):
        followed("H07", "", NOW.date())


def test_what_leads_back_to_the_sender_goes_nowhere(sender: Office) -> None:
    synced(listed("H07.9", "Sở cũ", successor="H61.901"), listed("H01", "Tỉnh khác"))
    assert reached(issue(sender, "H07.9", "H01")) == [("Tỉnh khác", "H01")]


def test_what_no_directory_lists_goes_as_before(sender: Office) -> None:
    synced(listed("H01"))
    assert reached(issue(sender, "H02.3")) == [("Nơi H02.3", "H02.3")]
