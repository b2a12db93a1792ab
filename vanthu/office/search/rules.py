"""What a person typed, as the engines take it; and how the newest matches are ranked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vanthu.kernel.errors import Refusal
from vanthu.kernel.text import canonical_tone, clean, fold, folded_words, nfc, tokens

# A one-letter prefix would walk most of the index in any engine.
SHORTEST_PREFIX = 2
_WORDS = re.compile(r"\w+")
_PIECE = re.compile(r'(-?)"([^"]*)"|(\S+)')


class QueryTooShort(Refusal):
    """A prefix of fewer than two letters."""

    code = "query-too-short"
    status = 422
    default_sentence = "Từ khóa có dấu * phải có ít nhất hai chữ cái. Hãy gõ thêm chữ rồi tìm lại."


@dataclass(frozen=True)
class Term:
    """One condition: consecutive folded words, perhaps a prefix, perhaps excluded."""

    words: tuple[str, ...]
    prefix: bool = False
    excluded: bool = False


def parse(text: str) -> list[Term]:
    """The conditions in a query: words (all required), "a phrase", word* and -word.

    A word that holds several (15/QĐ-UBND) becomes a phrase. Raises QueryTooShort for `a*`.
    """
    terms = []
    for minus, quoted, word in _PIECE.findall(clean(text)):
        if word:
            terms.append(_word(word))
        else:
            terms.append(Term(tuple(tokens(quoted)), excluded=bool(minus)))
    return [term for term in terms if term.words]


def _word(word: str) -> Term:
    excluded = word.startswith("-") and len(word) > 1
    prefix = word.endswith("*")
    words = tuple(tokens(word))
    if prefix and words and len(words[-1]) < SHORTEST_PREFIX:
        raise QueryTooShort()
    return Term(words, prefix=prefix, excluded=excluded)


def tsquery(terms: Iterable[Term], access: Iterable[str]) -> str:
    """The conditions as PostgreSQL's tsquery, with the access tokens as one more condition.

    The words are letters and digits only (kernel.text.tokens), so nothing in them can be an
    operator.
    """
    parts = []
    for term in terms:
        words = list(term.words)
        if term.prefix:
            words[-1] += ":*"
        phrase = "(" + " <-> ".join(words) + ")"
        parts.append("!" + phrase if term.excluded else phrase)
    parts.append("(" + " | ".join(access) + ")")
    return " & ".join(parts)


def fts5(terms: Iterable[Term], access: Iterable[str]) -> str:
    """The same conditions as a MATCH expression of SQLite's FTS5."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for term in terms:
        phrase = '{fields text} : "' + " ".join(term.words) + '"' + ("*" if term.prefix else "")
        (unwanted if term.excluded else wanted).append(phrase)
    found = " AND ".join([*wanted, "access : (" + " OR ".join(access) + ")"])
    return " NOT ".join([f"({found})", *unwanted])


class Ranking:
    """How well documents answer a query: exact marks first, then folded words, then the rest.

    4 for each word of the query that the subject holds with the same marks, 2 for one it holds
    without them, 3 when the words stand together, 20 when the query is the document's number and
    symbol. The query is read once for the hundreds of documents ranked.
    """

    def __init__(self, query: str) -> None:
        self.folded = tokens(query)
        self.marked = _marked(clean(query))
        self.together = " ".join(self.marked)
        # Every reference has a number; without one in the query none needs to be folded.
        self.numbered = any(letter.isdigit() for letter in query)

    def of(self, subject: str, reference: str) -> float:
        """The score of a document; its fields were cleaned when they came in."""
        in_subject = _marked(subject)
        held = set(in_subject)
        if held.issuperset(self.marked):
            # What is held as it is written is held without its marks too: nothing to fold.
            score = 4.0 * len(self.marked) + 2.0 * len(self.folded)
        else:
            held_folded = set(folded_words(subject))
            score = 4.0 * sum(word in held for word in self.marked)
            score += 2.0 * sum(word in held_folded for word in self.folded)
        if len(self.marked) > 1 and self.together in " ".join(in_subject):
            score += 3
        if self.numbered and self.folded == folded_words(reference):
            score += 20
        return score


def relevance(query: str, subject: str, reference: str) -> float:
    """The score of one document for a query (see Ranking)."""
    return Ranking(query).of(clean(subject), clean(reference))


def _marked(text: str) -> Sequence[str]:
    return _WORDS.findall(canonical_tone(text).lower())


def snippet(text: str, terms: Sequence[Term], around: int = 90) -> tuple[str, str, str] | None:
    """The first place where a text holds one of the words: before, the word, after."""
    wanted = {word for term in terms if not term.excluded for word in term.words}
    if not wanted:
        return None
    folded = fold(text)
    if len(folded) != len(text):
        # letters in parts: composed, each stands for one
        text = nfc(text)
        folded = fold(text)
    found = re.search(rf"(?<![^\W_])(?:{'|'.join(sorted(wanted))})(?![^\W_])", folded)
    if found is None or len(folded) != len(text):
        return None
    start, end = found.span()
    return text[max(0, start - around) : start], text[start:end], text[end : end + around]
