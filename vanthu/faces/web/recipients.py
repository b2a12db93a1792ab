"""Choosing who gets a document and what for: agencies by ticking, those elsewhere out of the
directory of the links, others by name, one a line."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from vanthu.faces.web.numbers import row_numbers
from vanthu.ground.org.models import AgencyVersion
from vanthu.office.documents.choices import Purpose
from vanthu.office.drafting.rules import PURPOSE_WORDS
from vanthu.office.interchange.queries import closed_elsewhere
from vanthu.office.interchange.ways import all_ways

Item = dict[str, Any]
TO, LINKED, OTHERS, NEW = "to", "to_linked", "to_others", "to_purpose"
_PURPOSE = re.compile(r"^(?P<name>.+?)\s*\((?P<words>để [^()]+)\)$")
_CODED = re.compile(r"^(?P<name>.+?)\s*\[(?P<code>[0-9A-Za-z.-]{3,35})\]$")
_PURPOSES = {words: purpose for purpose, words in PURPOSE_WORDS.items()}


def picker(
    agency_id: int, day: date, chosen: Iterable[Mapping[str, Any]], posted: QueryDict | None = None
) -> Item:
    """Every agency alive on the day with the chosen ones ticked and first; one statement.

    A chosen agency has its own purpose; those ticked now share the one chosen below the list.
    """
    if posted is not None:
        ticked = set(row_numbers(posted.getlist(TO)))
        purposes = {number: _purpose(posted, number) for number in ticked}
        others = posted.get(OTHERS, "")
        linked = ticked_elsewhere(posted)
    else:
        rows = list(chosen)
        purposes = {
            row["agency_id"]: row.get("purpose") or str(Purpose.EXECUTE)
            for row in rows
            if row.get("agency_id")
        }
        named = [row for row in rows if not row.get("agency_id")]
        others = "\n".join(_line(row) for row in named if not row.get("code"))
        linked = [_linked(row) for row in named if row.get("code")]
    agencies = AgencyVersion.objects.on(day).exclude(agency=agency_id)
    closed = closed_elsewhere() - purposes.keys() if all_ways() else set()
    listed = agencies.order_by("name", "agency_id").values_list("agency_id", "name")
    found = [
        {"id": number, "name": name, "on": number in purposes, "purpose": purposes.get(number, "")}
        for number, name in listed
        if number not in closed
    ]
    return {
        "agencies": sorted(found, key=lambda row: not row["on"]),
        "linked": linked,
        "searched": bool(all_ways()),
        "others": others,
        "purposes": [(value, str(label)) for value, label in Purpose.choices],
        "purpose": posted.get(NEW, "") if posted is not None else str(Purpose.EXECUTE),
    }


def spread(form: QueryDict, name: str = "recipients") -> None:
    """Put what was ticked and typed into the parallel lists of the act's form."""
    if TO not in form and OTHERS not in form and LINKED not in form:
        return
    numbers = [number for number in form.getlist(TO) if number.isdecimal()]
    linked = ticked_elsewhere(form)
    lines = [line.strip() for line in form.get(OTHERS, "").splitlines() if line.strip()]
    named = [_named(line) for line in lines]
    rows = [
        *((number, "", "", _purpose(form, number)) for number in numbers),
        *(("", each["name"], each["code"], each["purpose"]) for each in linked),
        *(("", called, code, purpose) for called, code, purpose in named),
    ]
    for place, column in enumerate(("agency_id", "name", "code", "purpose")):
        form.setlist(f"{name}.{column}", [row[place] for row in rows])


def ticked_elsewhere(form: QueryDict) -> list[Item]:
    """The agencies elsewhere that are ticked; each box says code and name, as they were found."""
    values = [value.partition("|") for value in dict.fromkeys(form.getlist(LINKED))]
    return [
        {"code": code, "name": name or code, "on": True, "purpose": _purpose(form, code)}
        for code, _bar, name in values
        if code
    ]


def _linked(row: Mapping[str, Any]) -> Item:
    purpose = row.get("purpose") or str(Purpose.EXECUTE)
    return {"code": row["code"], "name": row["name"], "on": True, "purpose": purpose}


def _purpose(form: QueryDict, number: object) -> str:
    """An agency's own purpose, else the one for those just ticked."""
    return form.get(f"purpose:{number}") or form.get(NEW) or str(Purpose.EXECUTE)


def _line(row: Mapping[str, Any]) -> str:
    """A recipient outside as it is typed: `Bộ Nội vụ (để báo cáo)`."""
    purpose = row.get("purpose") or Purpose.EXECUTE
    name = str(row["name"])
    return name if purpose == Purpose.EXECUTE else f"{name} ({PURPOSE_WORDS[purpose]})"


def _named(line: str) -> tuple[str, str, str]:
    """Name, code and purpose of a typed line; brackets that name neither belong to the name."""
    purpose = str(Purpose.EXECUTE)
    found = _PURPOSE.match(line)
    if found is not None and found["words"] in _PURPOSES:
        line, purpose = found["name"], str(_PURPOSES[found["words"]])
    coded = _CODED.match(line)
    return (coded["name"], coded["code"], purpose) if coded else (line, "", purpose)
