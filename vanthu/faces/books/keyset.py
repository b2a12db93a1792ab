"""Pages of a list by keyset: the next page begins after the last row, never by counting."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldError, ValidationError
from django.db.models import Model, Q, QuerySet

from vanthu.kernel.errors import Invalid

R = TypeVar("R", bound=Model)
_LONGEST = 500
WRONG = "Con trỏ trang không hợp lệ. Hãy đọc lại từ đầu."


@dataclass(frozen=True)
class Page(Generic[R]):
    """Some rows, and the cursor of the next page; empty at the end."""

    rows: Sequence[R]
    next: str = ""


def page(rows: QuerySet[R], order: Sequence[str], cursor: str, limit: int) -> Page[R]:
    """At most `limit` rows after the cursor; raises Invalid for one that is none."""
    ordered = rows.order_by(*order)
    if cursor:
        ordered = ordered.filter(_after(rows.model, order, _read(cursor, order)))
    found = list(ordered[: limit + 1])
    more = len(found) > limit
    return Page(found[:limit], _written(found[limit - 1], order) if more else "")


def _written(row: Model, order: Sequence[str]) -> str:
    values = [str(_value(row, name.lstrip("-"))) for name in order]
    text = json.dumps(values, ensure_ascii=False).encode()
    return urlsafe_b64encode(text).decode().rstrip("=")


def _value(row: Any, name: str) -> Any:
    for part in name.split("__"):
        row = getattr(row, part)
    return row


def _read(cursor: str, order: Sequence[str]) -> list[str]:
    try:
        if len(cursor) > _LONGEST or not cursor.isascii():
            raise ValueError
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            raise ValueError
        if not all(isinstance(value, str) and "\0" not in value for value in values):
            raise ValueError
    except ValueError as error:
        raise Invalid({"cursor": WRONG}) from error
    return values


def _after(model: type[Model], order: Sequence[str], values: Sequence[str]) -> Q:
    """Greater in the first field, or equal in it and greater in the next, and so on."""
    found, equal = Q(), Q()
    for name, text in zip(order, values, strict=True):
        column = name.lstrip("-")
        value = _typed(model, column, text)
        found |= equal & Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{column: value})
    return found


def _typed(model: type[Model], column: str, text: str) -> Any:
    """The text as the column's values are; raises Invalid."""
    try:
        target: Any = model
        *path, last = column.split("__")
        for part in path:
            target = target._meta.get_field(part).related_model
        kept = target._meta.pk if last == "pk" else target._meta.get_field(last)
        value = kept.to_python(text)
        kept.run_validators(value)
    except (ValidationError, FieldError, ValueError, OverflowError) as error:
        raise Invalid({"cursor": WRONG}) from error
    return value
