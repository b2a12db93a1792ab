"""Verifying the journal of an agency: minutes of reading, told as it goes."""

from dataclasses import asdict
from typing import Any

from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal import queries

VERIFY = "journal.verify"
# What a page can show; whoever needs all of them runs `vanthu journal verify`.
_MOST = 200


@task(VERIFY)
def verify_journal(actor: Actor, progress: Progress) -> dict[str, Any]:
    """Check the chain of the job's agency; how many entries, how many faults, and the first."""
    total = queries.count(actor.agency_id)
    count, shown = 0, list[dict[str, Any]]()
    faults = queries.verify(actor.agency_id, progress=lambda done: progress(done, total))
    for fault in faults:
        count += 1
        if len(shown) < _MOST:
            shown.append({**asdict(fault), "kind": fault.kind.label})
    return {"entries": total, "faults": count, "shown": shown, "guards": queries.missing_guards()}
