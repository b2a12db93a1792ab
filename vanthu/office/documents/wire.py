"""A document in the names, types and lengths of the data standard (Decree 30/2020, Annex VI, Part
II).

Groups are nested objects, repeated groups lists; days are dd/MM/yyyy as text (trap e); `Priority`
is one digit for urgency and secrecy together (trap a), of which secrecy is always 0 here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vanthu.kernel.dates import short_date
from vanthu.office.documents import standard
from vanthu.office.documents.choices import Direction
from vanthu.office.documents.models import Document, Recipient
from vanthu.office.documents.standard import Leaf


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a document lies: the dossier's code in three parts and the document's place in it."""

    agency_code: str
    year: int
    notation: str
    ordinal: int


def leaves_of(direction: str) -> tuple[Leaf, ...]:
    """The leaf fields of a document of this direction; an internal one is filed as outgoing."""
    return standard.INCOMING if direction == Direction.INCOMING else standard.OUTGOING


def export(
    document: Document,
    *,
    placement: Placement | None = None,
    recipients: Sequence[Recipient] = (),
    trace: str = "",
) -> dict[str, Any]:
    """The document's fields by wire name; what is unknown is None, nothing is cut.

    `trace` is the text of TraceHeaderList: directions and state of handling. `warnings` says which
    values are longer than the decree allows.
    """
    flat = {leaf.name: _value(document, leaf.column) for leaf in leaves_of(document.direction)}
    flat["TypeName"] = document.type.name if document.type else None
    flat |= _file_code(placement)
    flat["DocOrdinal"] = placement.ordinal if placement else None
    flat["Priority"] = priority(document.urgency, document.secrecy)
    if document.direction == Direction.INCOMING:
        flat["TraceHeaderList"] = trace or None
        return _nested(flat)
    del flat["To.OrganId"], flat["To.OrganName"]
    nested = _nested(flat)
    nested["To"] = [{"OrganId": r.code or None, "OrganName": r.name} for r in recipients]
    return nested


def export_dossier(
    columns: Mapping[str, Any], placement: Placement, documents: int, pages: int
) -> dict[str, Any]:
    """A dossier's 13 leaf fields by wire name, from its columns and its counted totals."""
    flat = {leaf.name: _plain(columns.get(leaf.column)) for leaf in standard.DOSSIER}
    flat |= _file_code(placement) | {"DocTotal": documents, "PageTotal": pages}
    return _nested(flat)


def priority(urgency: int, secrecy: int) -> int:
    """The one digit on the wire: the urgency, since nothing secret is ever here (trap a)."""
    if secrecy:
        raise ValueError("a state secret has no place on the wire")
    return int(urgency)


def warnings(direction: str, exported: Mapping[str, Any]) -> list[str]:
    """A sentence for each value longer than the decree's own length (traps b, c, d)."""
    leaves = leaves_of(direction)
    found = standard.too_long(leaves, _flat(exported))
    for recipient in exported.get("To", ()):
        found += standard.too_long(leaves, {f"To.{name}": v for name, v in recipient.items()})
    return found


def dossier_warnings(exported: Mapping[str, Any]) -> list[str]:
    """As `warnings`, for a dossier."""
    return standard.too_long(standard.DOSSIER, _flat(exported))


def _file_code(placement: Placement | None) -> dict[str, Any]:
    return {
        "FileCode.OrganId": placement.agency_code if placement else None,
        "FileCode.FileCatalog": placement.year if placement else None,
        "FileCode.FileNotation": placement.notation if placement else None,
    }


def _value(document: Document, column: str) -> Any:
    return _plain(getattr(document, column, None)) if column else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return short_date(value)
    return None if value == "" else value


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in flat.items():
        group, dot, leaf = name.partition(".")
        if dot:
            found.setdefault(group, {})[leaf] = value
        else:
            found[name] = value
    return found


def _flat(nested: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in nested.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{leaf}": inner for leaf, inner in value.items()}
        elif not isinstance(value, list):
            found[name] = value
    return found
