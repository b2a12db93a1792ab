"""The book of Party organisations with their names and parents by day."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_

from vanthu.cadres.membership import actions, permissions, queries
from vanthu.cadres.membership.choices import OrganisationKind
from vanthu.cadres.membership.models import PartyOrganisation
from vanthu.faces.acts.base import Option, Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import Book, Column, Fact, Outcome, RecordAct, Section
from vanthu.faces.books.cases import day_column
from vanthu.faces.books.filters import ChoiceFilter, FlagFilter, TextFilter
from vanthu.faces.books.inputs import ActInput, Day, Id, Line, asked
from vanthu.faces.books.membership.common import (
    MODULE,
)
from vanthu.ground.base.actor import Actor
from vanthu.kernel.dates import short_date


class ChangeInput(ActInput):
    """A name and a parent from a day on."""

    name: Annotated[Line, asked(N_("Tên tổ chức đảng"))]
    parent_id: Annotated[Id | None, asked(N_("Trực thuộc"), "pick")] = None
    valid_from: Annotated[Day, asked(N_("Từ ngày"), "date")]


class FoundInput(ChangeInput):
    """The kind and the agency whose officers keep the list, besides."""

    kind: Annotated[
        OrganisationKind, asked(N_("Loại"), "choice", choices=choices(OrganisationKind))
    ]
    agency_id: Annotated[Id, asked(N_("Cơ quan theo dõi"), "agency")]


def _found(actor: Actor, _number: int | None, data: FoundInput) -> Outcome:
    made = actions.found_organisation(actor, **data.model_dump())
    return Outcome(_("Đã lập tổ chức đảng."), record_id=made.pk)


def _change(actor: Actor, number: int | None, data: ChangeInput) -> Outcome:
    actions.change_organisation(actor, organisation_id=number or 0, **data.model_dump())
    return Outcome(_("Đã lưu."))


def _parents(actor: Actor, _row: object) -> list[Option]:
    found = queries.living_organisations(actor.today)
    return [Option(number, name) for number, name in found]


def _as_named(actor: Actor, row: PartyOrganisation) -> Mapping[str, Any]:
    version = row.versions.order_by("-valid_from").first()
    return {"name": version.name, "parent_id": version.parent_id} if version else {}


class _Organisations(Book[PartyOrganisation]):
    module, name, icon = MODULE, "organisations", "folder"
    title, singular = _("Tổ chức đảng"), _("Tổ chức đảng")
    help = _("Chưa có tổ chức đảng nào. Hãy bấm Lập tổ chức đảng.")
    columns = (
        Column("kind", _("Loại"), lambda row, _seen: row.get_kind_display()),
        day_column("valid_from", _("Từ ngày")),
        day_column("valid_to", _("Đến ngày")),
    )
    filters = (
        TextFilter(_("Tên"), ("last_name",)),
        ChoiceFilter("kind", _("Loại"), OrganisationKind),
        FlagFilter("alive", _("Đang hoạt động"), Q(valid_to=None)),
    )
    acts = (
        RecordAct(
            "found",
            _("Lập tổ chức đảng"),
            FoundInput,
            _found,
            lambda actor, _row: permissions.check_list(actor),
            on_book=True,
            tone=Tone.PRIMARY,
            options={"parent_id": _parents},
        ),
        RecordAct(
            "change",
            _("Đổi tên, nơi trực thuộc"),
            ChangeInput,
            _change,
            lambda actor, row: permissions.check_list(actor, row.agency_id),
            initial=_as_named,
            options={"parent_id": _parents},
        ),
    )

    def check(self, actor: Actor) -> None:
        permissions.check_open(actor)

    def rows(self, actor: Actor) -> QuerySet[PartyOrganisation]:
        return queries.organisations(actor)

    def named(self, row: PartyOrganisation) -> str:
        return str(getattr(row, "last_name", "") or row.pk)

    def facts(self, actor: Actor, row: PartyOrganisation) -> Sequence[Section]:
        known = list(row.versions.order_by("-valid_from"))
        names = queries.organisation_names([each.parent_id for each in known], actor.today)
        lines = [
            (each.name, names.get(each.parent_id or 0, "–"), short_date(each.valid_from))
            for each in known
        ]
        heads = (_("Tên"), _("Trực thuộc"), _("Từ ngày"))
        return (
            Section(_("Tổ chức đảng"), [Fact(_("Loại"), row.get_kind_display())]),
            Section(_("Tên theo thời gian"), columns=heads, rows=lines),
        )


ORGANISATIONS = _Organisations()
