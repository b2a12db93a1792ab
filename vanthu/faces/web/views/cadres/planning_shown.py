"""How the board of a term is shown: meters with the required number beside, sentences, links."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from vanthu.cadres.planning import rules
from vanthu.cadres.planning.choices import EntryState, PlanPart, TargetKind, Verdict
from vanthu.cadres.planning.rules import Finding
from vanthu.faces.acts.words import sentence_of
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.numbers import format_percent, format_vi, percent
from vanthu.reports.planning.board import Board, Group, Irregular, Line, Parts, part_of

Item = dict[str, Any]
_TONES = {Verdict.WARN: "amber", Verdict.BLOCK: "red"}


class Links:
    """Addresses of the lists that prove the numbers of a term."""

    def __init__(self, term_id: int, agency: int | None) -> None:
        self.term_id, self.agency = term_id, agency

    def entries(self, **more: object) -> str:
        """Who is in the plan of the term; `more` narrows it."""
        asked = {"term": self.term_id, "agency": self.agency, **more}
        asked["state"] = EntryState.APPROVED.value
        return _address("entries", asked)

    def of(self, group: Group, part: PlanPart | None = None) -> str:
        """Who is in the lists of a group, or the part of them that a rule counts."""
        counted = {"part": part.value if part else None}
        if group.committee:
            return self.entries(target=group.lines[0].target.pk, **counted)
        kind = {"target__kind": TargetKind.TITLE.value}
        return self.entries(**{**kind, "agency": group.agency_id, **counted})

    @property
    def titles(self) -> str:
        """The titles of the term."""
        return _address("titles", {"term": self.term_id, "agency": self.agency})


def _address(book: str, asked: dict[str, object]) -> str:
    kept = {name: value for name, value in asked.items() if value is not None}
    return f"/cadres/planning/{book}?{urlencode(kept)}"


def stats(found: Board, links: Links) -> list[Item]:
    """The term in a few numbers."""
    parts, over = found.parts, found.most_titles > (found.titles_max or found.most_titles)
    names = _("%(names)s lượt tên") % {"names": format_vi(sum(each.names for each in found.groups))}
    shares = [_share(parts, part, links) for part in (PlanPart.WOMEN, PlanPart.YOUNG)]
    return [
        _stat(_("Người trong quy hoạch"), parts.people, names, links.entries()),
        _stat(_("Chức danh"), len(found.lines), url=links.titles),
        *shares,
        _stat(
            _("Số chức danh của một người"),
            found.most_titles,
            _most(found.titles_max),
            links.entries(titles=found.most_titles),
            tone="red" if over else "",
        ),
        _stat(
            _("Ngoại lệ"),
            len(found.exceptions),
            url="#exceptions",
            tone="amber" if found.exceptions else "",
        ),
    ]


def _stat(label: object, value: int | None, note: str = "", url: str = "", tone: str = "") -> Item:
    return {"label": label, "value": format_vi(value), "note": note, "url": url, "tone": tone}


def _share(parts: Parts, part: PlanPart, links: Links) -> Item:
    count, _needed = part_of(parts, part)
    note = "" if count is None else format_percent(percent(count, parts.people))
    return _stat(part.label, count, note, links.entries(part=part.value))


def _most(most: int | None) -> str:
    if most is None:
        return _("chưa xác định mức")
    return _("nhiều nhất %(count)s") % {"count": format_vi(most)}


def group(each: Group, links: Links, pack: Pack) -> Item:
    """A committee, or the leaders' titles of an agency."""
    return {
        "title": each.lines[0].target.title if each.committee else each.agency,
        "agency": each.agency if each.committee else "",
        "url": f"/cadres/planning/titles/{each.lines[0].target.pk}" if each.committee else "",
        "meters": [*_seats(each, links), *_counted(each, links, pack)],
        "wrong": _wrong(each.findings),
        "lines": [] if each.committee else [_line(line, links) for line in each.lines],
        "people": _people(each),
    }


def _people(each: Group) -> str:
    values = {"people": format_vi(each.parts.people), "names": format_vi(each.names)}
    if not each.names:
        return _("Chưa có ai")
    if each.parts.people == each.names:
        return _("%(people)s người") % values
    return _("%(people)s người, %(names)s lượt tên") % values


def _seats(each: Group, links: Links) -> Iterator[Item]:
    """The coefficient of a committee: names over seats, between the least and the most."""
    if not each.committee:
        return
    line = each.lines[0]
    (least, most), seats = line.span, line.target.prescribed
    ratio = rules.coefficient(each.names, seats)
    values = {"least": format_vi(least), "most": format_vi(most), "seats": format_vi(seats)}
    needed = _("từ %(least)s đến %(most)s người, theo quy định %(seats)s") % values
    yield {
        "label": _("Hệ số %(ratio)s") % {"ratio": ratio},
        "words": _("%(count)s người") % {"count": format_vi(each.names)},
        "needed": needed if most is not None else _("quy định chưa xác định mức"),
        "share": _width(each.names, most or each.names),
        "mark": _width(least, most) if least is not None and most else None,
        "short": most is not None and not (least or 0) <= each.names <= most,
        "url": links.of(each),
    }


def _counted(each: Group, links: Links, pack: Pack) -> list[Item]:
    """What is counted of persons; of nobody there is nothing to say."""
    if not each.parts.people:
        return []
    return [*_shares(each, links), *_ages(each, links, pack)]


def _shares(each: Group, links: Links) -> Iterator[Item]:
    for part in (PlanPart.WOMEN, PlanPart.YOUNG):
        count, needed = part_of(each.parts, part)
        of = each.parts.people
        share = format_percent(percent(count or 0, of))
        yield {
            "label": part.label,
            "words": "–" if count is None else f"{format_vi(count)}/{format_vi(of)} ({share})",
            "needed": _("cần ít nhất %(count)s") % {"count": format_vi(needed)}
            if needed is not None
            else _("quy định chưa xác định mức"),
            "share": _width(count or 0, of),
            "mark": _width(needed, of) if needed is not None else None,
            "short": count is not None and needed is not None and count < needed,
            "url": links.of(each, part),
        }


def _ages(each: Group, links: Links, pack: Pack) -> Iterator[Item]:
    groups, of = rules.age_bands(pack), each.parts.people
    labels = groups.labels if groups else [part.label for part in rules.BANDS]
    for part, label in zip(rules.BANDS, labels, strict=True):
        count, _needed = part_of(each.parts, part)
        share = format_percent(percent(count or 0, of))
        yield {
            "label": label,
            "words": "–" if count is None else f"{format_vi(count)}/{format_vi(of)} ({share})",
            "needed": _("cần có người"),
            "share": _width(count or 0, of),
            "mark": None,
            "short": count == 0,
            "url": links.of(each, part),
        }


def _width(count: int, of: int | None) -> float:
    """In per cent of the drawing, all of it at most."""
    return round(min(100 * count / of, 100), 2) if of else 0


def _line(line: Line, links: Links) -> Item:
    target, most = line.target, line.span[1]
    return {
        "title": target.title,
        "url": f"/cadres/planning/titles/{target.pk}",
        "count": format_vi(len(line.entries)),
        "count_url": links.entries(target=target.pk),
        "most": format_vi(most),
        "wrong": _wrong(line.findings),
        "result": _result(line),
    }


def _result(line: Line) -> str:
    if not line.entries:
        return _("Chưa có ai")
    return "–" if line.span[1] is None else _("Đạt")


def _wrong(findings: Iterable[Finding]) -> list[Item]:
    """What is missing or too many, in a sentence each."""
    return [_said(each) for each in findings if each.verdict in _TONES]


def _said(each: Finding) -> Item:
    tone = _TONES.get(each.verdict, "")
    return {"verdict": each.verdict.label, "tone": tone, "sentence": sentence_of(each)}


def exception(each: Irregular, links: Links) -> Item:
    """An exception, leading to the list or the person it is about."""
    if each.entry is not None:
        url = f"/cadres/planning/entries/{each.entry.pk}"
    elif each.target_id is not None:
        url = f"/cadres/planning/titles/{each.target_id}"
    else:
        url = links.entries(agency=each.agency_id, target__kind=TargetKind.TITLE.value)
    return {
        "name": each.entry.person.full_name if each.entry else _(each.title),
        "title": each.title if each.entry else "",
        "agency": each.agency,
        "rule": each.finding.rule.label,
        "url": url,
        **_said(each.finding),
    }


def open_rules(found: Board) -> list[str]:
    """What could not be checked because the rules leave it open, each once."""
    said = [
        sentence_of(each)
        for group in found.groups
        for each in (*group.findings, *(one for line in group.lines for one in line.findings))
        if each.verdict is Verdict.OPEN
    ]
    return list(dict.fromkeys(said))
