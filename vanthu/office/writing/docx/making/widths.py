"""How long a line of Times is, near enough to draw a rule below it: Word measures for itself."""

import unicodedata
from collections.abc import Mapping
from typing import Final

# Advance widths of Times New Roman in thousandths of the size; marks add nothing, đ is a d.
_UPRIGHT_WIDTHS = """
A722 B667 C667 D722 E611 F556 G722 H722 I333 J389 K722 L611 M889
N722 O722 P556 Q722 R667 S556 T611 U722 V722 W944 X722 Y722 Z611
a444 b500 c444 d500 e444 f333 g500 h500 i278 j278 k500 l278 m778
n500 o500 p500 q500 r333 s389 t278 u500 v500 w722 x500 y500 z444
"""
_BOLD_WIDTHS = """
A722 B667 C722 D722 E667 F611 G778 H778 I389 J500 K778 L667 M944
N722 O778 P611 Q778 R722 S556 T667 U722 V722 W1000 X722 Y722 Z667
a500 b556 c444 d556 e444 f333 g500 h556 i278 j333 k556 l278 m833
n556 o500 p556 q556 r444 s389 t333 u556 v500 w722 x500 y500 z444
"""
_SIGNS: Final[Mapping[str, int]] = {" ": 250, "-": 333, ".": 250, ",": 250, "(": 333, ")": 333}
_OTHER: Final = 500
_UPRIGHT: Final = {each[0]: int(each[1:]) for each in _UPRIGHT_WIDTHS.split()}
_BOLD: Final = {each[0]: int(each[1:]) for each in _BOLD_WIDTHS.split()}


def points(text: str, size: float, *, bold: bool) -> float:
    """The length in points of the longest line of a text at a size."""
    letters = _BOLD if bold else _UPRIGHT
    return max(
        sum(_width(letter, letters) for letter in _bare(line)) * size / 1000
        for line in text.split("\n")
    )


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _width(letter: str, letters: Mapping[str, int]) -> int:
    return letters.get(letter) or _SIGNS.get(letter, _OTHER)
