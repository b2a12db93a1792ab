"""What the books of membership share: the module, votes, decisions to choose, steps, trails."""

from collections.abc import Sequence
from functools import partial
from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.membership import permissions, queries
from vanthu.cadres.membership.rules import Meeting
from vanthu.faces.acts.base import Option
from vanthu.faces.books.base import Column, Fact, Module
from vanthu.faces.books.cases import CaseSteps, ValuedInput, decision_fact
from vanthu.faces.books.inputs import ActInput, Count, Day, Id, asked
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date

MODULE = Module(
    "membership",
    _("Đảng viên"),
    "users",
    _("Kết nạp, công nhận chính thức, chuyển sinh hoạt, ra khỏi Đảng, danh sách đảng viên."),
)


class BranchInput(ActInput):
    """The branch's resolution with its counted vote."""

    branch_on: Annotated[Day, asked(N_("Ngày nghị quyết của chi bộ"), "date")]
    branch_convened: Annotated[Count, asked(N_("Số đảng viên chính thức của chi bộ"), "number")]
    branch_present: Annotated[Count, asked(N_("Số đảng viên chính thức dự họp"), "number")]
    branch_yes: Annotated[Count, asked(N_("Số tán thành của chi bộ"), "number")]

    @property
    def branch(self) -> Meeting:
        """As the module takes it."""
        return Meeting(self.branch_convened, self.branch_present, self.branch_yes)


class AppraiseInput(ValuedInput):
    """The committee's vote."""

    committee_on: Annotated[Day, asked(N_("Ngày họp cấp ủy"), "date")]
    committee_convened: Annotated[Count, asked(N_("Số cấp ủy viên"), "number")]
    committee_present: Annotated[Count, asked(N_("Số cấp ủy viên dự họp"), "number")]
    committee_yes: Annotated[Count, asked(N_("Số tán thành của cấp ủy"), "number")]

    def values(self) -> dict[str, Any]:
        """As the module takes them."""
        meeting = Meeting(self.committee_convened, self.committee_present, self.committee_yes)
        return {"committee_on": self.committee_on, "committee": meeting}


class DecideInput(ActInput):
    """The decision the case rests on."""

    decision_id: Annotated[Id, asked(N_("Quyết định"), "pick")]


Steps = partial(CaseSteps, permissions.MATTER)


def organisation_options(actor: Actor, _row: object) -> list[Option]:
    """The organisations the actor keeps."""
    return [Option(int(number), name) for number, name in queries.organisations_of(actor)]


def organisation_column(code: str = "organisation", label: Any = None) -> Column:
    """The organisation of the row by its name."""
    title = label or _("Tổ chức đảng")
    return Column(code, title, lambda row, seen: seen.get(getattr(row, f"{code}_id"), ""), width=3)


def names_of(actor: Actor, rows: Sequence[Any], *fields: str) -> dict[int, str]:
    """The names of the organisations of a page of rows; one statement."""
    ids = {getattr(row, f"{name}_id") for row in rows for name in fields or ("organisation",)}
    return dict(queries.organisation_names(ids, actor.today))


def case_facts(actor: Actor, row: Any) -> list[Fact]:
    """What every case shows: whose it is, where it stands, on what it rests."""
    return [
        Fact(_("Họ và tên"), row.person.full_name),
        Fact(_("Tổ chức đảng"), names_of(actor, [row]).get(row.organisation_id, "–")),
        Fact(_("Trạng thái"), row.get_state_display()),
        decision_fact(row),
    ]


def vote_facts(row: Any) -> list[Fact]:
    """Both votes as counted."""
    found = [
        Fact(_("Nghị quyết của chi bộ"), short_date(row.branch_on)),
        Fact(_("Chi bộ tán thành"), f"{row.branch_yes}/{row.branch_convened}"),
    ]
    if row.committee_on:
        found += [
            Fact(_("Cấp ủy họp"), short_date(row.committee_on)),
            Fact(_("Cấp ủy tán thành"), f"{row.committee_yes}/{row.committee_convened}"),
        ]
    return found
