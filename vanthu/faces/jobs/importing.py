"""Importing a workbook of configuration for the person who sent it."""

import json
from typing import Any

from vanthu.faces.imports.running import KINDS, run
from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.access.resolve import actor_of_tenure
from vanthu.ground.access.secret import encrypt
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.queries import path_of
from vanthu.kernel.errors import NotAllowed

IMPORT = "config.import"
# What a page shows; nobody corrects more at a time.
_MOST = 500


@task(IMPORT)
def import_configuration(
    actor: Actor,
    progress: Progress,
    *,
    kind: str,
    sha256: str,
    tenure_id: int,
    trial: bool,
    file_name: str,
) -> dict[str, Any]:
    """Try or import the file with the rights the sender has now; first passwords are encrypted."""
    sender = actor_of_tenure(tenure_id, actor.now, request_id=actor.request_id)
    if sender is None:
        raise NotAllowed("Người gửi tệp không còn giữ chức vụ này.")
    report = run(sender, KINDS[kind], path_of(sha256), trial=trial, progress=progress)
    told = report.plain()
    told["fault_count"], told["faults"] = len(report.faults), told["faults"][:_MOST]
    if report.opened:
        told["secrets"] = encrypt(json.dumps(report.opened))
    return told
