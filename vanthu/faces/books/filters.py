"""What a list can be narrowed by: each filter reads its own fields and narrows the rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db.models import Choices, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vanthu.faces.acts.base import Option
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import AgencyVersion
from vanthu.ground.org.queries import OURS
from vanthu.kernel.dates import NotADate, parse_date, short_date
from vanthu.kernel.text import fold, without_marks

Text = str | Promise
Item = dict[str, Any]
Asked = Mapping[str, str]
_WRONG_CHOICE = "Giá trị không có trong danh mục. Hãy chọn lại."
_WRONG_DAY = "Ngày không hợp lệ. Hãy nhập theo dạng ngày/tháng/năm, ví dụ 05/01/2026."


class Filter(Protocol):
    """A filter: the names of its fields, how they are drawn, and what they do to the rows."""

    @property
    def names(self) -> Sequence[str]:
        """The names of its fields in the address."""

    def items(self, actor: Actor, asked: Asked) -> list[Item]:
        """Its fields for the screen: name, label, widget, value, options."""

    def narrow(self, rows: QuerySet[Any], asked: Asked, errors: dict[str, str]) -> QuerySet[Any]:
        """The rows that fit; what cannot be read goes to `errors` and narrows nothing."""

    def words(self, actor: Actor, asked: Asked) -> str:
        """What was chosen, for the head of an export; empty when nothing was."""


def _item(name: str, label: Text, widget: str, value: str, options: Sequence[Option] = ()) -> Item:
    return {"name": name, "label": label, "widget": widget, "value": value, "options": options}


@dataclass(frozen=True)
class TextFilter:
    """Words of a text column, with or without marks, in any case, each of them somewhere in it."""

    label: Text
    fields: Sequence[str]
    name: str = "q"

    @property
    def names(self) -> Sequence[str]:
        """One field."""
        return (self.name,)

    def items(self, _actor: Actor, asked: Asked) -> list[Item]:
        """A line to type in."""
        return [_item(self.name, self.label, "text", asked.get(self.name, ""))]

    def narrow(self, rows: QuerySet[Any], asked: Asked, _errors: dict[str, str]) -> QuerySet[Any]:
        """Each word by itself; the database compares (people are tens of thousands, no more)."""
        for word in fold(asked.get(self.name, "")).split()[:8]:
            pattern, found = without_marks(word), Q()
            for column in self.fields:
                found |= Q(**{f"{column}__regex": pattern})
            rows = rows.filter(found)
        return rows

    def words(self, _actor: Actor, asked: Asked) -> str:
        """The words."""
        return f"{self.label}: {asked[self.name]}" if asked.get(self.name) else ""


@dataclass(frozen=True)
class ChoiceFilter:
    """One value of a closed set."""

    name: str
    label: Text
    choices: type[Choices]
    field: str = ""

    @property
    def names(self) -> Sequence[str]:
        """One field."""
        return (self.name,)

    def _options(self) -> list[Option]:
        return [Option(str(each.value), str(each.label)) for each in self.choices]

    def items(self, _actor: Actor, asked: Asked) -> list[Item]:
        """A list to choose from."""
        value = asked.get(self.name, "")
        return [_item(self.name, self.label, "choice", value, self._options())]

    def narrow(self, rows: QuerySet[Any], asked: Asked, errors: dict[str, str]) -> QuerySet[Any]:
        """Equal to it."""
        wanted = asked.get(self.name)
        if not wanted:
            return rows
        found = next((each.value for each in self.choices if str(each.value) == wanted), None)
        if found is None:
            errors[self.name] = _WRONG_CHOICE
            return rows
        return rows.filter(**{self.field or self.name: found})

    def words(self, _actor: Actor, asked: Asked) -> str:
        """Its label."""
        return _chosen(self.label, self._options(), asked.get(self.name, ""))


@dataclass(frozen=True)
class PickFilter:
    """One row of what `options` lists: a term, a plan, a class."""

    name: str
    label: Text
    options: Callable[[Actor], Sequence[Option]]
    field: str = ""

    @property
    def names(self) -> Sequence[str]:
        """One field."""
        return (self.name,)

    def items(self, actor: Actor, asked: Asked) -> list[Item]:
        """A list to choose from."""
        value = asked.get(self.name, "")
        return [_item(self.name, self.label, "choice", value, self.options(actor))]

    def narrow(self, rows: QuerySet[Any], asked: Asked, errors: dict[str, str]) -> QuerySet[Any]:
        """Those that belong to it."""
        wanted = asked.get(self.name)
        if not wanted:
            return rows
        if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 12:
            errors[self.name] = _WRONG_CHOICE
            return rows
        return rows.filter(**{self.field or self.name: int(wanted)})

    def words(self, actor: Actor, asked: Asked) -> str:
        """Its label."""
        wanted = asked.get(self.name, "")
        return _chosen(self.label, self.options(actor), wanted) if wanted else ""


def agencies(actor: Actor) -> list[Option]:
    """Every agency alive today, by name."""
    rows = AgencyVersion.objects.on(actor.today).filter(OURS).order_by("name", "agency_id")
    return [Option(number, name) for number, name in rows.values_list("agency_id", "name")]


def agency_filter(label: Text, field: str = "agency", name: str = "agency") -> PickFilter:
    """The records of one agency."""
    return PickFilter(name, label, agencies, field)


@dataclass(frozen=True)
class DayFilter:
    """Days from … to, both included; for a column of moments say `moments`."""

    name: str
    label: Text
    field: str = ""
    moments: bool = False

    @property
    def names(self) -> Sequence[str]:
        """Two fields."""
        return (f"{self.name}_from", f"{self.name}_to")

    def items(self, _actor: Actor, asked: Asked) -> list[Item]:
        """Two days."""
        first, last = self.names
        return [
            _item(
                first, _("%(what)s từ ngày") % {"what": self.label}, "date", asked.get(first, "")
            ),
            _item(last, _("%(what)s đến ngày") % {"what": self.label}, "date", asked.get(last, "")),
        ]

    def narrow(self, rows: QuerySet[Any], asked: Asked, errors: dict[str, str]) -> QuerySet[Any]:
        """Between the two."""
        at = (self.field or self.name) + ("__date" if self.moments else "")
        for name, test in zip(self.names, ("gte", "lte"), strict=True):
            try:
                day = _day(asked.get(name, ""))
            except NotADate:
                errors[name] = _WRONG_DAY
                continue
            if day is not None:
                rows = rows.filter(**{f"{at}__{test}": day})
        return rows

    def words(self, _actor: Actor, asked: Asked) -> str:
        """The days as they are written."""
        try:
            days = [_day(asked.get(name, "")) for name in self.names]
        except NotADate:
            return ""
        shown = [short_date(day) if day else "…" for day in days]
        return f"{self.label}: {shown[0]} – {shown[1]}" if any(days) else ""


@dataclass(frozen=True)
class FlagFilter:
    """Only the records of which something is true."""

    name: str
    label: Text
    condition: Q

    @property
    def names(self) -> Sequence[str]:
        """One field."""
        return (self.name,)

    def items(self, _actor: Actor, asked: Asked) -> list[Item]:
        """A box to tick."""
        return [_item(self.name, self.label, "flag", asked.get(self.name, ""))]

    def narrow(self, rows: QuerySet[Any], asked: Asked, _errors: dict[str, str]) -> QuerySet[Any]:
        """Those of which it is true."""
        return rows.filter(self.condition) if asked.get(self.name) else rows

    def words(self, _actor: Actor, asked: Asked) -> str:
        """Its label."""
        return str(self.label) if asked.get(self.name) else ""


def _chosen(label: Text, options: Sequence[Option], wanted: str) -> str:
    found = next((each.label for each in options if str(each.value) == wanted), "")
    return f"{label}: {found}" if found else ""


def _day(text: str) -> date | None:
    """The day typed, or nothing; raises NotADate."""
    return parse_date(text) if text.strip() else None
