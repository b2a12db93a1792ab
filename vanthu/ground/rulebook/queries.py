"""Reads of the rulebook: which rules were in force on a day, and what was judged by them."""

from collections.abc import Iterable
from datetime import date

from vanthu.ground.rulebook.choices import Measure, Subject
from vanthu.ground.rulebook.errors import NoPack, PackNotFound
from vanthu.ground.rulebook.models import LocalRule, RuleUse
from vanthu.ground.rulebook.rules import Pack, Parameter, first_of
from vanthu.ground.rulebook.shipped import packs as shipped
from vanthu.kernel.citations import Certainty
from vanthu.kernel.dates import short_date


def pack_on(subject: Subject, day: date, level: str = "") -> Pack:
    """The rules of the subject in force on the day, with the province's own; one statement.

    Raises NoPack.
    """
    found = first_of(shipped(), subject, day, level)
    if found is None:
        raise NoPack(subject=subject.label, day=short_date(day))
    return _with_local(found, day)


def pack_named(code: str, day: date | None = None) -> Pack:
    """A pack by its code, as it read on the day (None: its first); raises PackNotFound."""
    found = next((pack for pack in shipped() if pack.code == code), None)
    if found is None:
        raise PackNotFound
    return _with_local(found, day or found.valid_from)


def all_packs() -> tuple[Pack, ...]:
    """Every pack that comes with the system, by subject and day."""
    return shipped()


def local_rules(code: str) -> list[LocalRule]:
    """What the province fixed in a pack, the newest first."""
    return list(LocalRule.objects.filter(pack=code).order_by("key", "-valid_from"))


def uses_of(code: str, before: int | None = None, limit: int = 50) -> list[RuleUse]:
    """The decisions judged by a pack, the newest first, a page at a time."""
    rows = RuleUse.objects.filter(pack=code).order_by("-pk")
    return list((rows.filter(pk__lt=before) if before else rows)[:limit])


def judged_by(object_type: str, object_ids: Iterable[int]) -> dict[int, RuleUse]:
    """By which pack each of these decisions was judged, the latest judgement of each."""
    rows = RuleUse.objects.filter(object_type=object_type, object_id__in=list(object_ids))
    return {row.object_id: row for row in rows.order_by("pk")}


def _with_local(pack: Pack, day: date) -> Pack:
    known = {each.key: each for each in pack.parameters}
    rows = LocalRule.objects.on(day).filter(pack=pack.code)
    return pack.fixed({row.key: _local(row, known.get(row.key)) for row in rows})


def _local(row: LocalRule, own: Parameter | None) -> Parameter:
    return Parameter(
        key=row.key,
        label=own.label if own else row.key,
        value=row.value,
        measure=own.measure if own else Measure.NUMBER,
        source=row.source,
        certainty=Certainty(row.certainty),
        local=True,
    )
