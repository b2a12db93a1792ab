"""What the books of training share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.training.models import Course, PlanLine, TrainingClass
from vanthu.faces.acts.base import Option
from vanthu.faces.books.base import Module
from vanthu.faces.books.filters import Asked, ChoiceFilter, Item, Text
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date

MODULE = Module(
    "training",
    _("Đào tạo, bồi dưỡng"),
    "book-open",
    _("Cử đi học, danh sách lớp, kết quả, cam kết phục vụ và kế hoạch năm."),
)
_SHOWN = 200


def courses(_actor: Actor, _row: object) -> list[Option]:
    """Courses to choose from, by name."""
    rows = Course.objects.order_by("name", "pk")[:_SHOWN]
    return [Option(row.pk, f"{row.name} ({row.get_place_display()})") for row in rows]


def classes(_actor: Actor, _row: object) -> list[Option]:
    """The newest classes to choose from."""
    rows = TrainingClass.objects.order_by("-first", "-pk")[:_SHOWN]
    return [Option(row.pk, f"{row.name}, {short_date(row.first)}") for row in rows]


class LevelFilter(ChoiceFilter):
    """A level of courses; those without one are not asked for by name."""

    def _options(self) -> list[Option]:
        return [each for each in super()._options() if each.value]


@dataclass(frozen=True)
class YearFilter:
    """The records of a year that is typed; `condition` says what a year means to them."""

    name: str
    label: Text
    condition: Callable[[int], Q]

    @property
    def names(self) -> Sequence[str]:
        """One field."""
        return (self.name,)

    def items(self, _actor: Actor, asked: Asked) -> list[Item]:
        """A line to type a year in."""
        value = asked.get(self.name, "")
        field = {"name": self.name, "label": self.label, "widget": "text"}
        return [{**field, "value": value, "options": ()}]

    def narrow(self, rows: QuerySet[Any], asked: Asked, errors: dict[str, str]) -> QuerySet[Any]:
        """Those of the year."""
        wanted = asked.get(self.name, "").strip()
        if not wanted:
            return rows
        if not (wanted.isascii() and wanted.isdigit() and len(wanted) == 4):
            errors[self.name] = "Hãy nhập năm bằng bốn chữ số, ví dụ 2023."
            return rows
        return rows.filter(self.condition(int(wanted)))

    def words(self, _actor: Actor, asked: Asked) -> str:
        """The year."""
        return f"{self.label}: {asked[self.name]}" if asked.get(self.name) else ""


def planned_in(year: int) -> Q:
    """Attendance of a kind and capacity that its agency had in the plan of the year."""
    line = PlanLine.objects.current().filter(
        year=year,
        agency=OuterRef("agency"),
        kind=OuterRef("attended__course__kind"),
        object=OuterRef("object"),
    )
    return Q(Exists(line))


def unplanned_in(year: int) -> Q:
    """The rest."""
    return ~planned_in(year)
