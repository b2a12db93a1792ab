"""The board of targets: risks first, classes, who reports late; and its table to take out."""

from collections import Counter
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vanthu.cadres.targets import permissions, queries
from vanthu.cadres.targets.choices import Grade, Light
from vanthu.cadres.targets.queries import Standing
from vanthu.faces.web import wording
from vanthu.faces.web.access import Request, needs
from vanthu.faces.web.elements import url
from vanthu.faces.web.shell import screen
from vanthu.faces.web.views.cadres.targets_asked import Asked, asked_of
from vanthu.faces.web.views.reports_download import FORMS, download
from vanthu.ground.access.choices import Right
from vanthu.ground.rulebook.choices import Subject
from vanthu.ground.rulebook.queries import pack_on
from vanthu.kernel.errors import NotFound
from vanthu.kernel.numbers import format_percent, percent
from vanthu.reports.targets import words
from vanthu.reports.targets.table import lead_names, target_table

Item = dict[str, Any]
HERE = "targets_board"
TONES = {Light.RED: "red", Light.ORANGE: "amber", Light.GREEN: "green", Light.GREY: ""}
GRADE_TONES = {Grade.EXCEEDED: "green", Grade.HALF: "green", Grade.LOW: "red"}


@needs(Right.CADRES)
@require_GET
def board(request: Request) -> HttpResponse:
    """Every indicator of a resolution as at a day, the risks first."""
    permissions.check_open(request.actor)
    asked = asked_of(request.actor, request.GET)
    if asked is None:
        return screen(request, "cadres/targets/none.html", here=HERE)
    found = queries.standings_of(asked.whole.pk, asked.as_of, request.actor.now)
    only = request.GET.get("light", "")
    leads = lead_names(found, asked.as_of)
    shown = [each for each in queries.risks_first(found) if not only or each.light.value == only]
    return screen(
        request,
        "cadres/targets/board.html",
        here=HERE,
        asked=asked,
        options=[(row.pk, row.title) for row in asked.resolutions],
        rows=[line(each, asked, leads) for each in shown],
        lights=_lights(found, asked, only),
        grades=_grades(found),
        bars=_bars(found, asked),
        counted=[
            line(each, asked, {})
            for each in queries.counts_of(asked.whole.pk, asked.as_of, request.actor.now)
        ],
        unverified=pack_on(Subject.TARGETS, asked.as_of).unverified,
        forms=[(form.value, label) for form, label in FORMS],
    )


@needs(Right.CADRES)
@require_GET
def export(request: Request, form: str) -> HttpResponseBase:
    """The target table as XLSX, DOCX or PDF, told in the journal."""
    permissions.check_open(request.actor)
    asked = asked_of(request.actor, request.GET)
    if asked is None:
        raise NotFound
    return download(request.actor, target_table(request.actor, asked.whole, asked.as_of), form)


def line(each: Standing, asked: Asked, leads: dict[int, str]) -> Item:
    """An indicator as a row."""
    kind = each.indicator
    return {
        "number": kind.number,
        "name": kind.name,
        "url": f"{url('targets_indicator', kind.pk)}?as_of={asked.as_of:%d/%m/%Y}",
        "measure": kind.measure,
        "lead": leads.get(kind.lead_id, ""),
        "target": words.target(each),
        "reached": words.reached(each),
        "share": words.share(each.reached.share),
        "covered": words.share(each.reached.covered) if each.reached.covered is not None else "",
        "pace": words.share(each.course.pace),
        "light": each.light.label,
        "tone": TONES[each.light],
        "grade": each.grade.label,
        "grade_tone": GRADE_TONES.get(each.grade, ""),
        "cause": each.cause.label if each.cause else "",
    }


def _lights(found: list[Standing], asked: Asked, only: str) -> list[Item]:
    counts = Counter(each.light for each in found)
    here = f"{url(HERE)}?{asked.query}"
    return [
        {
            "label": light.label,
            "value": wording.number(counts[light]),
            "tone": TONES[light] if counts[light] else "",
            "url": here if only == light.value else f"{here}&light={light.value}",
            "note": _("Bấm để xem tất cả") if only == light.value else "",
        }
        for light in queries.RISKS_FIRST
    ]


def _grades(found: list[Standing]) -> list[Item]:
    """`6/27 (22,2%)` for each class that there is."""
    counts = queries.grade_counts(found)
    total = len(found)
    return [
        {
            "label": grade.label,
            "value": count,
            "words": f"{count}/{total}",
            "percent": format_percent(percent(count, total)),
            "now": grade is Grade.EXCEEDED,
        }
        for grade, count in counts.items()
        if count or grade is not Grade.UNREAD
    ]


def _bars(found: list[Standing], asked: Asked) -> list[Item]:
    """Shares as bars, drawn to 150 % at most; the value says the rest."""
    return [
        {
            "label": f"{each.indicator.number}. {each.indicator.name}",
            "value": min(float(each.share or 0), 150.0),
            "words": words.share(each.reached.share),
            "url": "",
            "late": each.light is Light.RED,
        }
        for each in found
        if each.reached.share is not None
    ]
