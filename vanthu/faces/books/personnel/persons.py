"""People as records: who they are, where their record is kept, which posts they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as N_
from pydantic import Field

from vanthu.cadres.personnel import actions, permissions
from vanthu.cadres.personnel.choices import BornKnown, DutyKind, Matter, Relation, Sex
from vanthu.cadres.personnel.models import Kinship, PersonFacts
from vanthu.cadres.personnel.queries import visible_people
from vanthu.faces.acts.base import Tone
from vanthu.faces.acts.fields import choices
from vanthu.faces.books.base import (
    Book,
    Column,
    Fact,
    History,
    Outcome,
    RecordAct,
    Section,
    Text,
    Version,
)
from vanthu.faces.books.filters import ChoiceFilter, DayFilter, TextFilter, agency_filter
from vanthu.faces.books.inputs import ActInput, Day, Id, Line, asked
from vanthu.faces.books.personnel.common import MODULE, born_words
from vanthu.faces.books.persons import posts_of
from vanthu.faces.imports.persons import PERSONS
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.known import versions
from vanthu.ground.org.queries import last_names
from vanthu.kernel.dates import short_date


class FactsInput(ActInput):
    """What is entered of a person."""

    agency_id: Annotated[Id, asked(N_("Cơ quan quản lý hồ sơ"), "agency")]
    number: Annotated[Line, Field(max_length=30), asked(N_("Số hiệu"))] = ""
    born_on: Annotated[Day, asked(N_("Ngày sinh"), "date")]
    born_known: Annotated[
        BornKnown, asked(N_("Hồ sơ ghi"), "choice", choices=choices(BornKnown))
    ] = BornKnown.DAY
    sex: Annotated[Sex, asked(N_("Giới tính"), "choice", choices=choices(Sex))]


class _Named(ActInput):
    full_name: Annotated[Line, Field(min_length=1, max_length=100), asked(N_("Họ và tên"))]


class PersonInput(FactsInput, _Named):
    """A person who is not in the system yet; the name stands first, as its class does last."""


class RelativeInput(ActInput):
    """Who is which relative of the person, as declared on a day."""

    second: Annotated[Id, asked(N_("Người có quan hệ"), "person")]
    relation: Annotated[
        Relation, asked(N_("Là gì của người này"), "choice", choices=choices(Relation))
    ]
    declared_on: Annotated[Day, asked(N_("Ngày kê khai"), "date")]


def _facts_of(data: FactsInput, minority: bool | None = None) -> actions.Facts:
    values = data.model_dump(exclude={"full_name"})
    return actions.Facts(**values, minority=minority)


def _add(actor: Actor, _number: int | None, data: PersonInput) -> Outcome:
    made = actions.add_person(actor, full_name=data.full_name, facts=_facts_of(data))
    return Outcome(_("Đã thêm cán bộ."), record_id=made.pk)


def _correct(actor: Actor, number: int | None, data: FactsInput) -> Outcome:
    known = PersonFacts.objects.current().filter(person=number).first()
    facts = _facts_of(data, known.minority if known else None)
    actions.record_facts(actor, person_id=number or 0, facts=facts)
    return Outcome(_("Đã ghi thông tin; thông tin trước đó vẫn xem lại được."))


def _declare(actor: Actor, number: int | None, data: RelativeInput) -> Outcome:
    actions.declare_kinship(actor, first=number or 0, **data.model_dump())
    return Outcome(_("Đã ghi quan hệ đã kê khai."))


def _judge_add(actor: Actor, _row: object) -> None:
    permissions.check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER)


def _judge_correct(actor: Actor, row: PersonFacts) -> None:
    permissions.check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER, row.agency_id)
    permissions.check_free(actor, [row.person_id])


def _judge_declare(actor: Actor, row: PersonFacts) -> None:
    if actor.person_id != row.person_id:
        permissions.check_duty(actor, Matter.PERSONNEL, DutyKind.ENTER)


def _known(_actor: Actor, row: PersonFacts) -> Mapping[str, Any]:
    return {name: getattr(row, name) for name in FactsInput.model_fields}


@dataclass(frozen=True)
class _Seen:
    """Names a page of people needs."""

    agencies: Mapping[int, str]
    posts: Mapping[int, str]


class Persons(Book[PersonFacts]):
    """The people whose records the actor's duties reach; an address names the person."""

    module, name, icon = MODULE, "persons", "users"
    title, singular = _("Cán bộ"), _("Họ và tên")
    help = _("Chưa có ai trong phạm vi của bạn. Hãy thêm từng người hoặc nhập danh sách từ Excel.")
    key, order = "person_id", ("person__name_key", "person_id")
    columns = (
        Column("number", _("Số hiệu"), lambda row, _seen: row.number, width=1.5),
        Column(
            "born_on",
            _("Ngày sinh"),
            lambda row, _seen: born_words(row.born_on, row.born_known),
            value=lambda row, _seen: row.born_on,
            width=1.5,
        ),
        Column("sex", _("Giới tính"), lambda row, _seen: row.get_sex_display(), width=1),
        Column("agency", _("Cơ quan"), lambda row, seen: seen.agencies[row.agency_id], width=3),
        Column("posts", _("Chức vụ"), lambda row, seen: seen.posts.get(row.person_id, ""), width=3),
    )
    filters = (
        TextFilter(_("Họ và tên, số hiệu"), ("person__full_name", "number")),
        agency_filter(_("Cơ quan")),
        ChoiceFilter("sex", _("Giới tính"), Sex),
        DayFilter("born_on", _("Sinh")),
    )
    acts = (
        RecordAct(
            "add",
            _("Thêm cán bộ"),
            PersonInput,
            _add,
            _judge_add,
            on_book=True,
            icon="plus",
            tone=Tone.PRIMARY,
            help=_("Người chưa có tài khoản và chức vụ trong hệ thống."),
        ),
        RecordAct(
            "correct",
            _("Sửa thông tin"),
            FactsInput,
            _correct,
            _judge_correct,
            icon="pen-line",
            initial=_known,
            help=_("Thông tin cũ được giữ lại cùng thời điểm sửa."),
        ),
        RecordAct(
            "declare-relative",
            _("Kê khai quan hệ"),
            RelativeInput,
            _declare,
            _judge_declare,
            icon="link",
            help=_("Người có quan hệ sẽ không được xử lý trường hợp của nhau."),
        ),
    )
    imports = PERSONS

    def check(self, actor: Actor) -> None:
        """Whoever has a duty about people."""
        permissions.check_any_duty(actor, Matter.PERSONNEL)

    def rows(self, actor: Actor) -> QuerySet[PersonFacts]:
        """The current facts of those within reach."""
        return visible_people(actor)

    def see(self, actor: Actor, rows: Sequence[PersonFacts]) -> _Seen:
        """Agencies and posts, two statements a page."""
        people = [row.person_id for row in rows]
        agencies = last_names(row.agency_id for row in rows)
        return _Seen(agencies, posts_of(people, actor.today))

    def named(self, row: PersonFacts) -> str:
        """The full name."""
        return row.person.full_name

    def facts(self, actor: Actor, row: PersonFacts) -> Sequence[Section]:
        """What is known, and who is declared a relative."""
        seen = self.see(actor, [row])
        return (
            Section(
                _("Thông tin"),
                (
                    Fact(_("Số hiệu"), row.number),
                    Fact(_("Ngày sinh"), born_words(row.born_on, row.born_known)),
                    Fact(_("Giới tính"), row.get_sex_display()),
                    Fact(_("Cơ quan quản lý hồ sơ"), seen.agencies[row.agency_id]),
                    Fact(_("Chức vụ đang giữ"), seen.posts.get(row.person_id, "")),
                ),
            ),
            _relatives(row.person_id),
        )

    def history(self, actor: Actor, row: PersonFacts) -> History:
        """What was known from when to when."""
        rows = versions(row)
        names = last_names(each.agency_id for each in rows)
        return History(versions=[_version(each, names) for each in reversed(rows)])


def _version(row: PersonFacts, names: Mapping[int, str]) -> Version:
    assert row.known_from is not None, "facts are known from when they are entered"
    facts = (
        Fact(_("Số hiệu"), row.number),
        Fact(_("Ngày sinh"), born_words(row.born_on, row.born_known)),
        Fact(_("Giới tính"), row.get_sex_display()),
        Fact(_("Cơ quan"), names[row.agency_id]),
    )
    return Version(row.known_from, row.known_to, facts=facts)


def _relatives(person_id: int) -> Section:
    """Declared by either of the two."""
    current = Kinship.objects.current().select_related("first", "second")
    rows: list[Sequence[Text]] = [
        (row.second.full_name, row.get_relation_display(), short_date(row.declared_on))
        for row in current.filter(first=person_id).order_by("pk")
    ]
    rows += [
        (row.first.full_name, _("người đã kê khai"), short_date(row.declared_on))
        for row in current.filter(second=person_id).order_by("pk")
    ]
    columns = (_("Họ và tên"), _("Quan hệ"), _("Ngày kê khai")) if rows else ()
    note = "" if rows else _("Chưa kê khai quan hệ nào.")
    return Section(_("Quan hệ đã kê khai"), columns=columns, rows=rows, note=note)
