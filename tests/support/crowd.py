"""Writers that are real processes: forked, so that they start at once and can be killed."""

import os
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connections


@dataclass
class Writer:
    """A forked process running a function; it exits 0 when the function returns."""

    pid: int

    def kill(self) -> None:
        """SIGKILL: no handler, no `finally`, no rollback of its own."""
        os.kill(self.pid, signal.SIGKILL)

    def join(self) -> int:
        """Wait for its end; the exit status, negative for a signal."""
        _pid, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)


def start(work: Callable[[], object]) -> Writer:
    """Fork a process that runs `work` with database connections of its own."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return Writer(pid)
    status = 1
    try:
        work()
        connections.close_all()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def in_threads(jobs: Sequence[Callable[[], None]]) -> None:
    """Run the jobs side by side in threads; the first error is raised when all have ended."""
    errors: list[BaseException] = []

    def guarded(job: Callable[[], None]) -> None:
        try:
            job()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
