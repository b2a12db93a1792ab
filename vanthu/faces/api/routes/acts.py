"""Acts: what is offered on a document, one route per act, many documents at once, and undo."""

from collections.abc import Callable
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, create_model

from vanthu.faces.acts import catalogue
from vanthu.faces.acts.base import Act, Offer, Option, Outcome
from vanthu.faces.acts.catalogue import ACTS, BULK_LIMIT
from vanthu.faces.acts.inputs import Id
from vanthu.faces.api.errors import body_of
from vanthu.faces.api.routing import Operations
from vanthu.faces.api.shapes import Choice, Done, PathId, Problem
from vanthu.faces.web.access import Request, signed_in
from vanthu.kernel.errors import Refusal

router = Operations(tags=["acts"])


class OfferOut(Schema):
    """An act on a document: whether it is allowed now, and if not, why."""

    name: str
    label: str
    help: str
    shortcut: str
    tone: str
    bulk: bool
    asks: bool
    warning: str
    allowed: bool
    reason: str
    targets: list[Choice]


class FormOut(Schema):
    """What a form of an act begins with: values, choices, and the schema of what is sent."""

    offer: OfferOut
    initial: dict[str, Any]
    options: dict[str, list[Choice]]
    fields: dict[str, Any]


class Result(Schema):
    """What became of one document among many."""

    document_id: int
    done: Done | None = None
    problem: Problem | None = None


class Undo(Schema):
    """The token of an act's outcome."""

    token: Annotated[str, Field(min_length=1, max_length=18)]


@router.get(
    "/documents/{int:document_id}/acts",
    response=list[OfferOut],
    operation_id="offered",
    summary="Các thao tác trên văn bản: được làm gì, vì sao không",
)
@signed_in
def offered(request: Request, document_id: PathId) -> list[OfferOut]:
    """Every act on a document of its direction, with yes or the sentence of the no."""
    return [_offer(each) for each in catalogue.offered(request.actor, document_id)]


@router.get(
    "/documents/{int:document_id}/forms/{name}",
    response=FormOut,
    operation_id="act_form",
    summary="Biểu mẫu của một thao tác",
)
@signed_in
def form(request: Request, document_id: PathId, name: str) -> FormOut:
    """Values a form begins with, choices of its fields, and their schema."""
    found = catalogue.form(request.actor, document_id, name)
    return FormOut(
        offer=_offer(found.offer),
        initial=dict(found.initial),
        options={field: [_choice(each) for each in some] for field, some in found.options.items()},
        fields=found.offer.act.input.model_json_schema(),
    )


@router.post("/undo", response=Done, operation_id="undo", summary="Hoàn tác")
@signed_in
def undo(request: Request, data: Undo) -> Done:
    """Take back one's last act, within minutes and while nobody has acted on it."""
    return done(catalogue.undo(request.actor, data.token))


def _offer(offer: Offer) -> OfferOut:
    act = offer.act
    return OfferOut(
        name=act.name,
        label=str(act.label),
        help=str(act.help),
        shortcut=act.shortcut,
        tone=act.tone,
        bulk=act.bulk,
        asks=offer.asks,
        warning=offer.warning,
        allowed=offer.allowed,
        reason=offer.reason,
        targets=[_choice(each) for each in offer.targets],
    )


def _choice(option: Option) -> Choice:
    return Choice(value=option.value, label=option.label, group=option.group)


def done(outcome: Outcome) -> Done:
    """The outcome as the API shows it."""
    return Done(sentence=str(outcome.sentence), undo=outcome.undo, document_id=outcome.document_id)


def _one(act: Act) -> Callable[..., Done]:
    """The operation that does the act to one document."""

    def run(request: Request, document_id: PathId, data: Any) -> Done:
        return done(catalogue.perform(request.actor, document_id, act.name, data))

    run.__annotations__["data"] = act.input
    run.__name__ = act.name.replace("-", "_")
    run.__doc__ = str(act.help)
    return signed_in(run)


def _many(act: Act) -> Callable[..., list[Result]]:
    """The operation that does the act to many documents, each for itself."""
    shape = create_model(
        f"Bulk{act.name.title().replace('-', '')}",
        __base__=Schema,
        __doc__="Which documents, and what is the same for all of them.",
        document_ids=(Annotated[list[Id], Field(min_length=1, max_length=BULK_LIMIT)], ...),
        data=(act.input, act.input() if not act.demands else ...),
    )

    def run(request: Request, data: Any) -> list[Result]:
        found = catalogue.bulk(request.actor, data.document_ids, act.name, data.data)
        return [_result(number, each) for number, each in found]

    run.__annotations__["data"] = shape
    run.__name__ = f"bulk_{act.name.replace('-', '_')}"
    run.__doc__ = "Do it to many documents; each is answered for itself."
    return signed_in(run)


def _result(number: int, found: Outcome | Refusal) -> Result:
    if isinstance(found, Refusal):
        return Result(document_id=number, problem=Problem(**body_of(found)))
    return Result(document_id=number, done=done(found))


for _act in ACTS.values():
    router.post(
        f"/documents/{{int:document_id}}/acts/{_act.name}",
        response=Done,
        operation_id=f"act_{_act.name.replace('-', '_')}",
        summary=str(_act.label),
    )(_one(_act))
    if _act.bulk:
        router.post(
            f"/acts/{_act.name}",
            response=list[Result],
            operation_id=f"bulk_{_act.name.replace('-', '_')}",
            summary=str(_act.label),
        )(_many(_act))
