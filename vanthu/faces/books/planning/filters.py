"""What lists of planning are narrowed by besides: a term, one title, a part that rules count."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.planning import queries
from vanthu.cadres.planning.choices import PlanPart
from vanthu.cadres.planning.models import PlanTarget
from vanthu.faces.acts.base import Option
from vanthu.faces.books.filters import Asked, ChoiceFilter, Item, PickFilter, TextFilter
from vanthu.faces.books.planning.common import said
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import last_names


def _terms(actor: Actor) -> list[Option]:
    return [Option(term.pk, str(term)) for term in queries.plan_terms(actor)]


def term_filter(field: str = "target__term") -> PickFilter:
    """The records of one term."""
    return PickFilter("term", _("Nhiệm kỳ"), _terms, field)


@dataclass(frozen=True)
class TitleFilter(PickFilter):
    """One title. Thousands are no list to choose from: it comes by a link, and only then shows."""

    def items(self, actor: Actor, asked: Asked) -> list[Item]:
        """The title one came by."""
        found = super().items(actor, asked) if asked.get(self.name) else []
        return [item | {"options": _title(item["value"])} for item in found]

    def words(self, actor: Actor, asked: Asked) -> str:
        """The title in one line."""
        return "; ".join(each.label for each in _title(asked.get(self.name, "")))


def title_filter() -> TitleFilter:
    """The records of one title."""
    return TitleFilter("target", _("Chức danh quy hoạch"), lambda _actor: [], "target")


def _title(number: str) -> list[Option]:
    if not number.isascii() or not number.isdigit() or len(number) > 12:
        return []
    rows = PlanTarget.objects.filter(pk=int(number)).select_related("term")
    names = last_names(row.agency_id for row in rows)
    return [Option(row.pk, said(row, names.get(row.agency_id, "–"))) for row in rows]


@dataclass(frozen=True)
class PartFilter(ChoiceFilter):
    """Women, young, an age group: as the checks of a list count them in the month of its term."""

    def narrow(self, rows: QuerySet[Any], asked: Asked, errors: dict[str, str]) -> QuerySet[Any]:
        """Those of the part."""
        wanted = asked.get(self.name)
        if not wanted or wanted not in PlanPart.values:
            return super().narrow(rows, asked, errors)
        return rows.filter(queries.in_group(PlanPart(wanted), timezone.localdate()))


def part_filter() -> PartFilter:
    """The persons of a part that the rules count."""
    return PartFilter("part", _("Nữ, trẻ, độ tuổi"), PlanPart)


@dataclass(frozen=True)
class TitlesFilter(TextFilter):
    """Persons planned for at least so many titles of one level."""

    def narrow(self, rows: QuerySet[Any], asked: Asked, errors: dict[str, str]) -> QuerySet[Any]:
        """Those who have as many; what is no number narrows nothing and is told."""
        wanted = asked.get(self.name)
        if not wanted:
            return rows
        if not wanted.isascii() or not wanted.isdigit() or len(wanted) > 2:
            errors[self.name] = "Hãy nhập số chức danh, ví dụ 3."
            return rows
        return rows.filter(queries.with_titles(int(wanted)))


def titles_filter() -> TitlesFilter:
    """The entries of persons with many titles."""
    return TitlesFilter(_("Có từ bao nhiêu chức danh"), (), "titles")
