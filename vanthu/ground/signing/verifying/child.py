"""The process that checks: one order a line in, one report a line out, until its input ends.

It holds itself to a bound of memory; how long an order may take is watched from outside.
"""

import json
import resource
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from vanthu.ground.signing.verifying.checking import check_file
from vanthu.ground.signing.verifying.network import Network
from vanthu.ground.signing.verifying.reports import Expected, FileReport
from vanthu.ground.signing.verifying.trust import TrustList
from vanthu.ground.signing.verifying.verdicts import FileState

MOST_MEMORY = 2 * 1024**3
"""Bytes of address space: a file of the largest size is held twice, the libraries take 300 MB."""


def answer(order: dict[str, Any]) -> FileReport:
    """Do what one order says."""
    trust = TrustList.of_json(order["trust"])
    expected = Expected(tuple(order["names"]), tuple(order["codes"]))
    network = Network(trust.hosts) if order["network"] else None
    now = datetime.fromisoformat(order["now"])
    try:
        return check_file(
            Path(order["path"]), trust=trust, now=now, network=network, expected=expected
        )
    except MemoryError:
        return FileReport(FileState.TOO_LONG)


def main() -> None:
    """Answer orders until there are no more."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    _say("ready")
    for line in sys.stdin:
        _say(json.dumps(answer(json.loads(line)).as_evidence()))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
