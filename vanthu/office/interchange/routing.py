"""Which agency of this installation a recipient is, and which recipients are outside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from vanthu.ground.org.choices import Role
from vanthu.ground.org.errors import CodeUnknown, SuccessorUnclear
from vanthu.ground.org.models import Agency, Post
from vanthu.ground.org.queries import agency_by_code, successor
from vanthu.office.documents.models import Document, Recipient


@dataclass
class Routes:
    """The receivers, each once with the recipients it stands for; the others with the reason."""

    inside: dict[int, list[Recipient]] = field(default_factory=dict)
    outside: list[tuple[Recipient, str]] = field(default_factory=list)


def routes(document: Document, recipients: Sequence[Recipient], day: date) -> Routes:
    """Route each of its recipients by its agency or its code; closed ones lead to their successors.

    Several recipients may lead to one agency, which then receives once; the issuing agency itself
    receives nothing. A recipient who is no agency of the installation stays outside.
    """
    found: list[tuple[Recipient, int | None, str]] = []
    for recipient in recipients:
        try:
            found.append((recipient, _agency(recipient, day), ""))
        except CodeUnknown:
            found.append((recipient, None, ""))
        except SuccessorUnclear as refusal:
            found.append((recipient, None, refusal.sentence))
    here = living_here({agency for _r, agency, _p in found if agency is not None}, day)
    result = Routes()
    for recipient, agency, problem in found:
        if agency is None or agency not in here:
            result.outside.append((recipient, problem))
        elif agency != document.agency_id:
            result.inside.setdefault(agency, []).append(recipient)
    return result


def _agency(recipient: Recipient, day: date) -> int | None:
    if recipient.agency is not None:
        return successor(recipient.agency, day).pk
    return agency_by_code(recipient.code, day).pk if recipient.code else None


def living_here(agency_ids: Iterable[int], day: date) -> set[int]:
    """Those of the agencies that have a registry with a clerk's post here to receive anything."""
    clerks = Post.objects.on(day).filter(agency__in=list(agency_ids), role=Role.RECORDS_CLERK)
    with_registry = Agency.objects.filter(has_registry=True, posts__in=clerks)
    return set(with_registry.values_list("pk", flat=True))
