"""The law of registers and of secrecy as pure functions."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vanthu.kernel.citations import DECREE_30_2020, STATE_SECRETS_LAW_2025, Certainty
from vanthu.kernel.errors import StateSecretRefused
from vanthu.kernel.periods import Period
from vanthu.office.documents.choices import (
    Circulation,
    Direction,
    PeriodKind,
    RegisterKind,
    TypeFamily,
)
from vanthu.office.documents.errors import InsideOnly, WrongSeries

SERIES_OF_THE_YEAR = DECREE_30_2020.at("khoản 1 Điều 15", Certainty.READ)
BODIES_OF_THEIR_OWN = DECREE_30_2020.at("điểm a khoản 3 Mục II Phần I Phụ lục I", Certainty.READ)
COPIES_IN_ONE_SERIES = DECREE_30_2020.at("Phần II Phụ lục I", Certainty.READ)
CIRCULATION = DECREE_30_2020.at("điểm c khoản 2 Mục III Phần I Phụ lục I", Certainty.READ)
NO_STATE_SECRETS = STATE_SECRETS_LAW_2025


@dataclass(frozen=True, slots=True)
class Series:
    """A register as it stands on a day: what it takes, and its period then (None: not opened)."""

    register_id: int
    kind: str
    name: str
    types: tuple[str, ...]
    body: str
    body_symbol: str
    period_kind: str
    period_id: int | None
    label: str
    starts_on: date | None
    ends_before: date | None
    closed: bool

    @property
    def open_period(self) -> int:
        """The id of the period; only asked of a series known to be open."""
        assert self.period_id is not None, "an open series has a period"
        return self.period_id


def kinds_for(direction: str, family: str | None) -> tuple[str, ...]:
    """The kinds of register that may take a document, the fitting one first.

    Normative documents have a series per type (Art. 15.1.a), copies one series of their own (Annex
    I, Part II); an internal document goes into the outgoing series where no internal one is kept.
    """
    if direction == Direction.INCOMING:
        return (RegisterKind.INCOMING,)
    if family == TypeFamily.NORMATIVE:
        return (RegisterKind.NORMATIVE,)
    if family == TypeFamily.COPY:
        return (RegisterKind.COPY,)
    if direction == Direction.INTERNAL:
        return (RegisterKind.INTERNAL, RegisterKind.OUTGOING)
    return (RegisterKind.OUTGOING,)


def fitting(
    series: Iterable[Series], kinds: Sequence[str], type_code: str | None, body: str = ""
) -> list[Series]:
    """The series that take the document: one, none, or several to choose from.

    A consultative body's own series comes first (Annex I.II.3.a), then one that names the type,
    then one that names none (Art. 15.1.c: one series, per type, or groups).
    """
    every = list(series)
    if body:
        consultative = [s for s in every if s.kind == RegisterKind.CONSULTATIVE and s.body == body]
        if consultative:
            return _by_type(consultative, type_code)
    for kind in kinds:
        if found := _by_type([s for s in every if s.kind == kind and not s.body], type_code):
            return found
    return []


def _by_type(series: Sequence[Series], type_code: str | None) -> list[Series]:
    naming = [s for s in series if type_code is not None and type_code in s.types]
    return naming or [s for s in series if not s.types]


_SUFFIXES = "abcdefghijklmnopqrstuvwxyz"


def next_suffix(taken: Iterable[str]) -> str:
    """The letter of the next number inserted behind one: a, b, ... z, then za, zb, ... zz."""
    used = set(taken)
    letters = [*_SUFFIXES, *(f"z{letter}" for letter in _SUFFIXES)]
    found: str | None = next((letter for letter in letters if letter not in used), None)
    if found is None:
        raise WrongSeries({"after": "Sau số này đã chèn quá nhiều số. Hãy chọn số khác."})
    return found


def check_definition(
    kind: str,
    name: str,
    types: Sequence[str],
    body: str,
    body_symbol: str,
    known: Collection[str],
) -> None:
    """Raise WrongSeries for a definition that Article 15 does not allow.

    A normative type has a series of its own (15.1.a), a consultative body one with its own symbol
    (Annex I.II.3.a), copies one series for all kinds (Annex I, Part II), arrivals one for all
    (22.2).
    """
    wrong = {}
    if not 0 < len(name) <= 200:
        wrong["name"] = "Hãy đặt tên sổ, tối đa 200 ký tự."
    if unknown := [code for code in types if code not in known]:
        wrong["types"] = f"Không có loại văn bản: {', '.join(unknown)}."
    if kind == RegisterKind.NORMATIVE and len(types) != 1:
        wrong["types"] = (
            "Mỗi loại văn bản quy phạm pháp luật có một hệ thống số riêng: chọn một loại."
        )
    if kind in (RegisterKind.COPY, RegisterKind.INCOMING) and types:
        wrong["types"] = "Sổ này dùng một hệ thống số chung, không chia theo loại văn bản."
    if kind == RegisterKind.CONSULTATIVE and not 0 < len(body) <= 200:
        wrong["body"] = "Hãy nhập tên hội đồng, ban, tổ tư vấn."
    if kind == RegisterKind.CONSULTATIVE and (
        not 0 < len(body_symbol.strip()) <= 30 or " " in body_symbol.strip()
    ):
        wrong["body_symbol"] = "Hãy nhập chữ viết tắt của hội đồng, ban, tổ (không có dấu cách)."
    if kind != RegisterKind.CONSULTATIVE and body:
        wrong["body"] = "Chỉ sổ của tổ chức tư vấn mới ghi tên tổ chức."
    if wrong:
        raise WrongSeries(wrong)


def check_period(period_kind: str, period: Period, label: str) -> None:
    """Raise WrongSeries when a yearly period is not 1 January to 31 December (Art. 15.1)."""
    start, after = period.valid_from, period.valid_to
    whole_year = after == date(start.year + 1, 1, 1) and (start.month, start.day) == (1, 1)
    if not 0 < len(label) <= 40:
        raise WrongSeries({"label": "Hãy đặt tên kỳ (năm hoặc nhiệm kỳ), tối đa 40 ký tự."})
    if after is None:
        raise WrongSeries({"ends_before": "Hãy nhập ngày kết thúc của kỳ."})
    if period_kind == PeriodKind.YEAR and not whole_year:
        raise WrongSeries({"starts_on": "Số được cấp từ 01/01 đến 31/12 hằng năm."})


def check_circulation(circulation: str, outside: Sequence[str]) -> None:
    """Raise InsideOnly when what circulates inside only is to go to somebody outside."""
    if circulation == Circulation.INTERNAL_ONLY and outside:
        raise InsideOnly(outside)


# The mark of a level of secrecy, as stamped or typed: alone, in brackets or after "Độ mật:". Inside
# a sentence the same letters are ordinary words ("bảo mật", "Luật Bảo vệ bí mật nhà nước").
_LEVEL = r"(?:TUYỆT\s+MẬT|TỐI\s+MẬT|MẬT)"
_MARK = re.compile(
    rf"[\[(]\s*{_LEVEL}\s*[\])]|^\W*{_LEVEL}\s*[-–—:;.,/|]|[-–—:;.,/|]\s*{_LEVEL}\W*$"
    rf"|^\W*(?:TUYỆT|TỐI)\s+MẬT\b",
    re.MULTILINE,
)
_ALONE = re.compile(rf"^\W*{_LEVEL}\W*$", re.MULTILINE | re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:độ|mức\s+độ|mức)\s+mật\s*[:\-–]?\s*(?:là\s+)?(?:tuyệt\s+mật|tối\s+mật|mật)\b",
    re.IGNORECASE,
)


def has_secrecy_mark(text: str) -> bool:
    """Whether the text carries the mark MẬT, TỐI MẬT or TUYỆT MẬT (not merely the word)."""
    plain = unicodedata.normalize("NFC", text)
    return any(pattern.search(plain) for pattern in (_ALONE, _MARK, _LABELLED))


def refuse_secrets(secrecy: int, texts: Iterable[str]) -> None:
    """Raise StateSecretRefused for any level above ordinary, set or written (M-08, Q-144)."""
    if secrecy != 0 or any(has_secrecy_mark(text) for text in texts if text):
        raise StateSecretRefused(field="secrecy")
