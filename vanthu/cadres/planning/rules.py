"""The checks of a plan as pure functions: each says what it found, in a sentence (4.a R1-R10)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    PlanLevel,
    Reason,
    Rule,
    Verdict,
    VoteStep,
)
from vanthu.ground.rulebook.rules import Pack
from vanthu.kernel.ages import (
    DECREE_135_2020,
    SCHEDULE_2021,
    SCHEDULE_BEFORE_2021,
    AgeBands,
    Birth,
    RetirementSchedule,
    Sex,
)
from vanthu.kernel.months import Month
from vanthu.kernel.numbers import format_percent, format_vi, percent, required_count
from vanthu.kernel.votes import Base, Tally, Threshold, VoteSession, check_quorum, check_tally

# The cases that the published figure counts; confirming changes nothing.
COUNTED = (ChangeAction.ADD, ChangeAction.KEEP, ChangeAction.REMOVE)
OLD_TERM = "term-2020"


@dataclass(frozen=True)
class Finding:
    """What a rule found, and how much it weighs."""

    rule: Rule
    verdict: Verdict
    sentence: str


@dataclass(frozen=True)
class Planned:
    """A person as the checks of a list need them."""

    person_id: int
    birth: Birth
    sex: Sex


@dataclass(frozen=True)
class Sheet:
    """A closed count of one step: the session, its votes for the person, None if not on it."""

    step: VoteStep
    session: VoteSession
    tally: Tally | None


def series_of(first_year: int) -> str:
    """The packs a term is judged by: the terms of 2020 and 2021 have reviews of their own (R10)."""
    return OLD_TERM if first_year in (2020, 2021) else ""


def schedule_on(day: date) -> RetirementSchedule:
    """The ages of retirement that a decision of the day is judged by."""
    later = DECREE_135_2020.in_force_from
    return SCHEDULE_BEFORE_2021 if later is not None and day < later else SCHEDULE_2021


def _open(rule: Rule, what: str) -> Finding:
    text = f"Chưa kiểm tra được: quy định áp dụng chưa xác định {what}."
    return Finding(rule, Verdict.OPEN, text)


def check_coefficient(planned: int, prescribed: int, pack: Pack) -> Finding:
    """R1: planned over prescribed, compared exactly: 74 of 49 is over 1.5 though it reads 1,51."""
    if not (pack.has("coefficient_min") and pack.has("coefficient_max")):
        return _open(Rule.COEFFICIENT, "hệ số")
    low, high = (Fraction(pack.number(f"coefficient_{end}")) for end in ("min", "max"))
    shown = coefficient(planned, prescribed)
    least, most = required_count(low, prescribed), int(high * prescribed)
    text = (
        f"{planned} người trên {prescribed} người theo quy định, hệ số {shown}; "
        f"được quy hoạch từ {least} đến {most} người."
    )
    over = planned > most
    under = Verdict.WARN if planned < least else Verdict.OK
    return Finding(Rule.COEFFICIENT, Verdict.BLOCK if over else under, text)


def coefficient(planned: int, prescribed: int) -> str:
    """The coefficient with two decimals, half-up; an en dash of nothing."""
    hundredths = percent(planned, prescribed, 0)
    return "–" if hundredths is None else format_vi(hundredths.scaleb(-2), 2)


def check_persons(planned: int, most: int | None) -> Finding:
    """R2: so many persons for one title."""
    if most is None:
        return _open(Rule.PERSONS, "số người tối đa của một chức danh")
    text = f"{planned} người cho chức danh này, nhiều nhất {most} người."
    return Finding(Rule.PERSONS, Verdict.BLOCK if planned > most else Verdict.OK, text)


def check_titles(held: int, pack: Pack) -> Finding:
    """R3: so many titles of one level for one person."""
    if not pack.has("titles_max"):
        return _open(Rule.TITLES, "số chức danh tối đa của một người")
    most = pack.whole("titles_max")
    text = f"{held} chức danh ở cùng một cấp, nhiều nhất {most} chức danh."
    return Finding(Rule.TITLES, Verdict.BLOCK if held > most else Verdict.OK, text)


def check_share(what: str, count: int, of: int, key: str, pack: Pack) -> Finding:
    """R4: a least share of the list; says how many are needed."""
    if not pack.has(key):
        return _open(Rule.SHARES, f"tỷ lệ {what}")
    needed = required_count(pack.share(key), of)
    text = f"{what.capitalize()}: {count}/{of} ({format_percent(percent(count, of))})"
    if count >= needed:
        return Finding(Rule.SHARES, Verdict.OK, f"{text}, cần ít nhất {needed}.")
    return Finding(Rule.SHARES, Verdict.BLOCK, f"{text}: chưa đạt, cần ít nhất {needed}.")


def check_one_woman(women: int, level: PlanLevel, pack: Pack) -> Finding | None:
    """R4: at least one woman from the district up; None below."""
    if level not in (PlanLevel.PROVINCE, PlanLevel.DISTRICT):
        return None
    if not pack.has("women_least"):
        return _open(Rule.SHARES, "số nữ ít nhất")
    least = pack.whole("women_least")
    verdict = Verdict.OK if women >= least else Verdict.BLOCK
    return Finding(Rule.SHARES, verdict, f"Có {women} nữ, cần ít nhất {least}.")


def young_age(level: PlanLevel, pack: Pack) -> int | None:
    """The age under which a person counts as young at the level, or None while nobody has said."""
    name = PlanLevel.COMMUNE if level is PlanLevel.BASE else level
    key = f"young_age_{name.value}"
    return pack.whole(key) if pack.has(key) else None


def is_young(birth: Birth, at: Month, under: int) -> bool:
    """Whether they are surely under the age in the month; a year alone counts as its oldest."""
    return birth.age_in(at)[1].years < under


def bands(people: Iterable[Planned], at: Month, pack: Pack) -> dict[str, int]:
    """How many there are in each of the three age groups, in the month."""
    groups = AgeBands((pack.whole("band_low"), pack.whole("band_high")))
    counts = [0, 0, 0]
    for each in people:
        counts[groups.index(each.birth.age_in(at)[1])] += 1
    return dict(zip(groups.labels, counts, strict=True))


def check_bands(people: Collection[Planned], at: Month, pack: Pack) -> Finding:
    """R4: somebody in each of three age groups; a warning, for the rule gives no number."""
    if not (pack.has("band_low") and pack.has("band_high")):
        return _open(Rule.SHARES, "ba độ tuổi")
    found = bands(people, at, pack)
    words = "; ".join(f"{label.lower()}: {count}" for label, count in found.items())
    whole = all(found.values())
    verdict = Verdict.OK if whole else Verdict.WARN
    return Finding(Rule.SHARES, verdict, f"Ba độ tuổi tính đến {at}: {words}.")


def check_shares(
    people: Sequence[Planned], level: PlanLevel, at: Month, pack: Pack
) -> list[Finding]:
    """R4 of a list: women, young, one woman, three age groups."""
    women = sum(each.sex is Sex.FEMALE for each in people)
    under = young_age(level, pack)
    young = sum(is_young(each.birth, at, under) for each in people) if under else 0
    return [
        check_share("nữ", women, len(people), "women_min", pack),
        check_share("trẻ", young, len(people), "young_min", pack)
        if under
        else _open(Rule.SHARES, "tuổi của cán bộ trẻ"),
        *(each for each in [check_one_woman(women, level, pack)] if each is not None),
        check_bands(people, at, pack),
    ]


def check_age(planned: Planned, at: Month, day: date, pack: Pack) -> Finding:
    """R5: months from the reference month to retirement, by the schedule of the decision's day."""
    if not (pack.has("term_months") and pack.has("two_terms_months")):
        return _open(Rule.AGE, "điều kiện tuổi")
    schedule, needed = schedule_on(day), pack.whole("term_months")
    left = schedule.months_left(planned.birth, planned.sex, at)[0]
    fits = schedule.can_serve(planned.birth, planned.sex, at, needed)
    if fits is None:
        text = "Hồ sơ chỉ ghi năm sinh và tháng sinh quyết định kết quả. Hãy bổ sung tháng sinh."
        return Finding(Rule.AGE, Verdict.WARN, text)
    text = f"Từ {at} đến tháng nghỉ hưu còn {left} tháng, cần ít nhất {needed} tháng"
    twice = left >= pack.whole("two_terms_months")
    more = "; đủ hai nhiệm kỳ." if twice else "."
    return Finding(Rule.AGE, Verdict.OK if fits else Verdict.BLOCK, text + more)


def check_higher(target_rank: int, present_rank: int | None, pack: Pack) -> Finding:
    """R6: only a strictly higher title, where the pack asks for it. A smaller rank is higher."""
    if not (pack.has("higher_only") and pack.flag("higher_only")):
        return Finding(Rule.HIGHER, Verdict.OK, "Quy định áp dụng không đặt điều kiện này.")
    if present_rank is None:
        text = "Chưa kiểm tra được: chưa nhập thứ bậc chức vụ đang giữ."
        return Finding(Rule.HIGHER, Verdict.OPEN, text)
    higher = target_rank < present_rank
    text = f"Chức danh quy hoạch bậc {target_rank}, chức vụ đang giữ bậc {present_rank}"
    end = "." if higher else ": phải cao hơn chức vụ đang giữ."
    return Finding(Rule.HIGHER, Verdict.OK if higher else Verdict.BLOCK, text + end)


def check_not_appointing(pack: Pack) -> Finding:
    """R7: cases of appointment are not kept in this system yet, so it can only be said."""
    if not (pack.has("not_appointing") and pack.flag("not_appointing")):
        text = "Quy định áp dụng không đặt điều kiện này."
        return Finding(Rule.NOT_APPOINTING, Verdict.OK, text)
    text = "Chưa kiểm tra được: hệ thống chưa quản lý hồ sơ bổ nhiệm. Hãy đối chiếu hồ sơ giấy."
    return Finding(Rule.NOT_APPOINTING, Verdict.OPEN, text)


def threshold_of(step: VoteStep, pack: Pack) -> Threshold:
    """What a person has to exceed at the step."""
    key = "conference_base" if step is VoteStep.CONFERENCE else "pass_base"
    return Threshold(pack.share("pass_over"), Base(pack.word(key)), strict=True)


def check_sheet(session: VoteSession, tallies: Iterable[Tally], pack: Pack) -> None:
    """Raise NoQuorum, TallyTooLarge, TallyIncomplete: what keeps a sheet from being closed."""
    check_quorum(session, Threshold(pack.share("quorum_share")))
    for tally in tallies:
        check_tally(session, tally)


def check_votes(sheets: Mapping[VoteStep, Sheet], pack: Pack) -> Finding:
    """R9: every step was held and closed, and the person passed at each."""
    missing = [str(step.label) for step in VoteStep if step not in sheets]
    if missing:
        text = f"Chưa khóa phiếu: {'; '.join(missing)}."
        return Finding(Rule.VOTES, Verdict.BLOCK, text)
    for step in VoteStep:
        sheet, needed = sheets[step], threshold_of(step, pack)
        yes = sheet.tally.yes if sheet.tally else 0
        if not needed.met(yes, sheet.session):
            base = sheet.session.base(needed.base)
            text = f"{step.label}: {yes}/{base} phiếu, cần ít nhất {needed.needed(base)} phiếu."
            return Finding(Rule.VOTES, Verdict.BLOCK, text)
    return Finding(Rule.VOTES, Verdict.OK, "Đã qua đủ các bước với số phiếu quá mức quy định.")


def why_remove(
    planned: Planned, term_end: Month, at: Month, day: date, titles: int, pack: Pack
) -> Reason | None:
    """R8: the reason the records themselves show for taking somebody out, or None."""
    schedule = schedule_on(day)
    if schedule.months_left(planned.birth, planned.sex, Month.of(day))[1] <= 0:
        return Reason.OVER_AGE
    # Only who has yet to begin a term must be able to serve all of it.
    if at > Month.of(day):
        fits = schedule.can_serve(planned.birth, planned.sex, at, pack.whole("term_months"))
        if fits is False:
            return Reason.NOT_FULL_TERM
    elif schedule.months_left(planned.birth, planned.sex, term_end)[1] < 0:
        return Reason.OVER_AGE
    if pack.has("titles_max") and titles > pack.whole("titles_max"):
        return Reason.TOO_MANY
    return None


def may_approve(level: ApprovalLevel, needed: ApprovalLevel) -> bool:
    """Whether the level that decided is the one of the matrix, or above it."""
    order = list(ApprovalLevel)
    return order.index(level) >= order.index(needed)


def blocking(found: Iterable[Finding]) -> list[Finding]:
    """The findings that stand in the way."""
    return [each for each in found if each.verdict is Verdict.BLOCK]
