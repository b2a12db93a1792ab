"""The head of paper i: issuer, type, recipients, days; cheap, so that a million are soon sorted."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from vanthu.demo.draws import Draws, Weighted
from vanthu.demo.papers import days, routes
from vanthu.demo.sources import REFORM, table
from vanthu.demo.specs import AgencySpec
from vanthu.ground.org.choices import System

# Of every five papers in a row the last two may answer the first two.
_CYCLE = 5
_STEP_BACK = 3
_SHARE_BEFORE_REFORM = 0.15
# Three of five among the first papers are of the agencies whose accounts the demo offers.
_TRIAL_PAPERS = 700
_TRIAL_SHARE = 3


_LETTER = "Công văn"
_AT_HAND = 16_384
_INTERNAL = frozenset({"Giấy nghỉ phép", "Giấy ủy quyền", "Biên bản"})
_UPWARDS = frozenset({"Tờ trình", "Báo cáo"})
_TO_ANYBODY = frozenset({"Thông báo", "Kế hoạch", "Giấy mời", "Quyết định", "Hướng dẫn", "Chỉ thị"})


@dataclass(frozen=True, slots=True)
class Head:
    """What decides where a paper goes; `answers` is the index of the paper it answers.

    `urgency` is 0 to 3 as in Decree 30; `due_on` is the day by which an answer is asked for.
    """

    index: int
    issuer: AgencySpec
    type_name: str
    shape: str
    type_abbreviation: str
    field: str
    topic: str
    recipients: tuple[AgencySpec, ...]
    issued_on: date
    minute: int
    urgency: int
    due_on: date | None
    answers: int | None


@dataclass(frozen=True)
class Plan:
    """The seed and the last day up to which papers are written."""

    seed: int
    until: date

    def head(self, index: int) -> Head:
        """Paper `index`; the same whatever number of papers is made."""
        if index % _CYCLE >= _STEP_BACK:
            answer = self._answer(index)
            if answer is not None:
                return answer
        return self._fresh(index)

    def answer_to(self, index: int, count: int) -> Head | None:
        """The paper among the first `count` that answers paper `index`, if there is one."""
        later = index + _STEP_BACK
        if index % _CYCLE >= _CYCLE - _STEP_BACK or later >= count:
            return None
        return self._answer(later)

    # A head is asked for some five times while its rows are written.
    @lru_cache(_AT_HAND)  # noqa: B019 - plans are few and live as long as the load
    def _fresh(self, index: int) -> Head:
        draws = Draws(self.seed, "head", index)
        issuer, day, addressee = self._where_and_when(draws, index)
        type_name = _fitting(_types(issuer.system == System.PARTY).pick(draws), issuer, addressee)
        shape, abbreviation = _shape(issuer.system == System.PARTY, type_name)
        field = routes.field_of(draws, issuer)
        recipients = routes.recipients_of(draws, issuer, field, shape)
        if addressee is not None:
            recipients = (addressee,)
        if type_name in _INTERNAL:
            recipients = ()
        urgency = _urgency(draws, shape)
        asked = shape in {"letter", "plan", "urgent", "proposal"} and draws.chance(0.45)
        term = 2 if urgency else 3 + draws.below(15)
        return Head(
            index=index,
            issuer=issuer,
            type_name=type_name,
            shape=shape,
            type_abbreviation=abbreviation,
            field=field,
            topic=draws.pick(table("topics.json")[field]["topics"]),
            recipients=recipients,
            issued_on=day,
            minute=7 * 60 + 15 + draws.below(9 * 60),
            urgency=urgency,
            due_on=days.working_day_after(day, term) if asked else None,
            answers=None,
        )

    def _where_and_when(
        self, draws: Draws, index: int
    ) -> tuple[AgencySpec, date, AgencySpec | None]:
        """Issuer, day and, for papers of the trial agencies, the addressee."""
        if index < _TRIAL_PAPERS and index % _CYCLE < _TRIAL_SHARE:
            issuer, addressee = routes.trial_pair(draws)
            return issuer, days.day_of_late(draws, self.until), addressee
        if draws.chance(_SHARE_BEFORE_REFORM):
            return routes.issuer_before(draws), days.day_before_reform(draws), None
        return routes.issuer_after(draws), days.day_after_reform(draws, self.until), None

    @lru_cache(_AT_HAND)  # noqa: B019
    def _answer(self, index: int) -> Head | None:
        asked = self._fresh(index - _STEP_BACK)
        draws = Draws(self.seed, "answer", index)
        if asked.due_on is None or not asked.recipients or draws.chance(0.25):
            return None
        issuer = asked.recipients[draws.below(len(asked.recipients))]
        # What comes from outside takes some days to arrive.
        travel = 3 if asked.issuer.external else 0
        day = days.working_day_after(asked.issued_on, 1 + travel + draws.below(9))
        if day > self.until or (asked.issued_on < REFORM <= day):
            return None
        party = issuer.system == System.PARTY
        type_name = "Báo cáo" if draws.chance(0.4) else "Công văn"
        shape, abbreviation = _shape(party, type_name)
        return Head(
            index=index,
            issuer=issuer,
            type_name=type_name,
            shape=shape,
            type_abbreviation=abbreviation,
            field=asked.field,
            topic=asked.topic,
            recipients=(asked.issuer,),
            issued_on=day,
            minute=7 * 60 + 15 + draws.below(9 * 60),
            urgency=0,
            due_on=None,
            answers=asked.index,
        )


def _fitting(type_name: str, issuer: AgencySpec, addressee: AgencySpec | None) -> str:
    """The type, or a letter where nobody would write such a paper to the addressee."""
    if issuer.external and type_name in _INTERNAL:
        return _LETTER
    if addressee is None or type_name in _TO_ANYBODY:
        return type_name
    return type_name if type_name in _UPWARDS and addressee.key == issuer.parent else _LETTER


def _urgency(draws: Draws, shape: str) -> int:
    if shape == "urgent":
        return 3
    share = draws.below(1000)
    return 0 if share < 930 else 1 if share < 980 else 2 if share < 994 else 3


@cache
def _types(party: bool) -> Weighted[str]:
    known = table("frames.json")["party_types" if party else "types"]
    return Weighted({name: entry["weight"] for name, entry in known.items()})


@cache
def _shape(party: bool, type_name: str) -> tuple[str, str]:
    entry = table("frames.json")["party_types" if party else "types"][type_name]
    return entry["shape"], entry["abbr"]
