"""The course of a document on its page: the steps of its handling and what the exchange did."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from vanthu.faces.web import wording
from vanthu.office.handling.queries import Step
from vanthu.office.interchange.queries import Turn

Item = dict[str, Any]


def history(steps: Sequence[Step], turns: Sequence[Turn]) -> list[Item]:
    """Both in the order of time; each tells how long until the next one.

    Of what happened at one moment the coming in stands first, and answers after what they caused.
    """
    first = min((step.at for step in steps), default=None)
    brought = [turn for turn in turns if first is not None and turn.at <= first]
    caused = [turn for turn in turns if turn not in brought]
    all_ = [*map(_turn, brought), *map(_step, steps), *map(_turn, caused)]
    items = sorted(all_, key=lambda item: item["at"])
    following: list[Item | None] = [*items[1:], None]
    return [_timed(item, after) for item, after in zip(items, following, strict=True)]


def _timed(item: Item, after: Item | None) -> Item:
    lasted = wording.span(after["at"] - item["at"]) if after else ""
    return {**item, "when": wording.day_time(item["at"]), "lasted": lasted}


def _step(step: Step) -> Item:
    by = step.by_name
    if step.on_behalf_of:
        by = _("%(name)s (thay %(giver)s)") % {"name": by, "giver": step.on_behalf_of}
    return {
        "at": step.at,
        "by": by,
        "title": step.by_title,
        "label": step.label,
        "to": step.to_name,
        "text": step.text,
        "undone": step.undone,
        "change": 0,
        "message": 0,
    }


def _turn(turn: Turn) -> Item:
    return {
        "at": turn.at,
        "by": turn.agency,
        "title": turn.person,
        "label": turn.label,
        "to": turn.to,
        "text": turn.text,
        "undone": False,
        "change": turn.change,
        "message": turn.message,
    }
