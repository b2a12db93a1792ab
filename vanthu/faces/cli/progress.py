"""A progress bar for long commands, quiet where there is no terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def progress_bar(labels: dict[str, str]) -> Iterator[Callable[[str, int, int], None]]:
    """A function `(step, done, total)` that draws one bar for each step named in `labels`."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
    )
    with Progress(*columns, TimeRemainingColumn()) as bars:
        tasks = {
            step: bars.add_task(label, total=None, visible=False) for step, label in labels.items()
        }

        def tell(step: str, done: int, total: int) -> None:
            bars.update(tasks[step], completed=done, total=total, visible=True)

        yield tell
