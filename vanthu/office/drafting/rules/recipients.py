"""The place "Nơi nhận" of a paper (Decree 30/2020, Annex I, Part I, II.9; Q-075)."""

from collections.abc import Sequence

from vanthu.kernel.citations import DECREE_30_2020, Certainty

# Công văn, in the state and in the Party: a letter with a salutation instead of a title.
LETTER, PARTY_LETTER = "cong-van", "dang-cong-van"
LETTERS = frozenset({LETTER, PARTY_LETTER})
RECIPIENTS = DECREE_30_2020.at("khoản 9 Mục II Phần I Phụ lục I", Certainty.READ)


def keep_line(unit_abbreviation: str, kept: int | None = None) -> str:
    """The last line: `Lưu: VT, KT.`; with a number of kept copies `Lưu: VT, KT (02).`."""
    parts = ["VT", unit_abbreviation] if unit_abbreviation else ["VT"]
    copies = f" ({kept:02d})" if kept else ""
    return f"Lưu: {', '.join(parts)}{copies}."


def recipient_lines(
    names: Sequence[str], unit_abbreviation: str, kept: int | None = None, *, letter: bool = False
) -> list[str]:
    """The lines in order, each ending with ";", the last with "."; `letter` (công văn) begins with
    "Như trên", for those the salutation names."""
    first = ["Như trên"] if letter and names else []
    others = [] if letter else [name.strip().rstrip(";.") for name in names]
    return [f"- {line};" for line in (*first, *others)] + [
        f"- {keep_line(unit_abbreviation, kept)}"
    ]
