"""Which function runs which task; filled by the modules of this package."""

from collections.abc import Callable
from typing import Any, Protocol

from vanthu.ground.base.actor import Actor


class Progress(Protocol):
    """Tells how far a task has come."""

    def __call__(self, done: int, total: int) -> None: ...


Task = Callable[..., Any]
TASKS: dict[str, Task] = {}


def task(name: str) -> Callable[[Task], Task]:
    """Register a function `(actor, progress, **arguments)` under the name that enqueue() uses."""

    def register(function: Task) -> Task:
        if name in TASKS:
            raise ValueError(f"two tasks are called {name}")
        TASKS[name] = function
        return function

    return register


def run(name: str, actor: Actor, progress: Progress, arguments: dict[str, Any]) -> Any:
    """Run the task of that name; KeyError when no such task is registered."""
    return TASKS[name](actor, progress, **arguments)
