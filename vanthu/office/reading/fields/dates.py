"""Cell 4: place and day (Decree 30/2020, Annex I, II.4)."""

import re
from datetime import date

from vanthu.kernel.text import clean
from vanthu.office.reading.fields.marks import DAY_LINE
from vanthu.office.reading.fields.paper import Paper, place_start
from vanthu.office.reading.fields.support import found_text
from vanthu.office.reading.layout import Column, Line
from vanthu.office.reading.letters import flat, is_syllable
from vanthu.office.reading.result import Found


def read_day(paper: Paper) -> dict[str, Found]:
    """`place` and `date`; a day with a blank or an unreadable part is no date."""
    for line in paper.side(Column.RIGHT) + paper.side(Column.LEFT):
        found = DAY_LINE.search(line.flat)
        if found:
            start = line.word_at(found.start())
            return _place(line, start) | _date(line, found)
    return {}


def _place(line: Line, day_word: int) -> dict[str, Found]:
    words = line.cut(place_start(line, day_word), day_word)
    name = clean(words.text).strip(" ,.;:-")
    if not name:
        return {}
    spelled = all(is_syllable(part) for part in re.findall(r"[^\W\d_]+", name) if part != "TP")
    return {"place": found_text([words], name, 0.98 if spelled else 0.5)}


def _date(line: Line, found: re.Match[str]) -> dict[str, Found]:
    parts = [flat(found[name]) for name in ("day", "month", "year")]
    numbers = [re.sub(r"[\s.,:;_…]", "", part) for part in parts]
    if not all(number.isascii() and number.isdigit() for number in numbers):
        return {}
    value = _calendar(*map(int, numbers))
    if value is None:
        return {}
    words = line.cut(line.word_at(found.start()), line.word_at(found.end() - 1) + 1)
    loose = any(" " in part.strip() for part in parts)
    by_hand = any(word.ink and not word.overlay for word in words.words)
    factor = (0.6 if loose else 1.0) * (0.5 if by_hand else 1.0)
    return {"date": found_text([words], value.isoformat(), 0.99 * factor)}


def _calendar(day: int, month: int, year: int) -> date | None:
    if not 1945 <= year <= 2100:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
