"""The law of work dossiers as pure functions (Decree 30/2020 Art. 28 to 30)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vanthu.kernel.citations import DECREE_30_2020, Certainty
from vanthu.kernel.machine import Machine, Transition
from vanthu.office.dossiers.choices import DossierState, Verb

OPENED_BY_WHO_WORKS = DECREE_30_2020.at("Điều 29", Certainty.READ)
_O, _C = DossierState.OPEN.value, DossierState.CLOSED.value
_MAKER, _ARCHIVIST = "Người lập hồ sơ", "Người lập hồ sơ, lưu trữ"


def _step(source: str, target: str, verb: Verb, who: str) -> Transition:
    return Transition(source, target, verb.value, who, str(verb.label))


DOSSIER = Machine(
    name="dossier",
    title="Hồ sơ",
    initial=_O,
    states={state.value: str(state.label) for state in DossierState},
    transitions=(
        _step(_O, _O, Verb.CHANGE, _MAKER),
        _step(_O, _O, Verb.FILE, _MAKER),
        _step(_O, _O, Verb.TAKE_OUT, _MAKER),
        _step(_O, _O, Verb.SHARE, _ARCHIVIST),
        _step(_O, _O, Verb.UNSHARE, _ARCHIVIST),
        _step(_O, _C, Verb.CLOSE, _MAKER),
        _step(_C, _C, Verb.SHARE, _ARCHIVIST),
        _step(_C, _C, Verb.UNSHARE, _ARCHIVIST),
    ),
)

_NEEDED = {
    "notation": "Hãy nhập số và ký hiệu hồ sơ.",
    "title": "Hãy nhập tiêu đề hồ sơ.",
    "maintenance": "Hãy nhập thời hạn bảo quản.",
    "rights": "Hãy nhập chế độ sử dụng.",
    "creator_name": "Hãy nhập người lập hồ sơ.",
    "language": "Hãy nhập ngôn ngữ.",
}


def missing_to_close(values: Mapping[str, str], documents: int) -> dict[str, str]:
    """What a dossier still lacks before it can be closed (Art. 29.4; H-04), by field."""
    lacking = {name: text for name, text in _NEEDED.items() if not values.get(name, "").strip()}
    if documents == 0:
        lacking["documents"] = "Hồ sơ chưa có văn bản nào. Hãy đưa văn bản vào hồ sơ."
    return lacking


def next_notation(used: Iterable[str], abbreviation: str) -> str:
    """The next free number with the abbreviation of its heading: `01.TCCB` (Art. 28; H-02)."""
    taken = {
        int(number)
        for notation in used
        for number, _dot, rest in [notation.partition(".")]
        if number.isdigit() and rest == abbreviation
    }
    number = max(taken, default=0) + 1
    return f"{number:02d}.{abbreviation}" if abbreviation else f"{number:02d}"


@dataclass(frozen=True, slots=True)
class Filed:
    """A document as the order of a dossier sees it: by its date, then by when it was put in."""

    item_id: int
    dated: date | None
    ordinal: int


def in_order_of_time(items: Iterable[Filed]) -> list[int]:
    """The ids of the items as they are numbered when the dossier closes (Art. 29.4; Q-091)."""
    found = sorted(items, key=lambda item: (item.dated or date.max, item.ordinal))
    return [item.item_id for item in found]
