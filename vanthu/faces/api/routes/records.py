"""Books of records for programs: the list, one record, and one route for each act of each book."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Query, Schema
from pydantic import Field, create_model

from vanthu.faces.acts.inputs import Id
from vanthu.faces.api.errors import body_of
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Limit, Pages, PathId, Problem
from vanthu.faces.books import catalogue, doing
from vanthu.faces.books.base import DOOR, Book, Outcome, RecordAct, Section, Value
from vanthu.faces.books.catalogue import BOOKS
from vanthu.faces.books.inputs import ActInput, Nothing, Reasoned
from vanthu.faces.books.lists import Asked, listed
from vanthu.faces.web.access import Request, needs
from vanthu.kernel.errors import Invalid, Refusal


class BookOut(Schema):
    """A book the caller may open, and how much waits in it."""

    code: str
    module: str
    title: str
    help: str
    waiting: int


class RecordLine(Schema):
    """A row of a book; `values` by the codes of its columns, days as ISO, exact numbers as text."""

    id: int
    name: str
    values: dict[str, str | int | bool | None]


class FactOut(Schema):
    """A line of a record's page."""

    label: str
    text: str


class SectionOut(Schema):
    """A part of a record's page."""

    title: str
    facts: list[FactOut]
    columns: list[str]
    rows: list[list[str]]
    note: str


class StepOut(Schema):
    """Who did what when, and why."""

    at: datetime
    who: str
    post: str
    act: str
    note: str


class VersionOut(Schema):
    """What was known from a moment on."""

    known_from: datetime
    known_to: datetime | None
    who: str
    facts: list[FactOut]


class RecordOffer(Schema):
    """An act on the record: whether it is allowed now, and if not, why."""

    name: str
    label: str
    help: str
    allowed: bool
    reason: str
    bulk: bool


class RecordOut(Schema):
    """One record with its history and what may be done with it."""

    id: int
    name: str
    sections: list[SectionOut]
    trail: list[StepOut]
    versions: list[VersionOut]
    acts: list[RecordOffer]


class RecordDone(Schema):
    """What an act brought; `undo` is a token for the book's `undo`."""

    sentence: str
    record_id: int | None = None
    undo: str = ""


class RecordResult(Schema):
    """What became of one record among many."""

    record_id: int
    done: RecordDone | None = None
    problem: Problem | None = None


class RecordUndo(Schema):
    """The act and the token of its outcome."""

    act: Annotated[str, Field(min_length=1, max_length=50)]
    token: Annotated[str, Field(min_length=1, max_length=200)]


# Inputs that mean the same in every book.
_SHARED = (Nothing, Reasoned)
router = Operations(tags=["books"])


@router.get("", response=list[BookOut], operation_id="books", summary="Các sổ được mở")
@needs(*DOOR)
def books(request: Request) -> list[BookOut]:
    """Every book the caller may open."""
    return [
        BookOut(
            code=book.code,
            module=str(module.title),
            title=str(book.title),
            help=str(book.help),
            waiting=book.waiting(request.actor)[0],
        )
        for module, some in catalogue.open_to(request.actor)
        for book in some
    ]


def _plain(value: Value) -> str | int | bool | None:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _list(book: Book[Any]) -> Callable[..., Pages[RecordLine]]:
    """The operation that reads a page of the book."""
    names = [name for each in book.filters for name in each.names]
    text = Annotated[str | None, Field(max_length=200)]
    shape = create_model(
        f"{_class(book)}Asked",
        __base__=Schema,
        __doc__="What the list is narrowed by; days as ISO or 05/01/2026.",
        cursor=(Annotated[str | None, Field(max_length=500)], None),
        limit=(Limit, 50),
        **dict.fromkeys(names, (text, None)),  # type: ignore[call-overload]
    )

    def run(request: Request, asked: Any) -> Pages[RecordLine]:
        found = catalogue.opened(request.actor, book.code)
        sent = {name: value for name in names if (value := getattr(asked, name))}
        wanted = Asked.of(found, sent)
        page = listed(request.actor, found, wanted, asked.cursor or "", asked.limit)
        if page.errors:
            raise Invalid(page.errors)
        rows = [
            RecordLine(
                id=row.id,
                name=row.name,
                values={code: _plain(value) for code, value in row.values.items()},
            )
            for row in page.rows
        ]
        return Pages[RecordLine](rows=rows, next=page.next or None)

    run.__annotations__["asked"] = Query[shape]
    return _named(run, book, "list", "A page of what fits; `next` is the cursor of the next one.")


def _get(book: Book[Any]) -> Callable[..., RecordOut]:
    """The operation that reads one record."""

    def run(request: Request, record_id: PathId) -> RecordOut:
        actor, found = request.actor, catalogue.opened(request.actor, book.code)
        row: Any = catalogue.record(actor, found, record_id)
        history = found.history(actor, row)
        return RecordOut(
            id=found.number(row),
            name=str(found.named(row)),
            sections=[_section(each) for each in found.facts(actor, row)],
            trail=[
                StepOut(
                    at=step.at,
                    who=step.who,
                    post=step.post,
                    act=str(step.act),
                    note=str(step.note),
                )
                for step in history.trail
            ],
            versions=[
                VersionOut(
                    known_from=each.known_from,
                    known_to=each.known_to,
                    who=each.who,
                    facts=_facts(each.facts),
                )
                for each in history.versions
            ],
            acts=[_offer(each) for each in doing.offers(actor, found, row)],
        )

    return _named(run, book, "get", "One record with its history and what may be done with it.")


def _facts(facts: Any) -> list[FactOut]:
    return [FactOut(label=str(fact.label), text=str(fact.text)) for fact in facts]


def _section(section: Section) -> SectionOut:
    return SectionOut(
        title=str(section.title),
        facts=_facts(section.facts),
        columns=[str(each) for each in section.columns],
        rows=[[str(cell) for cell in row] for row in section.rows],
        note=str(section.note),
    )


def _offer(offer: doing.RecordOffer) -> RecordOffer:
    act = offer.act
    return RecordOffer(
        name=act.name,
        label=str(act.label),
        help=str(act.help),
        allowed=offer.allowed,
        reason=offer.reason,
        bulk=act.bulk,
    )


def _done(outcome: Outcome) -> RecordDone:
    return RecordDone(
        sentence=str(outcome.sentence), record_id=outcome.record_id, undo=outcome.undo
    )


def _shape(book: Book[Any], act: RecordAct) -> type[ActInput]:
    """The act's input under a name of its own: books use the same short names for theirs."""
    if act.input in _SHARED:
        return act.input
    name = f"{_class(book)}{_camel(act.name)}Input"
    return create_model(name, __base__=act.input, __doc__=act.input.__doc__)


def _doc(act: RecordAct) -> str:
    return str(act.help) or f"{act.label}."


def _on_book(book: Book[Any], act: RecordAct) -> Callable[..., RecordDone]:
    """The operation that enters something new."""

    def run(request: Request, data: Any) -> RecordDone:
        found = catalogue.opened(request.actor, book.code)
        return _done(doing.perform(request.actor, found, None, act.name, data))

    run.__annotations__["data"] = _shape(book, act)
    return _named(run, book, act.name, _doc(act))


def _on_row(book: Book[Any], act: RecordAct) -> Callable[..., RecordDone]:
    """The operation that does the act to one record."""

    def run(request: Request, record_id: PathId, data: Any) -> RecordDone:
        found = catalogue.opened(request.actor, book.code)
        return _done(doing.perform(request.actor, found, record_id, act.name, data))

    run.__annotations__["data"] = _shape(book, act)
    return _named(run, book, act.name, _doc(act))


def _on_many(book: Book[Any], act: RecordAct) -> Callable[..., list[RecordResult]]:
    """The operation that does the act to many records, each for itself."""
    shape = create_model(
        f"Bulk{_class(book)}{_camel(act.name)}",
        __base__=Schema,
        __doc__="Which records, and what is the same for all of them.",
        record_ids=(Annotated[list[Id], Field(min_length=1, max_length=doing.BULK_LIMIT)], ...),
        data=(_shape(book, act), ...),
    )

    def run(request: Request, data: Any) -> list[RecordResult]:
        found = catalogue.opened(request.actor, book.code)
        results = doing.bulk(request.actor, found, data.record_ids, act.name, data.data)
        return [_result(number, each) for number, each in results]

    run.__annotations__["data"] = shape
    return _named(run, book, f"bulk_{act.name}", "Do it to many records, each for itself.")


def _result(number: int, found: Outcome | Refusal) -> RecordResult:
    if isinstance(found, Refusal):
        return RecordResult(record_id=number, problem=Problem(**body_of(found)))
    return RecordResult(record_id=number, done=_done(found))


def _undo(book: Book[Any]) -> Callable[..., RecordDone]:
    """The operation that takes an act back."""

    def run(request: Request, data: RecordUndo) -> RecordDone:
        found = catalogue.opened(request.actor, book.code)
        said = doing.undo(request.actor, found, data.act, data.token)
        return RecordDone(sentence=str(said))

    return _named(run, book, "undo", "Take back one's last act, by the token of its outcome.")


def _named(run: Callable[..., Any], book: Book[Any], name: str, doc: str) -> Callable[..., Any]:
    run.__name__ = operation_id(book, name)
    run.__doc__ = doc
    return needs(*DOOR)(run)


def operation_id(book: Book[Any], name: str) -> str:
    """The id of an operation: `membership_admissions_confirm`."""
    return f"{book.code}_{name}".replace("/", "_").replace("-", "_")


def _camel(text: str) -> str:
    return text.replace("/", "-").title().replace("-", "")


def _class(book: Book[Any]) -> str:
    return _camel(book.code)


def route(router: Operations, book: Book[Any]) -> None:
    """Add every operation of the book."""
    title, under = str(book.title), f"/{book.code}"
    said = {"list": title, "get": str(book.singular)}
    router.get(
        under,
        response=Pages[RecordLine],
        operation_id=operation_id(book, "list"),
        summary=said["list"],
    )(_list(book))
    router.get(
        f"{under}/{{int:record_id}}",
        response=RecordOut,
        operation_id=operation_id(book, "get"),
        summary=said["get"],
    )(_get(book))
    for act in book.acts:
        _route_act(router, book, act)
    if any(act.undo for act in book.acts):
        router.post(
            f"{under}/undo",
            response=RecordDone,
            operation_id=operation_id(book, "undo"),
            summary=f"{title}: hoàn tác",
        )(_undo(book))


def _route_act(router: Operations, book: Book[Any], act: RecordAct) -> None:
    where = f"/{book.code}/acts" if act.on_book else f"/{book.code}/{{int:record_id}}/acts"
    run: Callable[..., Any] = _on_book(book, act) if act.on_book else _on_row(book, act)
    summary = f"{book.title}: {act.label}"
    router.post(
        f"{where}/{act.name}",
        response=RecordDone,
        operation_id=operation_id(book, act.name),
        summary=summary,
    )(run)
    if act.bulk:
        router.post(
            f"/{book.code}/bulk/{act.name}",
            response=list[RecordResult],
            operation_id=operation_id(book, f"bulk-{act.name}"),
            summary=summary,
        )(_on_many(book, act))


for _book in BOOKS.values():
    route(router, _book)
