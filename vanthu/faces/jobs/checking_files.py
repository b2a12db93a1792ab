"""Layout and capitals of a stored file: found once, kept beside its pictures, long files by job."""

import json
from pathlib import Path
from typing import Any

from vanthu.faces.jobs.registry import Progress, task
from vanthu.ground.base.actor import Actor
from vanthu.ground.files.actions import keep_drawn
from vanthu.ground.files.queries import path_of, pictures_of
from vanthu.kernel.errors import Refusal
from vanthu.office.checking.queries import EDITION, check_file, rows_of

CHECK_LAYOUT = "files.check_layout"
QUICK_PAGES = 6
"""A PDF of so many pages is checked while the reader waits: 35 ms a page were measured."""


@task(CHECK_LAYOUT)
def check_layout(actor: Actor, progress: Progress, *, sha256: str) -> dict[str, Any]:
    """Check a long file and keep what was found."""
    found = checked(sha256)
    return {"findings": len(found["findings"])}


def kept(sha256: str) -> dict[str, Any] | None:
    """What was found before, by the rules of today; None when nobody has asked yet."""
    try:
        found: dict[str, Any] = json.loads(_place(sha256).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def checked(sha256: str) -> dict[str, Any]:
    """`findings` as rows of the checker, `scanned`, and `refusal`: the sentence why a file cannot
    be checked. Bytes never change, so it is found once for each edition of the rules."""
    found = kept(sha256)
    if found is None:
        found = _found(path_of(sha256))
        keep_drawn(_place(sha256), json.dumps(found, ensure_ascii=False).encode())
    return found


def _found(path: Path) -> dict[str, Any]:
    try:
        report = check_file(path)
    except Refusal as refusal:
        return {"findings": [], "scanned": False, "refusal": refusal.template}
    return {"findings": rows_of(report.findings), "scanned": report.scanned, "refusal": ""}


def _place(sha256: str) -> Path:
    return pictures_of(sha256) / f"layout-{EDITION}.json"
