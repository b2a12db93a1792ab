"""The book of members: who is on whose list, since when."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from vanthu.cadres.membership import permissions, queries
from vanthu.cadres.membership.choices import OffList
from vanthu.cadres.membership.models import Member
from vanthu.faces.books.base import Book, Column, Fact, History, Section
from vanthu.faces.books.cases import day_column, day_fact, history
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, FlagFilter, TextFilter
from vanthu.faces.books.membership.common import (
    MODULE,
    names_of,
    organisation_column,
)
from vanthu.faces.imports.membership import MEMBERS as SHEET
from vanthu.ground.base.actor import Actor


class _Members(Book[Member]):
    module, name, icon = MODULE, "members", "users"
    title, singular = _("Danh sách đảng viên"), _("Đảng viên")
    help = _("Chưa có ai trong danh sách. Hãy nhập từ Excel hoặc ghi lễ kết nạp.")
    columns = (
        Column("number", _("Số thẻ"), lambda row, _seen: row.number),
        organisation_column(),
        day_column("joined_on", _("Ngày vào Đảng")),
        day_column("official_on", _("Ngày chính thức")),
        day_column("since", _("Vào danh sách"), wide=True),
        day_column("until", _("Ra danh sách"), wide=True),
    )
    filters = (
        TextFilter(_("Họ và tên"), ("person__full_name",)),
        FlagFilter("probation", _("Đảng viên dự bị"), Q(official_on=None, until=None)),
        FlagFilter("here", _("Đang sinh hoạt"), Q(until=None)),
        ChoiceFilter("until_by", _("Lý do ra danh sách"), OffList),
        DayFilter("joined_on", _("Ngày vào Đảng")),
    )
    order = ("person__name_key", "pk")
    imports = SHEET

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[Member]:
        return queries.members(actor)

    def see(self, actor: Actor, rows: Sequence[Member]) -> dict[int, str]:
        return names_of(actor, rows)

    def named(self, row: Member) -> str:
        return row.person.full_name

    def facts(self, actor: Actor, row: Member) -> Sequence[Section]:
        facts = [
            Fact(_("Họ và tên"), row.person.full_name),
            Fact(_("Số thẻ"), row.number or "–"),
            Fact(_("Tổ chức đảng"), names_of(actor, [row]).get(row.organisation_id, "–")),
            day_fact(_("Ngày vào Đảng"), row.joined_on),
            day_fact(_("Ngày chính thức"), row.official_on),
            day_fact(_("Vào danh sách"), row.since),
            Fact(_("Do"), row.get_since_by_display()),
        ]
        if row.until:
            facts += [
                day_fact(_("Ra danh sách"), row.until),
                Fact(_("Do"), row.get_until_by_display()),
            ]
        return (Section(_("Đảng viên"), facts),)

    def history(self, _actor: Actor, row: Member) -> History:
        return history(row)


MEMBERS = _Members()
