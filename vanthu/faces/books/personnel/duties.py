"""Duties as records: which post does what to whose cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from vanthu.cadres.personnel import actions, permissions
from vanthu.cadres.personnel.choices import DutyKind, DutyScope, Matter
from vanthu.cadres.personnel.models import Duty
from vanthu.faces.acts.base import Option, Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, Outcome, RecordAct, Section
from vanthu.faces.books.filters import ChoiceFilter, TextFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Day, Id, Line, asked
from vanthu.faces.books.personnel.common import MODULE
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.permissions import check_configure, is_provincial
from vanthu.ground.org.queries import last_names
from vanthu.ground.people.queries import directory, holders
from vanthu.kernel.dates import short_date


class DutyInput(ActInput):
    """Which post does what, for whose cases, since when and by which paper."""

    post_id: Annotated[Id, asked(N_("Chức vụ"), "pick")]
    matter: Annotated[Matter, asked(N_("Lĩnh vực"), "choice", choices=choices(Matter))]
    kind: Annotated[DutyKind, asked(N_("Nhiệm vụ"), "choice", choices=choices(DutyKind))]
    scope: Annotated[DutyScope, asked(N_("Phạm vi"), "choice", choices=choices(DutyScope))]
    valid_from: Annotated[Day, asked(N_("Từ ngày"), "date")]
    basis: Annotated[Line, Field(min_length=1, max_length=200), asked(N_("Văn bản giao"))]


class EndInput(ActInput):
    """Until when, and by which paper."""

    valid_to: Annotated[Day, asked(N_("Thôi từ ngày"), "date")]
    basis: Annotated[Line, Field(min_length=1, max_length=200), asked(N_("Văn bản"))]


def _give(actor: Actor, _number: int | None, data: DutyInput) -> Outcome:
    made = actions.give_duty(actor, **data.model_dump())
    return Outcome(_("Đã giao nhiệm vụ."), record_id=made.pk)


def _end(actor: Actor, number: int | None, data: EndInput) -> Outcome:
    actions.end_duty(actor, duty_id=number or 0, **data.model_dump())
    return Outcome(_("Đã ghi ngày thôi nhiệm vụ."))


def _posts(actor: Actor, _row: object) -> list[Option]:
    """The posts of the actor's own agency, under their units."""
    return [
        Option(post.post_id, _titled(post.title, post.holder), unit.name)
        for unit in directory(actor.agency_id, actor.today)
        for post in unit.posts
    ]


def _titled(title: str, holder: object) -> str:
    name = getattr(holder, "name", "")
    return f"{title} – {name}" if name else title


@dataclass(frozen=True)
class _Seen:
    """Names a page of duties needs."""

    agencies: Mapping[int, str]
    holders: Mapping[int, str]


class Duties(Book[Duty]):
    """Who proposes, confirms, appraises, decides and audits."""

    module, name, icon = MODULE, "duties", "user-check"
    title, singular = _("Phân công nhiệm vụ"), _("Chức vụ")
    help = _("Chưa giao nhiệm vụ nào. Người quản trị giao từng nhiệm vụ cho chức vụ theo văn bản.")
    columns = (
        Column(
            "agency", _("Cơ quan"), lambda row, seen: seen.agencies[row.post.agency_id], width=3
        ),
        Column("holder", _("Người giữ"), lambda row, seen: seen.holders.get(row.post_id, "")),
        Column("matter", _("Lĩnh vực"), lambda row, _seen: row.get_matter_display()),
        Column("kind", _("Nhiệm vụ"), lambda row, _seen: row.get_kind_display()),
        Column("scope", _("Phạm vi"), lambda row, _seen: row.get_scope_display()),
        Column(
            "valid_from",
            _("Từ ngày"),
            lambda row, _seen: short_date(row.valid_from),
            value=lambda row, _seen: row.valid_from,
            width=1.5,
        ),
        Column(
            "valid_to",
            _("Đến trước ngày"),
            lambda row, _seen: short_date(row.valid_to) if row.valid_to else "",
            value=lambda row, _seen: row.valid_to,
            width=1.5,
        ),
        Column("basis", _("Văn bản giao"), lambda row, _seen: row.basis, wide=True),
    )
    filters = (
        TextFilter(_("Chức vụ"), ("post__title",)),
        ChoiceFilter("matter", _("Lĩnh vực"), Matter),
        ChoiceFilter("kind", _("Nhiệm vụ"), DutyKind),
        agency_filter(_("Cơ quan"), "post__agency"),
    )
    acts = (
        RecordAct(
            "give",
            _("Giao nhiệm vụ"),
            DutyInput,
            _give,
            lambda actor, _row: check_configure(actor, actor.agency_id),
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
            options={"post_id": _posts},
            help=_(
                "Người đề nghị, người thẩm định và người quyết định phải là những người khác nhau."
            ),
        ),
        RecordAct(
            "end",
            _("Thôi nhiệm vụ"),
            EndInput,
            _end,
            lambda actor, row: check_configure(actor, row.post.agency_id),
            icon="x",
            tone=Tone.DANGER,
        ),
    )

    def check(self, actor: Actor) -> None:
        """Who sets duties up, and whoever has one about people."""
        if not actor.may(Right.CONFIGURE):
            permissions.check_any_duty(actor, Matter.PERSONNEL)

    def rows(self, actor: Actor) -> QuerySet[Duty]:
        """The own agency's for who sets them up, all at the centre; else those within reach."""
        rows = Duty.objects.select_related("post")
        if actor.may(Right.CONFIGURE):
            return rows if is_provincial(actor) else rows.filter(post__agency=actor.agency_id)
        return rows.filter(permissions.within_reach(actor, Matter.PERSONNEL, "post__agency"))

    def see(self, actor: Actor, rows: Sequence[Duty]) -> _Seen:
        """Agencies and holders, two statements a page."""
        held = holders((row.post_id for row in rows), actor.today)
        agencies = last_names(row.post.agency_id for row in rows)
        return _Seen(agencies, {post: holder.name for post, holder in held.items()})

    def named(self, row: Duty) -> str:
        """The post."""
        return row.post.title

    def facts(self, actor: Actor, row: Duty) -> Sequence[Section]:
        """What the post does."""
        seen = self.see(actor, [row])
        facts = [Fact(column.label, column.text(row, seen)) for column in self.columns]
        return (Section(_("Thông tin"), facts),)
