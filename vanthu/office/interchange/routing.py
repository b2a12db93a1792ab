"""Who of a document's recipients lives here, whom a link reaches, and who is left to the clerk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from vanthu.ground.base.actor import Actor
from vanthu.ground.org.actions import know_agency
from vanthu.ground.org.choices import Role
from vanthu.ground.org.errors import CodeMalformed, CodeUnknown, SuccessorUnclear
from vanthu.ground.org.models import Agency, Post
from vanthu.ground.org.queries import agency_by_code, current_code, current_codes, successor
from vanthu.office.documents.models import Document, Recipient
from vanthu.office.interchange.queries.directory import heir
from vanthu.office.interchange.ways import Way, all_ways, way_to

_NAMELESS = "Cơ quan gửi chưa có mã định danh nên chưa gửi được qua {title}. Hãy khai báo mã."


@dataclass
class Routes:
    """The receivers, each once with the recipients it stands for; the others with the reason.

    `links` says which of the receivers live elsewhere, and by which way they are reached.
    """

    inside: dict[int, list[Recipient]] = field(default_factory=dict)
    links: dict[int, str] = field(default_factory=dict)
    outside: list[tuple[Recipient, str]] = field(default_factory=list)

    @property
    def leaving(self) -> list[str]:
        """The names of all whom a copy reaches outside this installation."""
        linked = (row.name for agency in self.links for row in self.inside[agency])
        return [*linked, *(row.name for row, _problem in self.outside)]


def routes(actor: Actor, document: Document, recipients: Sequence[Recipient]) -> Routes:
    """Route each of its recipients by its agency or its code; closed ones lead to their successors.

    Several recipients may lead to one agency, which then receives once; the issuing agency itself
    receives nothing. Who neither lives here nor is reached by a link stays outside.
    """
    found: list[tuple[Recipient, int | None, str]] = []
    for recipient in recipients:
        try:
            found.append((recipient, _agency(recipient, actor.today), ""))
        except CodeUnknown:
            found.append((recipient, None, ""))
        except SuccessorUnclear as refusal:
            found.append((recipient, None, refusal.sentence))
    here = living_here({agency for _r, agency, _p in found if agency is not None}, actor.today)
    result = Routes()
    for recipient, agency, problem in found:
        if agency == document.agency_id:
            continue
        if agency is None or agency not in here:
            agency, problem = _by_link(actor, document, recipient, agency, problem, result.links)
        if agency == document.agency_id:
            continue
        if agency is None:
            result.outside.append((recipient, problem))
        else:
            result.inside.setdefault(agency, []).append(recipient)
    return result


def _by_link(
    actor: Actor,
    document: Document,
    recipient: Recipient,
    agency: int | None,
    problem: str,
    links: dict[int, str],
) -> tuple[int | None, str]:
    """The agency that a link reaches, made when it is new; else None with what is wrong."""
    if problem:
        return None, problem
    code = current_code(agency, actor.today) if agency is not None else recipient.code
    try:
        end = followed(code, recipient.name, actor.today)
        if end.agency is not None:
            return end.agency, ""
        sender = current_code(document.agency_id, actor.today) if end.code else ""
        way = way_to(end.code, sender) if end.code else None
        if way is None:
            return None, _why_not(end.code, sender)
        found = know_agency(actor, code=end.code, name=end.name).pk
    except (CodeMalformed, SuccessorUnclear) as refusal:
        return None, refusal.sentence
    links[found] = way.name
    return found, ""


@dataclass(frozen=True, slots=True)
class End:
    """Where a code leads in the end: to an agency that lives here, else to a code elsewhere."""

    code: str
    name: str
    agency: int | None = None


def followed(code: str, name: str, day: date) -> End:
    """Follow a code by the directories of the links and by our own lineage, as they alternate.

    Raises SuccessorUnclear where several or none are named in its place, or it leads in a circle.
    """
    seen: list[str] = []
    while code not in seen:
        seen.append(code)
        found = heir(code) if code else None
        if found is None:
            return End(code, name)
        if not found.clear:
            raise SuccessorUnclear(agency=found.name, count=found.count)
        name = found.name if found.name != found.code else name
        try:
            agency = agency_by_code(found.code, day).pk
        except CodeUnknown:
            return End(found.code, name)
        if agency in living_here([agency], day):
            return End(found.code, name, agency)
        code = current_code(agency, day) or found.code
        if code == found.code:
            return End(code, name)
    raise SuccessorUnclear(agency=name, count=0)


def _why_not(code: str, sender: str) -> str:
    """What keeps a sender without a code from writing to whom a link reaches."""
    reaching = (way.title for way in all_ways() if code and not sender and way.reaches(code))
    return next((_NAMELESS.format(title=title) for title in reaching), "")


def _agency(recipient: Recipient, day: date) -> int | None:
    if recipient.agency is not None:
        return successor(recipient.agency, day).pk
    return agency_by_code(recipient.code, day).pk if recipient.code else None


def living_here(agency_ids: Iterable[int], day: date) -> set[int]:
    """Those of the agencies that have a registry with a clerk's post here to receive anything."""
    clerks = Post.objects.on(day).filter(agency__in=list(agency_ids), role=Role.RECORDS_CLERK)
    with_registry = Agency.objects.filter(has_registry=True, posts__in=clerks)
    return set(with_registry.values_list("pk", flat=True))


def way_of(agency_id: int, sender_id: int, day: date) -> Way | None:
    """The way from a sender here to an agency that does not live here; None when there is none."""
    codes = current_codes([agency_id, sender_id], day)
    return way_to(codes[agency_id], codes.get(sender_id, "")) if agency_id in codes else None
