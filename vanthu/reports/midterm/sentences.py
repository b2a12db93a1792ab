"""The figure behind each name of the template."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vanthu.ground.figures.definitions import Ask
from vanthu.ground.figures.slots import AllOf, NoneFound, Number, Percent, Question, Slot


@dataclass(frozen=True)
class Codes:
    """Which terms' plans are reviewed together, and the indicators by which other bodies report
    what no module of the system counts yet."""

    planned_terms: str
    inspected_organisations: str
    inspected_persons: str
    found: str
    on_system: str


def sentences_of(*, ask: Ask, cases: Ask, codes: Codes) -> Mapping[str, Slot]:
    """Slots by their names: `ask` over the yearly flows, `cases` over the cases of the term."""
    return {
        **_planning(cases, codes),
        **_severance(cases),
        **_training(ask),
        **_membership(ask),
        "none_found": _inspected(ask, codes),
        "on_system": AllOf(
            ("targets.units_reached", ask.only(indicator=codes.on_system)),
            ("targets.units_given", ask.only(indicator=codes.on_system)),
            "cơ quan",
        ),
    }


def _planning(cases: Ask, codes: Codes) -> dict[str, Slot]:
    """What the province's standing committee approved, of the terms reviewed together."""
    approved = cases.only(term=codes.planned_terms, level="standing")
    return {
        "planned_cases": Number("planning.approved", approved, word=True),
        "planned_persons": Number("planning.approved-persons", approved, word=True),
    }


def _severance(cases: Ask) -> dict[str, Slot]:
    kinds = {"early": "early-retirement", "once": "severance", "other": "other"}
    parts: dict[str, Slot] = {
        f"severed_{name}": Number("staffing.severed", cases.only(kind=kind), word=True)
        for name, kind in kinds.items()
    }
    return {"severed": Number("staffing.severed", cases, word=True), **parts}


def _training(ask: Ask) -> dict[str, Slot]:
    digital = ask.only(kind="digital")
    return {
        "sent_home": Number("training.sent", ask.only(place="domestic"), word=True),
        "sent_abroad": Number("training.sent", ask.only(place="abroad"), word=True),
        "degrees": Number("training.degrees", ask, word=True),
        "masters": Number("training.degrees", ask.only(level="master")),
        "doctors": Number("training.degrees", ask.only(level="doctor")),
        "theory": Number("training.theory", ask, word=True),
        "turns": Number("training.turns", digital, word=True),
        "turn_persons": Number("training.turn_persons", digital, word=True),
        "named_turns": Number("training.named_turns", digital, word=True),
    }


def _membership(ask: Ask) -> dict[str, Slot]:
    target = replace(ask, agencies=None).only(figure="membership.admitted")
    return {
        "admitted": Number("membership.admitted", ask, word=True),
        "admitted_share": Percent("targets.admitted", ask),
        "admitted_target": Number("targets.target", target),
    }


def _inspected(ask: Ask, codes: Codes) -> Slot:
    def reported(code: str) -> Question:
        return "targets.achieved", ask.only(indicator=code)

    return NoneFound(
        found=reported(codes.found),
        inspected=(
            (reported(codes.inspected_organisations), "tổ chức"),
            (reported(codes.inspected_persons), "cá nhân"),
        ),
        what="chạy chức, chạy quyền",
    )
