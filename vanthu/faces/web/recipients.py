"""Choosing who gets a document: agencies by ticking, others by name, one a line."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from vanthu.ground.org.models import AgencyVersion

Item = dict[str, Any]
TO, OTHERS = "to", "to_others"


def picker(
    agency_id: int, day: date, chosen: Iterable[Mapping[str, Any]], posted: QueryDict | None = None
) -> Item:
    """Every agency alive on the day with the chosen ones ticked and first; one statement."""
    if posted is not None:
        ticked = {int(number) for number in posted.getlist(TO) if number.isdecimal()}
        others = posted.get(OTHERS, "")
    else:
        rows = list(chosen)
        ticked = {row["agency_id"] for row in rows if row.get("agency_id")}
        others = "\n".join(row["name"] for row in rows if not row.get("agency_id"))
    agencies = AgencyVersion.objects.on(day).exclude(agency=agency_id)
    named = agencies.order_by("name", "agency_id").values_list("agency_id", "name")
    found = [{"id": number, "name": name, "on": number in ticked} for number, name in named]
    return {"agencies": sorted(found, key=lambda row: not row["on"]), "others": others}


def spread(form: QueryDict, name: str = "recipients") -> None:
    """Put what was ticked and typed into the parallel lists of the act's form."""
    if TO not in form and OTHERS not in form:
        return
    numbers = [number for number in form.getlist(TO) if number.isdecimal()]
    names = [line.strip() for line in form.get(OTHERS, "").splitlines() if line.strip()]
    form.setlist(f"{name}.agency_id", [*numbers, *("" for _line in names)])
    form.setlist(f"{name}.name", [*("" for _number in numbers), *names])
