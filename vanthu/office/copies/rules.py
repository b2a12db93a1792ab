"""The law of copies as pure functions (Decree 30/2020, Art. 25, 26; Annex I, Part II)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from vanthu.kernel.citations import DECREE_30_2020, Certainty, Citation
from vanthu.kernel.workdays import VIETNAM
from vanthu.office.copies.choices import CopyKind, Medium
from vanthu.office.copies.errors import BadPages, ScanTooPoor, WayNotAllowed
from vanthu.office.writing.queries import full_citation

_P, _E = Medium.PAPER, Medium.ELECTRONIC
Way = tuple[Medium, Medium]

# From which medium to which, by kind (requirements D-13).
WAYS: dict[CopyKind, tuple[frozenset[Way], Citation]] = {
    CopyKind.WHOLE: (
        frozenset({(_P, _P), (_E, _P), (_P, _E)}),
        DECREE_30_2020.at("khoản 1 Điều 25", Certainty.READ),
    ),
    CopyKind.AGAIN: (
        frozenset({(_P, _P), (_P, _E), (_E, _P)}),
        DECREE_30_2020.at("khoản 2 Điều 25", Certainty.READ),
    ),
    CopyKind.EXTRACT: (
        frozenset({(_P, _P), (_P, _E), (_E, _E), (_E, _P)}),
        DECREE_30_2020.at("khoản 3 Điều 25", Certainty.READ),
    ),
}
# The head of the agency rules who signs copies; the words above the name follow from the post.
COPYING = DECREE_30_2020.at("Điều 26", Certainty.READ)
SCANNED = DECREE_30_2020.at("Phần I Phụ lục I", Certainty.READ)
ORIGINAL_ON_PAPER = DECREE_30_2020.at("khoản 5 Điều 18", Certainty.READ)
LEAST_VERSION, LEAST_DPI = 14, 200  # PDF 1.4; dots an inch (S-06)
_A4 = (210.0, 297.0)
# The rule says 100 %; scanners cut or add a few millimetres at the edges.
TOLERANCE = 5.0
_WORDS = {_P: "giấy", _E: "điện tử"}
_MOST_PAGES = 2000


def check_way(kind: CopyKind, source: Medium, medium: Medium) -> None:
    """Raise WayNotAllowed, which names the ways that are."""
    ways, citation = WAYS[kind]
    if (source, medium) in ways:
        return
    allowed = sorted(way_words(*way) for way in ways)
    raise WayNotAllowed(
        kind=str(kind.label),
        way=way_words(source, medium),
        allowed="; ".join(allowed),
        citation=str(citation),
    )


def way_words(source: Medium, medium: Medium) -> str:
    """`từ giấy sang điện tử`."""
    return f"từ {_WORDS[source]} sang {_WORDS[medium]}"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on one page of a scan; `dpi` None: there is no scanned image."""

    page: int
    width: float
    height: float
    dpi: int | None
    colour: bool


def check_scan(version: int, pages: Iterable[Measured]) -> None:
    """Raise ScanTooPoor with everything that was measured and is not as S-06 asks."""
    faults = [] if version >= LEAST_VERSION else [f"PDF {version / 10:.1f}, cần từ 1.4"]
    for page in pages:
        faults += [f"trang {page.page}: {fault}" for fault in _faults(page)]
    if faults:
        shown = faults[:5] + (["…"] if len(faults) > 5 else [])
        raise ScanTooPoor("; ".join(shown), str(SCANNED))


def _faults(page: Measured) -> list[str]:
    if page.dpi is None:
        return ["không phải ảnh quét"]
    found = []
    # a scan of 200 dots, cut to whole dots, may measure 199.6
    if page.dpi < LEAST_DPI:
        found.append(f"{page.dpi} dpi, cần từ {LEAST_DPI} dpi")
    if not page.colour:
        found.append("ảnh xám hoặc đen trắng, cần ảnh màu")
    if not _full_scale(page.width, page.height):
        found.append(f"khổ {page.width:.0f} × {page.height:.0f} mm, cần A4 tỷ lệ 100 %")
    return found


def _full_scale(width: float, height: float) -> bool:
    size = sorted((width, height))
    return all(abs(side - wanted) <= TOLERANCE for side, wanted in zip(size, _A4, strict=True))


def pages_of(text: str, count: int) -> list[int]:
    """The pages written as `1-3, 5`, each once, in this order; all of them for an empty text.

    Raises BadPages when a page is not one of the `count` there are.
    """
    if not text.strip():
        return list(range(1, count + 1))
    found: list[int] = []
    for part in text.replace(";", ",").split(","):
        found += _range(part.strip(), count)
    return list(dict.fromkeys(found))


def _range(part: str, count: int) -> list[int]:
    first, dash, last = (piece.strip() for piece in part.replace("–", "-").partition("-"))
    last = last if dash else first
    if not (first.isdecimal() and last.isdecimal() and len(first) < 5 and len(last) < 5):
        raise BadPages(f"Không hiểu “{part}”. Hãy ghi số trang, ví dụ: 1-3, 5.")
    begins, ends = int(first), int(last)
    if not 1 <= begins <= ends <= min(count, _MOST_PAGES):
        raise BadPages(f"Văn bản có {count} trang, không có trang “{part}”.")
    return list(range(begins, ends + 1))


def copy_subject(kind: CopyKind, type_name: str, reference: str, issuer: str, subject: str) -> str:
    """What the register says of a copy: `Sao y Quyết định số 15/QĐ-UBND của ... về việc ...`."""
    named = full_citation(
        type_name or "văn bản", reference=reference, issuer=issuer, subject=subject
    )
    return f"{kind.label} {named}"[:500]


def authority_lines(authority: str, head: str, title: str) -> tuple[str, ...]:
    """What stands above the signature on a copy (S-10): `TL. CHỦ TỊCH`, `CHÁNH VĂN PHÒNG`.

    `head` is the title of the agency's head, empty when the post is vacant or signs for itself.
    """
    if not authority or not head:
        return (title.upper(),)
    return (f"{authority} {head.upper()}", title.upper())


def signature_lines(kind: str, agency: str, now: datetime) -> tuple[str, ...]:
    """What the agency's signature on an electronic copy says (cell 14, S-05): kind of copy, copying
    agency, time of signing by ISO 8601 in Việt Nam's zone."""
    moment = now.astimezone(VIETNAM).replace(microsecond=0)
    return (kind, agency, moment.isoformat())
