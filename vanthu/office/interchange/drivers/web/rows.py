"""Long JSON lists in files: checked as a whole, read row by row."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ijson

from vanthu.office.interchange.drivers.base import BadAnswer
from vanthu.office.interchange.drivers.web.answer import NOT_UNDERSTOOD


def outside_data(path: Path) -> dict[str, Any]:
    """What stands beside the list `data` of an answer.

    Raises BadAnswer unless the whole file is one JSON object with such a list.
    """
    found: dict[str, Any] = {}
    listed = False
    with _read(), path.open("rb") as file:
        for prefix, event, value in ijson.parse(file):
            listed = listed or (prefix == "data" and event == "start_array")
            if "." not in prefix and event in {"string", "number", "boolean", "null"}:
                found[prefix] = value
    if not listed and str(found.get("ErrorCode", "0")) == "0":
        raise BadAnswer(NOT_UNDERSTOOD, "data is no list")
    return found


def data_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of `data`. Raises BadAnswer for what is no row."""
    with _read(), path.open("rb") as file:
        for row in ijson.items(file, "data.item"):
            if not isinstance(row, dict):
                raise BadAnswer(NOT_UNDERSTOOD, "a row that is none")
            yield row


@contextmanager
def _read() -> Iterator[None]:
    try:
        yield
    except (ijson.JSONError, UnicodeDecodeError) as error:
        raise BadAnswer(NOT_UNDERSTOOD, f"no JSON: {error}") from error
