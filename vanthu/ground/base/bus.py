"""The bus: wiring says who reacts to which event; actions only announce."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from vanthu.ground.base.actor import Actor
from vanthu.kernel.events import Event

Handler = Callable[[Actor, Any], None]
Finisher = Callable[[Actor, set[int]], None]
_E = TypeVar("_E", bound=Event)

_handlers: dict[type[Event], list[Handler]] = defaultdict(list)
_finishers: dict[str, list[Finisher]] = defaultdict(list)


def subscribe(event: type[_E], handler: Callable[[Actor, _E], None]) -> None:
    """Call `handler` inside the transaction whenever `event` is announced; once only."""
    if handler not in _handlers[event]:
        _handlers[event].append(handler)


def on_touched(kind: str, finisher: Finisher) -> None:
    """Call `finisher` once per unit of work with the ids of the rows of `kind` it touched."""
    if finisher not in _finishers[kind]:
        _finishers[kind].append(finisher)


def dispatch(actor: Actor, event: Event) -> None:
    """Hand the event to its handlers in the order of wiring."""
    for handler in _handlers.get(type(event), ()):
        handler(actor, event)


def finish(actor: Actor, kind: str, ids: set[int]) -> None:
    """Run the finishers of `kind`."""
    for finisher in _finishers.get(kind, ()):
        finisher(actor, ids)


def subscriptions() -> Iterable[tuple[type[Event], list[Handler]]]:
    """What is wired, for the documentation and its test."""
    return sorted(_handlers.items(), key=lambda pair: pair[0].__name__)
