"""The directory of the axis: as long as it is (120,000 rows and more), a row at a time.

The answer is put on disk and looked through once before the first row is given out: half a list
must never look as if the agencies of its other half had been closed.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from vanthu.office.interchange.drivers.axis.calls import Calls, Row
from vanthu.office.interchange.drivers.base import Listed
from vanthu.office.interchange.drivers.reporting import moment
from vanthu.office.interchange.drivers.web.rows import data_rows, outside_data

ASKED = "/getAgenciesListQD20"
DELTA = "/getSynchronizeUnit"


def directory(calls: Calls, folder: Path) -> Iterator[Listed]:
    """Each agency by its new code and by its old one, which names the new; then what was closed.

    The old code stands in `code102` of a row; it is never computed from the new (interchange 4).
    """
    path = folder / "agencies.json"
    calls.save(ASKED, {"level": ""}, path)
    calls.checked(outside_data(path))
    codes = {str(row.get("id")): _text(row, "code") for row in data_rows(path)}
    live = set(codes.values())
    for row in data_rows(path):
        yield from _listed(row, codes, live)
    if calls.settings.closed_units:
        yield from _closed(calls, folder / "closed.json", codes, live)


def _listed(row: Row, codes: dict[str, str], live: set[str]) -> Iterator[Listed]:
    code, old = _text(row, "code"), _text(row, "code102")
    if not code:
        return
    parent = codes.get(_text(row, "pid"), "")
    name, mail = _text(row, "name"), _text(row, "mail")
    yield Listed(code=code, name=name, parent=parent, mail=mail)
    if old and old not in live:
        yield Listed(code=old, name=name, parent=parent, mail=mail, successor=code)


def _closed(calls: Calls, path: Path, codes: dict[str, str], live: set[str]) -> Iterator[Listed]:
    calls.save(DELTA, {"deleted": "true"}, path)
    calls.checked(outside_data(path))
    for row in data_rows(path):
        code = _text(row, "code")
        if row.get("deleted") is True and code and code not in live:
            yield Listed(
                code=code,
                name=_text(row, "name"),
                parent=codes.get(_text(row, "pid"), ""),
                closed_on=_day(row),
            )


def _day(row: Row) -> date | None:
    """The day of the change; the axis tells no other."""
    text = _text(row, "modifyDate")
    found = moment(text if len(text) > 10 else f"{text} 00:00:00")
    return found.date() if found else None


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).strip()
