"""The packs that come with the system: one TOML file a subject, read once and checked."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vanthu.ground.rulebook.choices import Measure, Subject
from vanthu.ground.rulebook.rules import Pack, Parameter, check_value
from vanthu.kernel.citations import Certainty
from vanthu.kernel.periods import check_no_overlap

FOLDER = Path(__file__).with_name("packs")


@cache
def packs() -> tuple[Pack, ...]:
    """Every shipped pack, by subject and day; ValueError when a file contradicts itself."""
    found = [pack for path in sorted(FOLDER.glob("*.toml")) for pack in read_packs(path)]
    for subject in {pack.series for pack in found}:
        check_no_overlap(pack.period for pack in found if pack.series == subject)
    return tuple(sorted(found, key=lambda pack: (pack.subject, pack.level, pack.valid_from)))


def read_packs(path: Path) -> list[Pack]:
    """The packs of one file; KeyError for a parameter without a label, BadValue for a bad value."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    labels = data.get("labels", {})
    return [_pack(code, entry, labels) for code, entry in data["packs"].items()]


def _pack(code: str, entry: dict[str, Any], labels: dict[str, str]) -> Pack:
    certainty = Certainty(entry["certainty"])
    return Pack(
        code=code,
        subject=Subject(entry["subject"]),
        level=entry.get("level", ""),
        title=entry["title"],
        document=entry["document"],
        valid_from=_day(entry["valid_from"]),
        valid_to=_day(entry["valid_to"]) if "valid_to" in entry else None,
        certainty=certainty,
        note=entry.get("note", ""),
        parameters=tuple(
            _parameter(key, raw, labels, certainty)
            for key, raw in entry.get("parameters", {}).items()
        ),
    )


def _parameter(
    key: str, raw: dict[str, Any], labels: dict[str, str], certainty: Certainty
) -> Parameter:
    found = Parameter(
        key=key,
        label=labels[key],
        value=str(raw.get("value", "")),
        measure=Measure(raw["measure"]),
        source=raw.get("source", ""),
        certainty=Certainty(raw["certainty"]) if "certainty" in raw else certainty,
    )
    if found.value:
        check_value(found.value, found.measure)
    return found


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise ValueError(f"a day is written 2021-12-27, not {value!r}")
    return value
