"""Who may not be let go (organisation.md 2.b [?])."""

from collections.abc import Iterable

from vanthu.cadres.staffing.choices import Bar

# What the person's own wish lifts; discipline and prosecution stay.
LIFTED = frozenset({Bar.SICK, Bar.PREGNANT, Bar.SMALL_CHILD})


def barred(bars: Iterable[str], *, voluntary: bool) -> list[Bar]:
    """What speaks against the case, after what the person's own wish lifts."""
    found = sorted({Bar(code) for code in bars})
    return [bar for bar in found if not (voluntary and bar in LIFTED)]
