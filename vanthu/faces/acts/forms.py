"""A posted form as the data of an act."""

from typing import Any, Protocol, get_args

from django.http import QueryDict

from vanthu.faces.acts.base import ActInput, widget_of

_LISTS = {"receivers", "groups"}
_RECEIVERS = {"receiver", "receivers"}


class Asks(Protocol):
    """What has a form: an act on a document, an act on a record."""

    @property
    def input(self) -> type[ActInput]:
        """What is asked for."""


def posted(act: Asks, form: QueryDict) -> dict[str, Any]:
    """The fields of the act out of a form; what was left blank is left out.

    A receiver is posted as `unit:12` or `post:34`; beside it may stand `due:post:34` (its deadline)
    and `note:post:34` (what it is to do). Recipients are posted as parallel lists
    `recipients.name`, `recipients.agency_id`, `recipients.code`, `recipients.purpose`.
    """
    found: dict[str, Any] = {}
    for name, info in act.input.model_fields.items():
        value = _value(name, widget_of(info.json_schema_extra), form, blank=_may_be_blank(info))
        if value is not None:
            found[name] = _chosen(info.json_schema_extra, value)
    return found


def _chosen(extra: Any, value: Any) -> Any:
    """A choice as it is declared: a form sends the text of a number."""
    choices = extra.get("choices", ()) if isinstance(extra, dict) else ()
    return next((each for each, _label in choices if str(each) == value), value)


def _value(name: str, widget: str, form: QueryDict, *, blank: bool) -> Any:
    if widget == "recipients":
        return _recipients(name, form) if f"{name}.name" in form else None
    if widget in _LISTS:
        values = [value for value in form.getlist(name) if value]
        spelled = widget in _RECEIVERS
        return [_receiver(each, form) if spelled else each for each in values]
    value = form.get(name)
    if widget == "receiver" and value:
        return _receiver(value, form)
    if value is None or (value == "" and not blank):
        return None
    return value


def _may_be_blank(info: Any) -> bool:
    """A text may be emptied; of anything else a blank means that nothing was chosen."""
    kinds = (info.annotation, *get_args(info.annotation))
    return str in kinds or "" in kinds


def _receiver(value: str, form: QueryDict) -> dict[str, Any]:
    kind, _colon, number = value.partition(":")
    found = {f"{kind}_id": number}
    if due := form.get(f"due:{value}"):
        found["due_on"] = due
    if note := form.get(f"note:{value}"):
        found["instruction"] = note
    return found


def _recipients(name: str, form: QueryDict) -> list[dict[str, Any]]:
    columns = ("name", "agency_id", "code", "purpose")
    lists = [form.getlist(f"{name}.{column}") for column in columns]
    rows = []
    for place in range(max(map(len, lists))):
        values = [each[place] if place < len(each) else "" for each in lists]
        row = {column: value for column, value in zip(columns, values, strict=True) if value}
        if set(row) - {"purpose"}:
            rows.append(row)
    return rows
