"""The catalogue: every act by its name, what is offered to whom, and how an act is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from vanthu.faces.acts import common, copying, drafting, filing, handling, incoming, sending
from vanthu.faces.acts.base import Act, ActInput, Offer, Option, Outcome
from vanthu.faces.acts.checking import checked
from vanthu.faces.acts.options import options
from vanthu.faces.acts.standing import Judgement, Standing
from vanthu.ground.base.actor import Actor
from vanthu.kernel.errors import Conflict, Invalid, NotFound, Refusal
from vanthu.office.documents import queries as documents
from vanthu.office.documents.choices import Direction
from vanthu.office.handling.actions import undo as undo_step

ACTS: dict[str, Act] = {
    act.name: act
    for act in (
        *incoming.ACTS,
        *handling.ACTS,
        drafting.ANSWER,
        *drafting.ACTS,
        *copying.ACTS,
        *sending.ACTS,
        *filing.ACTS,
        *common.ACTS,
    )
}
BULK_LIMIT = 200


class NoSuchAct(NotFound):
    """The catalogue has no act of this name."""

    code = "no-such-act"
    default_sentence = "Không có thao tác nào tên “{name}”."


class OtherDirection(Conflict):
    """The act is one on documents of another direction."""

    code = "other-direction"
    default_sentence = "Không “{act}” được với {direction}."


@dataclass(frozen=True)
class Form:
    """What a form of an act begins with: values, and the choices of its fields."""

    offer: Offer
    initial: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Sequence[Option]] = field(default_factory=dict)

    @property
    def input(self) -> type[ActInput]:
        """What is asked for."""
        return self.offer.act.input


def find(name: str) -> Act:
    """The act of that name; raises NoSuchAct."""
    if name not in ACTS:
        raise NoSuchAct(name=name)
    return ACTS[name]


def stand(actor: Actor, document_id: int) -> Standing:
    """The actor before the document; raises DocumentNotFound when it may not be seen."""
    return Standing(actor, documents.find_visible(actor, document_id))


def offered(actor: Actor, document_id: int) -> list[Offer]:
    """Every act on a document of its direction, in the order of the tool bar, with yes or why not.

    Raises DocumentNotFound. At most nine statements, whatever the number of acts.
    """
    return offers(stand(actor, document_id))


def offers(standing: Standing) -> list[Offer]:
    """As `offered`, for who has the document in hand."""
    direction = standing.document.direction
    acts = [act for act in ACTS.values() if direction in act.directions and act.fits(standing)]
    return [offer_of(act, standing) for act in acts]


def offer_of(act: Act, standing: Standing) -> Offer:
    """One act as offered."""
    judgement = _judgement(act, standing)
    if not judgement.allowed:
        return Offer(act, False, judgement.why)
    return Offer(act, True, targets=_targets(standing, judgement), warning=str(act.warn(standing)))


def _judgement(act: Act, standing: Standing) -> Judgement:
    refusal = _elsewhere(act, standing.document.direction)
    return Judgement(refusal) if refusal else act.judge(standing)


def _elsewhere(act: Act, direction: str) -> Refusal | None:
    """What speaks against the act on documents of this direction."""
    if direction in act.directions:
        return None
    return OtherDirection(act=act.label, direction=Direction(direction).label.lower())


def _targets(standing: Standing, judgement: Judgement) -> tuple[Option, ...]:
    """The assignments by name where there is a choice; the only one needs none."""
    ids = judgement.targets
    names = standing.names(ids) if len(ids) > 1 else {}
    return tuple(Option(number, names.get(number, "")) for number in ids)


def form(actor: Actor, document_id: int, name: str) -> Form:
    """What the form of an act begins with; a refused act comes with its sentence and no choices."""
    act = find(name)
    standing = stand(actor, document_id)
    offer = offer_of(act, standing)
    if not offer.allowed:
        return Form(offer)
    found = options(act, standing)
    if len(offer.targets) > 1:
        found["assignment_id"] = list(offer.targets)
    return Form(offer, act.initial(standing), found)


def perform(
    actor: Actor, document_id: int, name: str, data: Mapping[str, Any] | ActInput
) -> Outcome:
    """Do it. Raises NoSuchAct, DocumentNotFound, Invalid for the input, and the modules' refusals.

    A refused act says what `offered` says: the module's judgement comes before faults of the input.
    """
    act = find(name)
    if refusal := _elsewhere(act, documents.direction_of(actor, document_id)):
        raise refusal
    try:
        return act.perform(actor, document_id, checked(act.input, data))
    except Refusal as refusal:
        judgement = _judgement(act, stand(actor, document_id))
        if judgement.refusal is not None:
            raise judgement.refusal from refusal
        raise


def bulk(
    actor: Actor, document_ids: Iterable[int], name: str, data: Mapping[str, Any] | ActInput
) -> list[tuple[int, Outcome | Refusal]]:
    """Do it to each document, each for itself: one refusal takes nothing back from the others.

    At most 200 documents, each once. Raises Invalid when the act is not one for many.
    """
    act = find(name)
    ids = list(dict.fromkeys(document_ids))
    if not act.bulk:
        raise Invalid({"name": _("Thao tác này chỉ làm từng văn bản một.")})
    if len(ids) > BULK_LIMIT:
        raise Invalid(
            {"document_ids": _("Chọn nhiều nhất {n} văn bản một lần.").format(n=BULK_LIMIT)}
        )
    ready = checked(act.input, data)
    return [(number, _one(actor, number, name, ready)) for number in ids]


def _one(actor: Actor, document_id: int, name: str, data: ActInput) -> Outcome | Refusal:
    try:
        return perform(actor, document_id, name, data)
    except Refusal as refusal:
        return refusal


def undo(actor: Actor, token: str) -> Outcome:
    """Take back an act by the token its outcome carried; raises CannotUndo."""
    if not token.isascii() or not token.isdigit() or len(token) > 18:
        raise Invalid({"token": "Mã hoàn tác không hợp lệ."})
    step = undo_step(actor, token=int(token))
    return Outcome(_("Đã hoàn tác."), document_id=step.document_id)
