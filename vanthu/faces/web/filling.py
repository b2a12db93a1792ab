"""A form of the administration: its fields declared once, filled, checked, tried."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ParamSpec, TypeVar, cast

from django.db.models import Choices
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from vanthu.faces.web.access import Request
from vanthu.faces.web.days import day_of
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.sessions import faults
from vanthu.kernel.errors import NotAllowed, NotFound, Refusal

P = ParamSpec("P")
Text = str | Promise
_E = TypeVar("_E", bound=Choices)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: kind text, area, day, number, email, choice, many (check boxes) or check."""

    name: str
    label: Text
    kind: str = "text"
    options: Sequence[tuple[Any, Any]] = ()
    hint: Text = ""
    required: bool = True
    width: str = ""
    empty: Text = ""


@dataclass
class Form:
    """What was typed, or what stands there at first; what is wrong gathers in `errors`."""

    request: Request
    fields: Sequence[Field]
    initial: Mapping[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    result: Any = None

    @property
    def sent(self) -> bool:
        """Whether somebody sent it."""
        return self.request.method == "POST"

    @property
    def posted(self) -> QueryDict:
        """What was sent."""
        return self.request.POST

    @property
    def status(self) -> int:
        """Of the page that shows the form again."""
        return 422 if self.errors else 200

    @property
    def labels(self) -> dict[str, Text]:
        """Names of the fields for the summary of errors."""
        return {each.name: each.label for each in self.fields}

    def value(self, name: str) -> Any:
        """What stands in the field."""
        if self.sent:
            return self.posted.get(name, "")
        return self.initial.get(name, "")

    def values(self, name: str) -> list[str]:
        """Which boxes are ticked."""
        if self.sent:
            return self.posted.getlist(name)
        return [str(each) for each in self.initial.get(name, ())]

    def does(self, action: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Try the action with what was read; False, and its sentences in `errors`, when refused.

        Raises what hides or forbids the whole page.
        """
        if self.errors:
            return False
        try:
            self.result = action(*args, **kwargs)
        except Refusal as refusal:
            # Of a thing that is not there, only the kind that names it belongs into the form.
            if isinstance(refusal, NotAllowed) or type(refusal) is NotFound:
                raise
            self.errors.update(faults(refusal))
            return False
        return True

    def text(self, name: str) -> str:
        """A text; one that must be there is asked for."""
        found = (self.posted.get(name) or "").strip()
        if not found and self._required(name):
            self.errors[name] = _("Hãy nhập mục này.")
        return found

    def number(self, name: str, low: int = 0, high: int = 9999) -> int:
        """A whole number between the two."""
        found = self.text(name)
        if not found and name not in self.errors:
            return low
        if not (found.isdecimal() and len(found) < 10 and low <= int(found) <= high):
            self.errors[name] = _("Hãy nhập số từ %(low)s đến %(high)s.") % {
                "low": low,
                "high": high,
            }
            return low
        return int(found)

    def number_or_none(self, name: str) -> int | None:
        """The number of the row chosen, or nothing."""
        found = self.posted.get(name) or ""
        if not found and self._required(name):
            self.errors[name] = _("Hãy chọn một mục.")
        return row_number(found)

    def day(self, name: str) -> date:
        """A day that must be there."""
        return cast(date, day_of(self.posted, name, self.errors))

    def day_or_none(self, name: str) -> date | None:
        """A day, or nothing."""
        return day_of(self.posted, name, self.errors, required=False)

    def one_of(self, name: str, choices: type[_E]) -> _E:
        """A member of a closed set."""
        found = self.posted.get(name) or ""
        member = next((each for each in choices if str(each.value) == found), None)
        if member is None:
            self.errors[name] = _("Hãy chọn một mục.")
            return next(iter(choices))
        return member

    def ticked(self, name: str) -> bool:
        """Whether the box is ticked."""
        return bool(self.posted.get(name))

    def _required(self, name: str) -> bool:
        return any(each.required for each in self.fields if each.name == name)
