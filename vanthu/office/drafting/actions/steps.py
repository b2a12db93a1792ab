"""What the steps of a draft share: moving, boxes, grants, the path, the named approval."""

from datetime import date
from typing import Any

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.org.queries import post_names, work_calendar
from vanthu.ground.people.queries import holders
from vanthu.office.documents.actions import grant, revoke
from vanthu.office.drafting.choices import ApprovalKind, Verdict
from vanthu.office.drafting.draft import Draft
from vanthu.office.drafting.errors import EmptyDraft, NewerVersion
from vanthu.office.drafting.models import Approval, DraftVersion
from vanthu.office.drafting.rules import issue_due
from vanthu.office.handling import boxes
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act, Box


def last_version(draft: Draft) -> DraftVersion:
    """The newest version; raises EmptyDraft."""
    if draft.last is None:
        raise EmptyDraft
    return draft.last


def check_version(draft: Draft, seen: int | None) -> None:
    """Raise NewerVersion unless what was read is the newest."""
    newest = last_version(draft).version
    if seen is not None and seen != newest:
        raise NewerVersion(seen=seen, newest=newest)


def about_version(draft: Draft) -> dict[str, Any]:
    """What every event about a version carries."""
    version = last_version(draft)
    return {
        "agency_id": draft.document.agency_id,
        "object_id": draft.document.pk,
        "version": version.version,
        "digest": version.digest,
    }


def signer_fields(actor: Actor, draft: Draft) -> dict[str, str]:
    """Name and position of the signer, where the drafter left them open (field 12)."""
    document = draft.document
    return {
        "signer_name": document.signer_name or actor.name,
        "signer_position": document.signer_position or post_title(draft.posts()[2], actor.today),
    }


def send_to_post(
    actor: Actor, draft: Draft, box: Box, post_id: int, act: Act, text: str = ""
) -> None:
    """Put the draft before the holder of a post, nowhere else; open it to them, tell the path."""
    holder = keys.post(post_id)
    document = draft.document
    grant(actor, document.pk, holder, GrantCause.APPROVING, post_id)
    boxes.take(document.pk)
    boxes.put(actor, holder=holder, box=box, document=document, from_name=actor.name, remark=text)
    name = holder_name(post_id, actor.today)
    record_step(actor, document.pk, act, to_key=holder, to_name=name, text=text)


def send_to_registry(actor: Actor, draft: Draft, box: Box, signed_on: date) -> None:
    """Put the signed document before the clerks, with the last day to issue it (Art. 18.1)."""
    document = draft.document
    holder = keys.registry(document.agency_id)
    cal = work_calendar(signed_on, actor.today)
    due = issue_due(signed_on, document.urgency > 0, cal)
    boxes.take(document.pk)
    boxes.put(actor, holder=holder, box=box, document=document, due_on=due, from_name=actor.name)


def send_to_drafter(actor: Actor, draft: Draft, box: Box, remark: str = "") -> None:
    """Put the draft before its drafter and nowhere else."""
    document = draft.document
    boxes.take(document.pk)
    if document.created_by_post is not None:
        boxes.put(
            actor,
            holder=keys.post(document.created_by_post),
            box=box,
            document=document,
            from_name=actor.name,
            remark=remark,
        )


def close_to_waiting(actor: Actor, draft: Draft) -> None:
    """Close the draft to those it was put before and who have not said anything on it."""
    spoken = set(
        Approval.objects.filter(document=draft.document).values_list("post", flat=True).distinct()
    )
    route = draft.route
    for post_id in {route.content_post, route.format_post, route.signer_post} - {None} - spoken:
        revoke(actor, draft.document.pk, GrantCause.APPROVING, post_id)  # type: ignore[arg-type]


def approve(
    actor: Actor,
    draft: Draft,
    kind: ApprovalKind,
    text: str,
    *,
    verdict: Verdict = Verdict.APPROVED,
    signed_on: date | None = None,
) -> Approval:
    """Write the actor's named word on the newest version, bound to its hash."""
    post_id = actor.post_id or 0
    return Approval.objects.create(
        document=draft.document,
        version=last_version(draft),
        kind=kind,
        verdict=verdict,
        round=draft.route.round,
        digest=draft.digest(),
        text=text,
        post=post_id,
        title=post_title(post_id, actor.today),
        name=actor.name,
        person=actor.person_id,
        on_behalf_of=actor.on_behalf_of,
        signed_on=signed_on,
        at=actor.now,
    )


def post_title(post_id: int, day: date) -> str:
    """What the post is called, with its unit."""
    found = post_names([post_id], day).get(post_id)
    return str(found)[:100] if found else ""


def holder_name(post_id: int, day: date) -> str:
    """Who holds the post, with its title; the title alone while it is vacant."""
    holder, title = holders([post_id], day).get(post_id), post_title(post_id, day)
    return f"{holder.name} – {title}" if holder else title
