"""The book of who is planned: everybody in the plan, and those who left it, with their versions."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.planning import permissions, queries
from vanthu.cadres.planning.choices import EntryState, Group, PlanLevel, TargetKind
from vanthu.cadres.planning.models import PlanEntry
from vanthu.faces.books.base import Book, Column, Fact, History, Section
from vanthu.faces.books.cases import (
    agency_column,
    agency_names,
    day_column,
    day_fact,
    history,
)
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, TextFilter, agency_filter
from vanthu.faces.books.planning.common import (
    MODULE,
    term_column,
    title_column,
    title_facts,
)
from vanthu.faces.books.planning.filters import (
    part_filter,
    term_filter,
    title_filter,
    titles_filter,
)
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date


class _Entries(Book[PlanEntry]):
    module, name, icon = MODULE, "entries", "users"
    title, singular = _("Người trong quy hoạch"), _("Người trong quy hoạch")
    help = _("Chưa có ai trong quy hoạch. Hãy lập trường hợp bổ sung và trình quyết định.")
    columns = (
        title_column(),
        agency_column(),
        term_column(),
        Column("state", _("Trạng thái"), lambda row, _seen: row.get_state_display()),
        day_column("first_in", _("Vào quy hoạch")),
        Column("group", _("Nhóm"), lambda row, _seen: row.get_group_display(), wide=True),
        day_column("until", _("Ra khỏi quy hoạch"), wide=True),
        Column("decision", _("Quyết định"), lambda row, _seen: row.decision.reference, wide=True),
    )
    filters = (
        TextFilter(_("Họ và tên"), ("person__full_name",)),
        ChoiceFilter("state", _("Trạng thái"), EntryState),
        ChoiceFilter("group", _("Nhóm"), Group),
        term_filter(),
        title_filter(),
        part_filter(),
        titles_filter(),
        ChoiceFilter("target__kind", _("Loại"), TargetKind),
        ChoiceFilter("target__term__level", _("Cấp"), PlanLevel),
        agency_filter(_("Cơ quan")),
        DayFilter("first_in", _("Vào quy hoạch")),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[PlanEntry]:
        return queries.entries(actor).select_related("person", "target__term", "decision")

    def see(self, actor: Actor, rows: Sequence[PlanEntry]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: PlanEntry) -> str:
        return row.person.full_name

    def facts(self, actor: Actor, row: PlanEntry) -> Sequence[Section]:
        paper = f"{row.decision.reference}, {short_date(row.decision.signed_on)}"
        facts = [
            *title_facts(row.target),
            Fact(_("Trạng thái"), row.get_state_display()),
            Fact(_("Nhóm"), row.get_group_display()),
            day_fact(_("Vào quy hoạch"), row.first_in),
            day_fact(_("Ra khỏi quy hoạch"), row.until),
            Fact(_("Quyết định gần nhất"), paper),
        ]
        return (Section(_("Thông tin chung"), facts),)

    def history(self, actor: Actor, row: PlanEntry) -> History:
        return history(row)


ENTRIES = _Entries()
