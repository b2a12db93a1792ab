"""docs/state-machines.md, written from the machines themselves; a test holds the file to it."""

from vanthu.cadres.personnel.rules import CASE
from vanthu.cadres.targets.rules import SUBMISSION
from vanthu.kernel.machine import Machine
from vanthu.office.documents.flows import INCOMING, OUTGOING
from vanthu.office.dossiers.rules import DOSSIER
from vanthu.office.handling.rules import ASSIGNMENT
from vanthu.office.interchange.rules import (
    CHANGE_ORDER,
    DELIVERY,
    DELIVERY_ELSEWHERE,
    OUTSIDE,
    RECALL_ORDER,
    TRANSPORT_IN,
    TRANSPORT_OUT,
)

MACHINES: tuple[Machine, ...] = (
    INCOMING,
    OUTGOING,
    ASSIGNMENT,
    DELIVERY,
    DELIVERY_ELSEWHERE,
    RECALL_ORDER,
    CHANGE_ORDER,
    OUTSIDE,
    TRANSPORT_OUT,
    TRANSPORT_IN,
    DOSSIER,
    CASE,
    SUBMISSION,
)
_HEAD = """# State machines

Written by `vanthu diagrams` from the tables in the code; do not edit by hand.
"""


def page() -> str:
    """The page: for each machine its title, its table of transitions and its diagram."""
    return "\n".join([_HEAD, *(_section(machine) for machine in MACHINES)])


def _section(machine: Machine) -> str:
    rows = [
        f"| {machine.states[t.source]} | {t.label or t.verb} (`{t.verb}`) | "
        f"{machine.states[t.target]} "
        f"| {t.who} |"
        for t in machine.transitions
    ]
    table = ["| from | act | to | who |", "|---|---|---|---|", *rows]
    return "\n".join(
        [f"## {machine.title} (`{machine.name}`)", "", *table, "", "```mermaid"]
        + [machine.mermaid().rstrip(), "```", ""]
    )
