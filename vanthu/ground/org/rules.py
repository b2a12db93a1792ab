"""The shape of identifiers: pure, each rule with its source."""

import re
from datetime import date

from vanthu.ground.org.choices import CodeScheme
from vanthu.ground.org.errors import CodeMalformed, NotAfterVersion
from vanthu.kernel.citations import DECISION_20_2020, STANDARD_QCVN_102_2016
from vanthu.kernel.dates import short_date

LONGEST_CODE = 35
_SHAPES = {
    # Decision 20/2020: levels parted by dots, level 1 a letter and two digits (I-02).
    CodeScheme.QD_20: re.compile(r"[A-Z]\d{2}(\.[0-9A-Z]{1,8})*", re.ASCII),
    # QCVN 102:2016: V1V2V3.Z1Z2.Y1Y2.MX, 13 characters (I-05).
    CodeScheme.QCVN_102: re.compile(r"[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Z]\d{2}", re.ASCII),
    CodeScheme.ADMINISTRATIVE: re.compile(r"\d{2,5}", re.ASCII),
}
# What is met on the national axis, as it is met: "28.22.H17", "H37.DN.001" (interchange, 4).
_READABLE = re.compile(r"[0-9A-Za-z]+([.-][0-9A-Za-z]+)*", re.ASCII)
_HINTS = {
    CodeScheme.QD_20: (
        "Mã gồm các cấp cách nhau bằng dấu chấm, cấp 1 là một chữ cái và hai chữ số, "
        f"dài nhất {LONGEST_CODE} ký tự, ví dụ H61.12 ({DECISION_20_2020})."
    ),
    CodeScheme.QCVN_102: f"Mã có 13 ký tự, ví dụ 000.00.12.H61 ({STANDARD_QCVN_102_2016}).",
    CodeScheme.ADMINISTRATIVE: "Mã đơn vị hành chính gồm 2 đến 5 chữ số.",
}


def check_code(scheme: CodeScheme, code: str) -> None:
    """Raise CodeMalformed, with an example, for a code that does not have its scheme's shape."""
    if len(code) > LONGEST_CODE or not _SHAPES[scheme].fullmatch(code):
        raise CodeMalformed(field="code", code=code, hint=_HINTS[scheme])


def is_readable_code(code: str) -> bool:
    """Whether an identifier met elsewhere can be one at all; a literal "null" cannot."""
    return (
        len(code) <= LONGEST_CODE
        and code.lower() != "null"
        and _READABLE.fullmatch(code) is not None
    )


def check_follows(since: date, from_day: date) -> None:
    """Raise NotAfterVersion unless a change begins after what it changes: the past stays."""
    if from_day <= since:
        raise NotAfterVersion(field="from_day", since=short_date(since))
