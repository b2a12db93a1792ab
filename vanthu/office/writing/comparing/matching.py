"""Which part of the newer text is which of the older one: by id, by the same words, by likeness."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from vanthu.office.writing.comparing.parts import Part, same_ids, words_of

_WORDS: Final = re.compile(r"\w+|[^\w\s]+")
_LIKE: Final = 0.5  # share of words in common from which two blocks of a kind are one, changed
_VERY_LIKE: Final = 0.8  # the same, when the kind has changed too
_SAME_ID: Final = 0.3  # with the same id less will do: the id stays while a text is rewritten
_NEAREST: Final = 60  # parts of the newer text that an unmatched one is held against


def matched(old: Sequence[Part], new: Sequence[Part]) -> dict[int, int]:
    """Places in `new` by places in `old`; what has no partner is left out."""
    pairs: dict[int, int] = {}
    _by_id(old, new, pairs)
    _by_words(old, new, pairs)
    _by_likeness(old, new, pairs, same_kind=True)
    _by_likeness(old, new, pairs, same_kind=False)
    return pairs


def stays(pairs: dict[int, int]) -> set[int]:
    """Places in the older text of the longest row of pairs that kept their order: the others
    have moved."""
    tails: list[int] = []
    rows: list[tuple[int, int | None]] = []
    at: list[int] = []
    for number, old in enumerate(sorted(pairs)):
        place = bisect_left(tails, pairs[old])
        before = at[place - 1] if place else None
        rows.append((old, before))
        tails[place : place + 1] = [pairs[old]]
        at[place : place + 1] = [number]
    return set(_followed(rows, at[-1] if at else None))


def _followed(rows: list[tuple[int, int | None]], last: int | None) -> Iterator[int]:
    while last is not None:
        old, last = rows[last]
        yield old


def _by_id(old: Sequence[Part], new: Sequence[Part], pairs: dict[int, int]) -> None:
    """The id, unless one of the two stands word for word elsewhere: counted ids of plain texts
    shift when a line is put in."""
    before, after = same_ids(old), same_ids(new)
    olds, news = Counter(map(_key, old)), Counter(map(_key, new))
    for name in before.keys() & after.keys():
        a, b = old[before[name]], new[after[name]]
        if a.what is not b.what:
            continue
        elsewhere = news[_key(a)] or olds[_key(b)]
        if _key(a) == _key(b) or (not elsewhere and likeness(a, b) >= _SAME_ID):
            pairs[before[name]] = after[name]


def _by_words(old: Sequence[Part], new: Sequence[Part], pairs: dict[int, int]) -> None:
    """Parts that say the same, in the order of both texts first, then wherever they went."""
    a, b = _free(old, pairs), _free(new, pairs.values())
    keys = [_key(old[place]) for place in a], [_key(new[place]) for place in b]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            pairs[a[block.a + step]] = b[block.b + step]
    left: dict[object, list[int]] = {}
    for place in reversed(_free(new, pairs.values())):
        left.setdefault(_key(new[place]), []).append(place)
    for place in _free(old, pairs):
        found = left.get(_key(old[place]))
        if found:
            pairs[place] = found.pop()


def _by_likeness(
    old: Sequence[Part], new: Sequence[Part], pairs: dict[int, int], *, same_kind: bool
) -> None:
    """The most alike first, each part once."""
    least = _LIKE if same_kind else _VERY_LIKE
    a, b = _free(old, pairs), _free(new, pairs.values())
    found = [
        (likeness(old[x], new[y]), x, y)
        for x in a
        for y in _near(x, b, pairs)
        if old[x].what is new[y].what and (old[x].kind == new[y].kind) is same_kind
    ]
    used: set[int] = set()
    for like, x, y in sorted(found, key=lambda each: (-each[0], each[1], each[2])):
        if like >= least and x not in pairs and y not in used:
            pairs[x] = y
            used.add(y)


def _near(place: int, free: Sequence[int], pairs: dict[int, int]) -> Sequence[int]:
    """The unmatched parts around where the neighbours of this one went."""
    before = max((old for old in pairs if old < place), default=None)
    middle = bisect_left(free, pairs[before] if before is not None else 0)
    start = max(0, middle - _NEAREST // 2)
    return free[start : start + _NEAREST]


def _free(row: Sequence[Part], taken: Iterable[int]) -> list[int]:
    used = set(taken)
    return [place for place in range(len(row)) if place not in used]


def _key(part: Part) -> tuple[object, ...]:
    return part.kind, part.block.text, part.block.grid


def likeness(a: Part, b: Part) -> float:
    """0..1: the share of words that two parts have in common, in their order."""
    left, right = _WORDS.findall(words_of(a.block)), _WORDS.findall(words_of(b.block))
    if not left or not right:
        return float(left == right)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.real_quick_ratio() < _SAME_ID or matcher.quick_ratio() < _SAME_ID:
        return 0.0
    return matcher.ratio()
