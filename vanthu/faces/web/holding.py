"""Names of who holds a scope key, as people call them."""

from collections.abc import Iterable
from datetime import date

from vanthu.ground.access.choices import KeyKind
from vanthu.ground.access.keys import parts
from vanthu.ground.org.queries import post_names, unit_names
from vanthu.ground.people.queries import holders

_OF_UNIT = (KeyKind.UNIT, KeyKind.UNIT_HEADS)


def holder_names(keys: Iterable[int], day: date) -> dict[int, str]:
    """What to call whoever holds each key on the day; at most four statements."""
    split = {key: parts(key) for key in keys}
    posts = {number for kind, number in split.values() if kind == KeyKind.POST}
    units = {number for kind, number in split.values() if kind in _OF_UNIT}
    people = holders(posts, day) if posts else {}
    titles = post_names(posts, day) if posts else {}
    named = unit_names(units, day) if units else {}
    found = {}
    for key, (kind, number) in split.items():
        found[key] = str(kind.label)
        if kind == KeyKind.POST and number in people:
            found[key] = f"{people[number].name} – {people[number].title}"
        elif kind == KeyKind.POST and number in titles:
            found[key] = str(titles[number])
        elif kind in _OF_UNIT and number in named:
            found[key] = named[number].name
    return found
