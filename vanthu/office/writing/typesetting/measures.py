"""The measures of the layouts as data, each with its bounds and where it comes from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from vanthu.office.writing.choices import Family

_FILE = Path(__file__).with_name("measures.toml")


@dataclass(frozen=True, slots=True)
class Measure:
    """One number of a layout: the value printed, what the rule allows, and its source.

    `doubt` says what is unverified or contradictory; empty where the rule was read.
    """

    value: float
    least: float
    most: float
    unit: str
    source: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of an urgency mark, in millimetres."""

    width: float
    height: float
    source: str
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The measures, words and flags of one family."""

    citation: str
    measures: Mapping[str, Measure]
    words: Mapping[str, str]
    flags: Mapping[str, bool]
    frames: Mapping[str, Frame]
    doubts: Mapping[str, str]

    def values(self) -> dict[str, float | str | bool]:
        """Everything by name, as the template asks for it."""
        numbers = {name: measure.value for name, measure in self.measures.items()}
        return {**numbers, **self.words, **self.flags}


@cache
def layout(family: Family) -> Layout:
    """The layout of a family of papers."""
    entry = tomllib.loads(_FILE.read_text(encoding="utf-8"))[family]
    groups = ("measures", "words", "flags", "frames")
    doubts = {
        name: each["doubt"]
        for key in groups
        for name, each in entry[key].items()
        if "doubt" in each
    }
    return Layout(
        citation=entry["citation"],
        measures={name: Measure(**each) for name, each in entry["measures"].items()},
        words=_plain(entry["words"]),
        flags=_plain(entry["flags"]),
        frames={name: Frame(**each) for name, each in entry["frames"].items()},
        doubts=doubts,
    )


def _plain(entries: Mapping[str, Any]) -> dict[str, Any]:
    return {name: each["value"] for name, each in entries.items()}
