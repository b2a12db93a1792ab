"""Vietnamese alphabetical order, which databases without ICU do not know."""

import re
import unicodedata

from vanthu.kernel.text.cleaning import canonical_tone, one_line

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_RANK = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
# level, huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries
_TONE_RANK = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_NOT_TONE = re.compile("[^\u0300\u0301\u0303\u0309\u0323]+")
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_PART = re.compile(r"[0-9]+|(?:[^\W\d_]|[\u0300-\u036f])+|[^\W_]+")
# lower than every rank, and not NUL, which PostgreSQL refuses
_END = "\x01"


def sort_key_vi(s: str) -> str:
    """A key that sorts as a Vietnamese dictionary does; compare it byte by byte (collation C).

    Syllable by syllable: letters (a ă â … d đ … o ô ơ … u ư), then tones (level, huyền, hỏi, ngã,
    sắc, nặng), then the next syllable. Numbers sort by value, before letters; case, punctuation
    and the placement of the tone mark do not count.
    """
    plain = unicodedata.normalize("NFC", canonical_tone(one_line(s)).lower())
    return "".join(_part_key(part) for part in _PART.findall(plain))


def _part_key(part: str) -> str:
    if part.isascii() and part.isdigit():
        digits = part.lstrip("0")
        return f"{min(len(digits), 0x10FFFF):06x}{digits}{_END}"
    decomposed = unicodedata.normalize("NFD", part)
    letters = unicodedata.normalize("NFC", _TONE.sub("", decomposed))
    ranks = "".join(_LETTER_RANK.get(letter, f"~{letter}") for letter in letters)
    tones = "".join(_TONE_RANK[mark] for mark in _NOT_TONE.sub("", decomposed))
    return f"{ranks}{_END}{tones}{_END}"
