"""Which figures there are: modules declare theirs once, in wiring."""

from collections.abc import Iterable

from vanthu.ground.figures.definitions import Figure, Share
from vanthu.ground.figures.errors import NoFigure

_figures: dict[str, Figure] = {}
_shares: dict[str, Share] = {}


def declare(figures: Iterable[Figure], shares: Iterable[Share] = ()) -> None:
    """Add figures and shares; a key declared twice by different things is a mistake: ValueError."""
    for figure in figures:
        if _figures.setdefault(figure.key, figure) is not figure:
            raise ValueError(f"figure {figure.key} is declared twice")
    for share in shares:
        if _shares.setdefault(share.key, share) is not share:
            raise ValueError(f"share {share.key} is declared twice")


def figure(key: str) -> Figure:
    """The figure of this key; raises NoFigure."""
    if key not in _figures:
        raise NoFigure(key=key)
    return _figures[key]


def share(key: str) -> Share:
    """The share of this key; raises NoFigure."""
    if key not in _shares:
        raise NoFigure(key=key)
    return _shares[key]


def figures() -> list[Figure]:
    """All figures by key."""
    return [_figures[key] for key in sorted(_figures)]


def shares() -> list[Share]:
    """All shares by key."""
    return [_shares[key] for key in sorted(_shares)]
