"""Work done by other threads while this one goes on, with a limit to what may wait."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec

P = ParamSpec("P")


class Backlog:
    """Runs what is added in order of arrival; an exception of it comes out at the next call."""

    def __init__(self, *, threads: int, limit: int) -> None:
        """`limit` is how many pieces may wait before `add` does."""
        self._pool = ThreadPoolExecutor(threads)
        self._limit = limit
        self._waiting: deque[Future[None]] = deque()

    def add(self, work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Have the work done; waits while too much is waiting."""
        while len(self._waiting) >= self._limit:
            self._waiting.popleft().result()
        self._waiting.append(self._pool.submit(work, *args, **kwargs))

    def finish(self) -> None:
        """Wait until all is done."""
        while self._waiting:
            self._waiting.popleft().result()
