"""Vietnamese letters for the reader: same-length folding, look-alike tests, valid syllables."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache

from vanthu.kernel.text import clean


@cache
def _flat_letter(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return base if len(base) == 1 else letter


def flat(text: str) -> str:
    """Lower case without marks, letter for letter: positions stay those of the NFC text."""
    return "".join(_flat_letter(letter) for letter in text)


def tidy(text: str) -> str:
    """One line as a person would write it: kernel `clean`, no leaders, no stray ends."""
    return re.sub(r"\s+", " ", clean(text)).strip(" \t_*|~")


def bare(text: str) -> str:
    """Folded letters and digits only; for comparing titles printed with odd spacing."""
    return re.sub(r"[^a-z0-9]", "", flat(text))


def alike(left: str, right: str) -> float:
    """0..1 likeness of two texts without marks, case, spaces and punctuation."""
    return SequenceMatcher(None, bare(left), bare(right), autojunk=False).ratio()


def upper_share(text: str) -> float:
    """Share of capitals among the letters; 0.0 when there are none."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) / len(letters) if letters else 0.0


_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_ONSET = "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
_RHYMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng i ia ich iêc iêm iên iêng iêp iêt iêu im in
inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen
oeo oet oi om on ong op ot ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơc ơi ơm ơn ơp ơt u ua uân uâng uât
uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh
uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu
""".split()
_SYLLABLE = re.compile(f"{_ONSET}(?:{'|'.join(sorted(_RHYMES, key=len, reverse=True))})")


@cache
def is_syllable(word: str) -> bool:
    """Whether the letters can be one Vietnamese syllable (spelling only, any tone)."""
    plain = unicodedata.normalize("NFD", word.lower()).translate(_TONES)
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", plain)) is not None


def syllable_share(text: str) -> float:
    """Share of valid syllables among the lower-case words; 1.0 when there are too few to judge."""
    words = re.findall(r"[^\W\d_]+", clean(text))
    judged = [word for word in words if not word.isupper()]
    if len(judged) < 20:
        return 1.0
    return sum(is_syllable(word) and not _lonely(word) for word in judged) / len(judged)


_NEVER_ALONE = frozenset("ậẩẫấầặằắẳẵệềểễộỗợỡữựỵẹẽ")


def _lonely(word: str) -> bool:
    """A letter that is never a word by itself: what a broken text layer leaves behind."""
    return word.lower() in _NEVER_ALONE


_GARBLED = re.compile(
    r"[^\W\d_][~^{}|\\<>$%*=¢§¥¡)(\]]+[^\W\d_]|[a-z][A-Z]|[^\W\d_]\d[a-z]|^[b-df-hj-np-tv-z]$"
)


def garbled_share(text: str) -> float:
    """Share of words with signs or digits in their middle or reduced to one consonant: a layer
    of wrongly mapped letters, in whatever language; 0.0 when there are too few to judge."""
    words = [word for word in clean(text).split() if any(letter.isalpha() for letter in word)]
    if len(words) < 20:
        return 0.0
    return sum(bool(_GARBLED.search(word)) for word in words) / len(words)
