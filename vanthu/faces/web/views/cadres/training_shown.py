"""How the overview of training is shown: words, meters, charts, and links to the lists."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from vanthu.cadres.training.choices import CourseKind, Level
from vanthu.cadres.training.models import Enrolment
from vanthu.faces.web.views.cadres.training_asked import Asked
from vanthu.kernel.dates import short_date
from vanthu.kernel.numbers import format_money, format_percent, format_vi
from vanthu.reports.training.counts import Attendance, Classes, Crossing, Part
from vanthu.reports.training.plans import PlanPart, Unplanned
from vanthu.reports.training.service import SOON, Short, YearlyPeriods
from vanthu.reports.training.tables import shown

Item = dict[str, Any]
_LIST = "/cadres/training/enrolments"


class Links:
    """Addresses of the lists that prove the numbers of the period."""

    def __init__(self, asked: Asked) -> None:
        self.asked, self.ask = asked, asked.ask

    def done(self, **filters: object) -> str:
        """Who completed in the period."""
        return self._list(completed_on=(self.ask.first, self.ask.day), **filters)

    def sent(self, **filters: object) -> str:
        """Who was sent in the period."""
        return self._list(sent_on=(self.ask.first, self.ask.day), **filters)

    def plans(self, **filters: object) -> str:
        """The lines of the plan."""
        found = self._agency({"year": self.asked.year, **filters})
        return f"/cadres/training/plans?{urlencode(found)}"

    def classes(self) -> str:
        """The classes that ended in the period."""
        days = _days("last", (self.ask.first, self.ask.day))
        return f"/cadres/training/classes?{urlencode(self._agency(days))}"

    def ending(self, today: date) -> str:
        """Whose service is over soon."""
        return self._list(serving="on", owes_until=(today, today + SOON))

    @property
    def owing(self) -> str:
        """Who owes money."""
        return self._list(owing="on")

    def _list(self, **filters: object) -> str:
        found: dict[str, object] = {}
        for name, value in filters.items():
            if isinstance(value, tuple):
                found |= _days(name, value)
            elif value:
                found[name] = value
        return f"{_LIST}?{urlencode(self._agency(found))}"

    def _agency(self, found: Mapping[str, object]) -> dict[str, object]:
        chosen = self.asked.agency
        return {"agency": chosen, **found} if chosen else dict(found)


def _days(name: str, days: tuple[date, date]) -> dict[str, object]:
    return {f"{name}_from": short_date(days[0]), f"{name}_to": short_date(days[1])}


def stats(year: Attendance, held: Classes, sent: Crossing, links: Links) -> list[Item]:
    """Classes, turns, persons, who was sent, what it cost: each by itself."""
    return [
        _stat(_("Lớp đã tổ chức"), held.number, links.classes(), format_money(held.cost)),
        _stat(_("Được cử (người)"), sent.sent or 0, links.sent()),
        _stat(_("Hoàn thành (lượt)"), year.turns, links.done()),
        _stat(_("Hoàn thành (người)"), year.persons, links.done()),
    ]


def _stat(label: str, value: int, url: str, note: str = "") -> Item:
    return {"label": label, "value": format_vi(value), "url": url, "note": note}


def plan(each: PlanPart, links: Links) -> Item:
    """A meter: done of planned, the plan as its mark where more was done."""
    top = max(each.planned, each.done, 1)
    unit = each.counted.label.lower()
    values = {
        "planned": format_vi(each.planned),
        "unit": unit,
        "share": format_percent(each.share),
        "agencies": format_vi(each.agencies),
    }
    return {
        "label": f"{each.kind.label}, {each.object.label}",
        "words": f"{format_vi(each.done)} {unit}",
        "needed": _("%(share)s kế hoạch %(planned)s %(unit)s của %(agencies)s cơ quan") % values,
        "url": links.done(
            planned=links.asked.year,
            attended__course__kind=each.kind.value,
            object=each.object.value,
        ),
        "plan_url": links.plans(kind=each.kind.value, object=each.object.value),
        "share": round(100 * each.done / top, 2),
        "mark": round(100 * each.planned / top, 2) if each.done > each.planned else None,
        "short": each.done < each.planned,
    }


def apart(each: Unplanned, name: str, links: Links) -> Item:
    """An agency that completed without a plan."""
    return {
        "name": name,
        "turns": format_vi(each.turns),
        "persons": format_vi(each.persons),
        "url": links.done(agency=each.agency_id, unplanned=links.asked.year),
    }


def charts(years: Mapping[int, Attendance], now: int) -> list[Item]:
    """Turns and persons by year, a chart for each: they are never added."""
    drawn = (
        (_("Lượt hoàn thành theo năm"), _("lượt"), {y: each.turns for y, each in years.items()}),
        (
            _("Người hoàn thành theo năm"),
            _("người"),
            {y: each.persons for y, each in years.items()},
        ),
    )
    return [
        {
            "title": title,
            "unit": unit,
            "points": [
                {"label": str(year), "value": value, "words": format_vi(value), "now": year == now}
                for year, value in values.items()
            ],
        }
        for title, unit, values in drawn
    ]


def crossing(each: Crossing, links: Links) -> Item:
    """A row of the cross-table, its cells with a list where the list's filters can show it."""
    only = {"attended__course__kind": each.kind.value if each.kind else ""}
    last = short_date(links.ask.day)
    before = short_date(links.ask.first - timedelta(days=1))
    return {
        "label": each.kind.label if each.kind else _("Chung (mỗi người một lần)"),
        "cells": [
            _cell(each.sent, links.sent(**only)),
            _cell(each.both, links.sent(completed_on_to=last, **only)),
            _cell(each.dropped),
            _cell(each.open),
            _cell(each.before, links.done(sent_on_to=before, **only)),
            _cell(each.listed),
            _cell(each.done, links.done(**only)),
        ],
    }


def _cell(count: int | None, url: str = "") -> tuple[str, str]:
    """A number and the list that proves it; of nothing, and of what is hidden, there is none."""
    return shown(count), url if count else ""


def part(each: Part, links: Links) -> Item:
    """A row of turns and persons; a course without a level cannot be asked of the list."""
    exact = bool(each.level) or each.kind not in (CourseKind.DEGREE, CourseKind.POLITICAL)
    url = links.done(
        attended__course__kind=each.kind.value,
        attended__course__level=each.level.value,
        object=each.object.value,
        attended__funding=each.funding.value,
    )
    counts = (each.turns, each.persons, each.women, each.men, each.unknown)
    level = [] if each.level is Level.NONE else [each.level.label]
    words = [*level, each.object.label, each.funding.label]
    return {
        "label": each.kind.label,
        "note": " · ".join(str(each) for each in words),
        "counts": [shown(count) for count in counts],
        "url": url if exact and each.turns is not None else "",
    }


def bands(found: YearlyPeriods) -> list[Item]:
    """People by the periods they had."""
    least = {"least": format_vi(found.least), "below": format_vi(found.least - 1)}
    rows = (
        (_("Từ %(least)s tiết") % least, found.enough, False),
        (_("Từ 1 đến %(below)s tiết") % least, found.some, True),
        (_("Chưa có tiết nào"), found.none, True),
    )
    return [
        {"label": label, "value": count, "words": format_vi(count), "url": "", "late": late}
        for label, count, late in rows
    ]


def short(each: Short, name: str, links: Links) -> Item:
    """Somebody below the number, with what they completed."""
    return {
        "name": each.name,
        "agency": name,
        "periods": format_vi(each.periods),
        "url": links.done(q=each.name) if each.periods else "",
    }


def ends(row: Enrolment) -> Item:
    """Somebody whose service is over soon."""
    return {**_who(row), "day": short_date(row.owes_until) if row.owes_until else "–"}


def owes(row: Enrolment) -> Item:
    """Somebody who owes money."""
    day = short_date(row.debt_on) if row.debt_on else "–"
    return {**_who(row), "day": day, "money": format_vi(row.debt())}


def _who(row: Enrolment) -> Item:
    return {
        "name": row.person.full_name if row.person else "–",
        "course": row.attended.course.name,
        "url": f"{_LIST}/{row.pk}",
    }
