"""What a sentence of a report may say: a number, a share, and two claims that need their proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from vanthu.ground.figures.definitions import Ask, Text
from vanthu.ground.figures.errors import NotAPart
from vanthu.ground.figures.registry import figure, share
from vanthu.ground.figures.rules import Result
from vanthu.kernel.numbers import format_percent, format_vi, percent

Question = tuple[str, Ask]


class Slot(Protocol):
    """What a sentence names: the questions it rests on, and its words once these are counted."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """What must be counted, in order."""
        ...

    def printed(self, results: Sequence[Result]) -> str:
        """The words, out of the results of the questions in their order."""
        ...


@dataclass(frozen=True)
class Number:
    """`2.715`, or with `word` `2.715 đảng viên`."""

    key: str
    ask: Ask
    word: bool = False

    @property
    def questions(self) -> tuple[Question, ...]:
        """The figure itself."""
        return ((self.key, self.ask),)

    def printed(self, results: Sequence[Result]) -> str:
        """The value in Vietnamese notation."""
        declared = figure(self.key)
        number = format_vi(results[0].value, declared.places)
        return f"{number} {declared.word}" if self.word else number


@dataclass(frozen=True)
class Percent:
    """`54,3%`: a declared share, made of its two parts and nothing else."""

    key: str
    ask: Ask

    @property
    def questions(self) -> tuple[Question, ...]:
        """The part, then the whole."""
        declared = share(self.key)
        part, whole = declared.asks(self.ask)
        return (declared.part, part), (declared.whole, whole)

    def printed(self, results: Sequence[Result]) -> str:
        """The percentage; an en dash where there is nothing to take it of. Raises NotAPart."""
        declared = share(self.key)
        part, whole = results
        if declared.within and (outside := part.identities - whole.identities):
            raise NotAPart(share=declared.title, count=len(outside))
        return format_percent(percent(part.value, whole.value, declared.places))


@dataclass(frozen=True)
class NoneFound:
    """ "Chưa phát hiện", printed only together with the number inspected (organisation.md 4.f.3).

    `inspected` are the questions whose values say how much was looked at, each with its words.
    """

    found: Question
    inspected: tuple[tuple[Question, Text], ...]
    what: Text

    @property
    def questions(self) -> tuple[Question, ...]:
        """What was found, then what was inspected."""
        return (self.found, *(question for question, _words in self.inspected))

    def printed(self, results: Sequence[Result]) -> str:
        """`kiểm tra 12 tổ chức, 34 cá nhân; chưa phát hiện …`, or that nothing was inspected."""
        found, *inspected = results
        looked = [
            f"{format_vi(result.value, 0)} {words}"
            for result, (_question, words) in zip(inspected, self.inspected, strict=True)
            if result.value
        ]
        if not looked:
            return f"chưa kiểm tra về {self.what}"
        if not found.value:
            return f"kiểm tra {', '.join(looked)}; chưa phát hiện trường hợp {self.what}"
        number = format_vi(found.value, 0)
        return f"kiểm tra {', '.join(looked)}; phát hiện {number} trường hợp {self.what}"


@dataclass(frozen=True)
class AllOf:
    """ "100%", printed only as n/n: every one of the whole is in the part, by a dated list.

    Short of all it prints the share with both numbers, so that 99,96 never becomes 100.
    """

    part: Question
    whole: Question
    noun: Text

    @property
    def questions(self) -> tuple[Question, ...]:
        """The part, then the whole."""
        return self.part, self.whole

    def printed(self, results: Sequence[Result]) -> str:
        """`100% cơ quan (124/124)`, or `99,2% cơ quan (123/124)`; `–` of nothing."""
        part, whole = results
        if outside := part.identities - whole.identities:
            raise NotAPart(share=str(self.noun), count=len(outside))
        counts = f"({format_vi(part.value, 0)}/{format_vi(whole.value, 0)})"
        if part.value == whole.value and whole.value:
            return f"100% {self.noun} {counts}"
        places = 1
        while (shown := percent(part.value, whole.value, places)) == 100:
            places += 1
        return f"{format_percent(shown)} {self.noun} {counts}"
