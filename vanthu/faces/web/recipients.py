"""Choosing who gets a document and what for: agencies by ticking, others by name, one a line."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from vanthu.ground.org.models import AgencyVersion
from vanthu.office.documents.choices import Purpose
from vanthu.office.drafting.rules import PURPOSE_WORDS

Item = dict[str, Any]
TO, OTHERS, NEW = "to", "to_others", "to_purpose"
_PURPOSE = re.compile(r"^(?P<name>.+?)\s*\((?P<words>để [^()]+)\)$")
_PURPOSES = {words: purpose for purpose, words in PURPOSE_WORDS.items()}


def picker(
    agency_id: int, day: date, chosen: Iterable[Mapping[str, Any]], posted: QueryDict | None = None
) -> Item:
    """Every agency alive on the day with the chosen ones ticked and first; one statement.

    A chosen agency has its own purpose; those ticked now share the one chosen below the list.
    """
    if posted is not None:
        ticked = {int(number) for number in posted.getlist(TO) if number.isdecimal()}
        purposes = {number: _purpose(posted, number) for number in ticked}
        others = posted.get(OTHERS, "")
    else:
        rows = list(chosen)
        purposes = {
            row["agency_id"]: row.get("purpose") or str(Purpose.EXECUTE)
            for row in rows
            if row.get("agency_id")
        }
        others = "\n".join(_line(row) for row in rows if not row.get("agency_id"))
    agencies = AgencyVersion.objects.on(day).exclude(agency=agency_id)
    named = agencies.order_by("name", "agency_id").values_list("agency_id", "name")
    found = [
        {"id": number, "name": name, "on": number in purposes, "purpose": purposes.get(number, "")}
        for number, name in named
    ]
    return {
        "agencies": sorted(found, key=lambda row: not row["on"]),
        "others": others,
        "purposes": [(value, str(label)) for value, label in Purpose.choices],
        "purpose": posted.get(NEW, "") if posted is not None else str(Purpose.EXECUTE),
    }


def spread(form: QueryDict, name: str = "recipients") -> None:
    """Put what was ticked and typed into the parallel lists of the act's form."""
    if TO not in form and OTHERS not in form:
        return
    numbers = [number for number in form.getlist(TO) if number.isdecimal()]
    lines = [line.strip() for line in form.get(OTHERS, "").splitlines() if line.strip()]
    named = [_named(line) for line in lines]
    form.setlist(f"{name}.agency_id", [*numbers, *("" for _line in lines)])
    form.setlist(f"{name}.name", [*("" for _number in numbers), *(each for each, _p in named)])
    form.setlist(
        f"{name}.purpose",
        [*(_purpose(form, number) for number in numbers), *(purpose for _name, purpose in named)],
    )


def _purpose(form: QueryDict, number: object) -> str:
    """An agency's own purpose, else the one for those just ticked."""
    return form.get(f"purpose:{number}") or form.get(NEW) or str(Purpose.EXECUTE)


def _line(row: Mapping[str, Any]) -> str:
    """A recipient outside as it is typed: `Bộ Nội vụ (để báo cáo)`."""
    purpose = row.get("purpose") or Purpose.EXECUTE
    name = str(row["name"])
    return name if purpose == Purpose.EXECUTE else f"{name} ({PURPOSE_WORDS[purpose]})"


def _named(line: str) -> tuple[str, str]:
    """Name and purpose of a typed line; brackets that name no purpose belong to the name."""
    found = _PURPOSE.match(line)
    if found is None or found["words"] not in _PURPOSES:
        return line, str(Purpose.EXECUTE)
    return found["name"], str(_PURPOSES[found["words"]])
