"""The choices of the fields of a record's act at the moment its form is shown."""

from collections.abc import Callable, Sequence
from typing import Any

from vanthu.faces.acts.base import Option, widget_of
from vanthu.faces.books.base import RecordAct
from vanthu.faces.books.filters import agencies
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import units_of


def options(actor: Actor, act: RecordAct, row: Any) -> dict[str, Sequence[Option]]:
    """The choices of each field that has some: the act's own first, then those of its widget."""
    found: dict[str, Sequence[Option]] = {}
    for name, info in act.input.model_fields.items():
        extra: Any = info.json_schema_extra or {}
        widget = widget_of(extra)
        if name in act.options:
            found[name] = act.options[name](actor, row)
        elif widget in _OFFERS:
            found[name] = _OFFERS[widget](actor, extra)
    return found


def _choices(_actor: Actor, extra: Any) -> list[Option]:
    return [Option(value, label) for value, label in extra["choices"]]


def _units(actor: Actor, _extra: Any) -> list[Option]:
    return [Option(unit.unit_id, unit.name) for unit in units_of(actor.agency_id, actor.today)]


_OFFERS: dict[str, Callable[[Actor, Any], list[Option]]] = {
    "choice": _choices,
    "agency": lambda actor, _extra: agencies(actor),
    "unit": _units,
}
