"""The checks of a plan as pure functions: each says what it found, in a sentence (4.a R1-R10)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from vanthu.cadres.planning.choices import (
    ApprovalLevel,
    ChangeAction,
    PlanLevel,
    PlanPart,
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
from vanthu.kernel.numbers import (
    allowed_count,
    format_percent,
    format_vi,
    percent,
    required_count,
)
from vanthu.kernel.votes import Base, Tally, Threshold, VoteSession, check_quorum, check_tally

# The cases that the published figure counts; confirming changes nothing.
COUNTED = (ChangeAction.ADD, ChangeAction.KEEP, ChangeAction.REMOVE)
OLD_TERM = "term-2020"
# The age groups, the youngest first.
BANDS = (PlanPart.FIRST_BAND, PlanPart.SECOND_BAND, PlanPart.THIRD_BAND)


@dataclass(frozen=True)
class Finding:
    """What a rule found, and how much it weighs; `values` stand in the gaps of `template`."""

    rule: Rule
    verdict: Verdict
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence in Vietnamese."""
        return self.template.format_map(self.values)


@dataclass(frozen=True)
class Planned:
    """A person as the checks of a list need them."""

    person_id: int
    birth: Birth
    sex: Sex


@dataclass(frozen=True)
class Listed:
    """A list of a term: how many names, for how many seats, and the persons whose facts are known.

    `seats` is None for the title of a leader, which has a most number of persons instead.
    """

    names: int
    people: Sequence[Planned]
    level: PlanLevel
    at: Month
    seats: int | None = None


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


_OPEN = {
    "coefficient": "Chưa kiểm tra được: quy định áp dụng chưa xác định hệ số.",
    "persons": "Chưa kiểm tra được: quy định áp dụng chưa xác định số người của một chức danh.",
    "titles": "Chưa kiểm tra được: quy định áp dụng chưa xác định số chức danh của một người.",
    "women_min": "Chưa kiểm tra được: quy định áp dụng chưa xác định tỷ lệ nữ.",
    "young_min": "Chưa kiểm tra được: quy định áp dụng chưa xác định tỷ lệ trẻ.",
    "young_age": "Chưa kiểm tra được: quy định áp dụng chưa xác định tuổi của cán bộ trẻ.",
    "women_least": "Chưa kiểm tra được: quy định áp dụng chưa xác định số nữ ít nhất.",
    "bands": "Chưa kiểm tra được: quy định áp dụng chưa xác định ba độ tuổi.",
    "age": "Chưa kiểm tra được: quy định áp dụng chưa xác định điều kiện tuổi.",
}


def _open(rule: Rule, what: str) -> Finding:
    return Finding(rule, Verdict.OPEN, _OPEN[what])


def allowed_span(prescribed: int, pack: Pack) -> tuple[int, int] | None:
    """R1: the fewest and the most persons of a committee; None while the pack leaves it open."""
    if not (pack.has("coefficient_min") and pack.has("coefficient_max")):
        return None
    low, high = (Fraction(pack.number(f"coefficient_{end}")) for end in ("min", "max"))
    return required_count(low, prescribed), allowed_count(high, prescribed)


def check_coefficient(planned: int, prescribed: int, pack: Pack) -> Finding:
    """R1: planned over prescribed, compared exactly: 74 of 49 is over 1.5 though it reads 1,51."""
    span = allowed_span(prescribed, pack)
    if span is None:
        return _open(Rule.COEFFICIENT, "coefficient")
    least, most = span
    under = Verdict.WARN if planned < least else Verdict.OK
    return Finding(
        Rule.COEFFICIENT,
        Verdict.BLOCK if planned > most else under,
        "{planned} người trên {prescribed} người theo quy định, hệ số {coefficient}; "
        "được quy hoạch từ {least} đến {most} người.",
        {
            "planned": planned,
            "prescribed": prescribed,
            "coefficient": coefficient(planned, prescribed),
            "least": least,
            "most": most,
        },
    )


def coefficient(planned: int, prescribed: int) -> str:
    """The coefficient with two decimals, half-up; an en dash of nothing."""
    hundredths = percent(planned, prescribed, 0)
    return "–" if hundredths is None else format_vi(hundredths.scaleb(-2), 2)


def check_persons(planned: int, most: int | None) -> Finding:
    """R2: so many persons for one title."""
    if most is None:
        return _open(Rule.PERSONS, "persons")
    return Finding(
        Rule.PERSONS,
        Verdict.BLOCK if planned > most else Verdict.OK,
        "{planned} người cho chức danh này, nhiều nhất {most} người.",
        {"planned": planned, "most": most},
    )


def check_titles(held: int, pack: Pack) -> Finding:
    """R3: so many titles of one level for one person."""
    if not pack.has("titles_max"):
        return _open(Rule.TITLES, "titles")
    most = pack.whole("titles_max")
    return Finding(
        Rule.TITLES,
        Verdict.BLOCK if held > most else Verdict.OK,
        "{held} chức danh ở cùng một cấp, nhiều nhất {most} chức danh.",
        {"held": held, "most": most},
    )


# What is said where a share is reached and where it is not.
_SHARES = {
    "women_min": (
        "Nữ: {count}/{of} ({share}), cần ít nhất {needed}.",
        "Nữ: {count}/{of} ({share}), chưa đạt: cần ít nhất {needed}, còn thiếu {missing}.",
    ),
    "young_min": (
        "Trẻ: {count}/{of} ({share}), cần ít nhất {needed}.",
        "Trẻ: {count}/{of} ({share}), chưa đạt: cần ít nhất {needed}, còn thiếu {missing}.",
    ),
}


def share_needed(of: int, key: str, pack: Pack) -> int | None:
    """How many of the list a least share asks for, or None while the pack leaves it open (R4)."""
    return required_count(pack.share(key), of) if pack.has(key) else None


def check_share(count: int, of: int, key: str, pack: Pack) -> Finding:
    """R4: a least share of the list, "women_min" or "young_min"; says how many are needed."""
    needed = share_needed(of, key, pack)
    if needed is None:
        return _open(Rule.SHARES, key)
    reached, short = _SHARES[key]
    values = {"count": count, "of": of, "share": format_percent(percent(count, of))}
    values |= {"needed": needed, "missing": max(needed - count, 0)}
    if count >= needed:
        return Finding(Rule.SHARES, Verdict.OK, reached, values)
    return Finding(Rule.SHARES, Verdict.BLOCK, short, values)


def check_one_woman(women: int, level: PlanLevel, pack: Pack) -> Finding | None:
    """R4: at least one woman from the district up; None below."""
    if level not in (PlanLevel.PROVINCE, PlanLevel.DISTRICT):
        return None
    if not pack.has("women_least"):
        return _open(Rule.SHARES, "women_least")
    least = pack.whole("women_least")
    verdict = Verdict.OK if women >= least else Verdict.BLOCK
    values = {"women": women, "least": least}
    return Finding(Rule.SHARES, verdict, "Có {women} nữ, cần ít nhất {least}.", values)


def young_age(level: PlanLevel, pack: Pack) -> int | None:
    """The age under which a person counts as young at the level, or None while nobody has said."""
    name = PlanLevel.COMMUNE if level is PlanLevel.BASE else level
    key = f"young_age_{name.value}"
    return pack.whole(key) if pack.has(key) else None


def is_young(birth: Birth, at: Month, under: int) -> bool:
    """Whether they are surely under the age in the month; a year alone counts as its oldest."""
    return birth.age_in(at)[1].years < under


def age_bands(pack: Pack) -> AgeBands | None:
    """The three age groups, or None while the pack leaves them open."""
    if not (pack.has("band_low") and pack.has("band_high")):
        return None
    return AgeBands((pack.whole("band_low"), pack.whole("band_high")))


def bands(people: Iterable[Planned], at: Month, groups: AgeBands) -> list[int]:
    """How many there are in each of the age groups, in the month."""
    counts = [0] * (len(groups.bounds) + 1)
    for each in people:
        counts[groups.index(each.birth.age_in(at)[1])] += 1
    return counts


def ages_of(part: PlanPart, level: PlanLevel, pack: Pack) -> tuple[int, int | None] | None:
    """From which age on, and under which, somebody belongs to the part; None while it is open."""
    if part is PlanPart.YOUNG:
        under = young_age(level, pack)
        return None if under is None else (0, under)
    groups = age_bands(pack)
    if groups is None:
        return None
    place = BANDS.index(part)
    return (0, *groups.bounds)[place], (*groups.bounds, None)[place]


def check_bands(people: Collection[Planned], at: Month, pack: Pack) -> Finding:
    """R4: somebody in each of three age groups; a warning, for the rule gives no number."""
    groups = age_bands(pack)
    if groups is None:
        return _open(Rule.SHARES, "bands")
    found = bands(people, at, groups)
    (low, high), (young, middle, senior) = groups.bounds, found
    return Finding(
        Rule.SHARES,
        Verdict.OK if all(found) else Verdict.WARN,
        "Ba độ tuổi tính đến {at}: dưới {low} tuổi {young} người; từ {low} đến dưới {high} tuổi "
        "{middle} người; từ {high} tuổi trở lên {senior} người.",
        {"at": str(at), "low": low, "high": high}
        | {"young": young, "middle": middle, "senior": senior},
    )


def check_shares(
    people: Sequence[Planned], of: int, level: PlanLevel, at: Month, pack: Pack
) -> list[Finding]:
    """R4 of a list of so many persons: women, young, one woman, three age groups.

    Somebody whose facts are not known counts among all, and as neither woman nor young.
    """
    women = sum(each.sex is Sex.FEMALE for each in people)
    under = young_age(level, pack)
    young = sum(is_young(each.birth, at, under) for each in people) if under else 0
    return [
        check_share(women, of, "women_min", pack),
        check_share(young, of, "young_min", pack) if under else _open(Rule.SHARES, "young_age"),
        *(each for each in [check_one_woman(women, level, pack)] if each is not None),
        check_bands(people, at, pack),
    ]


def check_list(listed: Listed, pack: Pack) -> list[Finding]:
    """What the checks find of one title: R1 and R4 of a committee, R2 of a leader's title."""
    if listed.seats is None:
        most = pack.whole("persons_max") if pack.has("persons_max") else None
        return [check_persons(listed.names, most)]
    return [
        check_coefficient(listed.names, listed.seats, pack),
        *check_shares(listed.people, listed.names, listed.level, listed.at, pack),
    ]


def check_age(planned: Planned, at: Month, day: date, pack: Pack) -> Finding:
    """R5: months from the reference month to retirement, by the schedule of the decision's day."""
    if not (pack.has("term_months") and pack.has("two_terms_months")):
        return _open(Rule.AGE, "age")
    schedule, needed = schedule_on(day), pack.whole("term_months")
    left = schedule.months_left(planned.birth, planned.sex, at)[0]
    fits = schedule.can_serve(planned.birth, planned.sex, at, needed)
    if fits is None:
        text = "Hồ sơ chỉ ghi năm sinh và tháng sinh quyết định kết quả. Hãy bổ sung tháng sinh."
        return Finding(Rule.AGE, Verdict.WARN, text)
    text = "Từ {at} đến tháng nghỉ hưu còn {left} tháng, cần ít nhất {needed} tháng."
    if left >= pack.whole("two_terms_months"):
        text = (
            "Từ {at} đến tháng nghỉ hưu còn {left} tháng, cần ít nhất {needed} tháng; "
            "đủ hai nhiệm kỳ."
        )
    values = {"at": str(at), "left": left, "needed": needed}
    return Finding(Rule.AGE, Verdict.OK if fits else Verdict.BLOCK, text, values)


def check_higher(target_rank: int, present_rank: int | None, pack: Pack) -> Finding:
    """R6: only a strictly higher title, where the pack asks for it. A smaller rank is higher."""
    if not (pack.has("higher_only") and pack.flag("higher_only")):
        return Finding(Rule.HIGHER, Verdict.OK, "Quy định áp dụng không đặt điều kiện này.")
    if present_rank is None:
        text = "Chưa kiểm tra được: chưa nhập thứ bậc chức vụ đang giữ."
        return Finding(Rule.HIGHER, Verdict.OPEN, text)
    values = {"target": target_rank, "present": present_rank}
    if target_rank < present_rank:
        text = "Chức danh quy hoạch bậc {target}, chức vụ đang giữ bậc {present}."
        return Finding(Rule.HIGHER, Verdict.OK, text, values)
    text = (
        "Chức danh quy hoạch bậc {target}, chức vụ đang giữ bậc {present}: "
        "phải cao hơn chức vụ đang giữ."
    )
    return Finding(Rule.HIGHER, Verdict.BLOCK, text, values)


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
    missing = [str(step.value) for step in VoteStep if step not in sheets]
    if missing:
        values = {"steps": ", ".join(missing)}
        return Finding(Rule.VOTES, Verdict.BLOCK, "Chưa khóa phiếu: bước {steps}.", values)
    for step in VoteStep:
        sheet, needed = sheets[step], threshold_of(step, pack)
        yes = sheet.tally.yes if sheet.tally else 0
        if not needed.met(yes, sheet.session):
            base = sheet.session.base(needed.base)
            text = "Bước {step}: {yes}/{base} phiếu, cần ít nhất {needed} phiếu."
            votes = {"step": step.value, "yes": yes, "base": base, "needed": needed.needed(base)}
            return Finding(Rule.VOTES, Verdict.BLOCK, text, votes)
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


def check_standing(
    planned: Planned, term_end: Month, at: Month, day: date, titles: int, pack: Pack
) -> Finding | None:
    """R8 of somebody in the plan: why the records ask for a look at them, or None."""
    reason = why_remove(planned, term_end, at, day, titles, pack)
    if reason is Reason.TOO_MANY:
        return check_titles(titles, pack)
    if reason is Reason.OVER_AGE:
        text = "Đến tháng nghỉ hưu trước khi hết nhiệm kỳ ({until})."
        return Finding(Rule.REMOVAL, Verdict.BLOCK, text, {"until": str(term_end)})
    if reason is Reason.NOT_FULL_TERM or at > Month.of(day):
        found = check_age(planned, at, day, pack)
        return None if found.verdict in (Verdict.OK, Verdict.OPEN) else found
    return None


def may_approve(level: ApprovalLevel, needed: ApprovalLevel) -> bool:
    """Whether the level that decided is the one of the matrix, or above it."""
    order = list(ApprovalLevel)
    return order.index(level) >= order.index(needed)


def blocking(found: Iterable[Finding]) -> list[Finding]:
    """The findings that stand in the way."""
    return [each for each in found if each.verdict is Verdict.BLOCK]
