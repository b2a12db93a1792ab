"""What the layout checker found, as a screen shows it: by cell, in words, with places on pages."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from vanthu.faces.acts.words import sentence_of
from vanthu.faces.jobs.checking_files import QUICK_PAGES, checked, kept
from vanthu.faces.web import previews
from vanthu.faces.web.numbers import row_number
from vanthu.faces.web.sheets import Source
from vanthu.ground.base.actor import Actor
from vanthu.ground.base.choices import JobState
from vanthu.ground.base.models import Job
from vanthu.ground.files.models import Blob
from vanthu.office.checking.choices import Cell, Severity
from vanthu.office.checking.queries import Finding, check_paper, check_text, rows_of
from vanthu.office.documents.actions.signatures import PDF
from vanthu.office.documents.models import Document
from vanthu.office.drafting import queries as drafting
from vanthu.office.drafting.queries import papers
from vanthu.office.writing.queries import DOCX, content_from_json

Item = dict[str, Any]
_TONES = {Severity.ERROR: "red", Severity.WARNING: "amber", Severity.HINT: "accent"}


class _Said(NamedTuple):
    template: str
    values: Mapping[str, object]


def checkable(sources: Iterable[Source]) -> list[Source]:
    """Files of a kind that the checker knows, and texts."""
    return [one for one in sources if one.blob is None or one.blob.media_type in (PDF, DOCX)]


def report_of(actor: Actor, document: Document, source: Source) -> Item | None:
    """What was found in a file, or in the text of a version as it would go out today; None when
    the file is long and nobody has asked yet."""
    if source.blob is not None:
        return _of_blob(source.blob)
    number = row_number(source.key.removeprefix("v"))
    row = drafting.version(actor, document.pk, number) if number is not None else None
    if row is None or not row.content:
        return _of_findings(check_text(source.body))
    return _of_findings(
        check_paper(papers.paper_of(document, content_from_json(row.content), actor.today))
    )


def counts_of(actor: Actor, document: Document, sources: Sequence[Source]) -> list[Item] | None:
    """How many of each gravity the first source has; None when that is not known yet."""
    first = next(iter(checkable(sources)), None)
    report = report_of(actor, document, first) if first is not None else None
    return None if report is None else _counts(report["findings"])


def _of_blob(blob: Blob) -> Item | None:
    """What was found in a stored file; None when it is long and nobody has asked yet."""
    long = blob.media_type == PDF and previews.pages_of(blob.pk) > QUICK_PAGES
    return kept(blob.pk) if long else checked(blob.pk)


def _of_findings(findings: Iterable[Finding]) -> Item:
    """The same shape for the structured text of a draft."""
    return {"findings": rows_of(findings), "scanned": False, "refusal": ""}


def being_checked(sha256: str) -> bool:
    """Whether the worker still has it to do."""
    open_states = (JobState.WAITING, JobState.RUNNING)
    return Job.objects.filter(key=job_key(sha256), state__in=open_states).exists()


def job_key(sha256: str) -> str:
    """One job a file, however often it is asked for."""
    return f"layout:{sha256}"


def shown(found: Item) -> Item:
    """Groups by cell in their order, each row in the reader's language, and how many of each."""
    each = [worded(row) | {"n": n} for n, row in enumerate(found["findings"], 1)]
    rows = _folded(each)
    groups = [
        {"label": _(cell.label), "rows": [row for row in rows if row["cell"] == cell.value]}
        for cell in Cell
    ]
    reason = found["refusal"]
    return {
        "groups": [group for group in groups if group["rows"]],
        "counts": _counts(rows),
        "scanned": found["scanned"],
        "refusal": _(reason) if reason else "",
        "places": places(each),
    }


def _folded(rows: Iterable[Item]) -> list[Item]:
    """The same thing found at several places is told once, with a link to each place."""
    found: dict[tuple[str, str, str], Item] = {}
    for row in rows:
        first = found.setdefault((row["rule"], row["message"], row["fix"]), row | {"links": []})
        page = (row["place"] or {}).get("page")
        if page:
            first["links"].append({"n": row["n"], "page": page})
    return list(found.values())


def worded(row: Mapping[str, Any]) -> Item:
    """A row of the checker with its sentences in the reader's language."""
    severity = Severity(row["severity"])
    values = {**row["values"], "instead": row["instead"]}
    return {
        **row,
        "message": sentence_of(_Said(row["message"], values)),
        "fix": sentence_of(_Said(row["fix"], values)),
        "label": _(severity.label),
        "tone": _TONES[severity],
        "source": row["citation"][:1].upper() + row["citation"][1:],
    }


def _counts(rows: Sequence[Item]) -> list[Item]:
    return [
        {"label": _(severity.label), "tone": _TONES[severity], "count": count}
        for severity in Severity
        if (count := sum(row["severity"] == severity.value for row in rows))
    ]


def places(rows: Iterable[Item]) -> dict[int, list[Item]]:
    """The rectangles to draw on each page, in points of an A4 page; a whole page is not drawn."""
    found: dict[int, list[Item]] = defaultdict(list)
    for row in rows:
        box = row["place"]
        if box and "page" in box and box["x1"] - box["x0"] < 1:
            found[box["page"]].append(_rectangle(row, box))
    return found


def _rectangle(row: Item, box: Mapping[str, float]) -> Item:
    return {
        "id": f"found-{row['n']}",
        "name": f"found-{row['n']}",
        "label": row["message"],
        "x": round(box["x0"] * previews.WIDTH - 2, 1),
        "y": round(box["y0"] * previews.HEIGHT - 2, 1),
        "width": round((box["x1"] - box["x0"]) * previews.WIDTH + 4, 1),
        "height": round((box["y1"] - box["y0"]) * previews.HEIGHT + 4, 1),
        "doubtful": row["severity"] != Severity.ERROR.value,
    }
