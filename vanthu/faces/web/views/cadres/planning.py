"""The board of a term of planning: lists against the rules, exceptions, papers to take out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import override
from django.views.decorators.http import require_GET

from vanthu.cadres.planning import permissions, queries
from vanthu.cadres.planning.errors import TermUnknown
from vanthu.cadres.planning.models import PlanTerm
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.cadres.planning_shown import (
    Links,
    exception,
    group,
    open_rules,
    stats,
)
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import NotFound
from vanthu.reports.planning.board import board as read_board
from vanthu.reports.planning.changes import change_table
from vanthu.reports.planning.exceptions import exception_table
from vanthu.reports.planning.papers import Wanted
from vanthu.reports.planning.persons import person_table
from vanthu.reports.planning.summary import summary_table
from vanthu.reports.tables.model import Table

Item = dict[str, Any]
HERE = "planning_board"
_PAPERS: Mapping[str, tuple[str, Callable[[Actor, Wanted], Table]]] = {
    "persons": (N_("1. Danh sách quy hoạch"), person_table),
    "summary": (N_("2. Tổng hợp quy hoạch"), summary_table),
    "changes": (N_("3. Biến động trong năm"), change_table),
    "exceptions": (N_("4. Các trường hợp ngoại lệ"), exception_table),
}
# Groups on one page, and exceptions before paper 4 is the better place to read them.
_GROUPS, _SHOWN = 12, 100
_YEARS = range(2000, 2100)


@dataclass(frozen=True)
class Asked:
    """The term at hand, all there are, the agency (None: all within reach), the year of paper 3."""

    term: PlanTerm
    terms: list[PlanTerm]
    agency: int | None
    agencies: dict[int, str]
    year: int
    error: str = ""

    @property
    def query(self) -> str:
        """The same in an address."""
        return urlencode({"term": self.term.pk, "agency": self.agency or "", "year": self.year})

    @property
    def term_choices(self) -> list[tuple[int, str]]:
        """The terms to choose from."""
        return [(term.pk, str(term)) for term in self.terms]

    @property
    def scope(self) -> str:
        """Whose plans these are, in words."""
        if self.agency is None:
            return _("Toàn bộ phạm vi được giao")
        return self.agencies[self.agency]


@needs(Right.CADRES)
@require_GET
def board(request: Request) -> HttpResponse:
    """Every list of a term against the rules of the term's day, and what is not as they want."""
    permissions.check_open(request.actor)
    asked = _asked(request.actor, request.GET)
    if asked is None:
        return screen(request, "cadres/planning/none.html", here=HERE)
    found = read_board(request.actor, asked.term, asked.agency)
    links, first = Links(asked.term.pk, asked.agency), _number(request.GET, "from") or 0
    groups = found.groups[first : first + _GROUPS]
    return screen(
        request,
        "cadres/planning/board.html",
        here=HERE,
        asked=asked,
        day=found.day,
        pack=found.pack,
        stats=stats(found, links),
        groups=[group(each, links, found.pack) for each in groups],
        next=first + _GROUPS if first + _GROUPS < len(found.groups) else None,
        left=len(found.groups) - first - len(groups),
        exceptions=[exception(each, links) for each in found.exceptions[:_SHOWN]],
        more=len(found.exceptions) - _SHOWN,
        open_rules=open_rules(found),
        papers=[(name, _(label)) for name, (label, _table) in _PAPERS.items()],
        forms=[(form.value, label) for form, label in FORMS],
    )


@needs(Right.CADRES)
@require_GET
def export(request: Request, table: str, form: str) -> HttpResponseBase:
    """One of the four statutory papers, told in the journal."""
    permissions.check_open(request.actor)
    asked = _asked(request.actor, request.GET)
    if table not in _PAPERS or asked is None or asked.error:
        raise NotFound
    found = read_board(request.actor, asked.term, asked.agency)
    _label, make = _PAPERS[table]
    scope = asked.agencies[asked.agency] if asked.agency is not None else ""
    with override(settings.LANGUAGE_CODE):  # what is sent to another body is in Vietnamese
        paper = make(request.actor, Wanted(found, scope, asked.year))
    return download(request.actor, paper, form)


def _asked(actor: Actor, sent: QueryDict) -> Asked | None:
    """What the address asks for; None without any term. Raises TermUnknown for one out of reach.

    An agency without a title in the term, or out of reach, is told of and narrows nothing: whoever
    goes from term to term keeps looking.
    """
    terms = queries.plan_terms(actor)
    if not terms:
        return None
    term = _term(actor, terms, sent.get("term") or "")
    agencies = queries.agencies_of(actor, term)
    agency = _number(sent, "agency")
    error = ""
    if agency is not None and agency not in agencies:
        agency, error = None, _("Cơ quan này không có chức danh nào trong nhiệm kỳ đã chọn.")
    year = _number(sent, "year") or 0
    year = year if year in _YEARS else actor.today.year
    return Asked(term, terms, agency, agencies, year, error)


def _term(actor: Actor, terms: list[PlanTerm], wanted: str) -> PlanTerm:
    """The one asked for; else the newest with somebody in its plan."""
    if not wanted:
        filled = queries.filled_terms(actor)
        return next((term for term in terms if term.pk in filled), terms[0])
    found = next((term for term in terms if str(term.pk) == wanted), None)
    if found is None:
        raise TermUnknown
    return found


def _number(sent: QueryDict, name: str) -> int | None:
    return row_number(sent.get(name) or "")
