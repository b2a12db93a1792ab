"""Synthetic people: names by their frequency in the Mekong delta, never an office-holder's."""

from collections import Counter
from dataclasses import dataclass
from functools import cache

from vanthu.demo.draws import Draws, Weighted
from vanthu.demo.sources import table
from vanthu.kernel.text import fold

# Names that a well-known office-holder bears; chance must not put one of them into a post.
_PUBLIC_FIGURES = frozenset(table("names_excluded.json"))


@dataclass(frozen=True, slots=True)
class SyntheticPerson:
    """A made-up person; `username` is unique within one seed."""

    full_name: str
    username: str
    female: bool
    email: str


@cache
def _pool(name: str) -> Weighted[str]:
    return Weighted(table("names.json")[name])


def full_name(seed: int, index: int, purpose: str = "person") -> tuple[str, bool]:
    """The name of person `index` and whether it is a woman's."""
    attempt = 0
    while True:
        draws = Draws(seed, purpose if not attempt else f"{purpose}+{attempt}", index)
        female = draws.chance(0.42)
        sex = "female" if female else "male"
        middle = _pool(f"{sex}_middle").pick(draws)
        given = _pool(f"{sex}_given").pick(draws)
        name = f"{_pool('families').pick(draws)} {middle} {given}"
        if given not in middle.split() and fold(name) not in _PUBLIC_FIGURES:
            return name, female
        attempt += 1


def people(count: int, seed: int) -> list[SyntheticPerson]:
    """The first `count` people of a seed; a longer list begins with the same people."""
    seen: Counter[str] = Counter()
    found = []
    for index in range(count):
        name, female = full_name(seed, index)
        stem = fold(name).replace(" ", ".")
        seen[stem] += 1
        username = stem if seen[stem] == 1 else f"{stem}{seen[stem]}"
        found.append(SyntheticPerson(name, username, female, f"{username}@vinhlong.example"))
    return found
