"""The place "Nơi nhận" of a paper (Decree 30/2020, Annex I, Part I, II.9; Q-075)."""

from collections.abc import Sequence

from vanthu.kernel.citations import DECREE_30_2020, Certainty
from vanthu.office.documents.choices import Purpose

# Công văn, in the state and in the Party: a letter with a salutation instead of a title.
LETTER, PARTY_LETTER = "cong-van", "dang-cong-van"
LETTERS = frozenset({LETTER, PARTY_LETTER})
RECIPIENTS = DECREE_30_2020.at("khoản 9 Mục II Phần I Phụ lục I", Certainty.READ)


# As they stand on a paper, in the order of the decree; that a purpose is written in brackets behind
# the name is practice, not law. Who is to carry it out needs no word.
PURPOSE_WORDS: dict[str, str] = {
    Purpose.EXECUTE: "để thực hiện",
    Purpose.REPORT: "để báo cáo",
    Purpose.CHECK: "để kiểm tra, giám sát",
    Purpose.EXCHANGE: "để phối hợp",
    Purpose.KNOW: "để biết",
    Purpose.KEEP: "để lưu",
}


def keep_line(unit_abbreviation: str, kept: int | None = None) -> str:
    """The last line: `Lưu: VT, KT.`; with a number of kept copies `Lưu: VT, KT (02).`."""
    parts = ["VT", unit_abbreviation] if unit_abbreviation else ["VT"]
    copies = f" ({kept:02d})" if kept else ""
    return f"Lưu: {', '.join(parts)}{copies}."


def recipient_lines(
    names: Sequence[str],
    unit_abbreviation: str,
    kept: int | None = None,
    *,
    letter: bool = False,
    besides: Sequence[tuple[str, str]] = (),
) -> list[str]:
    """The lines in order, each ending with ";", the last with "."; `letter` (công văn) begins with
    "Như trên", for those the salutation names. `besides` are names with a purpose other than to
    carry the document out: each has its line, in the order of the decree."""
    first = ["Như trên"] if letter and names else []
    others = [] if letter else [_bare(name) for name in names]
    places = list(PURPOSE_WORDS)
    ordered = sorted(besides, key=lambda each: places.index(each[1]))
    others += [f"{_bare(name)} ({PURPOSE_WORDS[purpose]})" for name, purpose in ordered]
    return [f"- {line};" for line in (*first, *others)] + [
        f"- {keep_line(unit_abbreviation, kept)}"
    ]


def _bare(name: str) -> str:
    return name.strip().rstrip(";.")
