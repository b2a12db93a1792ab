"""From the evidence on the page to a confidence that means what it says.

The factors were measured with `python -m vanthu.office.reading.accuracy` (docs/reading.md): a
field that leaves here with 0.9 or more is right at least 95 times in 100; one below FORGET is
not reported at all, because it is wrong more often than right.
"""

import re
from dataclasses import replace

from vanthu.office.reading.choices import Origin
from vanthu.office.reading.letters import is_syllable
from vanthu.office.reading.result import Found
from vanthu.office.reading.spelling import (
    is_known_place,
    restore_agency,
    restore_place,
    restore_position,
)

FORGET = 0.25

_OCR_FACTOR: dict[str, float] = {
    "number": 0.65,
    "date": 0.7,
    "place": 0.9,
    "type": 0.98,
    "abstract": 0.88,
    "issuer_lines": 0.95,
    "signer_position": 0.88,
    "signer_name": 0.88,
    "to": 0.88,
    "recipients": 0.85,
    "urgency": 0.9,
    "arrival_number": 0.5,
    "arrival_date": 0.5,
}


def weigh(found: dict[str, Found], origin: Origin) -> dict[str, Found]:
    """The fields worth reporting, each with its final confidence."""
    if origin is Origin.OCR:
        found = restored(found)
    weighed = {name: _weighed(name, one, origin) for name, one in found.items()}
    return {name: one for name, one in weighed.items() if one.confidence >= FORGET}


def restored(found: dict[str, Found]) -> dict[str, Found]:
    """Recognised headings with the marks of the closed vocabularies put back."""
    return {name: _restored(name, one) for name, one in found.items()}


def _restored(name: str, one: Found) -> Found:
    if name == "place" and isinstance(one.value, str):
        value = restore_place(one.value)
        factor = 1.05 if is_known_place(value) else 0.8
        return replace(one, value=value, confidence=min(0.97, one.confidence * factor))
    if name == "issuer_lines" and isinstance(one.value, list):
        names = [restore_agency(line) for line in one.value]
        clean_names = all(_well_spelled(name) for name in names)
        return replace(one, value=names, confidence=one.confidence * (1.0 if clean_names else 0.6))
    if name == "signer_position" and isinstance(one.value, list):
        return replace(one, value=[restore_position(line) for line in one.value])
    return one


def _well_spelled(name: str) -> bool:
    """Every word in capitals and a syllable: what recognition damages seldom stays one."""
    words = re.findall(r"[^\W\d_]+", name)
    return all(word.isupper() and is_syllable(word) for word in words)


def _weighed(name: str, one: Found, origin: Origin) -> Found:
    factor = _OCR_FACTOR[name] if origin is Origin.OCR else 1.0
    return Found(one.value, max(0.0, min(0.99, one.confidence * factor)), one.places)
