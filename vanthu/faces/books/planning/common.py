"""What the books of planning share."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from vanthu.cadres.planning import queries
from vanthu.cadres.planning.models import PlanTarget
from vanthu.cadres.planning.rules import Finding
from vanthu.faces.acts.base import Option
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.books.base import Column, Fact, Module, Section
from vanthu.faces.books.cases import agency_names
from vanthu.ground.base.actor import Actor

MODULE = Module(
    "planning",
    _("Quy hoạch cán bộ"),
    "list",
    _("Bổ sung, rà soát, đưa ra khỏi quy hoạch; chức danh, biên bản kiểm phiếu theo nhiệm kỳ."),
)


def titles(actor: Actor, _row: object) -> list[Option]:
    """The titles the actor sees, each with its agency and term."""
    rows = queries.targets(actor)
    names = agency_names(rows)
    return [Option(row.pk, said(row, names.get(row.agency_id, "–"))) for row in rows]


def said(row: PlanTarget, agency: str) -> str:
    """A title in one line."""
    return f"{row.title}, {agency} ({row.term.code})"


def title_column() -> Column:
    """The title somebody is planned for."""
    return Column("title", _("Chức danh quy hoạch"), lambda row, _s: row.target.title, width=3)


def term_column() -> Column:
    """The term of the title."""
    return Column("term", _("Nhiệm kỳ"), lambda row, _seen: row.target.term.code)


def title_facts(target: PlanTarget) -> list[Fact]:
    """The title and its term, leading to the title's page."""
    return [
        Fact(_("Chức danh quy hoạch"), target.title, url=f"/cadres/planning/titles/{target.pk}"),
        Fact(_("Nhiệm kỳ"), str(target.term)),
        Fact(_("Cơ quan"), agency_names([target]).get(target.agency_id, "–")),
    ]


def findings_section(found: Sequence[Finding]) -> Section:
    """What each check came to, with its sentence."""
    rows = [(each.rule.label, each.verdict.label, sentence_of(each)) for each in found]
    return Section(_("Kiểm tra điều kiện"), (), (_("Nội dung"), _("Kết quả"), _("Diễn giải")), rows)
