"""The book of titles to be planned: seats, sources, limits, and what the checks say of the list."""

from collections.abc import Sequence
from typing import Annotated

from django.db.models import Count as CountOf
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.planning import actions, permissions, queries
from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    EntryState,
    Group,
    PlanLevel,
    TargetKind,
    TermKind,
)
from vanthu.cadres.planning.models import PlanTarget, PlanTerm
from vanthu.cadres.planning.rules import coefficient
from vanthu.faces.acts.base import Option, Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, Outcome, RecordAct, Section
from vanthu.faces.books.cases import (
    agency_column,
    agency_names,
    number_column,
)
from vanthu.faces.books.filters import ChoiceFilter, TextFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Amount, Count, Day, Id, Line, Month, asked
from vanthu.faces.books.planning.common import (
    MODULE,
    findings_section,
)
from vanthu.faces.books.planning.filters import term_filter
from vanthu.faces.imports.planning import TITLE_SHEET
from vanthu.ground.base.actor import Actor
from vanthu.kernel.numbers import format_vi


class TermInput(ActInput):
    """A term, and the month in which ages are counted."""

    code: Annotated[Line, asked(N_("Nhiệm kỳ, ví dụ 2025-2030"))]
    kind: Annotated[TermKind, asked(N_("Loại"), "choice", choices=choices(TermKind))]
    level: Annotated[PlanLevel, asked(N_("Cấp"), "choice", choices=choices(PlanLevel))]
    first_on: Annotated[Day, asked(N_("Ngày bắt đầu"), "date")]
    last_on: Annotated[Day, asked(N_("Ngày kết thúc"), "date")]
    reference_on: Annotated[Month, asked(N_("Tháng tính tuổi"), "month")]


class TitleInput(ActInput):
    """A title or committee of a term; limits left out are those of the rules of the day."""

    term_id: Annotated[Id, asked(N_("Nhiệm kỳ"), "pick")]
    agency_id: Annotated[Id, asked(N_("Cơ quan"), "agency")]
    title: Annotated[Line, asked(N_("Tên chức danh"))]
    kind: Annotated[TargetKind, asked(N_("Loại"), "choice", choices=choices(TargetKind))] = (
        TargetKind.TITLE
    )
    rank: Annotated[Count, asked(N_("Thứ bậc (1 là cao nhất)"), "number")] = 1
    prescribed: Annotated[Count, asked(N_("Số lượng theo quy định"), "number")] = 1
    coefficient_min: Annotated[Amount | None, asked(N_("Hệ số thấp nhất"), "decimal")] = None
    coefficient_max: Annotated[Amount | None, asked(N_("Hệ số cao nhất"), "decimal")] = None
    persons_max: Annotated[Count | None, asked(N_("Số người nhiều nhất"), "number")] = None
    first_sources: Annotated[Line, asked(N_("Nguồn: đối tượng 1 (các chức danh, cách bằng ;)"))] = (
        ""
    )
    second_sources: Annotated[
        Line, asked(N_("Nguồn: đối tượng 2 (các chức danh, cách bằng ;)"))
    ] = ""

    def fields(self) -> actions.TargetFields:
        """As the module takes it."""
        values = self.model_dump(exclude={"first_sources", "second_sources"})
        asked_for = {Group.FIRST: self.first_sources, Group.SECOND: self.second_sources}
        found = {group: _split(text) for group, text in asked_for.items() if _split(text)}
        return actions.TargetFields(**values, sources=found)


class ApprovalInput(ActInput):
    """Who decides on a title, from a day on, by which paper."""

    title: Annotated[Line, asked(N_("Tên chức danh"))]
    level: Annotated[
        ApprovalLevel, asked(N_("Cấp quyết định"), "choice", choices=choices(ApprovalLevel))
    ]
    valid_from: Annotated[Day, asked(N_("Áp dụng từ"), "date")]
    basis: Annotated[Line, asked(N_("Văn bản phân cấp"))]


def _split(text: str) -> list[str]:
    return [each.strip() for each in text.split(";") if each.strip()]


def _terms(_actor: Actor, _row: object) -> list[Option]:
    return [Option(row.pk, str(row)) for row in PlanTerm.objects.order_by("-first_on", "pk")]


def _term(actor: Actor, _number: int | None, data: TermInput) -> Outcome:
    actions.set_term(actor, fields=actions.TermFields(**data.model_dump()))
    return Outcome(_("Đã lưu nhiệm kỳ."))


def _title(actor: Actor, _number: int | None, data: TitleInput) -> Outcome:
    made = actions.set_target(actor, fields=data.fields())
    return Outcome(_("Đã lưu chức danh quy hoạch."), record_id=made.pk)


def _approval(actor: Actor, _number: int | None, data: ApprovalInput) -> Outcome:
    actions.set_approval(actor, **data.model_dump())
    return Outcome(_("Đã lưu cấp quyết định."))


def _arranges(actor: Actor, _row: object) -> None:
    permissions.check_arrange(actor)


def _as_entered(_actor: Actor, row: PlanTarget) -> dict[str, object]:
    names = ("term_id", "agency_id", "title", "kind", "rank", "prescribed")
    limits = ("coefficient_min", "coefficient_max", "persons_max")
    sources = {each.group: "; ".join(each.titles) for each in row.sources.all()}
    return {
        **{name: getattr(row, name) for name in (*names, *limits)},
        "first_sources": sources.get(Group.FIRST, ""),
        "second_sources": sources.get(Group.SECOND, ""),
    }


class _Titles(Book[PlanTarget]):
    module, name, icon = MODULE, "titles", "briefcase"
    title, singular = _("Chức danh quy hoạch"), _("Chức danh quy hoạch")
    help = _("Chưa có chức danh nào. Hãy lập nhiệm kỳ, rồi thêm chức danh hoặc nhập từ Excel.")
    order = ("-term__first_on", "rank", "-pk")
    columns = (
        agency_column(),
        Column("term", _("Nhiệm kỳ"), lambda row, _seen: row.term.code),
        Column("kind", _("Loại"), lambda row, _seen: row.get_kind_display(), wide=True),
        number_column("prescribed", _("Số lượng")),
        number_column("planned", _("Trong quy hoạch")),
        Column(
            "coefficient",
            _("Hệ số"),
            lambda row, _seen: coefficient(row.planned, row.prescribed),
            number=True,
        ),
    )
    filters = (
        TextFilter(_("Tên chức danh"), ("title",)),
        ChoiceFilter("term__level", _("Cấp"), PlanLevel),
        ChoiceFilter("kind", _("Loại"), TargetKind),
        term_filter("term"),
        agency_filter(_("Cơ quan")),
    )
    acts = (
        RecordAct(
            "add",
            _("Thêm chức danh"),
            TitleInput,
            _title,
            _arranges,
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
            options={"term_id": _terms},
        ),
        RecordAct("set-term", _("Lập nhiệm kỳ"), TermInput, _term, _arranges, on_book=True),
        RecordAct(
            "set-approval",
            _("Đặt cấp quyết định"),
            ApprovalInput,
            _approval,
            _arranges,
            on_book=True,
            help=_("Cấp quyết định của một chức danh từ một ngày, theo văn bản phân cấp."),
        ),
        RecordAct(
            "amend",
            _("Sửa"),
            TitleInput,
            _title,
            lambda actor, row: permissions.check_arrange(actor, row.agency_id),
            initial=_as_entered,
            options={"term_id": _terms},
        ),
    )

    imports = TITLE_SHEET

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[PlanTarget]:
        inside = Q(entries__state=EntryState.APPROVED, entries__known_to=None)
        rows = PlanTarget.objects.filter(permissions.visible(actor)).select_related("term")
        return rows.annotate(planned=CountOf("entries", filter=inside))

    def see(self, actor: Actor, rows: Sequence[PlanTarget]) -> dict[int, str]:
        return agency_names(rows)

    def named(self, row: PlanTarget) -> str:
        return row.title

    def facts(self, actor: Actor, row: PlanTarget) -> Sequence[Section]:
        people = queries.planned_of(row.pk)
        day = queries.rules_day(row.term, actor.today)
        facts = [
            Fact(_("Cơ quan"), agency_names([row]).get(row.agency_id, "–")),
            Fact(_("Nhiệm kỳ"), str(row.term)),
            Fact(_("Tháng tính tuổi"), row.term.reference_on.strftime("%m/%Y")),
            Fact(_("Số lượng theo quy định"), format_vi(row.prescribed)),
            Fact(_("Hệ số"), coefficient(len(people), row.prescribed)),
            Fact(_("Quy định áp dụng"), queries.limits_of(row, day).document),
            *(
                Fact(_("Nguồn: %(group)s") % {"group": each.get_group_display()}, _joined(each))
                for each in row.sources.all()
            ),
        ]
        names = [
            (each.person.full_name, each.get_group_display(), each.decision.reference)
            for each in people
        ]
        columns = (_("Họ và tên"), _("Nhóm"), _("Quyết định"))
        note = "" if names else _("Chưa có ai. Hãy lập trường hợp bổ sung quy hoạch.")
        return (
            Section(_("Thông tin chung"), facts),
            Section(_("Danh sách quy hoạch"), (), columns if names else (), names, note),
            findings_section(queries.list_findings(row, day, actor.now)),
        )


def _joined(source: object) -> str:
    return "; ".join(getattr(source, "titles", ())) or "–"


TITLES = _Titles()
