"""From the drafter to the head of the unit, to the one charged with the format, to the signer."""

from typing import Any

from vanthu.ground.access import keys
from vanthu.ground.access.choices import GrantCause
from vanthu.ground.base.actor import Actor
from vanthu.ground.journal.actions import action, announce, touch
from vanthu.office.documents.actions import grant, move
from vanthu.office.drafting import permissions
from vanthu.office.drafting.actions.consulting import close_consultations
from vanthu.office.drafting.actions.inputs import RouteChoice
from vanthu.office.drafting.actions.publishing import publish_text
from vanthu.office.drafting.actions.routes import write_route
from vanthu.office.drafting.actions.steps import (
    approve,
    last_version,
    post_title,
    send_to_post,
    send_to_registry,
)
from vanthu.office.drafting.choices import ApprovalKind, Verb
from vanthu.office.drafting.draft import Draft, open_draft
from vanthu.office.drafting.errors import NewerVersion, SamePerson
from vanthu.office.drafting.events import (
    ContentApproved,
    FormatApproved,
    SentForContent,
    SigningApproved,
)
from vanthu.office.drafting.queries.mandates import signing_words
from vanthu.office.handling.actions import record_step
from vanthu.office.handling.choices import Act, Box


@action
def submit(
    actor: Actor, *, document_id: int, route: RouteChoice | None = None, note: str = ""
) -> None:
    """Send the draft on its way, to the content approver first; a new round of approvals begins.

    `route` replaces the one chosen before. Raises EmptyDraft, RouteMissing, BadApprover,
    SamePerson.
    """
    draft = open_draft(actor, document_id)
    permissions.check_step(actor, Verb.SUBMIT, draft)
    if route is not None:
        write_route(draft, route, actor.today)
    permissions.check(actor, Verb.SUBMIT, draft)
    draft.route.round += 1
    draft.route.save(update_fields=["round"])
    content, other, signer = draft.posts()
    move(actor, draft.document, "submit")
    close_consultations(actor, draft)
    send_to_post(actor, draft, Box.TO_APPROVE_CONTENT, content, Act.SUBMIT, note)
    announce(
        actor,
        SentForContent(
            **_about(draft),
            round=draft.route.round,
            content_post=content,
            format_post=other,
            signer_post=signer,
        ),
    )


@action
def approve_content(
    actor: Actor, *, document_id: int, version: int | None = None, text: str = ""
) -> None:
    """Answer for the content (Art. 12.1); the draft goes to the format approver.

    `version` is the one that was read; raises NewerVersion when it is not the newest.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.APPROVE_CONTENT, draft)
    _check_version(draft, version)
    approve(actor, draft, ApprovalKind.CONTENT, text)
    move(actor, draft.document, "approve_content")
    _pass_on(actor, draft, Box.TO_APPROVE_FORMAT, Act.APPROVE_CONTENT, text)
    announce(actor, ContentApproved(**_about(draft)))


@action
def approve_format(
    actor: Actor, *, document_id: int, version: int | None = None, text: str = ""
) -> None:
    """Answer for format and technique (Art. 12.2); the draft goes to the signer.

    Raises SamePerson for who approved the content, NewerVersion.
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.APPROVE_FORMAT, draft)
    _check_version(draft, version)
    if any(w.kind == ApprovalKind.CONTENT and w.person == actor.person_id for w in draft.words):
        raise SamePerson
    approve(actor, draft, ApprovalKind.FORMAT, text)
    move(actor, draft.document, "approve_format")
    # the clerks may have to record a signature on paper from here on
    document = draft.document
    grant(actor, document.pk, keys.registry(document.agency_id), GrantCause.REGISTRY)
    _pass_on(actor, draft, Box.TO_SIGN, Act.APPROVE_FORMAT, text)
    announce(actor, FormatApproved(**_about(draft)))


@action
def approve_signing(actor: Actor, *, document_id: int, version: int, text: str = "") -> None:
    """The signer's approval, one act: this version is locked by its hash and goes to the clerk.

    Raises ApprovalMissing without both approvals (Q-061), NewerVersion when `version` is not the
    newest, NoMandate when nothing lets the signer sign on this day (Q-066).
    """
    draft = open_draft(actor, document_id)
    permissions.check(actor, Verb.APPROVE_SIGNING, draft)
    _check_version(draft, version)
    signing_words(draft.document, draft.posts()[2], actor.today)
    approve(actor, draft, ApprovalKind.LEADER, text, signed_on=actor.today)
    move(actor, draft.document, "approve_signing", **_signer(actor, draft))
    publish_text(actor, draft)
    record_step(actor, document_id, Act.APPROVE_SIGNING, text=text)
    send_to_registry(actor, draft, Box.TO_NUMBER, actor.today)
    touch("fields", document_id)
    announce(actor, SigningApproved(**_about(draft)))


def _check_version(draft: Draft, seen: int | None) -> None:
    newest = last_version(draft).version
    if seen is not None and seen != newest:
        raise NewerVersion(seen=seen, newest=newest)


def _pass_on(actor: Actor, draft: Draft, box: Box, act: Act, text: str) -> None:
    _content, other, signer = draft.posts()
    send_to_post(actor, draft, box, signer if box == Box.TO_SIGN else other, act, text)


def _signer(actor: Actor, draft: Draft) -> dict[str, str]:
    """Name and position of the signer, where the drafter left them open (field 12)."""
    document = draft.document
    return {
        "signer_name": document.signer_name or actor.name,
        "signer_position": document.signer_position or post_title(draft.posts()[2], actor.today),
    }


def _about(draft: Draft) -> dict[str, Any]:
    version = last_version(draft)
    return {
        "agency_id": draft.document.agency_id,
        "object_id": draft.document.pk,
        "version": version.version,
        "digest": version.digest,
    }
