"""The place "Nơi nhận" of a paper (Decree 30/2020, Annex I, Part I, II.9; Q-075)."""

from collections.abc import Sequence

from vanthu.kernel.citations import DECREE_30_2020, PARTY_GUIDANCE_05, Certainty
from vanthu.office.documents.choices import Purpose

# Công văn, in the state and in the Party: a letter with a salutation instead of a title.
LETTER, PARTY_LETTER = "cong-van", "dang-cong-van"
LETTERS = frozenset({LETTER, PARTY_LETTER})
RECIPIENTS = DECREE_30_2020.at("khoản 9 Mục II Phần I Phụ lục I", Certainty.READ)
PARTY_RECIPIENTS = PARTY_GUIDANCE_05
# How the name of a committee of the Party begins; what stands behind names whose committee it is.
_COMMITTEES = ("Đảng ủy", "Đảng bộ", "Chi bộ", "Chi ủy", "Tỉnh ủy", "Thành ủy")

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


def party_keep_line(issuer: str) -> str:
    """The last line in the Party, which names who keeps and no "VT": `Lưu Đảng ủy.`"""
    committee = next((kind for kind in _COMMITTEES if issuer.startswith(kind)), issuer)
    return f"Lưu {committee}."


def recipient_lines(
    names: Sequence[str],
    unit_abbreviation: str,
    kept: int | None = None,
    *,
    letter: bool = False,
    besides: Sequence[tuple[str, str]] = (),
    party_issuer: str = "",
) -> list[str]:
    """The lines in order, each ending with ";", the last with "."; `letter` (công văn) begins with
    "Như trên", for those the salutation names. `besides` are names with a purpose other than to
    carry the document out: each has its line, in the order of the decree. `party_issuer` is who
    issues a paper of the Party; its last line is another."""
    first = ["Như trên"] if letter and names else []
    others = [] if letter else [_bare(name) for name in names]
    places = list(PURPOSE_WORDS)
    ordered = sorted(besides, key=lambda each: places.index(each[1]))
    others += [f"{_bare(name)} ({PURPOSE_WORDS[purpose]})" for name, purpose in ordered]
    last = party_keep_line(party_issuer) if party_issuer else keep_line(unit_abbreviation, kept)
    return [*(f"- {line};" for line in (*first, *others)), f"- {last}"]


def _bare(name: str) -> str:
    return name.strip().rstrip(";.")
