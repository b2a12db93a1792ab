"""Repairs at input: same letters to the eye, same code points to the machine."""

import re
import unicodedata
from itertools import product

# Icelandic and African letters that look like the Vietnamese one and come out of old keyboards
_STROKED_D = {0x00D0: "Đ", 0x0189: "Đ", 0x00F0: "đ", 0x0256: "đ"}
# soft hyphen, zero-width signs, direction marks (which can hide a file's ending), BOM
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
    + [*range(0x2060, 0x2070), *range(0xFE00, 0xFE10)]
)
# PostgreSQL keeps no NUL and no screen shows the other control characters
_CONTROLS = dict.fromkeys([*range(0x00, 0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0)])
_LINE_ENDS = dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n")
_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_REPAIRS: dict[int, str | None] = {
    **_CONTROLS,
    **_STROKED_D,
    **_INVISIBLE,
    **_LINE_ENDS,
    **_SPACES,
}

_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсух" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaesijopcyx" + "ABEZHIKMNOPTYXo",
)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_MIXED_TOKEN = re.compile(r"\S*[\u0370-\u03ff\u0400-\u052f]\S*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")

_MARKS = "\u0300\u0301\u0303\u0309\u0323"


def nfc(s: str) -> str:
    """The composed form (NFC), the only one stored."""
    return unicodedata.normalize("NFC", s)


def clean(s: str) -> str:
    """The text as it was meant: repaired letters, no invisible signs, single spaces.

    NFC; `QÐ` (U+00D0) to `QĐ`; Cyrillic and Greek look-alikes inside words that are otherwise
    Latin become Latin; soft hyphens, zero-width, direction and control characters go; every kind
    of space becomes one space, none at the ends of a line. Line breaks stay: see `one_line`.
    Idempotent. Never for the bytes of a document, only for fields read or typed.
    """
    repaired = nfc(s).replace("\r\n", "\n").replace("\r", "\n").translate(_REPAIRS)
    # a removed sign may have kept a mark from its letter
    latin = nfc(_straighten(nfc(repaired)))
    spaced = re.sub(r" {2,}", " ", latin)
    return re.sub(r" ?\n ?", "\n", spaced).strip()


def one_line(s: str) -> str:
    """`clean`, with line breaks as spaces: for names, subjects, symbols and other short fields."""
    return " ".join(clean(s).split())


def canonical_tone(s: str) -> str:
    """The tone mark on the first vowel of open `oa`, `oe`, `uy`: hoà to hòa, thuỷ to thủy.

    `quý` (where u belongs to q) and closed syllables such as `hoàn`, `khuỷu` stay. For comparing
    and ordering names; a document's own spelling is kept as it was written.
    """
    return _LATE_TONE.sub(lambda found: _EARLY_TONE[found[0]], nfc(s))


def _straighten(s: str) -> str:
    if _OTHER_SCRIPT.search(s) is None:
        return s
    return _MIXED_TOKEN.sub(lambda found: _latin_if_mixed(found[0]), s)


def _latin_if_mixed(token: str) -> str:
    latin = token.translate(_LOOK_ALIKES)
    # a letter without a Latin twin proves that the word really is Russian or Greek
    genuine = _LATIN.search(token) is None or _OTHER_SCRIPT.search(latin) is not None
    return token if genuine else latin


def _tone_pairs() -> dict[str, str]:
    pairs = {}
    for pair, mark in product(("oa", "oe", "uy"), _MARKS):
        for first, second in product(*((letter, letter.upper()) for letter in pair)):
            pairs[first + nfc(second + mark)] = nfc(first + mark) + second
    return pairs


_EARLY_TONE = _tone_pairs()
# By classes of letters, not by sixty pairs: ranking looks through hundreds of subjects a search.
_SECOND = "".join(dict.fromkeys(pair[1] for pair in _EARLY_TONE if pair[0] in "oO"))
_MARKED_Y = "".join(dict.fromkeys(pair[1] for pair in _EARLY_TONE if pair[0] in "uU"))
_LATE_TONE = re.compile(
    rf"(?<![qQ])(?:[oO][{_SECOND}]|[uU][{_MARKED_Y}])(?![^\W\d_]|[\u0300-\u036f])"
)
