"""What a request that only reads asks again and again: read once, and forgotten with its answer."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_answers: ContextVar[dict[object, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """While this lasts `once` keeps what it has read; only where nothing is written meanwhile."""
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def once(name: object, read: Callable[[], T]) -> T:
    """What `read` gives: of the same name kept while `remembering`, else read every time."""
    kept = _answers.get()
    if kept is None:
        return read()
    if name not in kept:
        kept[name] = read()
    found: T = kept[name]
    return found
