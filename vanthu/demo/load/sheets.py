"""Which papers are printed as PDF, and how."""

from dataclasses import replace
from pathlib import Path

from django.conf import settings

from vanthu.demo.load.desks import Seat
from vanthu.demo.load.schedule import Schedule, stage_of
from vanthu.demo.organisation import province
from vanthu.demo.papers.routes import TRIAL_AGENCIES
from vanthu.demo.papers.texts import Paper
from vanthu.demo.specs import AgencySpec
from vanthu.ground.org.choices import AgencyKind, System
from vanthu.office.documents.choices import DocumentState, Urgency
from vanthu.office.drafting.rules import recipient_lines
from vanthu.office.writing import queries as writing

# Enough to fill the first screens of the trial accounts, few enough to keep the start short.
_SHEETS = 40
_UNDER_A_PARENT = {
    AgencyKind.DEPARTMENT,
    AgencyKind.OFFICE,
    AgencyKind.PARTY_BODY,
    AgencyKind.PUBLIC_SERVICE,
}
_ADDRESSED = {"letter", "report", "proposal", "invitation", "urgent"}


def fonts() -> Path:
    """Where the static files keep Tinos."""
    return Path(settings.STATIC_ROOT) / "fonts" / "tinos"


def can_print(folder: Path) -> bool:
    """Whether Tinos, the free Times, is there; no other font is put in silently."""
    return any(folder.glob("*.ttf"))


def papers_to_print(schedule: Schedule) -> frozenset[int]:
    """The newest issued papers that the trial agencies wrote or received."""
    found: dict[int, None] = {}
    if not can_print(fonts()):
        return frozenset()
    for paper, slot in schedule.newest():
        head = schedule.plan.head(paper)
        agency = head.recipients[slot - 1] if slot else head.issuer
        issued = stage_of(schedule.plan, head) == DocumentState.ISSUED
        if issued and agency.key in TRIAL_AGENCIES:
            found[paper] = None
        if len(found) == _SHEETS:
            break
    return frozenset(found)


def print_paper(paper: Paper, type_code: str, number: str, signer: Seat, authority: str) -> bytes:
    """The sheet of one paper, with its number, day and signer."""
    head = paper.head
    party = head.issuer.system == System.PARTY
    names = [agency.name for agency in head.recipients]
    unit = paper.unit.abbreviation if paper.unit else ""
    to = tuple(names) if head.shape in _ADDRESSED else ()
    sheet = writing.Paper(
        type_code=type_code,
        type_name=head.type_name,
        family=writing.Family.PARTY if party else writing.Family.STATE,
        issuer=head.issuer.name,
        parent=_parent(head.issuer),
        symbol=paper.symbol,
        subject=paper.subject,
        signing=writing.Signing(_signing(head.issuer, signer, authority), signer.name),
        content=replace(writing.parse_text(paper.body), to=to),
        place=head.issuer.place,
        number=number or None,
        day=head.issued_on,
        recipients=tuple(
            recipient_lines(
                names,
                unit,
                letter=head.type_name == "Công văn",
                party_issuer=head.issuer.name if party else "",
            )
        ),
        urgency=str(Urgency(head.urgency).label).upper() if head.urgency else "",
    )
    return writing.typeset(sheet, fonts()).pdf


def _parent(issuer: AgencySpec) -> str:
    if issuer.kind not in _UNDER_A_PARENT or not issuer.parent:
        return ""
    return next(agency.name for agency in province().agencies if agency.key == issuer.parent)


def _signing(issuer: AgencySpec, signer: Seat, authority: str) -> tuple[str, ...]:
    """`TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH`, `KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC` (Annex I, cell 7a)."""
    if authority in {"KT.", "K/T"}:
        return f"{authority} {issuer.leader_title}", signer.title
    if authority in {"TM.", "T/M"}:
        body = "Ban Thường vụ" if issuer.system == System.PARTY else "Ủy ban nhân dân"
        return f"{authority} {body}", signer.title
    return (signer.title,)
