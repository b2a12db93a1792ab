"""Words by which the cells of a paper are recognised, written without marks (see `letters.flat`).

Patterns bear the damage that recognition does to capitals and accents: `Só:`, `Noi nhan`,
`CONG HOA XA HOI`. They are searched in same-length folded text, so offsets are those of the line.
"""

import re

from vanthu.office.reading.choices import TITLES
from vanthu.office.reading.letters import alike, bare, flat, upper_share

MOTTO = re.compile(
    r"c[o0]ng\s*h[o0]a\s*x\w|\S+\s+\S+\s+x[ae]\s+h\w{1,2}\s+ch\w\s+ngh|dang\s+c[o0]ng\s+s[ao]n\s+viet"
)
INDEPENDENCE = re.compile(r"d[o0]c\s*l[a-z]p\s*[-–—~.]*\s*t[uyw]|tu do\s*[-–—]\s*h[a-z]nh")
DAY_LINE = re.compile(
    r"\bng(?!ai)[ad][a-z]?(?P<day>.{0,14}?)\s*th[a-z]{2,3}(?P<month>.{0,8}?)\s*n[a-z]m\b(?P<year>.{0,9})"
)
NUMBER_LINE = re.compile(
    r"^\W{0,3}(?:(?:luat|bo luat|phap lenh|nghi quyet|lenh)\s+)?"
    r"(?:s[o0e6]\b|[s5][o06]\s*[:.;]|[38]6\s*[:.;]|s[oe](?=\d))\s*[:.;,]*\s*"
)
ADDRESSED = re.compile(r"^\W{0,3}(?:dong\s+)?k[ií]nh\s*(?:gui|trinh|bao)\s*[:.]")
WIRED = re.compile(r"^(?P<head>[^:\d]{4,90})\sdien\s*:\s*")
SENT_TO = re.compile(
    r"^\W{0,3}[a-z]{0,3}[o0][it]\s*(?:\w{1,2}\s+)?nh[a-z]n\b\W*(?![a-z]{3,}\s[a-z])"
)
SUBJECT = re.compile(r"^\W{0,3}(?:[vw]\W{0,2}[vwy]\b|viv\b|vis\b|wv\b|ve viec\b)\W{0,3}")
BODY = re.compile(
    r"^\W{0,3}(?:can cu\b|c[aă]n c[uư]\b|theo de nghi\b|xet de nghi\b|xet to trinh\b|thuc hien\b"
    r"|thi hanh\b|de trien khai\b|dieu 1\b|dieu i\b|chuong i\b|phan thu\b|i\.\s|1\.\s|muc 1\b"
    r"|ngay \d|tiep theo\b|tra loi\b|nham\b|trong thoi gian\b|thoi gian qua\b|hien nay\b|de\s|"
    r"quoc hoi ban hanh\b|sau khi\b|tai\s|ngay\s\d|qua\s|(?:chinh phu|bo truong) .*ban hanh)"
)
ENACTS = re.compile(r"^(?:quyet\s*(?:dinh|nghi)|nghi\s*quyet)\s*:?$")
ITEM = re.compile(r"^\s*(?:[-–—~+•*¬]|_(?=\s*\w))\s*")
KEPT = re.compile(r"^\W{0,4}(?:luu|luw|lwu|lm|lun)\b")
RULE_LINE = re.compile(r"^[\W_]+$")
SIGNED_NOTE = re.compile(r"^\W*(?:da\s*ky|ky\s*ten|ky,\s*dong dau|chu\s*ky|ky\s*so)\b")
BOX_NOTE = re.compile(
    r"ky b[o0]i|th[o0]i gian ky|co quan:|nguoi ky|ngay ky\s*:|[\w.]+@[\w.]+|\+07:?00"
)

_TITLE_KEYS = {bare(name): name for name in TITLES}


def number_opening(text: str) -> int | None:
    """Where the reference begins, when the line opens with `Số`; `SỞ` is another word."""
    found = NUMBER_LINE.search(flat(text))
    if found is None or re.search("[ởỞ]", found[0] and text[: found.end()]):
        return None
    told = any(sign in found[0] for sign in ":.;,")
    begins = bool(re.match(r"[\d.…_/\s-]", text[found.end() :]))
    return found.end() if told or begins else None


def opens_body(text: str) -> bool:
    """Whether a line opens the body: such lines begin with a capital, broken ones do not."""
    opening = next((letter for letter in text if letter.isalnum()), "")
    return not opening.islower() and bool(BODY.search(flat(text)))


def title_of(text: str) -> tuple[str, str, float] | None:
    """Type, remainder of the line and likeness, when the line is or opens with a type name."""
    key = bare(text)
    if key in _TITLE_KEYS:
        return _TITLE_KEYS[key], "", 1.0
    if upper_share(text) < 0.8 or not 4 <= len(key) <= 28:
        return None
    best = max(TITLES, key=lambda name: alike(name, text))
    likeness = alike(best, text)
    return (best, "", likeness) if likeness >= 0.86 and len(bare(best)) >= 6 else None


def opening_title(text: str) -> tuple[str, str] | None:
    """Type and the rest, for a line such as `BÁO CÁO KẾT QUẢ …` all in capitals."""
    if upper_share(text) < 0.95:
        return None
    words = text.split()
    for name in sorted(TITLES, key=len, reverse=True):
        size = len(name.split())
        if len(words) > size and bare(" ".join(words[:size])) == bare(name):
            return name, " ".join(words[size:])
    return None
