"""Who may sign with which words above the name (Decree 30/2020 Art. 13; S-10, Q-066).

The head signs directly, or TM. for the collective; a deputy KT. in the head's place; the head of a
unit TL., when the working or clerical regulation says so, and may leave it to the own deputy (KT.);
whoever is authorised in writing, for a time and for limited content, TUQ.; the acting head Q. The
Party writes T/M, K/T, T/L; its committees sign T/M through whoever signs, never K/T, and know no
T/U (Guidance 05-HD/VPTW, read in secondary sources only).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vanthu.kernel.citations import DECREE_30_2020, Certainty
from vanthu.office.documents.choices import SigningAuthority

HEAD_AND_DEPUTY = DECREE_30_2020.at("khoản 1 Điều 13", Certainty.READ)
COLLECTIVE = DECREE_30_2020.at("khoản 2 Điều 13", Certainty.READ)
BY_AUTHORISATION = DECREE_30_2020.at("khoản 3 Điều 13", Certainty.READ)
BY_ORDER = DECREE_30_2020.at("khoản 4 Điều 13", Certainty.READ)

_PARTY_WORDS = {"TM.": "T/M", "KT.": "K/T", "TL.": "T/L", "Q.": "Q."}


class Seat(StrEnum):
    """Where the signer stands in the agency."""

    HEAD = "head"
    DEPUTY = "deputy"
    UNIT_HEAD = "unit-head"
    UNIT_DEPUTY = "unit-deputy"
    OTHER = "other"


class Lack(StrEnum):
    """Why nobody may let the signer sign."""

    NO_RULE = "no-rule"
    RULE_OVER = "rule-over"
    OTHER_TYPES = "other-types"
    AUTHORISATION_OVER = "authorisation-over"
    UNLIMITED = "unlimited"
    PASSED_ON = "passed-on"


@dataclass(frozen=True, slots=True)
class House:
    """The agency a paper goes out from: the title of its head, the collective it decides as (empty:
    none), and whether the Party's words are used; `committee` for a Party committee."""

    head_title: str
    collective: str = ""
    party: bool = False
    committee: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """Whoever is to sign: the seat, the full title, for a unit's deputy the title of its head."""

    seat: Seat
    title: str
    unit_head_title: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A dated mandate of the signer, or (`of_head`) of the head of the signer's unit.

    `giver_title` is the title of whoever is signed for; `body` a collective signed for instead.
    """

    authority: str
    basis: str
    valid_from: date
    valid_to: date | None = None
    giver_title: str = ""
    body: str = ""
    types: tuple[str, ...] = ()
    of_head: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A written authorisation (TUQ.) that the signer received; `passed_on`: not from the head."""

    giver_title: str
    scope: str
    basis: str
    valid_from: date
    valid_to: date
    passed_on: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One way to sign: the authority, what stands above the name line by line, and why."""

    authority: str
    lines: tuple[str, ...]
    basis: str


def ways_to_sign(
    house: House,
    signer: Signer,
    rows: Iterable[Row],
    written: Iterable[Written],
    *,
    type_code: str | None,
    day: date,
) -> list[Words]:
    """Every way in which the signer may sign such a paper on the day, the usual one first."""
    found = [*_of_seat(house, signer)]
    for row in rows:
        if _in_force(row, day) and _takes(row, type_code):
            found += _by_row(house, signer, row)
    if not house.party:
        for act in written:
            if act.valid_from <= day < act.valid_to and act.scope.strip() and not act.passed_on:
                found.append(_authorised(signer, act))
    return found


def lack(
    rows: Sequence[Row], written: Sequence[Written], *, type_code: str | None, day: date
) -> tuple[Lack, date | None]:
    """Why there is no way to sign: what comes nearest, with the day it was over."""
    live = [row for row in rows if _in_force(row, day)]
    if live:
        return Lack.OTHER_TYPES, None
    if any(act.passed_on for act in written):
        return Lack.PASSED_ON, None
    current = [act for act in written if act.valid_from <= day < act.valid_to]
    if current:
        return Lack.UNLIMITED, None
    past = [act.valid_to for act in written if act.valid_to <= day]
    if past:
        return Lack.AUTHORISATION_OVER, max(past)
    over = [row.valid_to for row in rows if row.valid_to is not None and row.valid_to <= day]
    return (Lack.RULE_OVER, max(over)) if over else (Lack.NO_RULE, None)


def full_title(title: str, name: str) -> str:
    """A post with what it heads, the words that both have written once: Trưởng phòng + Phòng Kinh
    tế = Trưởng phòng Kinh tế, Chánh Văn phòng + Văn phòng Tỉnh ủy = Chánh Văn phòng Tỉnh ủy."""
    head, below = title.split(), name.split()
    low, under = title.lower().split(), name.lower().split()
    most = range(min(len(head), len(below)), 0, -1)
    shared = next((n for n in most if low[-n:] == under[:n]), 0)
    return " ".join([*head, *below[shared:]])


def deciding(house: House, name: str, *, collectively: bool) -> str:
    """Who decides, as the line above the grounds names them (forms 1.1 and 1.2 of Annex III): the
    head of the agency `name`, or, collectively, the agency or the body of it that decides."""
    who = house.collective if collectively else house.head_title
    return full_title(who, name).upper()


def written_word(authority: str, *, party: bool) -> str:
    """TM. or, in the Party, T/M."""
    return _PARTY_WORDS.get(authority, authority) if party else authority


def _of_seat(house: House, signer: Signer) -> Iterator[Words]:
    """What comes with the seat alone."""
    title = signer.title.upper()
    if signer.seat not in (Seat.HEAD, Seat.DEPUTY):
        return
    in_place = () if signer.seat is Seat.HEAD or house.committee else (house.head_title,)
    middle = tuple(_line(house, "KT.", whom) for whom in in_place)
    if house.collective:
        yield Words("TM.", (*_collective(house), *middle, title), str(COLLECTIVE))
    if not house.committee:
        yield Words("KT." if middle else "", (*middle, title), str(HEAD_AND_DEPUTY))


def _by_row(house: House, signer: Signer, row: Row) -> Iterator[Words]:
    title = signer.title.upper()
    giver = row.body or row.giver_title or house.head_title
    if row.authority == SigningAuthority.ACTING and not row.of_head:
        yield Words("Q.", (*_collective(house), f"Q. {giver.upper()}"), row.basis)
    elif row.authority == SigningAuthority.COLLECTIVE and not row.of_head:
        yield Words("TM.", (_line(house, "TM.", giver), title), row.basis)
    elif row.authority == SigningAuthority.DEPUTY and not house.committee and not row.of_head:
        yield Words("KT.", (_line(house, "KT.", giver), title), row.basis)
    elif row.authority == SigningAuthority.BY_ORDER:
        first = _line(house, "TL.", giver)
        if row.of_head:
            between = _line(house, "KT.", signer.unit_head_title)
            yield Words("TL.", (first, between, title), row.basis)
        else:
            yield Words("TL.", (first, title), row.basis)


def _authorised(signer: Signer, act: Written) -> Words:
    lines = (f"TUQ. {act.giver_title.upper()}", signer.title.upper())
    return Words("TUQ.", lines, act.basis)


def _collective(house: House) -> tuple[str, ...]:
    return (_line(house, "TM.", house.collective),) if house.collective else ()


def _line(house: House, authority: str, whom: str) -> str:
    return f"{written_word(authority, party=house.party)} {whom.upper()}"


def _in_force(row: Row, day: date) -> bool:
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)


def _takes(row: Row, type_code: str | None) -> bool:
    return not row.types or type_code in row.types
