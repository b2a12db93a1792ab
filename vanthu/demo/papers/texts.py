"""What a paper says: abstract, body and signature in official style, consistent with its head."""

from dataclasses import dataclass
from functools import cache

from vanthu.demo.draws import Draws
from vanthu.demo.names import full_name
from vanthu.demo.organisation import province
from vanthu.demo.papers.heads import Head
from vanthu.demo.papers.words import Words
from vanthu.demo.sources import table
from vanthu.demo.specs import AgencySpec, UnitSpec
from vanthu.ground.org.choices import AgencyKind, System


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper without its number, which its register gives.

    `symbol` follows Decree 30 Annex I (state) or the Party's usage: `UBND-KT`, `QĐ-SNV`, `CV/TU`.
    """

    head: Head
    symbol: str
    unit: UnitSpec | None
    subject: str
    body: str
    signing_authority: str
    signer_position: str
    signer_name: str
    page_count: int


def write(head: Head, seed: int) -> Paper:
    """The paper of this head."""
    draws = Draws(seed, "text", head.index)
    issuer = head.issuer
    unit = _unit(draws, issuer, head.field)
    words = Words(draws, head, unit)
    authority, position, signer = _signature(draws, issuer, seed)
    return Paper(
        head=head,
        symbol=_symbol(draws, head, unit),
        unit=unit,
        subject=_subject(draws, head, words),
        body=_body(draws, head, words),
        signing_authority=authority,
        signer_position=position,
        signer_name=signer,
        page_count=1 + draws.below(4) if head.shape != "plan" else 3 + draws.below(9),
    )


def _unit(draws: Draws, issuer: AgencySpec, field: str) -> UnitSpec | None:
    if not issuer.units:
        return None
    fitting = [unit for unit in issuer.units if unit.field == field]
    return draws.pick(fitting or issuer.units)


def _symbol(draws: Draws, head: Head, unit: UnitSpec | None) -> str:
    abbreviation, issuer = head.type_abbreviation, head.issuer
    if issuer.system == System.PARTY:
        return f"{abbreviation}/{issuer.abbreviation}"
    if abbreviation:
        return f"{abbreviation}-{issuer.abbreviation}"
    if unit is not None:
        return f"{issuer.abbreviation}-{unit.abbreviation}"
    if issuer.symbols:
        return f"{issuer.abbreviation}-{draws.pick(issuer.symbols)}"
    return f"{issuer.abbreviation}-{_OLD_ROOM.get(head.field, 'VP')}"


_OLD_ROOM = {"van-hoa": "VX", "giao-duc": "VX", "y-te": "VX", "tai-chinh": "KT", "tu-phap": "NC"}


def _subject(draws: Draws, head: Head, words: Words) -> str:
    if head.answers is not None:
        verb = (
            "kết quả thực hiện" if head.shape == "report" else "báo cáo, trả lời về việc thực hiện"
        )
        text = f"{verb} {words['t']} {words['p']} {words['q']}"
        return text[0].upper() + text[1:]
    frame = draws.pick(_subject_frames(head.type_name, head.shape))
    text = frame.format_map(words)
    return text[0].upper() + text[1:]


@cache
def _subject_frames(type_name: str, shape: str) -> list[str]:
    known = table("frames.json")["subjects"]
    found: list[str] = known.get(type_name) or known[shape]
    return found


def _body(draws: Draws, head: Head, words: Words) -> str:
    parts = (
        draws.pick(_frames("openings", head.shape)),
        draws.pick(table("topics.json")[head.field]["facts"]),
        draws.pick(table("frames.json")["middles"]),
        draws.pick(_frames("closings", head.shape)),
    )
    return "\n".join(parts).format_map(words)


@cache
def _frames(kind: str, shape: str) -> list[str]:
    found: list[str] = table("frames.json")[kind][shape]
    return found


def _signature(draws: Draws, issuer: AgencySpec, seed: int) -> tuple[str, str, str]:
    """Signing authority, position and name; the same post always signs with the same name."""
    deputy = draws.chance(0.6)
    collective = issuer.kind in {AgencyKind.PEOPLES_COMMITTEE, AgencyKind.PARTY_COMMITTEE}
    leader = issuer.leader_title
    if not deputy:
        authority = ("TM." if issuer.system != System.PARTY else "T/M") if collective else ""
        return authority, leader, _signer(seed, issuer.key, 0)
    position = f"Phó {leader}" if leader != "Bộ trưởng, Chủ nhiệm" else "Phó Chủ nhiệm"
    if leader == "Bộ trưởng":
        position = "Thứ trưởng"
    authority = "KT." if issuer.system != System.PARTY else "K/T"
    return authority, position, _signer(seed, issuer.key, 1)


@cache
def _signer(seed: int, key: str, place: int) -> str:
    """A signer without an account here: of a closed agency or of an outside correspondent."""
    order = next(n for n, agency in enumerate(province().agencies) if agency.key == key)
    return full_name(seed, order * 2 + place, "signer")[0]
