"""Which agencies are "the province" on days on which it was another one."""

from collections.abc import Iterable
from datetime import date

from vanthu.ground.org.models import AgencyVersion
from vanthu.ground.org.queries import OURS, subtree, with_origins


def seat_of_province(day: date) -> str:
    """Where the installation's own province sits: the seat that most tops of the tree share."""
    tops = AgencyVersion.objects.on(day).filter(OURS, parent=None)
    places = list(tops.values_list("place", flat=True))
    return max(sorted(set(places)), key=places.count, default="")


def province_on(days: Iterable[date], seat: str) -> frozenset[int]:
    """Every agency under the tops that sat there on one of the days, and all whose place it took.

    Before a merger these are the agencies of the one old province, afterwards those of the new.
    """
    found: set[int] = set()
    for day in days:
        tops = AgencyVersion.objects.on(day).filter(OURS, parent=None, place=seat)
        for top in tops.values_list("agency", flat=True):
            found |= subtree(top, day)
    return with_origins(found)
