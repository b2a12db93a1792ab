"""Votes that count: a session's numbers, its quorum, and thresholds compared as whole numbers.

Which threshold applies, and of what it is taken (those convened, those present, the valid
ballots), differs by rule and by day, so it is a value of the rule pack, not of this module.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from vanthu.kernel.errors import Refusal
from vanthu.kernel.numbers import exact, share_of


class CountsOutOfOrder(Refusal):
    """More people present than convened, more ballots returned than issued, and the like."""

    code = "counts-out-of-order"
    status = 422
    default_sentence = (
        "{name} ({count}) không được lớn hơn {limit_name} ({limit}). "
        "Hãy kiểm tra lại biên bản kiểm phiếu."
    )


class NegativeCount(Refusal):
    """A count below zero, or a session to which nobody was convened."""

    code = "negative-count"
    status = 422
    default_sentence = "{name} phải là số nguyên từ {least} trở lên."


class TallyTooLarge(Refusal):
    """The votes recorded are more than the ballots that could carry them."""

    code = "tally-too-large"
    status = 422
    default_sentence = (
        "Tổng số phiếu đã ghi ({sum}) vượt quá {most}, số phiếu hợp lệ có thể có. "
        "Hãy kiểm tra lại biên bản kiểm phiếu."
    )


class TallyIncomplete(Refusal):
    """The votes for, against and blank leave valid ballots unaccounted for."""

    code = "tally-incomplete"
    status = 422
    default_sentence = (
        "Tổng số phiếu đồng ý, không đồng ý và không có ý kiến là {sum}, số phiếu hợp lệ "
        "là {valid}: chênh lệch {missing} phiếu. Hãy kiểm tra lại biên bản kiểm phiếu."
    )


class NoQuorum(Refusal):
    """Too few of those convened are present: the step cannot be closed."""

    code = "no-quorum"
    default_sentence = (
        "Cuộc họp chưa đủ điều kiện tiến hành: triệu tập {convened} người, có mặt {present} người, "
        "cần ít nhất {needed} người. Hãy tổ chức lại cuộc họp."
    )


class Base(StrEnum):
    """What a share of votes is taken of."""

    CONVENED = "convened"
    PRESENT = "present"
    VALID = "valid"

    @property
    def label(self) -> str:
        """The words a record of the count uses."""
        return _BASE_LABELS[self]


_BASE_LABELS = {
    Base.CONVENED: "số người được triệu tập",
    Base.PRESENT: "số người có mặt",
    Base.VALID: "số phiếu hợp lệ",
}
_COUNTS = {
    "convened": "Số người được triệu tập",
    "present": "Số người có mặt",
    "issued": "Số phiếu phát ra",
    "returned": "Số phiếu thu về",
    "valid": "Số phiếu hợp lệ",
}
_VOTES = {
    "yes": "Số phiếu đồng ý",
    "no": "Số phiếu không đồng ý",
    "blank": "Số phiếu không có ý kiến",
}


@dataclass(frozen=True, kw_only=True)
class VoteSession:
    """The numbers of a meeting that voted: convened ≥ present ≥ issued ≥ returned ≥ valid.

    Raises NegativeCount and CountsOutOfOrder, naming the field that is wrong.
    """

    convened: int
    present: int
    issued: int
    returned: int
    valid: int

    def __post_init__(self) -> None:
        for name, label in _COUNTS.items():
            _check_count(name, label, getattr(self, name), least=int(name == "convened"))
        for outer, inner in pairwise(_COUNTS):
            _check_order(self, outer, inner)

    @property
    def invalid(self) -> int:
        """Ballots returned that do not count."""
        return self.returned - self.valid

    def base(self, base: Base) -> int:
        """The number that shares are taken of."""
        return {
            Base.CONVENED: self.convened,
            Base.PRESENT: self.present,
            Base.VALID: self.valid,
        }[base]


@dataclass(frozen=True)
class Threshold:
    """A share of the base that votes must reach (`strict`: exceed). Raises ValueError for a share
    outside 0..1, TypeError for a float, which cannot hold 2/3."""

    share: Fraction
    base: Base = Base.CONVENED
    strict: bool = False

    def __post_init__(self) -> None:
        if not 0 <= exact(self.share) <= 1:
            raise ValueError("a share of votes lies between none and all")

    @classmethod
    def at_least_percent(cls, percent: Decimal | int, base: Base = Base.CONVENED) -> "Threshold":
        """`at_least_percent(90)`: nine of ten pass, eight of nine do not."""
        return cls(share_of(percent), base)

    @classmethod
    def over_percent(cls, percent: Decimal | int, base: Base = Base.CONVENED) -> "Threshold":
        """`over_percent(50)`: more than half, half itself is not enough."""
        return cls(share_of(percent), base, strict=True)

    def reached(self, votes: int, of: int) -> bool:
        """Whether `votes` of the base `of` pass; of nobody, nothing passes."""
        if of <= 0:
            return False
        have, need = votes * self.share.denominator, of * self.share.numerator
        return have > need if self.strict else have >= need

    def needed(self, of: int) -> int:
        """The fewest votes that pass with the base `of` (over half of 60: 31)."""
        least = -(-of * self.share.numerator // self.share.denominator)
        return least if self.reached(least, of) else least + 1

    def met(self, votes: int, session: VoteSession) -> bool:
        """Whether `votes` pass in `session`, by the threshold's own base."""
        return self.reached(votes, session.base(self.base))

    def __str__(self) -> str:
        how = "trên" if self.strict else "ít nhất"
        return f"{how} {_share_words(self.share)} {self.base.label}"


def over_half(base: Base = Base.CONVENED) -> Threshold:
    """“Trên 50%”: 2 × votes > base."""
    return Threshold(Fraction(1, 2), base, strict=True)


def at_least_two_thirds(base: Base = Base.CONVENED) -> Threshold:
    """“Ít nhất 2/3”: 3 × votes ≥ 2 × base."""
    return Threshold(Fraction(2, 3), base)


TWO_THIRDS_PRESENT = at_least_two_thirds()
"""The usual quorum: 3 × present ≥ 2 × convened."""


def has_quorum(session: VoteSession, quorum: Threshold = TWO_THIRDS_PRESENT) -> bool:
    """Whether enough of those convened are present."""
    return quorum.reached(session.present, session.convened)


def check_quorum(session: VoteSession, quorum: Threshold = TWO_THIRDS_PRESENT) -> None:
    """Raise NoQuorum, saying how many are needed."""
    if not has_quorum(session, quorum):
        raise NoQuorum(
            convened=session.convened,
            present=session.present,
            needed=quorum.needed(session.convened),
        )


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Votes on one question or person; `blank` are valid ballots that say neither."""

    yes: int
    no: int = 0
    blank: int = 0

    def __post_init__(self) -> None:
        for name, label in _VOTES.items():
            _check_count(name, label, getattr(self, name), least=0)

    @property
    def total(self) -> int:
        """All votes recorded."""
        return self.yes + self.no + self.blank


def check_tally(session: VoteSession, tally: Tally, *, complete: bool = True) -> None:
    """Raise TallyTooLarge, or TallyIncomplete when `complete` and valid ballots are missing.

    With `complete`, yes + no + blank + invalid = returned; without, perhaps only yes is known.
    """
    if tally.total > session.valid:
        raise TallyTooLarge(sum=tally.total, most=session.valid)
    if complete and tally.total < session.valid:
        missing = session.valid - tally.total
        raise TallyIncomplete(sum=tally.total, valid=session.valid, missing=missing)


def check_choices(session: VoteSession, yes: Mapping[str, int], *, choices: int = 1) -> None:
    """Raise TallyTooLarge when a ballot with at most `choices` names cannot have given `yes`."""
    for votes in yes.values():
        check_tally(session, Tally(yes=votes), complete=False)
    if sum(yes.values()) > session.valid * choices:
        raise TallyTooLarge(sum=sum(yes.values()), most=session.valid * choices)


def passed(session: VoteSession, yes: Mapping[str, int], threshold: Threshold) -> list[str]:
    """Those who reach the threshold, most votes first; ties keep the order given."""
    through = [name for name, votes in yes.items() if threshold.met(votes, session)]
    return sorted(through, key=lambda name: -yes[name])


def _share_words(share: Fraction) -> str:
    hundredths = share * 100
    if hundredths.denominator == 1:
        return f"{hundredths.numerator}%"
    return f"{share.numerator}/{share.denominator}"


def _check_count(field: str, label: str, count: int, *, least: int) -> None:
    if count < least:
        raise NegativeCount(field=field, name=label, least=least)


def _check_order(session: VoteSession, outer: str, inner: str) -> None:
    limit, count = getattr(session, outer), getattr(session, inner)
    if count > limit:
        raise CountsOutOfOrder(
            field=inner,
            name=_COUNTS[inner],
            count=count,
            limit_name=_COUNTS[outer].lower(),
            limit=limit,
        )
