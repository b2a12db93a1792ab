"""Finding documents, and queries kept."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Query, Schema
from pydantic import Field

from vanthu.faces.acts.base import ActInput
from vanthu.faces.acts.fields import Line20, Line100, Line200
from vanthu.faces.acts.inputs import Day
from vanthu.faces.api.cursors import number
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import PathId
from vanthu.faces.web.access import Request, needs
from vanthu.ground.access.choices import Right
from vanthu.office.search import actions, queries

router = Operations(tags=["search"])


class Wanted(ActInput):
    """What is looked for; empty text with facets lists the newest that fit."""

    text: Annotated[Line200, Field(title="Từ khóa")] = ""
    direction: Literal["", "incoming", "outgoing", "internal"] = ""
    type_code: Line20 = ""
    urgency: Annotated[int, Field(ge=0, le=3)] | None = None
    state: Line20 = ""
    issuer: Line200 = ""
    signer: Line100 = ""
    issued_from: Day | None = None
    issued_to: Day | None = None
    arrived_from: Day | None = None
    arrived_to: Day | None = None
    order: Literal["relevance", "newest"] = "relevance"

    def query(self) -> queries.Query:
        """As the module takes it."""
        return queries.Query(**{name: getattr(self, name) for name in Wanted.model_fields})


class WantedPage(Wanted):
    """A page of what is looked for."""

    cursor: str | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class HitOut(Schema):
    """A document found; `snippet` is before, word and after where the text holds the word."""

    id: int
    direction: str
    state: str
    reference: str
    arrival_number: int | None
    type_code: str | None
    subject: str
    issuer_name: str
    issued_on: date | None
    signer_name: str
    urgency: int
    due_on: date | None
    snippet: list[str] | None


class Found(Schema):
    """A page of hits; `count` is a floor where `more`."""

    rows: list[HitOut]
    next: str | None
    count: int
    more: bool


@router.get("", response=Found, operation_id="search", summary="Tìm văn bản")
@needs(Right.SEARCH)
def search(request: Request, wanted: Query[WantedPage]) -> Found:
    """Documents the caller may see, by any field and by content, with marks or without."""
    after = number(wanted.cursor) if wanted.cursor else None
    if after is not None:
        after = max(0, after)
    page = queries.search(request.actor, wanted.query(), after=after, limit=wanted.limit)
    return Found(
        rows=[_hit(hit) for hit in page.hits],
        next=str(page.after) if page.after is not None else None,
        count=page.count,
        more=page.more,
    )


def _hit(hit: queries.Hit) -> HitOut:
    values = {**hit.values, "type_code": hit.values["type_id"]}
    return HitOut(**values, snippet=list(hit.snippet) if hit.snippet else None)


class Kept(Schema):
    """A query the caller has kept."""

    id: int
    name: str
    query: dict[str, Any]
    columns: list[str]


class ToKeep(ActInput):
    """A query with its columns, under a name."""

    name: Annotated[Line100, Field(min_length=1)]
    query: Wanted = Wanted()
    columns: Annotated[list[Line20], Field(max_length=20)] = []


@router.get("/saved", response=list[Kept], operation_id="saved_queries", summary="Câu tìm đã lưu")
@needs(Right.SEARCH)
def saved(request: Request) -> list[Kept]:
    """The caller's own, by name."""
    return [Kept.from_orm(row) for row in queries.saved_queries(request.actor)]


@router.post("/saved", response={201: Kept}, operation_id="save_query", summary="Lưu câu tìm")
@needs(Right.SEARCH)
def save(request: Request, data: ToKeep) -> Kept:
    """Keep a query; the same name is written over."""
    row = actions.save_query(
        request.actor, name=data.name, query=data.query.query(), columns=data.columns
    )
    return Kept.from_orm(row)


@router.delete(
    "/saved/{int:query_id}", response={204: None}, operation_id="drop_query", summary="Bỏ câu tìm"
)
@needs(Right.SEARCH)
def drop(request: Request, query_id: PathId) -> None:
    """Forget a query of the caller's own."""
    actions.drop_query(request.actor, query_id=query_id)
