"""Acts in books: what is offered, what a form begins with, doing it, taking it back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from vanthu.faces.acts.base import ActInput, Option, widget_of
from vanthu.faces.acts.checking import checked
from vanthu.faces.acts.words import sentence_of
from vanthu.faces.books.base import Book, Outcome, RecordAct, Text
from vanthu.faces.books.catalogue import record
from vanthu.faces.books.options import options
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.models import Agency
from vanthu.ground.people.models import Person
from vanthu.kernel.errors import Conflict, Invalid, NotFound, Refusal

BULK_LIMIT = 200


class NoSuchRecordAct(NotFound):
    """The book has no act of this name on this."""

    code = "no-such-act"
    default_sentence = "Không có thao tác nào tên “{name}” ở đây."


@dataclass(frozen=True)
class RecordOffer:
    """An act as offered to one actor on a row or the book; `reason` is the sentence of a no."""

    act: RecordAct
    allowed: bool
    reason: str = ""


@dataclass(frozen=True)
class RecordForm:
    """What the form of an act begins with; fields as in faces/acts forms."""

    offer: RecordOffer
    initial: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Sequence[Option]] = field(default_factory=dict)

    @property
    def input(self) -> type[ActInput]:
        """What is asked for."""
        return self.offer.act.input


def find_act(book: Book[Any], name: str, *, on_book: bool) -> RecordAct:
    """The act of that name on records, or on the book; raises NoSuchRecordAct."""
    act = book.act(name)
    if act is None or act.on_book != on_book:
        raise NoSuchRecordAct(name=name)
    return act


def offers(actor: Actor, book: Book[Any], row: Any = None) -> list[RecordOffer]:
    """The acts on a row, or without one those on the book, with yes or why not."""
    return [
        offer_of(actor, act, row)
        for act in book.acts
        if act.on_book == (row is None) and (act.on_book or act.fits(row))
    ]


def offer_of(actor: Actor, act: RecordAct, row: Any) -> RecordOffer:
    """One act as offered."""
    try:
        act.judge(actor, row)
    except Refusal as refusal:
        return RecordOffer(act, False, sentence_of(refusal))
    return RecordOffer(act, True)


def form(actor: Actor, book: Book[Any], number: int | None, name: str) -> RecordForm:
    """What the form begins with; a refused act comes with its sentence and no choices."""
    act = find_act(book, name, on_book=number is None)
    row = None if number is None else record(actor, book, number)
    offer = offer_of(actor, act, row)
    if not offer.allowed:
        return RecordForm(offer)
    initial = {**_defaults(actor, act), **act.initial(actor, row)}
    return RecordForm(offer, initial, options(actor, act, row))


def _defaults(actor: Actor, act: RecordAct) -> dict[str, Any]:
    """What a form begins with where the act says nothing: defaults, and one's own agency."""
    found = {}
    for name, info in act.input.model_fields.items():
        if info.is_required() and widget_of(info.json_schema_extra) == "agency":
            found[name] = actor.agency_id
        elif not info.is_required() and info.default not in (None, ""):
            found[name] = info.get_default(call_default_factory=True)
    return found


def perform(
    actor: Actor,
    book: Book[Any],
    number: int | None,
    name: str,
    data: Mapping[str, Any] | ActInput,
) -> Outcome:
    """Do it. Raises NoSuchRecord, then the module's refusal, then Invalid for the input."""
    act = find_act(book, name, on_book=number is None)
    row = None if number is None else record(actor, book, number)
    if row is not None and not act.fits(row):
        raise NoSuchRecordAct(name=name)
    act.judge(actor, row)
    ready = checked(act.input, data)
    _check_there(ready)
    return act.perform(actor, number, ready)


def _check_there(data: ActInput) -> None:
    """Raise Invalid for an agency or a person that does not exist: programs send any number."""
    errors = {}
    for name, info in type(data).model_fields.items():
        known = _KNOWN.get(widget_of(info.json_schema_extra))
        value = getattr(data, name)
        if known and value is not None and not known.objects.filter(pk=value).exists():
            errors[name] = "Không có mục này. Hãy chọn lại."
    if errors:
        raise Invalid(errors)


_KNOWN: Mapping[str, type[Agency] | type[Person]] = {"agency": Agency, "person": Person}


def bulk(
    actor: Actor,
    book: Book[Any],
    numbers: Iterable[int],
    name: str,
    data: Mapping[str, Any] | ActInput,
) -> list[tuple[int, Outcome | Refusal]]:
    """Do it to each of at most 200 records, each for itself; Invalid where it is not for many."""
    act, ids = find_act(book, name, on_book=False), list(dict.fromkeys(numbers))
    if not act.bulk:
        raise Invalid({"name": _("Thao tác này chỉ làm từng bản ghi một.")})
    if len(ids) > BULK_LIMIT:
        raise Invalid({"ids": _("Chọn nhiều nhất {n} bản ghi một lần.").format(n=BULK_LIMIT)})
    ready = checked(act.input, data)
    return [(number, _one(actor, book, number, name, ready)) for number in ids]


def _one(
    actor: Actor, book: Book[Any], number: int, name: str, data: ActInput
) -> Outcome | Refusal:
    try:
        return perform(actor, book, number, name, data)
    except Refusal as refusal:
        return refusal


def undo(actor: Actor, book: Book[Any], name: str, token: str) -> Text:
    """Take back what the act did, by its token; raises what the module refuses."""
    act = book.act(name)
    if act is None:
        raise NoSuchRecordAct(name=name)
    if act.undo is None:
        raise Conflict(_("Thao tác này không hoàn tác được."))
    return act.undo(actor, token)
