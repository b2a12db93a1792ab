"""How long a bold line of Times is, near enough to draw a rule below it: Word itself measures."""

import unicodedata
from typing import Final

# Advance widths of Times New Roman Bold in thousandths of the size; marks add nothing, đ is a d.
_LETTERS = """
A722 B667 C722 D722 E667 F611 G778 H778 I389 J500 K778 L667 M944
N722 O778 P611 Q778 R722 S556 T667 U722 V722 W1000 X722 Y722 Z667
a500 b556 c444 d556 e444 f333 g500 h556 i278 j333 k556 l278 m833
n556 o500 p556 q556 r444 s389 t333 u556 v500 w722 x500 y500 z444
"""
_SIGNS: Final = {" ": 250, "-": 333, ".": 250, ",": 250, "(": 333, ")": 333}
_WIDTHS: Final = {each[0]: int(each[1:]) for each in _LETTERS.split()} | _SIGNS
_OTHER: Final = 500


def points(text: str, size: float) -> float:
    """The length in points of the longest line of a bold text at a size."""
    lines = map(_bare, text.split("\n"))
    return max(sum(_WIDTHS.get(letter, _OTHER) for letter in line) for line in lines) * size / 1000


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
