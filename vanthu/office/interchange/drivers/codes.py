"""Codes of agencies as they may stand in what we send (interchange 4)."""

import re

from vanthu.office.interchange.drivers.base import Rejected

_CODE = re.compile(r"[0-9A-Za-z]+(\.[0-9A-Za-z]+)*")
LONGEST = 35
BAD = "Mã định danh của nơi gửi hoặc nơi nhận không đúng quy cách."
_REF = re.compile(r"[!-~]{1,200}")


def is_code(text: str) -> bool:
    """Whether a text can be the code of an agency, old or new."""
    return len(text) <= LONGEST and _CODE.fullmatch(text) is not None


def require_codes(*codes: str) -> None:
    """Raise Rejected when one of them is no code: it would travel in a header."""
    for code in codes:
        if not is_code(code):
            raise Rejected(BAD, code="address", detail=code[:100])


def is_ref(text: object) -> bool:
    """Whether a handle that the other side gave can be handed back in a header or an address."""
    return isinstance(text, str) and _REF.fullmatch(text) is not None
