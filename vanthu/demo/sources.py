"""The demo's own data files, read once."""

import csv
import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

# The day the two-tier local government began (NQ 202/2025/QH15, NQ 1687/NQ-UBTVQH15).
REFORM = date(2025, 7, 1)

# Units made before the three provinces' records here begin are dated from this day: their true
# founding days differ and are not in the sources.
KNOWN_SINCE = date(2020, 1, 1)

PROVINCE_BASIS = "Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Quốc hội"
COMMUNE_BASIS = "Nghị quyết số 1687/NQ-UBTVQH15 ngày 16/6/2025 của Ủy ban Thường vụ Quốc hội"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the demo."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def table(name: str) -> Any:
    """The content of a JSON file of the demo; shared, so never change it."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def day(text: str) -> date | None:
    """An ISO date, or None for an empty cell."""
    return date.fromisoformat(text) if text else None
