"""Figures with the lists that prove them, and the rulebook."""

from datetime import date, datetime, timedelta
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Line60, Line100, Line200
from vanthu.faces.acts.inputs import Day, Id
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Done, Pages, PathId
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.ground.base.actor import Actor
from vanthu.ground.figures import queries
from vanthu.ground.figures.actions import run
from vanthu.ground.figures.definitions import Ask, Figure
from vanthu.ground.figures.models import FigureRun
from vanthu.ground.org.queries import with_origins
from vanthu.ground.rulebook import queries as rulebook
from vanthu.ground.rulebook.actions import drop_rule, set_rule
from vanthu.ground.rulebook.rules import Pack, Parameter
from vanthu.kernel.errors import Invalid, NotFound
from vanthu.kernel.periods import Period

figures = Operations(tags=["figures"])
rules = Operations(tags=["rules"])
_PAGE = 200
Code = Annotated[str, Field(max_length=80)]


class FigureOut(Schema):
    """A figure that can be counted."""

    key: str
    title: str
    definition: str
    unit: str
    nature: str
    filters: list[str]


class RunOut(Schema):
    """A frozen figure: the question, the value, and the hash over the list that proves it."""

    id: int
    key: str
    first: date
    last: date
    known_at: datetime
    agencies: list[int] | None
    filters: dict[str, str]
    value: str
    unit: str
    records: int
    digest: str
    run_at: datetime


class Member(Schema):
    """A row that was counted: its id, whom or what it stands for, how much."""

    id: int
    identity: int
    amount: str


class StandingOut(Schema):
    """A run held against the records: reproduced as then, and what changed since."""

    same: bool
    stale: bool
    added: list[int]
    removed: list[int]
    changed: list[int]


class Question(ActInput):
    """For which days, whose records and with which filters a figure is counted."""

    first: Day
    last: Day
    agency_id: Id | None = None
    filters: Annotated[dict[Line60, Line60], Field(max_length=20)] = {}

    def ask(self, actor: Actor) -> Ask:
        """As a question of now; raises Invalid for days the wrong way round."""
        if self.last < self.first:
            raise Invalid({"last": "Ngày cuối phải từ ngày đầu trở đi."})
        agencies = None if self.agency_id is None else with_origins([self.agency_id])
        period = Period(self.first, self.last + timedelta(days=1))
        return Ask(period=period, known_at=actor.now, agencies=agencies, filters=dict(self.filters))


@figures.get(
    "", response=list[FigureOut], operation_id="figures_declared", summary="Danh mục số liệu"
)
@needs(Right.CADRES)
def declared(request: Request) -> list[FigureOut]:
    """Every figure that a module can count."""
    return [_figure(each) for each in queries.figures()]


@figures.post("/of/{key}/runs", response=RunOut, operation_id="run_figure", summary="Chốt số liệu")
@needs(Right.CADRES)
def freeze(request: Request, key: Code, data: Question) -> RunOut:
    """Count the figure now and keep the list that proves it."""
    return _run(run(request.actor, key=key, ask=data.ask(request.actor)))


@figures.get(
    "/runs/{int:run_id}", response=RunOut, operation_id="figure_run", summary="Số liệu đã chốt"
)
@needs(Right.CADRES)
def one(request: Request, run_id: PathId) -> RunOut:
    """A frozen figure."""
    return _run(_find(request.actor, run_id))


@figures.get(
    "/runs/{int:run_id}/members",
    response=Pages[Member],
    operation_id="figure_members",
    summary="Danh sách chứng minh",
)
@needs(Right.CADRES)
def members(request: Request, run_id: PathId, after: int = 0) -> Pages[Member]:
    """The counted rows in the order of ids, a page at a time: enough to compute the hash."""
    rows = [row for row in queries.frozen(_find(request.actor, run_id)) if row.id > after]
    shown = [
        Member(id=row.id, identity=row.identity, amount=str(row.amount)) for row in rows[:_PAGE]
    ]
    following = str(shown[-1].id) if len(rows) > _PAGE else None
    return Pages[Member](rows=shown, next=following)


@figures.get(
    "/runs/{int:run_id}/standing",
    response=StandingOut,
    operation_id="figure_standing",
    summary="Đối chiếu số liệu đã chốt với hồ sơ",
)
@needs(Right.CADRES)
def standing(request: Request, run_id: PathId) -> StandingOut:
    """Counted again as then, and as known now."""
    found = queries.standing(_find(request.actor, run_id), request.actor.now)
    changes = found.changes
    return StandingOut(
        same=found.same,
        stale=found.stale,
        added=[row.id for row in changes.added],
        removed=[row.id for row in changes.removed],
        changed=[row.id for row in changes.changed],
    )


def _find(actor: Actor, run_id: int) -> FigureRun:
    found = FigureRun.objects.select_related("evidence").filter(pk=run_id).first()
    if found is None:
        raise NotFound
    queries.figure(found.key).check(actor)
    return found


def _figure(each: Figure) -> FigureOut:
    return FigureOut(
        key=each.key,
        title=str(each.title),
        definition=str(each.definition),
        unit=each.unit.value,
        nature=each.nature.value,
        filters=list(each.filters),
    )


def _run(row: FigureRun) -> RunOut:
    return RunOut(
        id=row.pk,
        key=row.key,
        first=row.first,
        last=row.last,
        known_at=row.known_at,
        agencies=row.agencies,
        filters=row.filters,
        value=f"{row.value.normalize():f}",
        unit=row.unit,
        records=row.evidence.count,
        digest=row.evidence.digest,
        run_at=row.run_at,
    )


class ParameterOut(Schema):
    """A parameter of a pack, with how surely its value is known."""

    key: str
    label: str
    value: str
    measure: str
    source: str
    certainty: str
    local: bool


class PackOut(Schema):
    """The rules of one act while it was in force."""

    code: str
    subject: str
    title: str
    document: str
    valid_from: date
    valid_to: date | None
    certainty: str
    parameters: list[ParameterOut]


class Fixing(ActInput):
    """A value the province fixes, from when, and by which act."""

    value: Annotated[Line100, Field(min_length=1)]
    valid_from: Day
    source: Annotated[Line200, Field(min_length=1)]


class RuleEnding(ActInput):
    """From which day it no longer counts."""

    valid_to: Day


@rules.get("", response=list[PackOut], operation_id="rule_packs", summary="Bộ quy tắc")
@needs(Right.CADRES, Right.KEEP_RULES)
def packs(request: Request) -> list[PackOut]:
    """Every pack with its own values."""
    return [_pack(each) for each in rulebook.all_packs()]


@rules.get("/{code}", response=PackOut, operation_id="rule_pack", summary="Một bộ quy tắc")
@needs(Right.CADRES, Right.KEEP_RULES)
def pack(request: Request, code: Code, day: date | None = None) -> PackOut:
    """A pack as it reads on a day, with what the province fixed."""
    return _pack(rulebook.pack_named(code, day))


@rules.post("/{code}/{key}", response=Done, operation_id="set_rule", summary="Đặt tham số")
@needs(Right.KEEP_RULES)
def fix(request: Request, code: Code, key: Code, data: Fixing) -> Done:
    """Fix a parameter for the province."""
    set_rule(request.actor, pack=code, key=key, **data.model_dump())
    return Done(sentence="Đã đặt tham số; quyết định đã ban hành giữ giá trị cũ.")


@rules.post(
    "/own/{int:rule_id}/end", response=Done, operation_id="drop_rule", summary="Kết thúc tham số"
)
@needs(Right.KEEP_RULES)
def end(request: Request, rule_id: PathId, data: RuleEnding) -> Done:
    """The pack's own value counts again from a day on."""
    drop_rule(request.actor, rule_id=rule_id, valid_to=data.valid_to)
    return Done(sentence="Đã kết thúc; từ ngày đó áp dụng lại giá trị của văn bản.")


def _pack(each: Pack) -> PackOut:
    return PackOut(
        code=each.code,
        subject=each.subject.value,
        title=each.title,
        document=each.document,
        valid_from=each.valid_from,
        valid_to=each.valid_to,
        certainty=each.certainty.value,
        parameters=[_parameter(one) for one in each.parameters],
    )


def _parameter(each: Parameter) -> ParameterOut:
    values: dict[str, Any] = {name: getattr(each, name) for name in ParameterOut.model_fields}
    values |= {"measure": each.measure.value, "certainty": each.certainty.value}
    return ParameterOut(**values)
